import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

export interface CommandOptions {
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Written to standard input, which is then at its end; without it, standard input is empty. */
  readonly input?: string;
  /** Standard input stays open for `type`. */
  readonly typing?: boolean;
  /** Account to run under; only root may choose one. */
  readonly account?: { readonly uid: number; readonly gid: number };
}

export interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
  /** What a person saw. */
  readonly lines: readonly string[];
}

/** Long enough for a machine with much other work: what never comes is told before the test is ended. */
const longestSilence = 480_000;

/** A command of a person at a shell: what it says, and how it ends. */
export class Command {
  output = '';
  errors = '';
  readonly ended: Promise<Ended>;
  #hasEnded = false;

  private constructor(readonly child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.output += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.errors += text;
    });
    this.ended = new Promise((resolve) => {
      child.once('close', (code) => {
        this.#hasEnded = true;
        const lines = [this.output, this.errors]
          .join('')
          .split('\n')
          .filter((line) => line !== '');
        resolve({ code, output: this.output, errors: this.errors, lines });
      });
    });
  }

  /** The environment is that of a new user: nothing of the tests' own. */
  static start(
    [program, ...args]: readonly string[],
    { folder, environment, input, typing = false, account }: CommandOptions,
  ): Command {
    const { PATH = '' } = process.env;
    const child = spawn(program ?? '', args, {
      ...account,
      cwd: folder,
      detached: true,
      stdio: [typing || input !== undefined ? 'pipe' : 'ignore', 'pipe', 'pipe'],
      env: { PATH, HOME: folder, npm_config_update_notifier: 'false', ...environment },
    });
    if (input !== undefined) child.stdin?.end(input);
    return new Command(child);
  }

  /** Runs a command to its end. */
  static run(command: readonly string[], options: CommandOptions): Promise<Ended> {
    return Command.start(command, options).ended;
  }

  /** Waits until it has said something. */
  async says(words: RegExp | string): Promise<string> {
    for (const end = Date.now() + longestSilence; Date.now() < end; await delay(20)) {
      const said = this.output + this.errors;
      const found = typeof words === 'string' ? (said.includes(words) ? words : undefined) : words.exec(said)?.[0];
      if (found !== undefined) return found;
      if (this.#hasEnded) break;
    }
    throw new Error(`It never said ${String(words)}, but:\n${this.output}${this.errors}`);
  }

  type(text: string): void {
    this.child.stdin?.write(text);
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** Ends what a failed test left running, with the processes that it began. */
  async kill(): Promise<void> {
    if (!this.#hasEnded && this.child.pid !== undefined) process.kill(-this.child.pid, 'SIGKILL');
    await this.ended;
  }
}

/** Process ids of the PostgreSQL servers whose data lie somewhere under `folder`. */
export function serversUnder(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const [program = '', ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
        return program.endsWith('/postgres') && args.some((word) => word.startsWith(folder));
      } catch {
        return false;
      }
    });
}
