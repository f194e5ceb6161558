import { startEmbeddedServer } from '../../../src/platform/database/embedded/embedded-server.js';
import type { ServiceAnswer, ServiceOptions } from './service-process.js';

const { account, endAtOnce, ...options } = JSON.parse(process.argv[2] ?? '') as ServiceOptions;
const tell = (answer: ServiceAnswer) => new Promise((resolve) => process.send?.(answer, resolve));

// Becomes another account only here, so that the project may lie in a folder that this account cannot read.
if (account) {
  process.setgroups?.([]);
  process.setgid?.(account.gid);
  process.setuid?.(account.uid);
}

const lines: string[] = [];
const began = Date.now();
try {
  const server = await startEmbeddedServer({ ...options, report: (line) => lines.push(line) });
  process.on('message', () => {
    void server
      .stop()
      .then(({ stopped }) => tell({ kind: 'stopped', stopped, lines }))
      .then(() => process.disconnect());
  });
  const { connectionString, administratorConnectionString, dataDirectory, port, adopted } = server;
  await tell({
    kind: 'ready',
    connectionString,
    administratorConnectionString,
    dataDirectory,
    port,
    adopted,
    lines,
    milliseconds: Date.now() - began,
  });
  if (endAtOnce) {
    await server.stop();
    process.disconnect();
  }
} catch (error) {
  const { name, message } = error as Error;
  await tell({ kind: 'refused', name, message });
  process.disconnect();
}
