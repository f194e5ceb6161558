/** CDISC SDTM RS: the responses that were reported, by subject, evaluator, visit and criterion. Read for comparison, never for a verdict. */
import type { ImmuneResponse } from '../../response/index.js';
import { isUnreadable, type RowFault, distinct, groupBy, intervalOfPartialDate } from '../../record/index.js';
import { dateText } from '../group-dates.js';
import { keyOfParts } from '../row-faults.js';
import { cell, domainCell, evaluatorNotStated, evaluatorOf, sdtmKeysOf, testOf, visitOf } from './sdtm-rows.js';
import { notDoneWord } from './sdtm-words.js';
import type { ImportRow } from '../tabular-format.js';
import { isBlankWord, wordOf } from '../words.js';
import { askedOfCourses, type SettledRow } from './response-courses.js';
import type { ReportedByCriterion, ReportedOverallResponse, ReportedResponse } from './reported-response.js';
import { faultAt } from './response-faults.js';

export interface ReadResponses {
  readonly responses: readonly ReportedResponse[];
  /** Rows that could not be read. */
  readonly faults: readonly RowFault[];
  /**
   * What holds nothing and is said: responses by another criterion, one entry a criterion; several of one visit; disease after a complete
   * response; NED.
   */
  readonly queries: readonly RowFault[];
}

/** Of each set one column must be there. */
const responseColumns: readonly (readonly string[])[] = [
  ['USUBJID'],
  ['RSTESTCD'],
  ['RSSTRESC', 'RSORRES'],
  ['VISITNUM', 'VISIT'],
];

const overallWords = [
  'CR',
  'PR',
  'SD',
  'PD',
  'NE',
  'NON-CR/NON-PD',
  'NED',
] as const satisfies readonly ReportedOverallResponse[];
const immuneWords = [
  'iCR',
  'iPR',
  'iSD',
  'iUPD',
  'iCPD',
  'NE',
  'NON-iCR/NON-iUPD',
] as const satisfies readonly ImmuneResponse[];
const wholeNumber = /^-?\d{1,6}(\.0+)?$/;

/** Responses written out, as RSORRES may have them. */
const writtenOut: Readonly<Record<string, string>> = {
  'COMPLETE RESPONSE': 'CR',
  'PARTIAL RESPONSE': 'PR',
  'STABLE DISEASE': 'SD',
  'PROGRESSIVE DISEASE': 'PD',
  'NOT EVALUABLE': 'NE',
  INEVALUABLE: 'NE',
  'NO EVIDENCE OF DISEASE': 'NED',
  'IMMUNE COMPLETE RESPONSE': 'ICR',
  'IMMUNE PARTIAL RESPONSE': 'IPR',
  'IMMUNE STABLE DISEASE': 'ISD',
  'IMMUNE UNCONFIRMED PROGRESSIVE DISEASE': 'IUPD',
  'IMMUNE CONFIRMED PROGRESSIVE DISEASE': 'ICPD',
};

/** A word of a response as it is compared: in capitals, without spaces round a slash. */
const comparable = (text: string): string => {
  const word = wordOf(text)
    .replace(/ ?\/ ?/g, '/')
    .replace(/\bI[ -](?=(?:CR|PR|SD|UPD|CPD)\b)/g, 'I')
    .replace(/\bNON[ -]?(?=I?CR\b|PD\b|IUPD\b)/g, 'NON-');
  return writtenOut[word] ?? word;
};

const isWord = (known: string, word: string): boolean => known.toUpperCase() === word;

/** RSCAT as sent. An empty one is told by the word itself: CR is RECIST 1.1 and iCR is iRECIST. */
const recistCategory = /^RECIST(\s*(V|VERSION)?\s*1\.1)?$/i;
const immuneCategory = /^I-?RECIST$/i;

export const isResponseFile = (header: readonly string[]): boolean =>
  responseColumns.every((columns) => columns.some((column) => header.includes(column)));

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
export function readReportedResponses(rows: Iterable<ImportRow>, today?: string): ReadResponses {
  const reader = new ResponseReader(today);
  const { responses, faults, queries } = reader.take(rows);
  const { notRead, withoutDisease } = reader.end();
  return { responses, faults, queries: [...notRead, ...queries, ...withoutDisease] };
}

