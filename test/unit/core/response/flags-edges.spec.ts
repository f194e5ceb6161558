/** The edges of flags, holds and episodes that the sixteen patients do not reach. */
import {
  classifyLine,
  type LesionCondition,
  type ResponsePhrase,
  type Timepoint,
  type TreatmentLineHistory,
} from '../../../../src/core/response/index.js';
import { historyOf, type CompactFinding, type CompactLine } from '../../../conformance/notation.js';
import { classify, day, lesionNamed, onStudyDays, rewritten, says, scanNamed } from './support.js';

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

const ofLung = (condition: LesionCondition): CompactLine => ({
  ...met,
  reported: { regions: [{ condition, organ: 'lung' }] },
});

test('what is said of treatment', () => {
  expect(words({ ...met, treatment: { agents: null } })).toEqual([says('hold/treatment-unknown')]);
  expect(words({ ...met, treatment: { setting: 'unknown' } })).toEqual([says('hold/setting-unknown')]);
  expect(words({ ...met, treatment: { ongoing: 'no', lastDose: { from: '2025-01-01', to: '2025-01-01' } } })).toEqual([
    says('hold/checkpoint-inhibitor-ended', { days: 84 }),
  ]);
});

test.each<[string, CompactLine, string, ResponsePhrase]>([
  [
    'a stopped drug',
    { ...met, treatment: { ongoing: 'no', lastDose: null } },
    'DR-A',
    says('hold/last-dose-unknown', { days: 84 }),
  ],
  [
    'another drug',
    { ...met, treatment: { agents: [{ name: 'cetuximab', drugClass: 'other' }] } },
    'DR-A',
    says('hold/no-checkpoint-inhibitor'),
  ],
  [
    'noise',
    { ...met, lesions: { G: { sizes: [24, 30] }, G2: { sizes: [25, 31] }, S: { sizes: [60, 20] } } },
    'DR-A',
    says('hold/within-noise', { grew: [lesionNamed('G'), lesionNamed('G2')], multiple: 2.4, under: 2.5 }),
  ],
  [
    'a small shrinker',
    { ...met, lesions: { G: { sizes: [20, 30] }, S: { sizes: [14, 9.5] } } },
    'DR-A',
    says('hold/small-lesion', { only: lesionNamed('S'), under: 15_000, changedUnder: 5_000 }),
  ],
  [
    'another modality',
    { ...met, scans: [{ modality: 'CT' }, { modality: 'MR' }] },
    'DR-A',
    says('hold/different-modality'),
  ],
  [
    'another slice thickness',
    { ...met, scans: [{ sliceThickness: 2 }, { sliceThickness: 5 }] },
    'DR-A',
    says('hold/different-slice-thickness'),
  ],
  [
    'another contrast phase',
    {
      ...met,
      lesions: { ...met.lesions, G: { sizes: [20, 30], organ: 'liver' } },
      scans: [{ contrastPhase: 'arterial' }, { contrastPhase: 'venous' }],
    },
    'DR-A',
    says('hold/different-contrast-phase'),
  ],
  [
    'an early first scan',
    { ...met, weeks: [0, 4], lesions: { ...met.lesions, G: { sizes: [20, 28] } } },
    'DR-A',
    says('hold/first-scan-early', { days: 42 }),
  ],
  [
    'an equivocal new lesion',
    { ...met, lesions: { S: { sizes: [40, 20] }, X: { role: 'new', sizes: [null, '12?'] } } },
    'DR-B',
    says('hold/new-lesion-equivocal', { lesions: [lesionNamed('X')] }),
  ],
  ['a sarcoid-like reaction', ofLung('sarcoid-like'), 'DR-A', says('hold/sarcoid-like-nodes')],
  ['an infection', ofLung('infection'), 'DR-A', says('hold/infection')],
  ['a flare', ofLung('flare'), 'DR-A', says('hold/flare')],
  ['a watch', met, 'TAZ18', says('hold/watch-definition', { definition: 'TAZ18' })],
])('what is said of %s', (_, line, definition, expected) => expect(words(line, definition)).toContainEqual(expected));

