import { spawn, type ChildProcess } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { createTestDatabase, sharedTestDatabase } from '../../support/database.js';
import { until } from '../../support/until.js';

const project = new URL('../../../', import.meta.url);

export interface SignIn {
  readonly email: string;
  readonly password: string;
}

/** The built service in a process of its own, on a database of its own, with the head and neck cohort classified. */
export interface ServiceUnderTest {
  readonly url: string;
  readonly databaseUrl: string;
  readonly coordinator: SignIn;
  readonly secondCoordinator: SignIn;
  readonly member: SignIn;
  /** Who has no seat on a board, and refers patients. */
  readonly referrer: SignIn;
  /** Who has no seat on a board. */
  readonly administrator: SignIn;
  readonly meetingId: string;
  readonly boardId: string;
  /** Calls the API with the bearer of an account, or of the sending machine. */
  call<Answer>(
    method: string,
    path: string,
    options?: {
      readonly body?: unknown;
      readonly as?: 'coordinator' | 'member' | 'sender' | 'administrator' | 'referrer';
      readonly ifMatch?: string;
    },
  ): Promise<Answer>;
  /** Uploads a CSV as the sending machine and waits until it is worked off; answers the id of the upload. */
  uploadCsv(text: string): Promise<string>;
  /** Sends an HL7 v2 message as the sending machine; answers the acknowledgement. */
  sendHl7(text: string): Promise<string>;
  stopProcess(): Promise<void>;
  /** Ends the process as a power cut would: nothing is finished, nothing is said. */
  killProcess(): Promise<void>;
  startProcess(): Promise<void>;
  close(): Promise<void>;
}

const password = 'a long enough password';
const accounts = {
  administrator: { email: 'administrator@test.example', password },
  coordinator: { email: 'coordinator@test.example', password },
  secondCoordinator: { email: 'second@test.example', password },
  member: { email: 'member@test.example', password },
  referrer: { email: 'referrer@test.example', password },
} as const satisfies Readonly<Record<string, SignIn>>;

