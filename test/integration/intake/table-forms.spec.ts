import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { asDatasetJson, asXlsx, asXpt, type Table, tableOf } from '../../support/tables/forms-of-a-table.js';
import { workbookOf } from '../../support/tables/zip-writer.js';
import { form, type IntakeApplication, startIntakeApplication } from './intake-application.js';

let app: IntakeApplication;
beforeAll(async () => {
  app = await startIntakeApplication({ limits: { fileBytes: 3_000_000 } });
});
afterAll(() => app.close());

const fixture = (name: string): Table => tableOf(readFileSync(`test/fixtures/intake/cases/${name}.csv`, 'utf8'));
const tu = fixture('01-ldiam-lperp-only.tu');
const tr = fixture('01-ldiam-lperp-only.tr');

interface Upload {
  readonly id: string;
  readonly location: string;
  readonly errors: readonly { readonly pointer: string; readonly detail: string; readonly expected: string }[];
}

interface Worked {
  readonly groups: number;
  readonly taken: number;
  readonly known: number;
  readonly held: number;
}

const sent = async (data: FormData): Promise<{ readonly status: number; readonly body: Upload }> => {
  const answer = await app.upload(data);
  return { status: answer.status, body: (await answer.json()) as Upload };
};

async function workedOff(data: FormData): Promise<Worked> {
  const { status, body } = await sent(data);
  expect(status).toBe(202);
  await app.workOff(body.id);
  return (await (await app.get(body.location)).json()) as Worked;
}

it('the same SDTM in each form is the same assessments: what came as CSV is known in every other', async () => {
  const csv = { 'tu.csv': 'tu', 'tr.csv': 'tr' };
  const first = await workedOff(
    form(
      { format: 'sdtm' },
      Object.fromEntries(
        Object.entries(csv).map(([name, file]) => [
          name,
          readFileSync(`test/fixtures/intake/cases/01-ldiam-lperp-only.${file}.csv`),
        ]),
      ),
    ),
  );
  expect(first).toMatchObject({ known: 0, held: 0 });
  expect(first.taken).toBeGreaterThan(0);
  const others: readonly (readonly [string, (table: Table) => Buffer | Promise<Buffer>])[] = [
    ['xpt', asXpt],
    ['json', asDatasetJson],
    ['ndjson', (table) => asDatasetJson(table, { lines: true })],
    ['xlsx', asXlsx],
    ['xpt.gz', (table) => gzipSync(asXpt(table))],
    ['dat.gz', async (table) => gzipSync(await asXlsx(table))],
  ];
  for (const [ending, written] of others)
    expect(
      await workedOff(
        form({ format: 'sdtm' }, { [`tu.${ending}`]: await written(tu), [`tr.${ending}`]: await written(tr) }),
      ),
    ).toMatchObject({ groups: first.groups, taken: 0, known: first.taken, held: 0 });
});

describe('of a workbook', () => {
  const own = tableOf(readFileSync('test/fixtures/formats/csv/good.csv', 'utf8'));
  const twoSheets = readFileSync('test/fixtures/formats/xlsx/two-sheets.xlsx');

  it('with several sheets it is asked which one is meant, and the one that is named is taken', async () => {
    const refused = await sent(form({ format: 'csv' }, { 'a.xlsx': twoSheets }));
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toMatchObject([
      { pointer: '/a.xlsx', detail: expect.stringContaining("none is named: 'Messungen', 'Legende'") },
    ]);
    expect(await workedOff(form({ format: 'csv', sheet: 'Messungen' }, { 'a.xlsx': twoSheets }))).toMatchObject({
      groups: 1,
      taken: 1,
    });
  });

  it('a formula is taken with its last value, and the sender is asked', async () => {
    const cells = [own.header, ...own.rows].map((row) => row.map((cell) => `<c t="str"><v>${cell}</v></c>`));
    const size = own.header.indexOf('size_mm');
    cells[1]![size] = '<c><f>6+6</f><v>12</v></c>';
    const { body } = await sent(
      form(
        { format: 'csv', issuer: 'formulas' },
        { 'a.xlsx': workbookOf(`<sheetData>${cells.map((row) => `<row>${row.join('')}</row>`).join('')}</sheetData>`) },
      ),
    );
    await app.workOff(body.id);
    expect(await (await app.get(body.location)).json()).toMatchObject({ held: 0, taken: 1 });
    const asked = (await (await app.get(`${body.location}/held?kind=asks`)).json()) as { items: object[] };
    expect(asked.items).toContainEqual(
      expect.objectContaining({ code: 'formula-value', file: 'a.xlsx', row: 2, column: 'size_mm' }),
    );
  });
});

it.each<readonly [string, () => Promise<Buffer> | Buffer, string]>([
  ['a transport file that is cut', () => asXpt(tr).subarray(0, -200), 'the SAS transport file ends in the middle'],
  [
    'a Dataset-JSON file that is cut',
    () => asDatasetJson(tr).subarray(0, -10),
    'the Dataset-JSON file ends in the middle',
  ],
  ['a workbook that is cut', async () => (await asXlsx(tr)).subarray(0, -50), 'the workbook ends in the middle'],
  [
    'a file larger than allowed',
    () => Buffer.concat([asXpt(tr), Buffer.alloc(3_000_000, ' ')]),
    'larger than this service takes',
  ],
])('%s refuses the upload by its one cause, and nothing is stored', async (_, bytes, message) => {
  const count = async () =>
    (await app.query<{ count: number }>('SELECT count(*)::integer AS count FROM import_row'))[0]?.count;
  const before = await count();
  const { status, body } = await sent(form({ format: 'sdtm' }, { 'tu.xpt': asXpt(tu), 'tr.dat': await bytes() }));
  expect([413, 422]).toContain(status);
  expect(JSON.stringify(body)).toContain(message);
  expect(await count()).toBe(before);
});
