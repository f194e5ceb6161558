/** What is computed on request: irRECIST and imRECIST, definitions side by side, the smallest flip, target selection. */
import {
  defaultOptions,
  disagreements,
  type ReadingChoice,
  readingChoices,
  type ReadingGroup,
  burdenResponses,
  checkTargetSelection,
  cohensKappa,
  compareDefinitions,
  smallestFlips,
  targetRobustness,
  type BurdenCriterion,
} from '../../../../src/core/response/index.js';
import { historyOf, type CompactLine } from '../../../conformance/notation.js';
import { classify, followUps, says } from './support.js';

describe('irRECIST and imRECIST', () => {
  const burden = (line: CompactLine, criterion: BurdenCriterion) =>
    burdenResponses(historyOf(line), criterion)[0]!.timepoints;
  const responses = (line: CompactLine, criterion: BurdenCriterion) =>
    burden(line, criterion).map(({ response, confirmation }) =>
      confirmation === null ? response : `${response} ${confirmation}`,
    );

  test('a new lesion enters the sum and is no progression by itself', () => {
    const line: CompactLine = { lesions: { T: { sizes: [100, 80, 60] }, X: { role: 'new', sizes: [null, 12, 14] } } };
    for (const criterion of ['irRECIST', 'imRECIST'] as const) {
      expect(burden(line, criterion)).toEqual([
        { timepoint: 'week 8', burden: 92_000, response: 'SD', confirmation: null },
        { timepoint: 'week 16', burden: 74_000, response: 'SD', confirmation: null },
      ]);
    }
  });
  test('a new lesion under 10 mm does not enter, and forbids a complete response', () => {
    expect(
      responses(
        { lesions: { T: { sizes: [30, 'absent', 'absent'] }, X: { role: 'new', sizes: [null, 6, 'absent'] } } },
        'imRECIST',
      ),
    ).toEqual(['PR', 'CR']);
  });
  test('progression by the sum with the new lesions, over the nadir', () => {
    const line = (size: number): CompactLine => ({
      lesions: { T: { sizes: [100, 80, 80] }, X: { role: 'new', sizes: [null, null, size] } },
    });
    expect(responses(line(16), 'irRECIST')).toEqual(['SD', 'PD open']);
    expect(responses(line(15.9), 'irRECIST')).toEqual(['SD', 'SD']);
  });
  test('is confirmed or taken back by a scan four weeks or more later', () => {
    expect(responses({ lesions: { T: { sizes: [100, 125, 130] } } }, 'imRECIST')).toEqual(['PD confirmed', 'PD open']);
    expect(responses({ lesions: { T: { sizes: [100, 125, 'not-done', 100] } } }, 'imRECIST')).toEqual([
      'PD taken-back',
      'NE',
      'SD',
    ]);
    expect(responses({ days: [0, 56, 83, 84], lesions: { T: { sizes: [100, 125, 100, 125] } } }, 'imRECIST')).toEqual([
      'PD confirmed',
      'SD',
      'PD open',
    ]);
  });
  test('irRECIST is confirmed up to 12 weeks later, and taken back at any time; imRECIST knows no end', () => {
    const line = (after: number, now: number): CompactLine => ({
      days: [0, 56, 56 + after],
      lesions: { T: { sizes: [100, 125, now] } },
    });
    expect(responses(line(84, 130), 'irRECIST')).toEqual(['PD confirmed', 'PD open']);
    expect(responses(line(85, 130), 'irRECIST')).toEqual(['PD open', 'PD open']);
    expect(responses(line(94, 100), 'irRECIST')).toEqual(['PD taken-back', 'SD']);
    expect(responses(line(94, 130), 'imRECIST')).toEqual(['PD confirmed', 'PD open']);
  });
  test('non-target progression counts in irRECIST alone', () => {
    const line: CompactLine = {
      lesions: { T: { sizes: [100, 100] }, X: { role: 'non-target', sizes: ['present', 'unequivocal-progression'] } },
    };
    expect(responses(line, 'irRECIST')).toEqual(['PD open']);
    expect(responses(line, 'imRECIST')).toEqual(['SD']);
  });
  test('new lesions enter from 10 mm, the largest first, five at most and two an organ', () => {
    const appeared = (sizes: readonly (readonly ['bone' | 'brain' | 'liver' | null, number])[]) =>
      burden(
        {
          lesions: {
            T: { sizes: [100, 80] },
            ...Object.fromEntries(
              sizes.map(([organ, size], index) => [`X${index}`, { role: 'new' as const, organ, sizes: [null, size] }]),
            ),
          },
        },
        'imRECIST',
      )[0]!.burden! - 80_000;
    expect(appeared([['bone', 10]])).toBe(10_000);
    expect(appeared([['bone', 9.9]])).toBe(0);
    expect(
      appeared([
        ['bone', 11],
        ['bone', 12],
        ['bone', 20],
        ['brain', 15],
      ]),
    ).toBe(47_000);
    expect(
      appeared([
        ['bone', 11],
        ['bone', 11],
        ['brain', 11],
        ['brain', 11],
        ['liver', 12],
        ['liver', 13],
      ]),
    ).toBe(58_000);
    expect(
      appeared([
        [null, 11],
        [null, 12],
        [null, 13],
      ]),
    ).toBe(36_000);
  });
  test('of new lesions of one size the first by label enters', () => {
    const line: CompactLine = {
      lesions: {
        T: { sizes: [100, 80, 80] },
        C: { role: 'new', organ: 'bone', sizes: [null, 12, 20] },
        A: { role: 'new', organ: 'bone', sizes: [null, 12, 30] },
        B: { role: 'new', organ: 'bone', sizes: [null, 12, 40] },
      },
    };
    expect(burden(line, 'imRECIST').map((timepoint) => timepoint.burden)).toEqual([104_000, 150_000]);
  });
  test('the measured part with the new lesions decides where a target is missing, against the least complete sum', () => {
    const line = (appears: number): CompactLine => ({
      lesions: {
        T: { sizes: [60, 50, 55] },
        U: { sizes: [20, 20, 'not-done'] },
        X: { role: 'new', organ: 'bone', sizes: [null, null, appears] },
      },
    });
    expect(responses(line(29), 'imRECIST')).toEqual(['SD', 'PD open']);
    expect(responses(line(28.9), 'imRECIST')).toEqual(['SD', 'NE']);
  });
  test('complete only where the non-targets are gone as well', () => {
    const line = (rest: string): CompactLine => ({
      lesions: { T: { sizes: [40, 'absent'] }, N: { role: 'non-target', sizes: ['present', rest] } },
    });
    expect(responses(line('absent'), 'imRECIST')).toEqual(['CR']);
    expect(responses(line('present'), 'imRECIST')).toEqual(['PR']);
  });
  test('a PR is inclusive at -30 %, and a scan before the progression confirms nothing', () => {
    expect(responses({ lesions: { T: { sizes: [100, 70] } } }, 'imRECIST')).toEqual(['PR']);
    expect(responses({ lesions: { T: { sizes: [100, 70.1] } } }, 'imRECIST')).toEqual(['SD']);
    expect(responses({ lesions: { T: { sizes: [100, 125, 'not-done', 130] } } }, 'imRECIST')).toEqual([
      'PD confirmed',
      'NE',
      'PD open',
    ]);
  });
  test('a missing target is not evaluable unless the rest progresses; two new lesions an organ', () => {
    expect(responses({ lesions: { T: { sizes: [50, 50] }, U: { sizes: [50, 'not-done'] } } }, 'imRECIST')).toEqual([
      'NE',
    ]);
    expect(responses({ lesions: { T: { sizes: [50, 120] }, U: { sizes: [50, 'not-done'] } } }, 'imRECIST')).toEqual([
      'PD open',
    ]);
    const many = Object.fromEntries(
      [20, 18, 16].map((size, index) => [
        `X${index}`,
        { role: 'new' as const, organ: 'bone' as const, sizes: [null, size] },
      ]),
    );
    expect(burden({ lesions: { T: { sizes: [100, 80] }, ...many } }, 'imRECIST')[0]!.burden).toBe(118_000);
  });
});

