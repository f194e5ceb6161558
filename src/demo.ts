/** The demonstration: `npm run demo`. The bundled cohorts go through the same doors and the same queue that a hospital would use. */
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { askDirectly, DemoClient, type ImportState, type PatientMark } from './demo/client.js';
import { Progress } from './demo/progress.js';
import { Terminal } from './demo/terminal.js';
import { Ending } from './start/ending.js';
import { AccountService } from './platform/access/index.js';
import { readSettings, type Settings, SettingsError } from './platform/config/index.js';
import { EmbeddedServerError } from './platform/database/index.js';
import { createLogger, OperationalError } from './platform/observability/index.js';
import { BoardService } from './modules/boards/index.js';
import { openDatabase, type RunningService, startService } from './start/service.js';

/** Told in one plain line; the exit status is 1. */
class DemoRefused extends Error {}

/** Options of the demonstration beside those of the settings. */
const ownOptions = { once: '--once', reset: '--reset' } as const;

interface SignIn {
  readonly email: string;
  readonly password: string;
}

/** Written once, at the first run, readable for its owner only: later runs show the same sign-in. */
interface Keys {
  readonly coordinator: SignIn;
  readonly member: SignIn;
  readonly senderKey: string;
  /** False until everything was imported and the agenda filled: a run that was cut short is taken up again. */
  readonly complete: boolean;
}

const demoLock = 1_129_271_893;
const siteName = 'Demonstration (synthetic and public data)';
const cohorts = new URL('../../demo/', import.meta.url);
const disclaimer =
  'Not a medical device; for review by professionals. HN-.. and 01-.. are synthetic; Study.. are anonymised trial data (Ghaffari Laleh et al. 2022, CC BY 4.0).';
const longestStandstill = 60_000;
/** MB that the cohorts take in the database, with the log of changes that it keeps. */
const neededSpace = 250;

const terminal = new Terminal();
const print = (line = '', hanging?: number): void => terminal.line(line, hanging);
const told = new Set<string>();
/** The database is opened for the lock of the demonstration, and again for the service: what that tells, it tells twice. */
const printOnce = (line: string): void => {
  if (!told.has(line)) print(line);
  told.add(line);
};
const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
const pause = (): Promise<true> => new Promise((resolve) => setTimeout(() => resolve(true), 200));

/** The settings of a service that has nothing to do with one for real use: a database and a data folder of its own, no Redis. */
function readOptions(): { once: boolean; reset: boolean; settings: Settings } {
  const argv = process.argv.slice(2);
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

/** Holds the demonstration for this process: two at once would print into each other's meeting. */
async function takeDemo(connectionString: string, addressFile: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, application_name: 'consilium demo' });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [demoLock]);
  if (rows[0]?.taken) return client;
  await client.end();
  const address = await readFile(addressFile, 'utf8').then(
    (url) => `at ${url.trim()}: open that`,
    () => 'and has no address yet: wait for it',
  );
  throw new DemoRefused(`A demonstration is running already, ${address}, or stop it with Ctrl-C first.`);
}

const hasTable = async (client: pg.Client, name: string): Promise<boolean> =>
  (await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [`public.${name}`])).rows[0]
    ?.there ?? false;

const holdsRows = async (client: pg.Client, table: 'site' | 'patient'): Promise<boolean> =>
  (await hasTable(client, table)) && ((await client.query(`SELECT FROM public.${table} LIMIT 1`)).rowCount ?? 0) > 0;

async function emptyDatabase(client: pg.Client): Promise<void> {
  await client.query('DROP SCHEMA IF EXISTS bullmq CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public');
}

/** The sign-in of an earlier run whose data are still there; null for a start from nothing, before which the database is emptied. */
async function earlierKeys(client: pg.Client, keysFile: string, reset: boolean): Promise<Keys | null> {
  if (!reset) {
    const keys = await readFile(keysFile, 'utf8')
      .then((text) => JSON.parse(text) as Keys)
      .catch(() => null);
    if (keys !== null && (await holdsRows(client, 'site'))) return keys;
    if (await holdsRows(client, 'patient'))
      throw new DemoRefused(
        `The sign-in of the earlier run is gone (${keysFile}): start over with "npm run demo -- --reset".`,
      );
  }
  await emptyDatabase(client);
  return null;
}

