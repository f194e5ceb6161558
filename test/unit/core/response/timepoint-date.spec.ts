/**
 * The one date of a timepoint of several exams (docs/clinical-basis.md#baseline-scans-and-dates): the earliest exam
 * that shows PD, else the latest.
 */
import {
  classifyLine,
  timepointDate,
  type DateInterval,
  type Finding,
  type ResponseOptions,
  type Timepoint,
  type TimepointClassification,
} from '../../../../src/core/response/index.js';
import { historyOf, type CompactLine } from '../../../conformance/notation.js';
import { day } from './support.js';

const [first, second, third] = ['2026-03-02', '2026-03-05', '2026-03-10'] as const;
const window: DateInterval = { from: first, to: third };
const march: DateInterval = { from: '2026-03-01', to: '2026-03-31' };
const tooSmall = 5000;

/** Day of each lesion's exam at the last scan; a lesion that is left out has the date of the timepoint. */
type Exams = Readonly<Record<string, string | DateInterval>>;

interface Placed {
  readonly timepoint: Timepoint;
  readonly classification: TimepointClassification;
}

const withExam = (finding: Finding, exam: string | DateInterval | undefined): Finding => ({
  ...finding,
  examDate: exam === undefined ? null : typeof exam === 'string' ? day(exam) : exam,
});

function lastScan(
  line: CompactLine,
  exams: Exams,
  date: DateInterval | null = window,
  options?: ResponseOptions,
): Placed {
  const history = historyOf(line);
  const [own] = history.evaluators;
  const last = own!.timepoints.at(-1)!;
  const timepoint: Timepoint = {
    ...last,
    date,
    findings: last.findings.map((finding) => withExam(finding, exams[finding.lesion])),
  };
  const evaluators = [{ ...own!, timepoints: [...own!.timepoints.slice(0, -1), timepoint] }];
  const classification = classifyLine({ ...history, evaluators }, options).evaluators[0]!.timepoints.find(
    ({ key }) => key === timepoint.key,
  )!;
  return { timepoint, classification };
}

const dateOf = ({ timepoint, classification }: Placed, size = tooSmall): DateInterval | null =>
  timepointDate(timepoint, classification, size);

describe('one exam', () => {
  const growing: CompactLine = { lesions: { T: { sizes: [50, 70] } } };
  test.each([
    ['a day', day(first)],
    ['a month', march],
  ])('%s is the date as sent', (_, date) => {
    expect(dateOf(lastScan(growing, {}, date))).toEqual(date);
  });
  test('without a date there is none, whatever the exams say', () => {
    const { timepoint, classification } = lastScan({ lesions: { T: { sizes: [50, 50] } } }, { T: first });
    expect(timepointDate({ ...timepoint, date: null }, classification, tooSmall)).toBeNull();
    expect(
      timepointDate(
        { ...timepoint, date: null },
        { ...classification, overallResponse: 'PD', newLesion: 'yes' },
        tooSmall,
      ),
    ).toBeNull();
    expect(timepointDate({ ...timepoint, date: null, findings: [] }, classification, tooSmall)).toBeNull();
  });
  test('without a finding it is the date as sent', () => {
    const { timepoint, classification } = lastScan({ lesions: { T: { sizes: [50, 50] } } }, {});
    expect(timepointDate({ ...timepoint, findings: [] }, classification, tooSmall)).toEqual(window);
  });
});

