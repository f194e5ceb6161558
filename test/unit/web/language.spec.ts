import { languageHeader } from '../../../src/web/api/client.js';
import { queries } from '../../../src/web/app/query-client.js';
import { chooseLanguage } from '../../../src/web/texts/language.js';

describe('the language of the page', () => {
  afterEach(() => {
    chooseLanguage('en');
    queries.clear();
  });

  it('is the one that the service is asked to answer in', () => {
    expect(languageHeader()).toEqual({ 'Accept-Language': 'en' });
    chooseLanguage('de');
    expect(languageHeader()).toEqual({ 'Accept-Language': 'de' });
  });

  it('keeps what the service said in one language apart from what it says in another', () => {
    queries.setQueryData(['patient', '1'], 'grew');
    chooseLanguage('de');
    expect(queries.getQueryData(['patient', '1'])).toBeUndefined();
    queries.setQueryData(['patient', '1'], 'gewachsen');
    chooseLanguage('en');
    expect(queries.getQueryData(['patient', '1'])).toBe('grew');
  });

  it('makes what is known in both languages old at once', async () => {
    queries.setQueryData(['patient', '1'], 'grew');
    chooseLanguage('de');
    queries.setQueryData(['patient', '1'], 'gewachsen');
    await queries.invalidateQueries({ queryKey: ['patient'] });
    expect(
      queries
        .getQueryCache()
        .getAll()
        .map(({ state }) => state.isInvalidated),
    ).toEqual([true, true]);
  });

  it('leaves the session where it is', () => {
    queries.setQueryData(['session'], { displayName: 'Carla' });
    chooseLanguage('de');
    expect(queries.getQueryData(['session'])).toEqual({ displayName: 'Carla' });
  });
});
