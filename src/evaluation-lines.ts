/** What `consilium evaluate` prints: a line a timepoint, and a summary a patient and evaluator. */
import type { ReportedResponse } from './core/formats/index.js';
import {
  bestOverallResponse, classifyLine, confirmedBestOverallResponse, type DatedResponse, defaultOptions, type EvaluatorClassification, explain, immuneBestOverallResponse,
  type ImmuneResponse, measureConfidence, type Micrometres, type OverallResponse, type PatternVerdictValue, type ResponseOptions, type TimepointClassification,
  type TreatmentLineHistory,
} from './core/response/index.js';

/** A treatment line as it was read from the files. */
export interface EvaluatedLine {
  readonly patient: string;
  /** The sender's id of the line; null where it named none. */
  readonly treatmentLine: string | null;
  readonly history: TreatmentLineHistory;
}

export interface TimepointLine {
  readonly patient: string;
  readonly treatmentLine: string | null;
  readonly evaluator: string;
  readonly visit: string;
  /** A day, or the first and last day between which it was as 'from/to'. */
  readonly date: string | null;
  readonly studyDay: number | null;
  readonly phase: TimepointClassification['phase'];
  /** Sums in mm. */
  readonly baselineSum: number | null;
  readonly sumOfDiameters: number | null;
  readonly nadirSum: number | null;
  readonly targetResponse: string | null;
  readonly nonTargetResponse: string | null;
  readonly newLesion: string | null;
  readonly overallResponse: OverallResponse | null;
  readonly immuneResponse: ImmuneResponse | null;
  /** `confidence` is measurement confidence that the pattern is there, from 0 to 1: never a risk. */
  readonly patterns: readonly { readonly definition: string; readonly verdict: PatternVerdictValue; readonly confidence: number | null }[];
  readonly reasons: readonly string[];
  /** With RS only. */
  readonly reportedResponse?: string | null;
  /** Why the computed response differs from the reported one; null where they agree or none was reported. */
  readonly disagreement?: string | null;
}

export interface SummaryLine {
  readonly summary: true;
  readonly patient: string;
  readonly treatmentLine: string | null;
  readonly evaluator: string;
  readonly bestOverallResponse: OverallResponse | null;
  readonly confirmedBestOverallResponse: OverallResponse | null;
  readonly immuneBestOverallResponse: ImmuneResponse | null;
  /** reported = from RS alone, without any measurement. */
  readonly from: 'measurements' | 'reported';
}

export type EvaluationLine = TimepointLine | SummaryLine;

const millimetres = (length: Micrometres | null): number | null => (length === null ? null : length / 1_000);

const dateText = (date: TimepointClassification['date']): string | null => {
  if (date === null) return null;
  return date.from === date.to ? date.from : `${date.from}/${date.to}`;
};

/** Four digits: the noise model does not carry more. */
const shownConfidence = (confidence: number | null | undefined): number | null => (confidence === null || confidence === undefined ? null : Math.round(confidence * 10_000) / 10_000);

const reportKey = (patient: string, evaluator: string, visit: string): string => JSON.stringify([patient, evaluator, visit]);

/** The lines of one treatment line, evaluator by evaluator. `reported` is null where no RS file was given. */
export function linesOf(line: EvaluatedLine, options: ResponseOptions, reported: readonly ReportedResponse[] | null): EvaluationLine[] {
  const classification = classifyLine(line.history, options);
  const confidences = new Map(measureConfidence(line.history, options).flatMap(({ evaluator, timepoints }) =>
    timepoints.flatMap(({ timepoint, patterns }) => patterns.map(({ definition, confidence }) => [JSON.stringify([evaluator, timepoint, definition]), confidence] as const))));
  const reports = reported === null ? null : new Map(reported.map((report) => [reportKey(report.patient, report.evaluator, report.visit), report.response]));
  return classification.evaluators.flatMap((evaluator) => [
    ...evaluator.timepoints.map((timepoint) => timepointLine(line, evaluator, timepoint, confidences, reports)),
    summaryLine(line, evaluator),
  ]);
}

