/** The same table in CSV, XPT, Dataset-JSON and XLSX is the same assessments: what `consilium evaluate` prints is equal, line by line. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { evaluate } from '../support/evaluate.js';
import { asDatasetJson, asXlsx, asXpt, type Table, tableOf } from '../support/tables/forms-of-a-table.js';

const folder = mkdtempSync(join(tmpdir(), 'equal-tables-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Printed {
  readonly lines: readonly string[];
  readonly said: readonly string[];
}

/** What is said of a file names it; the rest must be equal. */
function printed(files: readonly string[], options: readonly string[] = []): Printed {
  const lines: string[] = [];
  const said: string[] = [];
  evaluate([...files, '--output', 'jsonl', ...options], {
    print: (line) => lines.push(line),
    refuse: (line) =>
      said.push(files.reduce((text, file) => text.replaceAll(file, basename(file).split('.')[0]!), line)),
  });
  return { lines, said };
}

const written = (name: string, bytes: Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};

const forms: readonly [string, (table: Table) => Buffer | Promise<Buffer>][] = [
  ['xpt', asXpt],
  ['json', asDatasetJson],
  ['ndjson', (table) => asDatasetJson(table, { lines: true })],
  ['xlsx', asXlsx],
];

const part = (csv: string, lines: number): string => csv.split('\n').slice(0, lines).join('\n');

const sdtm = {
  tu: readFileSync('demo/sdtm-onco/tu_onco.csv', 'utf8'),
  tr: gunzipSync(readFileSync('demo/sdtm-onco/tr_onco.csv.gz')).toString(),
};
const cases = 'test/fixtures/intake/cases';

describe.each<readonly [string, Readonly<Record<string, string>>]>([
  ['a public SDTM sample', { tu: part(sdtm.tu, 900), tr: part(sdtm.tr, 2_600) }],
  ...['01-ldiam-lperp-only', '08-split-lesion', '17-not-done-with-number', '20-cm-only', '106-dy-null-unscheduled'].map(
    (name) =>
      [
        name,
        {
          tu: readFileSync(`${cases}/${name}.tu.csv`, 'utf8'),
          tr: readFileSync(`${cases}/${name}.tr.csv`, 'utf8'),
        },
      ] as const,
  ),
])('%s', (name, tables) => {
  const asCsv = printed(
    Object.entries(tables).map(([file, csv]) => written(`${file}.${name.slice(0, 3).trim()}.csv`, Buffer.from(csv))),
  );

  it('says something as CSV', () => expect(asCsv.lines.length).toBeGreaterThan(1));

  it.each(forms)('is the same as %s, plain and packed', async (ending, form) => {
    for (const packed of [false, true]) {
      const files: string[] = [];
      for (const [file, csv] of Object.entries(tables)) {
        const bytes = await form(tableOf(csv));
        files.push(written(`${file}.${ending}${packed ? '.gz' : ''}`, packed ? gzipSync(bytes) : bytes));
      }
      expect(printed(files)).toEqual(asCsv);
    }
  });
});

it('--columns says how the columns are written, alike in each form, and asks what could mean two things', async () => {
  const table = tableOf('patient,date,size\nP1,03/04/2026,"1,234"\nP2,05/06/2026,"2,500"\n');
  const csv = written('forms.csv', Buffer.from('patient,date,size\nP1,03/04/2026,"1,234"\nP2,05/06/2026,"2,500"\n'));
  const surveyed = (file: string): object[] =>
    printed([file], ['--columns']).lines.map((line) => ({ ...(JSON.parse(line) as object), file: '' }));
  expect(surveyed(csv)).toMatchObject([
    { column: 'patient', form: { kind: 'text' }, filled: 2 },
    { column: 'date', form: { kind: 'asked', readings: ['DD/MM/YYYY', 'MM/DD/YYYY'] } },
    { column: 'size', form: { kind: 'asked', readings: ['1.234', '1234'] }, examples: ['1,234', '2,500'] },
  ]);
  for (const [ending, form] of forms)
    expect(surveyed(written(`forms.${ending}`, await form(table)))).toEqual(surveyed(csv));
});

it('a table of our own columns is the same as CSV, Dataset-JSON and XLSX', async () => {
  const csv = readFileSync('test/fixtures/formats/csv/good-states-and-lists.csv', 'utf8');
  const asCsv = printed([written('own.csv', Buffer.from(csv))]);
  for (const [ending, form] of forms.slice(1))
    expect(printed([written(`own.${ending}`, await form(tableOf(csv)))])).toEqual(asCsv);
});
