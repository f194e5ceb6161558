/** Reading the groups of an upload that come next, with their rows, and assembling them. */
import type { EntityManager } from 'typeorm';
import {
  type AssembledGroup,
  type Cells,
  type ImportRow,
  type TabularContext,
  type TabularFormat,
  withCorrection,
} from '../../core/formats/index.js';
import { listsBy } from '../assessments/index.js';
import type { IntakeLimits } from './intake-limits.js';

interface GroupRow {
  readonly ordinal: number;
  readonly groupKey: string;
  readonly subjectKey: string;
  readonly rowCount: number;
}

/** A group that makes its format fail, which no row may do. */
export class UnassembledError extends Error {
  override readonly name = 'UnassembledError';

  constructor(
    readonly ordinal: number,
    options: ErrorOptions,
  ) {
    super('a group of an upload could not be assembled', options);
  }
}

/**
 * The next groups of an upload from `nextGroup` on, assembled.
 * @throws UnassembledError
 */
export async function assembleNext(
  manager: EntityManager,
  {
    importId,
    nextGroup,
    format,
    context,
  }: { importId: string; nextGroup: number; format: TabularFormat; context: TabularContext },
  limits: IntakeLimits,
): Promise<AssembledGroup[]> {
  const waiting: GroupRow[] = await manager.query(
    `
    SELECT ordinal, group_key AS "groupKey", subject_key AS "subjectKey", row_count AS "rowCount" FROM import_group
    WHERE import_id = $1 AND ordinal >= $2 ORDER BY ordinal LIMIT $3`,
    [importId, nextGroup, limits.groupsPerStep],
  );
  const groups = withinRows(waiting, limits);
  const rows = await readRows(
    manager,
    importId,
    format,
    groups.filter(({ rowCount }) => rowCount <= limits.rowsPerGroup),
  );
  return Promise.all(
    groups.map((group) =>
      group.rowCount > limits.rowsPerGroup
        ? tooManyRows(manager, importId, format, context, group, limits)
        : assembled(format, context, group, rows),
    ),
  );
}

/**
 * Groups of an upload that were worked off before, assembled again with the corrections of their rows.
 * @throws UnassembledError
 */
export async function assembleAgain(
  manager: EntityManager,
  { importId, format, context }: { importId: string; format: TabularFormat; context: TabularContext },
  groupKeys: readonly string[],
): Promise<AssembledGroup[]> {
  const groups: GroupRow[] = await manager.query(
    `
    SELECT 0 AS ordinal, group_key AS "groupKey", coalesce(min(subject_key), '') AS "subjectKey", count(*)::integer AS "rowCount" FROM import_row
    WHERE import_id = $1 AND group_key = ANY ($2) GROUP BY group_key ORDER BY group_key`,
    [importId, groupKeys],
  );
  const rows = await readRows(manager, importId, format, groups, await readCorrections(manager, importId, context));
  return groups.map((group) => assembled(format, context, group, rows));
}

type Correct = (row: Pick<StoredRow, 'file' | 'row' | 'cells'>) => Cells;
const asSent: Correct = ({ cells }) => cells;

/** How the rows of an upload are to be read by now; of a cell that was corrected twice the last counts. */
export async function readCorrections(
  manager: EntityManager,
  importId: string,
  { mapping }: Pick<TabularContext, 'mapping'>,
): Promise<Correct> {
  const corrections: { file: number; row: number; column: string; value: string }[] = await manager.query(
    `
    SELECT file, row_number AS row, column_name AS "column", value FROM import_correction WHERE import_id = $1 ORDER BY id`,
    [importId],
  );
  const ofRow = listsBy(corrections, (one) => [`${one.file} ${one.row}`, one]);
  return ({ file, row, cells }) =>
    (ofRow.get(`${file} ${row}`) ?? []).reduce(
      (now, { column, value }) => withCorrection(now, column, value, mapping),
      cells,
    );
}

