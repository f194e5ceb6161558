/** How a lesion stands at a scan: the examples on which a screen and the patterns once said different things, and every kind. */
import {
  lineStandings,
  type EvaluatorStanding,
  type LesionStanding,
  type StandingKind,
} from '../../../../src/core/response/index.js';
import { historyOf, on, dateOfWeek, type CompactLesion, type CompactLine } from '../../../conformance/notation.js';
import { followUps } from './support.js';

const standing = (line: CompactLine): EvaluatorStanding => lineStandings(historyOf(line))[0]!;
const lastOf = (line: CompactLine): ReadonlyMap<string, LesionStanding> => {
  const { scans, last } = standing(line);
  return new Map(scans.find(({ timepoint }) => timepoint === last)!.lesions.map((one) => [one.lesion, one]));
};
/** The last scan of one lesion, beside a lung lesion that stays as it is. */
const alone = (lesion: CompactLesion, more: Partial<CompactLine> = {}): LesionStanding =>
  lastOf({ ...more, lesions: { X: lesion, other: { sizes: lesion.sizes.map(() => 30) } } }).get('X')!;
const sizes = (...of: CompactLesion['sizes']): CompactLesion => ({ sizes: of });
const node = (...of: CompactLesion['sizes']): CompactLesion => ({ organ: 'lymph-node', sizes: of });
const nonTarget = (...of: CompactLesion['sizes']): CompactLesion => ({ role: 'non-target', sizes: of });
const fresh = (...of: CompactLesion['sizes']): CompactLesion => ({ role: 'new', sizes: of });
const missed = ({ missed: found }: LesionStanding) => found.map(({ condition, needed }) => [condition, needed]);

describe('examples', () => {
  it('a node of 12 > 9.5 mm shrank, beside a lung lesion that grew: both sides of DR-A', () => {
    const line: CompactLine = { lesions: { N: node(12, 9.5), L: sizes(20, 30) } };
    expect([...lastOf(line).values()].map(({ lesion, kind }) => [lesion, kind])).toEqual([
      ['L', 'grew'],
      ['N', 'shrank'],
    ]);
    expect(followUps(line)[0]!.patterns.find(({ definition }) => definition === 'DR-A')).toMatchObject({
      verdict: 'met',
      shrinkers: ['N'],
      growers: ['L'],
    });
  });

  it('a node of 4 > 9.5 mm is normal and cannot grow', () => {
    const found = alone(node(4, 9.5));
    expect(found).toMatchObject({ kind: 'normal-node', normalNode: true });
    expect(missed(found)).toEqual([['normal-node', 10_000]]);
  });

  it('a lesion without a size at the last scan keeps what it is compared with', () => {
    expect(alone(sizes(20, 15, 'not-done'))).toMatchObject({
      kind: 'not-evaluated',
      reported: 'not-done',
      baseline: { size: 20_000, noise: null, beyondNoise: false },
      nadir: { size: 15_000, noise: null },
    });
  });

  it('+33.3 % and +4 mm is short of the 5 mm', () => {
    const found = alone(sizes(12, 16));
    expect(found).toMatchObject({ kind: 'grew-short', size: 16_000, nadir: { size: 12_000, beyondNoise: true } });
    expect(missed(found)).toEqual([['length', 5_000]]);
  });

  it('+7 mm and +17.5 % is short of the 20 %', () => {
    expect(missed(alone(sizes(40, 47)))).toEqual([['percent', 20]]);
  });

  it('names the nadir before this scan, whatever this scan measures', () => {
    expect(alone(sizes(30, 15, 11))).toMatchObject({
      kind: 'shrank',
      size: 11_000,
      baseline: { size: 30_000, timepoint: 'week 0' },
      nadir: { size: 15_000, timepoint: 'week 8' },
    });
  });

  it('tells growth over the nadir from no change since the baseline', () => {
    const found = alone(sizes(10, 7, 10));
    expect(found).toMatchObject({
      kind: 'within-noise',
      baseline: { size: 10_000, noise: 0 },
      nadir: { size: 7_000, beyondNoise: false },
    });
    expect(missed(found)).toEqual([['length', 5_000]]);
  });

  it('a word stands for itself', () => {
    expect(alone(nonTarget('present', 'unequivocal-progression'))).toMatchObject({
      kind: 'reported',
      reported: 'unequivocal-progression',
      progressedAt: 'week 8',
    });
    expect(alone(nonTarget('present', 'increased'))).toMatchObject({ kind: 'reported', reported: 'increased' });
    expect(alone(nonTarget('present', 'unequivocal-progression', 'unchanged'))).toMatchObject({
      kind: 'reported',
      reported: 'unchanged',
      progressedAt: 'week 8',
    });
  });

  it('a held last scan has no size, and is the last', () => {
    const line: CompactLine = { lesions: { T: sizes(30, 18, 25) }, scans: [{}, {}, { held: ['T'] }] };
    expect(standing(line)).toMatchObject({ last: 'week 16', held: 1 });
    expect(lastOf(line).get('T')).toMatchObject({
      kind: 'held',
      size: null,
      baseline: { size: 30_000, noise: null },
      nadir: { size: 18_000, timepoint: 'week 8', noise: null },
    });
  });

  it('a scan without a place in time is not the last', () => {
    const history = historyOf({ lesions: { T: sizes(30, 18, 25) } });
    const [own] = history.evaluators;
    const undated = { ...own!.timepoints[2]!, key: 'undated', date: null };
    const [found] = lineStandings({
      ...history,
      evaluators: [{ ...own!, timepoints: [...own!.timepoints.slice(0, 2), undated] }],
    });
    expect(found).toMatchObject({ last: 'week 8', held: 1 });
  });

  it('a second primary is named as such, at every scan', () => {
    const secondPrimary = { date: on(dateOfWeek(10)), histology: 'adenocarcinoma' };
    const line: CompactLine = {
      lesions: { T: sizes(30, 30), L: { ...fresh(null, 14), facts: { secondPrimary } } },
    };
    expect(lastOf(line).get('L')).toMatchObject({ kind: 'second-primary', size: 14_000 });
  });
});

