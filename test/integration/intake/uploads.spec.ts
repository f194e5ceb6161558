import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AddressInfo, connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { untilWaiting } from '../assessments/overlap.js';
import { form, type IntakeApplication, startIntakeApplication } from './intake-application.js';
import { until } from '../../support/until.js';

let app: IntakeApplication;
beforeAll(async () => {
  app = await startIntakeApplication({ limits: { fileBytes: 3_000_000, openUploads: 2 } });
});
afterAll(() => app.close());

interface Problem {
  status: number;
  detail: string;
  errors: { pointer: string; code: string; detail: string; expected: string }[];
}

const header = 'patient,evaluator,timepoint,date,lesion,role,organ,size_mm';
const row = (patient: string, lesion = 'L1', size = '12') =>
  `${patient},reader 1,baseline,2026-03-02,${lesion},target,lung,${size}`;
const csv = (...rows: string[]) => `${[header, ...rows].join('\n')}\n`;

const imports = async () =>
  (
    await app.query<{ imports: number; rows: number; groups: number }>(`
  SELECT (SELECT count(*) FROM import)::integer AS imports, (SELECT count(*) FROM import_row)::integer AS rows, (SELECT count(*) FROM import_group)::integer AS groups`)
  )[0];

async function refusal(data: FormData): Promise<Problem> {
  const before = await imports();
  const answer = await app.upload(data);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(await imports()).toEqual(before);
  return (await answer.json()) as Problem;
}

