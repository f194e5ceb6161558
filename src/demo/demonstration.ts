/** The demonstration from its first line to its last, as a client of the service that it starts. */
import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SettingsError } from '../platform/config/index.js';
import { EmbeddedServerError } from '../platform/database/index.js';
import { createLogger, OperationalError } from '../platform/observability/index.js';
import type { Ending } from '../start/ending.js';
import { openDatabase, type RunningService, startService } from '../start/service.js';
import { casesRaised, fillAgenda, referPatient, showAgenda, showWaiting, showWorklist } from './board-work.js';
import { askDirectly, DemoClient } from './client.js';
import { importCohorts } from './cohorts.js';
import { decideOne, showDecision } from './decided-case.js';
import { assertSpace, earlierKeys, prepareFolder, takeDemo } from './ground.js';
import { type Keys, makeAccounts, writeKeys } from './keys.js';
import { type DemoOptions, furtherOptions, readOptions } from './options.js';
import { DemoRefused } from './refusal.js';
import type { Terminal } from './terminal.js';

const disclaimer =
  'Not a medical device; for review by professionals. HN-.. and 01-.. are synthetic; Study.. are anonymised trial data (Ghaffari Laleh et al. 2022, CC BY 4.0).';

/** What a run of the demonstration has opened. */
interface Opened {
  readonly service: RunningService;
  readonly keysFile: string;
  /** Null for a start from nothing. */
  readonly earlier: Keys | null;
}

/**
 * Imports the cohorts where no earlier run has, plays one case until its decision is signed, fills the agenda of the next meeting, refers a
 * patient, and shows what a coordinator sees.
 * @param argv words of the command line
 * @param ending closes what is opened here; with --once at the end, else on Ctrl-C
 */
export async function runDemonstration(argv: readonly string[], terminal: Terminal, ending: Ending): Promise<void> {
  const options = readOptions(argv);
  ending.onSignal(
    () => terminal.last('Stopping.'),
    (custom) => (options.once ? custom : 0),
  );
  terminal.line(`Consilium ${productVersion()}, demonstration. ${disclaimer}`);
  const opened = await open(options, terminal, ending);
  const { url } = opened.service.address;
  const keys = opened.earlier ?? (await makeAccounts(opened.service));
  if (opened.earlier === null) await writeKeys(opened.keysFile, keys);
  const coordinator = await DemoClient.signIn(url, keys.coordinator);
  if (keys.complete) {
    terminal.line('The data of the earlier run are still here and are kept; "npm run demo -- --reset" starts over.');
  } else {
    if (opened.earlier !== null) terminal.line('An earlier run was cut short, and is taken up again.');
    await importCohorts(new DemoClient(url, keys.senderKey), terminal, keys.begun);
    await casesRaised(coordinator);
    if (keys.chair !== undefined) await decideOne(coordinator, await DemoClient.signIn(url, keys.chair));
    await fillAgenda(coordinator);
    await referPatient(await DemoClient.signIn(url, keys.member));
    await writeKeys(opened.keysFile, { ...keys, complete: true });
  }
  await showWorklist(coordinator, terminal);
  await showAgenda(coordinator, terminal);
  await showWaiting(coordinator, terminal);
  await showDecision(coordinator, terminal);
  showSignIn(url, keys, terminal);
  terminal.line(
    options.once
      ? 'Stopping, since --once was asked for; "npm run demo" goes on with these data.'
      : 'Serving until Ctrl-C.',
  );
  if (options.once) await ending.close();
}

async function open({ settings, reset }: DemoOptions, terminal: Terminal, ending: Ending): Promise<Opened> {
  const [addressFile, keysFile] = [join(settings.dataFolder, 'address'), join(settings.dataFolder, 'sign-in.json')];
  const report = reportOnce(terminal);
  const database = await ending.opening(
    () => openDatabase(settings, report),
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
    () => startService(settings, createLogger(settings), report),
    (running) => running.stop(),
  );
  askDirectly(service.address.url);
  await writeFile(addressFile, service.address.url);
  return { service, keysFile, earlier };
}

/** The database is opened for the lock of the demonstration, and again for the service: what that tells, it tells twice. */
function reportOnce(terminal: Terminal): (line: string) => void {
  const told = new Set<string>();
  return (line) => {
    if (!told.has(line)) terminal.line(line);
    told.add(line);
  };
}

const productVersion = (): string =>
  (JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string }).version;

function showSignIn(url: string, { coordinator, member, chair }: Keys, terminal: Terminal): void {
  terminal.line();
  terminal.line(`Open ${url} and sign in as one of:`);
  for (const { email, password } of [coordinator, ...(chair === undefined ? [] : [chair]), member])
    terminal.line(`  ${email.padEnd(26)}password ${password}`);
  terminal.line(`The API is described at ${url}/api/docs`);
}

/** What a person can mend says how; for the rest, there is the log. */
export function lineOf(error: unknown): string {
  if (error instanceof SettingsError) return `${error.message}${furtherOptions(error)}`;
  if (error instanceof DemoRefused || error instanceof EmbeddedServerError || error instanceof OperationalError)
    return error.message;
  return `${error instanceof Error ? error.message : String(error)} (LOG_LEVEL=info shows the log.)`;
}
