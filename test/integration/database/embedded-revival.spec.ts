import { afterAll, afterEach, expect, it } from '@jest/globals';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmbeddedServer, type EmbeddedServer } from '../../../src/platform/database/index.js';
import { pause, until } from '../../support/until.js';
import { Folders, removeCluster, twoFreePorts } from './folders.js';
import { serverProcess } from './service-process.js';

const folders = new Folders();
let server: EmbeddedServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
  await folders.removeAll();
});
afterAll(removeCluster);

it('a server that cannot be started again is told of once, with the reason, and comes back when it can', async () => {
  const folder = await folders.makeWithCluster();
  const lines: string[] = [];
  server = await startEmbeddedServer({ folder, report: (line) => lines.push(line), firstPort: await twoFreePorts() });
  const control = join(server.dataDirectory, 'global', 'pg_control');
  const pid = await serverProcess(server.dataDirectory);
  await rename(control, `${control}.away`);
  process.kill(pid, 'SIGKILL');
  await until('it is told of', () => lines.length > 0);
  await pause(1_500);
  expect(lines).toEqual([
    expect.stringMatching(
      new RegExp(
        `^The PostgreSQL server of ${server.dataDirectory} has ended and cannot be started again\\. .*pg_control`,
      ),
    ),
  ]);
  await rename(`${control}.away`, control);
  await until('it comes back', () => lines.length > 1);
  expect(lines[1]).toMatch(/^The PostgreSQL server of \S+ had ended, and was started again\. Its log is \S+\.$/);
});
