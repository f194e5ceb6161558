import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** As `npm run build` makes it; npm runs everything in the project's folder. */
const main = resolve('dist/src/main.js');

export interface ServiceOptions {
  readonly databaseUrl?: string;
  /** Of the embedded server; only where there is no databaseUrl. */
  readonly dataFolder?: string;
  /** Null: the queue lives in PostgreSQL. */
  readonly redisUrl?: string | null;
  readonly role?: 'all' | 'api' | 'worker';
  /** Options of Node beyond its defaults. */
  readonly nodeOptions?: string;
}

/** How a process ended: its status, or the signal that ended it. */
export interface Ending {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
}

const living = new Set<ServiceProcess>();

/** The service as an operator runs it: `node dist/src/main.js`, told everything by its environment. */
export class ServiceProcess {
  /** What it wrote: its log, and what it says to the terminal. */
  readonly log: string[] = [];
  readonly told: string[] = [];
  readonly ended: Promise<Ending>;
  #url = '';

  private constructor(private readonly child: ChildProcess) {
    living.add(this);
    child.stdout?.setEncoding('utf8').on('data', (text: string) => this.log.push(text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => this.told.push(text));
    this.ended = new Promise((done) =>
      child.once('close', (status, signal) => {
        living.delete(this);
        done({ status, signal });
      }),
    );
  }

  /** Starts a process and waits until it answers. */
  static async start({
    databaseUrl,
    dataFolder,
    redisUrl,
    role = 'all',
    nodeOptions,
  }: ServiceOptions): Promise<ServiceProcess> {
    const environment = {
      ...process.env,
      NODE_OPTIONS: nodeOptions,
      PORT: '0',
      ROLE: role,
      DATABASE_URL: databaseUrl,
      DATA_FOLDER: dataFolder,
      REDIS_URL: redisUrl ?? undefined,
    };
    const service = new ServiceProcess(
      spawn(process.execPath, [main], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] }),
    );
    service.#url = await service.#address();
    return service;
  }

  get url(): string {
    return this.#url;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get isLiving(): boolean {
    return living.has(this);
  }

  /** As `kill -9` would, from outside and without warning. */
  kill(): Promise<Ending> {
    this.child.kill('SIGKILL');
    return this.ended;
  }

  /** As an operator or a container's runtime would, and waits for the end. */
  stop(): Promise<Ending> {
    this.child.kill('SIGTERM');
    return this.ended;
  }

  #address(): Promise<string> {
    return new Promise((done, fail) => {
      const look = (): void => {
        const found = /answers at (http:\S+)\. /.exec(this.told.join(''));
        if (found?.[1] !== undefined) done(found[1]);
      };
      this.child.stderr?.on('data', look);
      void this.ended.then(({ status, signal }) =>
        fail(
          new Error(
            `The service ended (${status ?? signal}) before it answered:\n${this.told.join('')}${this.log.slice(-5).join('')}`,
          ),
        ),
      );
    });
  }
}

/** For the end of a suite, so that nothing is left running when a test failed. */
export async function endAllServices(): Promise<void> {
  await Promise.all([...living].map((service) => service.kill()));
}
