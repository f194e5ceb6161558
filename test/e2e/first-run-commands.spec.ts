import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../support/until.js';
import { Checkout } from './support/checkout.js';
import { Command, type CommandOptions, type Ended, serversUnder } from './support/command.js';

let checkout: Checkout;
let folder: string;
let options: CommandOptions;
const running: Command[] = [];

beforeAll(() => {
  checkout = Checkout.make(0o755);
  folder = checkout.makeFolder();
  options = { folder: checkout.folder };
});
afterEach(async () => {
  for (const command of running.splice(0)) await command.kill();
});
afterAll(() => checkout.remove());

const node = process.execPath;
const consilium = (words: readonly string[], input?: string): Promise<Ended> =>
  Command.run([node, 'bin/consilium', ...words], { ...options, input });
const run = (...command: string[]): Promise<Ended> => Command.run(command, options);

async function service(
  command: readonly string[],
  more: Partial<CommandOptions> = {},
): Promise<{ started: Command; url: string }> {
  const started = Command.start(command, { ...options, ...more });
  running.push(started);
  const [url = ''] = /http:\S+:\d+/.exec(await started.says(/answers at http:\/\/127\.0\.0\.1:\d+\./)) ?? [];
  return { started, url };
}

const signIn = (url: string, email: string, password: string): Promise<Response> =>
  fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });

describe('npm start and the first administrator', () => {
  const hint =
    /^There is no account of an administrator yet\. Make the first: npx consilium user add --email ADDRESS --name NAME --data-folder=\S+$/m;
  const add = (password: string, email = 'ada@hospital.example', ...more: string[]): Promise<Ended> =>
    consilium(['user', 'add', '--email', email, '--name', 'Ada Byron', `--data-folder=${folder}`, ...more], password);

  it('starts on a production install, tells how to make the first account, and does not once there is one', async () => {
    const { started, url } = await service(['npm', 'start', '--silent', '--', `--data-folder=${folder}`, '--port=0'], {
      environment: { NODE_ENV: 'production' },
    });
    await started.says(hint);
    expect(started.errors).toContain(
      'This install has no development packages and cannot build: running what was built before.\n',
    );
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect(await add('too-short\n')).toMatchObject({
      code: 1,
      output: '',
      errors: 'A password of 9 characters does not do: expected 12 to 256 characters.\n',
    });
    expect(await add('')).toMatchObject({
      code: 1,
      errors: 'A password of 0 characters does not do: expected 12 to 256 characters.\n',
    });
    expect((await signIn(url, 'ada@hospital.example', 'long enough 1842')).status).toBe(401);
    expect(await add('long enough 1842\n')).toMatchObject({
      code: 0,
      output: `ada@hospital.example may sign in as administrator of the site "Main site", in the database of ${folder}.\n`,
      errors: '',
    });
    expect(await add('long enough 1842\n', 'ADA@hospital.example')).toMatchObject({
      code: 1,
      output: '',
      errors: 'This e-mail address has an account already.\n',
    });
    expect((await signIn(url, 'Ada@hospital.example', 'long enough 1842')).status).toBe(201);
    // npm passes a request to stop on to the service.
    started.signal('SIGTERM');
    await started.ended;
    expect(serversUnder(folder)).toEqual([]);
  });

  it('makes an account for the only site there is, and a further site only where that is said', async () => {
    const [password, email] = ['long enough 1842\n', 'grace@hospital.example'];
    expect(await add(password, email, '--site', 'Man site')).toMatchObject({
      code: 2,
      output: '',
      errors: expect.stringMatching(
        /^There is no site "Man site"; there is "Main site"\. A further one is made with --new-site\. /,
      ),
    });
    expect(await add(password, email, '--new-site', 'Main site')).toMatchObject({
      code: 2,
      errors: expect.stringMatching(/^There is a site "Main site" already: name it with --site\. /),
    });
    expect(await add(password, email, '--new-site', 'Branch')).toMatchObject({
      code: 0,
      output: expect.stringContaining(' of the site "Branch", '),
    });
    expect(await add(password, 'joan@hospital.example')).toMatchObject({
      code: 2,
      errors: expect.stringMatching(/^There are several sites \("Branch", "Main site"\): say which with --site\. /),
    });
    expect(await add(password, 'joan@hospital.example', '--site', 'Branch')).toMatchObject({ code: 0 });
  });

  it('logs in JSON on standard output alone, and ends in order on SIGINT, SIGTERM and a closed terminal', async () => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      const { started } = await service([node, 'dist/src/main.js', `--data-folder=${folder}`, '--port=0']);
      started.signal(signal);
      started.signal(signal);
      const { code, output, errors } = await started.ended;
      expect({ signal, code, left: serversUnder(folder) }).toEqual({ signal, code: 0, left: [] });
      expect(errors).not.toMatch(hint);
      expect(errors).toMatch(/\nStopping\.\n$/);
      for (const line of output.trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('level');
    }
  });

  it('ends in order while it still starts', async () => {
    const started = Command.start([node, 'dist/src/main.js', `--data-folder=${folder}`, '--port=0'], options);
    running.push(started);
    await until('its server is there', () => serversUnder(folder).length > 0);
    started.signal('SIGINT');
    expect(await started.ended).toMatchObject({ code: 0, errors: 'Stopping.\n' });
    expect(serversUnder(folder)).toEqual([]);
  });
});

