/**
 * How fast a file is taken in: the SDTM rows of the demonstration ten times over, through the service's own door, beside PostgreSQL
 * copying the very same rows with its COPY into tables of the same shape and indexes, in one run on one server.
 */
import { pipeline } from 'node:stream/promises';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { Client as DatabaseClient } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { Client } from '../e2e/support/client.js';
import { installEmbedded } from '../e2e/support/embedded-installation.js';
import { repeated, sdtmFiles, sdtmForm } from '../e2e/support/input.js';
import { becomesCurrent } from '../e2e/support/kept-state.js';
import { endAllServices, ServiceProcess } from '../e2e/support/service-process.js';

/** What an upload leaves behind before its 202, and what its rows become afterwards. */
const uploaded = ['import_row'];
const recorded = [
  'assessment',
  'measurement',
  'measurement_quantity',
  'lesion',
  'treatment_line',
  'classification',
  'flag',
  'discussion_item',
];

const secondsSince = (begun: number): number => (performance.now() - begun) / 1_000;

/** Seconds of COPY alone, for what the tables hold now. */
async function copied(database: DatabaseClient, tables: readonly string[]): Promise<number> {
  let seconds = 0;
  for (const table of tables) {
    const content = await buffer(database.query(copyTo(`COPY ${table} TO STDOUT`)));
    await database.query(`CREATE TABLE ${table}_copy (LIKE ${table} INCLUDING INDEXES)`);
    const begun = performance.now();
    await pipeline(Readable.from([content]), database.query(copyFrom(`COPY ${table}_copy FROM STDIN`)));
    seconds += secondsSince(begun);
  }
  return seconds;
}

const told = (what: string, rows: number, ours: number, copy: number): string =>
  `${what.padEnd(52)} ${Math.round(rows / ours)
    .toLocaleString('en-GB')
    .padStart(8)} rows/s   COPY of what it wrote ${Math.round(rows / copy)
    .toLocaleString('en-GB')
    .padStart(8)} rows/s   ours takes ${(ours / copy).toFixed(1)} times as long`;

/** @param args how many times the rows; 10 */
export async function run([times = '10']: readonly string[]): Promise<void> {
  const { url, dataFolder, senderKey, remove } = await installEmbedded();
  try {
    const service = await ServiceProcess.start({ dataFolder });
    const { tu, tr } = sdtmFiles();
    const form = sdtmForm({ tu: repeated(tu, Number(times)), tr: repeated(tr, Number(times)) });
    const begun = performance.now();
    await new Client(service.url, senderKey).upload(form);
    const upload = secondsSince(begun);
    const database = new DatabaseClient({ connectionString: url });
    await database.connect();
    await becomesCurrent(database, 1_200_000);
    const current = secondsSince(begun);
    const {
      rows: [counted],
    } = await database.query<{ count: number }>('SELECT row_count AS count FROM import');
    const rows = Number(counted?.count);
    console.log(
      told(
        `${rows.toLocaleString('en-GB')} rows, from the request to its 202`,
        rows,
        upload,
        await copied(database, uploaded),
      ),
    );
    console.log(
      told(
        'the same, until recorded, classified and flagged',
        rows,
        current,
        await copied(database, [...uploaded.map((table) => `${table}_copy`), ...recorded]),
      ),
    );
    await database.end();
    await service.stop();
  } finally {
    await endAllServices();
    await remove();
  }
}
