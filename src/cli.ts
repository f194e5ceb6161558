/** The command line: `consilium user add`, `backup`, `restore`, `openapi`, `rules`, `schema-check`. */
import 'reflect-metadata';
import { readFile, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { migrations } from '../migrations/index.js';
import { AppModule } from './start/app.module.js';
import { catalogue, catalogueSource, lintCatalogue, rulesInWords } from './core/discussion/index.js';
import { Ending } from './start/ending.js';
import { AccessModule, AccountService, type Role, roles } from './platform/access/index.js';
import { ConfigModule, describeSettings, readSettings, type Settings, SettingsError } from './platform/config/index.js';
import { backup, DatabaseModule, migrate, restore, schemaDifferences } from './platform/database/index.js';
import { createHttpAdapter, openApiDocument } from './platform/http/index.js';
import { createLogger, ObservabilityModule, type ServiceLogger } from './platform/observability/index.js';
import { openDatabase } from './start/service.js';

/** Wrong use of the command: told in one line with the right use, exit status 2. */
class UsageError extends Error {}

interface Command {
  readonly usage: string;
  readonly about: string;
  run(args: readonly string[]): Promise<void> | void;
}

const firstSite = 'Main site';
const rulesFile = new URL('../../docs/rules.md', import.meta.url);
const openApiFile = new URL('../../docs/openapi.json', import.meta.url);

const commands: Readonly<Record<string, Command>> = {
  'user add': {
    usage: `user add --email ADDRESS --name NAME [--role ${roles.join('|')}] [--site NAME | --new-site NAME]`,
    about: 'Creates an account; the password is asked for, or read from standard input.',
    run: addUser,
  },
  backup: {
    usage: 'backup FILE',
    about: 'Writes everything the service knows, as of one moment, into FILE.',
    run: (args) => backupTo(fileIn(args)),
  },
  restore: {
    usage: 'restore FILE',
    about: 'Reads a backup into an empty database.',
    run: (args) => restoreFrom(fileIn(args)),
  },
  evaluate: {
    usage: 'evaluate FILE… [options]',
    about: 'Classifies files on the spot, without a database; evaluate --help lists every reading.',
    run: evaluateFiles,
  },
  settings: { usage: 'settings', about: 'Lists every setting with what it expects.', run: listSettings },
  openapi: {
    usage: 'openapi [--check]',
    about: 'Writes docs/openapi.json from the code, or says whether it is current.',
    run: writeOpenApi,
  },
  'rules lint': {
    usage: 'rules lint',
    about: 'Checks the catalogue of clinical rules: faults end with status 1, warnings are told.',
    run: lintRules,
  },
  rules: {
    usage: 'rules [--check]',
    about: 'Writes docs/rules.md, all rules in plain language, or says whether it is current.',
    run: writeRules,
  },
  'schema-check': {
    usage: 'schema-check',
    about: 'Says whether the migrations give the schema that the code describes.',
    run: checkSchema,
  },
};

const quiet = (): ServiceLogger => createLogger({ logLevel: 'silent', role: 'all' });

function required(value: string | undefined, name: string): string {
  if (value === undefined || value.trim() === '') throw new UsageError(`${name} is missing.`);
  return value;
}

function fileIn(args: readonly string[]): string {
  const {
    positionals: [file, ...more],
  } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
  if (more.length > 0) throw new UsageError(`There are ${more.length + 1} files; expected one.`);
  return required(file, 'FILE');
}

function withoutWords(args: readonly string[]): void {
  parseArgs({ args: [...args], options: {} });
}

/** Opens the database of the settings for one command. What a backup holds, or is brought back into, keeps the schema it has. */
async function withDatabase<T>(work: (connectionString: string, settings: Settings) => Promise<T>): Promise<T> {
  const settings = readSettings(process.env, words.folder);
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

function withMigratedDatabase<T>(work: (connectionString: string, settings: Settings) => Promise<T>): Promise<T> {
  return withDatabase(async (connectionString, settings) => {
    await migrate(connectionString, migrations);
    return work(connectionString, settings);
  });
}

/** What accounts need, without HTTP, queue or jobs. */
@Module({})
class AccountCommandModule {
  static forRoot(settings: Settings, connectionString: string): DynamicModule {
    return {
      module: AccountCommandModule,
      imports: [
        ConfigModule.forRoot(settings),
        ObservabilityModule.forRoot(quiet()),
        DatabaseModule.forRoot({ connectionString, migrations, poolSize: 2, applicationName: 'consilium command' }),
        AccessModule,
      ],
    };
  }
}

async function addUser(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      email: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string', default: 'administrator' },
      site: { type: 'string' },
      'new-site': { type: 'string' },
    },
  });
  const role = roles.find((known) => known === values.role);
  if (role === undefined)
    throw new UsageError(`There is no role "${values.role}"; expected one of ${roles.join(', ')}.`);
  const person = {
    email: required(values.email, '--email'),
    displayName: required(values.name, '--name'),
    roles: [role] as readonly Role[],
  };
  if (!/^[^\s@]+@[^\s@]+$/.test(person.email)) throw new UsageError(`"${person.email}" is no e-mail address.`);
  const password = await readPassword();
  await withMigratedDatabase(async (connectionString, settings) => {
    const application = await NestFactory.createApplicationContext(
      AccountCommandModule.forRoot(settings, connectionString),
      { logger: false, abortOnError: false },
    );
    try {
      const accounts = application.get(AccountService);
      const site = siteOfAccount(await accounts.siteNames(), values.site, values['new-site']);
      await accounts.addPerson({ ...person, password, siteId: await accounts.ensureSite(site) });
      console.log(
        `${person.email} may sign in as ${role} of the site "${site}", in the database ${settings.databaseUrl === null ? `of ${settings.dataFolder}` : 'that DATABASE_URL names'}.`,
      );
    } finally {
      await application.close();
    }
  });
}

