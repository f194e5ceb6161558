/** The situations of everyday imaging: each has a named status or note. */
import { classifyLine, type TimepointClassification } from '../../../../src/core/response/index.js';
import { historyOf, type CompactLesion, type CompactLine } from '../../../conformance/notation.js';
import { classify, day, first, followUps, lesionNamed, noSize, overall, says, verdicts } from './support.js';

describe('the baseline', () => {
  const phases = (timepoints: readonly TimepointClassification[]) =>
    timepoints.map(({ label, phase }) => `${label}: ${phase}`);
  const days = (studyDays: readonly number[], stated: readonly (boolean | null)[] = []) => {
    const history = historyOf({ days: studyDays, lesions: { T: { sizes: studyDays.map(() => 20) } } });
    const timepoints = history.evaluators[0]!.timepoints.map((timepoint, index) => ({
      ...timepoint,
      date: null,
      studyDay: studyDays[index]!,
      statedBaseline: stated[index] ?? null,
    }));
    return phases(
      first(
        classifyLine({
          ...history,
          treatment: { ...history.treatment, start: null },
          evaluators: [{ evaluator: 'x', timepoints }],
        }),
      ).timepoints,
    );
  };

  test('is the stated one', () => {
    expect(days([-30, -2, 40], [true, null, null])).toEqual([
      'day -30: baseline',
      'day -2: follow-up',
      'day 40: follow-up',
    ]);
  });
  test('is the last stated one of several', () => {
    expect(days([-30, -2, 40], [true, true, null])).toEqual([
      'day -30: before-treatment',
      'day -2: baseline',
      'day 40: follow-up',
    ]);
  });
  test('is else the last on or before study day 1', () => {
    expect(days([-30, 1, 2])).toEqual(['day -30: before-treatment', 'day 1: baseline', 'day 2: follow-up']);
  });
  test('is not one that was stated not to be', () => {
    expect(days([-30, 1, 2], [null, false, null])).toEqual([
      'day -30: baseline',
      'day 1: follow-up',
      'day 2: follow-up',
    ]);
  });
  test('is the earliest where all scans came after the start, and is no true baseline', () => {
    const line: CompactLine = { days: [10, 60], lesions: { T: { sizes: [20, 10] }, U: { sizes: [20, 30] } } };
    const [timepoint] = followUps(line);
    expect(timepoint).toMatchObject({
      overallResponse: 'SD',
      notes: [says('note/no-true-baseline')],
    });
    expect(verdicts(line, 'DR-A')).toEqual(['not-assessable']);
    expect(verdicts({ ...line, days: [0, 60] }, 'DR-A')).toEqual(['met']);
  });
  test('is counted from the start of treatment where only dates are known', () => {
    expect(phases(first(classify({ days: [-60, 0, 56], lesions: { T: { sizes: [20, 20, 20] } } })).timepoints)).toEqual(
      ['day -60: before-treatment', 'day 0: baseline', 'day 56: follow-up'],
    );
  });
  test('is asked for where every timepoint was stated not to be it', () => {
    const line: CompactLine = {
      lesions: { T: { sizes: [20, 10] } },
      scans: [{ baseline: false }, { baseline: false }],
    };
    expect(classify(line).queries).toEqual([
      {
        code: 'baseline-missing',
        words: says('query/baseline-missing'),
        evaluator: 'radiology',
      },
    ]);
    expect(
      classifyLine({ ...historyOf(line), evaluators: [{ evaluator: 'radiology', timepoints: [] }] }).queries,
    ).toEqual([]);
    expect(followUps(line).map(({ overallResponse }) => overallResponse)).toEqual(['NE', 'NE']);
  });
  test.each<[string, CompactLesion]>([
    ['a new lesion', { role: 'new', sizes: [null, 12] }],
    ['a non-target', { role: 'non-target', sizes: ['present', 'unequivocal-progression'] }],
  ])('is not needed for a progression by %s', (_, worse) => {
    const line: CompactLine = {
      lesions: { T: { sizes: [20, 20] }, X: worse },
      scans: [{ baseline: false }, { baseline: false }],
    };
    expect(followUps(line)[1]).toMatchObject({ targetResponse: 'NE', overallResponse: 'PD', immuneResponse: 'iUPD' });
  });
});

