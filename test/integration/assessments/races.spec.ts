import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AssessmentDocument, FactStatement } from '../../../src/core/record/index.js';
import { type AssessmentsRecorded, incomingDocument } from '../../../src/modules/assessments/index.js';
import { assessment, openRecordingFixture, type RecordingFixture, target } from './recording-fixture.js';
import { openTransaction, type OpenTransaction, untilWaiting } from './overlap.js';

let fixture: RecordingFixture;
let serial = 0;
let own: Pick<AssessmentDocument, 'sourceId' | 'patient'>;

beforeAll(async () => {
  fixture = await openRecordingFixture();
});
afterAll(() => fixture.close());
beforeEach(() => {
  serial += 1;
  own = { sourceId: `A${serial}`, patient: { issuer: 'north', id: `P${serial}` } };
});

const document = (given: Partial<AssessmentDocument> = {}): AssessmentDocument => assessment({ ...own, ...given });

const begin = (...documents: AssessmentDocument[]): Promise<OpenTransaction<AssessmentsRecorded>> =>
  openTransaction(fixture.dataSource, (manager) =>
    fixture.recorder.record(manager, documents.map(incomingDocument), fixture.context),
  );

/** Records the second while the first holds its transaction open, and commits the first once the second waits for it. */
async function overlapping(
  first: AssessmentDocument,
  second: AssessmentDocument,
): Promise<[AssessmentsRecorded, AssessmentsRecorded]> {
  const open = await begin(first);
  const waiting = fixture.record(second);
  await untilWaiting(fixture.dataSource);
  await open.commit();
  return [open.result, await waiting];
}

const currentOf = () =>
  fixture.query<{ revision: number; size: string; lineKey: string }>(
    `
  SELECT revision, (SELECT as_sent FROM measurement WHERE assessment_id = assessment.id AND ordinal = 0) AS size, line_key AS "lineKey"
  FROM assessment JOIN treatment_line AS line ON line.id = treatment_line_id WHERE source_id = $1 AND superseded_by IS NULL`,
    [own.sourceId],
  );
const versions = () =>
  fixture.query<{ version: string }>(
    `
  SELECT history_version AS version FROM treatment_line AS line JOIN patient ON patient.id = line.patient_id WHERE patient.patient_id = $1 ORDER BY line_key`,
    [own.patient.id],
  );

describe('at once', () => {
  it('two assessments of one line are both there, and its version counts both', async () => {
    await fixture.record(document());
    const [one, other] = await overlapping(
      document({ sourceId: `${own.sourceId}b`, timepoint: { label: 'w9', date: '2026-05-04' } }),
      document({ sourceId: `${own.sourceId}c`, timepoint: { label: 'w18', date: '2026-07-06' } }),
    );
    expect([...one.outcomes, ...other.outcomes]).toMatchObject([{ status: 'created' }, { status: 'created' }]);
    expect(await versions()).toEqual([{ version: '3' }]);
    const [history] = await fixture.inTransaction(
      (manager) => fixture.histories.read(manager, one.touchedLineIds),
      'REPEATABLE READ',
    );
    expect(history?.historyVersion).toBe('3');
    expect(history?.history.evaluators[0]?.timepoints.map(({ label }) => label).sort()).toEqual([
      'baseline',
      'w18',
      'w9',
    ]);
  });

  it('two first assessments of a new patient register one patient and one line', async () => {
    const [one, other] = await overlapping(
      document(),
      document({ sourceId: `${own.sourceId}b`, timepoint: { label: 'w9', date: '2026-05-04' } }),
    );
    expect([...one.outcomes, ...other.outcomes]).toMatchObject([{ status: 'created' }, { status: 'created' }]);
    expect(await versions()).toEqual([{ version: '2' }]);
  });

  it('the same assessment twice is one record', async () => {
    const [one, other] = await overlapping(document(), document());
    expect(one.outcomes).toMatchObject([{ status: 'created' }]);
    expect(other).toMatchObject({ outcomes: [{ status: 'known', revision: 1 }], touchedLineIds: [] });
    expect(await versions()).toEqual([{ version: '1' }]);
  });

  it.each([
    ['without a revision', {}],
    ['with the same revision', { revision: 2 }],
  ])('two corrections %s: the second one is refused', async (_, given) => {
    await fixture.record(document());
    const [one, other] = await overlapping(
      document({ ...given, findings: [target('L1', '26')] }),
      document({ ...given, findings: [target('L1', '30')] }),
    );
    expect(one.outcomes).toMatchObject([{ status: 'created', revision: 2 }]);
    expect(other).toMatchObject({ outcomes: [{ status: 'conflict', currentRevision: 2 }], touchedLineIds: [] });
    expect(await currentOf()).toEqual([{ revision: 2, size: '26', lineKey: 'first' }]);
    expect(await versions()).toEqual([{ version: '2' }]);
  });

  it('a numbered correction after another one takes its place', async () => {
    await fixture.record(document());
    const [, other] = await overlapping(
      document({ revision: 2, findings: [target('L1', '26')] }),
      document({ revision: 3, findings: [target('L1', '30')] }),
    );
    expect(other.outcomes).toMatchObject([{ status: 'created', revision: 3 }]);
    expect(await currentOf()).toEqual([{ revision: 3, size: '30', lineKey: 'first' }]);
  });

  it('two corrections that move the assessment to different lines: the second one is refused', async () => {
    await fixture.record(document());
    const [, other] = await overlapping(
      document({ revision: 2, treatmentLine: 'second' }),
      document({ revision: 3, treatmentLine: 'third' }),
    );
    expect(other.outcomes).toMatchObject([{ status: 'conflict', code: 'recorded-at-the-same-time' }]);
    expect(await currentOf()).toMatchObject([{ revision: 2, lineKey: 'second' }]);
  });

  it('two first assessments under one source id for different patients: the unique index tells the second one', async () => {
    const [one, other] = await overlapping(
      document(),
      document({ patient: { issuer: 'north', id: `${own.patient.id}-other` } }),
    );
    expect(one.outcomes).toMatchObject([{ status: 'created' }]);
    expect(other).toMatchObject({
      outcomes: [{ status: 'conflict', code: 'recorded-at-the-same-time' }],
      touchedLineIds: [],
    });
    expect(
      await fixture.query('SELECT count(*)::integer AS count FROM assessment WHERE source_id = $1', [own.sourceId]),
    ).toEqual([{ count: 1 }]);
  });

  it('a late retry of an old revision during a correction does not undo it', async () => {
    await fixture.record(document());
    const correction = await begin(document({ findings: [target('L1', '26')] }));
    const retry = await begin(document());
    expect(retry.result).toMatchObject({ outcomes: [{ status: 'known', revision: 1 }], touchedLineIds: [] });
    await correction.commit();
    await retry.commit();
    expect(await currentOf()).toEqual([{ revision: 2, size: '26', lineKey: 'first' }]);
    expect((await fixture.record(document())).outcomes).toMatchObject([
      { status: 'known', revision: 1, supersededBy: 2 },
    ]);
    expect(await versions()).toEqual([{ version: '2' }]);
  });
});

