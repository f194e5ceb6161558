import type { Client as DatabaseClient } from 'pg';
import { Client } from './support/client.js';
import { sdtmPart } from './support/input.js';
import { install, type Installation, removeInstallations } from './support/installation.js';
import { becomesCurrent } from './support/kept-state.js';
import { arrival, barrierAt, type Write } from './support/kill-moments.js';
import { sendEverything } from './support/sender.js';
import { endAllServices, ServiceProcess } from './support/service-process.js';
import { until } from '../support/until.js';

interface DryRun {
  readonly id: string;
  readonly state: string;
  readonly lines: number;
  readonly done: number;
  readonly counts: readonly object[];
}

let installation: Installation;
let service: ServiceProcess;
let undisturbed: { readonly run: DryRun; readonly changes: readonly object[] };

const dryRun = (id: string): Promise<DryRun> =>
  new Client(service.url, installation.administratorKey).get<DryRun>(`/api/dry-runs/${id}`);
const start = (): Promise<DryRun> =>
  new Client(service.url, installation.administratorKey).post<DryRun>('/api/dry-runs', {});

async function ended(id: string): Promise<DryRun> {
  await until('the dry run is done', async () => (await dryRun(id)).state === 'done');
  return dryRun(id);
}

/** The list of a dry run in its order, without the ids of its rows. */
const changesOf = async (client: DatabaseClient, id: string): Promise<object[]> =>
  (
    await client.query<object>(
      `
  SELECT treatment_line_id, subject, name, kind, shown, newer_data, current_id, code, was, will_be, because FROM dry_run_change WHERE dry_run_id = $1 ORDER BY id`,
      [id],
    )
  ).rows;

/** Every flag and every item stands as if another engine and other rules had made it. */
async function asOtherVersionsMade(client: DatabaseClient): Promise<void> {
  await client.query(`UPDATE release SET engine_version = '0.0.0', rule_set_version = '0.0.0'`);
  await client.query(`UPDATE flag SET content_hash = decode('00', 'hex')`);
  await client.query(`UPDATE discussion_item SET rule_version = '0.0.0'`);
}

beforeAll(async () => {
  installation = await install();
  service = await ServiceProcess.start({ databaseUrl: installation.url });
  await sendEverything(service, installation.senderKey, sdtmPart(120));
  await becomesCurrent(installation.client);
  await asOtherVersionsMade(installation.client);
  const { id } = await start();
  undisturbed = { run: await ended(id), changes: await changesOf(installation.client, id) };
});

afterAll(async () => {
  await endAllServices();
  await removeInstallations();
});

it('an undisturbed dry run goes through several batches and finds changes in the first and in the last', () => {
  const lines = undisturbed.changes.map((change) =>
    Number((change as { readonly treatment_line_id: string }).treatment_line_id),
  );
  expect(undisturbed.run.done).toBe(undisturbed.run.lines);
  expect(undisturbed.run.lines).toBeGreaterThan(100);
  expect(undisturbed.changes.length).toBeGreaterThan(50);
  expect([Math.min(...lines) <= 50, Math.max(...lines) > 100]).toEqual([true, true]);
});

it.each<Write>(['the first batch of a dry run', 'a later batch of a dry run'])(
  'killed before %s is committed, it goes on where it was and ends with the same list',
  async (write) => {
    const open = await barrierAt(installation.client, write);
    const { id } = await start();
    await arrival(installation.client);
    const { done, state } = await dryRun(id);
    expect([state, done < undisturbed.run.lines, done > 0]).toEqual([
      'running',
      true,
      write === 'a later batch of a dry run',
    ]);
    await service.kill();
    await open();
    service = await ServiceProcess.start({ databaseUrl: installation.url });
    const run = await ended(id);
    expect({ done: run.done, counts: run.counts }).toEqual({
      done: undisturbed.run.done,
      counts: undisturbed.run.counts,
    });
    expect(await changesOf(installation.client, id)).toEqual(undisturbed.changes);
  },
);
