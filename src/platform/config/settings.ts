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

/** An AE (PS3.5, 6.2): up to 16 characters, no backslash; spaces at its ends mean nothing, and commas part titles here. */
const applicationEntity = z.string().regex(/^(?! )[ -+\--[\]-~]{1,16}(?<! )$/);

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
  rawMessageKey: z
    .string()
    .refine((text) => /^[A-Za-z0-9+/]{43}=$/.test(text))
    .nullable()
    .default(null)
    .register(settingSources, {
      variable: 'RAW_MESSAGE_KEY',
      secret: true,
      expected: '32 random bytes in base64, as `openssl rand -base64 32` prints them',
      fallback: 'messages are not kept, and their answers say so',
      description:
        'Key by which messages of FHIR, HL7 v2 and DICOM are kept encrypted (AES-256-GCM), to be read again.',
    }),
  rawMessageDays: wholeNumber(1, 3_650).default(30).register(settingSources, {
    variable: 'RAW_MESSAGE_DAYS',
    expected: 'a whole number of days from 1 to 3650',
    fallback: '30',
    description: 'How long messages are kept. Used with RAW_MESSAGE_KEY only.',
  }),
  mllpPort: wholeNumber(1, 65_535).nullable().default(null).register(settingSources, {
    variable: 'MLLP_PORT',
    expected: 'a whole number from 1 to 65535',
    fallback: 'no door for HL7 v2 over MLLP',
    description: 'Port for HL7 v2 over MLLP, on the address of HOST. Needs MLLP_API_KEY.',
  }),
  mllpApiKey: z.string().min(1).nullable().default(null).register(settingSources, {
    variable: 'MLLP_API_KEY',
    secret: true,
    expected: 'an API key of a machine that may send, as `consilium user` made it',
    fallback: 'no door for HL7 v2 over MLLP',
    description: 'On whose behalf messages over MLLP are taken: MLLP itself names nobody.',
  }),
  mllpTlsCertificate: z.string().min(1).nullable().default(null).register(settingSources, {
    variable: 'MLLP_TLS_CERTIFICATE',
    secret: true,
    expected: 'a certificate in PEM, with those above it',
    fallback: 'MLLP without TLS',
    description: 'Certificate of the MLLP door; with MLLP_TLS_KEY it takes TLS only.',
  }),
  mllpTlsKey: z.string().min(1).nullable().default(null).register(settingSources, {
    variable: 'MLLP_TLS_KEY',
    secret: true,
    expected: 'the private key of the certificate in PEM',
    fallback: 'MLLP without TLS',
    description: 'Private key of the MLLP door.',
  }),
  mllpTlsClients: z.string().min(1).nullable().default(null).register(settingSources, {
    variable: 'MLLP_TLS_CLIENTS',
    secret: true,
    expected: 'certificates in PEM',
    fallback: 'no certificate is asked of clients',
    description: 'Authorities whose client certificates the MLLP door takes; with it no other client is let in.',
  }),
  dicomPort: wholeNumber(1, 65_535).nullable().default(null).register(settingSources, {
    variable: 'DICOM_PORT',
    expected: 'a whole number from 1 to 65535',
    fallback: 'no door for C-STORE',
    description: 'Port for DICOM reports by C-STORE, on the address of HOST. Needs DICOM_API_KEY and DICOM_CALLERS.',
  }),
  dicomApiKey: z.string().min(1).nullable().default(null).register(settingSources, {
    variable: 'DICOM_API_KEY',
    secret: true,
    expected: 'an API key of a machine that may send, as `consilium user` made it',
    fallback: 'no door for C-STORE',
    description: 'On whose behalf reports by C-STORE are taken: DICOM itself names nobody.',
  }),
  dicomTitle: applicationEntity.default('CONSILIUM').register(settingSources, {
    variable: 'DICOM_TITLE',
    expected: 'an application entity title of 1 to 16 characters',
    fallback: 'CONSILIUM',
    description: 'Application entity that senders have to call.',
  }),
  dicomCallers: z
    .string()
    .transform((text) => text.split(',').map((title) => title.trim()))
    .pipe(z.array(applicationEntity).min(1))
    .nullable()
    .default(null)
    .register(settingSources, {
      variable: 'DICOM_CALLERS',
      expected: 'application entity titles of 1 to 16 characters, separated by commas',
      fallback: 'no door for C-STORE',
      description: 'Application entities that may send by C-STORE; others are refused.',
    }),
  dicomTlsCertificate: z.string().min(1).nullable().default(null).register(settingSources, {
    variable: 'DICOM_TLS_CERTIFICATE',
    secret: true,
    expected: 'a certificate in PEM, with those above it',
    fallback: 'C-STORE without TLS',
    description: 'Certificate of the door for C-STORE; with DICOM_TLS_KEY it takes TLS only.',
  }),
  dicomTlsKey: z.string().min(1).nullable().default(null).register(settingSources, {
    variable: 'DICOM_TLS_KEY',
    secret: true,
    expected: 'the private key of the certificate in PEM',
    fallback: 'C-STORE without TLS',
    description: 'Private key of the door for C-STORE.',
  }),
  dicomTlsClients: z.string().min(1).nullable().default(null).register(settingSources, {
    variable: 'DICOM_TLS_CLIENTS',
    secret: true,
    expected: 'certificates in PEM',
    fallback: 'no certificate is asked of clients',
    description: 'Authorities whose client certificates the door for C-STORE takes; with it no other client is let in.',
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
