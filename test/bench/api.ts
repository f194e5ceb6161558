/** How fast the API answers what the screens ask, with 100,000 patients, and whether it ever reads a large table from end to end. */
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { type BenchService, flaggedPatient, startBenchService } from './support/bench-service.js';

const patients = 100_000;
/** One patient in so many has an open flag and a drafted question. */
const flaggedOneIn = 10;
const agendaLength = 20;
const warmUps = 30;
const requests = 400;
const limitMilliseconds = 50;
const largeTable = 50_000;

/** Prints the percentiles of each question; the exit status is 1 where one is over its limit or a large table was read whole. */
export async function run(): Promise<void> {
  const service = await startBenchService();
  const client = new pg.Client({ connectionString: service.databaseUrl });
  await client.connect();
  try {
    const { patientIds, meetingId } = await furnish(service, client);
    const midst = await cursorAfter(service, 40);
    const before = await wholeReads(client);
    let next = 0;
    // What the machine itself takes now, to read the others against.
    await told('nothing but the round trip', () => service.call('GET', '/healthz'));
    const over = [
      await told('worklist, first page of 50', () => service.call('GET', '/api/worklist?limit=50&placed=open')),
      await told('worklist, a page in its midst', () =>
        service.call('GET', `/api/worklist?limit=50&placed=open&cursor=${midst}`),
      ),
      await told('worklist, questions without a flag', () =>
        service.call('GET', '/api/worklist?limit=50&kind=question'),
      ),
      await told('a patient', () =>
        service.call('GET', `/api/patients/${patientIds[(next += 1) % patientIds.length]}/case`),
      ),
      await told(`an agenda of ${agendaLength}`, () => service.call('GET', `/api/meetings/${meetingId}/agenda`)),
    ].filter(Boolean);
    const after = await wholeReads(client);
    const read = [...after].filter(([table, scans]) => scans > (before.get(table) ?? 0)).map(([table]) => table);
    console.log(
      read.length === 0
        ? `No table of more than ${largeTable} rows was read from end to end.`
        : `Read from end to end: ${read.join(', ')}`,
    );
    if (over.length + read.length > 0) process.exitCode = 1;
  } finally {
    await client.end();
    await service.close();
  }
}

interface Furnished {
  readonly patientIds: readonly string[];
  readonly meetingId: string;
}

