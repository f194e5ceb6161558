import { changed, differences, minutesUsed, type AgendaEntry } from '../../../src/web/meetings/agenda-model.js';

const entry = (id: string, minutes = 5): AgendaEntry => ({
  id, minutes, content: { itemId: `item ${id}`, patientId: id, question: 'A question?', whyNow: [], changedSince: null },
});
const agenda = (...ids: readonly string[]): AgendaEntry[] => ids.map((id) => entry(id));

describe('a change of an agenda', () => {
  it('is shown before the service has answered', () => {
    const entries = agenda('a', 'b', 'c');
    expect(changed(entries, { kind: 'move', entryId: 'c', to: 0 }).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
    expect(changed(entries, { kind: 'move', entryId: 'a', to: 2 }).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
    expect(changed(entries, { kind: 'take-off', entryId: 'b', reason: 'x' }).map(({ id }) => id)).toEqual(['a', 'c']);
    expect(minutesUsed(changed(entries, { kind: 'minutes', entryId: 'b', minutes: 20 }))).toBe(30);
    expect(changed(entries, { kind: 'move', entryId: 'gone', to: 0 })).toEqual(entries);
  });
});

describe('what differs between two versions', () => {
  it('is nothing between equal ones', () => {
    expect(differences(agenda('a', 'b'), agenda('a', 'b'))).toEqual([]);
  });

  it('names the one that moved, not those that it passed', () => {
    expect(differences(agenda('a', 'b', 'c', 'd'), agenda('b', 'c', 'd', 'a'))).toEqual([{ kind: 'moved', patientId: 'a', from: 0, to: 3 }]);
  });

  it('takes nobody for moved because another came or went', () => {
    expect(differences(agenda('a', 'b'), agenda('new', 'a', 'b'))).toEqual([{ kind: 'added', patientId: 'new' }]);
    expect(differences(agenda('a', 'b', 'c'), agenda('b', 'c'))).toEqual([{ kind: 'removed', patientId: 'a' }]);
  });

  it('tells changed minutes', () => {
    expect(differences([entry('a', 5)], [entry('a', 12)])).toEqual([{ kind: 'minutes', patientId: 'a', from: 5, to: 12 }]);
  });

  it('goes from empty to full and back', () => {
    expect(differences([], agenda('a'))).toEqual([{ kind: 'added', patientId: 'a' }]);
    expect(differences(agenda('a'), [])).toEqual([{ kind: 'removed', patientId: 'a' }]);
  });
});
