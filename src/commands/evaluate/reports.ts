/** Reported responses (SDTM RS) beside what is computed: which report is about which timepoint, and best responses of reports alone. */
import type { ReportedOverallResponse, ReportedResponse } from '../../core/formats/index.js';
import {
  bestOverallResponse,
  type BestResponseWindows,
  confirmedBestOverallResponse,
  type DateInterval,
  type DatedResponse,
  defaultOptions,
  type EvaluatorHistory,
  immuneBestOverallResponse,
  type ImmuneResponse,
  type OverallResponse,
  type ResponseOptions,
  type Timepoint,
} from '../../core/response/index.js';

/** The reports about one timepoint, each criterion apart. */
interface TimepointReports {
  readonly recist: readonly ReportedResponse[];
  readonly immune: readonly ReportedResponse[];
}

/** The reports of one evaluator: those about a timepoint by its key, and those about a visit that was not measured. */
export interface EvaluatorReports {
  readonly ofTimepoint: ReadonlyMap<string, TimepointReports>;
  readonly unmatched: readonly ReportedResponse[];
}

const split = (reports: readonly ReportedResponse[]): TimepointReports => ({
  recist: reports.filter(({ criterion }) => criterion === 'RECIST 1.1'),
  immune: reports.filter(({ criterion }) => criterion === 'iRECIST'),
});

const overlap = (one: DateInterval, other: DateInterval): boolean => one.from <= other.to && other.from <= one.to;

const isWithin = ({ date, studyDay }: ReportedResponse, timepoint: Timepoint): boolean =>
  date !== null && timepoint.date !== null
    ? overlap(date, timepoint.date)
    : studyDay !== null && studyDay === timepoint.studyDay;

/** A visit's name finds its timepoint, also where exams of several visits make up one; where two timepoints bear one name, the date tells. */
function timepointOf(report: ReportedResponse, { timepoints }: EvaluatorHistory): Timepoint | null {
  const named = timepoints.filter(({ label, labels }) => (labels ?? [label]).includes(report.visit));
  return (named.length > 1 ? named.find((timepoint) => isWithin(report, timepoint)) : undefined) ?? named[0] ?? null;
}

/** Which of one evaluator's reports are about which of their timepoints. */
export function matchReports(history: EvaluatorHistory, reports: readonly ReportedResponse[]): EvaluatorReports {
  const matched = new Map<string, ReportedResponse[]>();
  const unmatched: ReportedResponse[] = [];
  for (const report of reports) {
    const timepoint = timepointOf(report, history);
    if (timepoint === null) unmatched.push(report);
    else matched.set(timepoint.key, [...(matched.get(timepoint.key) ?? []), report]);
  }
  return { ofTimepoint: new Map([...matched].map(([key, own]) => [key, split(own)])), unmatched };
}

/** What was reported: one response, or each with its visit where exams of several visits make up the timepoint and their reports differ. */
export function reportedWords(reports: readonly ReportedResponse[]): string | null {
  const words = [...new Set(reports.map(({ response }) => response))];
  if (words.length < 2) return words[0] ?? null;
  return reports.map(({ visit, response }) => `${response} (${visit})`).join(', ');
}

/** The reports of one evaluator grouped by visit, in the order of time as far as it is known. */
export function visitsOf(
  reports: readonly ReportedResponse[],
): readonly (readonly [ReportedResponse, ...ReportedResponse[]])[] {
  const visits = new Map<string, [ReportedResponse, ...ReportedResponse[]]>();
  for (const report of reports) {
    const key = JSON.stringify([report.visit, report.date, report.studyDay]);
    const visit = visits.get(key);
    if (visit === undefined) visits.set(key, [report]);
    else visit.push(report);
  }
  return [...visits.values()].sort(
    ([one], [other]) =>
      (one.date?.from ?? '~').localeCompare(other.date?.from ?? '~', 'en') ||
      (one.studyDay ?? 0) - (other.studyDay ?? 0),
  );
}

/** Best responses with, in words, what they rest on. */
export interface ReportedBest {
  /** NED where nothing else but NE was reported. */
  readonly overall: ReportedOverallResponse | null;
  readonly confirmed: OverallResponse | null;
  readonly immune: ImmuneResponse | null;
  readonly reasons: readonly string[];
}