describe('several exams without progression: the latest', () => {
  const stable: CompactLine = {
    lesions: { A: { sizes: [20, 20] }, B: { sizes: [20, 20] }, C: { sizes: [20, 20] }, D: { sizes: [20, 20] } },
  };
  test.each<[string, Exams]>([
    ['listed by date', { A: first, B: second, C: second, D: third }],
    ['listed from the last', { A: third, B: second, C: first, D: first }],
    ['in the middle of the list', { A: first, B: third, C: second, D: first }],
    ['twice', { A: third, B: first, C: third, D: second }],
  ])('%s', (_, exams) => {
    const placed = lastScan(stable, exams);
    expect(placed.classification.overallResponse).toBe('SD');
    expect(dateOf(placed)).toEqual(day(third));
  });
  test.each<[string, Exams]>([
    ['first in the list', { A: third }],
    ['last in the list', { D: third }],
    ['second', { B: third }],
    ['among exams of other days', { A: first, C: third, D: second }],
    ['beside a partial date that ends as late', { A: { from: second, to: third }, B: third }],
    ['behind a partial date that ends as late', { B: third, D: { from: second, to: third } }],
  ])('a day of its own goes before the span of the timepoint: %s', (_, exams) => {
    expect(dateOf(lastScan(stable, exams))).toEqual(day(third));
  });
  test('the span as sent where the lesions of the latest exam are not known', () => {
    expect(dateOf(lastScan(stable, { A: first, B: second, C: second, D: first }))).toEqual(window);
  });
  test('a lesion without an exam date of its own has the span of the timepoint', () => {
    expect(dateOf(lastScan(stable, { A: first, B: second, C: second }))).toEqual(window);
  });
  test('what the parts say does not date a timepoint whose overall response is not PD', () => {
    const { timepoint, classification } = lastScan(
      { lesions: { A: { sizes: [50, 84] }, B: { sizes: [20, 20] } } },
      { A: first, B: third },
    );
    expect(dateOf({ timepoint, classification })).toEqual(day(first));
    for (const overallResponse of ['SD', 'NE', null] as const)
      expect(dateOf({ timepoint, classification: { ...classification, overallResponse } })).toEqual(day(third));
  });
});