describe('a fact about a patient', () => {
  const statement = (): FactStatement => ({
    issuer: 'clinic',
    sourceId: `F${serial}`,
    patient: own.patient,
    facts: [{ name: 'ecog', state: 'known', value: 1, date: '2026-05-04' }],
  });

  it('waits for a line that is opening, and is part of its history', async () => {
    await fixture.record(document());
    const opening = await begin(document({ sourceId: `${own.sourceId}b`, treatmentLine: 'second' }));
    const stating = fixture.state(statement());
    await untilWaiting(fixture.dataSource);
    await opening.commit();
    expect((await stating).touchedLineIds).toHaveLength(2);
    expect(await versions()).toEqual([{ version: '2' }, { version: '2' }]);
  });

  it('twice at once is one statement, and two corrections of it at once are one', async () => {
    await fixture.record(document());
    const twice = async (one: FactStatement, other: FactStatement) => {
      const first = await openTransaction(fixture.dataSource, (manager) =>
        fixture.factRecorder.record(manager, [one], fixture.context),
      );
      const second = fixture.state(other);
      await untilWaiting(fixture.dataSource);
      await first.commit();
      return second;
    };
    expect((await twice(statement(), statement())).outcomes).toMatchObject([{ status: 'known', revision: 1 }]);
    const corrected = (value: number): FactStatement => ({
      ...statement(),
      facts: [{ name: 'ecog', state: 'known', value, date: '2026-05-04' }],
    });
    expect((await twice(corrected(2), corrected(3))).outcomes).toEqual([
      { status: 'conflict', code: 'recorded-at-the-same-time', currentRevision: 2 },
    ]);
    expect(
      await fixture.query('SELECT value FROM case_fact WHERE source_id = $1 AND superseded_at IS NULL', [
        statement().sourceId,
      ]),
    ).toEqual([{ value: 2 }]);
  });

  it('under one source id for different patients at once: the unique index tells the second one', async () => {
    const first = await openTransaction(fixture.dataSource, (manager) =>
      fixture.factRecorder.record(manager, [statement()], fixture.context),
    );
    const second = fixture.state({
      ...statement(),
      patient: { issuer: 'north', id: `${own.patient.id}-other` },
      facts: [
        { name: 'age', state: 'known', value: 61 },
        { name: 'ecog', state: 'unknown' },
      ],
    });
    await untilWaiting(fixture.dataSource);
    await first.commit();
    expect((await second).outcomes).toMatchObject([{ status: 'conflict', code: 'recorded-at-the-same-time' }]);
    expect(await fixture.query('SELECT name FROM case_fact WHERE source_id = $1', [statement().sourceId])).toEqual([
      { name: 'ecog' },
    ]);
  });
});