interface Dated<Response> {
  readonly response: Response;
  readonly span: DatedResponse['span'];
}

const dayOf = (isoDate: string): number => Date.parse(`${isoDate}T00:00:00Z`) / 86_400_000;

/** Day 1 of the study on the calendar, from a report with a whole date and a study day; CDISC has no day 0. */
function firstStudyDay(reports: readonly ReportedResponse[]): number | null {
  const anchor = reports.find(({ date, studyDay }) => date !== null && date.from === date.to && studyDay !== null);
  if (anchor === undefined) return null;
  return dayOf(anchor.date!.from) - (anchor.studyDay! > 0 ? anchor.studyDay! - 1 : anchor.studyDay!);
}

/** How the reports of one evaluator lie in time: on study days, else on the calendar. */
interface Scale {
  readonly spanOf: (report: ReportedResponse) => DatedResponse['span'] | null;
  /** The day that stands for the baseline; null where it is not known. */
  readonly reference: DatedResponse['span'] | null;
}

const at = (day: number): DatedResponse['span'] => ({ from: day, to: day });

function scaleOf(reports: readonly ReportedResponse[]): Scale {
  if (reports.every(({ studyDay }) => studyDay !== null))
    return { reference: at(1), spanOf: ({ studyDay }) => at(studyDay!) };
  const first = firstStudyDay(reports);
  return {
    reference: first === null ? null : at(first),
    spanOf: ({ date, studyDay }) => {
      if (date !== null) return { from: dayOf(date.from), to: dayOf(date.to) };
      return first === null || studyDay === null ? null : at(first + (studyDay > 0 ? studyDay - 1 : studyDay));
    },
  };
}

function bestBySize(
  dated: readonly DatedResponse[],
  reference: Scale['reference'],
  windows: BestResponseWindows,
): { readonly overall: OverallResponse | null; readonly confirmed: OverallResponse | null } {
  const from = reference ?? dated.map(({ span }) => span).sort((one, other) => one.from - other.from)[0] ?? at(0);
  const used = reference === null ? { ...windows, minimumStableDays: 0 } : windows;
  return {
    overall: bestOverallResponse(dated, from, used),
    confirmed: confirmedBestOverallResponse(dated, from, used),
  };
}

/**
 * Best responses of one evaluator's reports alone, each criterion by itself. They are dated by study day where every one has it, else by
 * date, with the baseline counted from a report that has both. Where nothing tells the time since the baseline, the minimum duration of
 * SD cannot be checked: SD is taken as reported, and the reasons say so.
 */
export function bestOfReports(reports: readonly ReportedResponse[], options: ResponseOptions): ReportedBest {
  const windows = { ...defaultOptions.bestResponse, ...options.bestResponse };
  const { spanOf, reference } = scaleOf(reports);
  const recist: Dated<OverallResponse>[] = [];
  const immune: Dated<ImmuneResponse>[] = [];
  let undated = 0;
  let withoutDisease = 0;
  for (const report of reports) {
    if (report.response === 'NED') {
      withoutDisease += 1;
      continue;
    }
    const span = spanOf(report);
    if (span === null) undated += 1;
    else if (report.criterion === 'RECIST 1.1') recist.push({ response: report.response, span });
    else immune.push({ response: report.response, span });
  }
  immune.sort((one, other) => one.span.from - other.span.from);
  const best = bestBySize(recist, reference, windows);
  const nothingElse = withoutDisease > 0 && recist.every(({ response }) => response === 'NE');
  return {
    overall: nothingElse ? 'NED' : best.overall,
    confirmed: nothingElse ? null : best.confirmed,
    immune: immuneBestOverallResponse(immune.map(({ response }) => response)),
    reasons: [
      ...(withoutDisease === 0
        ? []
        : ['NED (no evidence of disease) was reported; it stands as reported, and no rule of RECIST 1.1 counts it.']),
      ...(undated === 0
        ? []
        : [
            `${undated === 1 ? 'One response carries' : `${undated} responses carry`} neither a date nor a study day that can be placed among the others, and could not count.`,
          ]),
      ...(reference === null && best.overall === 'SD'
        ? ['The time since the baseline is not known: the minimum duration of SD was not checked.']
        : []),
    ],
  };
}
