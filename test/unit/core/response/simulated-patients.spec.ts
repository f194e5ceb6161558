/** Simulated patients are what they are said to be: their true courses, how they are measured, and how flags among them are counted. */
import {
  callRates,
  circumstances,
  defaultOptions,
  percentFlagged,
  percentFound,
  readerConditions,
  simulationChoices,
  type Circumstance,
} from '../../../../src/core/response/index.js';
import { normalFrom, seededRandom } from '../../../../src/core/response/analyses/seeded-random.js';
import {
  knownAt,
  readerName,
  SimulatedReaders,
  simulatedHistory,
} from '../../../../src/core/response/analyses/simulated-history.js';
import {
  drawCourse,
  type CourseKind,
  type TrueCourse,
  type TrueLesion,
} from '../../../../src/core/response/analyses/true-courses.js';

const drawMany = (kind: CourseKind, circumstance: Circumstance = 'none', count = 100): readonly TrueCourse[] => {
  const random = seededRandom(7);
  const draw = { random, normal: normalFrom(random), choices: simulationChoices, circumstance };
  return Array.from({ length: count }, () => drawCourse(kind, draw));
};
const lowest = ({ sizes }: TrueLesion, before: number): number => Math.min(...sizes.slice(0, before));
const grew = (one: TrueLesion, scan: number): boolean =>
  (one.organ !== 'lymph-node' || one.sizes[scan]! >= 10_000) &&
  one.sizes[scan]! >= 1.2 * lowest(one, scan) &&
  one.sizes[scan]! - lowest(one, scan) >= 5000;
const fell = ({ sizes }: TrueLesion, scan: number): boolean => sizes[scan]! <= 0.7 * sizes[0]!;
const established = ({ lesions }: TrueCourse): readonly TrueLesion[] => lesions.filter(({ newAt }) => newAt === null);

describe('a true course', () => {
  it('of established growth shows growth beside a response, first at the scan it names', () => {
    for (const { lesions, dissociated, shownAt, days } of drawMany('established-growth')) {
      const [growing, others] = [true, false].map((side) =>
        lesions.filter(({ label }) => dissociated.includes(label) === side),
      ) as [TrueLesion[], TrueLesion[]];
      const shows = (scan: number): boolean =>
        growing.some((one) => grew(one, scan)) && others.some((one) => fell(one, scan));
      expect(days.findIndex((_, scan) => scan > 0 && shows(scan))).toBe(shownAt);
      expect(shownAt! + 1).toBeLessThan(days.length);
      expect(growing.length).toBeLessThanOrEqual(3);
      for (const { sizes } of others) expect(sizes).toEqual([...sizes].sort((one, other) => other - one));
    }
  });

  it('begins to grow at the baseline in about half of them, and after a fall in the others', () => {
    const courses = drawMany('established-growth');
    const sequential = courses.filter(({ lesions }) => lesions[0]!.sizes[1]! < lesions[0]!.sizes[0]!).length;
    expect(sequential / courses.length).toBeGreaterThan(0.35);
    expect(sequential / courses.length).toBeLessThan(0.65);
  });

  it('with a new lesion has one more lesion from the scan it names on, while another has responded', () => {
    for (const course of drawMany('new-lesion')) {
      const own = course.lesions.at(-1)!;
      expect([own.newAt, course.dissociated]).toEqual([course.shownAt, ['New']]);
      own.sizes.forEach((size, scan) => expect(size > 0).toBe(scan >= own.newAt!));
      expect(own.sizes[own.newAt!]).toBeGreaterThanOrEqual(10_000);
      expect(own.sizes[own.newAt!]).toBeLessThanOrEqual(20_000);
      expect(established(course).some((one) => fell(one, course.shownAt!))).toBe(true);
    }
  });

  it.each(['response', 'response-with-passing-finding'] as const)('of %s never grows and ends at -30 %%', (kind) => {
    for (const course of drawMany(kind, kind === 'response' ? 'none' : 'new-lesion-equivocal')) {
      const sum = (scan: number): number => established(course).reduce((total, { sizes }) => total + sizes[scan]!, 0);
      expect(sum(4)).toBeLessThanOrEqual(0.7 * sum(0));
      expect([course.dissociated, course.shownAt, course.days]).toEqual([[], null, [0, 56, 112, 168, 224]]);
      for (const { sizes } of established(course)) expect(sizes).toEqual([...sizes].sort((one, other) => other - one));
    }
  });

  it('begins with two to five lesions that can be measured', () => {
    const counts = new Set<number>();
    for (const course of drawMany('response')) {
      counts.add(course.lesions.length);
      for (const { organ, sizes } of course.lesions) {
        expect(sizes[0]).toBeGreaterThanOrEqual(organ === 'lymph-node' ? 15_000 : 10_000);
        expect(sizes[0]).toBeLessThanOrEqual(100_000);
      }
    }
    expect([...counts].sort()).toEqual([2, 3, 4, 5]);
  });

  it('has what its circumstance is for, in every patient', () => {
    for (const { days } of drawMany('response', 'first-scan-early', 20)) expect(days).toEqual([0, 35, 91, 147, 203]);
    for (const { lesions } of drawMany('response-with-passing-finding', 'small-new-node', 50)) {
      const { organ, sizes, newAt, equivocalAt } = lesions.at(-1)!;
      expect([organ, equivocalAt]).toEqual(['lymph-node', null]);
      expect(sizes[newAt!]).toBeLessThanOrEqual(15_000);
      expect(sizes.slice(newAt! + 1).every((size) => size === 7000)).toBe(true);
    }
    for (const { lesions } of drawMany('new-lesion', 'new-lesion-equivocal', 20))
      expect(lesions.at(-1)!.equivocalAt).toBe(lesions.at(-1)!.newAt);
    for (const { lesions } of drawMany('response-with-passing-finding', 'new-lesion-equivocal', 50)) {
      const { sizes, newAt } = lesions.at(-1)!;
      expect(sizes.slice(newAt! + 1).every((size) => size === 0)).toBe(true);
    }
  });
});