describe('definitions side by side', () => {
  test("Cohen's kappa", () => {
    expect(cohensKappa(20, 5, 10, 15)).toBeCloseTo(0.4, 12);
    expect(cohensKappa(10, 0, 0, 10)).toBe(1);
    expect(cohensKappa(0, 10, 10, 0)).toBe(-1);
    expect(cohensKappa(10, 0, 0, 0)).toBeNull();
    expect(cohensKappa(0, 0, 0, 0)).toBeNull();
  });
  test('counts and agreement over a cohort', () => {
    const cohort = [
      classify({ lesions: { G: { sizes: [22, 30] }, S: { sizes: [18, 9] } } }),
      classify({ lesions: { G: { sizes: [10, 12.5] }, S: { sizes: [30, 20] } } }),
      classify({ lesions: { G: { sizes: [20, 20] }, S: { sizes: [30, 29] } } }),
      classify({ lesions: { G: { sizes: [20, 30] }, S: { sizes: [30, 'not-done'] } } }),
    ];
    const { definitions, agreements } = compareDefinitions(cohort);
    expect(definitions.find(({ definition }) => definition === 'DR-A')).toEqual({
      definition: 'DR-A',
      met: 1,
      notMet: 2,
      notAssessable: 1,
    });
    expect(agreements.find(({ one, other }) => one === 'DR-A' && other === 'TAZ18')).toEqual({
      one: 'DR-A',
      other: 'TAZ18',
      compared: 3,
      bothMet: 1,
      onlyOne: 0,
      onlyOther: 1,
      neither: 1,
      kappa: expect.closeTo(0.4, 12),
    });
  });
});