describe('kinds', () => {
  const treated = { localTreatments: [{ kind: 'radiotherapy' as const, date: on(dateOfWeek(4)) }] };
  it.each<[string, CompactLesion, StandingKind]>([
    ['+20 % and +5 mm exactly', sizes(25, 30), 'grew'],
    ['a micrometre less', sizes(25, 29.999), 'within-noise'],
    ['-30 % exactly', sizes(14, 9.8), 'shrank'],
    ['a micrometre less of it', sizes(14, 9.801), 'shrank-short'],
    ['growth before shrinkage', sizes(40, 10, 20), 'grew'],
    ['the same size', sizes(20, 20.5), 'within-noise'],
    ['gone', sizes(20, 'absent'), 'shrank'],
    ['too small, from a size', sizes(20, 'too-small-to-measure'), 'shrank'],
    ['too small, from little', sizes(10, 6, 'too-small-to-measure'), 'shrank'],
    ['too small, from nothing measured', nonTarget('present', 'too-small-to-measure'), 'reported'],
    ['too small after nothing', sizes(20, 'absent', 'too-small-to-measure'), 'shrank'],
    ['5 mm after nothing', sizes(4, 'absent', 5), 'grew'],
    ['3 mm after nothing', sizes(20, 'absent', 3), 'shrank'],
    ['not done', sizes(20, 'not-done'), 'not-evaluated'],
    ['no row', sizes(20, null), 'not-evaluated'],
    ['a word in place of a size', sizes(20, 'present'), 'reported'],
    ['measured for the first time', nonTarget('present', 12), 'first-size'],
    ['treated in between', { ...sizes(20, 8), facts: treated }, 'treated'],
    ['new', fresh(null, 12), 'new'],
    ['new and without a row later', fresh(null, 12, null), 'new'],
    ['new, equivocal', fresh(null, '12?'), 'new-equivocal'],
    ['new and gone again', fresh(null, 12, 'absent'), 'reported'],
    ['new and treated', { ...fresh(null, null, 12), facts: treated }, 'treated'],
    ['merged into another', sizes(20, 'merged:other'), 'merged'],
    ['at a baseline alone', sizes(20), 'baseline'],
  ])('%s', (_, lesion, kind) => expect(alone(lesion).kind).toBe(kind));

  it('the mass that another lesion merged into is compared with nothing either', () => {
    const found = lastOf({ lesions: { A: sizes(20, 35), B: sizes(15, 'merged:A'), C: sizes(20, 20) } });
    expect(found.get('A')).toMatchObject({ kind: 'merged', oneMassWith: ['B'], size: 35_000 });
    expect(found.get('B')).toMatchObject({ kind: 'merged', oneMassWith: ['A'], size: null });
  });

  it('before it was first seen there is nothing to say', () => {
    const [, first] = standing({ lesions: { T: sizes(30, 30, 30), L: fresh(null, null, 12) } }).scans;
    expect(first!.lesions.map(({ lesion, kind }) => [lesion, kind])).toEqual([
      ['T', 'within-noise'],
      ['L', 'not-yet-seen'],
    ]);
  });

  it('a scan before the baseline is named', () => {
    const { scans } = standing({ days: [-60, 0, 56], lesions: { T: sizes(20, 25, 30) } });
    expect(scans.map(({ lesions }) => lesions[0]!.kind)).toEqual(['before-treatment', 'baseline', 'grew']);
  });
});

