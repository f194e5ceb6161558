/**
 * How long people at work wait: 20 of them open the worklist, pages of cases, agendas and look patients up, at 100,000 patients and 1,000
 * open cases, while the sweeps of a real service run beside them. Printed with two requests that need nothing of the database or only
 * who asks, in the same run: what the machine itself takes.
 *
 *     npm run bench -- board [--seconds=20] [--patients=100000] [--pause=1000] [--json=FILE]
 */
import { writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { endedSql } from '../../src/modules/boards/cases/case-endings.service.js';
import { freshLinesSql, newLinesSql, walkedLinesSql } from '../../src/modules/boards/cases/case-raising.service.js';
import { copyPatient } from '../support/copied-patients.js';
import { scannedWhole } from '../support/plans.js';
import { type BenchService, flaggedPatient, startBenchService } from './support/bench-service.js';
import { percentile, Sender } from './support/load.js';
import { load } from './support/machine.js';

const people = 20;
const caseOneIn = 10;
const openOneIn = 100;
const meetings = 10;
const limitMilliseconds = 50;
const largeTable = 5_000;
const warmUpSeconds = 4;

/** What is lost with the machine is made anew: the data are written as fast as it can, and read with the settings that an installation has. */
const settings = {
  fsync: 'off',
  full_page_writes: 'off',
  max_wal_size: '8GB',
  shared_preload_libraries: 'pg_stat_statements',
};

interface Measured {
  readonly what: string;
  readonly requests: number;
  readonly p50: number;
  readonly p99: number;
}

/** Prints the figures; the exit status is 1 where one is over its limit or a large table was read whole. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: 'string', default: '20' },
      patients: { type: 'string', default: '100000' },
      pause: { type: 'string', default: '1000' },
      json: { type: 'string' },
    },
  });
  const service = await startBenchService(settings);
  const client = new Client({ connectionString: service.databaseUrl });
  await client.connect();
  try {
    const furnished = await furnish(service, client, Number(values.patients));
    const statements = await readStatements(service);
    const before = await wholeReads(client);
    const measured = await atWork(service, furnished, Number(values.seconds), Number(values.pause));
    for (const line of await statements()) console.log(line);
    const after = await wholeReads(client);
    const whole = [...after].filter(([table, scans]) => scans > (before.get(table) ?? 0)).map(([table]) => table);
    const sweeps = await explained(client);
    told(measured, whole, sweeps);
    if (values.json !== undefined)
      await writeFile(
        values.json,
        `${JSON.stringify({ bench: 'board', patients: Number(values.patients), people, load: load(), measured, sweeps, readWhole: whole }, null, 2)}\n`,
      );
  } finally {
    await client.end();
    await service.close();
  }
}

interface Furnished {
  readonly caseIds: readonly string[];
  readonly patientIds: readonly string[];
  readonly meetingIds: readonly string[];
  readonly bearers: readonly string[];
}

/** One patient goes through the service; the others are copies of its rows. */
async function furnish(service: BenchService, client: Client, patients: number): Promise<Furnished> {
  const bearers: string[] = [];
  for (let person = 1; person <= people; person += 1)
    bearers.push(await service.person(`person-${person}`, person % 2 === 0 ? 'member' : 'coordinator'));
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
  for (let raised = 0; raised === 0; await delay(100))
    raised = (await service.call<{ items: unknown[] }>('GET', '/api/cases')).items.length;
  const meetingIds: string[] = [];
  for (let week = 1; week <= meetings; week += 1) {
    const startsAt = new Date(Date.now() + week * 7 * 864e5).toISOString();
    const path = `/api/boards/${service.boardId}/meetings`;
    meetingIds.push((await service.call<{ id: string }>('POST', path, { body: { startsAt, minutes: 120 } })).id);
  }
  const started = performance.now();
  await copyPatient(async (statement, parameters) => (await client.query(statement, [...(parameters ?? [])])).rows, {
    patientId: receipt.patientId,
    patients,
    caseOneIn,
    openOneIn,
    measuredOneIn: 1,
    meetingIds,
  });
  console.log(`${patients} patients in ${((performance.now() - started) / 1_000).toFixed(0)} s; load ${load()}`);
  const ids = async (sql: string): Promise<string[]> =>
    (await client.query<{ id: string }>(sql)).rows.map(({ id }) => id);
  return {
    bearers,
    meetingIds,
    caseIds: await ids(
      `SELECT id FROM board_case WHERE state IN ('raised', 'accepted', 'scheduled') ORDER BY md5(id::text) LIMIT 500`,
    ),
    patientIds: await ids('SELECT patient_id AS id FROM patient ORDER BY md5(id::text) LIMIT 500'),
  };
}

/** What one person does next: requests that a screen sends at once, each with the name under which it is counted. */
type Action = readonly (readonly [what: string, method: string, path: string, body?: string])[];

const one = (ids: readonly string[], turn: number): string => ids[turn % ids.length] ?? '';

/** Of twenty actions: eight cases read, five worklists, three agendas, two patients looked up, and twice what needs next to nothing. */
function actionOf(turn: number, { caseIds, patientIds, meetingIds }: Furnished): Action {
  const kind = turn % 20;
  if (kind < 8) {
    const path = `/api/cases/${one(caseIds, turn)}`;
    return [
      ['case page: the case', 'GET', path],
      ['case page: its reading', 'GET', `${path}/reading`],
    ];
  }
  if (kind < 11) return [['worklist, as it opens', 'GET', '/api/cases?limit=50&waitsFor=coordinator']];
  if (kind < 13) return [['worklist, all that is open', 'GET', '/api/cases?limit=50']];
  if (kind < 16) return [['agenda of 20', 'GET', `/api/meetings/${one(meetingIds, turn)}/agenda`]];
  if (kind < 17)
    return [['search: a number', 'POST', '/api/patients/search', JSON.stringify({ patientId: one(patientIds, turn) })]];
  if (kind < 18) return [['search: a case', 'GET', `/api/cases?limit=50&number=${1 + (turn % 5_000)}`]];
  return kind === 18
    ? [['nothing but the round trip', 'GET', '/healthz']]
    : [['nothing but who asks', 'GET', '/api/me']];
}

/** Everybody at work at once, each with another action every so many milliseconds. */
async function atWork(
  service: BenchService,
  furnished: Furnished,
  seconds: number,
  pause: number,
): Promise<readonly Measured[]> {
  const times = new Map<string, number[]>();
  const begun = performance.now();
  const end = begun + (warmUpSeconds + seconds) * 1_000;
  const person = async (bearer: string, index: number): Promise<void> => {
    const sender = new Sender({ url: service.url, authorization: bearer });
    let due = begun + (index * pause) / people;
    for (let turn = index * 7; due < end; turn += 1) {
      if (due > performance.now()) await delay(due - performance.now());
      const counts = due > begun + warmUpSeconds * 1_000;
      await Promise.all(
        actionOf(turn * 13 + index, furnished).map(async ([what, method, path, body]) => {
          const sent = performance.now();
          const status = await sender.send(method, path, body);
          if (status !== 200) throw new Error(`${method} ${path} answered ${status}`);
          if (counts) times.set(what, [...(times.get(what) ?? []), performance.now() - sent]);
        }),
      );
      due = Math.max(due + pause * (0.5 + ((turn * 7_919) % 1_000) / 1_000), performance.now());
    }
    sender.close();
  };
  await Promise.all(furnished.bearers.map(person));
  return [...times]
    .map(([what, taken]) => ({
      what,
      requests: taken.length,
      p50: percentile(taken, 0.5),
      p99: percentile(taken, 0.99),
    }))
    .sort((first, second) => first.what.localeCompare(second.what));
}

/** What the service's own sweeps take on this database, and which large tables they read whole. */
async function explained(client: Client): Promise<readonly { sweep: string; milliseconds: number; whole: string[] }[]> {
  const sweeps: Readonly<Record<string, readonly [statement: string, values?: readonly unknown[]]>> = {
    'cases-to-raise, what is new': [freshLinesSql(newLinesSql)],
    'cases-to-raise, the next lines': [freshLinesSql(walkedLinesSql('open_question')), ['-infinity', '0']],
    'cases-to-end': [endedSql('true')],
  };
  const found = [];
  for (const [sweep, [statement, parameters = []]] of Object.entries(sweeps)) {
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: object; 'Execution Time': number }] }>(
      `EXPLAIN (ANALYZE, FORMAT JSON) ${statement}`,
      [...parameters],
    );
    const [plan] = rows[0]!['QUERY PLAN'];
    found.push({ sweep, milliseconds: plan['Execution Time'], whole: scannedWhole(plan) });
  }
  return found;
}

