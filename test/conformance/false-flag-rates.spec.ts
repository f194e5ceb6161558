/**
 * Sensitivity and false flags as they are shown (docs/clinical-basis.md#sensitivity-and-false-flags-p): the limits that they have to keep,
 * and the file that the page of the rules reads.
 */
import { readFileSync } from 'node:fs';
import {
  callRates,
  expectedFalseFlagRate,
  flagRatesInMarkdown,
  readerConditions,
  type CallRates,
  type FlagRates,
  type ReaderCondition,
} from '../../src/core/response/index.js';

const millimetre = 1000;
const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const shown = JSON.parse(read('src/web/rules/flag-rates/flag-rates.json')) as FlagRates;
const conditionOf = (id: ReaderCondition['id']): ReaderCondition => readerConditions.find((one) => one.id === id)!;
const noiseRuleShown = (readers: ReaderCondition['id']) => shown.noiseRule.filter((one) => one.readers === readers);

/** Of 2,000 true dissociations at least 95 % by the second scan that shows them; of 2,000 responders without one at most so many ever. */
const fewestFound = 1900;
const mostFalse = { 'one-reader': 200, 'four-readers': 240, 'not-stated': 300 } as const;

interface Counts {
  readonly growth: number;
  readonly newLesion: number;
  readonly falsely: number;
}

const countsOf = ({ establishedGrowth, newLesion, withoutDissociation }: CallRates): Counts => {
  expect([establishedGrowth, newLesion, withoutDissociation].map((one) => one!.patients)).toEqual([2000, 2000, 2000]);
  return { growth: establishedGrowth!.second, newLesion: newLesion!.second, falsely: withoutDissociation.flagged };
};

describe.each(readerConditions)('2,000 patients of each kind, $id', (readers) => {
  let rates: readonly CallRates[] = [];
  beforeAll(() => {
    rates = callRates(readers, 'none');
  });

  it('come out as shown', () => {
    expect(rates).toEqual(shown.table.filter((one) => one.circumstance === 'none' && one.readers === readers.id));
  });

  it('are flagged falsely no more often than allowed', () => {
    expect(countsOf(rates[0]!).falsely).toBeLessThanOrEqual(mostFalse[readers.id]);
  });

  it('are flagged for a new lesion by the second scan that shows it', () => {
    expect(countsOf(rates[0]!).newLesion).toBeGreaterThanOrEqual(fewestFound);
  });

  it('are flagged more often, truly and falsely, without the holds', () => {
    const [decided, withoutNoiseRule, withoutSmall, withoutAny] = rates.map(countsOf);
    expect(rates.map(({ leftOut }) => leftOut)).toEqual(['none', 'within-noise', 'small-lesion', 'all']);
    expect(withoutNoiseRule!.falsely).toBeGreaterThan(decided!.falsely * 2);
    for (const one of [withoutNoiseRule!, withoutSmall!]) {
      expect(one.growth).toBeGreaterThanOrEqual(decided!.growth);
      expect(withoutAny!.growth).toBeGreaterThanOrEqual(one.growth);
      expect(withoutAny!.falsely).toBeGreaterThanOrEqual(one.falsely);
    }
  });
});

describe('growth of an established lesion', () => {
  const asDecided = (id: ReaderCondition['id']): CallRates =>
    shown.table.find((one) => one.readers === id && one.circumstance === 'none' && one.leftOut === 'none')!;

  it('is flagged by the second scan that shows it where one reader measures', () => {
    expect(countsOf(asDecided('one-reader')).growth).toBeGreaterThanOrEqual(fewestFound);
  });

  /** Open: by these two the limit is missed. The limit of the noise rule stands in the way: with 2 SD in place of 2.5 all limits hold. */
  it.each(['four-readers', 'not-stated'] as const)(
    'is missed too often by %s, for the limit of the noise rule',
    (id) => {
      expect(countsOf(asDecided(id)).growth).toBeLessThan(fewestFound);
      const proposed = countsOf(callRates(conditionOf(id), 'none', { flags: { noiseMultiple: 2 } })[0]!);
      expect(proposed.growth).toBeGreaterThanOrEqual(fewestFound);
      expect(proposed.falsely).toBeLessThanOrEqual(mostFalse[id]);
    },
  );
});

describe('what is shown', () => {
  it('stands in the clinical basis as well', () => {
    expect(read('docs/clinical-basis.md')).toContain(flagRatesInMarkdown(shown));
  });

  it.each(readerConditions)('is current for a circumstance drawn for every patient, $id', ({ id }) => {
    const choices = { patients: 500 };
    const recorded = shown.table.filter((one) => one.circumstance === 'small-new-node' && one.readers === id);
    expect(recorded.map(({ newLesion }) => newLesion!.patients)).toEqual([choices.patients, choices.patients]);
    expect(callRates(conditionOf(id), 'small-new-node', undefined, choices)).toEqual(recorded);
  });

  it('says of the holds what they are for', () => {
    for (const { circumstance, readers, leftOut, ...held } of shown.table.filter(
      (one) => one.circumstance !== 'none' && one.leftOut === 'none',
    )) {
      const free = shown.table.find(
        (one) => one.circumstance === circumstance && one.readers === readers && one.leftOut === circumstance,
      )!;
      const kind = circumstance.includes('new') ? 'newLesion' : 'establishedGrowth';
      expect([leftOut, held[kind]!.first]).toEqual(['none', expect.any(Number)]);
      expect(free[kind]!.first).toBeGreaterThan(held[kind]!.first);
      expect(free.withoutDissociation.flagged).toBeGreaterThanOrEqual(held.withoutDissociation.flagged);
    }
  });
});

describe('the noise rule over six scans', () => {
  it.each([
    [20, 0.27, 0.25],
    [25, 0.56, 0.29],
    [30, 0.67, 0.34],
  ])('of one reader at %d mm: about %d without it and %d with it', (size, without, withRule) => {
    const rate = noiseRuleShown('one-reader').find((one) => one.size === size * millimetre)!;
    expect(Math.abs(rate.withoutRule - without)).toBeLessThan(0.035);
    expect(Math.abs(rate.withRule - withRule)).toBeLessThan(0.035);
  });

  it('lowers the rate of every reader at every size', () => {
    expect(shown.noiseRule).toHaveLength(9);
    for (const { withoutRule, withRule } of shown.noiseRule) expect(withRule).toBeLessThan(withoutRule);
  });

  it.each(readerConditions)('is current, $id', ({ id, count, stated }) => {
    const lesions = [0.5, 0.5, 1, 1, 1].map((share) => ({ baseline: 25 * millimetre, share }));
    const settings = { lesions, scans: 6, runs: 1500, seed: 20260105, readers: { count, stated } };
    const { rate, standardError } = expectedFalseFlagRate(settings);
    expect(rate).toBeCloseTo(noiseRuleShown(id).find(({ size }) => size === 25 * millimetre)!.withRule, 4);
    expect(standardError).toBeCloseTo(Math.sqrt((rate * (1 - rate)) / 1500), 12);
  });
});