describe('what does not count', () => {
  it.each<[string, CompactLesion, Partial<CompactLine>, LesionStanding['uncounted']]>([
    ['by the rule it counts', sizes(20, 30), {}, null],
    [
      'in a prior field without progression since',
      { ...sizes(20, 30), facts: { priorRadiotherapyField: 'in-field' } },
      {},
      'in-prior-field',
    ],
    ['under what is measurable at baseline', nonTarget(6, 14), {}, 'not-measurable-at-baseline'],
    ['first seen after the baseline', nonTarget(null, 10, 16), {}, 'not-at-baseline'],
    ['sent as new and there from the start', fresh(10, 16), {}, 'sent-as-new'],
    ['the first scan came after the start', sizes(20, 30), { weeks: [3, 9] }, 'no-true-baseline'],
    ['the baseline waits for the sender', sizes(20, 20, 30), { scans: [{ held: ['X'] }] }, 'no-baseline'],
  ])('%s', (_, lesion, more, uncounted) => {
    expect(alone(lesion, more)).toMatchObject({ kind: 'grew', uncounted });
  });
});

describe('noise', () => {
  it('is that of the readers who measured', () => {
    const by = (...readers: string[]) => ({ scans: readers.map((reader) => ({ reader })) });
    expect(alone(sizes(30, 23), by('A', 'A')).kind).toBe('shrank-short');
    expect(alone(sizes(30, 23), by('A', 'B')).kind).toBe('within-noise');
  });

  it('may lie in a growth that meets the rule, and that is said', () => {
    expect(alone(sizes(25, 30))).toMatchObject({ kind: 'grew', nadir: { beyondNoise: false } });
  });
});

describe('sums and limits', () => {
  it('say from where the sum would be PD, up to where PR, and which scan set the nadir', () => {
    const { scans } = standing({ lesions: { A: sizes(50, 30, 32), B: sizes(50, 30, 30) } });
    expect(scans[2]!.sum).toEqual({
      baseline: 100_000,
      nadir: { sum: 60_000, timepoint: 'week 8' },
      sum: 62_000,
      measuredPart: null,
      responseTo: 70_000,
      progressionFrom: 72_000,
    });
  });

  it('have no sum at a scan that is held, and a part where a target is missing', () => {
    const held = standing({ lesions: { A: sizes(51, 51) }, scans: [{}, { held: ['A'] }] });
    expect(held.scans[1]!.sum).toEqual({
      baseline: 51_000,
      nadir: { sum: 51_000, timepoint: 'week 0' },
      sum: null,
      measuredPart: null,
      responseTo: 35_700,
      progressionFrom: 61_200,
    });
    const part = standing({ lesions: { A: sizes(50, 30), B: sizes(50, 'not-done') } });
    expect(part.scans[1]!.sum).toMatchObject({ sum: null, measuredPart: 30_000 });
    const none = standing({ lesions: { A: sizes(50, 'not-done') } });
    expect(none.scans[1]!.sum).toMatchObject({ sum: null, measuredPart: null });
  });

  it('draw where a lesion grows and shrinks, a node from 10 mm on', () => {
    const of = (lesion: CompactLesion) => standing({ lesions: { X: lesion, other: sizes(30, 30) } }).limits[0]!;
    expect(of(sizes(20, 21))).toMatchObject({ lesion: 'X', shrinksTo: 14_000, growsFrom: 25_000 });
    expect(standing({ lesions: { X: node(4, 9.5) } }).limits[0]).toMatchObject({ growsFrom: 10_000 });
    expect(standing({ lesions: { X: node(12, 9.5) } }).limits[0]).toMatchObject({ shrinksTo: 10_000 });
    expect(standing({ lesions: { X: sizes(20, 21) } }).limits[0]!.bands.map(({ timepoint }) => timepoint)).toEqual([
      'week 0',
      'week 8',
    ]);
  });
});

describe('whether there is a dissociated response', () => {
  const at = (line: CompactLine) => standing(line).scans.at(-1)!.dissociation;
  it.each<[string, CompactLine, string]>([
    ['is met', { lesions: { A: sizes(30, 15), B: sizes(20, 30) } }, 'met'],
    ['is not met', { lesions: { A: sizes(30, 15), B: sizes(20, 20) } }, 'not-met'],
    ['is not assessable of one lesion', { lesions: { A: sizes(30, 15) } }, 'not-assessable'],
    ['waits for the sender', { lesions: { A: sizes(30, 15) }, scans: [{}, { held: ['A'] }] }, 'held'],
    ['has no follow-up yet', { lesions: { A: sizes(30) } }, 'no-follow-up'],
  ])('%s', (_, line, expected) => expect(at(line)).toBe(expected));
});