describe('wrong calls are refused in one line that says what would be right:', () => {
  it.each<[string, readonly string[], RegExp]>([
    [
      'a command that is not known',
      ['frob'],
      /^There is no command "frob"; expected user add, backup, restore, .*\. "consilium --help" says more\.$/,
    ],
    [
      'an option that is not known',
      ['user', 'add', '--emial', 'x'],
      /^Unknown option '--emial'\. Usage: consilium user add --email ADDRESS --name NAME .*$/,
    ],
    [
      'no address',
      ['user', 'add', '--email', 'ada', '--name', 'Ada'],
      /^"ada" is no e-mail address\. Usage: consilium user add .*$/,
    ],
    [
      'a role that is not known',
      ['user', 'add', '--email', 'a@b.example', '--name', 'Ada', '--role', 'boss'],
      /^There is no role "boss"; expected one of .*\. Usage: consilium user add .*$/,
    ],
    ['a backup without a file', ['backup'], /^FILE is missing\. Usage: consilium backup FILE$/],
    [
      'a backup with an option for a file',
      ['backup', '--all'],
      /^Unknown option '--all'\. Usage: consilium backup FILE$/,
    ],
  ])('%s', async (_, words, line) => {
    const { code, output, errors } = await consilium(words);
    expect({ code, output, errors }).toEqual({ code: 2, output: '', errors: expect.stringMatching(/^[^\n]+\n$/) });
    expect(errors.trimEnd()).toMatch(line);
  });

  it('options and settings of the service', async () => {
    expect(await run(node, 'dist/src/main.js', '--frob')).toMatchObject({
      code: 2,
      output: '',
      lines: [
        'The settings cannot be used: option --frob: there is no such option; expected --role, --host, --port, --data-folder',
      ],
    });
    expect(
      await Command.run([node, 'dist/src/main.js'], { ...options, environment: { PORT: 'x', LOG_LEVEL: 'loud' } }),
    ).toMatchObject({
      code: 2,
      output: '',
      lines: [
        'The settings cannot be used:',
        expect.stringMatching(/^ {2}PORT: "x" cannot be used; expected /),
        expect.stringMatching(/^ {2}LOG_LEVEL: "loud" cannot be used; expected /),
      ],
    });
  });

  it('and a call without words is answered with help', async () => {
    for (const words of [[], ['--help']])
      expect(await consilium(words)).toMatchObject({
        code: 0,
        errors: '',
        output: expect.stringMatching(/^Usage:\n {2}consilium user add /),
      });
  });
});
