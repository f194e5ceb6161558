import { resolve } from 'node:path';
import { z } from 'zod';

/** How one setting is found and explained; kept beside its schema. */
export interface SettingSource {
  /** Environment variable that holds the value. */
  readonly variable: string;
  /** Command line option without its dashes, where there is one. */
  readonly option?: string;
  /** A secret may also be given as a file named by VARIABLE_FILE, and its value is never repeated in a message. */
  readonly secret?: true;
  /** What a right value looks like, as it ends the sentence 'expected ...'. */
  readonly expected: string;
  /** What happens without a value, as shown in the documentation. */
  readonly fallback: string;
  readonly description: string;
}

/** Sources of all settings, by the schema of each. */
const settingSources = z.registry<SettingSource>();

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().int().min(least).max(most));

const address = (...protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol));

/** The settings of one process, each as text from outside, checked and turned into its value. */
export const settingsSchema = z.object({
  role: z.enum(['all', 'api', 'worker']).default('all').register(settingSources, {
    variable: 'ROLE',
    option: 'role',
    expected: 'all, api or worker',
    fallback: 'all',
    description: 'What this process does: answer requests (api), run queued jobs (worker), or both (all).',
  }),
  host: z
    .string()
    .regex(/^[\w.:-]+$/)
    .default('127.0.0.1')
    .register(settingSources, {
      variable: 'HOST',
      option: 'host',
      expected: 'an address or a host name, such as 127.0.0.1 or 0.0.0.0',
      fallback: '127.0.0.1',
      description: 'Address to listen on. 0.0.0.0 listens on every network of the machine.',
    }),
  port: wholeNumber(0, 65_535).default(3000).register(settingSources, {
    variable: 'PORT',
    option: 'port',
    expected: 'a whole number from 0 to 65535 (0 takes any free port)',
    fallback: '3000, or the next free one',
    description: 'Port to listen on. A port that was asked for is taken or the start fails.',
  }),
  dataFolder: z
    .string()
    .regex(/^[^\0]+$/)
    .default('./.consilium')
    .transform((folder) => resolve(folder))
    .register(settingSources, {
      variable: 'DATA_FOLDER',
      option: 'data-folder',
      expected: 'a folder that this process may write to',
      fallback: './.consilium',
      description: 'Folder of the embedded database. Not used with DATABASE_URL.',
    }),
  databaseUrl: address('postgres:', 'postgresql:').nullable().default(null).register(settingSources, {
    variable: 'DATABASE_URL',
    secret: true,
    expected: 'an address such as postgresql://user:password@host:5432/consilium',
    fallback: 'an embedded PostgreSQL in the data folder',
    description: 'PostgreSQL server that holds everything.',
  }),
  redisUrl: address('redis:', 'rediss:').nullable().default(null).register(settingSources, {
    variable: 'REDIS_URL',
    secret: true,
    expected: 'an address such as redis://:password@host:6379/0, or rediss:// for TLS',
    fallback: 'the queue lives in the same PostgreSQL',
    description: 'Redis server that carries the queue; the choice for more than one machine.',
  }),
  jobConcurrency: wholeNumber(1, 64).default(2).register(settingSources, {
    variable: 'JOB_CONCURRENCY',
    expected: 'a whole number from 1 to 64',
    fallback: '2',
    description: 'Jobs of one kind that a worker process runs at the same time.',
  }),
  logLevel: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').register(settingSources, {
    variable: 'LOG_LEVEL',
    expected: 'debug, info, warn, error or silent',
    fallback: 'info',
    description: 'Least important log line that is written.',
  }),
});

/** Every setting in the order of the schema: its key in `Settings` and its source. */
export const settingEntries: readonly { readonly key: string; readonly source: SettingSource }[] = Object.entries(
  settingsSchema.shape,
).map(([key, schema]) => {
  const source = settingSources.get(schema);
  if (source === undefined) throw new Error(`The setting ${key} has no source: register its schema in settingSources`);
  return { key, source };
});

/** The settings of one process. `portIsExplicit` tells a port that was asked for from the one tried first. */
export type Settings = Readonly<z.infer<typeof settingsSchema>> & { readonly portIsExplicit: boolean };

export type Role = Settings['role'];

/** Injection token of the process's `Settings`. */
export const SETTINGS = Symbol('SETTINGS');
