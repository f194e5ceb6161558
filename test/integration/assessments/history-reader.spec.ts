import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assembleHistory } from '../../../src/core/record/index.js';
import { assessment, openRecordingFixture, type RecordingFixture, target } from './recording-fixture.js';
import { openTransaction } from './overlap.js';

let fixture: RecordingFixture;
beforeAll(async () => {
  fixture = await openRecordingFixture();
});
afterAll(() => fixture.close());

const read = (ids: readonly string[]) =>
  fixture.inTransaction((manager) => fixture.histories.read(manager, ids), 'REPEATABLE READ');

describe('histories', () => {
  it('are those of the documents as they were sent, current revisions only', async () => {
    const baseline = assessment({
      modality: 'CT',
      sliceThickness: '1.25',
      organsImaged: ['lung'],
      reportedScores: { niRadsNeck: '2b', hopkins: '3' },
      findings: [
        target('L1', '16.309999999999999'),
        { lesion: 'L2', role: 'target', state: 'measured', fragments: ['12', '9.8'], examDate: '2026-03' },
        {
          lesion: 'N',
          role: 'new',
          state: 'measured',
          size: '14',
          certainty: 'equivocal',
          uptake: [{ quantity: 'SULpeak', value: '8.40' }],
          volume: '880.50',
        },
      ],
    });
    const later = assessment({
      sourceId: 'A2',
      timepoint: { label: 'w9', studyDay: 63, baseline: false },
      findings: [target('L1', '20')],
    });
    await fixture.record(assessment({ findings: [target('L1', '99')] }));
    const { touchedLineIds } = await fixture.record(baseline, later);
    await fixture.state({
      issuer: 'clinic',
      sourceId: 'F1',
      patient: baseline.patient,
      treatmentLine: 'first',
      facts: [
        { name: 'agents', state: 'known', value: [{ name: 'nivolumab', drugClass: 'immune-checkpoint-inhibitor' }] },
        { name: 'ecog', state: 'known', value: 1, date: '2026-05-04' },
        { name: 'prior-radiotherapy-field', lesion: 'L1', state: 'known', value: { inField: 'yes' } },
      ],
    });
    const [line] = await read(touchedLineIds);
    expect(line).toMatchObject({
      historyVersion: '3',
      classifiedVersion: '0',
      classifiedReleaseId: null,
      implied: false,
      synthetic: false,
    });
    expect(line?.history).toEqual(
      assembleHistory({
        assessments: [baseline, later].map((document) => ({ status: 'accepted', document })),
        facts: line?.facts ?? [],
      }),
    );
    expect(line?.history.treatment.agents).toEqual([{ name: 'nivolumab', drugClass: 'immune-checkpoint-inhibitor' }]);
    expect(line?.history.lesions['L1']?.priorRadiotherapyField).toBe('in-field');
  });

  it('of many lines take no more queries than that of one', async () => {
    const documents = Array.from({ length: 40 }, (_, index) =>
      assessment({ sourceId: `many ${index}`, patient: { issuer: 'north', id: `many ${index}` } }),
    );
    const { touchedLineIds } = await fixture.record(...documents);
    const count = async (ids: readonly string[]) => {
      let queries = 0;
      const lines = await fixture.inTransaction(
        (manager) =>
          fixture.histories.read(
            Object.assign(Object.create(manager) as typeof manager, {
              query: (sql: string, parameters?: unknown[]) => {
                queries += 1;
                return manager.query(sql, parameters);
              },
            }),
            ids,
          ),
        'REPEATABLE READ',
      );
      expect(lines).toHaveLength(ids.length);
      return queries;
    };
    expect(await count(touchedLineIds)).toBe(await count(touchedLineIds.slice(0, 1)));
  });

  it('and version are of one moment, whatever is written in between', async () => {
    const { touchedLineIds } = await fixture.record(
      assessment({ sourceId: 'S1', patient: { issuer: 'north', id: 'snapshot' } }),
    );
    const [before, after] = await fixture.inTransaction(async (manager) => {
      const first = await fixture.histories.read(manager, touchedLineIds);
      const writer = await openTransaction(fixture.dataSource, (other) => other.query('SELECT 1'));
      await fixture.record(
        assessment({
          sourceId: 'S2',
          patient: { issuer: 'north', id: 'snapshot' },
          timepoint: { label: 'w9', date: '2026-05-04' },
        }),
      );
      await writer.commit();
      return [first, await fixture.histories.read(manager, touchedLineIds)];
    }, 'REPEATABLE READ');
    expect(after).toEqual(before);
    expect((await read(touchedLineIds))[0]?.historyVersion).toBe('2');
  });

  it('are not read where version and history could be of two moments', async () => {
    await expect(fixture.inTransaction((manager) => fixture.histories.read(manager, ['1']))).rejects.toThrow(
      'REPEATABLE READ',
    );
  });

  it('of lines that are not there are left out', async () => {
    expect(await read(['999999'])).toEqual([]);
  });
});
