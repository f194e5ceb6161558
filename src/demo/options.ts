import { join } from 'node:path';
import { readSettings, type Settings, type SettingsError } from '../platform/config/index.js';
import { DemoRefused } from './refusal.js';

/** Options of the demonstration beside those of the settings. */
const ownOptions = { once: '--once', reset: '--reset' } as const;

export interface DemoOptions {
  /** End instead of serving. */
  readonly once: boolean;
  /** Start over, without the data of an earlier run. */
  readonly reset: boolean;
  readonly settings: Settings;
}

/**
 * The settings of a service that has nothing to do with one for real use: a database and a data folder of its own, no Redis.
 * @throws SettingsError or DemoRefused, naming what would be right
 */
export function readOptions(argv: readonly string[]): DemoOptions {
  const elsewhere = { DATABASE_URL: '', DATABASE_URL_FILE: '', REDIS_URL: '', REDIS_URL_FILE: '', ROLE: '' };
  const settings = readSettings(
    { LOG_LEVEL: 'silent', ...process.env, ...elsewhere },
    argv.filter((word) => !Object.values<string>(ownOptions).includes(word)),
  );
  if (settings.role !== 'all')
    throw new DemoRefused('The demonstration does all the work in one process: leave --role out.');
  return {
    once: argv.includes(ownOptions.once),
    reset: argv.includes(ownOptions.reset),
    settings: { ...settings, dataFolder: join(settings.dataFolder, 'demo') },
  };
}

/** What to say behind the fault of an option: the settings know nothing of the demonstration's own. */
export const furtherOptions = ({ faults }: SettingsError): string =>
  faults.some(({ place }) => /^(option|command line)/.test(place))
    ? ` (the demonstration also knows ${Object.values(ownOptions).join(' and ')})`
    : '';
