/** Everything that an installation knows of its patients, by business keys: row ids, times and the way there are left out. */
import type { Client } from 'pg';
import { until } from '../../support/until.js';

/** By kind of content, the content of each by its key. */
export type KeptState = Readonly<Record<keyof typeof queries, ReadonlyMap<string, string>>>;

const lineKey = `concat_ws(' / ', patient.issuer, patient.patient_id, line.line_key)`;
const ofLine = (table: string): string =>
  `${table} JOIN treatment_line AS line ON line.id = ${table}.treatment_line_id JOIN patient ON patient.id = line.patient_id`;

/*
 * A flag that is withdrawn and an item that is closed tell of something that was seen and is not so any more. Which of these there
 * are depends on what was classified between two arrivals, not on what arrived.
 */
const queries = {
  assessments: `
    SELECT concat_ws(' / ', assessment.issuer, source_id, revision) AS key,
      jsonb_build_array(${lineKey}, evaluator, timepoint, date_as_sent, study_day, state, encode(content_hash, 'hex'), superseded_by IS NULL, measured.list) AS content
    FROM ${ofLine('assessment')}
    CROSS JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_array(label, role, organ, axis, measurement.state, micrometres, as_sent) ORDER BY ordinal) AS list
      FROM measurement JOIN lesion ON lesion.id = lesion_id WHERE assessment_id = assessment.id) AS measured`,
  facts: `
    SELECT concat_ws(' / ', fact.issuer, source_id, revision, ordinal) AS key,
      jsonb_build_array(patient.issuer, patient.patient_id, line.line_key, lesion, name, state, value, date_as_sent, superseded_at IS NULL) AS content
    FROM case_fact AS fact JOIN patient ON patient.id = fact.patient_id LEFT JOIN treatment_line AS line ON line.id = treatment_line_id`,
  questions: `
    SELECT DISTINCT concat_ws(' / ', kind, code, place ->> 'file', place ->> 'row', place ->> 'column', message) AS key, jsonb_build_array(expected) AS content
    FROM sender_query WHERE answered_at IS NULL`,
  classifications: `
    SELECT concat_ws(' / ', ${lineKey}, evaluator) AS key, jsonb_build_array(engine_version, rule_set_version, result, discussion) AS content
    FROM ${ofLine('classification')} WHERE superseded_at IS NULL`,
  flags: `
    SELECT concat_ws(' / ', ${lineKey}, definition, episode) AS key, jsonb_build_array(tier, state, reason, holds, content) AS content
    FROM ${ofLine('flag')} WHERE superseded_at IS NULL AND state <> 'withdrawn'`,
  items: `
    SELECT concat_ws(' / ', ${lineKey}, rule) AS key, jsonb_build_array(rule_version, question, state, content) AS content
    FROM ${ofLine('discussion_item')} WHERE superseded_at IS NULL AND state <> 'closed'`,
} as const;

const kinds = Object.keys(queries) as (keyof typeof queries)[];

/** @throws Error when a key stands twice: two current rows of one thing */
export async function keptState(database: Client): Promise<KeptState> {
  const entries: [string, ReadonlyMap<string, string>][] = [];
  for (const kind of kinds) {
    const { rows } = await database.query<{ key: string; content: unknown }>(queries[kind]);
    const contents = new Map(rows.map(({ key, content }) => [key, JSON.stringify(content)]));
    if (contents.size !== rows.length)
      throw new Error(`There are ${rows.length} current ${kind} of ${contents.size} keys.`);
    entries.push([kind, contents]);
  }
  return Object.fromEntries(entries) as KeptState;
}

/** How many there are of each kind. */
export const sizesOf = (state: KeptState): Record<string, number> =>
  Object.fromEntries(kinds.map((kind) => [kind, state[kind].size]));

/** What one state has otherwise than the other, in one line each; the first few of each kind. */
export function differences(found: KeptState, expected: KeptState): string[] {
  return kinds.flatMap((kind) => {
    const keys = new Set([...found[kind].keys(), ...expected[kind].keys()]);
    const apart = [...keys].filter((key) => found[kind].get(key) !== expected[kind].get(key));
    return apart.slice(0, 5).map((key) => `${kind} ${key}: ${around(found[kind].get(key), expected[kind].get(key))}`);
  });
}

/** Both texts from shortly before they part. */
function around(found: string | undefined, expected: string | undefined): string {
  if (found === undefined || expected === undefined) return found === undefined ? 'missing' : 'not expected';
  let start = 0;
  while (found[start] === expected[start]) start += 1;
  const part = (text: string): string => text.slice(Math.max(0, start - 40), start + 80);
  return `${part(found)} instead of ${part(expected)}`;
}

/** What is left to do: uploads that are not finished, and lines whose history is newer than their classification. */
export async function unfinished(database: Client): Promise<{ readonly imports: number; readonly staleLines: number }> {
  const {
    rows: [row],
  } = await database.query<{ imports: number; staleLines: number }>(`
    SELECT (SELECT count(*)::integer FROM import WHERE state IN ('waiting', 'running')) AS imports,
      (SELECT count(*)::integer FROM treatment_line WHERE history_version <> classified_version) AS "staleLines"`);
  return row ?? { imports: 0, staleLines: 0 };
}

/** Waits until nothing is left to do. */
export async function becomesCurrent(database: Client, limitMilliseconds = 480_000): Promise<void> {
  await until(
    'everything is current',
    async () => {
      const { imports, staleLines } = await unfinished(database);
      return imports === 0 && staleLines === 0;
    },
    limitMilliseconds,
  );
}

/** How many rows a table holds. */
export async function countOf(
  database: Client,
  table: 'assessment' | 'classification' | 'flag' | 'discussion_item',
): Promise<number> {
  return Number((await database.query<{ count: string }>(`SELECT count(*) FROM ${table}`)).rows[0]?.count);
}
