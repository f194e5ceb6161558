/** TRALL NOT DONE: one row that says of all lesions, or of those of one TRGRPID, that nothing was done at the visit (SDTM --TESTCD of --ALL). */
import type { RowFaults } from '../row-faults.js';
import { roleOfWord } from '../role-words.js';
import type { ImportRow } from '../tabular-format.js';
import { wordOf } from '../words.js';
import type { IdentifiedLesion } from './sdtm-identification.js';
import { cell, lesionColumnOf, lesionOf, orderOf, testOf } from './sdtm-rows.js';
import { notDoneWord } from './sdtm-words.js';

const isOfAll = (row: ImportRow): boolean =>
  row.file === 'tr' && testOf(row) === 'TRALL' && wordOf(cell(row, 'TRSTAT')) === notDoneWord;

/** Whether a lesion was known by the visit: TU names it at an earlier one, or (but for a new one) at none. */
function isKnownBy(order: number | null, { role, rows }: IdentifiedLesion): boolean {
  return rows.some((row) => {
    const identified = orderOf(row);
    return identified === null || order === null ? role !== 'new' : identified <= order;
  });
}

function isMeant({ role, label, partOf, massOf }: IdentifiedLesion, row: ImportRow): boolean {
  if (role === null || partOf !== undefined || massOf !== undefined) return false;
  const named = lesionOf(row);
  if (named !== '') return label === named;
  const group = cell(row, 'TRGRPID');
  return group === '' || roleOfWord(group) === role;
}

/** The row as it would stand for one lesion. */
const rowOf = (row: ImportRow, { label, role }: IdentifiedLesion): ImportRow => ({
  ...row,
  cells: {
    ...row.cells,
    [lesionColumnOf(row)]: label,
    TRTESTCD: role === 'target' ? 'DIAMETER' : 'TUMSTATE',
    TRGRPID: '',
  },
});

/**
 * The rows of a visit with a NOT DONE row for each lesion of which TRALL says it. A result beside it holds the visit, since one of the two is
 * wrong; a group of which no lesion is known holds it too. Lesions that have a NOT DONE row of their own keep it, with its reason.
 */
export function withUndoneLesions(
  rows: readonly ImportRow[],
  lesions: ReadonlyMap<string, IdentifiedLesion>,
  faults: RowFaults,
): ImportRow[] {
  if (!rows.some(isOfAll)) return [...rows];
  const others = rows.filter((row) => !isOfAll(row));
  const stated = new Map<string, ImportRow>();
  for (const row of others) if (row.file === 'tr' && lesionOf(row) !== '') stated.set(lesionOf(row), row);
  return rows.flatMap((row) => {
    if (!isOfAll(row)) return [row];
    const meant = [...lesions.values()].filter((lesion) => isMeant(lesion, row) && isKnownBy(orderOf(row), lesion));
    if (meant.length === 0) return [row];
    const own = meant.flatMap(({ label }) => stated.get(label) ?? []);
    const done = own.filter((one) => wordOf(cell(one, 'TRSTAT')) !== notDoneWord);
    if (done.length > 0) holdBesideResults(row, done, faults);
    return meant.flatMap((lesion) => (stated.has(lesion.label) ? [] : [rowOf(row, lesion)]));
  });
}

function holdBesideResults(row: ImportRow, done: readonly ImportRow[], faults: RowFaults): void {
  faults.hold({
    code: 'value-with-not-done',
    row,
    others: done,
    column: 'TRSTAT',
    message: `TRALL says that nothing was done, and lesion ${done.map(lesionOf).join(', ')} has a row of its own`,
    expected: 'results, or TRALL NOT DONE without them',
  });
}
