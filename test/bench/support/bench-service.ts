/** The built service on an embedded server of its own, with the accounts that a benchmark needs. */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startEmbeddedServer } from '../../../src/platform/database/index.js';

const project = new URL('../../../../', import.meta.url);
const password = 'a long enough password';

export interface BenchService {
  readonly url: string;
  readonly databaseUrl: string;
  readonly boardId: string;
  readonly coordinator: { readonly email: string; readonly password: string };
  /** Of the maintenance database, as superuser. */
  readonly administratorUrl: string;
  /** Somebody with a seat on the board: the header that a request of theirs carries. */
  person(name: string, role: 'coordinator' | 'member'): Promise<string>;
  call<Answer>(
    method: string,
    path: string,
    options?: {
      readonly body?: unknown;
      readonly as?: 'coordinator' | 'sender' | 'administrator';
      readonly ifMatch?: string;
    },
  ): Promise<Answer>;
  /** Waits until no treatment line is stale. */
  classified(expectedFlags: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts everything in a folder of its own under the temporary one; `close` removes it. @param settings of PostgreSQL */
export async function startBenchService(settings: Readonly<Record<string, string>> = {}): Promise<BenchService> {
  const folder = await mkdtemp(join(tmpdir(), 'consilium-bench-'));
  await chmod(folder, 0o755);
  const server = await startEmbeddedServer({
    folder: join(folder, 'data'),
    firstPort: await freePort(),
    report: () => undefined,
    settings,
  });
  const databaseUrl = server.connectionString;
  const environment = { ...process.env, DATABASE_URL: databaseUrl, REDIS_URL: '', LOG_LEVEL: 'silent' };
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  await run(
    ['dist/src/cli.js', 'user', 'add', '--email', 'administrator@bench.example', '--name', 'Administrator'],
    environment,
    password,
  );
  const child = spawn(process.execPath, ['dist/src/main.js', `--port=${port}`], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'ignore'],
    env: environment,
  });
  const close = async (): Promise<void> => {
    await ended(child);
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await answers(`${url}/readyz`);
    return { url, databaseUrl, administratorUrl: server.administratorConnectionString, close, ...(await furnish(url)) };
  } catch (error) {
    await close();
    throw error;
  }
}

async function furnish(
  url: string,
): Promise<Pick<BenchService, 'boardId' | 'coordinator' | 'person' | 'call' | 'classified'>> {
  const administrator = await bearer(url, 'administrator@bench.example');
  const {
    items: [board],
  } = await ask<{ items: { id: string }[] }>(url, administrator, 'GET', '/api/boards');
  if (board === undefined) throw new Error('The site has no board.');
  const seated = async (name: string, role: 'coordinator' | 'member'): Promise<string> => {
    const email = `${name}@bench.example`;
    const account = await ask<{ id: string }>(url, administrator, 'POST', '/api/accounts', {
      kind: 'person',
      email,
      password,
      displayName: name,
    });
    await ask(url, administrator, 'POST', `/api/boards/${board.id}/members`, { accountId: account.id, role });
    return email;
  };
  const coordinator = { email: await seated('coordinator', 'coordinator'), password };
  const machine = await ask<{ id: string }>(url, administrator, 'POST', '/api/accounts', {
    kind: 'machine',
    displayName: 'Sender',
    roles: ['submitter'],
  });
  const { key } = await ask<{ key: string }>(url, administrator, 'POST', `/api/accounts/${machine.id}/api-keys`, {
    name: 'bench',
  });
  const bearers = { administrator, coordinator: await bearer(url, coordinator.email), sender: `Bearer ${key}` };
  return {
    boardId: board.id,
    coordinator,
    person: async (name, role) => bearer(url, await seated(name, role)),
    call: (method, path, { body, as = 'coordinator', ifMatch } = {}) =>
      ask(url, bearers[as], method, path, body, ifMatch),
    classified: async (expectedFlags) => {
      for (let attempt = 0; attempt < 600; attempt += 1) {
        if ((await countFlags(url, bearers.coordinator)) >= expectedFlags) return;
        await delay(500);
      }
      throw new Error(`There are not ${expectedFlags} flags after five minutes.`);
    },
  };
}

async function countFlags(url: string, authorization: string): Promise<number> {
  let count = 0;
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: { items: unknown[]; next: string | null } = await ask(
      url,
      authorization,
      'GET',
      `/api/flags?limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`,
    );
    count += page.items.length;
    cursor = page.next;
  }
  return count;
}

/** Documents of the head and neck cohort's first patient, whose dissociated response is flagged, as those of another patient. */
export async function flaggedPatient(): Promise<
  (number: number) => { readonly assessments: unknown[]; readonly facts: unknown[] }
> {
  const read = async (name: string): Promise<string[]> =>
    (await readFile(new URL(`demo/head-and-neck/${name}`, project), 'utf8'))
      .split('\n')
      .filter((line) => line.includes('"HN-01"'));
  const [assessments, facts] = await Promise.all([read('assessments.jsonl'), read('facts.jsonl')]);
  return (number) => {
    const renamed = (line: string): unknown => JSON.parse(line.replaceAll('HN-01', `B-${number}`));
    return { assessments: assessments.map(renamed), facts: facts.map(renamed) };
  };
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
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 500)}`);
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

async function bearer(url: string, email: string): Promise<string> {
  const { token } = await ask<{ token: string }>(url, '', 'POST', '/api/session', { email, password });
  return `Bearer ${token}`;
}

async function run(args: readonly string[], env: NodeJS.ProcessEnv, input: string): Promise<void> {
  const child = spawn(process.execPath, [...args], { cwd: project, stdio: ['pipe', 'ignore', 'inherit'], env });
  child.stdin.end(input);
  const status = await new Promise((resolve) => child.once('exit', resolve));
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${String(status)}.`);
}

async function answers(address: string): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (
      await fetch(address).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await delay(100);
  }
  throw new Error(`${address} does not answer.`);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
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
