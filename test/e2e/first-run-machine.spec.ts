import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Checkout, leaveOut, mayMount, nobody, within } from './support/checkout.js';
import { Command, type CommandOptions, type Ended, serversUnder } from './support/command.js';

let checkout: Checkout;
let options: CommandOptions;
const running: Command[] = [];
const node = process.execPath;

beforeAll(() => {
  checkout = Checkout.make(0o755);
  options = { folder: checkout.folder };
});
afterEach(async () => {
  for (const command of running.splice(0)) await command.kill();
});
afterAll(() => checkout.remove());

const run = (command: readonly string[], more: Partial<CommandOptions> = {}): Promise<Ended> =>
  Command.run(command, { ...options, ...more });

/** Starts the service, signs in, and stops it: what a first minute with it takes. */
async function firstMinute(program: string, folder: string, more: Partial<CommandOptions> = {}): Promise<void> {
  const environment = { DATA_FOLDER: folder, ...more.environment };
  const started = Command.start([program, 'dist/src/main.js', '--port=0'], { ...options, ...more, environment });
  running.push(started);
  const [url = ''] = /http:\S+:\d+/.exec(await started.says(/answers at http:\/\/127\.0\.0\.1:\d+\./)) ?? [];
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  const added = await run(
    [program, 'bin/consilium', 'user', 'add', '--email', 'ada@hospital.example', '--name', 'Ada'],
    { ...more, environment, input: 'long enough 1842' },
  );
  expect(added).toMatchObject({ code: 0, errors: '' });
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'ada@hospital.example', password: 'long enough 1842' }),
  });
  expect(answer.status).toBe(201);
  started.signal('SIGTERM');
  expect((await started.ended).code).toBe(0);
  expect(serversUnder(folder)).toEqual([]);
}

/** One plain line, and nothing left running. */
function expectsRefusal({ code, errors }: Ended, line: RegExp, folder = checkout.folder): void {
  expect({ code, left: serversUnder(folder) }).toEqual({ code: 1, left: [] });
  expect(errors).toMatch(/^[^\n]+\n$/);
  expect(errors.trimEnd()).toMatch(line);
}

describe('an ordinary user', () => {
  const because = 'it takes root to become another account that may run this Node';
  if (nobody === null) leaveOut('an ordinary user, where the tests run as root', because);

  (nobody === null ? it.skip : it)('runs the service in a folder closed to all others', async () => {
    const account = nobody ?? { uid: 0, gid: 0 };
    const own = Checkout.make(0o700);
    try {
      own.giveTo(account);
      await firstMinute(node, own.path('data'), { account, folder: own.folder });
    } finally {
      own.remove();
    }
  });

  (nobody === null ? it.skip : it)('is refused where the folder is not theirs', async () => {
    const account = nobody ?? { uid: 0, gid: 0 };
    for (const program of ['main', 'demo']) {
      const refused = await run([node, `dist/src/${program}.js`], { account });
      expectsRefusal(
        refused,
        /^The account that runs the service may not write to \S+\/\.consilium\S*\. .*\(DATA_FOLDER names another folder, DATABASE_URL a PostgreSQL server of your own\.\)$/,
      );
    }
  });
});

describe('a folder or disk that cannot be used', () => {
  if (!mayMount) leaveOut('read-only folders and full disks', 'it takes the right to mount file systems');

  (mayMount ? it : it.skip)('read-only: refused by the service and the demonstration', async () => {
    const folder = checkout.makeFolder();
    const line = new RegExp(
      `^The folder ${folder}\\S* is on a read-only file system\\. Run the service from a folder that it may write to\\. \\(DATA_FOLDER names another folder, `,
    );
    for (const program of ['main', 'demo']) {
      expectsRefusal(
        await run([...within.readOnly(folder), node, `dist/src/${program}.js`, `--data-folder=${folder}`]),
        line,
        folder,
      );
    }
  });

  (mayMount ? it : it.skip)('full: refused before anything is begun, or before the cohorts are sent', async () => {
    const folder = checkout.makeFolder();
    const start = await run([...within.smallDisk(folder, 30), node, 'dist/src/main.js', `--data-folder=${folder}`]);
    expectsRefusal(
      start,
      new RegExp(
        `^There is no space left on the disk that holds ${folder}\\. The database needs about 100 MB to begin with: free some, or use a folder on another disk\\.`,
      ),
      folder,
    );
    const demo = await run([
      ...within.smallDisk(folder, 130),
      node,
      'dist/src/demo.js',
      '--once',
      `--data-folder=${folder}`,
    ]);
    expectsRefusal(
      demo,
      new RegExp(
        `^The disk that holds ${folder}/demo/\\S+ has \\d+ MB left, and the cohorts need 250 MB: free some, or name a folder on another disk with --data-folder\\.$`,
      ),
      folder,
    );
  });

  it('a file in its place', async () => {
    const file = join(checkout.makeFolder(), 'file');
    writeFileSync(file, '');
    expectsRefusal(
      await run([node, 'dist/src/main.js', `--data-folder=${file}`]),
      /is a file, or lies under one, where a folder is needed\./,
    );
  });
});