describe('a held timepoint', () => {
  const line: CompactLine = {
    lesions: { T: { sizes: [50, 20, 26] }, U: { sizes: [20, 20, 20] } },
    scans: [{}, { held: ['size of T'] }],
  };

  test('is shown, not classified, and moves no nadir', () => {
    const { timepoints } = first(classify(line));
    expect(timepoints[1]).toMatchObject({
      phase: 'held',
      overallResponse: null,
      sumOfDiameters: null,
      reasons: [says('held/waits-for-sender', { value: 'size of T', code: null, sent: null })],
      patterns: [],
    });
    expect(timepoints[2]).toMatchObject({ overallResponse: 'PR', nadirSum: 70_000 });
  });
  test('leaves a note at each later scan', () => {
    expect(followUps(line)[0]!.notes).toEqual([says('note/unread-scan', { scan: 'week 8' })]);
  });
  test('at baseline leaves nothing to compare with', () => {
    const [one] = followUps({ ...line, scans: [{ held: ['size of T'] }] });
    expect(one).toMatchObject({
      baselineSum: null,
      overallResponse: 'NE',
      reasons: [says('not-evaluable/baseline-unknown')],
    });
    expect(verdicts({ ...line, scans: [{ held: ['size of T'] }] }, 'DR-A')).toEqual([
      'not-assessable',
      'not-assessable',
    ]);
  });
  test('keeps its sizes out of the trajectories', () => {
    expect(first(classify(line)).lesions[0]!.points.map(({ size }) => size)).toEqual([50_000, null, 26_000]);
  });
});

describe('a lesion treated locally', () => {
  const surgery = (date: string) => ({ localTreatments: [{ kind: 'surgery' as const, date: day(date) }] });
  const line = (date: string): CompactLine => ({
    weeks: [0, 9, 18],
    lesions: { T: { sizes: [30, 30, 'absent'], facts: surgery(date) }, U: { sizes: [20, 20, 10] } },
  });

  test('is not evaluable as a target from then on, and the rest is shown apart', () => {
    const [before, after] = followUps(line('2026-03-23'));
    expect(before).toMatchObject({ overallResponse: 'SD' });
    expect(after).toMatchObject({
      overallResponse: 'NE',
      sumOfDiameters: null,
      measuredPart: 10_000,
      measuredPartBaseline: 20_000,
      reasons: [says('not-evaluable/treated', { lesion: lesionNamed('T'), at: 'this-scan' })],
      notes: [says('note/treated', { lesion: lesionNamed('T') })],
    });
  });
  test('is never read as shrunk', () => {
    expect(
      verdicts(
        { ...line('2026-03-23'), lesions: { ...line('2026-03-23').lesions, G: { sizes: [20, 20, 30] } } },
        'TAZ18',
      ),
    ).toEqual(['not-met', 'met']);
    const onlyTreated: CompactLine = {
      weeks: [0, 9],
      lesions: {
        T: { sizes: [30, 'absent'], facts: surgery('2026-02-01') },
        G: { sizes: [20, 30] },
        S: { sizes: [20, 20] },
      },
    };
    expect(verdicts(onlyTreated, 'DR-A')).toEqual(['not-met']);
  });
  test('before the baseline stays in the sum, and needs dated progression since for a pattern', () => {
    const treated = {
      weeks: [0, 9],
      lesions: { T: { sizes: [30, 15], facts: surgery('2025-06-01') }, G: { sizes: [20, 30] } },
    };
    expect(overall(treated)).toEqual(['SD']);
    expect(verdicts(treated, 'DR-A')).toEqual(['not-assessable']);
    const since = {
      ...treated,
      lesions: {
        ...treated.lesions,
        T: {
          ...treated.lesions.T,
          facts: { ...treated.lesions.T.facts, progressionSinceRadiotherapy: day('2025-12-01') },
        },
      },
    };
    expect(verdicts(since, 'DR-A')).toEqual(['met']);
    const tooEarly = {
      ...treated,
      lesions: {
        ...treated.lesions,
        T: {
          ...treated.lesions.T,
          facts: { ...treated.lesions.T.facts, progressionSinceRadiotherapy: day('2025-05-01') },
        },
      },
    };
    expect(verdicts(tooEarly, 'DR-A')).toEqual(['not-assessable']);
  });
  test('by a month that overlaps the scan may have been treated, and is not read as untreated', () => {
    const facts = {
      localTreatments: [{ kind: 'radiotherapy' as const, date: { from: '2026-03-01', to: '2026-03-31' } }],
    };
    expect(overall({ weeks: [0, 9], lesions: { T: { sizes: [30, 30], facts } } })).toEqual(['NE']);
  });
  test('by biopsy alone is not treated', () => {
    const facts = { localTreatments: [{ kind: 'biopsy' as const, date: day('2026-02-01') }] };
    expect(overall({ weeks: [0, 9], lesions: { T: { sizes: [30, 15], facts } } })).toEqual(['PR']);
  });
});

