import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AssessmentDocument, RowFault } from '../../../src/core/record/index.js';
import { addSite, assessment, openRecordingFixture, type RecordingFixture, target } from './recording-fixture.js';

let fixture: RecordingFixture;
let serial = 0;

/** A source id and a patient of this test alone. */
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

interface LineRow {
  id: string;
  lineKey: string;
  version: string;
  staleSince: Date | null;
}

const linesOf = (patientId: string): Promise<LineRow[]> =>
  fixture.query(
    `
  SELECT line.id, line_key AS "lineKey", history_version AS version, stale_since AS "staleSince" FROM treatment_line AS line
  JOIN patient ON patient.id = line.patient_id WHERE patient.patient_id = $1 ORDER BY line_key`,
    [patientId],
  );

describe('a first assessment', () => {
  it('registers patient, board, line and lesions, and makes the line stale', async () => {
    const { outcomes, touchedLineIds } = await fixture.record(
      document({
        findings: [
          target('L1', '24'),
          {
            ...target('L2', '9.8'),
            axis: 'short-axis',
            site: 'left neck',
            examDate: '2026-03',
            uptake: [{ quantity: 'SULpeak', value: '8.40' }],
          },
          { lesion: 'L3', role: 'target', state: 'measured', fragments: ['12', '9.5'] },
          { lesion: 'B', role: 'non-target', state: 'not-evaluable', reason: 'artefact' },
        ],
        synthetic: true,
        sliceThickness: '1.25',
      }),
    );
    expect(outcomes).toEqual([expect.objectContaining({ status: 'created', revision: 1 })]);
    const [line] = await linesOf(own.patient.id);
    expect(line).toMatchObject({ id: touchedLineIds[0], lineKey: 'first', version: '1' });
    expect(line?.staleSince).toBeInstanceOf(Date);
    const measurements = await fixture.query(
      `
      SELECT lesion.label, micrometres, as_sent, fragments, exam_date_from, exam_date_to, state FROM measurement
      JOIN lesion ON lesion.id = lesion_id JOIN patient ON patient.id = lesion.patient_id WHERE patient.patient_id = $1 ORDER BY ordinal`,
      [own.patient.id],
    );
    expect(measurements).toEqual([
      {
        label: 'L1',
        micrometres: 24_000,
        as_sent: '24',
        fragments: null,
        exam_date_from: null,
        exam_date_to: null,
        state: 'measured',
      },
      {
        label: 'L2',
        micrometres: 9_800,
        as_sent: '9.8',
        fragments: null,
        exam_date_from: '2026-03-01',
        exam_date_to: '2026-03-31',
        state: 'measured',
      },
      {
        label: 'L3',
        micrometres: 21_500,
        as_sent: '12+9.5',
        fragments: [12_000, 9_500],
        exam_date_from: null,
        exam_date_to: null,
        state: 'measured',
      },
      {
        label: 'B',
        micrometres: null,
        as_sent: null,
        fragments: null,
        exam_date_from: null,
        exam_date_to: null,
        state: 'not-evaluable',
      },
    ]);
    expect(
      await fixture.query(
        'SELECT patient.synthetic, board_id FROM patient_board JOIN patient ON patient.id = patient_board.patient_id WHERE patient.patient_id = $1',
        [own.patient.id],
      ),
    ).toEqual([{ synthetic: true, board_id: fixture.context.boardId }]);
    expect(
      await fixture.query(
        `
      SELECT value, as_sent FROM measurement_quantity JOIN assessment ON assessment.id = assessment_id WHERE source_id = $1`,
        [own.sourceId],
      ),
    ).toEqual([{ value: '8.40', as_sent: '8.40' }]);
  });

  it('without a treatment line stands on the implied one', async () => {
    await fixture.record(document({ treatmentLine: undefined }));
    expect(
      await fixture.query(
        `SELECT implied FROM treatment_line AS line JOIN patient ON patient.id = line.patient_id WHERE patient.patient_id = $1`,
        [own.patient.id],
      ),
    ).toEqual([{ implied: true }]);
  });

  it('leaves a patient on the board to which people moved them', async () => {
    const {
      outcomes: [first],
    } = await fixture.record(document());
    const patientId = first && 'patientId' in first ? first.patientId : '';
    await fixture.query('UPDATE patient_board SET until = now() WHERE patient_id = $1', [patientId]);
    await fixture.record(document({ sourceId: `${own.sourceId}b`, timepoint: { label: 'w9', date: '2026-05-04' } }));
    expect(
      await fixture.query('SELECT FROM patient_board WHERE patient_id = $1 AND until IS NULL', [patientId]),
    ).toEqual([]);
  });
});

