/** The edges of flags, holds and episodes that the sixteen patients do not reach. */
import { classifyLine, type Timepoint, type TreatmentLineHistory } from '../../../../src/core/response/index.js';
import { historyOf, type CompactFinding, type CompactLine } from '../../../conformance/notation.js';
import { classify, day, onStudyDays, rewritten } from './support.js';

const found = (line: CompactLine, definition: string, options = {}) =>
  classify(line, options).flags.filter((flag) => flag.definition === definition);
const codes = (line: CompactLine, definition = 'DR-A', options = {}) =>
  found(line, definition, options)[0]!.holds.map(({ code }) => code);
const words = (line: CompactLine, definition = 'DR-A') => found(line, definition)[0]!.holds.map((hold) => hold.words);
const met: CompactLine = { weeks: [0, 12], lesions: { G: { sizes: [20, 30] }, S: { sizes: [40, 20] } } };

test('a growth that was met before a scan that could not be assessed was not seen for the first time', () => {
  const line = (between: number | string): CompactLine => ({
    weeks: [0, 9, 18, 27],
    lesions: { G: { sizes: [24, 30, between, 30] }, S: { sizes: [40, 20, 20, 20] } },
  });
  expect(codes(line('not-done'))).toEqual([]);
  expect(codes({ weeks: [0, 9], lesions: { G: { sizes: [24, 30] }, S: { sizes: [40, 20] } } })).toEqual([
    'within-noise',
  ]);
});

test('an only grower is small with 15 mm not reached and a change below the limit', () => {
  const line = (now: number): CompactLine => ({ ...met, lesions: { G: { sizes: [10, now] }, S: { sizes: [40, 20] } } });
  const wider = { flags: { noiseRule: false, smallChange: 6_000 } };
  expect(codes(line(15), 'DR-A', wider)).toEqual([]);
  expect(codes(line(15), 'DR-A', { flags: { noiseRule: false, smallChange: 6_000, smallLesion: 15_001 } })).toEqual([
    'small-lesion',
  ]);
  expect(codes(line(15), 'DR-A', { flags: { noiseRule: false, smallChange: 5_000, smallLesion: 16_000 } })).toEqual([]);
  expect(
    codes({ ...met, lesions: { ...line(15).lesions, G2: { sizes: [20, 40] } } }, 'DR-A', {
      flags: { noiseRule: false, smallChange: 6_000, smallLesion: 15_001 },
    }),
  ).toEqual([]);
});

test('an only shrinker at the limit of 15 mm is not small', () => {
  const line: CompactLine = { ...met, lesions: { G: { sizes: [20, 30] }, S: { sizes: [21.5, 15] } } };
  const limits = (smallLesion: number) => ({ flags: { smallLesion, smallChange: 7_000 } });
  expect(codes(line, 'DR-A', limits(15_000))).toEqual([]);
  expect(codes(line, 'DR-A', limits(15_100))).toEqual(['small-lesion']);
});

test('what is said of treatment', () => {
  expect(words({ ...met, treatment: { agents: null } })).toEqual(['Nobody stated which drugs are given.']);
  expect(words({ ...met, treatment: { setting: 'unknown' } })).toEqual([
    'It is not known whether the disease is recurrent or metastatic.',
  ]);
  expect(words({ ...met, treatment: { ongoing: 'no', lastDose: { from: '2025-01-01', to: '2025-01-01' } } })).toEqual([
    'The scan lies more than 84 days after the last dose.',
  ]);
});

