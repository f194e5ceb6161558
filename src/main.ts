/** Runs the service: `npm start`, or `node dist/src/main.js --role=all|api|worker`. */
import 'reflect-metadata';
import { readSettings, type Settings, SettingsError } from './platform/config/index.js';
import { createLogger } from './platform/observability/index.js';
import { startService, stopOnSignal } from './start-service.js';

const plainLine = (line: string): void => console.error(line);

function settingsOrExit(): Settings {
  try {
    return readSettings(process.env, process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    plainLine(error.message);
    process.exit(2);
  }
}

try {
  const settings = settingsOrExit();
  const logger = createLogger(settings);
  const service = await startService(settings, logger, plainLine);
  stopOnSignal(() => service.stop());
  plainLine(`Consilium (${settings.role}) answers at ${service.address.url}. Stop it with Ctrl-C.`);
} catch (error) {
  plainLine(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
