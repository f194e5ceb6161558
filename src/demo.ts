/** The demonstration: `npm run demo`. The bundled cohorts go through the same doors and the same queue that a hospital would use. */
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { DemoClient, type ImportState } from './demo-client.js';
import { Progress } from './demo-progress.js';
import { AccountService } from './platform/access/index.js';
import { readSettings, type Settings, SettingsError } from './platform/config/index.js';
import { createLogger } from './platform/observability/index.js';
import { BoardService } from './modules/boards/index.js';
import { openDatabase, type RunningService, startService, stopOnSignal } from './start-service.js';

/** Told in one plain line; the exit status is 1. */
class DemoRefused extends Error {}

interface SignIn {
  readonly email: string;
  readonly password: string;
}

/** Written once, at the first run, readable for its owner only: later runs show the same sign-in. */
interface Keys {
  readonly coordinator: SignIn;
  readonly member: SignIn;
  readonly senderKey: string;
  /** False until everything was imported: a run that was cut short is taken up again. */
  readonly complete: boolean;
}

const demoLock = 1_129_271_893;
const siteName = 'Demonstration (synthetic and public data)';
const cohorts = new URL('../../demo/', import.meta.url);
const disclaimer = 'Not a medical device; for review by professionals. HN-.. and 01-.. are synthetic; Study.. are anonymised trial data (Ghaffari Laleh et al. 2022, CC BY 4.0).';
const print = (line = ''): void => console.log(line);

function options(): { once: boolean; reset: boolean; settings: Settings } {
  const { values, tokens } = parseArgs({
    args: process.argv.slice(2), strict: false, tokens: true,
    options: { once: { type: 'boolean' }, reset: { type: 'boolean' } },
  });
  const own = new Set(['once', 'reset']);
  const rest = tokens.flatMap((token) => (token.kind === 'option' && !own.has(token.name) ? [token.value === undefined ? token.rawName : `${token.rawName}=${token.value}`] : []));
  const settings = readSettings({ LOG_LEVEL: 'error', ...process.env, DATABASE_URL: '', DATABASE_URL_FILE: '', REDIS_URL: '', REDIS_URL_FILE: '', ROLE: '' }, rest);
  return { once: values.once === true, reset: values.reset === true, settings: { ...settings, dataFolder: join(settings.dataFolder, 'demo') } };
}

/** Holds the demonstration for this process: two at once would print into each other's meeting. */
async function takeDemo(connectionString: string, addressFile: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, application_name: 'consilium demo' });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [demoLock]);
  if (rows[0]?.taken) return client;
  await client.end();
  const address = await readFile(addressFile, 'utf8').catch(() => 'an address that it has not printed yet');
  throw new DemoRefused(`A demonstration is running already, at ${address.trim()}: open that, or stop it with Ctrl-C first.`);
}

async function emptyDatabase(client: pg.Client): Promise<void> {
  await client.query('DROP SCHEMA IF EXISTS bullmq CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public');
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
  await writeFile(keysFile, JSON.stringify(keys), { mode: 0o600 });
  return keys;
}

const cohortFile = (path: string): URL => new URL(path, cohorts);

async function jsonLines(path: string): Promise<unknown[]> {
  const text = await readFile(cohortFile(path), 'utf8');
  return text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as unknown);
}

async function importCohorts(sender: DemoClient): Promise<void> {
  print('Importing the bundled cohorts through the same doors a hospital would use:');
  const documents = await sender.send('/api/assessments', await jsonLines('head-and-neck/assessments.jsonl'));
  const statements = await sender.send('/api/facts', await jsonLines('head-and-neck/facts.jsonl'));
  print(`  head and neck, synthetic (JSON): ${documents} assessments and ${statements} statements of facts taken`);
  const sdtm = await sender.upload({ format: 'sdtm', synthetic: 'true' }, [cohortFile('sdtm-onco/tu_onco.csv'), cohortFile('sdtm-onco/tr_onco.csv.gz')]);
  await followImport(sender, sdtm, 'SDTM TU and TR, synthetic');
  const mapping = await readFile(cohortFile('trials-laleh2022/mapping.json'), 'utf8');
  const trials = await sender.upload({ format: 'csv', mapping }, [cohortFile('trials-laleh2022/laleh2022_long.csv')]);
  await followImport(sender, trials, 'five trials, real and anonymised');
  await followClassification(sender);
}

async function followImport(sender: DemoClient, location: string, name: string): Promise<void> {
  const progress = new Progress(name, 'assessments');
  let state: ImportState;
  do {
    state = await sender.importState(location);
    progress.show(state.done, state.groups);
    if (state.state === 'failed') throw new Error(`The import of ${name} failed: ${state.failure}`);
  } while (state.state !== 'done' && await pause());
  progress.end(`${state.rows} rows, ${state.taken} assessments taken, ${state.known} known already, ${state.held} held with a query to the sender`);
}

