/**
 * `consilium evaluate` as whole processes: how soon it starts, and the time and peak memory of a large RS file in order of the subject (read
 * a subject at a time) beside the same rows out of order (held in memory), in turns. 100 times 5,808 rows, or the file that is named:
 * `npm run bench -- evaluate [RS.csv [COPIES]]`; each copy has subjects of its own.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const project = join(import.meta.dirname, '../../..');
const program = pathToFileURL(join(project, 'dist/src/cli.js')).href;
const header = 'STUDYID,DOMAIN,USUBJID,RSSEQ,RSTESTCD,RSCAT,RSORRES,RSSTRESC,RSEVAL,RSEVALID,VISITNUM,VISIT,RSDTC,RSDY';
const words = ['PD', 'SD', 'PR', 'CR', 'NE', 'SD', 'PR'] as const;
const tests = ['OVRLRESP', 'TRGRESP', 'NTRGRESP'] as const;
const evaluators = ['RADIOLOGIST 1', 'RADIOLOGIST 2', 'RADIOLOGIST 3'] as const;
const subjectColumn = 2;

/** 5,808 invented rows: 22 subjects a hundred, three readers, visits every six weeks, three tests. */
function inventedRows(): readonly string[] {
  const rows: string[] = [];
  for (let at = 0; at < 5_808; at += 1) {
    const [test, reader, visit] = [at % 3, Math.floor(at / 3) % 3, Math.floor(at / 9) % 3];
    const subject = Math.floor(at / 27);
    const day = 42 * (visit + 1);
    const date = new Date(Date.UTC(2026, 0, 5 + day)).toISOString().slice(0, 10);
    const word = words[(subject * 5 + reader * 3 + visit) % words.length];
    rows.push(
      `S,RS,01-${String(subject).padStart(4, '0')},${at},${tests[test]},RECIST 1.1,${word},${word},INDEPENDENT ASSESSOR,${evaluators[reader]},${visit + 4},WEEK ${6 * (visit + 1)},${date},${day}`,
    );
  }
  return rows;
}

/** The row of another subject: its id with the number of the copy before it. */
function copied(row: string, copy: number): string {
  const cells = row.split(',');
  const id = cells[subjectColumn]!;
  const number = String(copy).padStart(4, '0');
  cells[subjectColumn] = id.startsWith('"') ? `"${number}-${id.slice(1)}` : `${number}-${id}`;
  return cells.join(',');
}

async function writeCopies(file: string, head: string, rows: readonly string[], copies: number): Promise<void> {
  const stream = createWriteStream(file);
  stream.write(`${head}\n`);
  for (let copy = 0; copy < copies; copy += 1)
    if (!stream.write(`${rows.map((row) => copied(row, copy)).join('\n')}\n`)) await once(stream, 'drain');
  stream.end();
  await once(stream, 'close');
}

interface Measured {
  readonly seconds: number;
  readonly processor: number;
  readonly megabytes: number;
}

/** One whole process; it tells its own peak memory and processor time when it ends. */
async function measured(...args: readonly string[]): Promise<Measured> {
  const script = `process.on('exit', () => { const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage(); process.stderr.write('\\nused ' + JSON.stringify({ maxRSS, cpu: userCPUTime + systemCPUTime })); }); process.argv.splice(1, Infinity, 'consilium', ...${JSON.stringify(['evaluate', ...args])}); await import(${JSON.stringify(program)});`;
  const before = process.hrtime.bigint();
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'ignore', 'pipe'] });
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (told = (told + text).slice(-500)));
  await once(child, 'close');
  const seconds = Number(process.hrtime.bigint() - before) / 1e9;
  const { maxRSS, cpu } = JSON.parse(/used (\{.*\})/.exec(told)![1]!) as { maxRSS: number; cpu: number };
  return { seconds, processor: cpu / 1e6, megabytes: maxRSS / 1024 };
}

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)]!;

function told(name: string, runs: readonly Measured[]): void {
  const of = (read: (run: Measured) => number): number => median(runs.map(read));
  console.log(
    `${name.padEnd(44)} ${of(({ seconds }) => seconds).toFixed(2)} s, processor ${of(({ processor }) => processor).toFixed(2)} s, peak ${of(({ megabytes }) => megabytes).toFixed(0)} MB (median of ${runs.length})`,
  );
}

/** Both in turns, so that what else runs on the machine is shared. */
async function inTurns(
  count: number,
  one: readonly string[],
  other: readonly string[],
): Promise<[Measured[], Measured[]]> {
  const runs: [Measured[], Measured[]] = [[], []];
  for (let turn = 0; turn < count; turn += 1) {
    runs[0].push(await measured(...one));
    runs[1].push(await measured(...other));
  }
  return runs;
}

export async function run([sample, copies = '100']: readonly string[]): Promise<void> {
  const [head, ...rows] =
    sample === undefined ? [header, ...inventedRows()] : readFileSync(sample, 'utf8').trimEnd().split(/\r?\n/);
  const folder = mkdtempSync(join(tmpdir(), 'consilium-bench-evaluate-'));
  const [small, ordered, unordered] = ['small', 'ordered', 'unordered'].map((name) => join(folder, `${name}.csv`));
  try {
    writeFileSync(small!, `${[head, ...rows.slice(0, 100)].join('\n')}\n`);
    await writeCopies(ordered!, head!, rows, Number(copies));
    await writeCopies(unordered!, head!, [...rows.slice(1), rows[0]!], Number(copies));
    const [help, few] = await inTurns(5, ['--help'], [small!]);
    told('evaluate --help', help);
    told('100 rows', few);
    const count = (rows.length * Number(copies)).toLocaleString('en');
    const [bySubject, whole] = await inTurns(3, [ordered!, '--output', 'csv'], [unordered!, '--output', 'csv']);
    told(`${count} rows of RS, by subject`, bySubject);
    told('the same out of order, held in memory', whole);
    console.log(`load of the machine ${loadavg()[0]!.toFixed(1)}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
