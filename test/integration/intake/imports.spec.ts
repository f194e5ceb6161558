import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { csvFormat } from '../../../src/core/formats/index.js';
import { AssessmentRecorder } from '../../../src/modules/assessments/index.js';
import { form, type IntakeApplication, startIntakeApplication } from './intake-application.js';
import { until } from '../../support/until.js';

let app: IntakeApplication;
beforeAll(async () => {
  app = await startIntakeApplication({ limits: { groupsPerStep: 3, stepsPerJob: 1, rowsPerGroup: 20 } });
});
afterAll(() => app.close());

const header = 'patient,evaluator,treatment_line,timepoint,date,lesion,role,organ,size_mm';
const row = (
  patient: string,
  given: Partial<{ timepoint: string; date: string; lesion: string; size: string; evaluator: string }> = {},
) => {
  const { timepoint = 'baseline', date = '2026-03-02', lesion = 'L1', size = '12', evaluator = 'reader 1' } = given;
  return `${patient},${evaluator},first,${timepoint},${date},${lesion},target,lung,${size}`;
};
const csv = (...rows: string[]) => `${[header, ...rows].join('\n')}\n`;

async function upload(content: string, fields: Record<string, string> = {}): Promise<string> {
  const answer = await app.upload(
    form({ format: 'csv', issuer: 'radiology', ...fields }, { 'assessments.csv': content }),
  );
  expect(answer.status).toBe(202);
  return ((await answer.json()) as { id: string }).id;
}

interface HeldRow {
  row: number | null;
  column: string | null;
  code: string;
  value: string | null;
  patient: { id: string } | null;
  answeredAt: string | null;
  file: string | null;
  otherRows: number[];
}

const view = async (id: string) => (await (await app.get(`/api/imports/${id}`)).json()) as Record<string, unknown>;
const held = async (id: string, query = '') =>
  (await (await app.get(`/api/imports/${id}/held${query}`)).json()) as { items: HeldRow[]; next: string | null };
const versionsOf = (patients: string) =>
  app.query<{ version: string }>(
    `
  SELECT history_version AS version FROM treatment_line AS line JOIN patient ON patient.id = line.patient_id WHERE patient.patient_id LIKE $1`,
    [patients],
  );

/** Waits until a session of this database waits for a lock of another one. */
async function sessionWaitsForLock(): Promise<void> {
  await until('a session waits for a lock', async () => {
    const waiting = await app.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return waiting.length > 0;
  });
}