/** The same for a file of any length: whole subjects one after another, and at the end what is said once of all their rows. */
export class ResponseReader {
  readonly #categories = new Map<string, RowsBeside>();
  readonly #tests = new Map<string, RowsBeside>();
  readonly #withoutDisease: RowsBeside = newBeside();
  readonly #withoutDiseasePatients = new Set<string>();

  /** @param today the latest day that a response may carry; left out, none is refused for its date */
  constructor(private readonly today?: string) {}

  /** @param rows all rows of one subject, or of several */
  take(rows: Iterable<ImportRow>): ReadResponses {
    const read: ReadRow[] = [];
    for (const row of rows) {
      if (testOf(row) !== 'OVRLRESP') takeBeside(this.#tests, testOf(row), row);
      else if (isKnownCategory(categoryOf(row))) read.push(readRow(row, this.today));
      else takeBeside(this.#categories, categoryOf(row), row);
    }
    const settled = settleOpen(read);
    const { kept, conflicts } = withoutConflicts(settled);
    for (const { row, response } of kept)
      if (response.response === 'NED') {
        addBeside(this.#withoutDisease, row);
        this.#withoutDiseasePatients.add(response.patient);
      }
    return {
      responses: kept.map(({ response }) => response),
      faults: [...read.flatMap((one) => (one.kind === 'fault' ? [one.fault] : [])), ...conflicts],
      queries: [
        ...saidTwice(settled),
        ...read.flatMap(askedOfDay),
        ...severalInOneVisit(kept),
        ...askedOfCourses(kept),
      ],
    };
  }

  /** What holds nothing and is said of all rows: those that were not read, and NED. */
  end(): { readonly notRead: readonly RowFault[]; readonly withoutDisease: readonly RowFault[] } {
    return {
      notRead: [
        ...Array.from(this.#categories, ([category, rows]) => otherCriterion(category, rows)),
        ...Array.from(this.#tests, ([test, rows]) => otherTest(test, rows)),
      ],
      withoutDisease: withoutDisease(this.#withoutDisease, this.#withoutDiseasePatients),
    };
  }
}

/** Rows of which one thing is said: the first of them whole, of the rest the numbers. */
interface RowsBeside {
  readonly named: ImportRow[];
  readonly others: number[];
}

const newBeside = (): RowsBeside => ({ named: [], others: [] });

function addBeside({ named, others }: RowsBeside, row: ImportRow): void {
  if (named.length > 0) others.push(row.row);
  if (named.length < mostNamed) named.push(row);
}

function takeBeside(all: Map<string, RowsBeside>, name: string, row: ImportRow): void {
  const own = all.get(name) ?? newBeside();
  all.set(name, own);
  addBeside(own, row);
}

const categoryOf = (row: ImportRow): string => domainCell(row, 'CAT');
const isKnownCategory = (category: string): boolean =>
  category === '' || recistCategory.test(category) || immuneCategory.test(category);

/** Scores that are no response under a drug (core/response/reported-scores.ts). */
const madeForSurveillance = /^(NI-?RADS|HOPKINS)\b/i;

function otherCriterion(category: string, rows: RowsBeside): RowFault {
  const count = rows.others.length + 1;
  return faultAt(rows.named[0]!, 'RSCAT', {
    code: 'not-read',
    message: `${count === 1 ? 'one response' : `${count} responses`} by '${category}' ${count === 1 ? 'is' : 'are'} kept as reported and compared with nothing${madeForSurveillance.test(category) ? ', since it was made for surveillance after treatment and is not read as a response' : ''}: ${asReported(rows)}`,
    expected: 'RECIST 1.1 or iRECIST, to be compared',
    otherRows: rows.others,
  });
}

/** Most responses that one sentence names. */
const mostNamed = 12;

/** 'PMR (WEEK 8), PMD (WEEK 16)'. */
function asReported({ named, others }: RowsBeside): string {
  const words = named.map((row) => `${reportedWord(row) || 'nothing'} (${visitNameOf(row)})`);
  const more = others.length + 1 - named.length;
  return [...words, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

/** What a visit is called: where it has neither name nor number, by its day. */
function visitNameOf(row: ImportRow): string {
  const [name, number] = [cell(row, 'VISIT'), cell(row, 'VISITNUM')];
  if (name !== '' || number !== '') return name || `VISITNUM ${number}`;
  const day = domainCell(row, 'DY');
  return dateText(domainCell(row, 'DTC')) || (day === '' ? 'a visit without a name' : `day ${day}`);
}

/** A study day that is none is left out: SDTM has no day 0, and a word is no number. */
function askedOfDay(read: ReadRow): readonly RowFault[] {
  if (read.kind === 'fault') return [];
  const day = domainCell(read.row, 'DY');
  if (day === '' || isStudyDay(day)) return [];
  return [
    faultAt(read.row, 'RSDY', {
      code: 'unreadable-study-day',
      message:
        Number(day) === 0
          ? `the study day is ${day}, and SDTM has no day 0: the day of the start is 1, the one before it -1; it is left out`
          : `'${day}' is not a study day; it is left out`,
      expected: 'a whole number such as -7 or 42',
    }),
  ];
}

const isStudyDay = (day: string): boolean => wholeNumber.test(day) && Number(day) !== 0;

const whenOf = ({ date, studyDay }: ReportedResponse): string =>
  date?.from ?? (studyDay === null ? 'not dated' : `day ${studyDay}`);

/** A test beside the overall response: it is named, and read for nothing. */
const otherTest = (test: string, { named, others }: RowsBeside): RowFault =>
  faultAt(named[0]!, 'RSTESTCD', {
    code: 'not-read',
    otherRows: others,
    message: `RSTESTCD '${test}' is not read (${others.length === 0 ? 'one row' : `${others.length + 1} rows`})`,
    expected: 'OVRLRESP is what is compared',
  });

/** A response that stands twice with nothing to tell the two apart counts once. */
const saidTwice = (settled: readonly SettledRow[]): RowFault[] =>
  [...groupBy(settled, ({ key, response }) => `${key}|${response.response}`).values()]
    .filter(({ length }) => length > 1)
    .map(([first, ...others]) =>
      faultAt(first!.row, 'RSSTRESC', {
        code: 'row-repeated',
        otherRows: others.map(({ row }) => row.row),
        message: `${first!.response.response} of ${first!.response.patient} at ${first!.response.visit} stands ${others.length + 1} times; it counts once`,
        expected: 'each row once',
      }),
    );

/** One visit, evaluator and criterion with several responses of different days: all are kept, and which is the visit's is asked. */
const severalInOneVisit = (settled: readonly SettledRow[]): RowFault[] =>
  [...groupBy(settled, ({ visitKey }) => visitKey).values()]
    .filter(({ length }) => length > 1)
    .map(([first, ...others]) =>
      faultAt(first!.row, 'RSSTRESC', {
        code: 'several-responses-in-one-visit',
        otherRows: others.map(({ row }) => row.row),
        message: `${first!.response.visit} of ${first!.response.patient} has several responses by ${first!.response.criterion}: ${[first!, ...others].map(({ response }) => `${response.response} (${whenOf(response)})`).join(', ')}; each is kept`,
        expected: 'one response of an evaluator, visit and criterion',
      }),
    );

function withoutDisease({ named, others }: RowsBeside, patients: ReadonlySet<string>): RowFault[] {
  const [first] = named;
  if (first === undefined) return [];
  return [
    faultAt(first, 'RSSTRESC', {
      code: 'not-read',
      otherRows: others,
      message: `NED of ${distinct(patients).slice(0, mostNamed).join(', ')} is kept as reported: no evidence of disease is no response of RECIST 1.1 to treatment, and is held against none`,
      expected: 'no answer, where there was no disease at baseline',
    }),
  ];
}

function criterionOf(category: string, word: string): Criterion | null {
  if (immuneCategory.test(category)) return 'iRECIST';
  if (category !== '') return 'RECIST 1.1';
  if (word === 'NE') return null;
  return immuneWords.some((known) => isWord(known, word)) ? 'iRECIST' : 'RECIST 1.1';
}

/** NA is a word of this column, and no blank. */
function reportedWord(row: ImportRow): string {
  const stated = [row.cells['RSSTRESC'], row.cells['RSORRES']].map((text) => text?.trim() ?? '');
  return stated.find((text) => text !== '' && (text.toUpperCase() === 'NA' || !isBlankWord(text))) ?? '';
}

/** The standardised word, else the one as collected; NE stands where nothing was done and nothing else is said. */
const wordIn = (row: ImportRow): string => comparable(reportedWord(row)) || (isNotDone(row) ? 'NE' : '');
const isNotDone = (row: ImportRow): boolean => domainCell(row, 'STAT').toUpperCase() === notDoneWord;

/** The response as it was collected, where it is one: in the words of either criterion. */
function collectedWord(row: ImportRow): string | null {
  const word = comparable(row.cells['RSORRES']?.trim() ?? '');
  return [...overallWords, ...immuneWords].some((known) => isWord(known, word)) ? word : null;
}

function readRow(row: ImportRow, today: string | undefined): ReadRow {
  const word = wordIn(row);
  if (cell(row, 'USUBJID') === '')
    return {
      kind: 'fault',
      fault: faultAt(row, 'USUBJID', {
        code: 'no-patient',
        message: 'USUBJID is blank: the row belongs to no subject',
        expected: 'the subject in USUBJID',
      }),
    };
  const collected = collectedWord(row);
  if (collected !== null && collected !== word)
    return {
      kind: 'fault',
      fault: faultAt(row, 'RSSTRESC', {
        code: 'contradiction',
        message: `RSORRES says '${row.cells['RSORRES']?.trim() ?? ''}' and RSSTRESC '${row.cells['RSSTRESC']?.trim() ?? ''}'`,
        expected: 'the same response in both',
      }),
    };
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
  const sent = dateText(domainCell(row, 'DTC'));
  const date = sent === '' ? null : intervalOfPartialDate(sent);
  if (date !== null && isUnreadable(date)) return { kind: 'fault', fault: faultAt(row, 'RSDTC', date) };
  if (date !== null && today !== undefined && date.from > today)
    return {
      kind: 'fault',
      fault: faultAt(row, 'RSDTC', {
        code: 'date-in-future',
        message: `the response is dated ${sent}, and that day has not come`,
        expected: 'the date of a response that has been given',
      }),
    };
  const day = domainCell(row, 'DY');
  const placed: Placed = {
    patient: cell(row, 'USUBJID'),
    evaluator: evaluatorOf(row) ?? evaluatorNotStated,
    visit: visitNameOf(row),
    sourceId: visitOf(row) === '' ? '' : sdtmKeysOf(row).groupKey,
    date,
    studyDay: isStudyDay(day) ? Number(day) : null,
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
  const of = categoryOf(row) === '' ? '' : ` of ${criterion}`;
  const sentAs = reportedWord(row);
  const message = sentAs === '' ? `no response${of} stands here` : `'${sentAs}' is not a response${of}`;
  return {
    kind: 'fault',
    fault: faultAt(row, 'RSSTRESC', { code: 'unknown-word', message, expected: words.join(', ') }),
  };
}

function byCriterion(criterion: Criterion, word: string): ReportedByCriterion | null {
  if (criterion === 'iRECIST') {
    const response = immuneWords.find((known) => isWord(known, word));
    return response === undefined ? null : { criterion, response };
  }
  const response = overallWords.find((known) => isWord(known, word));
  return response === undefined ? null : { criterion, response };
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
    if (one.kind === 'response') return [settledRow(one.row, one.response)];
    const known = criteria.get(whose(one.placed));
    const criterion: Criterion = known !== undefined && !known.has('RECIST 1.1') ? 'iRECIST' : 'RECIST 1.1';
    return [settledRow(one.row, { ...one.placed, criterion, response: 'NE' })];
  });
}

function settledRow(row: ImportRow, response: ReportedResponse): SettledRow {
  const { patient, evaluator, sourceId, visit, criterion, date, studyDay } = response;
  const visitKey = keyOfParts([patient, evaluator, sourceId || visit, criterion]);
  // Neither of the two holds what divides the parts of a key.
  return { row, response, visitKey, key: `${visitKey}|${date?.from ?? ''}|${studyDay ?? ''}` };
}

/** Each response once; two that differ are both faults. */
function withoutConflicts(settled: readonly SettledRow[]): {
  readonly kept: readonly SettledRow[];
  readonly conflicts: readonly RowFault[];
} {
  const groups = [...groupBy(settled, ({ key }) => key).values()];
  const differ = (group: readonly SettledRow[]): boolean =>
    group.some(({ response }) => response.response !== group[0]!.response.response);
  return {
    kept: groups.filter((group) => !differ(group)).map(([first]) => first!),
    conflicts: groups.filter(differ).map(([first, ...others]) =>
      faultAt(first!.row, 'RSSTRESC', {
        code: 'duplicate-measurement',
        otherRows: others.map(({ row }) => row.row),
        expected: 'one response of an evaluator, visit and criterion',
        message: `${first!.response.criterion} is reported ${others.length + 1} times for ${first!.response.visit}: ${[first!, ...others].map(({ response }) => `'${response.response}'`).join(', ')}`,
      }),
    ),
  };
}
