/**
 * Best overall response: RECIST 1.1 with and without confirmation (Eisenhauer 2009, table 3, general knowledge;
 * docs/clinical-basis.md#best-response) and iRECIST (Seymour 2017, table 3). They work on time point responses alone,
 * so reported responses can be given as well.
 */
import type { ImmuneResponse, OverallResponse } from '../model/classification.js';
import { fewestDaysBetween, type DaySpan } from '../model/dates.js';
import { defaultOptions, type BestResponseWindows } from '../model/options.js';

export interface DatedResponse {
  readonly response: OverallResponse;
  /** When, in days on any one scale. */
  readonly span: DaySpan;
}

/** Responses in time order, up to and including the first PD: what follows no longer counts. */
function untilProgression(responses: readonly DatedResponse[]): readonly DatedResponse[] {
  const ordered = [...responses].sort((one, other) => one.span.from - other.span.from || one.span.to - other.span.to);
  const progression = ordered.findIndex(({ response }) => response === 'PD');
  return progression < 0 ? ordered : ordered.slice(0, progression + 1);
}

/** Index of the first scan after a CR that shows disease short of PD, or -1: progression at that point (note a of table 3). */
function diseaseAfterComplete(counted: readonly DatedResponse[]): number {
  const complete = counted.findIndex(({ response }) => response === 'CR');
  return complete < 0
    ? -1
    : counted.findIndex(({ response }, index) => index > complete && isControl(response) && response !== 'CR');
}

const isControl = (response: OverallResponse): boolean => response !== 'PD' && response !== 'NE';

/**
 * SD held long enough; else PD; else NE. Disease without targets has no SD (table 2): its like is
 * NON-CR/NON-PD, and a series that holds one is of such disease.
 */
function withoutResponse(
  counted: readonly DatedResponse[],
  reference: DaySpan,
  windows: BestResponseWindows,
  series: readonly DatedResponse[] = counted,
): OverallResponse {
  const stable = counted.find(
    ({ response, span }) => isControl(response) && fewestDaysBetween(reference, span) >= windows.minimumStableDays,
  );
  if (stable !== undefined) return series.some(({ response }) => response === 'NON-CR/NON-PD') ? 'NON-CR/NON-PD' : 'SD';
  return counted.some(({ response }) => response === 'PD') ? 'PD' : 'NE';
}

/** The best of CR and PR as given; else SD, PD or NE. Null where nothing was reported. */
export function bestOverallResponse(
  responses: readonly DatedResponse[],
  reference: DaySpan,
  windows: BestResponseWindows = defaultOptions.bestResponse,
): OverallResponse | null {
  const counted = untilProgression(responses);
  if (counted.length === 0) return null;
  const best = (['CR', 'PR'] as const).find((response) => counted.some((one) => one.response === response));
  return best ?? withoutResponse(counted, reference, windows);
}

function isConfirmed(
  counted: readonly DatedResponse[],
  start: number,
  confirming: readonly OverallResponse[],
  windows: BestResponseWindows,
): boolean {
  let notEvaluable = 0;
  for (let index = start + 1; index < counted.length; index += 1) {
    const { response, span } = counted[index]!;
    if (response === 'NE') {
      notEvaluable += 1;
      continue;
    }
    if (!confirming.includes(response)) return false;
    const allowed = windows.notEvaluableBetween === null || notEvaluable <= windows.notEvaluableBetween;
    if (allowed && fewestDaysBetween(counted[start]!.span, span) >= windows.confirmationDays) return true;
  }
  return false;
}

const confirmedBy: Readonly<Record<'CR' | 'PR', readonly OverallResponse[]>> = { CR: ['CR'], PR: ['PR', 'CR'] };

/**
 * The best response that a later one confirms: a CR by a CR, a PR by a PR or CR, at least `confirmationDays` later with nothing
 * but NE (and the response itself) between. Disease after a CR ends the search: what follows can neither confirm nor be confirmed. CR then
 * PR is SD when the minimum duration is met by then, else PD (note a of table 3; docs/clinical-basis.md#best-response). Null where
 * nothing was reported.
 */
export function confirmedBestOverallResponse(
  responses: readonly DatedResponse[],
  reference: DaySpan,
  windows: BestResponseWindows = defaultOptions.bestResponse,
): OverallResponse | null {
  const counted = untilProgression(responses);
  if (counted.length === 0) return null;
  const disease = diseaseAfterComplete(counted);
  const confirmable = disease < 0 ? counted : counted.slice(0, disease);
  const best = (['CR', 'PR'] as const).find((response) =>
    confirmable.some(
      (one, index) => one.response === response && isConfirmed(confirmable, index, confirmedBy[response], windows),
    ),
  );
  return best ?? withoutResponse(untilDiseaseCameBack(counted, disease), reference, windows, counted);
}

/** Disease after a CR is PD at that point: what came later counts no more (note a of table 3). */
const untilDiseaseCameBack = (counted: readonly DatedResponse[], disease: number): readonly DatedResponse[] =>
  disease < 0 ? counted : [...counted.slice(0, disease), { ...counted[disease]!, response: 'PD' }];

const immuneOrder: readonly ImmuneResponse[] = ['iCR', 'iPR', 'iSD', 'NON-iCR/NON-iUPD', 'iCPD', 'iUPD', 'NE'];

/**
 * The best response of iRECIST over time point responses in time order: what follows the first iCPD no longer counts, iSD needs no
 * minimum time, iCR and iPR need no confirmation (randomised setting). Null where nothing was reported.
 */
export function immuneBestOverallResponse(responses: readonly ImmuneResponse[]): ImmuneResponse | null {
  const end = responses.indexOf('iCPD');
  const counted = end < 0 ? responses : responses.slice(0, end + 1);
  return immuneOrder.find((response) => counted.includes(response)) ?? null;
}
