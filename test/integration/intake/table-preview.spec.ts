import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CsvMapping } from '../../../src/core/formats/index.js';
import type { TablePreviewView } from '../../../src/modules/intake/tables/table-views.js';
import { asXlsx, tableOf } from '../../support/tables/forms-of-a-table.js';
import { form, type IntakeApplication, type Sender, startIntakeApplication } from './intake-application.js';

let app: IntakeApplication;
beforeAll(async () => {
  app = await startIntakeApplication({ limits: { fileBytes: 200_000 } });
});
afterAll(() => app.close());

const german = (
  patient: string,
) => `Patienten-ID;Beurteiler;Therapielinie;Visite;Datum;Läsion;Läsionstyp;Organ;Größe (mm)
${patient};Radiologie;L1;Basis;05.01.2026;A;Target;lung;21,5
${patient};Radiologie;L1;Woche 8;02.03.2026;A;Target;lung;12,25
`;

const preview = async (
  fields: Record<string, string>,
  file: Record<string, string | Buffer>,
  { authorization }: Sender = app.sender,
  language = 'en',
) => {
  const answer = await app.send('/api/imports/preview', {
    method: 'POST',
    headers: { authorization, 'accept-language': language },
    body: form(fields, file),
  });
  return { status: answer.status, body: (await answer.json()) as TablePreviewView & { errors?: { detail: string }[] } };
};

const taken = async (fields: Record<string, string>, file: Record<string, string | Buffer>) => {
  const answer = await app.upload(form({ format: 'csv', ...fields }, file));
  const body = (await answer.json()) as { id: string; errors?: { detail: string }[] };
  if (answer.status !== 202) return { status: answer.status, errors: body.errors?.map(({ detail }) => detail) };
  await app.workOff(body.id);
  const view = (await (await app.get(`/api/imports/${body.id}`, app.sender)).json()) as Record<string, unknown>;
  return { status: 202, taken: view['taken'], held: view['held'] };
};

describe('the preview of a table', () => {
  it('proposes how it is read in every encoding, keeps nothing, and what it proposes takes the file', async () => {
    const windows = Buffer.from(german('V1'), 'latin1');
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(german('V1'), 'utf16le')]);
    for (const [content, encoding] of [
      [german('V1'), 'UTF-8'],
      [`\ufeff${german('V1')}`, 'UTF-8'],
      [windows, 'Windows-1252'],
      [wide, 'UTF-16LE'],
    ] as const) {
      const { status, body } = await preview({}, { 'messungen.csv': content });
      expect(status).toBe(200);
      expect(body).toMatchObject({ encoding, kind: 'csv', rows: 2, doubts: [], refused: [], saved: null });
      expect(body.mapping).toMatchObject({ delimiter: ';', decimal: ',', dates: 'DD.MM.YYYY', unit: 'mm' });
      expect(body.patients).toMatchObject([
        {
          patient: 'V1',
          timepoints: [{ date: '2026-01-05', findings: [{ lesion: 'A', size: '21.5' }] }, { label: 'Woche 8' }],
        },
      ]);
    }
    expect(await app.query('SELECT FROM import')).toEqual([]);
    expect(await app.query('SELECT FROM patient')).toEqual([]);
    const { body } = await preview({}, { 'm.csv': german('V1') });
    expect(await taken({ mapping: JSON.stringify(body.mapping) }, { 'm.csv': windows })).toEqual({
      status: 202,
      taken: 2,
      held: 0,
    });
  });

  it('of a workbook needs no delimiter, and a sheet where there are several', async () => {
    const { body } = await preview(
      {},
      { 'm.xlsx': await asXlsx(tableOf(german('V2').replaceAll(',', '.').replaceAll(';', ','))) },
    );
    expect(body).toMatchObject({ kind: 'xlsx', encoding: null, doubts: [] });
    expect(body.mapping.delimiter).toBeUndefined();
  });

  it('asks what could mean two things, and shows what an answer makes of it, in the language of the reader', async () => {
    const text = 'patient,evaluator,lesion,role,date,Size\nP,R,L,target,03/04/2026,"1,234"\n';
    const { body } = await preview({}, { 'm.csv': text });
    expect(body.doubts.map(({ code }) => code)).toEqual(['decimal', 'dates', 'unit']);
    const mapping: CsvMapping = { ...body.mapping, decimal: ',', dates: 'DD/MM/YYYY' };
    const answered = await preview({ mapping: JSON.stringify(mapping) }, { 'm.csv': text }, app.sender, 'de');
    expect(answered.body.doubts.map(({ code }) => code)).toEqual(['unit']);
    expect(answered.body.patients[0]?.timepoints).toMatchObject([
      { date: '2026-04-03', findings: [{ size: '1.234' }] },
    ]);
    const { body: inGerman } = await preview({}, { 'm.csv': text }, app.sender, 'de');
    expect(inGerman.patients[0]?.timepoints[0]?.held[0]?.message).toMatch(/Datum|Tag/);
  });

  it('refuses what an upload would refuse, by the same words', async () => {
    for (const [name, content] of [
      ['empty.csv', ''],
      ['long.csv', 'patient,lesion\nP,L,x,y\n'],
      ['mark.csv', 'patient,lesion\nP\u202e,L\n'],
      ['binary.csv', Buffer.from([0x70, 0x2c, 0x00, 0x0a, 0x00, 0x01])],
      ['quote.csv', 'patient,lesion\n"P,L\n'],
      ['large.csv', `patient\n${'x\n'.repeat(120_000)}`],
    ] as const) {
      const { status, body } = await preview({}, { [name]: content });
      expect([422, 413]).toContain(status);
      expect(JSON.stringify(body)).toContain(name);
    }
    expect((await preview({}, {})).status).toBe(422);
    expect((await preview({ mapping: '{}', nonsense: 'x' }, { 'm.csv': german('V1') })).status).toBe(422);
  });

  it('is nothing for those who may not upload', async () => {
    expect((await preview({}, { 'm.csv': german('V1') }, await app.machine('administrator'))).status).toBe(403);
  });
});