describe('an upload', () => {
  it('is answered 202 with its location when its rows are stored, each row once and groups of a patient together', async () => {
    const answer = await app.upload(
      form(
        { format: 'csv', issuer: 'radiology' },
        { 'a.csv': csv(row('P2'), row('P1'), row('P2', 'L2'), '', row('P1', 'L2', '"9.8"')) },
      ),
    );
    const body = (await answer.json()) as { id: string; location: string };
    expect(answer.status).toBe(202);
    expect(body).toMatchObject({ rows: 4, groups: 2, location: answer.headers.get('location') });
    expect(
      await app.query(
        'SELECT file, row_number AS row, cells FROM import_row WHERE import_id = $1 ORDER BY row_number',
        [body.id],
      ),
    ).toMatchObject([
      { file: 0, row: 2, cells: { patient: 'P2', lesion: 'L1' } },
      { row: 3 },
      { row: 4 },
      { row: 6, cells: { patient: 'P1', lesion: 'L2', size_mm: '9.8' } },
    ]);
    expect(
      await app.query(
        'SELECT ordinal, group_key LIKE $2 AS first FROM import_group WHERE import_id = $1 ORDER BY ordinal',
        [body.id, '%P1%'],
      ),
    ).toEqual([
      { ordinal: 0, first: true },
      { ordinal: 1, first: false },
    ]);
    expect(await (await app.get(body.location)).json()).toMatchObject({
      state: 'waiting',
      rows: 4,
      groups: 2,
      done: 0,
      files: [{ name: 'assessments', sentAs: 'a.csv', rows: 4 }],
    });
    expect(
      await app.query(
        `SELECT actor_id, action, subject_id, patient_ids FROM audit_event WHERE action = 'import.upload'`,
      ),
    ).toEqual([{ actor_id: app.sender.accountId, action: 'import.upload', subject_id: body.id, patient_ids: [] }]);
  });

  it.each([
    ['with a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(csv(row('bom')))])],
    ['with CRLF', csv(row('crlf'), row('crlf', 'L2')).replaceAll('\n', '\r\n')],
    ['with CR alone', csv(row('cr'), row('cr', 'L2')).replaceAll('\n', '\r')],
    ['with line ends of both kinds', csv(row('mixed'), row('mixed', 'L2')).replace('\n', '\r\n')],
    ['without a last line end', csv(row('end')).trimEnd()],
    ['as gzip', gzipSync(csv(row('gzip')))],
    [
      'with tabs, line ends, backslashes and quotes in a cell',
      csv(row('marks').replace('baseline', '"a\t\\N ""b""\n\\."')),
    ],
  ])('%s is taken as it is', async (_, content) => {
    const answer = await app.upload(form({ format: 'csv' }, { 'a.csv': content }));
    expect(answer.status).toBe(202);
    const { id } = (await answer.json()) as { id: string };
    const rows = await app.query<{ cells: Record<string, string> }>(
      'SELECT cells FROM import_row WHERE import_id = $1 ORDER BY row_number',
      [id],
    );
    expect(rows.map(({ cells }) => [cells['evaluator'], cells['size_mm'], Object.keys(cells).length])).toEqual(
      rows.map(() => ['reader 1', '12', 8]),
    );
    if (String(content).includes('\\N')) expect(rows[0]?.cells['timepoint']).toBe('a\t\\N "b"\n\\.');
  });

  it('keeps a key that no index could hold by its hash', async () => {
    const long = 'P'.repeat(9_000);
    const answer = await app.upload(
      form({ format: 'csv' }, { 'a.csv': csv(row(long), row(long, 'L2'), row(`${long}x`)) }),
    );
    expect(await answer.json()).toMatchObject({ rows: 3, groups: 2 });
  });
});

describe('a file that cannot be read as a whole is refused with its place and what would be right, and nothing is stored:', () => {
  it.each<[string, string | Buffer, { pointer: string; code: string }]>([
    ['empty', '', { pointer: '/a.csv', code: 'missing' }],
    ['a header without rows', `${header}\n`, { pointer: '/a.csv', code: 'missing' }],
    ['of another kind', 'name,size\nx,1\n', { pointer: '/a.csv/1', code: 'unknown-format' }],
    ['with semicolons', csv(row('P')).replaceAll(',', ';'), { pointer: '/a.csv/1', code: 'unknown-format' }],
    [
      'with a column that is not known',
      csv(row('P')).replace('organ', 'organn'),
      { pointer: '/a.csv/1/organn', code: 'unknown-column' },
    ],
    [
      'without a needed column',
      csv(row('P')).replaceAll(/(,lesion|,L1)/g, ''),
      { pointer: '/a.csv/1/lesion', code: 'missing-column' },
    ],
    [
      'with a row that is too short',
      csv(row('P'), row('P', 'L2').replace(',12', '')),
      { pointer: '/a.csv/3/size_mm', code: 'row-length' },
    ],
    ['with a decimal comma', csv(row('P'), row('P', 'L2', '9,8')), { pointer: '/a.csv/3/size_mm', code: 'row-length' }],
    [
      'with a quote that is never closed',
      csv(row('P'), row('"P', 'L2'), row('P', 'L3')),
      { pointer: '/a.csv/3/number 1', code: 'unreadable' },
    ],
    [
      'with text behind a closing quote',
      csv(row('P'), row('"P"x')),
      { pointer: '/a.csv/3/number 1', code: 'unreadable' },
    ],
    ['with a quote inside a cell', csv(row('P 5"')), { pointer: '/a.csv/2/number 1', code: 'unreadable' }],
    [
      'in no encoding for certain',
      Buffer.from(csv(row('P'), row('Mèller')), 'latin1'),
      { pointer: '/a.csv/3', code: 'unreadable' },
    ],
    [
      'an Excel workbook that is cut',
      Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x0a]),
      { pointer: '/a.csv', code: 'truncated' },
    ],
    ['with a NUL', csv(row('P'), row('P\0')), { pointer: '/a.csv/3', code: 'unreadable' }],
    ['one line without end', 'x'.repeat(1_500_000), { pointer: '/a.csv/1', code: 'too-long' }],
    [
      'gzip that stops in the middle',
      gzipSync(csv(...Array.from({ length: 500 }, (_, index) => row(`P${index}`)))).subarray(0, 400),
      { pointer: '/a.csv', code: 'unreadable' },
    ],
  ])('%s', async (_, content, fault) => {
    const problem = await refusal(form({ format: 'csv' }, { 'a.csv': content }));
    expect(problem.status).toBe(422);
    expect(problem.errors).toMatchObject([fault]);
    expect(problem.errors[0]?.detail).toMatch(/^a\.csv(, row \d+)?(, column [^:]+)?: /);
    expect(problem.errors[0]?.expected).toMatch(/\w/);
  });

  it('all rows of the wrong length at once, twenty at most', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => (index % 2 === 0 ? row(`P${index}`) : `P${index},x`));
    const problem = await refusal(form({ format: 'csv' }, { 'a.csv': csv(...rows) }));
    expect(problem.errors.map(({ pointer }) => pointer)).toEqual(
      Array.from({ length: 15 }, (_, index) => `/a.csv/${2 * index + 3}/timepoint`),
    );
    const many = await refusal(form({ format: 'csv' }, { 'a.csv': csv(...Array.from({ length: 30 }, () => 'x')) }));
    expect(many.errors).toHaveLength(20);
  });

  it('larger than allowed, also when it only becomes so unpacked', async () => {
    const large = csv(...Array.from({ length: 60_000 }, (_, index) => row(`P${index}`)));
    expect((await refusal(form({ format: 'csv' }, { 'a.csv': large }))).status).toBe(413);
    expect((await refusal(form({ format: 'csv' }, { 'a.csv.gz': gzipSync(large) }))).status).toBe(413);
  });
});

