import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { importTypescript } from './typescript.mjs';

async function stopServersOnce(): Promise<void> {
  const servers = await importTypescript<typeof import('./servers.js')>(
    pathToFileURL(resolve(import.meta.dirname, 'servers.ts')).href,
  );
  await servers.stopServers();
}

export { stopServersOnce as default };
