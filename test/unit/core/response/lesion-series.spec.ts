/**
 * What a lesion's local treatments, radiotherapy field and axis make of its sizes
 * (docs/clinical-basis.md#who-can-shrink-or-grow-p).
 */
import {
  classifyLine,
  type Finding,
  type LesionFacts,
  type Organ,
  type TimepointClassification,
  type TreatmentLineHistory,
} from '../../../../src/core/response/index.js';
import { historyOf, type CompactLine } from '../../../conformance/notation.js';
import { day, onStudyDays, rewritten } from './support.js';

/** Scans on 2026-01-05 and 2026-03-30. */
const line = (facts: Partial<LesionFacts>): CompactLine => ({
  weeks: [0, 12],
  lesions: { G: { sizes: [20, 30], facts }, S: { sizes: [40, 20] } },
});
const ablations = (...dates: readonly string[]): CompactLine =>
  line({ localTreatments: dates.map((date) => ({ kind: 'ablation', date: day(date) })) });
const last = (history: TreatmentLineHistory): TimepointClassification =>
  classifyLine(history).evaluators[0]!.timepoints.at(-1)!;
/** RECIST and dissociated response at the last scan. */
const answer = (history: TreatmentLineHistory) => {
  const { overallResponse, patterns } = last(history);
  return [overallResponse, patterns.find(({ definition }) => definition === 'DR-A')!.verdict];
};

const counted = ['SD', 'met'];
/** Two lesions are needed, and one is left. */
const setAside = (overall: string) => [overall, 'not-assessable'];

describe('a local treatment between baseline and scan sets the lesion aside', () => {
  test.each([
    ['before the baseline, without progression since', ['2025-12-01'], setAside('SD')],
    ['on the day of the baseline, which may be after it', ['2026-01-05'], setAside('NE')],
    ['between', ['2026-02-01'], setAside('NE')],
    ['on the day of the scan', ['2026-03-30'], counted],
    ['before the baseline and again between', ['2025-12-01', '2026-02-01'], setAside('NE')],
    ['between and again after the scan', ['2026-02-01', '2026-05-01'], setAside('NE')],
  ])('%s', (_, dates, expected) => {
    expect(answer(historyOf(ablations(...dates)))).toEqual(expected);
  });
  test('where scans have study days only, a dated treatment may lie between', () => {
    expect(answer(onStudyDays(ablations(), [1, 85]))).toEqual(counted);
    expect(answer(onStudyDays(ablations('2025-12-01'), [1, 85]))).toEqual(setAside('NE'));
  });
});

describe('a lesion in a prior radiotherapy field counts from the progression documented in it', () => {
  const inField = (progression: string | null): CompactLine =>
    line({
      priorRadiotherapyField: 'in-field',
      progressionSinceRadiotherapy: progression === null ? null : day(progression),
    });
  test.each([
    ['never documented', null, setAside('SD')],
    ['documented before the scan', '2026-03-29', counted],
    ['documented by the scan itself', '2026-03-30', counted],
    ['documented after it', '2026-03-31', setAside('SD')],
  ])('%s', (_, progression, expected) => {
    expect(answer(historyOf(inField(progression)))).toEqual(expected);
  });
  test('where scans have study days only, a dated progression cannot be compared and counts', () => {
    expect(answer(onStudyDays(inField('2026-03-31'), [1, 85]))).toEqual(counted);
    expect(answer(onStudyDays(inField(null), [1, 85]))).toEqual(setAside('SD'));
  });
});

test('a lesion of no known organ is a node where its short axis was measured, one of another organ is none', () => {
  const response = (organ: Organ | null, axis: Finding['axis'], size: number) =>
    last(
      rewritten({ lesions: { N: { organ, sizes: [20, size] } } }, ({ findings }) => ({
        findings: findings.map((finding) => ({ ...finding, axis })),
      })),
    ).targetResponse;
  expect([response(null, 'short-axis', 9.9), response(null, 'short-axis', 10)]).toEqual(['CR', 'PR']);
  expect([
    response(null, 'longest-diameter', 9.9),
    response(null, null, 9.9),
    response('lung', 'short-axis', 9.9),
  ]).toEqual(['PR', 'PR', 'PR']);
});