test.each<[string, CompactLine, string, string]>([
  [
    'a stopped drug',
    { ...met, treatment: { ongoing: 'no', lastDose: null } },
    'DR-A',
    'The drug was stopped and the date of its last dose is not known; a scan counts as under it for 84 days.',
  ],
  [
    'another drug',
    { ...met, treatment: { agents: [{ name: 'cetuximab', drugClass: 'other' }] } },
    'DR-A',
    'No checkpoint inhibitor is among the drugs.',
  ],
  [
    'noise',
    { ...met, lesions: { G: { sizes: [24, 30] }, G2: { sizes: [25, 31] }, S: { sizes: [60, 20] } } },
    'DR-A',
    'The growth of G, G2 is 2.4 SD of the measurement noise, under 2.5 SD, and was seen for the first time.',
  ],
  [
    'a small shrinker',
    { ...met, lesions: { G: { sizes: [20, 30] }, S: { sizes: [14, 9.5] } } },
    'DR-A',
    'S is the only lesion on its side, is under 15 mm and changed by less than 5 mm.',
  ],
  [
    'another modality',
    { ...met, scans: [{ modality: 'CT' }, { modality: 'MR' }] },
    'DR-A',
    'The scans that are compared differ in modality; held back until they are re-read.',
  ],
  [
    'another slice thickness',
    { ...met, scans: [{ sliceThickness: 3 }, { sliceThickness: 5 }] },
    'DR-A',
    'The scans that are compared differ in slice thickness; held back until they are re-read.',
  ],
  [
    'another contrast phase',
    { ...met, scans: [{ contrastPhase: 'arterial' }, { contrastPhase: 'venous' }] },
    'DR-A',
    'The scans that are compared differ in contrast phase; held back until they are re-read.',
  ],
  ['an early first scan', { ...met, weeks: [0, 4] }, 'DR-A', 'The first scan came less than 42 days after the start.'],
  [
    'an equivocal new lesion',
    { ...met, lesions: { S: { sizes: [40, 20] }, X: { role: 'new', sizes: [null, '12?'] } } },
    'DR-B',
    'X is reported as equivocal.',
  ],
  ['nodes', { ...met, reported: { sarcoidLikeNodes: 'yes' } }, 'DR-A', 'Sarcoid-like nodes are reported.'],
  ['an infection', { ...met, reported: { infection: 'yes' } }, 'DR-A', 'An infection is reported.'],
  ['a flare', { ...met, reported: { flare: 'yes' } }, 'DR-A', 'A flare is reported.'],
  ['a watch', met, 'TAZ18', 'TAZ18 is shown as a watch, never as a flag.'],
])('what is said of %s', (_, line, definition, expected) => expect(words(line, definition)).toContain(expected));

test('the reason names the scan of the own nadir, the later of two', () => {
  const reason = (...sizes: readonly number[]) =>
    found(
      {
        weeks: [0, 9, 18, 27].slice(0, sizes.length),
        lesions: { G: { sizes }, S: { sizes: [40, 30, 20, 20].slice(0, sizes.length) } },
      },
      'DR-A',
    )[0]!.reason;
  expect(reason(30, 20, 28)).toContain('G (lung) grew 20 to 28 mm (09-Mar to 11-May)');
  expect(reason(30, 20, 20, 28)).toContain('G (lung) grew 20 to 28 mm (11-May to 13-Jul)');
  expect(reason(20, 28, 28)).toContain('G (lung) grew 20 to 28 mm (05-Jan to 11-May)');
});

test('beside a new lesion one that was not measured may be the shrinker', () => {
  const verdict = (...sizes: readonly CompactFinding[]) =>
    classify({
      ...met,
      lesions: { T: { sizes: [30, 30] }, S: { sizes }, X: { role: 'new', sizes: [null, 12] } },
    }).evaluators[0]!.timepoints[1]!.patterns.find(({ definition }) => definition === 'DR-B')!.verdict;
  expect([verdict(40, 'not-done'), verdict(40, 40), verdict(40, 28)]).toEqual(['not-assessable', 'not-met', 'met']);
});

