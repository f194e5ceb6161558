/** Runs one benchmark by name: `npm run bench -- response`. Each compares two things in one run and prints both. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const here = import.meta.dirname;
const names = readdirSync(here)
  .filter((file) => file.endsWith('.js') && file !== 'run.js')
  .map((file) => file.slice(0, -'.js'.length));
const [name, ...rest] = process.argv.slice(2);

if (name === undefined || !existsSync(join(here, `${name}.js`))) {
  console.error(`Which benchmark? One of: ${names.join(', ') || 'none built yet'}.  npm run bench -- NAME`);
  process.exit(2);
}
const { run } = (await import(pathToFileURL(join(here, `${name}.js`)).href)) as {
  run: (args: readonly string[]) => Promise<void>;
};
await run(rest);
