/** CDISC SDTM RS: the responses that were reported, by subject, evaluator, visit and criterion. Read for comparison, never for a verdict. */
import type { DateInterval, ImmuneResponse, OverallResponse } from '../../response/index.js';
import { isUnreadable, type FaultCode, type RowFault, groupBy, intervalOfPartialDate } from '../../record/index.js';
import { withoutTime } from '../group-dates.js';
import { keyOfParts } from '../row-faults.js';
import { cell, domainCell, evaluatorNotStated, evaluatorOf, sdtmKeysOf, visitOf } from './sdtm-rows.js';
import { notDoneWord } from './sdtm-words.js';
import type { ImportRow } from '../tabular-format.js';

/** One overall response as reported. The two criteria never meet: a response of one is not compared with the other's. */
export type ReportedResponse = {
  readonly patient: string;
  readonly evaluator: string;
  /** Name of the visit. */
  readonly visit: string;
  /** Identity of the assessment it is about: equal to the source id of the assessment made of the TR rows of that visit. */
  readonly sourceId: string;
  readonly date: DateInterval | null;
  readonly studyDay: number | null;
} & ReportedByCriterion;

export type ReportedByCriterion =
  | { readonly criterion: 'RECIST 1.1'; readonly response: OverallResponse }
  | { readonly criterion: 'iRECIST'; readonly response: ImmuneResponse };

export interface ReadResponses {
  readonly responses: readonly ReportedResponse[];
  /** Rows that could not be read. */
  readonly faults: readonly RowFault[];
  /** What is not read and holds nothing: responses by another criterion, one entry a criterion. */
  readonly queries: readonly RowFault[];
}

export const responseColumns = ['USUBJID', 'RSTESTCD', 'RSSTRESC', 'VISITNUM'] as const;

const overallWords = ['CR', 'PR', 'SD', 'PD', 'NE', 'NON-CR/NON-PD'] as const satisfies readonly OverallResponse[];
const immuneWords = [
  'iCR',
  'iPR',
  'iSD',
  'iUPD',
  'iCPD',
  'NE',
  'NON-iCR/NON-iUPD',
] as const satisfies readonly ImmuneResponse[];
const wholeNumber = /^-?\d{1,6}$/;

/** RSCAT as sent. An empty one is told by the word itself: CR is RECIST 1.1 and iCR is iRECIST. */
const recistCategory = /^RECIST(\s*(V|VERSION)?\s*1\.1)?$/i;
const immuneCategory = /^I-?RECIST$/i;

export const isResponseFile = (header: readonly string[]): boolean =>
  responseColumns.every((column) => header.includes(column));

type Criterion = ReportedResponse['criterion'];
type Placed = Omit<ReportedResponse, 'criterion' | 'response'>;
type ReadRow =
  | { readonly kind: 'response'; readonly row: ImportRow; readonly response: ReportedResponse }
  | { readonly kind: 'open'; readonly row: ImportRow; readonly placed: Placed }
  | { readonly kind: 'fault'; readonly fault: RowFault };

/**
 * The overall responses of RS rows (RSTESTCD OVRLRESP) by RECIST 1.1 and by iRECIST, told apart by RSCAT. NOT DONE without a result is NE
 * (RECIST 1.1: no assessment at a timepoint makes it not evaluable); NE without RSCAT belongs to the criterion of the evaluator's other
 * responses, RECIST 1.1 where there is none. A word that is no response of the criterion is a fault of that row; so are two responses of
 * one evaluator, visit and criterion that differ: neither is picked.
 */
export function readReportedResponses(rows: Iterable<ImportRow>): ReadResponses {
  const overall = [...rows].filter((row) => domainCell(row, 'TESTCD') === 'OVRLRESP');
  const isOther = (row: ImportRow): boolean => !isKnownCategory(categoryOf(row));
  const read = overall.filter((row) => !isOther(row)).map(readRow);
  const settled = settleOpen(read);
  const { kept, conflicts } = withoutConflicts(settled);
  return {
    responses: kept,
    faults: [...read.flatMap((one) => (one.kind === 'fault' ? [one.fault] : [])), ...conflicts],
    queries: [...groupBy(overall.filter(isOther), categoryOf)].map(([category, ofCategory]) =>
      otherCriterion(category, ofCategory),
    ),
  };
}

const categoryOf = (row: ImportRow): string => domainCell(row, 'CAT');
const isKnownCategory = (category: string): boolean =>
  category === '' || recistCategory.test(category) || immuneCategory.test(category);

function otherCriterion(category: string, [first, ...others]: readonly ImportRow[]): RowFault {
  const count = others.length + 1;
  return faultAt(first!, 'RSCAT', {
    code: 'not-read',
    message: `${count === 1 ? 'one response' : `${count} responses`} by '${category}' ${count === 1 ? 'is' : 'are'} not read`,
    expected: 'RECIST 1.1 or iRECIST',
    others,
  });
}

function criterionOf(category: string, word: string): Criterion | null {
  if (immuneCategory.test(category)) return 'iRECIST';
  if (category !== '') return 'RECIST 1.1';
  if (word === 'NE') return null;
  return immuneWords.some((known) => known === word) ? 'iRECIST' : 'RECIST 1.1';
}