test('the reason names the scan of the own nadir, the later of two', () => {
  const reason = (...sizes: readonly number[]) =>
    found(
      {
        weeks: [0, 9, 18, 27].slice(0, sizes.length),
        lesions: { G: { sizes }, S: { sizes: [40, 30, 20, 20].slice(0, sizes.length) } },
      },
      'DR-A',
    )[0]!.reason;
  const grewSince = (since: number, now: number) => ({
    parameters: {
      grew: [{ what: lesionNamed('G'), from: 20_000, to: 28_000, since: scanNamed(since) }],
      scan: scanNamed(now),
    },
  });
  expect(reason(30, 20, 28)).toMatchObject(grewSince(9, 18));
  expect(reason(30, 20, 20, 28)).toMatchObject(grewSince(18, 27));
  expect(reason(20, 28, 28)).toMatchObject(grewSince(0, 18));
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
      says('hold/evaluators-disagree', { metFor: ['radiology'], notMetFor: ['central', 'third'] }),
    ]);
    expect(found(line({ central: still, third: grows }), 'DR-A')[0]).toMatchObject({
      evaluatorsFor: ['radiology', 'third'],
      evaluatorsAgainst: ['central'],
    });
  });
  test('the designated clinical reader does not find it, has not read the scan, or is nobody here', () => {
    expect(found(line({ central: still }, 'central'), 'DR-A')[0]!.holds[0]).toEqual({
      code: 'not-met-by-clinical-reader',
      words: says('hold/not-met-by-clinical-reader', { reader: 'central' }),
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
        words: says('hold/clinical-reader-has-not-read', { reader: 'central' }),
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
      X: { role: 'new', organ: 'bone', sizes: [null, 12, 9, 'present', 15] },
    },
  };
  expect(found(line, 'DR-B')[0]!.newLesions).toEqual([
    { lesion: 'X', role: 'new', organ: 'bone', baseline: null, nadir: 9000, previous: 9000, now: 15_000 },
  ]);
});

test('a new lesion where nothing was imaged at baseline', () => {
  const line = (organsImaged: readonly ('lung' | 'bone')[]): CompactLine => ({
    ...met,
    scans: [{ organsImaged }],
    lesions: { S: { sizes: [40, 20] }, X: { role: 'new', organ: 'bone', sizes: [null, 12] } },
  });
  expect(words(line(['lung']), 'DR-B')).toEqual([
    says('hold/new-lesion-not-imaged-before', { lesions: [lesionNamed('X', 'bone')] }),
  ]);
  expect(codes(line(['lung', 'bone']), 'DR-B')).toEqual([]);
});

const dissociated = (history: TreatmentLineHistory, options = {}) =>
  classifyLine(history, options).flags.find(({ definition }) => definition === 'DR-A')!;
const holdsOf = (history: TreatmentLineHistory, options = {}) =>
  dissociated(history, options).holds.map(({ code }) => code);

test('the noise is that of different readers where one of the two is not known', () => {
  const readBy = (before: string | null, now: string | null) =>
    holdsOf(rewritten(met, (_, index): Partial<Timepoint> => ({ reader: index === 0 ? before : now })));
  for (const [before, now] of [
    ['A', 'B'],
    [null, 'B'],
    ['A', null],
    [null, null],
  ] as const)
    expect(readBy(before, now)).toEqual(['within-noise']);
  expect(readBy('A', 'A')).toEqual([]);
});

test('growth just under the multiple of the noise is not shown as having reached it', () => {
  const multiple = (constant: number) =>
    found(met, 'DR-A', { noise: { constant, sameReader: 0 } })[0]!.holds.map(({ words: said }) => said.parameters);
  expect(multiple(4010)).toMatchObject([{ multiple: 2.4, under: 2.5 }]);
  expect(multiple(4300)).toMatchObject([{ multiple: 2.3, under: 2.5 }]);
  expect(multiple(4230)).toMatchObject([{ multiple: 2.4, under: 2.5 }]);
});

test('growth by exactly the multiple of the noise is beyond it', () => {
  const noise = (constant: number) => ({ noise: { constant, sameReader: 0 } });
  expect(codes(met, 'DR-A', noise(4000))).toEqual([]);
  expect(codes(met, 'DR-A', noise(4001))).toEqual(['within-noise']);
});

test.each([
  ['modality', { modality: 'CT' as const }, { modality: 'MR' as const }],
  ['contrast-phase', { contrastPhase: 'venous' }, { contrastPhase: 'arterial' }],
  ['slice-thickness', { sliceThickness: 1 }, { sliceThickness: 5 }],
] as const)('scans that differ in %s are held back until they are re-read', (name, before, now) => {
  const lesions = { ...met.lesions, G: { sizes: [20, 30], organ: 'liver' as const } };
  expect(words({ ...met, lesions, scans: [before, now] })).toEqual([says(`hold/different-${name}`)]);
});

test('an excision of the grower on the day of the scan counts, one of the day after does not', () => {
  const excised = (date: string): CompactLine => ({
    ...met,
    lesions: {
      ...met.lesions,
      G: {
        sizes: [20, 30],
        facts: { tissue: { result: 'this-tumour', kind: null, method: 'excision', date: day(date) } },
      },
    },
  });
  expect(codes(excised('2026-03-30'))).toEqual(['recent-procedure']);
  expect(codes(excised('2026-03-31'))).toEqual([]);
});

test('without a date the first scan is early before study day 43, which is 42 days after the first', () => {
  const less: CompactLine = { ...met, lesions: { ...met.lesions, G: { sizes: [20, 28] } } };
  const scanOn = (studyDay: number) => holdsOf(onStudyDays(less, [1, studyDay]));
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
  expect(asked({ agents: null })).toEqual([says('query/which-treatment')]);
  expect(asked({ setting: 'unknown' })).toEqual([says('query/which-setting')]);
  expect(asked({ ongoing: 'no', lastDose: null })).toEqual([says('query/last-dose')]);
});
