/** What can be said of a visit before its lesions are read: where its rows belong, what stands in it twice, what is not read. */
import { misfitCell } from '../row-source.js';
import type { GroupDates } from '../group-dates.js';
import { distinct, groupBy } from '../../record/index.js';
import { comparableCells, inRowOrder, keyOfParts, type RowFaults } from '../row-faults.js';
import { datedRows, type SdtmGroup } from './sdtm-group.js';
import { identifies } from './sdtm-identification.js';
import {
  cell,
  checkedTests,
  columnOf,
  datedRow,
  evaluatorNotStated,
  evaluatorOf,
  identifyingTests,
  lesionColumnOf,
  lesionOf,
  orderOf,
  readTests,
  testOf,
  volumeTest,
} from './sdtm-rows.js';
import { notDoneWord } from './sdtm-words.js';
import type { AssessmentIdentity, ImportRow } from '../tabular-format.js';
import { wordOf } from '../words.js';

/** Rows that belong to no subject, no visit or no lesion, that are cut off, or of which none is read. */
export function holdMisplacedRows(group: SdtmGroup): void {
  holdWithoutSubjectOrVisit(group);
  holdWithoutResults(group);
  for (const row of group.rows) holdMisfit(row, group);
  const needLesion = [...group.results.filter((row) => readTests.includes(testOf(row))), ...group.identifications];
  for (const row of needLesion) holdWithoutLesion(row, group);
}

function holdWithoutSubjectOrVisit({ first, sourceId, faults }: SdtmGroup): void {
  const blank = ['USUBJID', 'STUDYID'].find((column) => cell(first, column) === '');
  if (blank !== undefined) {
    const message = `${blank} is blank: the row belongs to no subject`;
    faults.hold({
      code: 'no-patient',
      row: first,
      column: blank,
      message,
      expected: 'study and subject in STUDYID and USUBJID',
    });
  } else if (sourceId === null) {
    const message = 'VISITNUM and VISIT are blank: the row belongs to no visit';
    faults.hold({
      code: 'no-timepoint',
      row: first,
      column: 'VISIT',
      message,
      expected: 'a visit in VISITNUM or VISIT',
    });
  }
}

/** Rows of TU that name no visit: they say which lesions of the subject there are, and are no assessment of their own. */
export const isIdentificationOnly = ({ first, rows, sourceId }: SdtmGroup): boolean =>
  sourceId === null && cell(first, 'USUBJID') !== '' && rows.every(({ file }) => file === 'tu');

/** Of rows of TU without a visit: each names a lesion, and a new one is asked about, since TU alone does not say when it was seen. */
export function checkIdentifications(group: SdtmGroup): void {
  for (const row of group.rows) {
    holdMisfit(row, group);
    holdWithoutLesion(row, group);
    if (identifies(row) && group.lesions.get(lesionOf(row))?.role === 'new')
      group.faults.ask({
        code: 'identified-not-assessed',
        row,
        column: lesionColumnOf(row),
        message: `TU names no visit for new lesion ${lesionOf(row)}: it is new at the visits at which TR holds a result for it`,
        expected: 'the visit at which it was first seen, in VISITNUM or VISIT',
      });
  }
}

function holdWithoutLesion(row: ImportRow, { faults }: SdtmGroup): void {
  if (lesionOf(row) !== '') return;
  const column = lesionColumnOf(row);
  faults.hold({
    code: 'no-lesion',
    row,
    column,
    message: 'the row names no lesion',
    expected: `a lesion in ${column}`,
  });
}

function holdWithoutResults(group: SdtmGroup): void {
  if (datedRows(group).length > 0) return;
  const { first, rows, faults } = group;
  faults.hold({
    code: 'no-result',
    row: first,
    column: columnOf(first, 'TESTCD'),
    others: rows.slice(1),
    message: `none of the rows of this visit is a result that is read: ${distinct(rows.map(testOf)).join(', ')}`,
    expected: `rows with ${readTests.join(', ')}`,
  });
}

function holdMisfit(row: ImportRow, { faults }: SdtmGroup): void {
  const misfit = row.cells[misfitCell];
  if (misfit === undefined) return;
  faults.hold({
    code: 'row-length',
    row,
    message: `the row has ${misfit} cells`,
    expected: 'as many cells as the header',
  });
}