/** One patient goes through the service; the others are copies of its rows, which is all that a read sees of them. */
async function furnish(service: BenchService, client: pg.Client): Promise<Furnished> {
  const first = (await flaggedPatient())(0);
  await service.call('POST', '/api/facts', { as: 'sender', body: first.facts });
  const {
    results: [receipt],
  } = await service.call<{ results: { patientId: string }[] }>('POST', '/api/assessments', {
    as: 'sender',
    body: first.assessments,
  });
  if (receipt === undefined) throw new Error('The first patient was not recorded.');
  await service.classified(1);
  const started = performance.now();
  for (const statement of copies)
    await client.query(
      statement
        .replaceAll(':patient', receipt.patientId)
        .replaceAll(':count', String(patients))
        .replaceAll(':every', String(flaggedOneIn)),
    );
  await client.query('VACUUM ANALYZE');
  console.log(`${patients} patients in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  const { rows } = await client.query<{ id: string }>('SELECT id FROM patient ORDER BY md5(id::text) LIMIT 500');
  return { patientIds: rows.map(({ id }) => id), meetingId: await fillAgenda(service) };
}

async function fillAgenda(service: BenchService): Promise<string> {
  const meeting = await service.call<{ id: string }>('POST', `/api/boards/${service.boardId}/meetings`, {
    body: { startsAt: new Date(Date.now() + 864e5).toISOString(), minutes: 120 },
  });
  const { items } = await service.call<{ items: { id: string; version: number }[] }>(
    'GET',
    `/api/items?state=draft&limit=${agendaLength}`,
  );
  for (const { id, version } of items) {
    await service.call('POST', `/api/items/${id}/accept`, { ifMatch: `"${version}"` });
    const { version: agenda } = await service.call<{ version: number }>('GET', `/api/meetings/${meeting.id}`);
    await service.call('POST', `/api/meetings/${meeting.id}/agenda`, { body: { itemId: id }, ifMatch: `"${agenda}"` });
  }
  return meeting.id;
}

/** The cursor that stands after so many pages of the worklist. */
async function cursorAfter(service: BenchService, pages: number): Promise<string> {
  let cursor = '';
  for (let page = 0; page < pages; page += 1) {
    const { next } = await service.call<{ next: string | null }>(
      'GET',
      `/api/worklist?limit=50&placed=open${cursor === '' ? '' : `&cursor=${cursor}`}`,
    );
    if (next === null) throw new Error(`The worklist ends after ${page + 1} pages.`);
    cursor = next;
  }
  return cursor;
}

/** Copies number n get the ids of the rows that they are copies of, moved on by n times a stride. */
const stride = 1_000;
const moved = (column: string): string => `${column} + n * ${stride}`;
const copy = (table: string, columns: readonly (readonly [string, string])[], from: string, every = ''): string => `
  INSERT INTO ${table} (${columns.map(([name]) => name).join(', ')}) OVERRIDING SYSTEM VALUE
  SELECT ${columns.map(([, value]) => value).join(', ')} FROM ${from}, generate_series(1, :count - 1) AS n ${every}`;
const same = (prefix: string, names: string): (readonly [string, string])[] =>
  names.split(' ').map((name) => [name, `${prefix}.${name}`] as const);
const onlyFlagged = 'AND n % :every = 0';
/** As many again have a question without a flag. */
const onlyAsked = 'AND n % :every IN (0, 1)';

const copies: readonly string[] = [
  copy(
    'patient',
    [['id', moved('p.id')], ['patient_id', "p.patient_id || '-' || n"], ...same('p', 'site_id issuer synthetic')],
    'patient p',
    'WHERE p.id = :patient',
  ),
  copy(
    'patient_board',
    [['id', moved('b.id')], ['patient_id', moved('b.patient_id')], ...same('b', 'board_id')],
    'patient_board b',
    'WHERE b.patient_id = :patient',
  ),
  copy(
    'treatment_line',
    [
      ['id', moved('l.id')],
      ['patient_id', moved('l.patient_id')],
      ...same('l', 'line_key implied history_version classified_version classified_release_id'),
      ['last_scan', 'l.last_scan - n % 700'],
      ['open_flag', 'n % :every = 0'],
      ['open_question', 'n % :every IN (0, 1)'],
    ],
    'treatment_line l',
    'WHERE l.patient_id = :patient',
  ),
  copy(
    'lesion',
    [['id', moved('l.id')], ['patient_id', moved('l.patient_id')], ...same('l', 'evaluator label')],
    'lesion l',
    'WHERE l.patient_id = :patient',
  ),
  copy(
    'case_fact',
    [
      ['id', moved('f.id')],
      ['patient_id', moved('f.patient_id')],
      ['treatment_line_id', moved('f.treatment_line_id')],
      ['source_id', "f.source_id || '-' || n"],
      ...same(
        'f',
        'lesion evaluator issuer revision ordinal name state value date_as_sent date_from date_to source recorded_by',
      ),
    ],
    'case_fact f',
    'WHERE f.patient_id = :patient',
  ),
  copy(
    'assessment',
    [
      ['id', moved('a.id')],
      ['patient_id', moved('a.patient_id')],
      ['treatment_line_id', moved('a.treatment_line_id')],
      ['source_id', "a.source_id || '-' || n"],
      ...same(
        'a',
        'issuer revision content_hash state evaluator reader modality timepoint date_as_sent date_from date_to study_day stated_baseline organs_imaged received_by',
      ),
    ],
    'assessment a',
    'WHERE a.patient_id = :patient',
  ),
  copy(
    'measurement',
    [
      ['assessment_id', moved('m.assessment_id')],
      ['lesion_id', moved('m.lesion_id')],
      ...same('m', 'ordinal role organ site axis state micrometres as_sent'),
    ],
    'measurement m JOIN assessment a ON a.id = m.assessment_id',
    'WHERE a.patient_id = :patient',
  ),
  copy(
    'classification',
    [
      ['id', moved('c.id')],
      ['treatment_line_id', moved('c.treatment_line_id')],
      ...same('c', 'evaluator history_version engine_version rule_set_version input_hash result discussion'),
    ],
    'classification c JOIN treatment_line l ON l.id = c.treatment_line_id',
    'WHERE l.patient_id = :patient AND c.superseded_at IS NULL',
  ),
  copy(
    'flag',
    [
      ['id', moved('f.id')],
      ['treatment_line_id', moved('f.treatment_line_id')],
      ...same('f', 'definition episode tier state reason holds content content_hash history_version'),
    ],
    'flag f JOIN treatment_line l ON l.id = f.treatment_line_id',
    `WHERE l.patient_id = :patient AND f.superseded_at IS NULL ${onlyFlagged}`,
  ),
  copy(
    'discussion_item',
    [
      ['id', moved('d.id')],
      ['treatment_line_id', moved('d.treatment_line_id')],
      ...same(
        'd',
        'rule rule_version question content evidence_hash input_hash engine_version rule_set_version history_version state version',
      ),
    ],
    'discussion_item d JOIN treatment_line l ON l.id = d.treatment_line_id',
    `WHERE l.patient_id = :patient AND d.superseded_at IS NULL ${onlyAsked}`,
  ),
];

/** An idle connection of PostgreSQL tells what it has read after ten seconds at the latest. */
const untilToldMilliseconds = 11_000;

/** Reads from end to end so far, of each table that is large: those of the service, and of this benchmark while it made its data. */
async function wholeReads(client: pg.Client): Promise<ReadonlyMap<string, number>> {
  await client.query('SELECT pg_stat_force_next_flush()');
  await delay(untilToldMilliseconds);
  await client.query('SELECT pg_stat_clear_snapshot()');
  const { rows } = await client.query<{ table: string; scans: string }>(
    'SELECT relname AS table, seq_scan AS scans FROM pg_stat_user_tables WHERE n_live_tup > $1',
    [largeTable],
  );
  return new Map(rows.map(({ table, scans }) => [table, Number(scans)]));
}

/** @returns whether the 99th percentile is over the limit */
async function told(what: string, once: () => Promise<unknown>): Promise<boolean> {
  for (let round = 0; round < warmUps; round += 1) await once();
  const times: number[] = [];
  for (let round = 0; round < requests; round += 1) {
    const started = performance.now();
    await once();
    times.push(performance.now() - started);
  }
  times.sort((one, other) => one - other);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? NaN;
  const over = at(0.99) > limitMilliseconds;
  console.log(
    `${what}: median ${at(0.5).toFixed(1)} ms, 99th percentile ${at(0.99).toFixed(1)} ms (limit ${limitMilliseconds} ms)${over ? '  OVER' : ''}`,
  );
  return over;
}