describe('an upload that is worked off', () => {
  it('makes an assessment of the scattered rows of each, holds by name what cannot be read, and says how it went', async () => {
    const id = await upload(
      csv(
        row('S1'),
        row('S2', { lesion: 'L2', size: '1 cm' }),
        row('S1', { timepoint: 'w9', date: '2026-05-04', size: '9.8' }),
        row('S2'),
        row('S1', { lesion: 'L2' }),
        row('', { lesion: 'L9' }),
        row('S3', { evaluator: '' }),
        row('S4', { timepoint: '', date: '' }),
        row('S5', { lesion: 'L1' }),
        row('S5', { lesion: 'L1', size: '13' }),
      ),
    );
    await app.workOff(id);
    expect(await view(id)).toMatchObject({
      state: 'done',
      rows: 10,
      groups: 7,
      done: 7,
      taken: 2,
      known: 0,
      held: 5,
      failure: null,
      secondsLeft: 0,
      groupsPerSecond: expect.any(Number),
      finishedAt: expect.any(String),
    });
    expect(
      await app.query(
        `SELECT timepoint, (SELECT count(*)::integer FROM measurement WHERE assessment_id = assessment.id) AS lesions FROM assessment WHERE import_id = $1 AND state = 'accepted' ORDER BY timepoint`,
        [id],
      ),
    ).toEqual([
      { timepoint: 'baseline', lesions: 2 },
      { timepoint: 'w9', lesions: 1 },
    ]);
    const { items } = await held(id);
    expect(
      items
        .map(({ row: place, column, code, value, patient }) => [place, column, code, value, patient?.id ?? null])
        .sort(),
    ).toEqual([
      [10, 'size_mm', 'duplicate-measurement', '12', 'S5'],
      [3, 'size_mm', 'unreadable-length', '1 cm', 'S2'],
      [7, 'patient', 'no-patient', null, null],
      [8, 'evaluator', 'no-evaluator', null, 'S3'],
      [9, expect.any(String), 'no-timepoint', null, null],
    ]);
    expect(items.find(({ code }) => code === 'duplicate-measurement')).toMatchObject({
      file: 'assessments.csv',
      otherRows: [11],
    });
    expect(await versionsOf('S_')).toHaveLength(4);
  });

  it('holds by name, and does not read, rows that are far too many for one assessment', async () => {
    const id = await upload(
      csv(row('M1'), ...Array.from({ length: 21 }, (_, index) => row('M2', { lesion: `L${index}` }))),
    );
    await app.workOff(id);
    expect(await view(id)).toMatchObject({ state: 'done', groups: 2, taken: 1, held: 1 });
    expect((await held(id)).items).toMatchObject([
      { code: 'too-long', row: 3, file: 'assessments.csv', patient: null },
    ]);
  });

  it('sent again is known, its held rows are listed again, and nothing is classified anew', async () => {
    const content = csv(row('T1'), row('T2', { size: 'x' }));
    await app.workOff(await upload(content));
    const versions = await versionsOf('T_');
    const again = await upload(content);
    await app.workOff(again);
    expect(await view(again)).toMatchObject({ state: 'done', taken: 0, known: 1, held: 1 });
    expect((await held(again)).items).toMatchObject([
      { row: 3, code: 'unreadable-length', patient: { id: 'T2' }, answeredAt: null },
    ]);
    expect(await versionsOf('T_')).toEqual(versions);
  });

  it('corrected and sent again takes the place of what was held, whose question is answered', async () => {
    const first = await upload(csv(row('C1', { size: 'x' })));
    await app.workOff(first);
    await app.workOff(await upload(csv(row('C1', { size: '14' }))));
    expect((await held(first)).items).toMatchObject([{ code: 'unreadable-length', answeredAt: expect.any(String) }]);
    expect(
      await app.query(`SELECT state, revision FROM assessment WHERE source_id LIKE '%C1%' AND superseded_by IS NULL`),
    ).toEqual([{ state: 'accepted', revision: 2 }]);
  });

  it('marks its patients as invented where the sender says so, and refuses to mix them with real ones', async () => {
    await app.workOff(await upload(csv(row('I1')), { synthetic: 'true' }));
    expect(await app.query(`SELECT synthetic FROM patient WHERE patient_id = 'I1'`)).toEqual([{ synthetic: true }]);
    await app.workOff(await upload(csv(row('I2'))));
    const mixed = await upload(csv(row('I2', { timepoint: 'w9', date: '2026-05-04' })), { synthetic: 'true' });
    await app.workOff(mixed);
    expect(await view(mixed)).toMatchObject({ state: 'done', taken: 0, held: 1 });
    expect((await held(mixed)).items).toMatchObject([{ code: 'invented-and-real', row: null }]);
  });
});

