/** What `consilium evaluate` prints: a line a timepoint, and a summary a patient and evaluator. */
import { type Rendered, responseInWords, writtenResponse } from '../../core/discussion/response-words.js';
import type { RecordedFact } from '../../core/record/index.js';
import type { ReportedOverallResponse, ReportedResponse } from '../../core/formats/index.js';
import {
  type BestResponses,
  type BestResponseWindows,
  type DateInterval,
  defaultOptions,
  type EvaluatorClassification,
  explanationOf,
  type ImmuneResponse,
  type LineClassification,
  measureConfidence,
  type Micrometres,
  type OverallResponse,
  type PatternVerdictValue,
  type ResponseOptions,
  type ResponsePhrase,
  timepointDate,
  type TimepointClassification,
  type TraceStep,
  type TreatmentLineHistory,
} from '../../core/response/index.js';
import { lineDetails, type LineDetails, type SummaryDetails, type TimepointDetails } from './details.js';
import { bestOfReports, type EvaluatorReports, matchReports, reportedWords, visitsOf } from './reports.js';

/** A treatment line as it was read from the files. */
export interface EvaluatedLine {
  readonly patient: string;
  /** The sender's id of the line; null where it named none. */
  readonly treatmentLine: string | null;
  readonly history: TreatmentLineHistory;
  readonly facts: readonly RecordedFact[];
}

export interface TimepointLine {
  readonly patient: string;
  readonly treatmentLine: string | null;
  readonly evaluator: string;
  readonly visit: string;
  /**
   * A day, or the first and last day between which it was as 'from/to' where only a part of the date was sent. Exams on several days: the
   * earliest that shows progression, else the latest.
   */
  readonly date: string | null;
  readonly studyDay: number | null;
  /** reported = a response was reported for a visit without any measurement. */
  readonly phase: TimepointClassification['phase'] | 'reported';
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
  readonly patterns: readonly {
    readonly definition: string;
    readonly verdict: PatternVerdictValue;
    readonly confidence: number | null;
  }[];
  /** Why each verdict of this line is what it is, in words: RECIST 1.1, iRECIST, then the patterns. */
  readonly reasons: readonly string[];
  /** With RS only: as reported by RECIST 1.1, and by iRECIST. */
  readonly reportedResponse?: string | null;
  readonly reportedImmuneResponse?: string | null;
  /** Why the computed response differs from the reported one; null where they agree or none was reported. */
  readonly disagreement?: string | null;
  readonly immuneDisagreement?: string | null;
  readonly details?: Rendered<TimepointDetails>;
}

interface SummaryLine {
  readonly summary: true;
  readonly patient: string;
  readonly treatmentLine: string | null;
  readonly evaluator: string;
  /** NED where it was reported and nothing else but NE. */
  readonly bestOverallResponse: ReportedOverallResponse | null;
  readonly confirmedBestOverallResponse: OverallResponse | null;
  readonly immuneBestOverallResponse: ImmuneResponse | null;
  /** reported = from RS alone, without any measurement. */
  readonly from: 'measurements' | 'reported';
  readonly reasons: readonly string[];
  readonly details?: Rendered<SummaryDetails>;
}

export type EvaluationLine = TimepointLine | SummaryLine;

/** Classifies a line as the call says, and keeps what it asks of the sender. */
export type Classify = (line: EvaluatedLine) => LineClassification;

/** What `--items` prints of treatment lines. */
export type PrintedItems = (lines: readonly EvaluatedLine[], classify: Classify) => readonly string[];

/** How the lines are made. `reported` is null where no RS file was given. */
export interface LinesRequest {
  readonly options: ResponseOptions;
  readonly classify: Classify;
  readonly reported: readonly ReportedResponse[] | null;
  readonly details: boolean;
  /** Whether anybody measured anything: then visits that were only reported are told one by one. Left out: where there are lines. */
  readonly measured?: boolean;
}

const millimetres = (length: Micrometres | null): number | null => (length === null ? null : length / 1_000);

const dateText = (date: DateInterval | null): string | null => {
  if (date === null) return null;
  return date.from === date.to ? date.from : `${date.from}/${date.to}`;
};