async function makeAccounts(service: RunningService, keysFile: string): Promise<Keys> {
  const accounts = service.application.get(AccountService, { strict: false });
  const siteId = await accounts.ensureSite(siteName);
  const boardId = await service.application.get(BoardService, { strict: false }).ensureDefaultBoard(siteId);
  const person = async (role: 'coordinator' | 'member', displayName: string): Promise<SignIn> => {
    const signIn = { email: `${role}@demo.example`, password: randomBytes(9).toString('base64url') };
    const accountId = await accounts.addPerson({ ...signIn, siteId, displayName, roles: [] });
    await accounts.addBoardMember({ boardId, accountId, role });
    return signIn;
  };
  const sender = await accounts.addMachine({ siteId, displayName: 'Demo sender', roles: ['submitter'] });
  const keys: Keys = {
    coordinator: await person('coordinator', 'Demo coordinator'),
    member: await person('member', 'Demo board member'),
    senderKey: (await accounts.issueApiKey(sender, 'demonstration')).key,
    complete: false,
  };
  await writeKeys(keysFile, keys);
  return keys;
}

const writeKeys = (keysFile: string, keys: Keys): Promise<void> =>
  writeFile(keysFile, JSON.stringify(keys), { mode: 0o600 });

const cohortFile = (path: string): URL => new URL(path, cohorts);

