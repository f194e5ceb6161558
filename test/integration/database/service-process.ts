import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EmbeddedServer, EmbeddedServerOptions } from '../../../src/platform/database/index.js';

export interface ServiceOptions extends Omit<EmbeddedServerOptions, 'report'> {
  /** Account the process gives itself before it starts the server; only root may. */
  readonly account?: { readonly uid: number; readonly gid: number };
  /** Stops by itself once it was ready. */
  readonly endAtOnce?: boolean;
}

export type ServiceAnswer =
  | ({ readonly kind: 'ready'; readonly lines: readonly string[]; readonly milliseconds: number } & Omit<
      EmbeddedServer,
      'stop'
    >)
  | { readonly kind: 'refused'; readonly name: string; readonly message: string }
  | { readonly kind: 'stopped'; readonly stopped: boolean; readonly lines: readonly string[] };

type Answer<Kind extends ServiceAnswer['kind']> = Extract<ServiceAnswer, { kind: Kind }>;

/** A process of its own that uses the embedded server, as the service would. */
export class ServiceProcess {
  private constructor(private readonly child: ChildProcess) {}

  /** @param within command line that runs the process, for one with other mounts */
  static start(
    options: ServiceOptions,
    environment: NodeJS.ProcessEnv = {},
    within: readonly string[] = [],
  ): ServiceProcess {
    const loader = new URL('../../support/typescript.mjs', import.meta.url).href;
    const main = join(import.meta.dirname, 'service-process-main.ts');
    const node = [process.execPath, '--no-warnings', '--import', loader, main, JSON.stringify(options)];
    const [program, ...args] = [...within, ...node];
    const child = spawn(program ?? '', args, {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, NODE_OPTIONS: '', ...environment },
    });
    return new ServiceProcess(child);
  }

  ready(): Promise<Answer<'ready'>> {
    return this.#answer('ready');
  }

  refused(): Promise<Answer<'refused'>> {
    return this.#answer('refused');
  }

  async stop(): Promise<Answer<'stopped'>> {
    const stopped = this.#answer('stopped');
    this.child.send('stop');
    return stopped;
  }

  /** As `kill -9` would, from outside and without warning. */
  async kill(): Promise<void> {
    const exit = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exit;
  }

  async #answer<Kind extends ServiceAnswer['kind']>(kind: Kind): Promise<Answer<Kind>> {
    const ended = once(this.child, 'exit').then(([code]) => {
      throw new Error(`The process ended (${String(code)}) without an answer.`);
    });
    const [answer] = await Promise.race([once(this.child, 'message') as Promise<[ServiceAnswer]>, ended]);
    if (answer.kind !== kind) throw new Error(`Expected '${kind}', the process answered ${JSON.stringify(answer)}`);
    return answer as Answer<Kind>;
  }
}

/** Process id of the server of a data folder. */
export async function serverProcess(dataDirectory: string): Promise<number> {
  return Number((await readFile(join(dataDirectory, 'postmaster.pid'), 'utf8')).split('\n')[0]);
}
