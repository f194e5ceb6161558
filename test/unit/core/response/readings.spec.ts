/** Each reading of RECIST 1.1: the project's default and the other one. */
import type { RecistReadings } from '../../../../src/core/response/index.js';
import type { CompactLine } from '../../../conformance/notation.js';
import { followUps, overall, target } from './support.js';

interface ReadingCase {
  readonly name: string;
  readonly line: CompactLine;
  readonly standard: readonly string[];
  readonly option: Partial<RecistReadings>;
  readonly other: readonly string[];
}

const node = (sizes: CompactLine['lesions'][string]['sizes']) => ({ organ: 'lymph-node' as const, sizes });

const cases: readonly ReadingCase[] = [
  {
    name: 'a measured rest that is PD beside a missing target',
    line: { lesions: { T1: { sizes: [20, 50] }, T2: { sizes: [20, 'not-done'] } } },
    standard: ['PD'],
    option: { missingTarget: 'ne' },
    other: ['NE'],
  },
  {
    name: 'a nadir from complete sums only',
    line: { lesions: { T1: { sizes: [50, 20, 30] }, T2: { sizes: [50, 'not-done', 40] } } },
    standard: ['NE', 'PR'],
    option: { nadirFrom: 'measured-parts' },
    other: ['NE', 'PD'],
  },
  {
    name: 'normal nodes whose sum rose by 20 % and 5 mm',
    line: { lesions: { N1: node([15, 4, 9]), N2: node([15, 4, 9]) } },
    standard: ['CR', 'CR'],
    option: { normalNodes: 'pd-by-sum-first' },
    other: ['CR', 'PD'],
  },
  {
    name: 'PR stays until PD',
    line: { lesions: { T: { sizes: [100, 70, 80] } } },
    standard: ['PR', 'PR'],
    option: { partialResponse: 'memoryless' },
    other: ['PR', 'SD'],
  },
  {
    name: 'growth after a target CR, short of PD',
    line: { lesions: { N1: node([15, 9, 10.5]), N2: node([15, 9.5, 11]) } },
    standard: ['CR', 'PR'],
    option: { growthAfterCompleteResponse: 'by-size' },
    other: ['CR', 'SD'],
  },
  {
    name: 'reappearance after a CR that was not confirmed',
    line: { weeks: [0, 8, 11], lesions: { T: { sizes: [30, 'absent', 2] } } },
    standard: ['CR', 'PR'],
    option: { reappearance: 'after-any-cr' },
    other: ['CR', 'PD'],
  },
  {
    name: 'reappearance after a confirmed CR',
    line: { lesions: { T: { sizes: [30, 'absent', 'absent', 2] } } },
    standard: ['CR', 'CR', 'PD'],
    option: { reappearance: 'by-size-only' },
    other: ['CR', 'CR', 'PR'],
  },
  {
    name: 'a reappeared lesion that is still there at the next scan',
    line: { lesions: { T: { sizes: [30, 'absent', 'absent', 2, 2, 'absent'] } } },
    standard: ['CR', 'CR', 'PD', 'PD', 'CR'],
    option: { reappearedLesion: 'by-size' },
    other: ['CR', 'CR', 'PD', 'PR', 'CR'],
  },
  {
    name: 'a new lesion without a row',
    line: { lesions: { T: { sizes: [30, 30, 30] }, X: { role: 'new', sizes: [null, 12, null] } } },
    standard: ['PD', 'PD'],
    option: { newLesionWithoutRow: 'not-counted' },
    other: ['PD', 'SD'],
  },
  {
    name: 'an equivocal new lesion that is confirmed',
    line: { lesions: { T: { sizes: [30, 30, 30, 30] }, X: { role: 'new', sizes: [null, 'equivocal', null, 12] } } },
    standard: ['PD', 'PD', 'PD'],
    option: { equivocalNewLesion: 'from-the-unequivocal-scan' },
    other: ['SD', 'SD', 'PD'],
  },
  {
    name: 'what follows the first PD',
    line: { lesions: { T: { sizes: [30, 50, 30] } } },
    standard: ['PD', 'SD'],
    option: { afterProgression: 'stays-pd' },
    other: ['PD', 'PD'],
  },
  {
    name: 'the value of a lesion too small to measure',
    line: { lesions: { T: { sizes: [14, 'too-small-to-measure'] } } },
    standard: ['PR'],
    option: { tooSmallValue: 10_000 },
    other: ['SD'],
  },
  {
    name: 'the days that confirm a CR',
    line: { weeks: [0, 8, 11, 16], lesions: { T: { sizes: [30, 'absent', 'absent', 2] } } },
    standard: ['CR', 'CR', 'PR'],
    option: { confirmationDays: 21 },
    other: ['CR', 'CR', 'PD'],
  },
];

test.each(cases)('$name', ({ line, standard, option, other }) => {
  expect(overall(line)).toEqual(standard);
  expect(overall(line, { recist: option })).toEqual(other);
});

test('some non-targets not evaluated: NE, or the verdict of the rest', () => {
  const line: CompactLine = {
    lesions: {
      T: { sizes: [20, 'absent'] },
      X: { role: 'non-target', sizes: ['present', 'absent'] },
      Y: { role: 'non-target', sizes: ['present', 'not-done'] },
    },
  };
  expect(followUps(line)).toMatchObject([{ nonTargetResponse: 'NE', overallResponse: 'PR' }]);
  expect(followUps(line, { recist: { partlyEvaluatedNonTargets: 'evaluated-rest' } })).toMatchObject([
    { nonTargetResponse: 'CR', overallResponse: 'CR' },
  ]);
});

test('the trace names the reading where it decided, and not where it did not', () => {
  const line: CompactLine = { lesions: { T: { sizes: [100, 70, 80] } } };
  const readings = followUps(line).map(({ trace }) => trace[0]!.inputs['reading']);
  expect(readings).toEqual([undefined, 'stays-until-pd']);
});

test('after a PD the response must be earned again', () => {
  expect(target({ lesions: { T: { sizes: [100, 60, 72, 71] } } })).toEqual(['PR', 'PD', 'SD']);
});

test('PR needs a confirmed place: NE between does not end it', () => {
  expect(target({ lesions: { T: { sizes: [100, 70, 'not-done', 75] } } })).toEqual(['PR', 'NE', 'PR']);
});