async function jsonLines(path: string): Promise<unknown[]> {
  const text = await readFile(cohortFile(path), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}

async function importCohorts(sender: DemoClient): Promise<void> {
  print('Importing the bundled cohorts through the same doors a hospital would use:');
  const documents = await sender.send('/api/assessments', await jsonLines('head-and-neck/assessments.jsonl'));
  const statements = await sender.send('/api/facts', await jsonLines('head-and-neck/facts.jsonl'));
  print(
    `  head and neck, synthetic (JSON): ${counted(documents, 'assessment')} and ${counted(statements, 'statement')} of facts taken`,
  );
  const mapping = await readFile(cohortFile('trials-laleh2022/mapping.json'), 'utf8');
  await importFiles(sender, 'SDTM TU and TR, synthetic', { format: 'sdtm', synthetic: 'true' }, [
    'sdtm-onco/tu_onco.csv',
    'sdtm-onco/tr_onco.csv.gz',
  ]);
  await importFiles(sender, 'five trials, real and anonymised', { format: 'csv', mapping }, [
    'trials-laleh2022/laleh2022_long.csv',
  ]);
  await followClassification(sender);
}

async function importFiles(
  sender: DemoClient,
  name: string,
  fields: Readonly<Record<string, string>>,
  files: readonly string[],
): Promise<void> {
  const progress = new Progress(terminal, name, 'assessments');
  progress.note('sending');
  const location = await sender.upload(fields, files.map(cohortFile));
  const patience = new Patience(`The import of ${name}`);
  let state: ImportState;
  do {
    state = await sender.importState(location);
    if (state.state === 'failed') throw new Error(`The import of ${name} failed: ${state.failure}`);
    progress.show(state.done, state.groups);
    patience.at(state.groups - state.done);
  } while (state.state !== 'done' && (await pause()));
  const known = state.known > 0 ? [`${state.known} known already`] : [];
  progress.end(
    [
      counted(state.rows, 'row'),
      `${counted(state.taken, 'assessment')} taken`,
      ...known,
      `${state.held} held with a query to the sender`,
    ].join(', '),
  );
}

async function followClassification(sender: DemoClient): Promise<void> {
  const progress = new Progress(terminal, 'classifying', 'treatment lines');
  const patience = new Patience('The classification');
  const all = await sender.staleLines();
  for (let waiting = all; waiting > 0; waiting = await sender.staleLines()) {
    progress.show(all - waiting, all);
    patience.at(waiting);
    await pause();
  }
  progress.end('every treatment line is classified');
}

/** Waits for what goes on, and ends the wait for what stands still. */
class Patience {
  #least = Infinity;
  #since = performance.now();

  constructor(private readonly what: string) {}

  at(left: number): void {
    if (left < this.#least) [this.#least, this.#since] = [left, performance.now()];
    if (performance.now() - this.#since > longestStandstill)
      throw new Error(`${this.what} has stood still for a minute, with ${left} to go.`);
  }
}

async function mark(coordinator: DemoClient, { id, synthetic }: PatientMark): Promise<string> {
  const number = await coordinator.patientNumber(id);
  return synthetic ? `${number} [synthetic]` : number;
}

async function showWorklist(coordinator: DemoClient): Promise<void> {
  const flags = await coordinator.flags();
  print();
  print(`Flagged patients (${new Set(flags.map(({ patient }) => patient.id)).size}):`);
  for (const { patient, definition, reason } of flags)
    print(`  ${await mark(coordinator, patient)}  ${definition}  ${reason}`);
  const { total, synthetic, reasons } = await coordinator.watches();
  print();
  print(
    `Watches (${total}, ${synthetic === total ? 'all' : synthetic} of synthetic patients), by reason; one may have several:`,
  );
  const shares = reasons.map(shareInWords);
  const width = Math.max(...shares.map((share) => share.length));
  reasons.forEach(({ count, words }, index) => {
    const before = `  ${String(count).padStart(5)}  ${(shares[index] ?? '').padEnd(width)}`;
    print(`${before}${words}`, before.length);
  });
}

function shareInWords({ count, synthetic }: { readonly count: number; readonly synthetic: number }): string {
  if (synthetic === 0) return '';
  return synthetic === count ? '[synthetic]  ' : `[${synthetic} synthetic]  `;
}

/** Accepts the questions of flagged patients and puts them on the agenda of the next meeting; the others wait for whoever tries the screens. */
async function fillAgenda(coordinator: DemoClient): Promise<void> {
  const boardId = await coordinator.boardId();
  const flagged = new Set((await coordinator.flags()).map(({ patient }) => patient.id));
  const drafts = await coordinator.items('draft');
  for (const draft of drafts.filter(({ patient }) => flagged.has(patient.id))) await coordinator.accept(draft);
  const meetingId =
    (await coordinator.nextMeeting(boardId)) ?? (await coordinator.planMeeting(boardId, comingWednesday()));
  for (const itemId of await coordinator.waiting(boardId)) await coordinator.place(meetingId, itemId);
}

async function showAgenda(coordinator: DemoClient): Promise<void> {
  print();
  const meetingId = await coordinator.nextMeeting(await coordinator.boardId());
  if (meetingId === null)
    return print('No meeting is planned any more; "npm run demo -- --reset" starts over with one.');
  const { meeting, items } = await coordinator.agenda(meetingId);
  const start = new Date(meeting.startsAt).toLocaleString('en-GB', {
    timeZone: meeting.timeZone,
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  print(
    `Agenda of ${meeting.boardName}, ${start} (${meeting.timeZone}), ${meeting.minutesPlanned} of ${meeting.minutes} minutes:`,
  );
  for (const { position, minutes, content } of items) {
    if (content === null) continue;
    print(`  ${position}. ${await mark(coordinator, content.patient)}, ${minutes} min: ${content.item.question}`);
    for (const why of content.item.whyNow) print(`     ${content.patient.synthetic ? '[synthetic] ' : ''}${why}`);
  }
}

async function showDrafts(coordinator: DemoClient): Promise<void> {
  const drafts = await coordinator.items('draft');
  if (drafts.length === 0) return;
  print();
  print(`Questions that wait for the coordinator (${drafts.length}):`);
  for (const { patient, question } of [...drafts].reverse())
    print(`  ${await mark(coordinator, patient)}: ${question}`);
}

/** Next Wednesday, 14:00 UTC: a day that is always ahead. */
function comingWednesday(now = new Date()): Date {
  const days = (3 - now.getUTCDay() + 7) % 7 || 7;
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + days, 14));
}

function showSignIn(url: string, { coordinator, member }: Keys): void {
  print();
  print(`Open ${url} and sign in as one of:`);
  for (const { email, password } of [coordinator, member]) print(`  ${email.padEnd(26)}password ${password}`);
  print(`The API is described at ${url}/api/docs`);
}

/** What a person can mend says how; for the rest, there is the log. */
function lineOf(error: unknown): string {
  if (error instanceof SettingsError) return `${error.message}${furtherOptions(error)}`;
  if (error instanceof DemoRefused || error instanceof EmbeddedServerError || error instanceof OperationalError)
    return error.message;
  return `${error instanceof Error ? error.message : String(error)} (LOG_LEVEL=info shows the log.)`;
}

const furtherOptions = ({ faults }: SettingsError): string =>
  faults.some(({ place }) => /^(option|command line)/.test(place))
    ? ` (the demonstration also knows ${Object.values(ownOptions).join(' and ')})`
    : '';

/** @throws DemoRefused when the disk has too little space for the cohorts, rather than in the middle of them */
async function assertSpace(folder: string | null): Promise<void> {
  if (folder === null) return;
  const { bavail, bsize } = await statfs(folder);
  const left = Math.floor((bavail * bsize) / 1024 / 1024);
  if (left < neededSpace) {
    throw new DemoRefused(
      `The disk that holds ${folder} has ${left} MB left, and the cohorts need ${neededSpace} MB: free some, or name a folder on another disk with --data-folder.`,
    );
  }
}

/** For the demonstration's own files: the database may have had to go elsewhere. */
async function prepareFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    // Of a read-only file system, Node says that a folder above is missing.
    const reason = error.code === 'ENOENT' ? 'EROFS' : error.code;
    throw new DemoRefused(
      `The folder ${folder} cannot be made (${reason}): run this where you may write, or name another folder with --data-folder.`,
    );
  });
}