describe('target progression: the exam at which the targets measured so far are 20 % and 5 mm over the nadir', () => {
  /** Nadir 60 mm, now `a` on the first day, `b` on the second and `c` on the third. */
  const grown = (a: number, b: number, c: number): Placed =>
    lastScan(
      { lesions: { C: { sizes: [20, c] }, B: { sizes: [20, b] }, A: { sizes: [20, a] } } },
      { A: first, B: second, C: third },
    );
  test.each([
    ['72 mm on the first day', 72, 1, 1, first],
    ['71.999 mm on the first day', 71.999, 1, 1, second],
    ['72 mm on the second', 36, 36, 10, second],
    ['71.999 mm on the second', 36, 35.999, 10, third],
    ['72 mm on the third', 24, 24, 24, third],
  ])('20 %% over: %s', (_, a, b, c, expected) => {
    const placed = grown(a, b, c);
    expect(placed.classification).toMatchObject({ targetResponse: 'PD', overallResponse: 'PD', nadirSum: 60_000 });
    expect(dateOf(placed)).toEqual(day(expected));
  });
  test.each([
    ['15 mm', 15, first],
    ['14.999 mm, which is 50 % over but no 5 mm', 14.999, second],
  ])('5 mm over a nadir of 10 mm: %s', (_, size, expected) => {
    const placed = lastScan(
      { lesions: { B: { sizes: [0, 5] }, A: { sizes: [10, size] } } },
      { A: first, B: second },
      { from: first, to: second },
    );
    expect(placed.classification).toMatchObject({ targetResponse: 'PD', nadirSum: 10_000 });
    expect(dateOf(placed)).toEqual(day(expected));
  });
  test('the nadir counts, not the baseline', () => {
    const placed = lastScan(
      { lesions: { A: { sizes: [60, 20, 30] }, B: { sizes: [20, 10, 10] } } },
      { A: second, B: third },
    );
    expect(placed.classification).toMatchObject({ targetResponse: 'PD', nadirSum: 30_000 });
    expect(dateOf(placed)).toEqual(day(third));
    expect(
      dateOf(
        lastScan({ lesions: { A: { sizes: [60, 20, 36] }, B: { sizes: [20, 10, 10] } } }, { A: second, B: third }),
      ),
    ).toEqual(day(second));
  });
  test('sizes of lesions that are no targets are no part of the sum', () => {
    const line: CompactLine = {
      lesions: { A: { sizes: [30, 30] }, B: { sizes: [30, 45] }, X: { role: 'non-target', sizes: [40, 90] } },
    };
    const placed = lastScan(line, { X: first, A: second, B: third });
    expect(placed.classification).toMatchObject({ targetResponse: 'PD', nonTargetResponse: 'NON-CR/NON-PD' });
    expect(dateOf(placed)).toEqual(day(third));
  });
  test('a target without a size adds nothing', () => {
    const line: CompactLine = {
      lesions: {
        A: { sizes: [30, 'absent'] },
        B: { sizes: [30, 'not-done'] },
        C: { sizes: [30, 108] },
        D: { sizes: [0, 10] },
      },
    };
    const placed = lastScan(line, { A: first, B: first, C: second, D: third });
    expect(placed.classification.targetResponse).toBe('PD');
    expect(dateOf(placed)).toEqual(day(second));
  });
  test('too small to measure stands for the size of the settings', () => {
    const line: CompactLine = {
      lesions: { A: { sizes: [20, 25] }, B: { sizes: [5, 'too-small-to-measure'] }, C: { sizes: [0, 0] } },
    };
    const placed = lastScan(line, { A: first, B: second, C: third });
    expect(placed.classification).toMatchObject({ targetResponse: 'PD', nadirSum: 25_000, sumOfDiameters: 30_000 });
    expect(dateOf(placed, 5000)).toEqual(day(second));
    expect(dateOf(placed, 4999)).toEqual(day(third));
    expect(dateOf(placed, 0)).toEqual(day(third));
    const measured = lastScan(
      { lesions: { ...line.lesions, B: { sizes: [5, 5] } } },
      { A: first, B: second, C: third },
    );
    expect(dateOf(measured, 0)).toEqual(day(second));
  });
  test('too small to measure is never the size sent with it', () => {
    const { timepoint, classification } = lastScan(
      { lesions: { A: { sizes: [20, 25] }, B: { sizes: [5, 'too-small-to-measure'] }, C: { sizes: [0, 0] } } },
      { A: first, B: second, C: third },
    );
    const findings = timepoint.findings.map((finding) =>
      finding.lesion === 'B' ? { ...finding, micrometres: 1000 } : finding,
    );
    expect(timepointDate({ ...timepoint, findings }, classification, 5000)).toEqual(day(second));
  });
  test('targets that are not evaluable date nothing, however large the measured part is', () => {
    const line: CompactLine = {
      lesions: {
        A: { sizes: [30, 90] },
        B: { sizes: [30, 'not-done'] },
        X: { role: 'new', sizes: [null, 12] },
        Y: { role: 'non-target', sizes: ['present', 'present'] },
      },
    };
    const placed = lastScan(line, { A: first, B: first, X: second, Y: third }, window, {
      recist: { missingTarget: 'ne' },
    });
    expect(placed.classification).toMatchObject({ targetResponse: 'NE', newLesion: 'yes', overallResponse: 'PD' });
    expect(dateOf(placed)).toEqual(day(second));
  });
  test('the measured part dates the progression where it is PD whatever the missing target measures', () => {
    const placed = lastScan(
      { lesions: { A: { sizes: [30, 90] }, B: { sizes: [30, 'not-done'] } } },
      { A: first, B: third },
    );
    expect(placed.classification.trace[0]!.rule).toBe('RECIST-1.1/target/rest-is-PD');
    expect(dateOf(placed)).toEqual(day(first));
  });
  test('without a nadir nothing can be compared: the latest', () => {
    const { timepoint, classification } = grown(72, 1, 1);
    expect(dateOf({ timepoint, classification: { ...classification, nadirSum: null } })).toEqual(day(third));
  });
});