describe('identity at the source', () => {
  it('knows the same content again, by whatever order its keys come in, and touches nothing', async () => {
    const {
      outcomes: [first],
    } = await fixture.record(document());
    const again = JSON.parse(
      JSON.stringify(Object.fromEntries(Object.entries(document()).reverse())),
    ) as AssessmentDocument;
    const { outcomes, touchedLineIds } = await fixture.record(again);
    expect(outcomes).toEqual([{ ...first, status: 'known', state: 'accepted', supersededBy: null }]);
    expect(touchedLineIds).toEqual([]);
    expect(await linesOf(own.patient.id)).toMatchObject([{ version: '1' }]);
  });

  it('takes new content as the next revision, and names it when the old content comes late', async () => {
    const {
      outcomes: [first],
    } = await fixture.record(document());
    const {
      outcomes: [second],
    } = await fixture.record(document({ findings: [target('L1', '26')] }));
    expect(second).toMatchObject({ status: 'created', revision: 2 });
    const {
      outcomes: [late],
      touchedLineIds,
    } = await fixture.record(document());
    expect(late).toEqual({ ...first, status: 'known', state: 'accepted', supersededBy: 2 });
    expect(touchedLineIds).toEqual([]);
    expect(await linesOf(own.patient.id)).toMatchObject([{ version: '2' }]);
  });

  it('returns to older content only by a higher stated revision', async () => {
    await fixture.record(document());
    await fixture.record(document({ findings: [target('L1', '26')] }));
    expect((await fixture.record(document({ revision: 3 }))).outcomes).toMatchObject([
      { status: 'created', revision: 3 },
    ]);
    expect((await fixture.record(document({ revision: 1 }))).outcomes).toMatchObject([
      { status: 'known', revision: 1, supersededBy: 2 },
    ]);
    expect(
      await fixture.query('SELECT revision FROM assessment WHERE source_id = $1 AND superseded_by IS NULL', [
        own.sourceId,
      ]),
    ).toEqual([{ revision: 3 }]);
  });

  it('refuses a stated revision that is there with other content, or older than the current one with new content', async () => {
    await fixture.record(document({ revision: 2 }));
    const { outcomes, touchedLineIds } = await fixture.record(
      document({ revision: 2, findings: [target('L1', '26')] }),
      document({ revision: 1, findings: [target('L1', '27')] }),
    );
    expect(outcomes).toEqual([
      { status: 'conflict', code: 'revision-has-other-content', currentRevision: 2 },
      { status: 'conflict', code: 'revision-outdated', currentRevision: 2 },
    ]);
    expect(touchedLineIds).toEqual([]);
  });

  it('takes several revisions of one source in one batch, and one line goes up once', async () => {
    const { outcomes } = await fixture.record(document(), document({ findings: [target('L1', '26')] }), document());
    expect(outcomes).toMatchObject([
      { status: 'created', revision: 1 },
      { status: 'created', revision: 2 },
      { status: 'known', revision: 1, supersededBy: 2 },
    ]);
    expect(await linesOf(own.patient.id)).toMatchObject([{ version: '1' }]);
    expect(
      await fixture.query(
        'SELECT old.revision, newer.revision AS by FROM assessment AS old LEFT JOIN assessment AS newer ON newer.id = old.superseded_by WHERE old.source_id = $1 ORDER BY 1',
        [own.sourceId],
      ),
    ).toEqual([
      { revision: 1, by: 2 },
      { revision: 2, by: null },
    ]);
  });

  it('moves an assessment to another line: the versions of both go up', async () => {
    await fixture.record(document());
    const { touchedLineIds } = await fixture.record(document({ treatmentLine: 'second' }));
    const lines = await linesOf(own.patient.id);
    expect(lines).toMatchObject([
      { lineKey: 'first', version: '2' },
      { lineKey: 'second', version: '1' },
    ]);
    expect([...touchedLineIds].sort()).toEqual(lines.map(({ id }) => id).sort());
  });

  it('opens no line and registers nobody for what it refuses', async () => {
    await fixture.record(document({ revision: 2 }));
    await fixture.record(document({ revision: 1, treatmentLine: 'other', findings: [] }));
    expect(await linesOf(own.patient.id)).toMatchObject([{ lineKey: 'first' }]);
  });
});

describe('whose patient it is', () => {
  it('refuses a patient of another site', async () => {
    await fixture.record(document());
    const south = await addSite(fixture.dataSource, `South ${serial}`);
    const { outcomes } = await fixture.inTransaction((manager) =>
      fixture.recorder.record(
        manager,
        [
          {
            identity: {
              ...own,
              issuer: 'elsewhere',
              treatmentLine: null,
              evaluator: 'reader 1',
              timepoint: { label: 'w9', date: '2026-05', studyDay: null, baseline: null },
            },
            assessment: document({ issuer: 'elsewhere' }),
            held: [],
            queries: [],
          },
        ],
        south,
      ),
    );
    expect(outcomes).toEqual([{ status: 'conflict', code: 'patient-of-another-site', currentRevision: null }]);
  });

  it('keeps invented assessments out of a real history, and the other way round', async () => {
    await fixture.record(document());
    const { outcomes } = await fixture.record(document({ sourceId: `${own.sourceId}b`, synthetic: true }));
    expect(outcomes).toEqual([{ status: 'conflict', code: 'invented-and-real', currentRevision: null }]);
  });
});