async function runDemo(ending: Ending): Promise<void> {
  const { once, reset, settings } = readOptions();
  ending.onSignal(
    () => terminal.last('Stopping.'),
    (custom) => (once ? custom : 0),
  );
  const version = (
    JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
  ).version;
  print(`Consilium ${version}, demonstration. ${disclaimer}`);
  const [addressFile, keysFile] = [join(settings.dataFolder, 'address'), join(settings.dataFolder, 'sign-in.json')];
  const database = await ending.opening(
    () => openDatabase(settings, printOnce),
    ({ close }) => close(),
  );
  await prepareFolder(settings.dataFolder);
  const hold = await ending.opening(
    () => takeDemo(database.connectionString, addressFile),
    (client) => client.end(),
  );
  await rm(addressFile, { force: true });
  const earlier = await earlierKeys(hold, keysFile, reset);
  if (earlier === null) await assertSpace(database.dataDirectory);
  const service = await ending.opening(
    () => startService(settings, createLogger(settings), printOnce),
    (running) => running.stop(),
  );
  const { url } = service.address;
  askDirectly(url);
  await writeFile(addressFile, url);
  const keys = earlier ?? (await makeAccounts(service, keysFile));
  const coordinator = await DemoClient.signIn(url, keys.coordinator);
  if (keys.complete) {
    print('The data of the earlier run are still here and are kept; "npm run demo -- --reset" starts over.');
  } else {
    if (earlier !== null) print('An earlier run was cut short, and is taken up again.');
    await importCohorts(new DemoClient(url, keys.senderKey));
    await fillAgenda(coordinator);
    await writeKeys(keysFile, { ...keys, complete: true });
  }
  await showWorklist(coordinator);
  await showAgenda(coordinator);
  await showDrafts(coordinator);
  showSignIn(url, keys);
  print(
    once ? 'Stopping, since --once was asked for; "npm run demo" goes on with these data.' : 'Serving until Ctrl-C.',
  );
  if (once) await ending.close();
}

const ending = new Ending();
// Whoever read the output has gone, as in `npm run demo | head`.
process.stdout.on('error', () => void ending.close().finally(() => process.exit(1)));
try {
  await runDemo(ending);
} catch (error) {
  if (!ending.begun) {
    terminal.clearStatus();
    await ending.close().catch((fault: unknown) => console.error(lineOf(fault)));
    console.error(process.env['LOG_LEVEL'] === 'debug' ? error : lineOf(error));
    process.exitCode = error instanceof SettingsError ? 2 : 1;
  }
}
