/** Runs the service: `npm start`, or `node dist/src/main.js --role=all|api|worker`. */
import 'reflect-metadata';
import { readSettings, SettingsError } from './platform/config/index.js';
import { createLogger } from './platform/observability/index.js';
import { Ending } from './start/ending.js';
import { tellFirstStep } from './start/first-step.js';
import { startService } from './start/service.js';

const plainLine = (line: string): void => console.error(line);

const ending = new Ending();
ending.onSignal(
  () => plainLine('Stopping.'),
  () => 0,
);
try {
  const settings = readSettings(process.env, process.argv.slice(2));
  const service = await ending.opening(
    () => startService(settings, createLogger(settings), plainLine),
    (running) => running.stop(),
  );
  plainLine(`Consilium (${settings.role}) answers at ${service.address.url}. Stop it with Ctrl-C.`);
  if (settings.role !== 'worker') await tellFirstStep(service, settings, plainLine);
} catch (error) {
  if (!ending.begun) {
    plainLine(error instanceof Error ? error.message : String(error));
    process.exit(error instanceof SettingsError ? 2 : 1);
  }
}