/** Four digits: the noise model does not carry more. */
const shownConfidence = (confidence: number | null | undefined): number | null =>
  confidence === null || confidence === undefined ? null : Math.round(confidence * 10_000) / 10_000;

const evaluatorKey = (patient: string, evaluator: string): string => JSON.stringify([patient, evaluator]);

/** The reports of each patient and evaluator. */
function reportsByEvaluator(reported: readonly ReportedResponse[]): Map<string, ReportedResponse[]> {
  const groups = new Map<string, ReportedResponse[]>();
  for (const report of reported) {
    const key = evaluatorKey(report.patient, report.evaluator);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [report]);
    else group.push(report);
  }
  return groups;
}

/**
 * The lines of all treatment lines, evaluator by evaluator, then those of evaluators who reported responses and measured nothing. With
 * reported responses and no measurement at all: the summaries alone.
 */
export function evaluationLines(lines: readonly EvaluatedLine[], request: LinesRequest): EvaluationLine[] {
  const { reported, options, measured = lines.length > 0 } = request;
  const reports = reportsByEvaluator(reported ?? []);
  const printed = lines.flatMap((line) => measuredLines(line, request, reports));
  const remaining = [...reports.values()].flatMap((own) => reportedLines(own, options, measured));
  return [...printed, ...remaining];
}

/** Takes the reports that it prints out of `reports`. */
function measuredLines(
  line: EvaluatedLine,
  { options, classify, reported, details }: LinesRequest,
  reports: Map<string, ReportedResponse[]>,
): EvaluationLine[] {
  const classification = classify(line);
  const confidences = new Map(
    measureConfidence(line.history, options).flatMap(({ evaluator, timepoints }) =>
      timepoints.flatMap(({ timepoint, patterns }) =>
        patterns.map(
          ({ definition, confidence }) => [JSON.stringify([evaluator, timepoint, definition]), confidence] as const,
        ),
      ),
    ),
  );
  const detailed = details ? lineDetails(line, classification, options) : null;
  return classification.evaluators.flatMap((evaluator): EvaluationLine[] => {
    const key = evaluatorKey(line.patient, evaluator.evaluator);
    const history = line.history.evaluators.find((one) => one.evaluator === evaluator.evaluator)!;
    const matched = reported === null ? null : matchReports(history, reports.get(key) ?? []);
    reports.delete(key);
    const timepoints = evaluator.timepoints.map((timepoint) =>
      timepointLine({ line, evaluator, timepoint, confidences, matched, detailed, options }),
    );
    const alone = visitsOf(matched?.unmatched ?? []).map((visit) => reportedLine(visit, line.treatmentLine));
    return [...inOrderOfTime(timepoints, alone), summaryLine(line, evaluator, detailed, options)];
  });
}

interface TimepointTask {
  readonly line: EvaluatedLine;
  readonly evaluator: EvaluatorClassification;
  readonly timepoint: TimepointClassification;
  readonly confidences: ReadonlyMap<string, number | null>;
  readonly matched: EvaluatorReports | null;
  readonly detailed: LineDetails | null;
  readonly options: ResponseOptions;
}

function timepointLine({
  line,
  evaluator: { evaluator },
  timepoint,
  confidences,
  matched,
  detailed,
  options,
}: TimepointTask): TimepointLine {
  const { key, label, studyDay, phase, overallResponse } = timepoint;
  const details = detailed?.ofTimepoint(evaluator, key);
  return {
    patient: line.patient,
    treatmentLine: line.treatmentLine,
    evaluator,
    visit: label,
    date: dateText(dateOf(line.history, evaluator, timepoint, options)),
    studyDay,
    phase,
    baselineSum: millimetres(timepoint.baselineSum),
    sumOfDiameters: millimetres(timepoint.sumOfDiameters),
    nadirSum: millimetres(timepoint.nadirSum),
    targetResponse: timepoint.targetResponse,
    nonTargetResponse: timepoint.nonTargetResponse,
    newLesion: timepoint.newLesion,
    overallResponse,
    immuneResponse: timepoint.immuneResponse ?? null,
    patterns: timepoint.patterns.map(({ definition, verdict }) => ({
      definition,
      verdict,
      confidence: shownConfidence(confidences.get(JSON.stringify([evaluator, key, definition]))),
    })),
    reasons: reasonsOf(timepoint),
    ...(matched === null ? {} : comparison(timepoint, matched)),
    ...(details === undefined ? {} : { details: writtenResponse(details) }),
  };
}

