/**
 * With `tables`: peak memory of reading TR of 100,000 and of 1,000,000 rows as CSV, XPT, Dataset-JSON and XLSX, each in a process of its own.
 * Goal: under 100 MB more for ten times the rows. Else: peak memory of the service while it imports: the SDTM files of the demonstration, and the same rows ten times over under other
 * subject ids. Each in a process and on a PostgreSQL of its own. Goal: under 350 MB, and under 50 MB more for ten times the rows.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client as DatabaseClient } from 'pg';
import { Client } from '../e2e/support/client.js';
import { installEmbedded } from '../e2e/support/embedded-installation.js';
import { repeated, sdtmFiles, sdtmForm } from '../e2e/support/input.js';
import { becomesCurrent } from '../e2e/support/kept-state.js';
import { endAllServices, ServiceProcess } from '../e2e/support/service-process.js';
import { type LargeForm, writeLargeTable } from './support/large-tables.js';

/** As package.json and the Dockerfile start the service. */
const nodeOptions = '--max-semi-space-size=8';

const goals = { peakMegabytes: 350, growthMegabytes: 50, tableGrowthMegabytes: 100 };

interface Measured {
  readonly rows: number;
  readonly lines: number;
  readonly seconds: number;
  readonly megabytesAtRest: number;
  readonly peakMegabytes: number;
}

/** From Linux's account of a process, in MB of 10^6 bytes. */
function megabytesOf(pid: number, figure: 'VmHWM' | 'VmRSS'): number {
  const kibibytes = new RegExp(`^${figure}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return (Number(kibibytes) * 1_024) / 1_000_000;
}

async function importTimes(times: number): Promise<Measured> {
  const { url, dataFolder, senderKey, remove } = await installEmbedded();
  try {
    const service = await ServiceProcess.start({ dataFolder, nodeOptions });
    const megabytesAtRest = megabytesOf(service.pid, 'VmRSS');
    const { tu, tr } = sdtmFiles();
    const begun = performance.now();
    await new Client(service.url, senderKey).upload(sdtmForm({ tu: repeated(tu, times), tr: repeated(tr, times) }));
    const client = new DatabaseClient({ connectionString: url });
    await client.connect();
    await becomesCurrent(client, 1_200_000);
    const seconds = (performance.now() - begun) / 1_000;
    const {
      rows: [counted],
    } = await client.query<{ rows: number; lines: number }>(
      'SELECT (SELECT row_count FROM import) AS rows, (SELECT count(*)::integer FROM treatment_line) AS lines',
    );
    await client.end();
    const peakMegabytes = megabytesOf(service.pid, 'VmHWM');
    await service.stop();
    return { rows: counted?.rows ?? 0, lines: counted?.lines ?? 0, seconds, megabytesAtRest, peakMegabytes };
  } finally {
    await endAllServices();
    await remove();
  }
}

const told = ({ rows, lines, seconds, megabytesAtRest, peakMegabytes }: Measured): string =>
  `${String(rows).padStart(9)} rows  ${String(lines).padStart(5)} treatment lines  ${seconds.toFixed(1).padStart(6)} s   at rest ${megabytesAtRest.toFixed(0)} MB   peak ${peakMegabytes.toFixed(0)} MB`;

const judged = (name: string, value: number, goal: number): string =>
  `${name}: ${value.toFixed(0)} MB, goal under ${goal} MB: ${value < goal ? 'met' : 'MISSED'}`;

interface ReadTable {
  readonly rows: number;
  readonly seconds: number;
  readonly peakMegabytes: number;
}

async function readTable(form: LargeForm, rows: number, folder: string): Promise<ReadTable> {
  const path = join(folder, `tr.${form}`);
  await writeLargeTable(form, rows, path);
  const main = join(import.meta.dirname, 'support', 'read-table.js');
  const { stdout } = await promisify(execFile)(process.execPath, [nodeOptions, main, form, path]);
  const read = JSON.parse(stdout) as ReadTable;
  if (read.rows !== rows) throw new Error(`${read.rows} rows of ${rows} were read.`);
  console.log(
    `${form.padEnd(13)} ${rows.toLocaleString('en-GB').padStart(9)} rows  ${(statSync(path).size / 1_000_000).toFixed(0).padStart(4)} MB  ${read.seconds.toFixed(1).padStart(6)} s  peak ${read.peakMegabytes.toFixed(0)} MB`,
  );
  return read;
}

async function runTables(rows: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'consilium-tables-'));
  try {
    for (const form of ['csv', 'xpt', 'dataset-json', 'xlsx'] as const) {
      const less = await readTable(form, rows / 10, folder);
      const more = await readTable(form, rows, folder);
      const growth = more.peakMegabytes - less.peakMegabytes;
      console.log(judged(`${form}, growth with ten times the rows`, growth, goals.tableGrowthMegabytes));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param args how many times the rows in the second run; 10. Or `tables`, and how many rows; 1,000,000 */
export async function run([times = '10', rows = '1000000']: readonly string[]): Promise<void> {
  if (process.platform !== 'linux') throw new Error('The peak of a process is read from /proc, which only Linux has.');
  if (times === 'tables') return runTables(Number(rows));
  const once = await importTimes(1);
  console.log(told(once));
  const more = await importTimes(Number(times));
  console.log(told(more));
  console.log(judged('peak', Math.max(once.peakMegabytes, more.peakMegabytes), goals.peakMegabytes));
  console.log(
    judged(`growth with ${times} times the rows`, more.peakMegabytes - once.peakMegabytes, goals.growthMegabytes),
  );
}
