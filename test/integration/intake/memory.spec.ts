import { expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { MemoryFigures } from './memory-process.js';

it('the process grows by less than 50 MB when an SDTM upload is ten times as long', async () => {
  // Swept up early: else what V8 has not got round to yet grows with the time a process runs, and hides what the code really holds.
  const main = fileURLToPath(new URL('./memory-process-main.mjs', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--heap-growing-percent=25', main]);
  const [short, long] = JSON.parse(stdout) as [MemoryFigures, MemoryFigures];
  expect(long.rows).toBe(10 * short.rows);
  expect(long.uploading - short.uploading).toBeLessThan(50);
  expect(long.workingOff - short.workingOff).toBeLessThan(50);
});
