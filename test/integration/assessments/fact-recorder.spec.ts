import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FactStatement } from '../../../src/core/record/index.js';
import { addSite, assessment, openRecordingFixture, type RecordingFixture } from './recording-fixture.js';

let fixture: RecordingFixture;
let serial = 0;

beforeAll(async () => {
  fixture = await openRecordingFixture();
});
afterAll(() => fixture.close());
beforeEach(() => {
  serial += 1;
});

const patient = (id = `P${serial}`) => ({ issuer: 'north', id });
const statement = (given: Partial<FactStatement> = {}): FactStatement => ({
  issuer: 'clinic',
  sourceId: `F${serial}`,
  patient: patient(),
  facts: [{ name: 'ecog', state: 'known', value: 1, date: '2026-05' }],
  ...given,
});
const versions = async (id = `P${serial}`): Promise<Record<string, string>> =>
  Object.fromEntries(
    (
      await fixture.query<{ key: string; version: string }>(
        `
  SELECT line_key AS key, history_version AS version FROM treatment_line AS line JOIN patient ON patient.id = line.patient_id WHERE patient.patient_id = $1`,
        [id],
      )
    ).map(({ key, version }) => [key, version]),
  );
const twoLines = () =>
  fixture.record(
    assessment({ sourceId: `A${serial}`, patient: patient() }),
    assessment({ sourceId: `B${serial}`, patient: patient(), treatmentLine: 'second' }),
  );

describe('a statement of facts', () => {
  it('about the patient concerns all lines, about a line that line alone', async () => {
    await twoLines();
    expect((await fixture.state(statement())).outcomes).toMatchObject([{ status: 'created', revision: 1 }]);
    expect(await versions()).toEqual({ first: '2', second: '2' });
    await fixture.state(
      statement({
        sourceId: `G${serial}`,
        treatmentLine: 'second',
        facts: [{ name: 'treatment-ongoing', state: 'known', value: 'yes' }],
      }),
    );
    expect(await versions()).toEqual({ first: '2', second: '3' });
  });

  it('of a patient not seen before registers the patient and opens the line it names', async () => {
    await fixture.state(
      statement({
        facts: [
          {
            name: 'agents',
            state: 'known',
            value: [{ name: 'pembrolizumab', drugClass: 'immune-checkpoint-inhibitor' }],
          },
        ],
      }),
    );
    expect(await versions()).toEqual({ '': '1' });
    expect(
      await fixture.query(
        'SELECT FROM patient_board JOIN patient ON patient.id = patient_board.patient_id WHERE patient.patient_id = $1',
        [`P${serial}`],
      ),
    ).toHaveLength(1);
  });

  it('without a line leaves nothing to classify', async () => {
    expect((await fixture.state(statement())).touchedLineIds).toEqual([]);
    expect(await versions()).toEqual({});
  });

  it('is known again, whatever the order of keys in its values', async () => {
    await twoLines();
    const facts = (value: object): FactStatement['facts'] => [
      { name: 'clinical-stability', state: 'known', value, date: '2026-05-04', source: 'clinic letter' },
    ];
    await fixture.state(statement({ facts: facts({ stable: true, by: 'Dr A' }) }));
    const again = await fixture.state(statement({ facts: facts({ by: 'Dr A', stable: true }) }));
    expect(again).toMatchObject({
      outcomes: [{ status: 'known', revision: 1, supersededBy: null }],
      touchedLineIds: [],
    });
  });

  it('is corrected as a whole: facts that the new revision leaves out are withdrawn', async () => {
    await twoLines();
    await fixture.state(
      statement({
        facts: [
          { name: 'ecog', state: 'known', value: 1 },
          { name: 'age', state: 'known', value: 61 },
          { name: 'p16', state: 'unknown' },
        ],
      }),
    );
    expect(
      (await fixture.state(statement({ facts: [{ name: 'ecog', state: 'known', value: 2 }] }))).outcomes,
    ).toMatchObject([{ status: 'created', revision: 2 }]);
    expect(
      await fixture.query('SELECT name, value FROM case_fact WHERE source_id = $1 AND superseded_at IS NULL', [
        `F${serial}`,
      ]),
    ).toEqual([{ name: 'ecog', value: 2 }]);
    const late = statement({
      facts: [
        { name: 'ecog', state: 'known', value: 1 },
        { name: 'age', state: 'known', value: 61 },
        { name: 'p16', state: 'unknown' },
      ],
    });
    expect((await fixture.state(late)).outcomes).toMatchObject([{ status: 'known', revision: 1, supersededBy: 2 }]);
    expect(await versions()).toEqual({ first: '3', second: '3' });
  });

  it('that moves from one line to the other concerns both, and one that moves to another patient the lines of both', async () => {
    await twoLines();
    const ongoing: FactStatement['facts'] = [{ name: 'treatment-ongoing', state: 'known', value: 'yes' }];
    await fixture.state(statement({ treatmentLine: 'first', facts: ongoing }));
    await fixture.state(statement({ treatmentLine: 'second', facts: ongoing }));
    expect(await versions()).toEqual({ first: '3', second: '2' });
    const other = `P${serial}-other`;
    await fixture.record(assessment({ sourceId: `C${serial}`, patient: patient(other) }));
    await fixture.state(statement({ patient: patient(other) }));
    expect(await versions()).toEqual({ first: '3', second: '3' });
    expect(await versions(other)).toEqual({ first: '2' });
  });

  it('stated twice in one batch counts in the order of the batch', async () => {
    await twoLines();
    const { outcomes, touchedLineIds } = await fixture.state(
      statement(),
      statement({ facts: [{ name: 'ecog', state: 'known', value: 3 }] }),
      statement(),
    );
    expect(outcomes).toMatchObject([
      { status: 'created', revision: 1 },
      { status: 'created', revision: 2 },
      { status: 'known', revision: 1, supersededBy: 2 },
    ]);
    expect(touchedLineIds).toHaveLength(2);
    expect(await versions()).toEqual({ first: '2', second: '2' });
  });

  it('of two in one batch, the later one is the newer', async () => {
    const { touchedLineIds } = await twoLines();
    const ecog = (value: number): FactStatement['facts'] => [
      { name: 'age', state: 'unknown' },
      { name: 'ecog', state: 'known', value, date: '2026-05-04' },
    ];
    await fixture.state(
      statement({ sourceId: `z${serial}`, facts: ecog(1) }),
      statement({ sourceId: `a${serial}`, facts: ecog(2) }),
    );
    const [line] = await fixture.inTransaction(
      (manager) => fixture.histories.read(manager, touchedLineIds),
      'REPEATABLE READ',
    );
    expect(line?.history.reported.ecog.map(({ value }) => value)).toEqual([1, 2]);
  });

  it('is refused with a lower revision, for a patient of another site, and as invented for a real patient', async () => {
    await fixture.state(statement({ revision: 3 }));
    const south = await addSite(fixture.dataSource, `South ${serial}`);
    const elsewhere = await fixture.inTransaction((manager) =>
      fixture.factRecorder.record(manager, [statement({ sourceId: `H${serial}` })], south),
    );
    const { outcomes } = await fixture.state(
      statement({ revision: 2, facts: [{ name: 'ecog', state: 'known', value: 4 }] }),
      statement({ sourceId: `I${serial}`, synthetic: true }),
    );
    expect([...outcomes, ...elsewhere.outcomes]).toEqual([
      { status: 'conflict', code: 'revision-outdated', currentRevision: 3 },
      { status: 'conflict', code: 'invented-and-real', currentRevision: null },
      { status: 'conflict', code: 'patient-of-another-site', currentRevision: null },
    ]);
  });
});
