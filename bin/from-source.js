/** `node bin/from-source.js build`, or `main` or `demo` with their options: builds, then runs that program in this process. */
import { build, buildIfPossible, run, telling } from './program.js';

const [name, ...args] = process.argv.slice(2);

await telling(async () => {
  if (name === 'build') return build();
  await buildIfPossible();
  await run(name, args);
});