/**
 * The site that an account is made for: the one named, or the only one there is. Patients are shared within a site alone, so that a
 * misspelt name must not make another one silently.
 * @throws UsageError that names the sites there are
 */
function siteOfAccount(sites: readonly string[], named: string | undefined, created: string | undefined): string {
  const known = sites.map((name) => `"${name}"`).join(', ');
  if (named !== undefined && created !== undefined) throw new UsageError('Either --site or --new-site, not both.');
  if (created !== undefined) {
    if (sites.includes(created)) throw new UsageError(`There is a site "${created}" already: name it with --site.`);
    return required(created, '--new-site');
  }
  if (named === undefined) {
    if (sites.length > 1) throw new UsageError(`There are several sites (${known}): say which with --site.`);
    return sites[0] ?? firstSite;
  }
  if (!sites.includes(named) && sites.length > 0)
    throw new UsageError(`There is no site "${named}"; there is ${known}. A further one is made with --new-site.`);
  return required(named, '--site');
}

async function readPassword(): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).replace(/\r?\n$/, '');
  const password = await ask('Password: ');
  if ((await ask('Once more: ')) !== password) throw new UsageError('The two passwords differ.');
  return password;
}

/** Asks on the terminal without showing what is typed; Ctrl-C and Ctrl-D leave the command. */
function ask(question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  process.stderr.write(question);
  const prompt = createInterface({ input: process.stdin, output: silent, terminal: true });
  return new Promise((resolve) => {
    prompt.once('close', () => {
      process.stderr.write('\n');
      process.exit(130);
    });
    prompt.once('line', (line) => {
      prompt.removeAllListeners('close');
      prompt.close();
      process.stderr.write('\n');
      resolve(line);
    });
  });
}

async function backupTo(file: string): Promise<void> {
  await withDatabase(async (connectionString) => {
    const { tables, rows } = await backup({ connectionString, file, productVersion: await productVersion() });
    console.log(`${rows} rows of ${tables} tables are in ${file}.`);
  });
}

async function restoreFrom(file: string): Promise<void> {
  await withDatabase(async (connectionString) => {
    const { tables, rows } = await restore({ connectionString, file, migrations });
    console.log(`${rows} rows of ${tables} tables are back.`);
  });
}

async function productVersion(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

async function evaluateFiles(args: readonly string[]): Promise<void> {
  const { asksForHelp, evaluate, evaluateHelp, EvaluateUsageError } = await import('./commands/evaluate/evaluate.js');
  if (asksForHelp(args)) return console.log(evaluateHelp());
  // Whoever reads only the first lines closes the pipe; that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  try {
    process.exitCode = evaluate(args, {
      print: (line) => process.stdout.write(`${line}\n`),
      refuse: (line) => console.error(line),
    });
  } catch (error) {
    throw error instanceof EvaluateUsageError ? new UsageError(error.message) : error;
  }
}

function listSettings(args: readonly string[]): void {
  withoutWords(args);
  for (const { variable, option, fileVariant, expected, fallback, description } of describeSettings()) {
    console.log(
      `${[variable, fileVariant ? `${variable}_FILE` : null, option].filter(Boolean).join(', ')}\n  ${description}\n  Expected: ${expected}. Without it: ${fallback}.`,
    );
  }
}