function told(
  measured: readonly Measured[],
  whole: readonly string[],
  sweeps: readonly { sweep: string; milliseconds: number; whole: string[] }[],
): void {
  console.log(`${people} people at work, load ${load()}:`);
  for (const { what, requests, p50, p99 } of measured) {
    const over = p99 > limitMilliseconds;
    if (over) process.exitCode = 1;
    console.log(
      `  ${what.padEnd(28)} ${String(requests).padStart(5)} times, median ${p50.toFixed(1).padStart(6)} ms, 99th percentile ${p99.toFixed(1).padStart(7)} ms${over ? `  OVER ${limitMilliseconds} ms` : ''}`,
    );
  }
  for (const { sweep, milliseconds, whole: tables } of sweeps)
    console.log(`  sweep ${sweep}: ${milliseconds.toFixed(1)} ms; reads whole: ${tables.join(', ') || 'nothing'}`);
  console.log(
    whole.length === 0
      ? `No table of more than ${largeTable} rows was read from end to end.`
      : `Read from end to end meanwhile: ${whole.join(', ')}`,
  );
  if (whole.length > 0) process.exitCode = 1;
}

/** The statements that took the most time altogether, from now until it is asked. */
async function readStatements({ administratorUrl, databaseUrl }: BenchService): Promise<() => Promise<string[]>> {
  const url = Object.assign(new URL(administratorUrl), { pathname: new URL(databaseUrl).pathname }).href;
  const administrator = new Client({ connectionString: url });
  await administrator.connect();
  await administrator.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  await administrator.query('SELECT pg_stat_statements_reset()');
  return async () => {
    const { rows } = await administrator.query<{ total: number; calls: string; mean: number; query: string }>(
      `SELECT total_exec_time AS total, calls, mean_exec_time AS mean, regexp_replace(query, '\\s+', ' ', 'g') AS query FROM pg_stat_statements
      WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) ORDER BY total_exec_time DESC LIMIT 10`,
    );
    await administrator.end();
    return rows.map(
      ({ calls, mean, query }) =>
        `  ${calls.padStart(6)} times ${mean.toFixed(2).padStart(8)} ms  ${query.trim().slice(0, 110)}`,
    );
  };
}

/** An idle connection of PostgreSQL tells what it has read after ten seconds at the latest. */
const untilToldMilliseconds = 11_000;

/** Reads from end to end so far, of each table that is large: those of the service, and of this benchmark while it made its data. */
async function wholeReads(client: Client): Promise<ReadonlyMap<string, number>> {
  await client.query('SELECT pg_stat_force_next_flush()');
  await delay(untilToldMilliseconds);
  await client.query('SELECT pg_stat_clear_snapshot()');
  const { rows } = await client.query<{ table: string; scans: string }>(
    'SELECT relname AS table, seq_scan AS scans FROM pg_stat_user_tables WHERE n_live_tup > $1',
    [largeTable],
  );
  return new Map(rows.map(({ table, scans }) => [table, Number(scans)]));
}
