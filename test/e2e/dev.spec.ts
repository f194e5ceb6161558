import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Command, serversUnder } from './support/command.js';
import { until } from '../support/until.js';

const project = process.cwd();
let folder: string;
let dev: Command | undefined;
let client: string;

/** The sources with what was built of them, and all packages, in a folder of its own, so that they may be edited; packages are hard links. */
function copySources(): void {
  const names = ['bin', 'migrations', 'src', 'dist', 'package.json', 'tsconfig.build.json', 'tsconfig.json'];
  execFileSync('cp', ['-a', ...names.filter((name) => existsSync(join(project, name))), folder], { cwd: project });
  const packages = readdirSync(join(project, 'node_modules')).filter((name) => !/^\.(cache|vite)/.test(name));
  execFileSync('mkdir', [join(folder, 'node_modules')]);
  const copy = (options: string): void =>
    void execFileSync('cp', [options, ...packages, join(folder, 'node_modules')], {
      cwd: join(project, 'node_modules'),
    });
  try {
    copy('-al');
  } catch {
    // The temp folder is on another file system.
    copy('-a');
  }
}

const edit = (file: string, change: (text: string) => string): void =>
  writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')));
const statusOf = (path: string): Promise<number> =>
  fetch(`${client}${path}`).then(
    ({ status }) => status,
    () => 0,
  );
const answers = (): Promise<void> =>
  until('the service answers through the client', async () => (await statusOf('api/notice')) === 200);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'consilium-dev-'));
  chmodSync(folder, 0o755);
  copySources();
});

afterAll(async () => {
  await dev?.kill();
  for (const pid of serversUnder(folder)) process.kill(pid, 'SIGQUIT');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

it('compiles, serves, takes up changes of service and client, outlives a failed compile, and ends with Ctrl-C', async () => {
  const running = Command.start([process.execPath, 'bin/from-source.js', 'dev'], { folder });
  dev = running;
  client = (await running.says(/The client is at http:\S+/)).replace('The client is at ', '');
  await answers();

  edit('src/main.ts', (text) => text.replace('answers at', 'answers anew at'));
  await running.says('answers anew at');
  await answers();

  edit('src/main.ts', (text) => `${text}export const wrong: number = 'text';\n`);
  await running.says('The service goes on as it was before this change.');
  expect(await statusOf('api/notice')).toBe(200);

  edit('src/web/main.tsx', (text) => `${text}console.info('changed');\n`);
  await until('the changed client is served', async () =>
    (await (await fetch(`${client}main.tsx`)).text()).includes('changed'),
  );

  running.signal('SIGINT');
  expect(await running.ended).toMatchObject({ code: 0 });
  expect(await statusOf('')).toBe(0);
  expect(serversUnder(folder)).toEqual([]);
}, 900_000);