/** NE stands where nothing was done and nothing else is said. */
const wordIn = (row: ImportRow): string => domainCell(row, 'STRESC') || (isNotDone(row) ? 'NE' : '');
const isNotDone = (row: ImportRow): boolean => domainCell(row, 'STAT').toUpperCase() === notDoneWord;

function readRow(row: ImportRow): ReadRow {
  const word = wordIn(row);
  if (isNotDone(row) && word !== 'NE') {
    return {
      kind: 'fault',
      fault: faultAt(row, 'RSSTRESC', {
        code: 'contradiction',
        message: `'${word}' stands beside RSSTAT ${notDoneWord}`,
        expected: 'either a response or NOT DONE',
      }),
    };
  }
  const sent = withoutTime(domainCell(row, 'DTC'));
  const date = sent === '' ? null : intervalOfPartialDate(sent);
  if (date !== null && isUnreadable(date)) return { kind: 'fault', fault: faultAt(row, 'RSDTC', date) };
  const day = domainCell(row, 'DY');
  const placed: Placed = {
    patient: cell(row, 'USUBJID'),
    evaluator: evaluatorOf(row) ?? evaluatorNotStated,
    visit: cell(row, 'VISIT') || `VISITNUM ${cell(row, 'VISITNUM')}`,
    sourceId: visitOf(row) === '' ? '' : sdtmKeysOf(row).groupKey,
    date,
    studyDay: wholeNumber.test(day) ? Number(day) : null,
  };
  const criterion = criterionOf(categoryOf(row), word);
  if (criterion === null) return { kind: 'open', row, placed };
  const response = byCriterion(criterion, word);
  if (response !== null) return { kind: 'response', row, response: { ...placed, ...response } };
  const words =
    categoryOf(row) === ''
      ? [...new Set([...overallWords, ...immuneWords])]
      : criterion === 'iRECIST'
        ? immuneWords
        : overallWords;
  const message = `'${word}' is not a response${categoryOf(row) === '' ? '' : ` of ${criterion}`}`;
  return {
    kind: 'fault',
    fault: faultAt(row, 'RSSTRESC', { code: 'unknown-word', message, expected: words.join(', ') }),
  };
}

function byCriterion(criterion: Criterion, word: string): ReportedByCriterion | null {
  if (criterion === 'iRECIST') {
    const response = immuneWords.find((known) => known === word);
    return response === undefined ? null : { criterion, response };
  }
  const response = overallWords.find((known) => known === word);
  return response === undefined ? null : { criterion, response };
}

interface SettledRow {
  readonly row: ImportRow;
  readonly response: ReportedResponse;
}

function settleOpen(read: readonly ReadRow[]): readonly SettledRow[] {
  const whose = ({ patient, evaluator }: Placed): string => keyOfParts([patient, evaluator]);
  const criteria = new Map<string, Set<Criterion>>();
  for (const one of read) {
    if (one.kind === 'response')
      criteria.set(whose(one.response), (criteria.get(whose(one.response)) ?? new Set()).add(one.response.criterion));
  }
  return read.flatMap((one): SettledRow[] => {
    if (one.kind === 'fault') return [];
    if (one.kind === 'response') return [one];
    const known = criteria.get(whose(one.placed));
    const criterion: Criterion = known !== undefined && !known.has('RECIST 1.1') ? 'iRECIST' : 'RECIST 1.1';
    return [{ row: one.row, response: { ...one.placed, criterion, response: 'NE' } }];
  });
}

const identityOf = ({ patient, evaluator, sourceId, visit, criterion, date, studyDay }: ReportedResponse): string =>
  keyOfParts([patient, evaluator, sourceId || visit, criterion, date?.from ?? '', String(studyDay ?? '')]);

/** Each response once; two that differ are both faults. */
function withoutConflicts(settled: readonly SettledRow[]): {
  readonly kept: readonly ReportedResponse[];
  readonly conflicts: readonly RowFault[];
} {
  const groups = [...groupBy(settled, ({ response }) => identityOf(response)).values()];
  const differ = (group: readonly SettledRow[]): boolean =>
    group.some(({ response }) => response.response !== group[0]!.response.response);
  return {
    kept: groups.filter((group) => !differ(group)).map(([first]) => first!.response),
    conflicts: groups.filter(differ).map(([first, ...others]) =>
      faultAt(first!.row, 'RSSTRESC', {
        code: 'duplicate-measurement',
        others: others.map(({ row }) => row),
        expected: 'one response of an evaluator, visit and criterion',
        message: `${first!.response.criterion} is reported ${others.length + 1} times for ${first!.response.visit}: ${[first!, ...others].map(({ response }) => `'${response.response}'`).join(', ')}`,
      }),
    ),
  };
}

interface Finding {
  readonly code: FaultCode;
  readonly message: string;
  readonly expected: string;
  readonly others?: readonly ImportRow[];
}

const faultAt = (row: ImportRow, column: string, { code, message, expected, others = [] }: Finding): RowFault => ({
  file: row.file,
  row: row.row,
  column,
  code,
  message,
  expected,
  value: row.cells[column] ?? null,
  otherRows: others.map((other) => other.row),
  key: keyOfParts([code, row.file, String(row.row), column]),
});
