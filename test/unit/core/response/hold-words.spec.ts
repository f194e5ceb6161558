import { holdWords } from '../../../../src/core/response/index.js';

describe('the general words of a reason to hold a flag back', () => {
  it.each(Object.entries(holdWords))('%s: one sentence that names nobody and no size', (_code, words) => {
    expect(words).toMatch(/^[A-Z][^.]*\.$/);
    expect(words).not.toMatch(/\d|mm/);
  });

  it('differ from each other', () => {
    expect(new Set(Object.values(holdWords)).size).toBe(Object.keys(holdWords).length);
  });
});
