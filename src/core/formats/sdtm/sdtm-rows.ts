/** Columns of TU and TR, and reading one of their rows. */
import { keyOfParts } from '../row-faults.js';
import type { ImportRow, RowKeys, TabularFile } from '../tabular-format.js';
import { type DatedRow, withoutTime } from '../group-dates.js';
import { wordOf } from '../words.js';

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

/** One of each of these must be there, or no row can be put to a visit or a day. */
export const neededTogether: Readonly<Record<SdtmDomain, readonly (readonly string[])[]>> = {
  tu: [['VISITNUM', 'VISIT']],
  tr: [
    ['VISITNUM', 'VISIT'],
    ['TRDTC', 'TRDY'],
  ],
};

export const cell = (row: Pick<ImportRow, 'cells'>, column: string): string => row.cells[column]?.trim() ?? '';

/** The name of a column of a domain: its prefix and the rest (TR + DTC). */
export const columnOf = (row: Pick<ImportRow, 'file'>, rest: string): string => `${row.file.toUpperCase()}${rest}`;

export const domainCell = (row: ImportRow, rest: string): string => cell(row, columnOf(row, rest));

/** '3.0' and '3' are one visit. */
export const visitOf = (row: ImportRow): string => cell(row, 'VISITNUM').replace(/\.0+$/, '') || cell(row, 'VISIT');

/** Subject x evaluator, and with it subject x evaluator x visit. A row without subject or visit is a group of its own. */
export function sdtmKeysOf(row: ImportRow): RowKeys {
  const study = cell(row, 'STUDYID');
  const subject = cell(row, 'USUBJID');
  const visit = visitOf(row);
  const subjectParts = [study, subject, domainCell(row, 'EVAL'), domainCell(row, 'EVALID')];
  const subjectKey = subject === '' || study === '' ? null : keyOfParts(subjectParts);
  const groupKey =
    subjectKey === null || visit === ''
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
  date: withoutTime(domainCell(row, 'DTC')),
  dateColumn: columnOf(row, 'DTC'),
  studyDay: domainCell(row, 'DY'),
  studyDayColumn: columnOf(row, 'DY'),
});

/** Tests of TR that are read into findings, and those that are only held against them. */
export const readTests: readonly string[] = ['DIAMETER', 'TUMSTATE'];
export const checkedTests: readonly string[] = ['LDIAM', 'LPERP', 'SUMDIAM'];
export const identifyingTests: readonly string[] = ['TUMIDENT', 'LESIDENT'];

export const testOf = (row: ImportRow): string => wordOf(domainCell(row, 'TESTCD'));
export const lesionOf = (row: ImportRow): string => domainCell(row, 'LNKID');
