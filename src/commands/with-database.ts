import { migrations } from '../../migrations/index.js';
import { readSettings, type Settings } from '../platform/config/index.js';
import { migrate } from '../platform/database/index.js';
import { Ending } from '../start/ending.js';
import { openDatabase } from '../start/service.js';
import type { Call } from './command.js';

type DatabaseWork<T> = (connectionString: string, settings: Settings) => Promise<T>;

/** Opens the database of the settings for one command. What a backup holds, or is brought back into, keeps the schema it has. */
export async function withDatabase<T>({ folder }: Call, work: DatabaseWork<T>): Promise<T> {
  const settings = readSettings(process.env, folder);
  const ending = new Ending();
  ending.onSignal(
    () => undefined,
    (custom) => custom,
  );
  const database = await ending.opening(
    () => openDatabase(settings, (line) => console.error(line)),
    ({ close }) => close(),
  );
  try {
    return await work(database.connectionString, settings);
  } finally {
    await ending.close();
  }
}

/** The same, with all migrations of this release run. */
export function withMigratedDatabase<T>(call: Call, work: DatabaseWork<T>): Promise<T> {
  return withDatabase(call, async (connectionString, settings) => {
    await migrate(connectionString, migrations);
    return work(connectionString, settings);
  });
}