/** A service on a clone of the installation that the first caller of a run furnishes. */
export async function startService(): Promise<ServiceUnderTest> {
  const { database: installation, left } = await furnishedInstallation();
  const database = await createTestDatabase(installation);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child = await runService(database.url, port);
  const close = async (): Promise<void> => {
    await ended(child);
    await database.drop();
  };
  try {
    const bearers = {
      coordinator: await bearer(url, accounts.coordinator),
      member: await bearer(url, accounts.member),
      sender: `Bearer ${left.senderKey}`,
      referrer: await bearer(url, accounts.referrer),
      administrator: await bearer(url, accounts.administrator),
    };
    return {
      ...accounts,
      boardId: left.boardId,
      meetingId: left.meetingId,
      url,
      databaseUrl: database.url,
      uploadCsv: (text) => uploadCsv(url, bearers.sender, text),
      sendHl7: async (body) => {
        const headers = { authorization: bearers.sender, 'content-type': 'application/hl7-v2' };
        return (await fetch(`${url}/hl7v2`, { method: 'POST', headers, body })).text();
      },
      call: (method, path, { body, as = 'coordinator', ifMatch } = {}) =>
        ask(url, bearers[as], method, path, body, ifMatch),
      stopProcess: () => ended(child),
      killProcess: () => ended(child, 'SIGKILL'),
      startProcess: async () => {
        child = await runService(database.url, port);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function runService(databaseUrl: string, port: number): Promise<ChildProcess> {
  const started = spawn(process.execPath, ['dist/src/main.js', `--port=${port}`], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DATABASE_URL: databaseUrl, REDIS_URL: '', LOG_LEVEL: 'silent', NODE_OPTIONS: '' },
  });
  await answers(`http://127.0.0.1:${port}/readyz`, started);
  return started;
}

/** What nobody can find out in a furnished installation. */
interface Left {
  readonly boardId: string;
  readonly meetingId: string;
  readonly senderKey: string;
}

/** Named by the build, so that a service never opens what another one furnished. */
async function furnishedInstallation(): ReturnType<typeof sharedTestDatabase<Left>> {
  const { mtimeMs } = await stat(new URL('dist/src/main.js', project));
  return sharedTestDatabase(`test_furnished_${Math.trunc(mtimeMs)}`, async (databaseUrl) => {
    // Before the first start, which gives every site its default board.
    await addAdministrator(databaseUrl);
    const port = await freePort();
    const child = await runService(databaseUrl, port);
    return furnish(`http://127.0.0.1:${port}`).finally(() => ended(child));
  });
}

/** Accounts, a meeting in a week, and the cohort, all through the API. */
async function furnish(url: string): Promise<Left> {
  const asAdministrator = await bearer(url, accounts.administrator);
  const boardId = await onlyBoard(url, asAdministrator);
  const person = async (signIn: SignIn, displayName: string, roles: readonly string[] = []): Promise<string> => {
    const body = { kind: 'person', ...signIn, displayName, roles };
    return (await ask<{ id: string }>(url, asAdministrator, 'POST', '/api/accounts', body)).id;
  };
  const seated = async (accountId: string, role: 'coordinator' | 'member'): Promise<void> =>
    ask(url, asAdministrator, 'POST', `/api/boards/${boardId}/members`, { accountId, role });
  await seated(await person(accounts.coordinator, 'Carla Coordinator'), 'coordinator');
  await seated(await person(accounts.secondCoordinator, 'Sam Second'), 'coordinator');
  await seated(await person(accounts.member, 'Mia Member'), 'member');
  await person(accounts.referrer, 'Rita Referrer', ['referrer']);
  const machine = await ask<{ id: string }>(url, asAdministrator, 'POST', '/api/accounts', {
    kind: 'machine',
    displayName: 'Radiology',
    roles: ['submitter'],
  });
  const { key } = await ask<{ key: string }>(url, asAdministrator, 'POST', `/api/accounts/${machine.id}/api-keys`, {
    name: 'test',
  });
  const sender = `Bearer ${key}`;
  const coordinator = await bearer(url, accounts.coordinator);
  const meeting = await ask<{ id: string }>(url, coordinator, 'POST', `/api/boards/${boardId}/meetings`, {
    startsAt: inAWeek(),
    minutes: 60,
    place: 'Seminar room 2',
  });
  await ask(url, sender, 'POST', '/api/facts', await jsonLines('facts.jsonl'));
  await ask(url, sender, 'POST', '/api/assessments', await jsonLines('assessments.jsonl'));
  await classified(url, coordinator);
  await casesRaised(url, coordinator);
  return { boardId, meetingId: meeting.id, senderKey: key };
}

async function onlyBoard(url: string, authorization: string): Promise<string> {
  const {
    items: [board],
  } = await ask<{ items: { id: string }[] }>(url, authorization, 'GET', '/api/boards');
  if (board === undefined) throw new Error('The site has no board.');
  return board.id;
}

async function ask<Answer>(
  url: string,
  authorization: string,
  method: string,
  path: string,
  body?: unknown,
  ifMatch?: string,
): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

async function bearer(url: string, signIn: SignIn): Promise<string> {
  const { token } = await ask<{ token: string }>(url, '', 'POST', '/api/session', signIn);
  return `Bearer ${token}`;
}

async function jsonLines(name: string): Promise<unknown[]> {
  const text = await readFile(new URL(`demo/head-and-neck/${name}`, project), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}

async function uploadCsv(url: string, authorization: string, text: string): Promise<string> {
  const body = new FormData();
  body.append('format', 'csv');
  body.append('file', new Blob([text], { type: 'text/csv' }), 'follow-up.csv');
  const response = await fetch(`${url}/api/imports`, { method: 'POST', headers: { authorization }, body });
  if (!response.ok) throw new Error(`The upload answered ${response.status}: ${await response.text()}`);
  const { id } = (await response.json()) as { id: string };
  await until(`upload ${id} is worked off`, async () => {
    const { state } = await ask<{ state: string }>(url, authorization, 'GET', `/api/imports/${id}`);
    return state === 'done';
  });
  return id;
}

function inAWeek(): string {
  const at = new Date(Date.now() + 7 * 86_400_000);
  at.setUTCHours(13, 0, 0, 0);
  return at.toISOString();
}

/** Every line of the cohort has its verdict. */
async function classified(url: string, authorization: string): Promise<void> {
  await until('the cohort is classified', async () => {
    const { items } = await ask<{ items: { id: string }[] }>(url, authorization, 'GET', '/api/patients?limit=200');
    const patients = await Promise.all(
      items.map(({ id }) => ask<{ lines: { stale: boolean }[] }>(url, authorization, 'GET', `/api/patients/${id}`)),
    );
    return patients.length >= 16 && patients.every(({ lines }) => lines.every(({ stale }) => !stale));
  });
}

/** Every patient of whom something is asked has a case. */
async function casesRaised(url: string, authorization: string): Promise<void> {
  const patientsIn = async (path: string): Promise<ReadonlySet<string>> => {
    const { items } = await ask<{ items: { patient: { id: string } }[] }>(url, authorization, 'GET', path);
    return new Set(items.map(({ patient }) => patient.id));
  };
  await until('the cases are raised', async () => {
    const asked = await patientsIn('/api/items?state=draft&limit=200');
    const raised = await patientsIn('/api/cases?limit=200');
    return asked.size > 0 && [...asked].every((id) => raised.has(id));
  });
}

async function addAdministrator(databaseUrl: string): Promise<void> {
  const command = spawn(
    process.execPath,
    ['dist/src/cli.js', 'user', 'add', '--email', accounts.administrator.email, '--name', 'Ada Administrator'],
    {
      cwd: project,
      stdio: ['pipe', 'ignore', 'inherit'],
      env: { ...process.env, DATABASE_URL: databaseUrl, NODE_OPTIONS: '' },
    },
  );
  command.stdin.end(password);
  const status = await new Promise((resolve) => command.once('exit', resolve));
  if (status !== 0) throw new Error(`consilium user add ended with ${String(status)}.`);
}

async function answers(address: string, child: ChildProcess): Promise<void> {
  await until(`${address} answers`, async () => {
    if (child.exitCode !== null)
      throw new Error(`The service ended with ${child.exitCode}. Was it built (npm run build)?`);
    return fetch(address).then(
      ({ ok }) => ok,
      () => false,
    );
  }).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
}

async function ended(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await exit;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ host: '127.0.0.1', port: 0 }, () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('No port is free on 127.0.0.1.')),
      );
    });
  });
}
