/** Columns of TU and TR, and reading one of their rows. */
import { keyOfParts } from '../row-faults.js';
import type { ImportRow, RowKeys, TabularFile } from '../tabular-format.js';
import { type DatedRow, dateText } from '../group-dates.js';
import { statedText, wordOf } from '../words.js';

export type SdtmDomain = 'tu' | 'tr';

export const sdtmFiles: readonly TabularFile[] = [
  {
    name: 'tu',
    description: 'SDTM TU, tumour identification: which lesions there are, their role and site',
    required: ['STUDYID', 'USUBJID', 'TULNKID', 'TUTESTCD', 'TUORRES'],
    optional: [
      'TUSTRESC',
      'TULOC',
      'TULAT',
      'TUDIR',
      'TUMETHOD',
      'TUEVAL',
      'TUEVALID',
      'VISITNUM',
      'VISIT',
      'TUDTC',
      'TUDY',
    ],
    ofSubject: true,
  },
  {
    name: 'tr',
    description: 'SDTM TR, tumour results: what was measured at each visit',
    required: ['STUDYID', 'USUBJID', 'TRLNKID', 'TRTESTCD', 'TRORRES'],
    optional: [
      'TRGRPID',
      'TRORRESU',
      'TRSTRESC',
      'TRSTRESN',
      'TRSTRESU',
      'TRSTAT',
      'TRREASND',
      'TRMETHOD',
      'TREVAL',
      'TREVALID',
      'VISITNUM',
      'VISIT',
      'TRDTC',
      'TRDY',
      'TRLOBXFL',
      'TRBLFL',
    ],
    ofSubject: false,
  },
];

/** One of each of these must be there, or no row can be put to a visit or a day. TU may say of no visit: which lesions there are. */
export const neededTogether: Readonly<Record<SdtmDomain, readonly (readonly string[])[]>> = {
  tu: [],
  tr: [
    ['VISITNUM', 'VISIT'],
    ['TRDTC', 'TRDY'],
  ],
};

/** Names of SDTM columns before they were --LNKID. */
export const formerNames: Readonly<Record<string, string>> = { TULNKID: 'TULINKID', TRLNKID: 'TRLINKID' };

export const cell = (row: Pick<ImportRow, 'cells'>, column: string): string => statedText(row.cells[column]);

/** The name of a column of a domain: its prefix and the rest (TR + DTC). */
export const columnOf = (row: Pick<ImportRow, 'file'>, rest: string): string => `${row.file.toUpperCase()}${rest}`;

export const domainCell = (row: ImportRow, rest: string): string => cell(row, columnOf(row, rest));

const decimal = /^-?\d+(\.\d*)?$/;

/** '3.0' and '3' are one visit, as '2.10' and '2.1' are. */
export function visitOf(row: ImportRow): string {
  const number = cell(row, 'VISITNUM');
  if (number === '') return cell(row, 'VISIT');
  return number.includes('.') && decimal.test(number) ? number.replace(/0+$/, '').replace(/\.$/, '') : number;
}

/** The place of a visit among the others, by its number; null where it has none. */
export function orderOf(row: ImportRow): number | null {
  const number = cell(row, 'VISITNUM');
  return decimal.test(number) ? Number(number) : null;
}

/**
 * Subject x evaluator, and with it subject x evaluator x visit. A row without subject or visit is a group of its own, but for those of TU:
 * without a visit they say which lesions of the subject there are, and are read with every visit.
 */
export function sdtmKeysOf(row: ImportRow): RowKeys {
  const study = cell(row, 'STUDYID');
  const subject = cell(row, 'USUBJID');
  const visit = visitOf(row);
  const subjectParts = [study, subject, domainCell(row, 'EVAL'), domainCell(row, 'EVALID')];
  const subjectKey = subject === '' || study === '' ? null : keyOfParts(subjectParts);
  const groupKey =
    subjectKey === null || (visit === '' && row.file !== 'tu')
      ? keyOfParts(['row', row.file, String(row.row)])
      : keyOfParts([...subjectParts, visit]);
  return { groupKey, subjectKey };
}

export const evaluatorNotStated = 'evaluator not stated';

/** 'INDEPENDENT ASSESSOR, RADIOLOGIST 1': the evaluator and, where there are several, which of them. */
export const evaluatorOf = (row: ImportRow): string | null =>
  [domainCell(row, 'EVAL'), domainCell(row, 'EVALID')].filter((text) => text !== '').join(', ') || null;

export const datedRow = (row: ImportRow): DatedRow => ({
  row,
  date: dateText(domainCell(row, 'DTC')),
  dateColumn: columnOf(row, 'DTC'),
  studyDay: domainCell(row, 'DY'),
  studyDayColumn: columnOf(row, 'DY'),
});

/** Tests of TR that are read into findings, and those that are only held against them. */
export const readTests: readonly string[] = ['DIAMETER', 'LDIAM', 'LPERP', 'TUMSTATE', 'LNSTATE'];
export const checkedTests: readonly string[] = ['SUMDIAM'];
/** What stands beside a finding and is no result of its own. */
export const volumeTest = 'VOLUME';
/** Tests of TU: a lesion; a part of one that has split; the mass of several that have merged. */
export const identifyingTests: readonly string[] = ['TUMIDENT', 'LESIDENT', 'TUSPLIT', 'TUMERGE'];

export const testOf = (row: ImportRow): string => wordOf(domainCell(row, 'TESTCD'));
export const lesionOf = (row: ImportRow): string => domainCell(row, 'LNKID') || domainCell(row, 'LINKID');

/** The column of the lesion as the sender's header has it. */
export const lesionColumnOf = (row: ImportRow): string =>
  domainCell(row, 'LINKID') === '' ? columnOf(row, 'LNKID') : columnOf(row, 'LINKID');
