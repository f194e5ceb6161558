/** The edges of flags, holds and episodes that the sixteen patients do not reach. */
import { classifyLine } from '../../../../src/core/response/index.js';
import { historyOf, type CompactLine } from '../../../conformance/notation.js';
import { classify } from './support.js';

const found = (line: CompactLine, definition: string, options = {}) => classify(line, options).flags.filter((flag) => flag.definition === definition);
const codes = (line: CompactLine, definition = 'DR-A', options = {}) => found(line, definition, options)[0]!.holds.map(({ code }) => code);
const words = (line: CompactLine, definition = 'DR-A') => found(line, definition)[0]!.holds.map((hold) => hold.words);
const met: CompactLine = { weeks: [0, 12], lesions: { G: { sizes: [20, 30] }, S: { sizes: [40, 20] } } };

test('a growth that was met before a scan that could not be assessed was not seen for the first time', () => {
  const line = (between: number | string): CompactLine => ({ weeks: [0, 9, 18, 27], lesions: { G: { sizes: [24, 30, between, 30] }, S: { sizes: [40, 20, 20, 20] } } });
  expect(codes(line('not-done'))).toEqual([]);
  expect(codes({ weeks: [0, 9], lesions: { G: { sizes: [24, 30] }, S: { sizes: [40, 20] } } })).toEqual(['within-noise']);
});

test('an only grower is small with 15 mm not reached and a change below the limit', () => {
  const line = (now: number): CompactLine => ({ ...met, lesions: { G: { sizes: [10, now] }, S: { sizes: [40, 20] } } });
  const wider = { flags: { noiseRule: false, smallChange: 6_000 } };
  expect(codes(line(15), 'DR-A', wider)).toEqual([]);
  expect(codes(line(15), 'DR-A', { flags: { noiseRule: false, smallChange: 6_000, smallLesion: 15_001 } })).toEqual(['small-lesion']);
  expect(codes(line(15), 'DR-A', { flags: { noiseRule: false, smallChange: 5_000, smallLesion: 16_000 } })).toEqual([]);
  expect(codes({ ...met, lesions: { ...line(15).lesions, G2: { sizes: [20, 40] } } }, 'DR-A', { flags: { noiseRule: false, smallChange: 6_000, smallLesion: 15_001 } })).toEqual([]);
});

test('an only shrinker at the limit of 15 mm is not small', () => {
  const line: CompactLine = { ...met, lesions: { G: { sizes: [20, 30] }, S: { sizes: [21.5, 15] } } };
  const limits = (smallLesion: number) => ({ flags: { smallLesion, smallChange: 7_000 } });
  expect(codes(line, 'DR-A', limits(15_000))).toEqual([]);
  expect(codes(line, 'DR-A', limits(15_100))).toEqual(['small-lesion']);
});

test('what is said of treatment', () => {
  expect(words({ ...met, treatment: { agents: null } })).toEqual(['Nobody stated which drugs are given.']);
  expect(words({ ...met, treatment: { setting: 'unknown' } })).toEqual(['It is not known whether the disease is recurrent or metastatic.']);
  expect(words({ ...met, treatment: { ongoing: 'no', lastDose: { from: '2025-01-01', to: '2025-01-01' } } })).toEqual(['The scan lies more than 84 days after the last dose.']);
});

describe('several evaluators', () => {
  const grows = { G: [20, 30], S: [40, 20] };
  const still = { G: [20, 20], S: [40, 20] };
  const line = (others: CompactLine['evaluators'], clinicalEvaluator?: string): CompactLine => ({ ...met, evaluators: others, clinicalEvaluator });

  test('all that do not find it are named', () => {
    expect(words(line({ central: still, third: still }))).toEqual(['Evaluators disagree: met for "radiology", not met for "central", "third".']);
    expect(found(line({ central: still, third: grows }), 'DR-A')[0]).toMatchObject({ evaluatorsFor: ['radiology', 'third'], evaluatorsAgainst: ['central'] });
  });
  test('the designated clinical reader does not find it, has not read the scan, or is nobody here', () => {
    expect(found(line({ central: still }, 'central'), 'DR-A')[0]!.holds[0]).toEqual({
      code: 'not-met-by-clinical-reader', words: 'The designated clinical reader, central, does not find it.' });
    const history = historyOf(line({ central: still }, 'central'));
    const unread = { ...history, evaluators: history.evaluators.map((own) => (own.evaluator === 'central' ? { ...own, timepoints: own.timepoints.slice(0, 1) } : own)) };
    expect(classifyLine(unread).flags.find(({ definition }) => definition === 'DR-A')!.holds).toEqual([
      { code: 'clinical-reader-has-not-read', words: 'The designated clinical reader, central, has not read this scan.' }]);
    expect(codes(line({ central: grows }, 'nobody'))).toEqual([]);
    expect(codes(line({ central: grows }, 'central'))).toEqual([]);
  });
  test('an evaluator whose scan lies nearest speaks for it, within the days of one timepoint', () => {
    const history = historyOf({ days: [0, 84], lesions: met.lesions });
    const other = historyOf({ days: [0, 75, 88], lesions: { G: { sizes: [20, 30, 20] }, S: { sizes: [40, 20, 20] } }, evaluator: 'central' }).evaluators[0]!;
    const both = { ...history, evaluators: [...history.evaluators, other], clinicalEvaluator: 'radiology' };
    expect(classifyLine(both).flags.find(({ definition }) => definition === 'DR-A')).toMatchObject({ evaluatorsFor: ['radiology'], evaluatorsAgainst: ['central'] });
  });
  test('runs that start within the days of one timepoint after another ended are one episode, a day later two', () => {
    const history = (start: number) => {
      const one = historyOf({ days: [0, 56, 100], lesions: { G: { sizes: [20, 30, 20] }, S: { sizes: [40, 20, 20] } } });
      const two = historyOf({ days: [0, 30, start], lesions: { G: { sizes: [20, 20, 30] }, S: { sizes: [40, 20, 20] } }, evaluator: 'central' });
      return classifyLine({ ...one, evaluators: [...one.evaluators, ...two.evaluators] }).flags.filter(({ definition }) => definition === 'DR-A').length;
    };
    expect([history(70), history(71)]).toEqual([1, 2]);
  });
});

test('a new lesion is shown with its least and latest size before', () => {
  const line: CompactLine = { weeks: [0, 8, 16, 24, 32], lesions: { S: { sizes: [40, 20, 20, 20, 20] }, X: { role: 'new', organ: 'bone', sizes: [null, 12, 8, 'present', 15] } } };
  expect(found(line, 'DR-B')[0]!.newLesions).toEqual([{ lesion: 'X', role: 'new', organ: 'bone', baseline: null, nadir: 8000, previous: 8000, now: 15_000 }]);
});

test('a new lesion where nothing was imaged at baseline', () => {
  const line = (organsImaged: readonly ('lung' | 'bone')[]): CompactLine =>
    ({ ...met, scans: [{ organsImaged }], lesions: { S: { sizes: [40, 20] }, X: { role: 'new', organ: 'bone', sizes: [null, 12] } } });
  expect(words(line(['lung']), 'DR-B')).toEqual(['X lies where nothing was imaged before.']);
  expect(codes(line(['lung', 'bone']), 'DR-B')).toEqual([]);
});