/** As a queue does that was wiped: everything it knew is gone, but not its own schema. */
async function loseAllJobs(): Promise<void> {
  const tables = await app.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'bullmq' AND tablename !~ 'migration'`,
  );
  await app.query(`TRUNCATE ${tables.map(({ name }) => name).join(', ')} CASCADE`);
}

describe('the jobs of an upload', () => {
  it('move its cursor with the assessments: a job that runs twice, or at the same time, does nothing twice', async () => {
    const id = await upload(csv(...Array.from({ length: 10 }, (_, index) => row(`J${index}`))));
    await Promise.all([1, 2, 3, 4, 5, 6].map(() => app.processor.process(id)));
    await app.processor.process(id);
    expect(await view(id)).toMatchObject({ state: 'done', done: 10, taken: 10, known: 0 });
    expect((await versionsOf('J_')).map(({ version }) => version)).toEqual(Array.from({ length: 10 }, () => '1'));
  });

  it('that fails on the way leaves the cursor where it was, and the next one goes on from there', async () => {
    const id = await upload(csv(...Array.from({ length: 7 }, (_, index) => row(`F${index}`))));
    await app.processor.process(id);
    await app.query(`ALTER TABLE measurement RENAME TO measurement_away`);
    await expect(app.processor.process(id)).rejects.toThrow();
    await app.query(`ALTER TABLE measurement_away RENAME TO measurement`);
    expect(await view(id)).toMatchObject({ state: 'running', done: 3, taken: 3 });
    expect(await versionsOf('F_')).toHaveLength(3);
    await app.workOff(id);
    expect(await view(id)).toMatchObject({ state: 'done', done: 7, taken: 7 });
    expect((await versionsOf('F_')).map(({ version }) => version)).toEqual(Array.from({ length: 7 }, () => '1'));
  });

  it('are put back into the queue by the sweep when they are lost', async () => {
    const id = await upload(csv(row('L1')));
    expect(await app.processor.resume()).toBe(0);
    await app.query(`UPDATE import SET moved_at = now() - interval '6 seconds' WHERE id = $1`, [id]);
    await loseAllJobs();
    expect(await app.processor.resume()).toBe(1);
    expect(
      await app.query<{ data: string }>(`SELECT FROM bullmq.job WHERE data::text LIKE $1`, [`%"importId":%"${id}"%`]),
    ).toHaveLength(1);
    await app.workOff(id);
    expect(await app.processor.resume()).toBe(0);
  });

  it('end an upload that fails however often it is tried, and say so', async () => {
    const id = await upload(csv(row('X1')));
    await app.query(`ALTER TABLE assessment ADD CONSTRAINT ck_refuse CHECK (timepoint <> 'baseline') NOT VALID`);
    await app.processor.process(id);
    await app.query('ALTER TABLE assessment DROP CONSTRAINT ck_refuse');
    expect(await view(id)).toMatchObject({
      state: 'failed',
      failure: 'The database refused what was made of the rows (SQLSTATE 23514).',
      done: 0,
      secondsLeft: null,
    });
    const assemble = csvFormat.assemble;
    Object.assign(csvFormat, {
      assemble: () => {
        throw new Error('X2 of a patient');
      },
    });
    const other = await upload(csv(row('X2')));
    await app.processor.process(other);
    Object.assign(csvFormat, { assemble });
    expect(await view(other)).toMatchObject({
      state: 'failed',
      failure: 'Group 0 of the upload could not be read by this release.',
    });
    expect(app.logLines.filter((line) => line.includes('X2'))).toEqual([]);
  });

  it('leave done what another one finished while this one failed', async () => {
    const id = await upload(csv(row('X3')));
    const record = AssessmentRecorder.prototype.record;
    let finishedByAnother: Promise<unknown> = Promise.resolve();
    AssessmentRecorder.prototype.record = async () => {
      finishedByAnother = app.query(`UPDATE import SET state = 'done', next_group = group_count WHERE id = $1`, [id]);
      await sessionWaitsForLock();
      throw Object.assign(new Error('refused'), { code: '23514' });
    };
    await app.processor.process(id).finally(() => Object.assign(AssessmentRecorder.prototype, { record }));
    await finishedByAnother;
    expect(await view(id)).toMatchObject({ state: 'done', failure: null });
  });

  it('try again what someone else recorded at the same time', async () => {
    const id = await upload(csv(row('R1')));
    const record = AssessmentRecorder.prototype.record;
    let calls = 0;
    AssessmentRecorder.prototype.record = async function recordOnce(...given) {
      calls += 1;
      const recorded = await record.apply(this, given);
      return calls > 1
        ? recorded
        : { ...recorded, outcomes: [{ status: 'conflict', code: 'recorded-at-the-same-time', currentRevision: null }] };
    };
    try {
      await app.processor.process(id);
    } finally {
      AssessmentRecorder.prototype.record = record;
    }
    expect(calls).toBe(2);
    expect(await view(id)).toMatchObject({ state: 'done', taken: 1, held: 0 });
    expect(await versionsOf('R1')).toEqual([{ version: '1' }]);
  });
});

describe('what is held', () => {
  it('comes in pages, and whole as a CSV file that is safe to open', async () => {
    const sizes = ['=1+1', '+2', '-3', '@x', '"a ""b"", c"', '"two\nlines"'];
    const id = await upload(csv(...sizes.map((size, index) => row(`H${index}`, { size }))));
    await app.workOff(id);
    const first = await held(id, '?limit=4');
    const second = await held(id, `?limit=4&cursor=${first.next}`);
    expect([...first.items, ...second.items].map(({ value }) => value)).toEqual([
      '=1+1',
      '+2',
      '-3',
      '@x',
      'a "b", c',
      'two\nlines',
    ]);
    expect(second.next).toBeNull();
    const answer = await app.get(`/api/imports/${id}/held.csv`);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="import-${id}-held.csv"`);
    const text = await answer.text();
    expect(text.split('\r\n')).toHaveLength(8);
    const rows = parse(text, { columns: true }) as Record<string, string>[];
    expect(rows.map(({ value }) => value)).toEqual(["'=1+1", "'+2", "'-3", "'@x", 'a "b", c', 'two\nlines']);
    expect(rows[0]).toMatchObject({
      file: 'assessments.csv',
      row: '2',
      column: 'size_mm',
      kind: 'holds',
      code: 'unreadable-length',
      patient: 'H0',
      timepoint: 'baseline',
    });
  });

  it('holds the questions beside it apart', async () => {
    const id = await upload(`${header.replace('organ,', '')}\n${row('Q1').replace('lung,', '')}\n`);
    await app.workOff(id);
    expect((await held(id)).items).toEqual([]);
    expect((await held(id, '?kind=asks')).items).toMatchObject([{ code: 'site-not-stated', row: 2 }]);
    expect(await (await app.get(`/api/imports/${id}/held.csv?kind=asks`)).text()).toContain('site-not-stated');
  });

  it('is for its sender and for the board, and each reading is audited', async () => {
    const id = await upload(csv(row('A1', { size: 'x' })));
    await app.workOff(id);
    const paths = [`/api/imports/${id}`, `/api/imports/${id}/held`, `/api/imports/${id}/held.csv`];
    const other = await app.machine('submitter');
    for (const path of paths)
      expect([
        (await app.get(path, app.sender)).status,
        (await app.get(path, app.coordinator)).status,
        (await app.get(path, other)).status,
      ]).toEqual([200, 200, 404]);
    expect(((await (await app.get('/api/imports', other)).json()) as { items: unknown[] }).items).toEqual([]);
    const [patient] = await app.query<{ id: string }>(`SELECT id FROM patient WHERE patient_id = 'A1'`);
    expect(
      await app.query(
        `SELECT count(*)::integer AS count FROM audit_event WHERE action = 'import.held' AND patient_ids = ARRAY[$1::bigint]`,
        [patient?.id],
      ),
    ).toEqual([{ count: 4 }]);
  });
});

