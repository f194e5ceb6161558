import {
  classifyLine,
  type EvaluatorClassification,
  type FindingState,
  type LineClassification,
  type NamedLesion,
  type NamedScan,
  type Organ,
  type ResponsePhrase,
  type ResponsePhrases,
  type ResponseOptions,
  type Timepoint,
  type TimepointClassification,
  type TreatmentLineHistory,
} from '../../../../src/core/response/index.js';
import { dateOfDay, historyOf, type CompactLine } from '../../../conformance/notation.js';

export const classify = (line: CompactLine, options?: ResponseOptions): LineClassification =>
  classifyLine(historyOf(line), options);
export const first = (result: LineClassification): EvaluatorClassification => result.evaluators[0]!;
export const followUps = (line: CompactLine, options?: ResponseOptions): readonly TimepointClassification[] =>
  first(classify(line, options)).timepoints.filter(({ phase }) => phase === 'follow-up');
export const overall = (line: CompactLine, options?: ResponseOptions): readonly unknown[] =>
  followUps(line, options).map(({ overallResponse }) => overallResponse);
export const target = (line: CompactLine, options?: ResponseOptions): readonly unknown[] =>
  followUps(line, options).map(({ targetResponse }) => targetResponse);
export const verdicts = (line: CompactLine, definition: string, options?: ResponseOptions): readonly unknown[] =>
  followUps(line, options).map(
    ({ patterns }) => patterns.find((pattern) => pattern.definition === definition)?.verdict,
  );
export const day = (date: string) => ({ from: date, to: date });

/** A phrase of the response core, to be compared by what it says. */
export const says = <Id extends keyof ResponsePhrases>(
  id: Id,
  ...[parameters]: Record<never, never> extends ResponsePhrases[Id] ? [] : [parameters: ResponsePhrases[Id]]
): ResponsePhrase => ({ id, parameters: parameters ?? {} }) as ResponsePhrase;
/** A lesion as phrases name it. */
export const lesionNamed = (label: string, organ: Organ | null = 'lung'): NamedLesion => ({ label, site: null, organ });
/** A lesion without a size at a scan, with the state that was reported. */
export const noSize = (
  label: string,
  state: FindingState,
  at: 'this-scan' | 'baseline' = 'this-scan',
  reason: string | null = null,
): ResponsePhrase => says('not-evaluable/no-size', { lesion: lesionNamed(label), at, state, reason });
/** A scan so many weeks after the baseline of a compact line, as phrases name it. */
export const scanNamed = (week: number): NamedScan => ({
  label: `week ${week}`,
  date: day(dateOfDay(7 * week)),
  studyDay: 7 * week + 1,
});

/** The history of a compact line with its timepoints written anew. */
export const rewritten = (
  line: CompactLine,
  change: (timepoint: Timepoint, index: number) => Partial<Timepoint>,
): TreatmentLineHistory => {
  const history = historyOf(line);
  return {
    ...history,
    evaluators: history.evaluators.map((own) => ({
      ...own,
      timepoints: own.timepoints.map((timepoint, index) => ({ ...timepoint, ...change(timepoint, index) })),
    })),
  };
};

/** The history of a compact line of which study days are known and no date, that of the start of treatment included. */
export const onStudyDays = (line: CompactLine, days: readonly number[]): TreatmentLineHistory => {
  const history = rewritten(line, (_, index) => ({ date: null, studyDay: days[index]! }));
  return { ...history, treatment: { ...history.treatment, start: null } };
};
