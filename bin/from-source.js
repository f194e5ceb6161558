/**
 * `node bin/from-source.js build`; `main` or `demo` with their options: builds, then runs that program in this process; `dev` with the
 * options of `main`: builds and runs anew on every change.
 */
import { assertCanBuild, build, buildIfPossible, project, run, telling } from './program.js';

const [name, ...args] = process.argv.slice(2);

/** npm passes a request to stop on to its shell alone, which ends without passing it on: this process then has another parent. */
function stopWithShell() {
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  watch.unref();
}

await telling(async () => {
  if (name === 'build') return build();
  if (process.env.npm_lifecycle_event !== undefined) stopWithShell();
  if (name === 'dev') {
    assertCanBuild();
    const { develop } = await import('./develop.js');
    return develop(project, args);
  }
  await buildIfPossible();
  await run(name, args);
});
