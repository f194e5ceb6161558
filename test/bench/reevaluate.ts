/**
 * Patients evaluated anew per second under a changed rule set, writes included, and how soon a live assessment is flagged meanwhile:
 * the head and neck cohort under other ids, sent through the service's doors. Compared in the same run with PostgreSQL copying the
 * rows that the re-evaluation writes, and nothing else.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { type BenchService, startBenchService } from './support/bench-service.js';

interface Document {
  readonly patient: { readonly id: string };
}

interface DryRun {
  readonly id: string;
  readonly state: string;
  readonly lines: number;
  readonly version: number;
  readonly counts: readonly { readonly name: string; readonly kind: string; readonly count: number }[];
}

const documentsAtOnce = 200;

const linesOf = (file: string): string[] =>
  readFileSync(new URL(`../../../demo/head-and-neck/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n');
const cohort = { assessments: linesOf('assessments.jsonl'), facts: linesOf('facts.jsonl') };

/** One document of the cohort as that of the patient of another round. */
const renamed = (line: string, round: number | string): Document =>
  JSON.parse(line.replace(/HN-(\d\d)/g, `R${round}-$1`)) as Document;

const seconds = (since: number): number => (performance.now() - since) / 1_000;
const printed = (value: number): string => Math.round(value).toLocaleString('en');
const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((one, other) => one - other)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
  Number.NaN;

async function load(service: BenchService, patients: number): Promise<void> {
  for (const [path, lines] of [
    ['/api/facts', cohort.facts],
    ['/api/assessments', cohort.assessments],
  ] as const) {
    const documents = Array.from({ length: Math.ceil(patients / 16) }, (_, round) =>
      lines.map((line) => renamed(line, round)),
    )
      .flat()
      .filter(({ patient: { id } }) => Number(id.slice(1).split('-')[0]) * 16 + Number(id.slice(-2)) <= patients);
    for (let start = 0; start < documents.length; start += documentsAtOnce) {
      await service.call('POST', path, { as: 'sender', body: documents.slice(start, start + documentsAtOnce) });
    }
  }
}

async function count(database: Client, sql: string, parameters: readonly unknown[] = []): Promise<number> {
  const { rows } = await database.query<{ count: number }>(`SELECT count(*)::integer AS count ${sql}`, [...parameters]);
  return rows[0]?.count ?? 0;
}

const staleLines = (database: Client): Promise<number> =>
  count(database, 'FROM treatment_line WHERE history_version <> classified_version');
const underFormerRelease = (database: Client): Promise<number> =>
  count(database, 'FROM treatment_line WHERE classified_release_id <> (SELECT id FROM release WHERE current)');

async function until(holds: () => Promise<boolean>, everyMilliseconds: number): Promise<void> {
  while (!(await holds())) await delay(everyMilliseconds);
}

/** What stands looks as if a former rule set had made it: every rule has another version now, and every item will change. */
async function agePresent(database: Client): Promise<void> {
  await database.query(`UPDATE release SET rule_set_version = '0.0.0'`);
  await database.query(`UPDATE classification SET rule_set_version = '0.0.0'`);
  await database.query(
    `UPDATE discussion_item SET rule_set_version = '0.0.0', rule_version = '0.0.0', content = jsonb_set(content::jsonb, '{ruleVersion}', '"0.0.0"')::json`,
  );
  await database.query('VACUUM ANALYZE');
}

