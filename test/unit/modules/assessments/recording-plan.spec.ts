import { describe, expect, it } from '@jest/globals';
import type { AssembledGroup } from '../../../../src/core/formats/index.js';
import type { RowFault } from '../../../../src/core/record/index.js';
import { incomingDocument } from '../../../../src/modules/assessments/assessment-recorder.service.js';
import type { RegisteredPatient } from '../../../../src/modules/assessments/patient-register.service.js';
import {
  type Arrival,
  arrivalOf,
  plan,
  settle,
  type StoredAssessment,
} from '../../../../src/modules/assessments/recording-plan.js';

const group = (size = '12', revision?: number): AssembledGroup =>
  incomingDocument({
    issuer: 'radiology',
    sourceId: 'A1',
    revision,
    patient: { issuer: 'north', id: 'P1' },
    evaluator: 'reader 1',
    timepoint: { label: 'w9', date: '2026-05-04' },
    findings: [{ lesion: 'L1', role: 'target', state: 'measured', size }],
  });
const arrival = (size?: string, revision?: number, index = 0): Arrival => {
  const found = arrivalOf(group(size, revision), index);
  if (found === null) throw new Error('no arrival');
  return found;
};
const stored = (one: Arrival, revision: number, treatmentLineId = '1'): StoredAssessment => ({
  id: String(100 + revision),
  revision,
  hash: one.hash,
  patientId: '7',
  treatmentLineId,
  state: 'accepted',
});
const of = (...revisions: StoredAssessment[]) => new Map([[arrival().source, revisions]]);
const patient: RegisteredPatient = {
  id: '7',
  ownId: '7',
  merges: [],
  issuer: 'north',
  patientId: 'P1',
  siteId: '1',
  synthetic: false,
};
const placed = (...arrivals: Arrival[]) =>
  arrivals.map((one, index) => ({ arrival: one, patient, treatmentLineId: '1', reservedId: String(200 + index) }));
const underLock = (revisions: Map<string, StoredAssessment[]>, overtaken: string[] = [], locked = ['1']) => ({
  stored: revisions,
  overtaken: new Set(overtaken),
  locked: new Set(locked),
});

describe('an arrival', () => {
  const fault: RowFault = {
    code: 'unreadable-length',
    message: 'm',
    expected: 'e',
    file: 'tr',
    row: 7,
    column: 'TRORRES',
    value: 'x',
    otherRows: [],
    key: 'k',
  };
  const held = (given: Partial<RowFault> = {}): AssembledGroup => ({
    ...group(),
    assessment: null,
    held: [{ ...fault, ...given }],
  });

  it('has the same content whatever revision it states', () => {
    expect(arrival('12', 4).hash).toBe(arrival('12').hash);
    expect(arrival('12').hash).not.toBe(arrival('12.0').hash);
  });

  it('that is held has what holds it as its content, and not where that stood', () => {
    expect(arrivalOf(held({ row: 9 }), 0)?.hash).toBe(arrivalOf(held(), 0)?.hash);
    expect(arrivalOf(held({ value: 'y' }), 0)?.hash).not.toBe(arrivalOf(held(), 0)?.hash);
  });

  it('needs a source, a patient and a timepoint that a record can have', () => {
    const identity = held().identity;
    for (const given of [
      { sourceId: null },
      { patient: null },
      { timepoint: null },
      { sourceId: 'x'.repeat(201) },
      { evaluator: 'x'.repeat(121) },
    ]) {
      expect(arrivalOf({ ...held(), identity: { ...identity, ...given } }, 0)).toBeNull();
    }
    expect(arrivalOf({ ...held(), identity: { ...identity, evaluator: null } }, 0)).not.toBeNull();
  });
});

describe('without locks', () => {
  it('what is known or outdated is settled, the rest is open', () => {
    const [known, outdated, fresh] = [arrival('12'), arrival('13', 1, 1), arrival('14', undefined, 2)];
    const { open, outcomes } = settle([known, outdated, fresh], of(stored(arrival('12'), 2), stored(arrival('15'), 5)));
    expect(open).toEqual([fresh]);
    expect([...outcomes.values()]).toEqual([
      {
        status: 'known',
        assessmentId: '102',
        revision: 2,
        patientId: '7',
        treatmentLineId: '1',
        state: 'accepted',
        supersededBy: 5,
      },
      { status: 'conflict', code: 'revision-outdated', currentRevision: 5 },
    ]);
  });

  it('an element behind one that will be written is not judged yet', () => {
    const [first, again] = [arrival('13'), arrival('12', undefined, 1)];
    expect(settle([first, again], of(stored(arrival('12'), 1))).open).toEqual([first, again]);
  });
});

describe('under the locks', () => {
  it('each element is judged as if those before it were written', () => {
    const { writes, outcomes } = plan(
      placed(arrival('12'), arrival('13', undefined, 1), arrival('12', undefined, 2)),
      underLock(new Map()),
    );
    expect(
      writes.map(({ assessment, replaces }) => [assessment.id, assessment.revision, replaces?.id ?? null]),
    ).toEqual([
      ['200', 1, null],
      ['201', 2, '200'],
    ]);
    expect(outcomes.get(2)).toMatchObject({ status: 'known', assessmentId: '200', revision: 1, supersededBy: 2 });
  });

  it('what followed another one unseen is refused, unless its sender numbered it', () => {
    const revisions = of(stored(arrival('12'), 1), stored(arrival('13'), 2));
    const { source } = arrival();
    expect(plan(placed(arrival('14')), underLock(revisions, [source])).outcomes.get(0)).toEqual({
      status: 'conflict',
      code: 'recorded-at-the-same-time',
      currentRevision: 2,
    });
    expect(plan(placed(arrival('14', 3)), underLock(revisions, [source])).writes).toHaveLength(1);
    expect(plan(placed(arrival('14')), underLock(revisions)).writes).toHaveLength(1);
  });

  it('an assessment that someone moved to a line not locked here is left alone', () => {
    const revisions = of(stored(arrival('12'), 1), stored(arrival('13'), 2, '9'));
    expect(plan(placed(arrival('14', 3)), underLock(revisions)).outcomes.get(0)).toMatchObject({
      status: 'conflict',
      code: 'recorded-at-the-same-time',
    });
    expect(plan(placed(arrival('14', 3)), underLock(revisions, [], ['1', '9'])).writes).toHaveLength(1);
  });
});