async function followClassification(sender: DemoClient): Promise<void> {
  const progress = new Progress('classifying', 'treatment lines');
  let waiting = await sender.staleLines();
  const all = waiting;
  while (waiting > 0) {
    progress.show(all - waiting, all);
    await pause();
    waiting = await sender.staleLines();
  }
  progress.end('every treatment line is classified');
}

const pause = (): Promise<true> => new Promise((resolve) => setTimeout(() => resolve(true), 200));

async function showWorklist(coordinator: DemoClient): Promise<void> {
  const flags = await coordinator.flags();
  print();
  print(`Flagged patients (${flags.length}):`);
  for (const { patient, definition, reason } of flags) print(`  ${patient.patientId}  ${definition}  ${reason}${patient.synthetic ? '  [synthetic]' : ''}`);
  const watches = await coordinator.watches();
  print();
  print(`Watches (${watches.total}), by reason; one may have several:`);
  for (const { count, words } of watches.reasons) print(`  ${String(count).padStart(5)}  ${words}`);
}

/** Accepts every question that is still a draft, and puts all accepted ones that wait on the agenda of the next meeting. */
async function fillAgenda(coordinator: DemoClient): Promise<void> {
  const boardId = await coordinator.boardId();
  for (const draft of await coordinator.items('draft')) await coordinator.accept(draft);
  const meetingId = await coordinator.nextMeeting(boardId, comingWednesday());
  for (const itemId of await coordinator.waiting(boardId)) await coordinator.place(meetingId, itemId);
  await showAgenda(coordinator, meetingId);
}

async function showAgenda(coordinator: DemoClient, meetingId: string): Promise<void> {
  const { meeting, items } = await coordinator.agenda(meetingId);
  const start = new Date(meeting.startsAt).toLocaleString('en-GB', { timeZone: meeting.timeZone, dateStyle: 'medium', timeStyle: 'short' });
  print();
  print(`Agenda of ${meeting.boardName}, ${start} (${meeting.timeZone}), ${meeting.minutesPlanned} of ${meeting.minutes} minutes:`);
  for (const { position, minutes, content } of items) {
    if (content === null) continue;
    print(`  ${position}. ${content.patient.patientId}${content.patient.synthetic ? ' [synthetic]' : ''}, ${minutes} min: ${content.item.question}`);
    for (const why of content.item.whyNow) print(`       ${why}`);
  }
}

/** Next Wednesday, 14:00 UTC: a day that is always ahead. */
function comingWednesday(now = new Date()): Date {
  const days = ((3 - now.getUTCDay() + 7) % 7) || 7;
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + days, 14));
}

async function runDemo(): Promise<void> {
  const { once, reset, settings } = options();
  const version = (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version;
  print(`Consilium ${version}, demonstration. ${disclaimer}`);
  await mkdir(settings.dataFolder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new DemoRefused(`The folder ${settings.dataFolder} cannot be made (${error.code}): run this where you may write, or name another folder with --data-folder.`);
  });
  const [addressFile, keysFile] = [join(settings.dataFolder, 'address'), join(settings.dataFolder, 'sign-in.json')];
  const database = await openDatabase(settings, print);
  let service: RunningService | undefined;
  let hold: pg.Client | undefined;
  const stop = async (): Promise<void> => {
    await service?.stop();
    await hold?.end();
    await database.close();
  };
  try {
    hold = await takeDemo(database.connectionString, addressFile);
    if (reset) await emptyDatabase(hold);
    if (!once) stopOnSignal(stop);
    service = await startService(settings, createLogger(settings), print);
    await writeFile(addressFile, service.address.url);
    const { rows } = await hold.query<{ filled: boolean }>('SELECT EXISTS (SELECT FROM site WHERE name = $1) AS filled', [siteName]);
    const known = rows[0]?.filled ? await readFile(keysFile, 'utf8').then((text) => JSON.parse(text) as Keys, () => null) : null;
    const keys = known ?? await makeAccounts(service, keysFile);
    const sender = new DemoClient(service.address.url, keys.senderKey);
    if (keys.complete) {
      print('The data of the earlier run are still here and are kept (--reset starts over).');
    } else {
      await importCohorts(sender);
      await writeFile(keysFile, JSON.stringify({ ...keys, complete: true }), { mode: 0o600 });
    }
    const coordinator = await DemoClient.signIn(service.address.url, keys.coordinator);
    await showWorklist(coordinator);
    await fillAgenda(coordinator);
    print();
    print(`Open ${service.address.url}   API: ${service.address.url}/api/docs`);
    print(`  coordinator    ${keys.coordinator.email}   password ${keys.coordinator.password}`);
    print(`  board member   ${keys.member.email}   password ${keys.member.password}`);
    if (once) await stop();
    else print('Serving until Ctrl-C.');
  } catch (error) {
    await stop();
    throw error;
  }
}

try {
  await runDemo();
} catch (error) {
  const told = error instanceof DemoRefused || error instanceof SettingsError || (error instanceof Error && process.env.LOG_LEVEL !== 'debug');
  console.error(told ? (error as Error).message : error);
  process.exitCode = 1;
}
