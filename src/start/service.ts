/** Starts one process of the service and stops it in order; shared by main, the demo and the command line. */
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { migrations } from '../../migrations/index.js';
import { AppModule } from './app.module.js';
import type { Settings } from '../platform/config/index.js';
import { assertServerAnswers, migrate, startEmbeddedServer } from '../platform/database/index.js';
import {
  createHttpApplication,
  type ListeningAddress,
  listenOnFreePort,
  serveWebClient,
} from '../platform/http/index.js';
import type { ServiceLogger } from '../platform/observability/index.js';

/** Where `npm run build` puts the web client, beside the compiled service. */
const webFolder = fileURLToPath(new URL('../../web', import.meta.url));

/**
 * How far the heap may grow beyond what is alive before V8 looks for garbage, in percent. Left to itself V8 takes up to four times of
 * what is alive: an import that needs 240 MB then takes 370, in the same time (`npm run bench -- memory`).
 */
const heapGrowthPercent = 60;

export interface OpenDatabase {
  readonly connectionString: string;
  /** Folder of an embedded server's data; null for a server elsewhere. */
  readonly dataDirectory: string | null;
  /** Ends this process's use; an embedded server stops when nobody else uses it. */
  close(): Promise<void>;
}

export interface RunningService {
  readonly application: NestFastifyApplication;
  readonly address: ListeningAddress;
  readonly connectionString: string;
  /** Workers, then queues, then HTTP, then the connections, then the embedded server. */
  stop(): Promise<void>;
}

/**
 * The database of the settings: the one at DATABASE_URL, or the embedded one in the data folder.
 * @throws an error whose message names the place and what would be right
 */
export async function openDatabase(
  { databaseUrl, dataFolder }: Settings,
  report: (line: string) => void,
): Promise<OpenDatabase> {
  if (databaseUrl !== null) {
    await assertServerAnswers(databaseUrl);
    return { connectionString: databaseUrl, dataDirectory: null, close: async () => {} };
  }
  const server = await startEmbeddedServer({ folder: dataFolder, report });
  return {
    connectionString: server.connectionString,
    dataDirectory: server.dataDirectory,
    close: async () => {
      await server.stop();
    },
  };
}

/**
 * Opens the database, migrates it, and listens.
 * A process of role api leaves the migration to the others and refuses a schema that is too old.
 * @throws an error whose message names the place and what would be right
 */
export async function startService(
  settings: Settings,
  logger: ServiceLogger,
  report: (line: string) => void,
): Promise<RunningService> {
  setFlagsFromString(`--heap-growing-percent=${heapGrowthPercent}`);
  const database = await openDatabase(settings, report);
  let application: NestFastifyApplication | undefined;
  const stop = async (): Promise<void> => {
    try {
      await application?.close();
    } finally {
      await database.close();
    }
  };
  try {
    const { connectionString } = database;
    if (settings.role !== 'api' || settings.databaseUrl === null) await migrate(connectionString, migrations);
    application = await createHttpApplication(AppModule.forRoot({ settings, logger, connectionString }), { logger });
    await serveWebClient(application, webFolder);
    const address = await listenOnFreePort(application, settings);
    if (settings.port !== 0 && address.port !== settings.port)
      report(`Port ${settings.port} is taken, so the service listens on port ${address.port}.`);
    return { application, address, connectionString, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
