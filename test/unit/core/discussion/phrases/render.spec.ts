import { asWritten, render, type Phrase } from '../../../../../src/core/discussion/index.js';
import { forms as german } from '../../../../../src/core/discussion/phrases/de/index.js';
import { forms as english } from '../../../../../src/core/discussion/phrases/en/index.js';
import { sayIn } from '../../../../../src/core/discussion/phrases/say.js';

describe('render', () => {
  const three: Phrase = { id: 'list', parameters: { parts: [asWritten('a'), asWritten('b'), asWritten('c')] } };

  it('renders phrases inside a phrase in the language of the reader', () => {
    expect(render(three, 'en')).toBe('a, b and c');
    expect(render(three, 'de')).toBe('a, b und c');
  });

  it('shows a phrase that only another version knows by its id', () => {
    expect(render({ id: 'from-a-later-version', parameters: {} } as never, 'de')).toBe('[from-a-later-version]');
  });
});

describe('the elements of phrases', () => {
  const [en, de] = [english, german].map((forms) => sayIn(forms, { phrase: ({ id }) => id, texts: new Map() }));

  it.each([
    [en!, '9.8', '18', '+44.4 %', '-30.0 %', '+8 mm', 'from 0 mm'],
    [de!, '9,8', '18', '+44,4 %', '-30,0 %', '+8 mm', 'von 0 mm'],
  ])('writes lengths and changes', (say, decimal, whole, rise, fall, growth, fromZero) => {
    expect(say.millimetres(9_800)).toBe(decimal);
    expect(say.millimetres(18_000)).toBe(whole);
    expect(say.percent(18_000, 26_000)).toBe(rise);
    expect(say.percent(14_000, 9_800)).toBe(fall);
    expect(say.growth(18_000, 26_000)).toBe(growth);
    expect(say.percent(0, 5_000)).toBe(fromZero);
  });

  it.each([
    [en!, '04-May-2026', 'May-2026', '2026', '04-May'],
    [de!, '04-Mai-2026', 'Mai-2026', '2026', '04-Mai'],
  ])('writes dates as exactly as they are known', (say, day, month, year, short) => {
    expect(say.date({ from: '2026-05-04', to: '2026-05-04' })).toBe(day);
    expect(say.date({ from: '2026-05-01', to: '2026-05-31' })).toBe(month);
    expect(say.date({ from: '2026-01-01', to: '2026-12-31' })).toBe(year);
    expect(say.shortDate({ from: '2026-05-04', to: '2026-05-04' })).toBe(short);
  });

  it("names a lesion by its organ in the language, and by the sender's word as it was sent", () => {
    const organ = { label: 'L1', site: null, organ: 'lung' } as const;
    const place = { label: 'N', site: 'left neck node', organ: 'lymph-node' } as const;
    const neither = { label: 'X', site: null, organ: null };
    expect([organ, place, neither].map(en!.lesion)).toEqual(['lung lesion (L1)', 'left neck node (N)', 'lesion X']);
    expect([organ, place, neither].map(de!.lesion)).toEqual(['Lungenläsion (L1)', '„left neck node“ (N)', 'Läsion X']);
  });
});