it('uploads are listed in pages, the newest first', async () => {
  const page = (await (await app.get('/api/imports?limit=2')).json()) as { items: { id: string }[]; next: string };
  const next = (await (await app.get(`/api/imports?limit=2&cursor=${page.next}`)).json()) as {
    items: { id: string }[];
  };
  const ids = [...page.items, ...next.items].map(({ id }) => BigInt(id));
  expect(ids).toHaveLength(4);
  expect(ids).toEqual([...ids].sort((one, other) => Number(other - one)));
});

it('with workers, an upload is worked off by its jobs alone, and every line of it is enqueued for its classification', async () => {
  const working = await startIntakeApplication({ limits: { groupsPerStep: 5, stepsPerJob: 2 }, workers: true });
  try {
    const rows = Array.from({ length: 23 }, (_, index) => row(`W${index}`));
    const { id } = (await (await working.upload(form({ format: 'csv' }, { 'a.csv': csv(...rows) }))).json()) as {
      id: string;
    };
    const state = async () =>
      (await working.query<{ state: string }>('SELECT state FROM import WHERE id = $1', [id]))[0]?.state;
    await until('it is done', async () => (await state()) === 'done' && working.classified.size >= 23);
    const lines = await working.query<{ id: string }>('SELECT id FROM treatment_line');
    expect([...working.classified].sort()).toEqual(lines.map((line) => line.id).sort());
  } finally {
    await working.close();
  }
});