describe('targets that came back after a complete response', () => {
  const line: CompactLine = {
    lesions: {
      A: { sizes: [20, 0, 0, 0] },
      B: { sizes: [20, 0, 0, 3] },
      C: { sizes: [20, 0, 0, 2] },
      D: { sizes: [20, 0, 0, 0] },
    },
  };
  test.each<[string, Exams, string]>([
    ['the earlier of two', { A: first, B: '2026-08-01', C: second, D: third }, second],
    ['the earlier of two in the other order', { A: first, B: second, C: '2026-08-01', D: third }, second],
    ['not the earliest exam, which shows none of them', { A: first, B: second, C: second, D: third }, second],
  ])('date by the exam that shows them, of any size: %s', (_, exams, expected) => {
    const placed = lastScan(line, exams, { from: '2026-08-03', to: '2026-08-10' });
    expect(placed.classification.trace[0]).toMatchObject({
      rule: 'RECIST-1.1/target/reappearance',
      inputs: { lesions: ['B', 'C'] },
      outcome: 'PD',
    });
    expect(dateOf(placed)).toEqual(day(expected));
  });
  test('not by the sum, which may be reached later', () => {
    const placed = lastScan(
      { lesions: { A: { sizes: [20, 0, 0, 3] }, B: { sizes: [20, 0, 0, 30] } } },
      { A: '2026-08-03', B: '2026-08-10' },
      { from: '2026-08-03', to: '2026-08-10' },
    );
    expect(placed.classification.nadirSum).toBe(0);
    expect(dateOf(placed)).toEqual(day('2026-08-03'));
  });
});

describe('non-targets and new lesions', () => {
  const line: CompactLine = {
    lesions: {
      T: { sizes: [50, 50] },
      N: { role: 'non-target', sizes: ['present', 'unequivocal-progression'] },
      P: { role: 'non-target', sizes: ['present', 'present'] },
      Z: { role: 'non-target', sizes: ['present', 'present'] },
    },
  };
  test('unequivocal progression of a non-target dates by its own exam', () => {
    const placed = lastScan(line, { T: first, P: first, N: second, Z: third });
    expect(placed.classification).toMatchObject({ targetResponse: 'SD', nonTargetResponse: 'PD' });
    expect(dateOf(placed)).toEqual(day(second));
  });
  test.each(['present', 'equivocal'] as const)('a new lesion that is %s', (finding) => {
    const placed = lastScan(
      { lesions: { T: { sizes: [50, 50] }, X: { role: 'new', sizes: [null, finding] }, Z: { sizes: [20, 20] } } },
      { T: first, X: second, Z: third },
    );
    expect(placed.classification.newLesion).toBe(finding === 'present' ? 'yes' : 'equivocal');
    expect(dateOf(placed)).toEqual(day(finding === 'present' ? second : third));
  });
  test('an equivocal new lesion, and non-targets that are only there, do not date the progression of others', () => {
    const placed = lastScan(
      {
        lesions: {
          T: { sizes: [50, 70] },
          X: { role: 'new', sizes: [null, 'equivocal'] },
          N: { role: 'non-target', sizes: ['present', 'present'] },
          Z: { sizes: [0, 0] },
        },
      },
      { X: first, N: first, T: second, Z: third },
    );
    expect(placed.classification).toMatchObject({
      overallResponse: 'PD',
      newLesion: 'equivocal',
      nonTargetResponse: 'NON-CR/NON-PD',
    });
    expect(dateOf(placed)).toEqual(day(second));
  });
  test('a new lesion that counts without a row at this scan dates nothing: the latest', () => {
    const placed = lastScan(
      {
        lesions: {
          T: { sizes: [50, 50, 50] },
          U: { sizes: [20, 20, 20] },
          X: { role: 'new', sizes: [null, 12, null] },
        },
      },
      { T: '2026-05-04', U: '2026-05-11' },
      { from: '2026-05-04', to: '2026-05-11' },
    );
    expect(placed.classification).toMatchObject({ newLesion: 'yes', overallResponse: 'PD' });
    expect(dateOf(placed)).toEqual(day('2026-05-11'));
  });
  test('a progression that only stays from before dates nothing: the latest', () => {
    const placed = lastScan(
      { lesions: { T: { sizes: [30, 60, 10] }, U: { sizes: [30, 30, 10] } } },
      { T: '2026-05-04', U: '2026-05-11' },
      { from: '2026-05-04', to: '2026-05-11' },
      { recist: { afterProgression: 'stays-pd' } },
    );
    expect(placed.classification).toMatchObject({ targetResponse: 'PR', overallResponse: 'PD' });
    expect(dateOf(placed)).toEqual(day('2026-05-11'));
  });
  test('steps of other rules date nothing', () => {
    const { timepoint, classification } = lastScan(
      { ...line, lesions: { ...line.lesions, X: { role: 'new', sizes: [null, 12] } } },
      { T: first, P: first, N: second, X: second, Z: third },
    );
    const trace = [
      ...classification.trace,
      ...(['PD', 'yes'] as const).map((outcome) => ({ rule: 'pattern/lesions', inputs: { lesions: ['T'] }, outcome })),
    ];
    expect(timepointDate(timepoint, { ...classification, trace }, tooSmall)).toEqual(day(second));
  });
  test('a step that names no lesion dates nothing', () => {
    const { timepoint, classification } = lastScan(line, { T: first, P: first, N: second, Z: third });
    const trace = classification.trace.map((step) => ({ ...step, inputs: {} }));
    expect(timepointDate(timepoint, { ...classification, trace }, tooSmall)).toEqual(day(third));
  });
});

