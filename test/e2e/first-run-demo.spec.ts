import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { until } from '../support/until.js';
import { Checkout, isRoot, leaveOut } from './support/checkout.js';
import { Command, type CommandOptions, type Ended, serversUnder } from './support/command.js';
import { screenOf } from './support/screen.js';

/** The worst machine at once: see also the checkout itself, a production install without links to libraries, in a folder closed to others. */
const worstMachine = {
  LANG: 'xx_YY.UTF-8',
  LC_ALL: 'xx_YY.UTF-8',
  NODE_ENV: 'production',
  NODE_USE_ENV_PROXY: '1',
  HTTP_PROXY: 'http://127.0.0.1:9',
  HTTPS_PROXY: 'http://127.0.0.1:9',
  http_proxy: 'http://127.0.0.1:9',
  ALL_PROXY: 'http://127.0.0.1:9',
  DATABASE_URL: 'postgresql://u:p@127.0.0.1:9/none',
  REDIS_URL: 'redis://127.0.0.1:9',
  ROLE: 'api',
  PGPORT: '9',
  PGUSER: 'nobody',
};
const demo = [process.execPath, 'dist/src/demo.js'];
const hasScript = spawnSync('script', ['--version']).status === 0;
const oneImport =
  /five trials, real and anonymised: 8560 rows, 8544 assessments taken, 9 held with a query to the sender/;

let checkout: Checkout;
let dataFolder: string;
let options: CommandOptions;
const running: Command[] = [];
const taken: Server[] = [];

beforeAll(() => {
  checkout = Checkout.make(0o700);
  dataFolder = checkout.path('.consilium', 'demo');
  options = { folder: checkout.folder, environment: worstMachine };
  for (const port of [3_000, 54_320]) taken.push(occupy(port));
});
afterEach(async () => {
  for (const command of running.splice(0)) await command.kill();
});
afterAll(() => {
  for (const server of taken.splice(0)) server.close();
  checkout.remove();
});

/** Takes a port; one that another program holds is taken as soon as that lets go of it. */
function occupy(port: number): Server {
  const server = createServer();
  const take = (): void => void server.listen({ host: '127.0.0.1', port });
  server.on('error', () =>
    setTimeout(() => {
      if (taken.includes(server)) take();
    }, 20),
  );
  take();
  return server;
}

function start(command: readonly string[], more: Partial<CommandOptions> = {}): Command {
  const started = Command.start(command, { ...options, ...more });
  running.push(started);
  return started;
}

/** Where the database is: as root under a folder closed to others, the service chooses a place and prints it. */
let place = '';
const servers = (): number[] => serversUnder(place === '' ? checkout.folder : place);
const address = (): string => readFileSync(`${dataFolder}/address`, 'utf8');

interface Keys {
  readonly senderKey: string;
  readonly coordinator: { readonly email: string; readonly password: string };
  readonly complete: boolean;
}
const keys = (): Keys => JSON.parse(readFileSync(`${dataFolder}/sign-in.json`, 'utf8')) as Keys;

async function ask<Answer>(path: string, token: string): Promise<Answer> {
  const answer = await fetch(`${address()}${path}`, { headers: { authorization: `Bearer ${token}` } });
  return (await answer.json()) as Answer;
}

/** Waits until an import is under way, with more to come. */
async function untilImporting(): Promise<void> {
  await until('an import is under way', async () => {
    if (!existsSync(`${dataFolder}/address`) || !existsSync(`${dataFolder}/sign-in.json`)) return false;
    const [upload] =
      (
        await ask<{ items?: { done: number; groups: number }[] }>('/api/imports', keys().senderKey).catch(() => ({
          items: [],
        }))
      ).items ?? [];
    return upload !== undefined && upload.done > 0 && upload.done < upload.groups / 2;
  });
}