describe('several evaluators', () => {
  const grows = { G: [20, 30], S: [40, 20] };
  const still = { G: [20, 20], S: [40, 20] };
  const line = (others: CompactLine['evaluators'], clinicalEvaluator?: string): CompactLine => ({
    ...met,
    evaluators: others,
    clinicalEvaluator,
  });

  test('all that do not find it are named', () => {
    expect(words(line({ central: still, third: still }))).toEqual([
      'Evaluators disagree: met for "radiology", not met for "central", "third".',
    ]);
    expect(found(line({ central: still, third: grows }), 'DR-A')[0]).toMatchObject({
      evaluatorsFor: ['radiology', 'third'],
      evaluatorsAgainst: ['central'],
    });
  });
  test('the designated clinical reader does not find it, has not read the scan, or is nobody here', () => {
    expect(found(line({ central: still }, 'central'), 'DR-A')[0]!.holds[0]).toEqual({
      code: 'not-met-by-clinical-reader',
      words: 'The designated clinical reader, central, does not find it.',
    });
    const history = historyOf(line({ central: still }, 'central'));
    const unread = {
      ...history,
      evaluators: history.evaluators.map((own) =>
        own.evaluator === 'central' ? { ...own, timepoints: own.timepoints.slice(0, 1) } : own,
      ),
    };
    expect(classifyLine(unread).flags.find(({ definition }) => definition === 'DR-A')!.holds).toEqual([
      {
        code: 'clinical-reader-has-not-read',
        words: 'The designated clinical reader, central, has not read this scan.',
      },
    ]);
    expect(codes(line({ central: grows }, 'nobody'))).toEqual([]);
    expect(codes(line({ central: grows }, 'central'))).toEqual([]);
  });
  test('an evaluator whose scan lies nearest speaks for it, within the days of one timepoint', () => {
    const history = historyOf({ days: [0, 84], lesions: met.lesions });
    const other = historyOf({
      days: [0, 75, 88],
      lesions: { G: { sizes: [20, 30, 20] }, S: { sizes: [40, 20, 20] } },
      evaluator: 'central',
    }).evaluators[0]!;
    const both = { ...history, evaluators: [...history.evaluators, other], clinicalEvaluator: 'radiology' };
    expect(classifyLine(both).flags.find(({ definition }) => definition === 'DR-A')).toMatchObject({
      evaluatorsFor: ['radiology'],
      evaluatorsAgainst: ['central'],
    });
  });
  test('runs that start within the days of one timepoint after another ended are one episode, a day later two', () => {
    const history = (start: number) => {
      const one = historyOf({
        days: [0, 56, 100],
        lesions: { G: { sizes: [20, 30, 20] }, S: { sizes: [40, 20, 20] } },
      });
      const two = historyOf({
        days: [0, 30, start],
        lesions: { G: { sizes: [20, 20, 30] }, S: { sizes: [40, 20, 20] } },
        evaluator: 'central',
      });
      return classifyLine({ ...one, evaluators: [...one.evaluators, ...two.evaluators] }).flags.filter(
        ({ definition }) => definition === 'DR-A',
      ).length;
    };
    expect([history(70), history(71)]).toEqual([1, 2]);
  });
});

test('a new lesion is shown with its least and latest size before', () => {
  const line: CompactLine = {
    weeks: [0, 8, 16, 24, 32],
    lesions: {
      S: { sizes: [40, 20, 20, 20, 20] },
      X: { role: 'new', organ: 'bone', sizes: [null, 12, 8, 'present', 15] },
    },
  };
  expect(found(line, 'DR-B')[0]!.newLesions).toEqual([
    { lesion: 'X', role: 'new', organ: 'bone', baseline: null, nadir: 8000, previous: 8000, now: 15_000 },
  ]);
});

test('a new lesion where nothing was imaged at baseline', () => {
  const line = (organsImaged: readonly ('lung' | 'bone')[]): CompactLine => ({
    ...met,
    scans: [{ organsImaged }],
    lesions: { S: { sizes: [40, 20] }, X: { role: 'new', organ: 'bone', sizes: [null, 12] } },
  });
  expect(words(line(['lung']), 'DR-B')).toEqual(['X lies where nothing was imaged before.']);
  expect(codes(line(['lung', 'bone']), 'DR-B')).toEqual([]);
});

const dissociated = (history: TreatmentLineHistory, options = {}) =>
  classifyLine(history, options).flags.find(({ definition }) => definition === 'DR-A')!;
const holdsOf = (history: TreatmentLineHistory, options = {}) =>
  dissociated(history, options).holds.map(({ code }) => code);

