import {
  type AgendaChange,
  changed,
  countPatients,
  differences,
  inverseOf,
  isPossible,
  keyOf,
  minutesBefore,
  minutesUsed,
  numberOfChange,
} from '../../../src/web/meetings/agenda-model.js';
import type { AgendaEntry } from '../../../src/web/placement/agenda-query.js';
import type { ListedCase } from '../../../src/web/placement/listed-case.js';

const listed = (id: string, number: number): ListedCase => ({
  id,
  number,
  boardId: '1',
  state: 'scheduled',
  leadsTo: ['take-off'],
  reasons: ['flag'],
  version: 2,
  treatmentLineId: '1',
  question: 'A question?',
  questionProposed: true,
  whyNow: [],
  pointCount: 1,
  itemIds: ['1'],
  priority: 'routine',
  deadline: null,
  deadlineClock: null,
  owner: null,
  ownerId: null,
  asked: null,
  protocol: null,
  raisedAt: '2026-05-18T08:00:00.000Z',
  stateReason: null,
  stateWords: null,
});

const ids = ['a', 'b', 'c', 'd'];
const entry = (id: string, minutes = 5): AgendaEntry => ({
  id: `entry of ${id}`,
  minutes,
  content: { case: listed(id, ids.indexOf(id) + 1), patientId: id, readiness: null },
});
const hidden: AgendaEntry = { id: '9', minutes: 5, content: null };
const agenda = (...of: readonly string[]): AgendaEntry[] => of.map((id) => entry(id));
const keys = (entries: readonly AgendaEntry[]): string[] => entries.map(keyOf);
const take = (id: string): AgendaChange => ({ kind: 'take-off', key: `case ${id}`, reason: 'x' });

describe('an agenda', () => {
  it('counts its patients and the minutes before each case; what is not shown stands for itself', () => {
    const entries = [...agenda('a', 'b'), hidden];
    expect(
      countPatients([
        ...entries,
        { ...entry('c'), content: { case: listed('c', 3), patientId: 'a', readiness: null } },
      ]),
    ).toBe(3);
    expect(keys(entries)).toEqual(['case a', 'case b', 'entry 9']);
    expect([...minutesBefore(entries).values()]).toEqual([0, 5, 10]);
  });
});

describe('a change of an agenda', () => {
  const entries = agenda('a', 'b', 'c');

  it('is shown before the service has answered', () => {
    expect(keys(changed(entries, { kind: 'move', key: 'case c', to: 0 }))).toEqual(['case c', 'case a', 'case b']);
    expect(keys(changed(entries, { kind: 'move', key: 'case a', to: 2 }))).toEqual(['case b', 'case c', 'case a']);
    expect(keys(changed(entries, take('b')))).toEqual(['case a', 'case c']);
    expect(keys(changed(entries, { kind: 'carry-over', keys: ['case a', 'case c'], toMeetingId: '2' }))).toEqual([
      'case b',
    ]);
    expect(minutesUsed(changed(entries, { kind: 'minutes', key: 'case b', minutes: 20 }))).toBe(30);
    expect(changed(entries, { kind: 'move', key: 'gone', to: 0 })).toEqual(entries);
  });

  it.each<[string, AgendaChange]>([
    ['a move down', { kind: 'move', key: 'case a', to: 2 }],
    ['a move up', { kind: 'move', key: 'case c', to: 0 }],
    ['other minutes', { kind: 'minutes', key: 'case b', minutes: 20 }],
  ])('is taken back by another: %s', (_, change) => {
    const inverse = inverseOf(entries, change, 'undone');
    expect(inverse).not.toBeNull();
    const after = changed(entries, change);
    expect(after).not.toEqual(entries);
    expect(changed(after, inverse!)).toEqual(entries);
  });

  it('puts back what was taken off or carried over where it stood, and takes off what was put on', () => {
    expect(inverseOf([entry('a'), entry('b', 12)], take('b'), 'undone')).toEqual({
      kind: 'place',
      case: listed('b', 2),
      to: 1,
      minutes: 12,
    });
    const carried = { kind: 'carry-over', keys: ['case a', 'case c'], toMeetingId: '2' } as const;
    expect(inverseOf(entries, carried, 'undone')).toEqual({
      kind: 'bring-back',
      fromMeetingId: '2',
      carried: [
        { caseId: 'a', place: 0, minutes: 5 },
        { caseId: 'c', place: 2, minutes: 5 },
      ],
    });
    expect(inverseOf(entries, { kind: 'place', case: listed('d', 4), to: 1, minutes: undefined }, 'undone')).toEqual({
      kind: 'take-off',
      key: 'case d',
      reason: 'undone',
    });
    expect(inverseOf([hidden], { kind: 'take-off', key: 'entry 9', reason: 'x' }, 'undone')).toBeNull();
  });

  it('is possible as long as what it is about stands there, or is not there yet', () => {
    expect(isPossible(entries, take('b'))).toBe(true);
    expect(isPossible(entries, take('d'))).toBe(false);
    expect(isPossible(entries, { kind: 'place', case: listed('d', 4), to: 0, minutes: 5 })).toBe(true);
    expect(isPossible(entries, { kind: 'place', case: listed('a', 1), to: 0, minutes: 5 })).toBe(false);
    expect(numberOfChange(entries, take('b'))).toBe(2);
    expect(numberOfChange([hidden], { kind: 'move', key: 'entry 9', to: 0 })).toBeNull();
  });
});

describe('what differs between two versions', () => {
  it('is nothing where they are the same', () => {
    expect(differences(agenda('a', 'b'), agenda('a', 'b'))).toEqual([]);
  });

  it('names who was added, who was taken off, and whose minutes changed', () => {
    expect(differences([entry('a'), entry('b')], [entry('b', 10), entry('c')])).toEqual([
      { kind: 'minutes', number: 2, from: 5, to: 10 },
      { kind: 'added', number: 3 },
      { kind: 'removed', number: 1 },
    ]);
  });

  it('names the one case that moved, and none that only made room', () => {
    expect(differences(agenda('a', 'b', 'c', 'd'), agenda('d', 'a', 'b', 'c'))).toEqual([
      { kind: 'moved', number: 4, from: 3, to: 0 },
    ]);
    expect(differences(agenda('a', 'b', 'c'), agenda('b', 'c', 'a'))).toEqual([
      { kind: 'moved', number: 1, from: 0, to: 2 },
    ]);
  });

  it('knows a case that was taken off and put on again as the same', () => {
    const again = { ...entry('a'), id: 'another entry' };
    expect(differences(agenda('a', 'b'), [entry('b'), again])).toHaveLength(1);
  });
});