describe('a mapping that a person confirmed once', () => {
  it('is found again by sender and header, and takes the next file without one beside it', async () => {
    const { body } = await preview({ issuer: 'north' }, { 'm.csv': german('W1') });
    const mapping = JSON.stringify(body.mapping);
    // Not confirmed yet: the file alone is refused, and its cause named.
    expect(await taken({ issuer: 'north' }, { 'm.csv': german('W1') })).toMatchObject({
      status: 422,
      errors: [expect.stringContaining('separated by semicolons')],
    });
    expect(await taken({ issuer: 'north', mapping, rememberMapping: 'true' }, { 'm.csv': german('W1') })).toMatchObject(
      { taken: 2 },
    );
    expect((await preview({ issuer: 'north' }, { 'm.csv': german('W2') })).body.saved).toMatchObject({
      confirmedBy: 'Radiology',
    });
    expect(await taken({ issuer: 'north' }, { 'm.csv': german('W2') })).toEqual({ status: 202, taken: 2, held: 0 });
    // Of another sender, and of another header, nothing is known.
    expect(await taken({ issuer: 'south' }, { 'm.csv': german('W3') })).toMatchObject({ status: 422 });
    expect(await taken({ issuer: 'north' }, { 'm.csv': german('W3').replace('Organ', 'Ort') })).toMatchObject({
      status: 422,
    });
  });

  it('is superseded by the next and kept as what it was', async () => {
    const { body } = await preview({ issuer: 'north' }, { 'm.csv': german('W4') });
    const mapping = JSON.stringify({ ...body.mapping, unit: 'cm' });
    expect(await taken({ issuer: 'north', mapping, rememberMapping: 'true' }, { 'm.csv': german('W4') })).toMatchObject(
      { taken: 2 },
    );
    expect(
      await app.query(
        `SELECT mapping ->> 'unit' AS unit, superseded_at IS NULL AS current FROM import_mapping WHERE issuer = 'north' ORDER BY id`,
      ),
    ).toEqual([
      { unit: 'mm', current: false },
      { unit: 'cm', current: true },
    ]);
    expect(await taken({ issuer: 'north' }, { 'm.csv': german('W5') })).toMatchObject({ taken: 2 });
    expect(
      await app.query(
        `SELECT DISTINCT micrometres FROM measurement JOIN assessment ON assessment.id = measurement.assessment_id JOIN patient ON patient.id = assessment.patient_id
         WHERE patient.patient_id = 'W5' ORDER BY 1`,
      ),
    ).toEqual([{ micrometres: 122_500 }, { micrometres: 215_000 }]);
  });
});

describe('visits side by side', () => {
  const wide = `Patient ID,Evaluator,Line,Lesion,Role,Organ,Baseline date,Baseline (mm),Week 8 date,Week 8 (mm)
X1,R,L1,A,target,lung,2026-01-05,20,2026-03-02,18
X1,R,L1,B,new,liver,2026-01-05,,2026-03-02,14
X2,R,L1,A,target,lung,2026-01-06,31,,
X3,R,L1,A,target,lung,2026-01-06,twelve,2026-03-03,30
`;

  it('are taken as one assessment a visit, and what cannot be read is named by the cell as the sender sees it', async () => {
    const { body } = await preview({}, { 'w.csv': wide });
    expect(body.doubts.map(({ code, word }) => [code, word])).toEqual([['word', 'twelve']]);
    expect(body.columns.filter(({ visit }) => visit === 'Week 8').map(({ column, name }) => [column, name])).toEqual([
      ['Week 8 date', 'date'],
      ['Week 8 (mm)', 'size_mm'],
    ]);
    expect(await taken({ mapping: JSON.stringify(body.mapping) }, { 'w.csv': wide })).toEqual({
      status: 202,
      taken: 4,
      held: 1,
    });
    const [{ id }] = (await app.query<{ id: string }>('SELECT id FROM import ORDER BY id DESC LIMIT 1')) as [
      { id: string },
    ];
    const { items } = (await (await app.get(`/api/imports/${id}/held`, app.sender)).json()) as {
      items: Record<string, unknown>[];
    };
    expect(items).toMatchObject([{ row: 5, column: 'Baseline (mm)', value: 'twelve' }]);
  });
});

describe('templates', () => {
  it.each(['long', 'wide', 'long-semicolon', 'wide-semicolon'])(
    '%s is read without a doubt, and taken as it stands',
    async (name) => {
      const answer = await app.get(`/api/imports/templates/${name}`, app.sender);
      expect(answer.headers.get('content-disposition')).toContain(`consilium-${name}.csv`);
      const text = await answer.text();
      const { body } = await preview({ issuer: name }, { 't.csv': text });
      expect(body.doubts).toEqual([]);
      expect(await taken({ issuer: name, mapping: JSON.stringify(body.mapping) }, { 't.csv': text })).toMatchObject({
        held: 0,
      });
    },
  );

  it('of another name are not there', async () => {
    expect((await app.get('/api/imports/templates/nothing', app.sender)).status).toBe(422);
  });
});