/** Results under another test code than those that are read or checked: named once a code, so that nothing is left out silently. */
export function askAboutRowsNotRead({ rows, faults }: SdtmGroup): void {
  const known = [...readTests, volumeTest, ...checkedTests];
  const unread = rows.filter((row) =>
    row.file === 'tr' ? !known.includes(testOf(row)) : !identifies(row) && lesionOf(row) !== '',
  );
  for (const [test, ofTest] of groupBy(unread, (row) => `${columnOf(row, 'TESTCD')} '${testOf(row)}'`)) {
    const [row, ...others] = ofTest;
    if (row !== undefined)
      faults.ask({
        code: 'not-read',
        row,
        others,
        column: columnOf(row, 'TESTCD'),
        about: [cell(row, 'STUDYID'), test],
        message: `${test} is not read`,
        expected: `${known.join(', ')} in TR and ${identifyingTests.join(', ')} in TU are what is read or checked`,
      });
  }
}

export const visitNameOf = ({ first }: SdtmGroup): string =>
  cell(first, 'VISIT') || `VISITNUM ${cell(first, 'VISITNUM')}`;

export function identityOf(group: SdtmGroup, dates: GroupDates): AssessmentIdentity {
  const { first, results, identifications, sourceId, faults } = group;
  const study = cell(first, 'STUDYID');
  const subject = cell(first, 'USUBJID');
  const all = [...results, ...identifications];
  const names = distinct(all.map((row) => cell(row, 'VISIT')).filter((name) => name !== ''));
  if (names.length > 1) {
    faults.ask({
      code: 'visit-name-differs',
      row: first,
      column: 'VISIT',
      message: `visit ${cell(first, 'VISITNUM')} is called ${names.map((name) => `'${name}'`).join(' and ')}`,
      expected: 'one name for one visit',
    });
  }
  const label = names[0] ?? (cell(first, 'VISITNUM') === '' ? null : `VISITNUM ${cell(first, 'VISITNUM')}`);
  const order = orderOf(first);
  const flagged = results.some((row) => baselineFlags.some((column) => cell(row, column).toUpperCase() === 'Y'));
  askAboutFlags(results, faults);
  return {
    issuer: study,
    sourceId,
    patient: subject === '' || study === '' ? null : { issuer: study, id: subject },
    treatmentLine: null,
    evaluator: evaluatorOf(first) ?? (subject === '' ? null : evaluatorNotStated),
    timepoint:
      label === null || sourceId === null
        ? null
        : {
            label,
            date: dates.date,
            studyDay: dates.studyDay,
            baseline: flagged ? true : null,
            ...(order === null ? {} : { order }),
          },
  };
}

const baselineFlags = ['TRLOBXFL', 'TRBLFL'] as const;

/** A flag of the baseline is Y or blank; N is what some write for blank. */
function askAboutFlags(results: readonly ImportRow[], faults: RowFaults): void {
  for (const column of baselineFlags) {
    const [row, ...others] = results.filter((one) => !['', 'Y', 'N'].includes(cell(one, column).toUpperCase()));
    if (row === undefined) continue;
    faults.ask({
      code: 'unknown-word',
      row,
      others,
      column,
      about: [cell(row, 'STUDYID'), column, cell(row, column)],
      message: `'${cell(row, column)}' is no flag of the baseline; it is read as not stated`,
      expected: 'Y at the baseline, blank elsewhere',
    });
  }
}

export function askAboutLine({ first, faults }: SdtmGroup, patient: string): void {
  const study = cell(first, 'STUDYID');
  faults.ask({
    code: 'treatment-line-implied',
    row: first,
    about: [study, patient],
    message: 'TU and TR name no treatment line; one line is implied for this subject',
    expected: 'the treatment, its start and its line',
  });
  if (evaluatorOf(first) === null)
    faults.ask({
      code: 'evaluator-not-stated',
      row: first,
      column: columnOf(first, 'EVAL'),
      about: [study, patient],
      message: 'the evaluator is not stated',
      expected: `an evaluator in ${columnOf(first, 'EVAL')}`,
    });
}