describe('several signs of progression: the earliest', () => {
  const line: CompactLine = {
    lesions: {
      T: { sizes: [50, 70] },
      N: { role: 'non-target', sizes: ['present', 'unequivocal-progression'] },
      X: { role: 'new', sizes: [null, 12] },
    },
  };
  test.each<[string, Exams, DateInterval]>([
    ['the targets', { T: first, N: second, X: third }, day(first)],
    ['the non-target', { T: second, N: first, X: third }, day(first)],
    ['the new lesion', { T: third, N: second, X: first }, day(first)],
    ['all on one day', { T: second, N: second, X: second }, day(second)],
    ['by its first day, a month before a day inside it', { T: second, N: march, X: third }, march],
    ['by its first day, whatever the order', { T: march, N: second, X: third }, march],
    [
      'the day goes before the month that begins with it',
      { T: march, N: day('2026-03-01'), X: third },
      day('2026-03-01'),
    ],
    [
      'the day goes before the month, whatever the order',
      { T: day('2026-03-01'), N: third, X: march },
      day('2026-03-01'),
    ],
    ['a month after the day', { T: third, N: second, X: { from: '2026-03-06', to: '2026-03-07' } }, day(second)],
    ['the span of the timepoint, which begins first', { T: third, N: second }, window],
  ])('%s', (_, exams, expected) => {
    const placed = lastScan(line, exams);
    expect(placed.classification).toMatchObject({ targetResponse: 'PD', nonTargetResponse: 'PD', newLesion: 'yes' });
    expect(dateOf(placed)).toEqual(expected);
  });
  test.each<[string, Exams, string]>([
    ['in the order of the list', { X: first, Y: second }, first],
    ['against it', { X: second, Y: first }, first],
  ])('of two new lesions the earlier, %s', (_, exams, expected) => {
    const two: CompactLine = {
      lesions: { X: { role: 'new', sizes: [null, 12] }, Y: { role: 'new', sizes: [null, 12] }, T: { sizes: [50, 50] } },
    };
    expect(dateOf(lastScan(two, { ...exams, T: third }))).toEqual(day(expected));
  });
});