describe('the fields of an upload', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['no format', {}, ['/format']],
    ['a format that is not known', { format: 'xlsx' }, ['/format']],
    ['a field that is not known', { format: 'csv', foramt: 'x' }, ['/foramt']],
    ['a mapping that is no JSON', { format: 'csv', mapping: '{' }, ['/mapping']],
    [
      'a mapping with faults',
      { format: 'csv', mapping: '{"columns":{"a":"sise_mm"},"more":1}' },
      ['/mapping/columns/a', '/mapping/more'],
    ],
    ['a mapping for SDTM', { format: 'sdtm', mapping: '{"columns":{}}' }, ['/mapping']],
    ['a word for true', { format: 'csv', synthetic: 'yes' }, ['/synthetic']],
  ])('with %s refuse it', async (_, fields, pointers) => {
    const problem = await refusal(form(fields, { 'a.csv': csv(row('P')) }));
    expect(problem.status).toBe(422);
    expect(problem.errors.map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it('come before the files, once each; and there is a file', async () => {
    const late = form({}, {});
    late.append('format', 'csv');
    late.append('file', new Blob([csv(row('P'))]), 'a.csv');
    late.append('synthetic', 'true');
    expect((await refusal(late)).errors).toMatchObject([{ pointer: '/synthetic', code: 'too-late' }]);
    const twice = form({ format: 'csv' }, {});
    twice.append('format', 'sdtm');
    expect((await refusal(twice)).errors).toMatchObject([{ pointer: '/format', code: 'duplicate' }]);
    expect((await refusal(form({ format: 'csv' }, {}))).errors).toMatchObject([
      { pointer: '/file', code: 'missing-file' },
    ]);
  });
});

describe('SDTM', () => {
  const tu = 'STUDYID,USUBJID,TULNKID,TUTESTCD,TUORRES,VISITNUM\nS,1,T01,TUMIDENT,TARGET,1\n';

  it('needs TU and TR, each once', async () => {
    expect((await refusal(form({ format: 'sdtm' }, { 'tu.csv': tu }))).errors).toMatchObject([
      { pointer: '/tr', code: 'missing-file' },
    ]);
    expect((await refusal(form({ format: 'sdtm' }, { 'tu.csv': tu, 'tu2.csv': tu }))).errors).toMatchObject([
      { pointer: '/tu2.csv', code: 'duplicate' },
    ]);
    expect((await refusal(form({ format: 'sdtm' }, { 'a.csv': csv(row('P')) }))).errors).toMatchObject([
      { pointer: '/a.csv/1', code: 'unknown-format' },
    ]);
  });
});

describe('an upload that goes wrong on the way', () => {
  const open = (length: number) => {
    const { port } = app.application.getHttpServer().address() as AddressInfo;
    const socket = connect({ host: '127.0.0.1', port });
    socket.write(
      [
        'POST /api/imports HTTP/1.1',
        'Host: localhost',
        `Authorization: ${app.sender.authorization}`,
        'Content-Type: multipart/form-data; boundary=b',
        `Content-Length: ${length}`,
        '',
        '',
      ].join('\r\n'),
    );
    return socket;
  };
  const start =
    '--b\r\nContent-Disposition: form-data; name="format"\r\n\r\ncsv\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n';
  const busy = () =>
    app.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%' OR query LIKE 'COPY import_row%' AND state = 'active'`,
    );

  it.each([
    ['in the middle of a file', 0],
    ['between its files', 1],
  ])('cut off %s leaves nothing, and frees its connection', async (_, end) => {
    const before = await imports();
    const socket = open(50_000_000);
    const rows = csv(...Array.from({ length: 3_000 }, (_row, index) => row(`P${index}`)));
    socket.write(
      `${start}${rows}${end === 1 ? '\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="b.csv"\r\n\r\n' : ''}`,
    );
    await until('the upload is under way', async () => (await busy()).length > 0);
    socket.destroy();
    await until('its connection is free', async () => (await busy()).length === 0);
    expect(await imports()).toEqual(before);
    expect((await app.upload(form({ format: 'csv' }, { 'a.csv': csv(row('after')) }))).status).toBe(202);
  });

  it('without its closing boundary is refused', async () => {
    const before = await imports();
    const body = `${start}${csv(row('P'))}`;
    const socket = open(Buffer.byteLength(body));
    socket.write(body);
    const answer = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))));
    socket.destroy();
    expect(answer).toMatch(/^HTTP\/1\.1 (4|5)\d\d/);
    expect(await imports()).toEqual(before);
  });

  it('is refused while it is still being sent, and the sender sees why', async () => {
    const chunk = Buffer.from(`${row('P')}\n`.repeat(500));
    let sent = 0;
    const body = new ReadableStream({
      start: (stream) => stream.enqueue(Buffer.from(`${start}name,size\n`)),
      pull: (stream) => {
        sent += chunk.length;
        if (sent < 30_000_000) stream.enqueue(chunk);
        else stream.close();
      },
    });
    const address = await app.application.getUrl();
    const answer = await fetch(`${address}/api/imports`, {
      method: 'POST',
      headers: { authorization: app.sender.authorization, 'content-type': 'multipart/form-data; boundary=b' },
      body,
      duplex: 'half',
    } as RequestInit);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ errors: [{ code: 'unknown-format' }] });
  });

  it('waits its turn: no more are taken at once than there are connections for', async () => {
    const sockets = [open(50_000_000), open(50_000_000)];
    for (const socket of sockets)
      socket.write(`${start}${csv(...Array.from({ length: 3_000 }, (_, index) => row(`P${index}`)))}`);
    await until('both uploads are under way', async () => (await busy()).length >= 2);
    const answer = await app.upload(form({ format: 'csv' }, { 'a.csv': csv(row('P')) }));
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('30');
    for (const socket of sockets) socket.destroy();
    await until('its connection is free', async () => (await busy()).length === 0);
  });
});