/** The service without a database behind it: preview mode reads the routes and makes nothing. */
async function openApiText(): Promise<string> {
  const settings = readSettings({}, []);
  const module = AppModule.forRoot({ settings, logger: quiet(), connectionString: 'postgresql://preview' });
  const application = await NestFactory.create(module, createHttpAdapter(), {
    logger: false,
    preview: true,
    abortOnError: false,
  });
  return `${JSON.stringify(openApiDocument(application), null, 2)}\n`;
}

async function writeOpenApi(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { check: { type: 'boolean', default: false } } });
  const text = await openApiText();
  if (!values.check) return writeFile(openApiFile, text);
  if ((await readFile(openApiFile, 'utf8').catch(() => '')) === text) return;
  throw new Error('docs/openapi.json is not what the code says: run `npm run generate` and commit the result.');
}

async function lintRules(): Promise<void> {
  const { faults, warnings } = lintCatalogue(catalogueSource, new Date().toISOString().slice(0, 10));
  for (const warning of warnings) console.error(`warning: ${warning}`);
  if (faults.length > 0) throw new Error(faults.map((fault) => `fault: ${fault}`).join('\n'));
  console.log(
    `${catalogue.rules.length} rules of version ${catalogue.version}: no fault, ${warnings.length} warnings.`,
  );
}

async function writeRules(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { check: { type: 'boolean', default: false } } });
  const text = rulesInWords(catalogue);
  if (!values.check) return writeFile(rulesFile, text);
  if ((await readFile(rulesFile, 'utf8').catch(() => '')) === text) return;
  throw new Error('docs/rules.md is not what the catalogue says: run `npm run generate` and commit the result.');
}

async function checkSchema(args: readonly string[]): Promise<void> {
  withoutWords(args);
  await withMigratedDatabase(async (connectionString, settings) => {
    const module = AppModule.forRoot({ settings: { ...settings, role: 'api' }, logger: quiet(), connectionString });
    const application = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
    try {
      const differences = await schemaDifferences(application.get(DataSource));
      if (differences.length > 0)
        throw new Error(
          `The migrations do not give the schema of the entities; missing:\n${differences.map((line) => `  ${line}`).join('\n')}`,
        );
    } finally {
      await application.close();
    }
  });
}

function help(): string {
  const lines = Object.values(commands).map(({ usage, about }) => `  consilium ${usage}\n      ${about}`);
  return `Usage:\n${lines.join('\n')}\nCommands that use the database take --data-folder=FOLDER where it is not in ./.consilium; all other settings come from the environment, see consilium settings.`;
}

function commandOf(argv: readonly string[]): { command: Command; rest: readonly string[] } | undefined {
  for (const words of [2, 1]) {
    const command = commands[argv.slice(0, words).join(' ')];
    if (command !== undefined) return { command, rest: argv.slice(words) };
  }
  return undefined;
}

/** The option of the settings that every command takes, apart from its own words. */
function separate(argv: readonly string[]): { readonly folder: readonly string[]; readonly rest: readonly string[] } {
  const isFolder = (index: number): boolean =>
    argv[index]?.startsWith('--data-folder') === true || argv[index - 1] === '--data-folder';
  return { folder: argv.filter((_, index) => isFolder(index)), rest: argv.filter((_, index) => !isFolder(index)) };
}

/** The line for a wrong call; null for every other fault. Node's own words are several sentences, of which the first says what is wrong. */
function wrongCall(error: unknown, { usage }: Command): string | null {
  if (error instanceof SettingsError) return error.message;
  if (error instanceof UsageError) return `${error.message} Usage: consilium ${usage}`;
  const isOfNode = error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  return isOfNode ? `${error.message.split(/\.(?: |$)/, 1)[0]}. Usage: consilium ${usage}` : null;
}

const words = separate(process.argv.slice(2));
const chosen = commandOf(words.rest);
if (chosen === undefined) {
  const [word] = words.rest;
  if (word === undefined || word === 'help' || word === '--help' || word === '-h') console.log(help());
  else {
    console.error(
      `There is no command "${words.rest.join(' ')}"; expected ${Object.keys(commands).join(', ')}. "consilium --help" says more.`,
    );
    process.exitCode = 2;
  }
} else {
  try {
    await chosen.command.run(chosen.rest);
  } catch (error) {
    const wrong = wrongCall(error, chosen.command);
    if (wrong !== null) console.error(wrong);
    else console.error(error instanceof Error && process.env['LOG_LEVEL'] !== 'debug' ? error.message : error);
    process.exitCode = wrong === null ? 1 : 2;
  }
}