describe('a held assessment', () => {
  const fault: RowFault = {
    code: 'unreadable-length',
    message: "'abc' is not a length in mm",
    expected: 'a length in mm',
    file: 'tr',
    row: 7,
    column: 'TRORRES',
    value: 'abc',
    otherRows: [],
    key: 'k',
  };
  const held = (reason: RowFault = fault) => ({
    identity: {
      ...own,
      issuer: 'radiology',
      treatmentLine: 'first',
      evaluator: 'reader 1',
      timepoint: { label: 'w9', date: '2026-05-04', studyDay: null, baseline: null },
    },
    assessment: null,
    held: [reason],
    queries: [],
  });
  const importContext = async () => {
    const { siteId, boardId, accountId } = fixture.context;
    const [row] = await fixture.query<{ id: string }>(
      `
      INSERT INTO import (site_id, board_id, account_id, format, options, files, state) VALUES ($1, $2, $3, 'sdtm', '{}', '[]', 'waiting') RETURNING id`,
      [siteId, boardId, accountId],
    );
    return { ...fixture.context, importId: row?.id ?? null };
  };

  it('stands in the history as held with its reason, until the sender corrects it', async () => {
    const context = await importContext();
    const { outcomes, touchedLineIds } = await fixture.inTransaction((manager) =>
      fixture.recorder.record(manager, [held()], context),
    );
    expect(outcomes).toMatchObject([{ status: 'held', revision: 1 }]);
    const read = () =>
      fixture.inTransaction((manager) => fixture.histories.read(manager, touchedLineIds), 'REPEATABLE READ');
    expect((await read())[0]?.history.evaluators[0]?.timepoints).toMatchObject([
      {
        label: 'w9',
        held: [{ value: "'abc' is not a length in mm", code: 'unreadable-length', sent: 'abc' }],
        findings: [],
      },
    ]);
    const {
      outcomes: [corrected],
    } = await fixture.record(document({ timepoint: { label: 'w9', date: '2026-05-04' } }));
    expect(corrected).toMatchObject({ status: 'created', revision: 2 });
    expect((await read())[0]?.history.evaluators[0]?.timepoints).toMatchObject([
      { label: 'w9', held: [], findings: [{ lesion: 'L1' }, { lesion: 'L2' }] },
    ]);
    expect(
      await fixture.query(
        'SELECT kind, code, place, answered_at IS NOT NULL AS answered FROM sender_query WHERE import_id = $1',
        [context.importId],
      ),
    ).toEqual([
      {
        kind: 'holds',
        code: 'unreadable-length',
        place: { file: 'tr', row: 7, column: 'TRORRES', value: 'abc', otherRows: [] },
        answered: true,
      },
    ]);
  });

  it('is known when it is sent again from another row, and listed again for the new upload', async () => {
    const first = await importContext();
    await fixture.inTransaction((manager) => fixture.recorder.record(manager, [held()], first));
    const second = await importContext();
    const { outcomes } = await fixture.inTransaction((manager) =>
      fixture.recorder.record(manager, [held({ ...fault, row: 9 })], second),
    );
    expect(outcomes).toMatchObject([{ status: 'known', state: 'held', revision: 1, supersededBy: null }]);
    expect(
      await fixture.query('SELECT count(*)::integer AS count FROM sender_query WHERE import_id = $1', [
        second.importId,
      ]),
    ).toEqual([{ count: 1 }]);
  });

  it('takes the place of an accepted one: a correction that cannot be read must not leave the old sizes standing', async () => {
    await fixture.record(document({ timepoint: { label: 'w9', date: '2026-05-04' } }));
    const { outcomes } = await fixture.inTransaction((manager) =>
      fixture.recorder.record(manager, [held()], fixture.context),
    );
    expect(outcomes).toMatchObject([{ status: 'held', revision: 2 }]);
  });

  it('without an identity is listed under its upload alone', async () => {
    const context = await importContext();
    const { outcomes } = await fixture.inTransaction((manager) =>
      fixture.recorder.record(
        manager,
        [{ ...held(), identity: { ...held().identity, sourceId: null, patient: null } }],
        context,
      ),
    );
    expect(outcomes).toEqual([{ status: 'held', assessmentId: null }]);
    expect(
      await fixture.query('SELECT assessment_id FROM sender_query WHERE import_id = $1', [context.importId]),
    ).toEqual([{ assessment_id: null }]);
  });

  it('asks a question of an upload once, however many rows raise it', async () => {
    const context = await importContext();
    const asking = (sourceId: string) => ({
      ...held(),
      identity: { ...held().identity, sourceId },
      queries: [{ ...fault, code: 'evaluator-not-stated' as const, key: 'same' }],
    });
    await fixture.inTransaction((manager) =>
      fixture.recorder.record(manager, [asking(`${own.sourceId}x`), asking(`${own.sourceId}y`)], context),
    );
    await fixture.inTransaction((manager) => fixture.recorder.record(manager, [asking(`${own.sourceId}z`)], context));
    expect(
      await fixture.query(
        `SELECT count(*)::integer AS count FROM sender_query WHERE import_id = $1 AND kind = 'asks'`,
        [context.importId],
      ),
    ).toEqual([{ count: 1 }]);
  });
});