describe('a port or server that cannot be used', () => {
  it('a port that was asked for and is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => void other.listen({ host: '127.0.0.1', port: 0 }, resolve));
    const { port } = other.address() as { port: number };
    const folder = checkout.makeFolder();
    const refused = await run([node, 'dist/src/main.js', `--port=${port}`, `--data-folder=${folder}`], {
      environment: { LOG_LEVEL: 'silent' },
    });
    other.close();
    expect({ code: refused.code, left: serversUnder(folder) }).toEqual({ code: 1, left: [] });
    expect(refused.errors.trim().split('\n').at(-1)).toBe(
      `Port ${port} of 127.0.0.1 is in use by other programs: stop one, or ask for another port (PORT or --port).`,
    );
  });

  it.each([
    [
      'nobody listens',
      'postgresql://ada:secret@127.0.0.1:9/consilium',
      /^The database consilium at 127\.0\.0\.1:9 cannot be used \(connect ECONNREFUSED 127\.0\.0\.1:9\)\. Start that server or mend DATABASE_URL; /,
    ],
    [
      'a name that is not known',
      'postgresql://ada:secret@nowhere.invalid/consilium',
      /^The database consilium at nowhere\.invalid:5432 cannot be used \([^)]+\)\. /,
    ],
    [
      'a name with two addresses',
      'postgresql://ada:secret@localhost:9/consilium',
      /^The database consilium at localhost:9 cannot be used \(connect ECONNREFUSED [^)]+\)\. /,
    ],
  ])('DATABASE_URL where %s', async (_, url, line) => {
    const refused = await run([node, 'dist/src/main.js'], { environment: { DATABASE_URL: url } });
    expectsRefusal(refused, line);
    expect(refused.errors).not.toContain('secret');
  });
});

describe('an install that cannot build or run', () => {
  const cannotBuild =
    'This install has no development packages and cannot build: run "npm ci" to build here, or bring the dist folder of a machine that has built it.';

  it('lacks what building takes: npm run build, and start and demo where nothing was built, say so in one line', async () => {
    expect(await run(['npm', 'run', '--silent', 'build'])).toMatchObject({ code: 1, lines: [cannotBuild] });
    renameSync(checkout.path('dist'), checkout.path('dist.away'));
    try {
      for (const script of ['start', 'demo'])
        expect(await run(['npm', 'run', '--silent', script])).toMatchObject({ code: 1, lines: [cannotBuild] });
      expect(await run([node, 'bin/consilium', 'backup', 'x'])).toMatchObject({
        code: 1,
        lines: ['Consilium is not built yet: run "npm run build" first.'],
      });
    } finally {
      renameSync(checkout.path('dist.away'), checkout.path('dist'));
    }
  });

  it('has no packages: says which command installs them', async () => {
    renameSync(checkout.path('node_modules'), checkout.path('modules.away'));
    try {
      expect(await run(['npm', 'start', '--silent'])).toMatchObject({
        code: 1,
        lines: [`The packages that Consilium needs are not installed: run "npm ci" in ${checkout.folder} first.`],
      });
    } finally {
      renameSync(checkout.path('modules.away'), checkout.path('node_modules'));
    }
  });

  (nobody === null ? it.skip : it)(
    'may not be written to: runs what was built before, and without that says so',
    async () => {
      const account = nobody ?? { uid: 0, gid: 0 };
      const closed = Checkout.make(0o755);
      try {
        for (const name of ['typescript', 'vite'].filter(
          (compiler) => !existsSync(closed.path('node_modules', compiler)),
        )) {
          mkdirSync(closed.path('node_modules', name));
          writeFileSync(closed.path('node_modules', name, 'package.json'), '{}');
        }
        const help = await run(['npm', 'start', '--silent', '--', '--frob'], { account, folder: closed.folder });
        expect(help).toMatchObject({
          code: 2,
          lines: [
            `The folder ${closed.folder} cannot be written to (EACCES): running what was built before.`,
            expect.stringContaining('--frob'),
          ],
        });
        renameSync(closed.path('dist'), closed.path('dist.away'));
        expect(await run(['npm', 'run', '--silent', 'build'], { account, folder: closed.folder })).toMatchObject({
          code: 1,
          lines: [
            `The folder ${closed.folder} cannot be written to (EACCES): copy it to a folder of yours, and run it there.`,
          ],
        });
      } finally {
        closed.remove();
      }
    },
  );
});

describe('other lines of Node', () => {
  /** Packages that bring Node itself, for this platform. */
  const lines = [20, 22, 24].filter((line) => line !== Number(process.versions.node.split('.')[0]));
  const online = process.env['CI'] === 'true' ? [] : ['--offline'];

  it.each(lines)('Node %d runs the service', async (line) => {
    const folder = checkout.makeFolder();
    const name = `node-${process.platform}-${process.arch}@${line}`;
    const install = spawnSync(
      'npm',
      ['install', '--no-save', '--no-package-lock', '--ignore-scripts', ...online, '--prefix', folder, name],
      { cwd: folder, encoding: 'utf8' },
    );
    if (install.status !== 0) {
      if (online.length === 0) throw new Error(`${name} could not be installed: ${install.stderr}`);
      return leaveOut(`Node ${line}`, `npm's cache does not hold ${name}; CI=true fetches it`);
    }
    const program = join(folder, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
    expect(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout).toMatch(new RegExp(`^v${line}\\.`));
    await firstMinute(program, join(folder, 'data'));
  });

  it('one that is too old is named before anything else', async () => {
    const old = 'Object.defineProperty(process.versions, "node", { value: "18.20.4" });';
    const refused = await run([
      node,
      '--import',
      `data:text/javascript,${encodeURIComponent(old)}`,
      'bin/from-source.js',
      'main',
    ]);
    expect(refused).toMatchObject({
      code: 1,
      lines: ['Node 18.20.4 is too old for Consilium: install Node 20.19 or later (https://nodejs.org).'],
    });
  });
});