function dateOf(
  history: TreatmentLineHistory,
  evaluator: string,
  classification: TimepointClassification,
  options: ResponseOptions,
): DateInterval | null {
  const timepoint = history.evaluators
    .find((own) => own.evaluator === evaluator)
    ?.timepoints.find(({ key }) => key === classification.key);
  return timepoint === undefined
    ? classification.date
    : timepointDate(timepoint, classification, options.recist?.tooSmallValue ?? defaultOptions.recist.tooSmallValue);
}

const phaseWords: Readonly<Partial<Record<TimepointClassification['phase'], string>>> = {
  baseline: 'Baseline: later scans are compared with it, and no response is given.',
  'before-treatment': 'Before the baseline: read for growth before treatment only.',
};

/** A command speaks English, whoever calls it. */
const said = (phrases: readonly ResponsePhrase[]): string[] => phrases.map(responseInWords);
const inWords = (steps: readonly TraceStep[]): string[] => said(steps.map(explanationOf));

/** Why, in words, for every verdict of the timepoint; what is missing or waits comes first. */
function reasonsOf({ phase, reasons, notes, trace, immune, patterns }: TimepointClassification): string[] {
  const words = phaseWords[phase];
  return [
    ...(words === undefined ? [] : [words]),
    ...said(reasons),
    ...said(notes ?? []),
    ...inWords(trace),
    ...inWords(immune?.trace ?? []),
    ...patterns.flatMap((pattern) => inWords(pattern.trace)),
  ];
}

type Comparison = Required<
  Pick<TimepointLine, 'reportedResponse' | 'reportedImmuneResponse' | 'disagreement' | 'immuneDisagreement'>
>;

/** The steps that made the computed response, in words, where another one was reported; each criterion by itself. */
function comparison(
  { key, overallResponse, immuneResponse, trace, immune }: TimepointClassification,
  { ofTimepoint }: EvaluatorReports,
): Comparison {
  const reports = ofTimepoint.get(key);
  const reportedResponse = reportedWords(reports?.recist ?? []);
  const reportedImmuneResponse = reportedWords(reports?.immune ?? []);
  return {
    reportedResponse,
    reportedImmuneResponse,
    disagreement: disagreementOf(reportedResponse, overallResponse, trace),
    immuneDisagreement: disagreementOf(reportedImmuneResponse, immuneResponse ?? null, immune?.trace ?? []),
  };
}

const disagreementOf = (
  reported: string | null,
  computed: string | null,
  trace: readonly TraceStep[],
): string | null =>
  reported === null || reported === computed
    ? null
    : `reported ${reported}, computed ${computed ?? 'nothing'}: ${inWords(trace).join(' ')}`.replace(/: $/, '');

function summaryLine(
  { patient, treatmentLine }: EvaluatedLine,
  { evaluator, best, timepoints }: EvaluatorClassification,
  detailed: LineDetails | null,
  options: ResponseOptions,
): SummaryLine {
  const details = detailed?.ofEvaluator(evaluator);
  return {
    summary: true,
    patient,
    treatmentLine,
    evaluator,
    from: 'measurements',
    bestOverallResponse: best?.overall ?? null,
    confirmedBestOverallResponse: best?.confirmed ?? null,
    immuneBestOverallResponse: best?.immune ?? null,
    reasons:
      best === undefined
        ? []
        : bestInWords(
            best,
            {
              recist: timepoints.flatMap(({ overallResponse }) => overallResponse ?? []),
              immune: timepoints.flatMap(({ immuneResponse }) => immuneResponse ?? []),
            },
            options,
          ),
    ...(details === undefined ? {} : { details: writtenResponse(details) }),
  };
}