describe('the smallest flip', () => {
  const oneLesion = (change: number) =>
    says('flip/one-lesion', { lesion: 'T', change, verdict: 'RECIST-1.1', to: 'PD' });
  const flip = (line: CompactLine, verdict: string) =>
    smallestFlips(historyOf(line), 'radiology', 'week 8').find((one) => one.verdict === verdict)!;

  test('of a category: the least change of one lesion', () => {
    const line: CompactLine = { lesions: { T: { sizes: [50, 40] }, U: { sizes: [50, 31] } } };
    expect(flip(line, 'RECIST-1.1')).toMatchObject({ from: 'SD', flip: { change: -1000, to: 'PR' } });
    expect(flip({ lesions: { T: { sizes: [100, 118] } } }, 'RECIST-1.1')).toEqual({
      verdict: 'RECIST-1.1',
      from: 'SD',
      flip: { lesion: 'T', change: 2000, to: 'PD', words: oneLesion(2_000) },
    });
  });
  test('of a pattern, down to a tenth of a millimetre', () => {
    const line: CompactLine = { lesions: { G: { sizes: [18, 26] }, S: { sizes: [24, 12] } } };
    expect(flip(line, 'DR-A')).toMatchObject({ from: 'met', flip: { lesion: 'G', change: -3100, to: 'not-met' } });
    expect(flip({ lesions: { G: { sizes: [24, 28] }, S: { sizes: [20, 14] } } }, 'DR-A')).toMatchObject({
      from: 'not-met',
      flip: { lesion: 'G', change: 1000, to: 'met' },
    });
  });
  test('is none where no lesion alone can alter it', () => {
    expect(
      flip({ lesions: { T: { sizes: [20, 20] }, X: { role: 'new', sizes: [null, 'present'] } } }, 'RECIST-1.1'),
    ).toEqual({ verdict: 'RECIST-1.1', from: 'PD', flip: null });
  });
  test('is found beyond 30 mm, where the sums are large', () => {
    expect(flip({ lesions: { T: { sizes: [200, 200] } } }, 'RECIST-1.1').flip).toMatchObject({
      lesion: 'T',
      change: 40_000,
      to: 'PD',
    });
    expect(flip({ lesions: { T: { sizes: [200, 203] }, U: { sizes: [55, 55] } } }, 'RECIST-1.1').flip).toMatchObject({
      change: 48_000,
      to: 'PD',
    });
    expect(flip({ lesions: { T: { sizes: [200, 20] }, U: { sizes: [200, 200] } } }, 'DR-A').flip).toMatchObject({
      lesion: 'U',
      change: 40_000,
      to: 'met',
    });
    expect(flip({ lesions: { T: { sizes: [200, 20] } } }, 'RECIST-1.1').flip).toMatchObject({
      change: -20_000,
      to: 'CR',
    });
  });
  test('says a change under a tenth of a millimetre as it is', () => {
    expect(flip({ lesions: { T: { sizes: [100, 119.99] } } }, 'RECIST-1.1').flip).toMatchObject({
      change: 10,
      words: oneLesion(10),
    });
  });
  test('of iRECIST and of oligoprogression', () => {
    const line: CompactLine = { lesions: { T: { sizes: [100, 118] } } };
    expect(flip(line, 'iRECIST')).toMatchObject({ from: 'iSD', flip: { change: 2000, to: 'iUPD' } });
    expect(flip(line, 'oligoprogression')).toMatchObject({ from: 'not-met', flip: { change: 2000, to: 'met' } });
  });
  test('is found where the verdict changes and changes back beyond 30 mm', () => {
    // One responds and one progresses; only while B is stable, at 140.1 to 239.9 mm, are they heterogeneous by WON21.
    expect(flip({ lesions: { A: { sizes: [20, 100] }, B: { sizes: [200, 100] } } }, 'WON21')).toMatchObject({
      from: 'not-met',
      flip: { lesion: 'B', change: 40_100, to: 'met' },
    });
  });
  test('is found as far as 20 % and 5 mm over the largest sum', () => {
    expect(flip({ lesions: { T: { sizes: [10, 1] } } }, 'oligoprogression')).toMatchObject({
      from: 'not-met',
      flip: { change: 14_000, to: 'met' },
    });
  });
  test('names the first of two lesions that need the same change', () => {
    expect(flip({ lesions: { T: { sizes: [50, 50] }, U: { sizes: [50, 50] } } }, 'RECIST-1.1').flip).toMatchObject({
      lesion: 'T',
      change: 20_000,
      to: 'PD',
    });
  });
  test('has nothing to say of a scan or a reader that is not there', () => {
    const none = ['RECIST-1.1', 'iRECIST', 'oligoprogression'].map((verdict) => ({
      verdict,
      from: 'none',
      flip: null,
    }));
    const history = historyOf({ lesions: { T: { sizes: [20, 20] } } });
    expect(smallestFlips(history, 'radiology', 'week 99')).toEqual(none);
    expect(smallestFlips(history, 'nobody', 'week 8')).toEqual(none);
  });
  test('is looked for within the limit alone', () => {
    expect(
      smallestFlips(historyOf({ lesions: { T: { sizes: [100, 100] } } }), 'radiology', 'week 8', undefined, {
        limit: 19_000,
      })[0]!.flip,
    ).toBeNull();
    expect(
      smallestFlips(historyOf({ lesions: { T: { sizes: [100, 100] } } }), 'radiology', 'week 8', undefined, {
        limit: 20_000,
      })[0]!.flip,
    ).toMatchObject({ change: 20_000 });
  });
});

