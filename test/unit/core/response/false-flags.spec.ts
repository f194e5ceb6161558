/** The false-flag rate to be expected under a board's settings, against the same simulation written out as histories of a patient. */
import {
  classifyLine,
  defaultOptions,
  expectedFalseFlagRate,
  type FalseFlagSettings,
  type NoiseParameters,
  type ResponseOptions,
} from '../../../../src/core/response/index.js';
import { normalFrom, seededRandom } from '../../../../src/core/response/analyses/seeded-random.js';
import { historyOf } from '../../../conformance/notation.js';

const quiet: NoiseParameters = { ...defaultOptions.noise, constant: 0, sameReader: 0 };
const lesion = (millimetres: number, share: number) => ({ baseline: 1000 * millimetres, share });
const board: FalseFlagSettings = {
  lesions: [lesion(25, 0.5), lesion(30, 0.6), lesion(25, 1), lesion(20, 1)],
  scans: 3,
  runs: 60,
  seed: 42,
};

/** Patients flagged by DR-A at one scan or more, each scan classified as if it were the last. */
function flaggedPatients({ lesions, scans, runs, seed }: FalseFlagSettings, options: ResponseOptions = {}): number {
  const { constant, sameReader } = { ...defaultOptions.noise, ...options.noise };
  const normal = normalFrom(seededRandom(seed));
  const patients = Array.from({ length: runs }, () =>
    Array.from({ length: scans + 1 }, (_, scan) =>
      lesions.map(({ baseline, share }) => {
        const size = scan === 0 ? baseline : share * baseline;
        // The variance of a difference of two measurements is constant ** 2 + (sameReader * size) ** 2; one has half of it.
        return (
          Math.max(0, Math.round(size + normal() * Math.sqrt((constant ** 2 + (sameReader * size) ** 2) / 2))) / 1000
        );
      }),
    ),
  );
  return patients.filter((measured) =>
    Array.from({ length: scans }, (_, index) => index + 1).some((scan) => {
      const history = historyOf({
        weeks: Array.from({ length: scan + 1 }, (_, index) => 8 * index),
        lesions: Object.fromEntries(
          lesions.map((_, index) => [
            `L${index + 1}`,
            { sizes: measured.slice(0, scan + 1).map((sizes) => sizes[index]!) },
          ]),
        ),
        reported: { organAtRisk: 'no', sarcoidLikeNodes: 'no', infection: 'no', flare: 'no' },
      });
      return classifyLine(history, { ...options, definitions: ['DR-A'] }).flags.some(
        ({ tier, latestTimepoint }) => tier === 'flag' && latestTimepoint === `week ${8 * scan}`,
      );
    }),
  ).length;
}

test.each<[string, Partial<FalseFlagSettings>, ResponseOptions]>([
  ['as set by default', {}, {}],
  ['without the noise rule', {}, { flags: { noiseRule: false } }],
  ['another seed', { seed: 43 }, { flags: { noiseRule: false } }],
  ['one scan', { scans: 1 }, { flags: { noiseRule: false } }],
  ['twice the noise', {}, { noise: { constant: 2 * defaultOptions.noise.constant } }],
  [
    'lesions so small that the noise takes them under 0',
    { lesions: [lesion(10, 0), lesion(30, 1), lesion(12, 1)] },
    { flags: { noiseRule: false } },
  ],
])('the share of patients who are flagged although nothing grows: %s', (_, change, options) => {
  const settings = { ...board, ...change };
  const flagged = flaggedPatients(settings, options);
  expect(flagged).toBeGreaterThan(0);
  expect(flagged).toBeLessThan(settings.runs);
  expect(expectedFalseFlagRate(settings, options)).toEqual({
    rate: flagged / settings.runs,
    standardError: Math.sqrt((flagged * (settings.runs - flagged)) / settings.runs ** 3),
  });
});

test('the same settings give the same rate, another seed another one', () => {
  const options = { flags: { noiseRule: false } };
  expect(expectedFalseFlagRate(board, options)).toEqual(expectedFalseFlagRate({ ...board }, options));
  expect(
    new Set([1, 2, 3, 4].map((seed) => expectedFalseFlagRate({ ...board, seed }, options).rate)).size,
  ).toBeGreaterThan(1);
});

test.each<[string, readonly (readonly [number, number])[], number]>([
  [
    'nothing changes',
    [
      [30, 1],
      [30, 1],
    ],
    0,
  ],
  [
    'only shrinkage',
    [
      [30, 0.5],
      [30, 1],
    ],
    0,
  ],
  [
    'only growth',
    [
      [30, 1],
      [30, 1.5],
    ],
    0,
  ],
  [
    'both',
    [
      [30, 0.5],
      [30, 1.5],
    ],
    1,
  ],
])('without noise every patient is as the next: %s', (_, lesions, rate) => {
  const settings = { ...board, runs: 5, lesions: lesions.map(([millimetres, share]) => lesion(millimetres, share)) };
  expect(expectedFalseFlagRate(settings, { noise: quiet })).toEqual({ rate, standardError: 0 });
});

test('without a follow-up nobody is flagged', () => {
  expect(
    expectedFalseFlagRate(
      { ...board, lesions: [lesion(30, 0.5), lesion(30, 1.5)], scans: 0, runs: 3 },
      { noise: quiet },
    ),
  ).toEqual({ rate: 0, standardError: 0 });
});
