import { describe, expect, it } from '@jest/globals';
import { quorumAt, quorumThrough, type Attending } from '../../../../src/modules/boards/attendance/quorum.js';
import type { Discipline } from '../../../../src/modules/boards/boards/disciplines.js';

const there = (discipline: Discipline, ...stays: readonly (readonly [number, number | null])[]): Attending => ({
  discipline,
  stays: stays.map(([from, to]) => ({ from, to })),
});
const core = [
  there('medical-oncology', [0, null]),
  there('radiation-oncology', [0, null]),
  there('radiology', [0, null]),
];
const standard = { preset: 'default' } as const;

describe('the quorum', () => {
  it.each(['ear-nose-throat-surgery', 'oral-and-maxillofacial-surgery'] as const)(
    'by default takes %s for the surgeon',
    (surgeon) => {
      expect(quorumAt([...core, there(surgeon, [0, null])], standard, [], 5)).toEqual({
        met: true,
        present: ['medical-oncology', 'radiation-oncology', 'radiology', surgeon],
        missing: [],
      });
    },
  );

  it('names a place by every discipline that could fill it', () => {
    expect(quorumAt(core, standard, [], 5).missing).toEqual([
      ['ear-nose-throat-surgery', 'oral-and-maxillofacial-surgery'],
    ]);
  });

  it('asks for pathology only where tissue is at issue, and for each further discipline that a case needs, once', () => {
    const all = [...core, there('ear-nose-throat-surgery', [0, null])];
    expect(quorumAt(all, standard, ['pathology'], 5).missing).toEqual([['pathology']]);
    expect(quorumAt(all, standard, ['neurosurgery', 'pathology', 'neurosurgery', 'radiology'], 5).missing).toEqual([
      ['pathology'],
      ['neurosurgery'],
    ]);
  });

  it('is not met by the other of two disciplines where a case needs the one', () => {
    expect(
      quorumAt([...core, there('ear-nose-throat-surgery', [0, null])], standard, ['oral-and-maxillofacial-surgery'], 5)
        .missing,
    ).toEqual([['oral-and-maxillofacial-surgery']]);
  });

  it('of the German quality indicator asks for both surgeons and for pathology', () => {
    expect(
      quorumAt([...core, there('ear-nose-throat-surgery', [0, null])], { preset: 'german-qi-5' }, [], 5).missing,
    ).toEqual([['oral-and-maxillofacial-surgery'], ['pathology']]);
  });

  it('of an own list asks for that list alone', () => {
    const own = { preset: 'own', places: [{ anyOf: ['nursing', 'dietetics'], when: 'always' }] } as const;
    expect(quorumAt(core, own, [], 5).missing).toEqual([['nursing', 'dietetics']]);
    expect(quorumAt([there('dietetics', [0, 9])], own, [], 5).met).toBe(true);
  });

  it('counts who has come and not yet left, through several stays', () => {
    const surgeon = there('ear-nose-throat-surgery', [10, 20], [30, null]);
    const metAt = (instant: number): boolean => quorumAt([...core, surgeon], standard, [], instant).met;
    expect([9, 10, 19, 20, 29, 30, 99].map(metAt)).toEqual([false, true, true, false, false, true, true]);
  });

  it('counts two of one discipline as there while either is', () => {
    const surgeons = [there('ear-nose-throat-surgery', [0, 10]), there('ear-nose-throat-surgery', [8, 20])];
    expect(quorumThrough([...core, ...surgeons], standard, [], { from: 0, to: 20 }).met).toBe(true);
  });

  it('as it was through a discussion tells each change, and what was missing at any time', () => {
    const through = quorumThrough([...core, there('ear-nose-throat-surgery', [0, 12], [15, null])], standard, [], {
      from: 10,
      to: 20,
    });
    expect(through.spans.map(({ from, to, met }) => [from, to, met])).toEqual([
      [10, 12, true],
      [12, 15, false],
      [15, 20, true],
    ]);
    expect([through.met, through.missing]).toEqual([
      false,
      [['ear-nose-throat-surgery', 'oral-and-maxillofacial-surgery']],
    ]);
  });

  it('at one instant is that of the instant, and a stretch cannot end before it begins', () => {
    expect(quorumThrough(core, standard, [], { from: 5, to: 5 }).spans).toHaveLength(1);
    expect(() => quorumThrough(core, standard, [], { from: 5, to: 4 })).toThrow(RangeError);
  });
});
