/** CDISC SDTM RS: the responses that were reported, by subject, evaluator and visit. Read for comparison, never for a verdict. */
import type { DateInterval, ImmuneResponse, OverallResponse } from '../response/index.js';
import { isUnreadable, type RowFault, type Unreadable } from './fault.js';
import { intervalOfPartialDate } from './partial-dates.js';
import { keyOfParts } from './row-faults.js';
import { domainCell, evaluatorNotStated, evaluatorOf, visitOf } from './sdtm-rows.js';
import type { ImportRow } from './tabular-format.js';

/** One overall response as reported. */
export interface ReportedResponse {
  readonly patient: string;
  readonly evaluator: string;
  /** Name of the visit, which ties it to the results of TR. */
  readonly visit: string;
  readonly date: DateInterval | null;
  readonly studyDay: number | null;
  readonly response: OverallResponse | ImmuneResponse;
}

export const responseColumns = ['USUBJID', 'RSTESTCD', 'RSSTRESC', 'VISITNUM'] as const;

const overallWords: ReadonlySet<string> = new Set(['CR', 'PR', 'SD', 'PD', 'NE', 'NON-CR/NON-PD']);
const immuneWords: ReadonlySet<string> = new Set(['iCR', 'iPR', 'iSD', 'iUPD', 'iCPD', 'NE', 'NON-iCR/NON-iUPD']);
const wholeNumber = /^-?\d{1,6}$/;

export const isResponseFile = (header: readonly string[]): boolean => responseColumns.every((column) => header.includes(column));

/**
 * The overall responses of RS rows (RSTESTCD OVRLRESP). A word that is no response is a fault of that row; the others are kept.
 */
export function readReportedResponses(rows: Iterable<ImportRow>): { readonly responses: readonly ReportedResponse[]; readonly faults: readonly RowFault[] } {
  const responses: ReportedResponse[] = [];
  const faults: RowFault[] = [];
  for (const row of rows) {
    if (domainCell(row, 'TESTCD') !== 'OVRLRESP') continue;
    const read = readResponse(row);
    if ('response' in read) responses.push(read);
    else faults.push(read);
  }
  return { responses, faults };
}

function readResponse(row: ImportRow): ReportedResponse | RowFault {
  const word = domainCell(row, 'STRESC');
  if (!overallWords.has(word) && !immuneWords.has(word)) {
    return faultAt(row, 'RSSTRESC', { code: 'unknown-word', message: `'${word}' is not a response`, expected: [...overallWords, ...immuneWords].join(', ') });
  }
  const sent = domainCell(row, 'DTC');
  const interval = sent === '' ? null : intervalOfPartialDate(sent);
  if (interval !== null && isUnreadable(interval)) return faultAt(row, 'RSDTC', interval);
  const day = domainCell(row, 'DY');
  return {
    patient: row.cells['USUBJID'] ?? '', evaluator: evaluatorOf(row) ?? evaluatorNotStated, visit: row.cells['VISIT'] ?? visitOf(row), date: interval,
    studyDay: wholeNumber.test(day) ? Number(day) : null, response: word as ReportedResponse['response'],
  };
}

const faultAt = (row: ImportRow, column: string, { code, message, expected }: Unreadable): RowFault => ({
  file: row.file, row: row.row, column, code, message, expected, value: row.cells[column] ?? null, otherRows: [],
  key: keyOfParts([code, row.file, String(row.row), column]),
});