describe('target selection', () => {
  const codes = (line: CompactLine) =>
    checkTargetSelection(historyOf(line), 'radiology').map(({ code, lesions }) => [code, ...lesions]);
  const lesions = (
    count: number,
    organ: 'lung' | 'liver',
    from: number,
    to: number,
    role: 'target' | 'non-target' = 'target',
  ) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`${organ}${index}${role}`, { role, organ, sizes: [from, to] }]),
    );

  test('at most five, two an organ, measurable, not in a prior field', () => {
    expect(codes({ lesions: { ...lesions(2, 'lung', 20, 20), ...lesions(2, 'liver', 20, 20) } })).toEqual([]);
    expect(codes({ lesions: lesions(3, 'lung', 20, 20) })).toEqual([
      ['too-many-in-organ', 'lung0target', 'lung1target', 'lung2target'],
    ]);
    expect(
      codes({ lesions: { ...lesions(3, 'lung', 20, 20), ...lesions(3, 'liver', 20, 20) } }).map(([code]) => code),
    ).toEqual(['too-many-targets', 'too-many-in-organ', 'too-many-in-organ']);
    expect(codes({ lesions: { N: { organ: 'lymph-node', sizes: [14.9, 14] }, T: { sizes: [10, 10] } } })).toEqual([
      ['not-measurable', 'N'],
    ]);
    expect(codes({ lesions: { T: { sizes: [20, 20], facts: { priorRadiotherapyField: 'in-field' } } } })).toEqual([
      ['in-prior-field', 'T'],
    ]);
  });
  test('robust where every lesion does the same', () => {
    const line: CompactLine = {
      lesions: {
        ...lesions(2, 'lung', 20, 10),
        ...lesions(2, 'lung', 20, 10, 'non-target'),
        ...lesions(1, 'liver', 20, 10),
      },
    };
    expect(targetRobustness(historyOf(line), 'radiology', 'week 8')).toEqual({
      choices: 6,
      tried: 6,
      exact: true,
      sameCategory: 1,
      sameDissociation: 1,
      error: 0,
      categories: { PR: 6 },
    });
  });
  test('the share of choices under which the category stays', () => {
    const line: CompactLine = {
      lesions: { A: { sizes: [20, 10] }, B: { sizes: [20, 10] }, C: { role: 'non-target', sizes: [20, 30] } },
    };
    expect(targetRobustness(historyOf(line), 'radiology', 'week 8')).toMatchObject({
      choices: 3,
      exact: true,
      sameCategory: 1 / 3,
      sameDissociation: 1,
      categories: { PR: 1, SD: 2 },
    });
  });
  test('is sampled with a fixed seed and a stated error where choices are many', () => {
    const shrinking = lesions(3, 'lung', 20, 10, 'non-target');
    const growing = Object.fromEntries(
      Array.from({ length: 4 }, (_, index) => [
        `G${index}`,
        { role: 'non-target' as const, organ: 'liver' as const, sizes: [20, 30] },
      ]),
    );
    const line: CompactLine = {
      lesions: {
        ...lesions(1, 'lung', 20, 10),
        ...shrinking,
        ...growing,
        N: { organ: 'lymph-node', role: 'non-target', sizes: [20, 20] },
      },
    };
    const sampled = targetRobustness(historyOf(line), 'radiology', 'week 8', undefined, { most: 20 })!;
    expect(sampled).toMatchObject({ choices: 36, tried: 20, exact: false });
    expect(targetRobustness(historyOf(line), 'radiology', 'week 8', undefined, { most: 20 })).toEqual(sampled);
    const exact = targetRobustness(historyOf(line), 'radiology', 'week 8')!;
    expect(exact).toMatchObject({ choices: 36, tried: 36, exact: true });
    expect(Math.abs(sampled.sameCategory - exact.sameCategory)).toBeLessThanOrEqual(sampled.error + 1e-9);
  });
  test('drawn choices are admissible, even, and the same for the same seed', () => {
    const line: CompactLine = {
      lesions: {
        ...lesions(4, 'lung', 20, 10, 'non-target'),
        ...lesions(1, 'liver', 20, 34),
        T: { organ: 'bone', sizes: [20, 20] },
      },
    };
    const exact = targetRobustness(historyOf(line), 'radiology', 'week 8')!;
    expect(exact).toMatchObject({ choices: 6, tried: 6, exact: true, categories: { SD: 6 } });
    const spread: CompactLine = {
      lesions: { A: { sizes: [20, 2] }, ...lesions(4, 'lung', 20, 20, 'non-target'), ...lesions(1, 'liver', 20, 20) },
    };
    const known = targetRobustness(historyOf(spread), 'radiology', 'week 8')!;
    expect(known).toMatchObject({ choices: 10, categories: { PR: 4, SD: 6 }, sameCategory: 0.4 });
    const drawn = (seed: number) =>
      targetRobustness(historyOf(spread), 'radiology', 'week 8', undefined, { most: 9, seed })!;
    const seeds = Array.from({ length: 40 }, (_, index) => drawn(index + 1));
    const share = seeds.reduce((sum, { sameCategory }) => sum + sameCategory, 0) / seeds.length;
    expect(Math.abs(share - 0.4)).toBeLessThan(0.05);
    for (const { sameCategory, error, exact: all } of seeds) {
      expect(all).toBe(false);
      expect(error).toBeCloseTo(1.96 * Math.sqrt((sameCategory * (1 - sameCategory)) / 9), 12);
    }
  });
  test('a count of lesions that stand in no organ together', () => {
    const unknown = Object.fromEntries(
      Array.from({ length: 3 }, (_, index) => [`U${index}`, { organ: null, sizes: [20, 20] }]),
    );
    expect(targetRobustness(historyOf({ lesions: unknown }), 'radiology', 'week 8')).toMatchObject({
      choices: 1,
      tried: 1,
    });
    expect(codes({ lesions: unknown })).toEqual([]);
    const five = {
      ...lesions(2, 'lung', 20, 20),
      ...lesions(2, 'liver', 20, 20),
      T: { organ: 'bone' as const, sizes: [20, 20] },
    };
    expect(codes({ lesions: five })).toEqual([]);
    const six = { ...five, V: { organ: 'brain' as const, sizes: [20, 20] } };
    expect(checkTargetSelection(historyOf({ lesions: six }), 'radiology').map(({ words }) => words)).toEqual([
      says('selection/too-many-targets', { count: 6, allowed: 5 }),
    ]);
  });
  test('a target in a prior field with dated progression since may be chosen; new lesions and other tumours may not', () => {
    const since = {
      priorRadiotherapyField: 'in-field' as const,
      progressionSinceRadiotherapy: { from: '2025-06-01', to: '2025-06-01' },
    };
    expect(codes({ lesions: { T: { sizes: [20, 20], facts: since } } })).toEqual([]);
    const other = { secondPrimary: { date: { from: '2025-06-01', to: '2025-06-01' }, histology: 'adenocarcinoma' } };
    expect(
      targetRobustness(
        historyOf({
          lesions: {
            T: { sizes: [20, 20] },
            A: { role: 'non-target', sizes: [20, 20], facts: other },
            X: { role: 'new', sizes: [20, 20] },
          },
        }),
        'radiology',
        'week 8',
      ),
    ).toMatchObject({ choices: 1 });
    expect(checkTargetSelection(historyOf({ lesions: { T: { sizes: [20, 20] } } }), 'nobody')).toEqual([]);
  });
  test('nothing to say of a scan that is not classified', () => {
    expect(targetRobustness(historyOf({ lesions: { T: { sizes: [20, 20] } } }), 'radiology', 'week 0')).toBeNull();
    expect(targetRobustness(historyOf({ lesions: { T: { sizes: [20, 20] } } }), 'nobody', 'week 8')).toBeNull();
    expect(targetRobustness(historyOf({ lesions: { T: { sizes: [9, 9] } } }), 'radiology', 'week 8')).toBeNull();
  });
});

