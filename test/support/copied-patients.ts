/** Many patients out of one: copies of all that is kept of a patient with an open case, made by SQL, which is all that a read sees of them. */

/** What runs the statements: a client of PostgreSQL, or a data source. */
type RunSql = (statement: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>;

interface WantedCopies {
  /** Id of the row of the patient that is copied; the patient has one open case. */
  readonly patientId: string;
  /** How many patients there are then. */
  readonly patients: number;
  /** One patient in so many has a case, open or over. */
  readonly caseOneIn: number;
  /** One patient in so many has an open one; a multiple of the former. */
  readonly openOneIn: number;
  /** One patient in so many has lesions, measurements and facts: 1 where the size of those tables matters too. */
  readonly measuredOneIn: number;
  /** Planned meetings of the board; the scheduled cases stand on them in turn. */
  readonly meetingIds: readonly string[];
}

/** Copy number n gets the ids of the rows that it is a copy of, moved on by n times this. */
const stride = 1_000;

interface CopiedTable {
  readonly table: string;
  /** What is copied of it; the row is `old`. */
  readonly of: string;
  /** Columns that are not copied as they are, as SQL of `old` and `n`. */
  readonly changed?: Readonly<Record<string, string>>;
  /** Which copies have it; every one unless said. */
  readonly only?: string;
}

const moved = (...columns: readonly string[]): Record<string, string> =>
  Object.fromEntries(columns.map((column) => [column, `old.${column} + n * ${stride}`]));
const ofLine = 'old.treatment_line_id IN (SELECT id FROM treatment_line WHERE patient_id = :patient)';
const numbered = (column: string): Record<string, string> => ({ [column]: `old.${column} || '-' || n` });

/** What is new is looked at in another way than what was there. */
const longAgo = (column: string): Record<string, string> => ({ [column]: `old.${column} - interval '30 days'` });

const hasCase = 'n % :case = 0';
const isMeasured = 'n % :measured = 0';
const hasOpenCase = 'n % :open = 0';
/** States of cases that are over, and of open ones, in turn. A scheduled one stands on a meeting. */
const past = `(ARRAY['closed', 'closed', 'closed', 'decided', 'decided', 'decided', 'followed-up', 'followed-up', 'dismissed'])[1 + n / :case % 9]`;
const open = `(ARRAY['raised', 'raised', 'raised', 'raised', 'accepted', 'accepted', 'returned', 'deferred', 'scheduled', 'scheduled'])[1 + n / :open % 10]`;
const state = `CASE WHEN ${hasOpenCase} THEN ${open} ELSE ${past} END`;
/** As large as those that are read: what is never read is kept small, so that the copies are made soon. */
const onlyWithCase = (column: string): string => `CASE WHEN ${hasCase} THEN old.${column} ELSE '{}' END`;

const copied: readonly CopiedTable[] = [
  { table: 'patient', of: 'old.id = :patient', changed: { ...moved('id'), ...numbered('patient_id') } },
  {
    table: 'patient_board',
    of: 'old.patient_id = :patient',
    changed: { ...moved('id', 'patient_id'), ...longAgo('since') },
  },
  {
    table: 'treatment_line',
    of: 'old.patient_id = :patient',
    changed: {
      ...moved('id', 'patient_id'),
      last_scan: `CASE WHEN isfinite(old.last_scan) THEN old.last_scan - n % 700 ELSE old.last_scan END`,
      open_flag: `old.open_flag AND ${hasCase}`,
      open_question: `old.open_question AND ${hasCase}`,
    },
  },
  {
    table: 'lesion',
    of: 'old.patient_id = :patient',
    changed: moved('id', 'patient_id'),
    only: isMeasured,
  },
  {
    table: 'case_fact',
    of: 'old.patient_id = :patient',
    changed: { ...moved('id', 'patient_id', 'treatment_line_id'), ...numbered('source_id') },
    only: isMeasured,
  },
  {
    table: 'assessment',
    of: 'old.patient_id = :patient',
    changed: { ...moved('id', 'patient_id', 'treatment_line_id'), ...numbered('source_id') },
  },
  {
    table: 'measurement',
    of: 'old.assessment_id IN (SELECT id FROM assessment WHERE patient_id = :patient)',
    changed: moved('assessment_id', 'lesion_id'),
    only: isMeasured,
  },
  {
    table: 'classification',
    of: `${ofLine} AND old.superseded_at IS NULL`,
    changed: {
      ...moved('id', 'treatment_line_id'),
      result: onlyWithCase('result'),
      discussion: onlyWithCase('discussion'),
    },
  },
  {
    table: 'flag',
    of: `${ofLine} AND old.superseded_at IS NULL`,
    changed: { ...moved('id', 'treatment_line_id'), ...longAgo('created_at') },
    only: hasCase,
  },
  {
    table: 'discussion_item',
    of: `${ofLine} AND old.superseded_at IS NULL`,
    changed: { ...moved('id', 'treatment_line_id'), ...longAgo('created_at') },
    only: hasCase,
  },
  {
    table: 'board_case',
    of: 'old.patient_id = :patient',
    changed: {
      ...moved('id', 'patient_id', 'treatment_line_id'),
      number: 'old.number + n / :case',
      state,
      asked: `CASE WHEN ${state} = 'returned' THEN '{"what": "the dose", "from": "radiotherapy", "until": "2030-01-01"}'::jsonb END`,
    },
    only: hasCase,
  },
  {
    table: 'board_case_point',
    of: 'old.case_id IN (SELECT id FROM board_case WHERE patient_id = :patient)',
    changed: moved('case_id', 'discussion_item_id'),
    only: hasCase,
  },
  {
    table: 'board_case_event',
    of: 'old.case_id IN (SELECT id FROM board_case WHERE patient_id = :patient)',
    changed: moved('id', 'case_id'),
    only: hasCase,
  },
];

const placed = `
  INSERT INTO agenda_item (meeting_id, case_id, position, minutes, placed_by)
  SELECT (:meetings::bigint[])[1 + place % cardinality(:meetings::bigint[])], id, 1 + place / cardinality(:meetings::bigint[]), 5, (SELECT min(id) FROM account)
  FROM (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM board_case WHERE state = 'scheduled') AS scheduled
  ON CONFLICT DO NOTHING`;

/** Makes the copies in one transaction, so that no sweep sees half of one. The connection is the caller's own. */
export async function copyPatient(run: RunSql, wanted: WantedCopies): Promise<void> {
  const filled = (statement: string): string =>
    statement
      .replaceAll(':patient', wanted.patientId)
      .replaceAll(':case', String(wanted.caseOneIn))
      .replaceAll(':open', String(wanted.openOneIn))
      .replaceAll(':measured', String(wanted.measuredOneIn))
      .replaceAll(':meetings', `'{${wanted.meetingIds.join(',')}}'`);
  await run('BEGIN');
  for (const one of copied) {
    const columns = (
      await run(
        `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND
          (attidentity = '' OR attname = 'id') ORDER BY attnum`,
        [one.table],
      )
    ).map(({ name }) => String(name));
    const named = columns.map((name) => `"${name}"`).join(', ');
    const values = columns.map((name) => one.changed?.[name] ?? `old."${name}"`).join(', ');
    await run(
      filled(`INSERT INTO ${one.table} (${named}) OVERRIDING SYSTEM VALUE SELECT ${values}
        FROM ${one.table} AS old, generate_series(1, ${wanted.patients - 1}) AS n WHERE ${one.of} AND ${one.only ?? 'true'}`),
    );
  }
  if (wanted.meetingIds.length > 0) await run(filled(placed));
  await run('UPDATE board SET case_count = (SELECT count(*) FROM board_case WHERE board_case.board_id = board.id)');
  await run('COMMIT');
  await run('VACUUM ANALYZE');
}
