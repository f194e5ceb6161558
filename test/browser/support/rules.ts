/** What a release of other versions leaves to see: the service is made to look as if it had been upgraded just now. */
import { Client } from 'pg';
import { until } from '../../support/until.js';
import type { ServiceUnderTest } from './service.js';

/** Versions that no release of the service has. */
export const earlier = { engine: '0.0.1', rules: '0.0.2', t3a: 'Should the growing node be treated?' } as const;

/** What stands is as if former versions had made it: T3a asked otherwise, T2 was not there, and T99 was. */
export async function asEarlierVersions({ databaseUrl }: Pick<ServiceUnderTest, 'databaseUrl'>): Promise<void> {
  await inDatabase(databaseUrl, async (client) => {
    await client.query('UPDATE release SET engine_version = $1, rule_set_version = $2 WHERE current', [
      earlier.engine,
      earlier.rules,
    ]);
    await client.query(
      `
      UPDATE discussion_item SET rule_version = '0.0.1', question = $1, content = jsonb_set(content::jsonb, '{question}', to_jsonb($1::text))::json
      WHERE rule = 'T3a' AND superseded_at IS NULL`,
      [earlier.t3a],
    );
    await client.query(
      `UPDATE discussion_item SET superseded_at = now() WHERE rule IN ('T2', 'T99') AND superseded_at IS NULL`,
    );
    await client.query(`UPDATE discussion_item SET rule = 'T99' WHERE rule = 'T7' AND superseded_at IS NULL`);
  });
}

/** A dry run that has come to its end, as an administrator starts it. @returns its id */
export async function finishedDryRun({ call }: Pick<ServiceUnderTest, 'call'>): Promise<string> {
  const { id } = await call<{ id: string }>('POST', '/api/dry-runs', { as: 'administrator' });
  await until(`dry run ${id} is done`, async () => {
    const { state } = await call<{ state: string }>('GET', `/api/dry-runs/${id}`, { as: 'administrator' });
    return state === 'done';
  });
  return id;
}

export async function inDatabase<Result>(
  databaseUrl: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