function timepointLine(
  { patient, treatmentLine }: EvaluatedLine, { evaluator }: EvaluatorClassification, timepoint: TimepointClassification,
  confidences: ReadonlyMap<string, number | null>, reports: ReadonlyMap<string, string> | null,
): TimepointLine {
  const { key, label, date, studyDay, phase, overallResponse } = timepoint;
  const reportedResponse = reports?.get(reportKey(patient, evaluator, label)) ?? null;
  return {
    patient, treatmentLine, evaluator, visit: label, date: dateText(date), studyDay, phase,
    baselineSum: millimetres(timepoint.baselineSum), sumOfDiameters: millimetres(timepoint.sumOfDiameters), nadirSum: millimetres(timepoint.nadirSum),
    targetResponse: timepoint.targetResponse, nonTargetResponse: timepoint.nonTargetResponse, newLesion: timepoint.newLesion,
    overallResponse, immuneResponse: timepoint.immuneResponse ?? null,
    patterns: timepoint.patterns.map(({ definition, verdict }) => ({ definition, verdict, confidence: shownConfidence(confidences.get(JSON.stringify([evaluator, key, definition]))) })),
    reasons: timepoint.reasons,
    ...(reports === null ? {} : { reportedResponse, disagreement: disagreementOf(timepoint, reportedResponse) }),
  };
}

/** The steps that made the computed response, in words, where another one was reported. */
function disagreementOf({ overallResponse, trace }: TimepointClassification, reported: string | null): string | null {
  if (reported === null || reported === overallResponse) return null;
  const steps = trace.filter(({ rule }) => rule.startsWith('RECIST-1.1/')).map(explain);
  return `reported ${reported}, computed ${overallResponse ?? 'nothing'}: ${steps.join(' ')}`;
}

function summaryLine({ patient, treatmentLine }: EvaluatedLine, { evaluator, best }: EvaluatorClassification): SummaryLine {
  return {
    summary: true, patient, treatmentLine, evaluator, from: 'measurements',
    bestOverallResponse: best?.overall ?? null, confirmedBestOverallResponse: best?.confirmed ?? null, immuneBestOverallResponse: best?.immune ?? null,
  };
}

const isImmune = (response: ReportedResponse['response']): response is ImmuneResponse => response.startsWith('i') || response.startsWith('NON-i');

/**
 * Best responses of reported time point responses alone. They are dated by study day where every one has it, counted from day 1; else
 * by date, counted from the first one, so that SD rests on the time since the first report only.
 */
export function reportedSummaries(reported: readonly ReportedResponse[], options: ResponseOptions): SummaryLine[] {
  const windows = { ...defaultOptions.bestResponse, ...options.bestResponse };
  const groups = new Map<string, ReportedResponse[]>();
  for (const report of reported) {
    const key = JSON.stringify([report.patient, report.evaluator]);
    groups.set(key, [...(groups.get(key) ?? []), report]);
  }
  return [...groups.values()].map((reports) => {
    const dated = datedResponses(reports);
    const [{ patient, evaluator }] = reports as [ReportedResponse];
    const sizes = dated.filter((one): one is DatedResponse => !isImmune(one.response));
    const immune = dated.filter(({ response }) => isImmune(response)).sort((one, other) => one.span.from - other.span.from);
    const reference = reports.every(({ studyDay }) => studyDay !== null) ? { from: 1, to: 1 } : earliest(dated);
    return {
      summary: true, patient, treatmentLine: null, evaluator, from: 'reported',
      bestOverallResponse: bestOverallResponse(sizes, reference, windows), confirmedBestOverallResponse: confirmedBestOverallResponse(sizes, reference, windows),
      immuneBestOverallResponse: immuneBestOverallResponse(immune.map(({ response }) => response as ImmuneResponse)),
    };
  });
}

interface Dated {
  readonly response: ReportedResponse['response'];
  readonly span: DatedResponse['span'];
}

function datedResponses(reports: readonly ReportedResponse[]): Dated[] {
  const byStudyDay = reports.every(({ studyDay }) => studyDay !== null);
  return reports.flatMap(({ response, studyDay, date }): Dated[] => {
    if (byStudyDay && studyDay !== null) return [{ response, span: { from: studyDay, to: studyDay } }];
    return date === null ? [] : [{ response, span: { from: dayOf(date.from), to: dayOf(date.to) } }];
  });
}

const dayOf = (isoDate: string): number => Date.parse(`${isoDate}T00:00:00Z`) / 86_400_000;

const earliest = (dated: readonly Dated[]): DatedResponse['span'] => dated.map(({ span }) => span).sort((one, other) => one.from - other.from)[0] ?? { from: 0, to: 0 };
