import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client as DatabaseClient } from 'pg';
import { createTestDatabase } from '../support/database.js';
import { consilium } from './support/consilium-command.js';
import { cohortFactCount, sdtmPart } from './support/input.js';
import { install, removeInstallations } from './support/installation.js';
import { becomesCurrent, differences, keptState, sizesOf, unfinished } from './support/kept-state.js';
import { arrival, barrierAt } from './support/kill-moments.js';
import { sendEverything } from './support/sender.js';
import { endAllServices, ServiceProcess } from './support/service-process.js';

describe('a backup that is made while an import runs', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'consilium-backup-'));
  });

  afterAll(async () => {
    await endAllServices();
    await removeInstallations();
    await rm(folder, { recursive: true });
  });

  it('goes on where it was when it is restored into an empty database', async () => {
    const file = join(folder, 'backup');
    const { url, client, senderKey } = await install();
    const api = await ServiceProcess.start({ databaseUrl: url, role: 'api' });
    await sendEverything(api, senderKey, sdtmPart(60));
    const open = await barrierAt(client, 'a later batch of an upload');
    const worker = await ServiceProcess.start({ databaseUrl: url, role: 'worker' });
    await arrival(client);
    expect(await consilium(['backup', file], url)).toMatchObject({ status: 0 });
    await open();
    await becomesCurrent(client);
    const expected = await keptState(client);
    await Promise.all([api.stop(), worker.stop()]);

    const empty = await createTestDatabase('empty');
    const restored = new DatabaseClient({ connectionString: empty.url });
    try {
      expect(await consilium(['restore', file], empty.url)).toMatchObject({ status: 0 });
      await restored.connect();
      expect(await unfinished(restored)).toMatchObject({ imports: 1 });
      const service = await ServiceProcess.start({ databaseUrl: empty.url });
      await becomesCurrent(restored);
      await service.stop();
      const kept = await keptState(restored);
      expect(sizesOf(kept)).toMatchObject({ assessments: 665, facts: cohortFactCount(), classifications: 198 });
      expect(sizesOf(kept).items).toBeGreaterThanOrEqual(5);
      expect(differences(kept, expected)).toEqual([]);
      await alteredAuditShows(restored, empty.url);
    } finally {
      await restored.end();
      await empty.drop();
    }
  });
});

/** The command says that the audit is whole, and after a change of one row which one it is. */
async function alteredAuditShows(client: DatabaseClient, url: string): Promise<void> {
  expect(await consilium(['audit', 'verify'], url)).toEqual({
    status: 0,
    output: expect.stringMatching(/every one as it was written[^]*chain \d+ {2}row \d+ {2}[0-9a-f]{64}/),
  });
  await client.query('ALTER TABLE audit_event DISABLE TRIGGER USER');
  const { rows } = await client.query<{ id: string }>(
    `UPDATE audit_event SET action = 'x.y' WHERE id = (SELECT id FROM audit_event ORDER BY id OFFSET 5 LIMIT 1) RETURNING id`,
  );
  expect(await consilium(['audit', 'verify'], url)).toEqual({
    status: 1,
    output: expect.stringContaining(`broken at row ${rows[0]?.id}: altered`),
  });
}
