import { faultCodes, faultInGerman } from '../../../../src/core/record/index.js';

describe('a fault in German', () => {
  it.each([...faultCodes])('%s has words of its own for what is wrong and what would be right', (code) => {
    const words = faultInGerman({ code, value: null });
    expect(words.wrong).not.toBe(faultInGerman({ code: 'a code of later', value: null }).wrong);
    expect(words.right.length).toBeGreaterThan(3);
  });

  it('quotes the value as it was sent', () => {
    expect(faultInGerman({ code: 'unreadable-length', value: '12,5 x' }).wrong).toBe('„12,5 x“: ist keine Länge in mm');
    expect(faultInGerman({ code: 'missing', value: '' }).wrong).toBe('hier steht nichts');
  });

  it('of a kind that is not known says no more than that it was not taken as sent', () => {
    expect(faultInGerman({ code: 'revision-outdated', value: null }).wrong).toBe(
      'wurde nicht so übernommen, wie es gesendet wurde',
    );
  });
});
