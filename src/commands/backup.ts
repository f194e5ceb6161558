import { readFile } from 'node:fs/promises';
import { backup } from '../platform/database/index.js';
import { type Command, fileIn } from './command.js';
import { withDatabase } from './with-database.js';

export const backupCommand: Command = {
  usage: 'backup FILE',
  about: 'Writes everything the service knows, as of one moment, into FILE.',
  run: async (call) => {
    const file = fileIn(call);
    await withDatabase(call, async (connectionString) => {
      const { tables, rows } = await backup({ connectionString, file, productVersion: await productVersion() });
      console.log(`${rows} rows of ${tables} tables are in ${file}.`);
    });
  },
};

async function productVersion(): Promise<string> {
  const text = await readFile(new URL('../../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
