/** The conformance cases hold wherever the machine stands: dates are days, never instants. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../', import.meta.url));
const jest = fileURLToPath(new URL('../../node_modules/jest/bin/jest.js', import.meta.url));

test.each(['UTC', 'America/St_Johns', 'Pacific/Kiritimati'])('in %s', async (zone) => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--import',
      new URL('../support/typescript.mjs', import.meta.url).href,
      '--no-warnings',
      jest,
      '--json',
      '--selectProjects',
      'conformance',
      '--runTestsByPath',
      'test/conformance/response.spec.ts',
    ],
    { cwd: root, env: { ...process.env, TZ: zone }, maxBuffer: 64 * 1024 * 1024 },
  );
  const result = JSON.parse(stdout.slice(stdout.indexOf('{"num'))) as {
    numFailedTests: number;
    numPassedTests: number;
  };
  expect(result).toMatchObject({ numFailedTests: 0 });
  expect(result.numPassedTests).toBeGreaterThan(100);
});