test('a target in a prior field stays in the sum and can be neither shrinker nor grower without dated progression', () => {
  const line = (facts: object): CompactLine => ({
    lesions: { T: { sizes: [30, 15], facts }, G: { sizes: [20, 30] }, S: { sizes: [20, 20] } },
  });
  expect(overall(line({ priorRadiotherapyField: 'in-field' }))).toEqual(['SD']);
  expect(verdicts(line({ priorRadiotherapyField: 'in-field' }), 'DR-A')).toEqual(['not-met']);
  expect(
    verdicts(line({ priorRadiotherapyField: 'in-field', progressionSinceRadiotherapy: day('2025-12-01') }), 'DR-A'),
  ).toEqual(['met']);
  expect(
    verdicts(line({ priorRadiotherapyField: 'in-field', progressionSinceRadiotherapy: day('2026-12-01') }), 'DR-A'),
  ).toEqual(['not-met']);
  expect(verdicts(line({ priorRadiotherapyField: 'unknown' }), 'DR-A')).toEqual(['met']);
  expect(verdicts(line({ priorRadiotherapyField: 'out-of-field' }), 'DR-A')).toEqual(['met']);
});

test('a second primary leaves sums, progression and patterns and stays listed', () => {
  const facts = { secondPrimary: { date: day('2026-04-01'), histology: 'adenocarcinoma' } };
  const line: CompactLine = { lesions: { T: { sizes: [30, 15] }, U: { sizes: [20, 40], facts } } };
  const [timepoint] = followUps(line);
  expect(timepoint).toMatchObject({
    baselineSum: 30_000,
    overallResponse: 'PR',
    notes: [says('note/second-primary', { lesion: lesionNamed('U'), histology: 'adenocarcinoma' })],
  });
  expect(verdicts(line, 'DR-A')).toEqual(['not-assessable']);
  expect(first(classify(line)).lesions.map(({ lesion, secondPrimary }) => [lesion, secondPrimary])).toEqual([
    ['T', undefined],
    ['U', true],
  ]);
});

test('a lesion that split counts with the sum of its parts', () => {
  const [timepoint] = followUps({ lesions: { T: { sizes: [30, '12+8'] } } });
  expect(timepoint).toMatchObject({ sumOfDiameters: 20_000, overallResponse: 'PR' });
});