describe('npm run demo on the worst machine', () => {
  it('starts with ports taken, a locale that is not installed, dead proxies, no links to libraries, a closed folder, and no standard input', async () => {
    const first = start(['sh', '-c', 'exec "$@" <&-', 'sh', ...demo]);
    await first.says('Importing the bundled cohorts');
    place = /so the database is in (\S+)\.$/m.exec(first.output)?.[1] ?? '';
    if (place !== '') checkout.adopt(place);
    expect(first.output.match(/so the database is in/g) ?? []).toHaveLength(isRoot ? 1 : 0);
    if (isRoot) expect(place).toMatch(/^\/(var\/lib\/consilium\/|tmp\/consilium-)[0-9a-f]{16}$/);
    expect(first.output).toMatch(/^Port 54320 is taken, so the database listens on port \d+\.$/m);
    expect(first.output).toMatch(/^Port 3000 is taken, so the service listens on port \d+\.$/m);
    await untilImporting();
    first.signal('SIGKILL');
    await first.ended;
    expect(servers()).toHaveLength(1);
  });

  it('takes up the import that was killed, in a terminal of 80 columns, beside which a second demonstration refuses; Ctrl-C ends it in order', async () => {
    const typed = hasScript ? ['script', '-qefc', `stty cols 80 rows 24; exec ${demo.join(' ')}`, '/dev/null'] : demo;
    if (!hasScript) leaveOut('the terminal of the demonstration', 'the program "script" is not installed');
    const second = start(typed, { typing: true, environment: { ...worstMachine, TERM: 'xterm' } });
    await second.says('An earlier run was cut short, and is taken up again.');
    const beside = await Command.run(demo, options);
    expect(beside).toMatchObject({
      code: 1,
      errors: `A demonstration is running already, at ${address()}: open that, or stop it with Ctrl-C first.\n`,
    });
    await second.says('Serving until Ctrl-C.');
    const { token } = (await (
      await fetch(`${address()}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(keys().coordinator),
      })
    ).json()) as { token: string };
    expect((await ask<{ items: unknown[] }>('/api/flags', token)).items.length).toBeGreaterThan(1);
    if (hasScript) second.type('\u0003');
    else second.signal('SIGINT');
    const { code, output } = await second.ended;
    expect({ code, left: servers() }).toEqual({ code: 0, left: [] });
    expect(output.replaceAll(/\r?\n\s+/g, ' ')).toMatch(
      /SDTM TU and TR, synthetic: 63729 rows, 2655 assessments taken, 3 held with a query to the sender/,
    );
    expect(output.replaceAll(/\r?\n\s+/g, ' ')).toMatch(oneImport);
    if (hasScript) expectsTidyScreen(output);
  });

  /** Nothing wider than the terminal, counts that only grow towards one total, and nothing left of the bar. */
  function expectsTidyScreen(output: string): void {
    const { lines, frames } = screenOf(output.replaceAll('\r\n', '\n'));
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.join('\n')).not.toMatch(/[█░\u001B]/);
    const bars = frames.filter((frame) => frame.includes('five trials') && /[█░]/.test(frame));
    expect(bars.length).toBeGreaterThan(3);
    expect(bars.filter((frame) => frame.length > 79)).toEqual([]);
    expect(bars.at(-2)).toMatch(
      /^ {2}five trials, real and anonymised {2}█+░* {2}\d+\/8553( {2}\d+\/s {2}\d+ s left)?$/,
    );
    const counts = bars.map((frame) => Number(/(\d+)\/8553/.exec(frame)?.[1]));
    expect(counts).toEqual([...counts].sort((one, other) => one - other));
  }

  it('keeps the data of the run before, says so, and marks every line of a synthetic patient; --once ends by itself', async () => {
    const once = await Command.run(['npm', 'run', '--silent', 'demo', '--', '--once'], options);
    expect({ code: once.code, left: servers(), errors: once.errors }).toEqual({
      code: 0,
      left: [],
      errors: expect.stringMatching(
        /^This install has no development packages and cannot build: running what was built before\.\n$/,
      ),
    });
    expect(once.output).toContain(
      'The data of the earlier run are still here and are kept; "npm run demo -- --reset" starts over.\n',
    );
    expect(once.output).not.toContain('Importing');
    const indented = once.output.split('\n').filter((line) => line.startsWith('  ') && !line.includes('@demo.example'));
    expect(indented.filter((line) => / HN-01 .*DR-A/.test(line) || / HN-02 .*DR-B/.test(line))).toHaveLength(2);
    expect(
      indented.filter((line) => /^ {2}\d+\. Case \d+, HN-\d\d \[synthetic\], \d+ min: /.test(line)).length,
    ).toBeGreaterThan(2);
    expect(indented.filter((line) => /^ {2}Case \d+, HN-05 \[synthetic\], referred: /.test(line))).toHaveLength(1);
    expect(indented.filter((line) => !/\[(\d+ )?synthetic\]/.test(line))).toEqual([]);
    const [, decision] = /\nDecided: case \d+, HN-02 \[synthetic\], .*:\n((?: {2}.*\n)+)/.exec(once.output) ?? [];
    expect(decision).toMatch(/The board chose: biopsy [\s\S]*Action: Arrange the biopsy[\s\S]*Signed by Demo chair, /);
    const watches =
      once.output
        .split('\n\n')
        .find((part) => part.startsWith('Watches ('))
        ?.trim()
        .split('\n')
        .slice(1) ?? [];
    expect(watches.length).toBeGreaterThan(3);
    expect(
      watches.filter(
        (line) =>
          !/^ +\d+ {2}\[synthetic\] {2}[A-Z][^,:"\d]*\.$/.test(
            line.replace(/, never as a flag|, or the only one that shrank,/, ''),
          ),
      ),
    ).toEqual([]);
  });

  it('ends in order when nobody reads on', async () => {
    const piped = await Command.run(['sh', '-c', `${demo.join(' ')} --once | head -n 1`], options);
    expect(piped.output).toMatch(/^Consilium .*\n$/);
    expect({ errors: piped.errors, left: servers() }).toEqual({ errors: '', left: [] });
  });

  it('goes into a backup and back, by the commands, and never over what is there', async () => {
    const consilium = (...words: string[]): Promise<Ended> =>
      Command.run([process.execPath, 'bin/consilium', ...words], { ...options, environment: {} });
    const file = checkout.path('backup');
    const made = await consilium('backup', file, `--data-folder=${dataFolder}`);
    const [, rows] = /^(\d+) rows of \d+ tables are in /.exec(made.output) ?? [];
    expect(Number(rows)).toBeGreaterThan(50_000);
    expect(await consilium('backup', file, `--data-folder=${dataFolder}`)).toMatchObject({
      code: 1,
      errors: expect.stringContaining(
        `The file ${file} exists. Choose another name: a backup never overwrites anything.\n`,
      ),
    });
    expect(await consilium('restore', file, `--data-folder=${dataFolder}`)).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^The database is not empty \(table \w+ holds rows\)\. /m),
    });
    const folder = checkout.makeFolder();
    expect((await consilium('restore', file, `--data-folder=${folder}`)).output).toMatch(
      new RegExp(`^${rows} rows of \\d+ tables are back\\.$`, 'm'),
    );
    const again = await consilium('backup', checkout.path('again'), `--data-folder=${folder}`);
    expect(again.output).toContain(`${rows} rows of `);
    expect([...servers(), ...serversUnder(folder)]).toEqual([]);
  });

  it('--reset starts over, and Ctrl-C in the middle of the import ends it in order', async () => {
    const before = keys().senderKey;
    const reset = start([...demo, '--reset']);
    await reset.says('Importing the bundled cohorts');
    expect(keys()).toMatchObject({ complete: false, senderKey: expect.not.stringMatching(before) });
    await untilImporting();
    reset.signal('SIGINT');
    const { code, output, errors } = await reset.ended;
    expect({ code, errors, left: servers() }).toEqual({ code: 0, errors: '', left: [] });
    expect(output).toMatch(/\nStopping\.\n$/);
  });

  it.each([
    [
      '--frobnicate',
      /^The settings cannot be used: option --frobnicate: there is no such option; expected .* \(the demonstration also knows --once and --reset\)$/,
    ],
    [
      'once',
      /^The settings cannot be used: command line: "once" is not an option; expected .* \(the demonstration also knows --once and --reset\)$/,
    ],
  ])('refuses %s in one line', async (word, line) => {
    expect(await Command.run([...demo, word], options)).toMatchObject({
      code: 2,
      output: '',
      lines: [expect.stringMatching(line)],
    });
  });
});
