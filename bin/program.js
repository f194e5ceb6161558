/**
 * Builds Consilium and runs its programs, for package.json's scripts and bin/consilium. Plain JavaScript, and nothing but Node behind
 * it: this is what still speaks where nothing is installed or built.
 */
import { spawn } from 'node:child_process';
import { accessSync, constants, cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const project = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(project, 'dist');
const { resolve } = createRequire(import.meta.url);

/** What cannot be done on this machine, in one plain line that says what would be right. */
class Refusal extends Error {}

/** The service is compiled, its web client bundled; neither waits for the other. */
const steps = [
  {
    name: 'typescript',
    program: 'bin/tsc',
    args: ['-p', 'tsconfig.build.json', '--pretty', String(process.stdout.isTTY === true)],
  },
  { name: 'vite', program: 'bin/vite.js', args: ['build', 'src/web', '--logLevel', 'warn'] },
];

/**
 * Runs one of the built programs in this process.
 * @param {'main' | 'demo' | 'cli'} name
 * @param {readonly string[]} args
 */
export async function run(name, args) {
  checkMachine();
  const program = programFile(name);
  if (!existsSync(program)) throw new Refusal('Consilium is not built yet: run "npm run build" first.');
  process.argv.splice(1, Infinity, program, ...args);
  await import(new URL(`../dist/src/${name}.js`, import.meta.url).href);
}

/** Builds, unless this machine cannot and has what was built before. */
export async function buildIfPossible() {
  checkMachine();
  const obstacle = obstacleToBuilding();
  if (obstacle === null) await build();
  else if (!existsSync(programFile('main'))) throw new Refusal(`${obstacle.fact}: ${obstacle.remedy}.`);
  else console.error(`${obstacle.fact}: running what was built before.`);
}

/** @throws Refusal, or with exitCode 1 after the output of a failed step */
export async function build() {
  assertCanBuild();
  copyTemplates();
  const outputs = await Promise.all(steps.map(runStep));
  const failed = outputs.filter((output) => output !== null);
  if (failed.some((output) => /ENOSPC|no space left/i.test(output)))
    throw new Refusal(`There is no space left on the disk that holds ${dist}: free some, then build again.`);
  if (failed.length > 0) throw new Refusal(failed.join('\n').trim());
}

/** What rooms print with stands beside their code, where no compiler puts it. */
export function copyTemplates() {
  for (const file of readdirSync(join(project, 'src'), { recursive: true, encoding: 'utf8' }))
    if (file.endsWith('.typ')) cpSync(join(project, 'src', file), join(dist, 'src', file));
}

/** @throws Refusal where this machine or this install cannot build */
export function assertCanBuild() {
  checkMachine();
  const obstacle = obstacleToBuilding();
  if (obstacle !== null) throw new Refusal(`${obstacle.fact}: ${obstacle.remedy}.`);
}

function checkMachine() {
  const { engines } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  const needed = engines.node.replace(/[^\d.]/g, '');
  if (!isAtLeast(process.versions.node, needed)) {
    throw new Refusal(
      `Node ${process.versions.node} is too old for Consilium: install Node ${needed} or later (https://nodejs.org).`,
    );
  }
  if (!isInstalled('reflect-metadata'))
    throw new Refusal(`The packages that Consilium needs are not installed: run "npm ci" in ${project} first.`);
}

/** @param {string} version @param {string} least */
function isAtLeast(version, least) {
  const [major, minor] = version.split('.').map(Number);
  const [leastMajor, leastMinor = 0] = least.split('.').map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

/** @returns {{ fact: string, remedy: string } | null} */
function obstacleToBuilding() {
  if (!steps.every(({ name }) => isInstalled(`${name}/package.json`))) {
    return {
      fact: 'This install has no development packages and cannot build',
      remedy: 'run "npm ci" to build here, or bring the dist folder of a machine that has built it',
    };
  }
  try {
    accessSync(existsSync(dist) ? dist : project, constants.W_OK);
    return null;
  } catch (error) {
    return {
      fact: `The folder ${project} cannot be written to (${error.code})`,
      remedy: 'copy it to a folder of yours, and run it there',
    };
  }
}

/** @param {string} file of a package, or its name */
function isInstalled(file) {
  try {
    resolve(file);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} name */
const programFile = (name) => join(dist, 'src', `${name}.js`);

/** @returns {Promise<string | null>} the output of a step that failed */
function runStep({ name, program, args }) {
  const file = join(dirname(resolve(`${name}/package.json`)), program);
  return new Promise((done) => {
    const child = spawn(process.execPath, [file, ...args], { cwd: project, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (part) => {
      output += part;
    });
    child.stderr.on('data', (part) => {
      output += part;
    });
    child.once('error', (error) => done(error.message));
    child.once('close', (code) => done(code === 0 ? null : output || `${name} ended with ${code}`));
  });
}

/**
 * Does `work`, and tells a refusal in its own words alone.
 * @param {() => Promise<void>} work
 */
export async function telling(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
