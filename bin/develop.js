/**
 * `npm run dev`: one command that compiles, runs the service and serves its client, and does all three again on every change. Ctrl-C
 * ends everything.
 */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer as listen } from 'node:net';
import { dirname, join } from 'node:path';
import { copyTemplates } from './program.js';

const { resolve } = createRequire(import.meta.url);

/** How `tsc --watch` ends each round. */
const endOfRound = /Found (\d+) errors?\. Watching for file changes\./;

/** The service as its last compiled state; a change stops it in order and starts it again. */
class ServiceProcess {
  #project;
  #args;
  #child = null;
  #begun = Promise.resolve();
  #ended = false;

  /** @param {string} project @param {readonly string[]} args options of the service */
  constructor(project, args) {
    this.#project = project;
    this.#args = args;
  }

  /** One restart at a time: two changes in a row make two. */
  restart() {
    this.#begun = this.#begun.then(() => this.#stop()).then(() => this.#start());
    return this.#begun;
  }

  /** Waits for a restart under way, so that nothing is started behind the end. */
  async end() {
    this.#ended = true;
    await this.#begun;
    await this.#stop();
  }

  #start() {
    if (this.#ended) return;
    const program = ['--max-semi-space-size=8', join(this.#project, 'dist/src/main.js'), ...this.#args];
    const child = spawn(process.execPath, program, { cwd: this.#project, stdio: 'inherit' });
    child.once('close', (code) => {
      if (this.#child !== child) return;
      this.#child = null;
      if (!this.#ended) console.error(`The service ended (${code}); it starts again at the next change.`);
    });
    this.#child = child;
  }

  #stop() {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    return new Promise((done) => {
      child.once('close', done);
      child.kill('SIGTERM');
    });
  }
}

/** A port that is free now, the same for every restart, so that the client's proxy finds the service again. */
function freePort() {
  return new Promise((done, fail) => {
    const server = listen().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** Compiles on every change. @param {string} project @param {(errors: number) => void} roundEnded */
function compile(project, roundEnded) {
  const tsc = join(dirname(resolve('typescript/package.json')), 'bin/tsc');
  const pretty = String(process.stdout.isTTY === true);
  const child = spawn(
    process.execPath,
    [tsc, '-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput', '--pretty', pretty],
    { cwd: project, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let pending = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    process.stdout.write(text);
    const lines = (pending + text).split('\n');
    pending = lines.pop() ?? '';
    for (const line of lines) {
      const found = endOfRound.exec(line);
      if (found !== null) roundEnded(Number(found[1]));
    }
  });
  return child;
}

/** Serves the client from its sources. @param {string} project @param {number} port of the service */
async function serveClient(project, port) {
  const { createServer } = await import('vite');
  const server = await createServer({
    root: join(project, 'src/web'),
    configFile: join(project, 'src/web/vite.config.ts'),
    server: { host: '127.0.0.1', proxy: { '/api': `http://127.0.0.1:${port}` } },
  });
  await server.listen();
  return server;
}

const withDefault = (args, option, value) =>
  args.some((word) => word === option || word.startsWith(`${option}=`)) ? args : [...args, `${option}=${value}`];

/**
 * @param {string} project
 * @param {readonly string[]} args options of the service; its data are in ./.consilium/dev where they name no other folder
 */
export async function develop(project, args) {
  const port = await freePort();
  const options = withDefault(args, '--data-folder', join('.consilium', 'dev'));
  const service = new ServiceProcess(project, withDefault(options, '--port', port));
  let begun = false;
  const client = await serveClient(project, port);
  const compiler = compile(project, (errors) => {
    copyTemplates();
    if (errors === 0) void service.restart();
    else if (begun) console.error('The service goes on as it was before this change.');
    if (errors === 0 && !begun) {
      begun = true;
      console.error(`The client is at ${client.resolvedUrls.local[0]} and reloads on change. Ctrl-C ends all.`);
    }
  });
  const end = async () => {
    compiler.kill();
    await Promise.all([service.end(), client.close()]);
    process.exit(0);
  };
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      if (!asked) void end();
      asked = true;
    });
  compiler.once('close', () => {
    if (asked) return;
    console.error('The compiler ended.');
    void end();
  });
}