describe('a merged mass', () => {
  const line: CompactLine = {
    lesions: { T: { sizes: [20, 36] }, U: { sizes: [15, 'merged:T'] }, S: { sizes: [30, 15] } },
  };
  test('counts once in the sum, and neither part is compared by itself', () => {
    const [timepoint] = followUps(line);
    expect(timepoint).toMatchObject({ baselineSum: 65_000, sumOfDiameters: 51_000, overallResponse: 'SD' });
    expect(timepoint!.notes).toEqual([says('note/merged', { lesion: lesionNamed('U'), into: 'T' })]);
    expect(verdicts(line, 'DR-A')).toEqual(['not-assessable']);
  });
  test('that was not measured leaves the sum open', () => {
    expect(overall({ lesions: { ...line.lesions, T: { sizes: [20, 'not-evaluable'] } } })).toEqual(['NE']);
  });
});

test('a node from under to over 10 mm is noted, and is no progression by itself', () => {
  const [, after] = followUps({
    lesions: { N: { organ: 'lymph-node', sizes: [16, 9, 11] }, T: { sizes: [30, 30, 30] } },
  });
  expect(after).toMatchObject({
    overallResponse: 'SD',
    notes: [says('note/node-rose', { lesion: lesionNamed('N', 'lymph-node'), from: 9_000, to: 11_000 })],
  });
});

describe('what the sender must answer', () => {
  const codes = (line: CompactLine) => classify(line).queries.map(({ code, lesion }) => [code, lesion]);
  test('a target without a baseline is in no sum', () => {
    const line: CompactLine = { lesions: { T: { sizes: [30, 15] }, U: { sizes: [null, 20] } } };
    expect(codes(line)).toEqual([['target-without-baseline', 'U']]);
    expect(overall(line)).toEqual(['PR']);
  });
  test('a lesion sent as new that was there at baseline does not count as new', () => {
    const line: CompactLine = { lesions: { T: { sizes: [30, 30] }, U: { role: 'new', sizes: [12, 12] } } };
    expect(codes(line)).toEqual([['new-lesion-at-baseline', 'U']]);
    expect(overall(line)).toEqual(['SD']);
  });
  test('a lesion looked for at baseline and not there is new later', () => {
    const line: CompactLine = { lesions: { T: { sizes: [30, 30] }, U: { role: 'new', sizes: ['absent', 12] } } };
    expect(codes(line)).toEqual([]);
    expect(overall(line)).toEqual(['PD']);
  });
  test('a role that changed, and a node along its longest diameter', () => {
    const history = historyOf({ lesions: { T: { organ: 'lymph-node', sizes: [30, 15] } } });
    const timepoints = history.evaluators[0]!.timepoints.map((timepoint, index) => ({
      ...timepoint,
      findings: timepoint.findings.map((finding) => ({
        ...finding,
        axis: 'longest-diameter' as const,
        role: index === 1 ? ('non-target' as const) : finding.role,
      })),
    }));
    const result = classifyLine({ ...history, evaluators: [{ evaluator: 'x', timepoints }] });
    expect(result.queries.map(({ code }) => code)).toEqual(['lesion-role-changed', 'node-on-longest-diameter']);
    expect(first(result).timepoints[1]).toMatchObject({ overallResponse: 'PR' });
  });
  test('a timepoint that cannot be put among the others is held', () => {
    const history = historyOf({ lesions: { T: { sizes: [30, 15, 10] } } });
    const timepoints = history.evaluators[0]!.timepoints.map((timepoint, index) =>
      index === 1 ? { ...timepoint, date: null, studyDay: 40 } : timepoint,
    );
    const result = classifyLine({
      ...history,
      treatment: { ...history.treatment, start: null },
      evaluators: [{ evaluator: 'x', timepoints }],
    });
    expect(result.queries).toMatchObject([{ code: 'timepoint-not-placed', timepoint: 'week 8' }]);
    expect(first(result).timepoints.map(({ label, phase }) => `${label} ${phase}`)).toEqual([
      'week 0 baseline',
      'week 16 follow-up',
      'week 8 held',
    ]);
    const anchored = classifyLine({ ...history, evaluators: [{ evaluator: 'x', timepoints }] });
    expect(first(anchored).timepoints.map(({ label }) => label)).toEqual(['week 0', 'week 8', 'week 16']);
  });
});