describe('reported responses', () => {
  const [timepoint] = followUps({
    lesions: { T: { sizes: [100, 80] }, X: { role: 'non-target', sizes: ['present', 'present'] } },
  });
  const differs = (component: string, reported: string, derived: string, rule: string) => ({
    id: 'reported/differs',
    parameters: { component, reported, derived, step: expect.objectContaining({ rule }) },
  });
  test('that differ are named with the rule that decided here', () => {
    expect(
      disagreements({ target: 'PR', nonTarget: 'NON-CR/NON-PD', newLesion: true, overall: 'PR' }, timepoint!),
    ).toEqual([
      differs('target', 'PR', 'SD', 'RECIST-1.1/target/SD'),
      differs('new-lesion', 'yes', 'no', 'RECIST-1.1/new-lesion/none'),
      differs('overall', 'PR', 'SD', 'RECIST-1.1/overall/table-1'),
    ]);
  });
  test('that agree, or were not reported, are not', () => {
    expect(disagreements({ target: 'SD', overall: 'SD', newLesion: false }, timepoint!)).toEqual([]);
    expect(disagreements({}, timepoint!)).toEqual([]);
    expect(disagreements({ overall: 'PD' }, { ...timepoint!, overallResponse: null })).toEqual([]);
  });
});

const everyReading = Object.entries(readingChoices).flatMap(([group, readings]) =>
  Object.entries<ReadingChoice<unknown>>(readings).map(
    ([name, choice]) => [group as ReadingGroup, name, choice] as const,
  ),
);

test.each(everyReading)('the reading %s %s has what may be chosen, and its standard', (group, name, choice) => {
  const { kind, choices, standard } = choice;
  expect((defaultOptions[group] as Readonly<Record<string, unknown>>)[name]).toBe(standard);
  expect(choices.length > 0).toBe(kind === 'word');
  expect(choices.every((word) => /^[a-z]+(-[a-z]+)*$/.test(String(word)))).toBe(true);
  if (kind === 'word') expect(choices[0]).toBe(standard);
});
