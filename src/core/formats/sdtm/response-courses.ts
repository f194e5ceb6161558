/** Where the reported responses of one evaluator do not fit together over time: each is a question, and what was reported is kept. */
import { groupBy, type RowFault } from '../../record/index.js';
import { keyOfParts } from '../row-faults.js';
import type { ReportedResponse } from './reported-response.js';
import { faultAt } from './response-faults.js';
import { orderOf } from './sdtm-rows.js';
import type { ImportRow } from '../tabular-format.js';

export interface SettledRow {
  readonly row: ImportRow;
  readonly response: ReportedResponse;
  /** One patient, evaluator, visit and criterion. */
  readonly visitKey: string;
  /** One response of these: of one day. */
  readonly key: string;
}

/** What is asked of the courses of responses that were read. */
export const askedOfCourses = (settled: readonly SettledRow[]): RowFault[] => [
  ...diseaseAfterComplete(settled),
  ...confirmedWithoutProgression(settled),
  ...courses(settled).flatMap((own) => [...datesAgainstStudyDays(own), ...numbersAgainstDates(own)]),
];

const courses = (settled: readonly SettledRow[]): readonly (readonly SettledRow[])[] => [
  ...groupBy(settled, ({ response }) => keyOfParts([response.patient, response.evaluator])).values(),
];

const inOrderOfTime = (one: SettledRow, other: SettledRow): number => {
  const [a, b] = [one.response, other.response];
  if (a.date !== null && b.date !== null) return a.date.from < b.date.from ? -1 : a.date.from > b.date.from ? 1 : 0;
  return (a.studyDay ?? 0) - (b.studyDay ?? 0);
};

const showsDisease = (response: string): boolean => ['PR', 'SD', 'NON-CR/NON-PD'].includes(response);

/** Disease short of progression after a complete response: progression at that point (RECIST 1.1, table 3, note a), or a mistake. */
const diseaseAfterComplete = (settled: readonly SettledRow[]): RowFault[] =>
  courses(settled.filter(({ response }) => response.criterion === 'RECIST 1.1')).flatMap((own) => {
    const ordered = [...own].sort(inOrderOfTime);
    const complete = ordered.findIndex(({ response }) => response.response === 'CR');
    const after = complete < 0 ? [] : ordered.slice(complete + 1);
    const disease = after.find(({ response }) => showsDisease(response.response));
    if (disease === undefined) return [];
    const { patient, visit, response } = disease.response;
    return [
      faultAt(disease.row, 'RSSTRESC', {
        code: 'contradiction',
        otherRows: [ordered[complete]!.row.row],
        message: `${response} (${visit}) of ${patient} stands after CR (${ordered[complete]!.response.visit}): disease after a complete response is progression at that point, or one of the two is wrong`,
        expected: 'PD where disease came back, or the response that was meant',
      }),
    ];
  });

/** iCPD confirms an iUPD: without one before it, one of the two is missing or wrong. */
const confirmedWithoutProgression = (settled: readonly SettledRow[]): RowFault[] =>
  courses(settled.filter(({ response }) => response.criterion === 'iRECIST')).flatMap((own) => {
    const ordered = [...own].sort(inOrderOfTime);
    const first = ordered.findIndex(({ response }) => response.response === 'iUPD' || response.response === 'iCPD');
    const confirmed = ordered[first];
    if (confirmed?.response.response !== 'iCPD') return [];
    return [
      faultAt(confirmed.row, 'RSSTRESC', {
        code: 'contradiction',
        message: `iCPD (${confirmed.response.visit}) of ${confirmed.response.patient} has no iUPD before it, which it would confirm`,
        expected: 'iUPD at the progression, and iCPD at the scan that confirms it',
      }),
    ];
  });

/** More days than a visit's window: a study day that was copied from the plan lies nearer to its date than this. */
const mostDaysApart = 14;

const dayLength = 86_400_000;

/** The day on the calendar that study day 1 would be, counted from any; null where date or study day is not known to the day. */
function dayOneOf({ date, studyDay }: ReportedResponse): number | null {
  if (date === null || date.from !== date.to || studyDay === null || studyDay === 0) return null;
  return Date.parse(date.from) / dayLength - (studyDay > 0 ? studyDay - 1 : studyDay);
}

/** Each date against its study day, by what most of the responses of the evaluator say of study day 1. */
function datesAgainstStudyDays(own: readonly SettledRow[]): RowFault[] {
  const dated = own.flatMap((one) => {
    const dayOne = dayOneOf(one.response);
    return dayOne === null ? [] : [{ ...one, dayOne }];
  });
  const agreeing = (day: number): number =>
    dated.filter(({ dayOne }) => Math.abs(dayOne - day) <= mostDaysApart).length;
  const reference = [...dated].sort(
    (one, other) => agreeing(other.dayOne) - agreeing(one.dayOne) || one.response.studyDay! - other.response.studyDay!,
  )[0];
  if (reference === undefined) return [];
  return dated
    .filter(({ dayOne }) => Math.abs(dayOne - reference.dayOne) > mostDaysApart)
    .map(({ row, response: { date, studyDay, patient, visit }, dayOne }) =>
      faultAt(row, 'RSDY', {
        code: 'contradiction',
        message: `RSDTC ${date!.from} and RSDY ${studyDay} of ${patient} at ${visit} lie ${Math.abs(dayOne - reference.dayOne)} days apart, measured by the other responses`,
        expected: 'a date and a study day that say the same day',
      }),
    );
}

/** Visits whose numbers fall where the days of their responses rise; unscheduled ones are numbered as the sender likes. */
function numbersAgainstDates(own: readonly SettledRow[]): RowFault[] {
  const placed = own
    .filter(
      ({ row, response: { date, visit } }) =>
        date !== null && orderOf(row) !== null && !/\bUNS|\bUNPLANNED/i.test(visit),
    )
    .sort(inOrderOfTime);
  return placed.flatMap((later, index) => {
    const earlier = placed[index - 1];
    if (earlier === undefined || orderOf(earlier.row)! <= orderOf(later.row)!) return [];
    if (earlier.response.date!.to >= later.response.date!.from) return [];
    return [
      faultAt(later.row, 'RSDTC', {
        code: 'contradiction',
        otherRows: [earlier.row.row],
        message: `${earlier.response.visit} of ${later.response.patient} stands before ${later.response.visit} by date and after it by number; they are taken by their dates`,
        expected: 'dates that rise with the numbers of the visits',
      }),
    ];
  });
}