/** Diameters that only tell the axis of a DIAMETER beside them are not read, and may stand twice. */
const isReadOf = (row: ImportRow, tests: ReadonlySet<string>): boolean =>
  readTests.includes(testOf(row)) && (!['LDIAM', 'LPERP'].includes(testOf(row)) || !tests.has('DIAMETER'));

/** Rows without those that repeat another cell by cell: such a row counts once, and the sender is asked. */
function askAboutEqualRows(rows: readonly ImportRow[], faults: RowFaults): ImportRow[] {
  return [...groupBy(rows, comparableCells).values()].flatMap(([row, ...same]) => {
    if (row !== undefined && same.length > 0)
      faults.ask({
        code: 'row-repeated',
        row,
        others: same,
        column: columnOf(row, 'ORRES'),
        message: `${testOf(row)} of lesion ${lesionOf(row)} stands ${same.length + 1} times in this visit, all cells equal; it counts once`,
        expected: 'each row once',
      });
    return row === undefined ? [] : [row];
  });
}

/** Whether nothing was done at this visit: it then needs no date, its number tells where it belongs. */
export const isNotDone = ({ results, identifications, first }: SdtmGroup): boolean =>
  orderOf(first) !== null &&
  identifications.length === 0 &&
  results.length > 0 &&
  results.every((row) => wordOf(cell(row, 'TRSTAT')) === notDoneWord && cell(row, 'TRORRES') === '');

/** Where rows of one result do not differ in it: the columns in which they do. */
function differenceOf(rows: readonly ImportRow[]): string {
  if (distinct(rows.map((row) => cell(row, 'TRORRES'))).length > 1) return '';
  const columns = distinct(rows.flatMap(({ cells }) => Object.keys(cells))).filter(
    (column) => distinct(rows.map((row) => cell(row, column))).length > 1,
  );
  return `; they differ in ${columns.map((column) => `${column} (${rows.map((row) => `'${cell(row, column)}'`).join(', ')})`).join(' and ')}`;
}

/**
 * A lesion that stands twice in a visit holds it: neither value is picked. Where the two are dated apart, the visit holds two exams,
 * which is said once for the whole visit. Rows that are equal cell by cell count once. Returns the lesions.
 */
export function holdRepeatedResults({ results, faults, key }: SdtmGroup): ReadonlySet<string> {
  const named = results.filter((row) => lesionOf(row) !== '');
  const testsOf = new Map(
    [...groupBy(named, lesionOf)].map(([lesion, rows]) => [lesion, new Set(rows.map(testOf))] as const),
  );
  const read = named.filter((row) => isReadOf(row, testsOf.get(lesionOf(row))!));
  const repeated = [...groupBy(read, (row) => keyOfParts([lesionOf(row), testOf(row)])).values()]
    .map((rows) => (rows.length > 1 ? askAboutEqualRows(rows, faults) : rows))
    .filter((rows) => rows.length > 1);
  const datesOf = (rows: readonly ImportRow[]) => distinct(rows.map((row) => datedRow(row).date));
  const ofSeveralExams = repeated.filter((rows) => datesOf(rows).length === rows.length).flat();
  const [first, ...others] = inRowOrder(ofSeveralExams);
  if (first !== undefined) {
    faults.hold({
      code: 'several-exams-in-one-visit',
      row: first,
      others,
      column: 'TRDTC',
      about: [key],
      message: `one visit holds exams of ${datesOf(ofSeveralExams).join(' and ')}: ${distinct(ofSeveralExams.map(lesionOf)).join(', ')} stand in it more than once`,
      expected: 'a visit of its own for each exam',
    });
  }
  for (const rows of repeated.filter((group) => datesOf(group).length < group.length)) {
    const [row, ...same] = rows;
    if (row !== undefined)
      faults.hold({
        code: 'duplicate-measurement',
        row,
        others: same,
        column: 'TRORRES',
        message: `${testOf(row)} of lesion ${lesionOf(row)} stands ${rows.length} times in this visit: ${rows.map((one) => `'${cell(one, 'TRORRES')}'`).join(', ')}${differenceOf(rows)}`,
        expected: 'each test of a lesion once in a visit',
      });
  }
  return new Set(repeated.flat().map(lesionOf));
}
