/** Starts one process of the service and stops it in order; shared by main, the demo and the command line. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { migrations } from '../migrations/index.js';
import { AppModule } from './app.module.js';
import type { Settings } from './platform/config/index.js';
import { migrate, startEmbeddedServer } from './platform/database/index.js';
import { createHttpApplication, type ListeningAddress, listenOnFreePort, serveWebClient } from './platform/http/index.js';
import type { ServiceLogger } from './platform/observability/index.js';

/** Where `npm run build` puts the web client, beside the compiled service. */
const webFolder = fileURLToPath(new URL('../web', import.meta.url));

export interface OpenDatabase {
  readonly connectionString: string;
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

/** The database of the settings: the one at DATABASE_URL, or the embedded one in the data folder. */
export async function openDatabase(settings: Settings, report: (line: string) => void): Promise<OpenDatabase> {
  if (settings.databaseUrl !== null) return { connectionString: settings.databaseUrl, close: async () => {} };
  const server = await startEmbeddedServer({ folder: join(settings.dataFolder), report });
  return {
    connectionString: server.connectionString,
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
export async function startService(settings: Settings, logger: ServiceLogger, report: (line: string) => void): Promise<RunningService> {
  const database = await openDatabase(settings, report);
  let application: NestFastifyApplication | undefined;
  const stop = async (): Promise<void> => {
    await application?.close();
    await database.close();
  };
  try {
    const { connectionString } = database;
    if (settings.role !== 'api' || settings.databaseUrl === null) await migrate(connectionString, migrations);
    application = await createHttpApplication(AppModule.forRoot({ settings, logger, connectionString }), { logger });
    await serveWebClient(application, webFolder);
    const address = await listenOnFreePort(application, settings);
    return { application, address, connectionString, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Ends the process on Ctrl-C or a request to stop, once `stop` is done; a second signal ends it at once.
 * @param stop what has to be closed in order
 */
export function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stopping) process.exit(signal === 'SIGINT' ? 130 : 143);
    stopping = true;
    stop().then(() => process.exit(0), (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    });
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}