function bestInWords(
  {
    overall,
    confirmed,
    immune,
  }: Pick<BestResponses, 'confirmed' | 'immune'> & { readonly overall: ReportedOverallResponse | null },
  given: { readonly recist: readonly string[]; readonly immune: readonly string[] },
  options: ResponseOptions,
): string[] {
  const { minimumStableDays, confirmationDays }: BestResponseWindows = {
    ...defaultOptions.bestResponse,
    ...options.bestResponse,
  };
  return [
    ...(overall === null && immune === null ? ['No follow-up was classified: there is no best response.'] : []),
    ...(overall === null
      ? []
      : [
          `Best overall response ${overall}, of ${given.recist.join(', ')} up to the first PD; SD counts from ${minimumStableDays} days after the baseline.`,
        ]),
    ...(confirmed === null
      ? []
      : [
          `Confirmed best overall response ${confirmed}: CR and PR count where a later scan, ${confirmationDays} days on or more, confirms them.`,
        ]),
    ...(immune === null
      ? []
      : [
          `Best response by iRECIST ${immune}, of ${given.immune.join(', ')} up to the first iCPD; iCR and iPR need no confirmation.`,
        ]),
  ];
}

const notMeasured = 'No measurement of this visit by this evaluator was given: the reported response stands alone.';

/** A visit for which a response was reported and nothing measured. */
function reportedLine(
  visit: readonly [ReportedResponse, ...ReportedResponse[]],
  treatmentLine: string | null,
): TimepointLine {
  const [{ patient, evaluator, visit: name, date, studyDay }] = visit;
  const by = (criterion: ReportedResponse['criterion']): string | null =>
    reportedWords(visit.filter((report) => report.criterion === criterion));
  const [recist, immune] = [by('RECIST 1.1'), by('iRECIST')];
  const unlike = (reported: string | null): string | null =>
    reported === null ? null : `reported ${reported}, computed nothing: ${notMeasured}`;
  return {
    patient,
    treatmentLine,
    evaluator,
    visit: name,
    date: dateText(date),
    studyDay,
    phase: 'reported',
    baselineSum: null,
    sumOfDiameters: null,
    nadirSum: null,
    targetResponse: null,
    nonTargetResponse: null,
    newLesion: null,
    overallResponse: null,
    immuneResponse: null,
    patterns: [],
    reasons: [notMeasured],
    reportedResponse: recist,
    reportedImmuneResponse: immune,
    disagreement: unlike(recist),
    immuneDisagreement: unlike(immune),
  };
}

/** Each reported visit before the first measured one that is known to be later. */
function inOrderOfTime(measured: readonly TimepointLine[], alone: readonly TimepointLine[]): TimepointLine[] {
  const ordered = [...measured];
  for (const line of alone) {
    const later = ordered.findIndex((one) => isLater(one, line));
    ordered.splice(later < 0 ? ordered.length : later, 0, line);
  }
  return ordered;
}

const isLater = (one: TimepointLine, other: TimepointLine): boolean => {
  if (one.date !== null && other.date !== null) return one.date > other.date;
  return one.studyDay !== null && other.studyDay !== null && one.studyDay > other.studyDay;
};

/** What one evaluator reported without measuring: the summary, and the visits where others were measured. */
function reportedLines(
  reports: readonly ReportedResponse[],
  options: ResponseOptions,
  withVisits: boolean,
): EvaluationLine[] {
  const [{ patient, evaluator }] = reports as [ReportedResponse];
  const visits = withVisits ? visitsOf(reports).map((visit) => reportedLine(visit, null)) : [];
  const best = bestOfReports(reports, options);
  const words = (criterion: ReportedResponse['criterion']): string[] =>
    visitsOf(reports.filter((one) => one.criterion === criterion)).map(([{ response }]) => response);
  return [
    ...visits,
    {
      summary: true,
      patient,
      treatmentLine: null,
      evaluator,
      from: 'reported',
      bestOverallResponse: best.overall,
      confirmedBestOverallResponse: best.confirmed,
      immuneBestOverallResponse: best.immune,
      reasons: [
        ...bestInWords(best, { recist: words('RECIST 1.1'), immune: words('iRECIST') }, options),
        ...best.reasons,
      ],
    },
  ];
}