test('nothing evaluated at a scan: nothing is known of new lesions', () => {
  expect(followUps({ lesions: { T: { sizes: [30, 'not-done'] } } })).toMatchObject([
    { newLesion: 'unknown', overallResponse: 'NE', reasons: [noSize('T', 'not-done')] },
  ]);
});

test('a new lesion at 0 mm, or reported absent, is gone', () => {
  expect(
    overall({ lesions: { T: { sizes: [30, 30, 30, 30] }, X: { role: 'new', sizes: [null, 12, 'absent', null] } } }),
  ).toEqual(['PD', 'SD', 'SD']);
  expect(overall({ lesions: { T: { sizes: [30, 30, 30] }, X: { role: 'new', sizes: [null, 12, 0] } } })).toEqual([
    'PD',
    'SD',
  ]);
});

test('an equivocal lesion that went between two doubts counts only from its last run', () => {
  const line: CompactLine = {
    lesions: {
      T: { sizes: [30, 30, 30, 30, 30] },
      X: { role: 'new', sizes: [null, 'equivocal', 'absent', 'equivocal', 9] },
    },
  };
  expect(overall(line)).toEqual(['SD', 'SD', 'PD', 'PD']);
  expect(followUps(line).map(({ newLesion }) => newLesion)).toEqual(['equivocal', 'no', 'yes', 'yes']);
});

test('growth again from 0 mm: measured at 5 mm or more, the default does not suffice', () => {
  const line = (size: string | number): CompactLine => ({
    lesions: { T: { sizes: [20, 'absent', size] }, S: { sizes: [40, 40, 20] } },
  });
  expect(verdicts(line('too-small-to-measure'), 'TAZ18')).toEqual(['not-met', 'not-met']);
  expect(verdicts(line(4.9), 'TAZ18')).toEqual(['not-met', 'not-met']);
  expect(verdicts(line(5), 'TAZ18')).toEqual(['not-met', 'met']);
});

test('measurable non-targets count in the patterns, those too small to measure reliably do not', () => {
  const line = (baseline: number, sliceThickness?: number): CompactLine => ({
    lesions: { S: { sizes: [30, 15] }, X: { role: 'non-target', sizes: [baseline, baseline + 8] } },
    scans: [{ sliceThickness }],
  });
  expect(verdicts(line(10), 'DR-A')).toEqual(['met']);
  expect(verdicts(line(9.9), 'DR-A')).toEqual(['not-assessable']);
  expect(verdicts(line(15, 8), 'DR-A')).toEqual(['not-assessable']);
  expect(verdicts(line(16, 8), 'DR-A')).toEqual(['met']);
  const node = (baseline: number): CompactLine => ({
    lesions: {
      S: { sizes: [30, 15] },
      X: { role: 'non-target', organ: 'lymph-node', sizes: [baseline, baseline + 8] },
    },
  });
  expect(verdicts(node(14.9), 'DR-A')).toEqual(['not-assessable']);
  expect(verdicts(node(15), 'DR-A')).toEqual(['met']);
});

test('facts of a lesion that were stated for one evaluator hold for that evaluator alone', () => {
  const history = historyOf({
    lesions: { T: { sizes: [30, 15] }, U: { sizes: [20, 40] } },
    evaluators: { second: {} },
  });
  const facts = {
    priorRadiotherapyField: 'unknown' as const,
    progressionSinceRadiotherapy: null,
    localTreatments: [],
    secondPrimary: { date: day('2026-04-01'), histology: 'adenocarcinoma' },
    treatable: 'unknown' as const,
  };
  const [own, second] = history.evaluators;
  const result = classifyLine({ ...history, evaluators: [own!, { ...second!, lesions: { U: facts } }] });
  expect(result.evaluators.map(({ evaluator, timepoints }) => [evaluator, timepoints[1]!.baselineSum])).toEqual([
    ['radiology', 50_000],
    ['second', 30_000],
  ]);
});
