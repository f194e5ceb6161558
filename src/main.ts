/** Runs the service: `npm start`, or `node dist/src/main.js --role=all|api|worker`. */
import 'reflect-metadata';
import { resolve } from 'node:path';
import { Ending } from './start/ending.js';
import { AccountService } from './platform/access/index.js';
import { readSettings, type Settings, SettingsError } from './platform/config/index.js';
import { createLogger } from './platform/observability/index.js';
import { type RunningService, startService } from './start/service.js';

const plainLine = (line: string): void => console.error(line);

/** Nobody can sign in to a new installation: its first account is made on the machine, never over the network. */
async function tellFirstStep({ application }: RunningService, { databaseUrl, dataFolder }: Settings): Promise<void> {
  if (await application.get(AccountService, { strict: false }).hasAdministrator()) return;
  const elsewhere =
    databaseUrl === null && dataFolder !== resolve('./.consilium') ? ` --data-folder=${dataFolder}` : '';
  plainLine(
    `There is no account of an administrator yet. Make the first: npx consilium user add --email ADDRESS --name NAME${elsewhere}`,
  );
}

const ending = new Ending();
ending.onSignal(
  () => plainLine('Stopping.'),
  () => 0,
);
try {
  const settings = readSettings(process.env, process.argv.slice(2));
  const logger = createLogger(settings);
  const service = await ending.opening(
    () => startService(settings, logger, plainLine),
    (running) => running.stop(),
  );
  plainLine(`Consilium (${settings.role}) answers at ${service.address.url}. Stop it with Ctrl-C.`);
  if (settings.role !== 'worker') await tellFirstStep(service, settings);
} catch (error) {
  if (!ending.begun) {
    plainLine(error instanceof Error ? error.message : String(error));
    process.exit(error instanceof SettingsError ? 2 : 1);
  }
}