/** Seconds from the POST of a patient's last assessment to the row of the flag, for patients who come while the rest is evaluated anew. */
async function liveAssessments(service: BenchService, database: Client, goesOn: () => boolean): Promise<number[]> {
  const mine = (line: string): boolean => line.includes('"HN-01"');
  const taken: number[] = [];
  for (let number = 0; goesOn(); number += 1) {
    const name = `live${number}`;
    const assessments = cohort.assessments.filter(mine).map((line) => renamed(line, name));
    await service.call('POST', '/api/facts', {
      as: 'sender',
      body: cohort.facts.filter(mine).map((line) => renamed(line, name)),
    });
    if (assessments.length > 1)
      await service.call('POST', '/api/assessments', { as: 'sender', body: assessments.slice(0, -1) });
    await delay(100);
    const posted = performance.now();
    await service.call('POST', '/api/assessments', { as: 'sender', body: assessments.slice(-1) });
    await until(
      async () =>
        (await count(
          database,
          `
      FROM flag JOIN treatment_line AS line ON line.id = treatment_line_id JOIN patient ON patient.id = line.patient_id
      WHERE patient.patient_id = $1 AND flag.tier = 'flag' AND flag.superseded_at IS NULL`,
          [`R${name}-01`],
        )) > 0,
      10,
    );
    taken.push(seconds(posted));
  }
  return taken;
}

/** Rows that the re-evaluation wrote, copied into tables of the same shape and indexes: what PostgreSQL alone needs for them. */
async function copyOfRows(database: Client): Promise<number> {
  for (const table of ['classification', 'discussion_item', 'flag'])
    await database.query(`CREATE TABLE ${table}_copy (LIKE ${table} INCLUDING INDEXES)`);
  const began = performance.now();
  for (const table of ['classification', 'discussion_item', 'flag']) {
    await database.query(
      `INSERT INTO ${table}_copy OVERRIDING SYSTEM VALUE SELECT * FROM ${table} WHERE superseded_at IS NULL`,
    );
  }
  return seconds(began);
}

async function measure(service: BenchService, database: Client, patients: number): Promise<void> {
  const loading = performance.now();
  await load(service, patients);
  await until(async () => (await staleLines(database)) === 0, 100);
  console.log(`${printed(patients)} patients sent and classified: ${printed(patients / seconds(loading))} patients/s`);
  await agePresent(database);

  const trying = performance.now();
  const { id } = await service.call<DryRun>('POST', '/api/dry-runs', { as: 'administrator' });
  const dryRun = (): Promise<DryRun> => service.call<DryRun>('GET', `/api/dry-runs/${id}`, { as: 'administrator' });
  await until(async () => (await dryRun()).state === 'done', 200);
  const { version, counts } = await dryRun();
  console.log(
    `dry run: ${printed(patients / seconds(trying))} patients/s, ${printed(counts.reduce((sum, each) => sum + each.count, 0))} flags and items that would change`,
  );

  await service.call('POST', `/api/dry-runs/${id}/release`, {
    as: 'administrator',
    body: { reason: 'benchmark' },
    ifMatch: `"${version}"`,
  });
  const began = performance.now();
  let goesOn = true;
  const live = liveAssessments(service, database, () => goesOn);
  await until(async () => (await underFormerRelease(database)) === 0, 250);
  const taken = seconds(began);
  goesOn = false;
  const flagged = await live;
  console.log(
    `re-evaluation with live assessments beside it: ${printed(patients / taken)} patients/s in ${taken.toFixed(1)} s (goal 300)`,
  );
  console.log(
    `live assessment to its flag meanwhile: median ${percentile(flagged, 0.5).toFixed(3)} s, 99th percentile ${percentile(flagged, 0.99).toFixed(3)} s of ${flagged.length} (goal 1 s)`,
  );
  const copied = await copyOfRows(database);
  console.log(
    `PostgreSQL copying the same rows alone: ${printed(patients / copied)} patients/s; the re-evaluation takes ${(taken / copied).toFixed(1)} times as long`,
  );
}

/** @param args number of patients; 10,000 unless given */
export async function run(args: readonly string[]): Promise<void> {
  const service = await startBenchService();
  const database = new Client({ connectionString: service.databaseUrl });
  try {
    await database.connect();
    await measure(service, database, Number(args[0] ?? 10_000));
  } finally {
    await database.end();
    await service.close();
  }
}