it('many at once, in any order and over the same patients, never wait in a ring', async () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const patient = () => ({ issuer: 'north', id: `ring ${random(4)}` });
  const batch = () =>
    Array.from({ length: 6 }, () =>
      assessment({
        sourceId: `ring ${random(30)}`,
        patient: patient(),
        treatmentLine: `line ${random(3)}`,
        evaluator: `reader ${random(2)}`,
        findings: [target(`L${random(5)}`, String(10 + random(9)))],
      }),
    );
  const facts = (): FactStatement[] => [
    {
      issuer: 'clinic',
      sourceId: `ring ${random(20)}`,
      patient: patient(),
      facts: [{ name: 'age', state: 'known', value: random(90) }],
    },
  ];
  const works = Array.from({ length: 60 }, (_, index) => ({
    documents: index % 3 === 0 ? [] : batch(),
    statements: index % 3 === 0 ? facts() : [],
  }));
  // Without inTransaction, which would repeat a transaction that a deadlock ended.
  const done = await Promise.allSettled(
    works.map(({ documents, statements }) =>
      fixture.dataSource.transaction('READ COMMITTED', async (manager) => {
        const recorded = await fixture.recorder.record(manager, documents.map(incomingDocument), fixture.context);
        return [
          ...recorded.touchedLineIds,
          ...(await fixture.factRecorder.record(manager, statements, fixture.context)).touchedLineIds,
        ];
      }),
    ),
  );
  expect(done.filter(({ status }) => status === 'rejected')).toEqual([]);
  const touched = done.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  const [{ sum } = { sum: '' }] = await fixture.query<{ sum: string }>(`
    SELECT sum(history_version) AS sum FROM treatment_line AS line JOIN patient ON patient.id = line.patient_id WHERE patient.patient_id LIKE 'ring %'`);
  expect(Number(sum)).toBe(touched.length);
  expect(touched.length).toBeGreaterThan(60);
  expect(
    await fixture.query(
      `SELECT source_id FROM assessment WHERE superseded_by IS NULL GROUP BY issuer, source_id HAVING count(*) > 1`,
    ),
  ).toEqual([]);
});

it('many that bring the same new patients, lines and lesions in different orders register each once, and never wait in a ring', async () => {
  // Each new row takes its time, so that two orders would meet for certain.
  await fixture.query(
    `CREATE FUNCTION take_time() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.003); RETURN NEW; END'`,
  );
  for (const table of ['patient', 'treatment_line', 'lesion'])
    await fixture.query(`CREATE TRIGGER take_time BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION take_time()`);
  const names = Array.from({ length: 20 }, (_, index) => `new ${index}`);
  const send = (patients: readonly string[], sender: number, labels: readonly string[]) => {
    const findings = labels.map((label) => target(label, '12'));
    const documents = patients.map((id) =>
      assessment({
        sourceId: `${id} by ${sender}`,
        patient: { issuer: 'north', id },
        treatmentLine: `line ${sender % 2}`,
        timepoint: { label: `scan ${sender}`, date: '2026-05-04' },
        findings,
      }),
    );
    return fixture.dataSource.transaction('READ COMMITTED', (manager) =>
      fixture.recorder.record(manager, documents.map(incomingDocument), fixture.context),
    );
  };
  const orders = [
    names,
    [...names].reverse(),
    [...names.slice(7), ...names.slice(0, 7)],
    [...names.slice(13), ...names.slice(0, 13)].reverse(),
  ];
  const labels = Array.from({ length: 8 }, (_, index) => `L${index}`);
  const done = await Promise.allSettled(
    orders.map((patients, sender) => send(patients, sender, sender % 3 === 0 ? labels : [...labels].reverse())),
  );
  for (const table of ['patient', 'treatment_line', 'lesion'])
    await fixture.query(`DROP TRIGGER take_time ON ${table}`);
  expect(done.filter(({ status }) => status === 'rejected')).toEqual([]);
  expect(
    await fixture.query(`
    SELECT count(DISTINCT patient.id)::integer AS patients, count(DISTINCT line.id)::integer AS lines, count(DISTINCT lesion.id)::integer AS lesions
    FROM patient JOIN treatment_line AS line ON line.patient_id = patient.id JOIN lesion ON lesion.patient_id = patient.id WHERE patient.patient_id LIKE 'new %'`),
  ).toEqual([{ patients: 20, lines: 40, lesions: 160 }]);
});
