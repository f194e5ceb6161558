/** The demonstration: `npm run demo`. The bundled cohorts go through the same doors and the same queue that a hospital would use. */
import 'reflect-metadata';
import { lineOf, runDemonstration } from './demo/demonstration.js';
import { Terminal } from './demo/terminal.js';
import { SettingsError } from './platform/config/index.js';
import { Ending } from './start/ending.js';

const terminal = new Terminal();
const ending = new Ending();
// Whoever read the output has gone, as in `npm run demo | head`.
process.stdout.on('error', () => void ending.close().finally(() => process.exit(1)));
try {
  await runDemonstration(process.argv.slice(2), terminal, ending);
} catch (error) {
  if (!ending.begun) {
    terminal.clearStatus();
    await ending.close().catch((fault: unknown) => console.error(lineOf(fault)));
    console.error(process.env['LOG_LEVEL'] === 'debug' ? error : lineOf(error));
    process.exitCode = error instanceof SettingsError ? 2 : 1;
  }
}