it('the same upload twice at once is two uploads and one set of assessments', async () => {
  const content = csv(...Array.from({ length: 40 }, (_, index) => row(`twice ${index}`)));
  const ids = await Promise.all(
    [1, 2].map(
      async () =>
        (
          (await (await app.upload(form({ format: 'csv', issuer: 'twice' }, { 'a.csv': content }))).json()) as {
            id: string;
          }
        ).id,
    ),
  );
  // A lock on a patient of both makes the two steps overlap: each has begun when it is given up.
  const runner = app.database.createQueryRunner();
  await runner.startTransaction();
  await runner.query(`INSERT INTO patient (site_id, issuer, patient_id) VALUES ($1, 'twice', 'twice 0')`, [app.siteId]);
  const both = Promise.all(ids.map((id) => app.workOff(id)));
  await untilWaiting(app.database, 2);
  await runner.rollbackTransaction();
  await runner.release();
  await both;
  const counts = await app.query<{ taken: number; known: number; held: number }>(
    'SELECT taken_count AS taken, known_count AS known, held_count AS held FROM import WHERE id = ANY ($1::bigint[]) ORDER BY taken_count',
    [ids],
  );
  expect(counts).toEqual([
    { taken: 0, known: 40, held: 0 },
    { taken: 40, known: 0, held: 0 },
  ]);
  expect(
    await app.query(
      `SELECT count(*)::integer AS count, max(revision) AS revision FROM assessment WHERE issuer = 'twice'`,
    ),
  ).toEqual([{ count: 40, revision: 1 }]);
});

it('nothing of a file stands in the log', () => {
  expect(app.logLines.filter((line) => /reader 1|Müller|twice 0|a\.csv/.test(line))).toEqual([]);
});