describe('simulated readers', () => {
  const { noise } = defaultOptions;
  const size = 30_000;
  /** SD of the difference of two measurements of one lesion. */
  function spreadOf(count: number, second: number): number {
    const normal = normalFrom(seededRandom(3));
    const differences = Array.from({ length: 5_000 }, () => {
      const readers = new SimulatedReaders(1, count, noise, normal);
      return readers.measure(size, 0, 0) - readers.measure(size, 0, second);
    });
    return Math.sqrt(differences.reduce((sum, one) => sum + one * one, 0) / differences.length);
  }
  it.each([
    ['one reader alone', 1, 0, noise.sameReader],
    ['one reader of two, twice', 2, 0, noise.sameReader],
    ['two readers', 2, 1, noise.differentReaders],
  ])('differ as the noise parameters say: %s', (_, count, second, proportional) => {
    const expected = Math.hypot(noise.constant, proportional * size);
    expect(spreadOf(count, second) / expected).toBeCloseTo(1, 1);
  });

  it('are named where they are stated, and only there', () => {
    expect([readerName(2, { stated: true }), readerName(2, { stated: false })]).toEqual(['reader 3', null]);
  });
});

test('a history is cut at a scan, and a new lesion that is gone is reported absent', () => {
  const scan = (day: number, micrometres: number) => ({
    day,
    reader: null,
    modality: 'CT' as const,
    sliceThickness: 1000,
    contrastPhase: null,
    findings: [{ label: 'New', organ: 'lung' as const, isNew: true, micrometres, equivocal: day === 56 }],
  });
  const history = simulatedHistory([scan(0, 0), scan(56, 12_000), scan(112, 0)]);
  const findings = (one: typeof history) => one.evaluators[0]!.timepoints.map(({ findings: [own] }) => own!);
  expect(findings(history).map(({ state }) => state)).toEqual(['absent', 'measured', 'absent']);
  expect(findings(history).map(({ certainty }) => certainty)).toEqual(['unequivocal', 'equivocal', 'unequivocal']);
  expect(findings(knownAt(history, 1))).toHaveLength(2);
});

describe('the counts', () => {
  const [oneReader] = readerConditions;
  const silent = { noise: { constant: 0, sameReader: 0, differentReaders: 0 } };
  it('without noise find every dissociation and no other', () => {
    const rates = callRates(oneReader!, 'none', silent, { patients: 40 });
    const [decided, free] = [rates[0]!, rates.at(-1)!];
    expect(decided.establishedGrowth).toMatchObject({ patients: 40, second: 40 });
    expect(free.establishedGrowth).toEqual({ patients: 40, first: 40, second: 40 });
    expect(free.newLesion).toEqual({ patients: 40, first: 40, second: 40 });
    for (const { withoutDissociation } of rates) expect(withoutDissociation).toEqual({ patients: 40, flagged: 0 });
  });

  it.each(circumstances)('are the same again, as decided and with the hold left out: %s', (circumstance) => {
    const rates = callRates(oneReader!, circumstance, undefined, { patients: 12 });
    expect(rates).toEqual(callRates(oneReader!, circumstance, undefined, { patients: 12 }));
    expect(rates[0]!.leftOut).toBe('none');
    expect(rates.at(-1)!.leftOut).toBe(circumstance === 'none' ? 'all' : circumstance);
  });

  it('are others with another seed', () => {
    const [one, other] = [1, 2].map((seed) => callRates(oneReader!, 'none', undefined, { patients: 40, seed }));
    expect(one).not.toEqual(other);
  });

  it('are shown so that none reaches a limit that it misses', () => {
    expect([percentFound(1899, 2000), percentFound(1900, 2000)]).toEqual(['94.9', '95.0']);
    expect([percentFlagged(240, 2000), percentFlagged(241, 2000)]).toEqual(['12.0', '12.1']);
  });
});
