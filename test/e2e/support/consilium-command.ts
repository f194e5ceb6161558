import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const program = resolve('dist/src/cli.js');

/** Runs `consilium ...` on a database as an operator does. */
export function consilium(
  args: readonly string[],
  databaseUrl: string,
): Promise<{ readonly status: number | null; readonly output: string }> {
  const environment = { ...process.env, NODE_OPTIONS: undefined, DATABASE_URL: databaseUrl };
  const child = spawn(process.execPath, [program, ...args], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  return new Promise((done) => child.once('close', (status) => done({ status, output })));
}
