import {
  changed,
  differences,
  inMeetingOrder,
  isPossible,
  minutesBefore,
  minutesUsed,
  patientOfChange,
  patientsOf,
} from '../../../src/web/meetings/agenda-model.js';
import type { AgendaEntry } from '../../../src/web/placement/agenda-query.js';

const entry = (id: string, minutes = 5): AgendaEntry => ({
  id,
  minutes,
  content: {
    itemId: `item ${id}`,
    patientId: id,
    question: 'A question?',
    windowEnds: null,
    whyNow: [],
    changedSince: null,
  },
});
const agenda = (...ids: readonly string[]): AgendaEntry[] => ids.map((id) => entry(id));

const question = (id: string, patientId: string): AgendaEntry => ({
  ...entry(id),
  content: {
    itemId: `item ${id}`,
    patientId,
    question: 'A question?',
    windowEnds: null,
    whyNow: [],
    changedSince: null,
  },
});
const ids = (entries: readonly AgendaEntry[]): string[] => entries.map(({ id }) => id);

describe('the patients of an agenda', () => {
  const mixed = [
    question('a1', 'a'),
    question('b1', 'b'),
    question('a2', 'a'),
    { ...entry('x'), content: null },
    { ...entry('y'), content: null },
  ];

  it('stand in the order of their first questions, each with all of its own; what is not shown stands alone', () => {
    expect(patientsOf(mixed).map(({ patientId, entries }) => [patientId, ids(entries)])).toEqual([
      ['a', ['a1', 'a2']],
      ['b', ['b1']],
      [null, ['x']],
      [null, ['y']],
    ]);
    expect(ids(inMeetingOrder(mixed))).toEqual(['a1', 'a2', 'b1', 'x', 'y']);
    expect([...minutesBefore(inMeetingOrder(mixed))]).toEqual([
      ['a1', 0],
      ['a2', 5],
      ['b1', 10],
      ['x', 15],
      ['y', 20],
    ]);
  });

  it('move with all their questions, and their questions among themselves', () => {
    expect(ids(changed(mixed, { kind: 'move-patient', key: 'patient b', to: 0 }))).toEqual([
      'b1',
      'a1',
      'a2',
      'x',
      'y',
    ]);
    expect(ids(changed(mixed, { kind: 'move-patient', key: 'entry y', to: 1 }))).toEqual(['a1', 'a2', 'y', 'b1', 'x']);
    expect(ids(changed(mixed, { kind: 'move-question', entryId: 'a2', to: 0 }))).toEqual(['a2', 'a1', 'b1', 'x', 'y']);
    expect(isPossible(mixed, { kind: 'move-patient', key: 'patient c', to: 0 })).toBe(false);
    expect(patientOfChange(mixed, { kind: 'move-question', entryId: 'a2', to: 0 })).toBe('a');
  });
});

describe('a change of an agenda', () => {
  it('is shown before the service has answered', () => {
    const entries = agenda('a', 'b', 'c');
    expect(ids(changed(entries, { kind: 'move-patient', key: 'patient c', to: 0 }))).toEqual(['c', 'a', 'b']);
    expect(ids(changed(entries, { kind: 'move-patient', key: 'patient a', to: 2 }))).toEqual(['b', 'c', 'a']);
    expect(ids(changed(entries, { kind: 'take-off', entryId: 'b', reason: 'x' }))).toEqual(['a', 'c']);
    expect(minutesUsed(changed(entries, { kind: 'minutes', entryId: 'b', minutes: 20 }))).toBe(30);
    expect(changed(entries, { kind: 'move-question', entryId: 'gone', to: 0 })).toEqual(entries);
  });
});

describe('what differs between two versions', () => {
  it('is nothing between equal ones', () => {
    expect(differences(agenda('a', 'b'), agenda('a', 'b'))).toEqual([]);
  });

  it('names the one that moved, not those that it passed', () => {
    expect(differences(agenda('a', 'b', 'c', 'd'), agenda('b', 'c', 'd', 'a'))).toEqual([
      { kind: 'moved', patientId: 'a', from: 0, to: 3 },
    ]);
  });

  it('takes nobody for moved because another came or went', () => {
    expect(differences(agenda('a', 'b'), agenda('new', 'a', 'b'))).toEqual([
      { kind: 'added', patientId: 'new', questions: 1 },
    ]);
    expect(differences(agenda('a', 'b', 'c'), agenda('b', 'c'))).toEqual([
      { kind: 'removed', patientId: 'a', questions: 1 },
    ]);
  });

  it('tells changed minutes', () => {
    expect(differences([entry('a', 5)], [entry('a', 12)])).toEqual([
      { kind: 'minutes', patientId: 'a', from: 5, to: 12 },
    ]);
  });

  it('counts questions that came and went, and tells another order among those of one patient', () => {
    const before = [question('a1', 'a'), question('a2', 'a'), question('a3', 'a')];
    expect(
      differences(before, [question('a3', 'a'), question('a1', 'a'), question('a4', 'a'), question('a5', 'a')]),
    ).toEqual([
      { kind: 'added', patientId: 'a', questions: 2 },
      { kind: 'removed', patientId: 'a', questions: 1 },
      { kind: 'reordered', patientId: 'a' },
    ]);
  });

  it('goes from empty to full and back', () => {
    expect(differences([], agenda('a'))).toEqual([{ kind: 'added', patientId: 'a', questions: 1 }]);
    expect(differences(agenda('a'), [])).toEqual([{ kind: 'removed', patientId: 'a', questions: 1 }]);
  });
});
