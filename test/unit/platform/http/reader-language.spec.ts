import { languageFor } from '../../../../src/platform/http/index.js';

describe('the language of an answer', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['de', 'de'],
    ['DE', 'de'],
    ['de-AT', 'de'],
    ['de-CH-1996', 'de'],
    ['fr, de;q=0.5', 'de'],
    ['en;q=0.7, de;q=0.8', 'de'],
    ['en, de', 'en'],
    ['de, en', 'de'],
    ['de;q=0', 'en'],
    ['fr', 'en'],
    ['*', 'en'],
    ['de;q=0.4, *;q=0.3', 'de'],
    ['*;q=0.9, de', 'de'],
    ['den', 'en'],
    ['de;q=2', 'en'],
    ['de;q=x, en;q=0.1', 'en'],
    [',,;;"', 'en'],
  ])('for "%s" is %s', (header, language) => {
    expect(languageFor(header, ['en', 'de'])).toBe(language);
  });

  it('is the first that is offered where nothing is asked for', () => {
    expect(languageFor(undefined, ['de', 'en'])).toBe('de');
  });
});