/** The first groups that together have few enough rows; a group of too many rows counts for one, since these are not read. */
function withinRows(groups: readonly GroupRow[], { rowsPerStep, rowsPerGroup }: IntakeLimits): readonly GroupRow[] {
  let rows = 0;
  const end = groups.findIndex(({ rowCount }) => {
    rows += rowCount > rowsPerGroup ? 1 : rowCount;
    return rows > rowsPerStep;
  });
  return end === -1 ? groups : groups.slice(0, Math.max(end, 1));
}

function assembled(
  format: TabularFormat,
  context: TabularContext,
  { ordinal, groupKey, subjectKey }: GroupRow,
  rows: RowsOfGroups,
): AssembledGroup {
  try {
    return format.assemble(rows.ofGroup.get(groupKey) ?? [], rows.ofSubject.get(subjectKey) ?? [], context);
  } catch (error) {
    throw new UnassembledError(ordinal, { cause: error });
  }
}

/** Held by name without being read: its rows cannot be one assessment's, and may be more than memory holds. */
async function tooManyRows(
  manager: EntityManager,
  importId: string,
  format: TabularFormat,
  { issuer }: TabularContext,
  { groupKey, rowCount }: GroupRow,
  { rowsPerGroup }: IntakeLimits,
): Promise<AssembledGroup> {
  const [first]: { file: number; row: number }[] = await manager.query(
    `
    SELECT file, row_number AS row FROM import_row WHERE import_id = $1 AND group_key = $2 ORDER BY file, row_number LIMIT 1`,
    [importId, groupKey],
  );
  return {
    identity: { issuer, sourceId: null, patient: null, treatmentLine: null, evaluator: null, timepoint: null },
    assessment: null,
    held: [
      {
        file: format.files[first?.file ?? 0]?.name ?? '',
        row: first?.row ?? null,
        column: null,
        value: null,
        otherRows: [],
        code: 'too-long',
        key: `too-long|${groupKey}`,
        message: `${rowCount} rows name the same patient, timepoint and evaluator as this one`,
        expected: `at most ${rowsPerGroup} rows an assessment: columns that tell patients, timepoints and evaluators apart`,
      },
    ],
    queries: [],
  };
}

interface RowsOfGroups {
  readonly ofGroup: ReadonlyMap<string, readonly ImportRow[]>;
  readonly ofSubject: ReadonlyMap<string, readonly ImportRow[]>;
}

async function readRows(
  manager: EntityManager,
  importId: string,
  format: TabularFormat,
  groups: readonly GroupRow[],
  correct: Correct = asSent,
): Promise<RowsOfGroups> {
  const filesOfSubject = format.files.flatMap(({ ofSubject }, index) => (ofSubject ? [index] : []));
  const ofGroups: StoredRow[] = await manager.query(
    `
    SELECT file, row_number AS row, group_key AS key, cells FROM import_row WHERE import_id = $1 AND group_key = ANY ($2)`,
    [importId, groups.map(({ groupKey }) => groupKey)],
  );
  const ofSubjects: StoredRow[] =
    filesOfSubject.length === 0
      ? []
      : await manager.query(
          `
    SELECT file, row_number AS row, subject_key AS key, cells FROM import_row WHERE import_id = $1 AND file = ANY ($2::smallint[]) AND subject_key = ANY ($3)`,
          [importId, filesOfSubject, [...new Set(groups.map(({ subjectKey }) => subjectKey))]],
        );
  return { ofGroup: rowsByKey(ofGroups, format, correct), ofSubject: rowsByKey(ofSubjects, format, correct) };
}

interface StoredRow {
  readonly file: number;
  readonly row: number;
  readonly key: string;
  readonly cells: Cells;
}

const rowsByKey = (rows: readonly StoredRow[], format: TabularFormat, correct: Correct): Map<string, ImportRow[]> =>
  listsBy(rows, ({ file, row, key, cells }) => [
    key,
    { file: format.files[file]?.name ?? '', row, cells: correct({ file, row, cells }) },
  ]);
