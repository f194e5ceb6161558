import { migrations } from '../../migrations/index.js';
import { restore } from '../platform/database/index.js';
import { type Command, fileIn } from './command.js';
import { withDatabase } from './with-database.js';

export const restoreCommand: Command = {
  usage: 'restore FILE',
  about: 'Reads a backup into an empty database.',
  run: async (call) => {
    const file = fileIn(call);
    await withDatabase(call, async (connectionString) => {
      const { tables, rows } = await restore({ connectionString, file, migrations });
      console.log(`${rows} rows of ${tables} tables are back.`);
    });
  },
};