test('the noise is that of one reader where one of the two is not known', () => {
  const readBy = (before: string | null, now: string | null) =>
    holdsOf(rewritten(met, (_, index): Partial<Timepoint> => ({ reader: index === 0 ? before : now })));
  expect(readBy('A', 'B')).toEqual(['within-noise', 'different-reader']);
  for (const [before, now] of [
    [null, 'B'],
    ['A', null],
    ['A', 'A'],
  ] as const)
    expect(readBy(before, now)).toEqual([]);
});

test('growth by exactly the multiple of the noise is beyond it', () => {
  const noise = (constant: number) => ({ noise: { constant, sameReader: 0 } });
  expect(codes(met, 'DR-A', noise(4000))).toEqual([]);
  expect(codes(met, 'DR-A', noise(4001))).toEqual(['within-noise']);
});

test.each([
  ['modality', { modality: 'CT' as const }, { modality: 'MR' as const }],
  ['contrast phase', { contrastPhase: 'venous' }, { contrastPhase: 'arterial' }],
  ['slice thickness', { sliceThickness: 1 }, { sliceThickness: 5 }],
])('scans that differ in %s are held back until they are re-read', (name, before, now) => {
  expect(words({ ...met, scans: [before, now] })).toEqual([
    `The scans that are compared differ in ${name}; held back until they are re-read.`,
  ]);
});

test('a biopsy of the grower on the day of the scan counts, one of the day after does not', () => {
  const biopsy = (date: string): CompactLine => ({
    ...met,
    lesions: {
      ...met.lesions,
      G: { sizes: [20, 30], facts: { localTreatments: [{ kind: 'biopsy', date: day(date) }] } },
    },
  });
  expect(codes(biopsy('2026-03-30'))).toEqual(['recent-procedure']);
  expect(codes(biopsy('2026-03-31'))).toEqual([]);
});

test('without a date the first scan is early before study day 43, which is 42 days after the first', () => {
  const scanOn = (studyDay: number) => holdsOf(onStudyDays(met, [1, studyDay]));
  expect(scanOn(42)).toEqual(['first-scan-early']);
  expect(scanOn(43)).toEqual([]);
});

test.each(['not-evaluable', 'not-done'])(
  'a scan that imaged the organ of a new lesion and reports it %s was before it',
  (said) => {
    const line = (imaged: readonly ('lung' | 'bone')[]): CompactLine => ({
      weeks: [0, 9, 18],
      lesions: { S: { sizes: [40, 20, 20] }, X: { role: 'new', organ: 'bone', sizes: [null, said, 12] } },
      scans: [{ organsImaged: ['lung'] }, { organsImaged: imaged }, { organsImaged: ['lung', 'bone'] }],
    });
    expect(codes(line(['lung', 'bone']), 'DR-B')).toEqual([]);
    expect(codes(line(['lung']), 'DR-B')).toEqual(['new-lesion-not-imaged-before']);
  },
);

test('of evaluators who saw it on one day the first by name gives the sizes; one who saw it later goes before', () => {
  const growers = (days: readonly number[], sizes: readonly number[]) => {
    const history = historyOf({ days: [0, 84], lesions: met.lesions });
    const central = historyOf({
      days,
      lesions: { G: { sizes }, S: { sizes: [40, 20, 20] } },
      evaluator: 'central',
    }).evaluators;
    return dissociated({ ...history, evaluators: [...history.evaluators, ...central] }).growers.map(({ now }) => now);
  };
  expect(growers([0, 84], [20, 40])).toEqual([40_000]);
  expect(growers([0, 83], [20, 40])).toEqual([30_000]);
});

test('what is asked where treatment or setting is not known', () => {
  const asked = (treatment: CompactLine['treatment']) =>
    classify({ ...met, treatment }).queries.map((query) => query.words);
  expect(asked({ agents: null })).toEqual([
    'Which treatment? The drugs of this line were not stated; with a checkpoint inhibitor among them the watch becomes a flag.',
  ]);
  expect(asked({ setting: 'unknown' })).toEqual([
    'Recurrent or metastatic, or treated with curative intent? The setting of this line was not stated.',
  ]);
  expect(asked({ ongoing: 'no', lastDose: null })).toEqual([
    'When was the last dose? The drug was stopped, and the date was not stated.',
  ]);
});
