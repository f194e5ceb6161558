/**
 * The choice of targets: what of it is counted, how many choices there are, and what a sample of them says
 * (docs/clinical-basis.md#recist-11).
 */
import {
  checkTargetSelection,
  targetRobustness,
  type Organ,
  type RobustnessSearch,
} from '../../../../src/core/response/index.js';
import { historyOf, type CompactFinding, type CompactLesion, type CompactLine } from '../../../conformance/notation.js';

const codes = (line: CompactLine, evaluator = 'radiology') =>
  checkTargetSelection(historyOf(line), evaluator).map(({ code, lesions }) => [code, ...lesions]);
const robustness = (line: CompactLine, search?: RobustnessSearch) =>
  targetRobustness(historyOf(line), 'radiology', 'week 8', undefined, search);
const target = (...sizes: readonly CompactFinding[]): CompactLesion => ({ sizes });
const nonTarget = (...sizes: readonly CompactFinding[]): CompactLesion => ({ role: 'non-target', sizes });
const notBaseline: CompactLine = { lesions: { T: target(20, 20) }, scans: [{ baseline: false }, { baseline: false }] };

describe('what is counted', () => {
  test('each evaluator by the choice of its own', () => {
    const history = historyOf({ lesions: { A: target(20, 20), B: target(20, 20), C: target(20, 20) } });
    const central = historyOf({
      evaluator: 'central',
      lesions: { A: target(20, 20), N: { organ: 'lymph-node', sizes: [14, 14] } },
    }).evaluators;
    const both = { ...history, evaluators: [...history.evaluators, ...central] };
    expect(checkTargetSelection(both, 'radiology').map(({ code }) => code)).toEqual(['too-many-in-organ']);
    expect(checkTargetSelection(both, 'central').map(({ code }) => code)).toEqual(['not-measurable']);
  });
  test('a target without a row at baseline was not chosen there', () => {
    expect(codes({ lesions: { A: target(20, 20), B: target(20, 20), C: target(null, 20) } })).toEqual([]);
    expect(codes({ lesions: { A: target(20, 20), B: target(20, 20), C: target('not-done', 20) } })).toEqual([
      ['too-many-in-organ', 'A', 'B', 'C'],
    ]);
  });
  test('without a baseline there is nothing to check, and no choice', () => {
    expect(codes(notBaseline)).toEqual([]);
    expect(robustness(notBaseline)).toBeNull();
  });
  test('a lesion sent as new, and another tumour, are no choice even where they were measured at baseline', () => {
    const lesions = { A: target(20, 20), B: nonTarget(20, 20) };
    const other = { date: { from: '2025-06-01', to: '2025-06-01' }, histology: 'adenocarcinoma' };
    expect(robustness({ lesions })!.choices).toBe(1);
    expect(robustness({ lesions: { ...lesions, C: nonTarget(20, 20) } })!.choices).toBe(3);
    expect(robustness({ lesions: { ...lesions, X: { role: 'new', sizes: [20, 20] } } })!.choices).toBe(1);
    expect(
      robustness({ lesions: { ...lesions, S: { ...nonTarget(20, 20), facts: { secondPrimary: other } } } })!.choices,
    ).toBe(1);
  });
});

describe('lesions that are left out', () => {
  test('add nothing to the sum', () => {
    // 40 to 20 mm as chosen; each with C 40 to 29 mm, which is -27.5 %.
    expect(robustness({ lesions: { A: target(20, 10), B: target(20, 10), C: nonTarget(20, 19) } })).toMatchObject({
      categories: { PR: 1, SD: 2 },
      sameCategory: 1 / 3,
    });
  });
  test('are non-targets: while one is there the response is not complete', () => {
    const line = (rest: CompactFinding): CompactLine => ({
      lesions: { A: target(20, 'absent'), B: target(20, 'absent'), C: nonTarget(20, rest) },
    });
    expect(robustness(line(10))).toMatchObject({ categories: { PR: 3 } });
    expect(robustness(line('absent'))).toMatchObject({ categories: { CR: 3 } });
  });
  test('still count for the flag, which does not hang on the choice of targets', () => {
    expect(
      robustness({ lesions: { A: target(40, 20), B: target(20, 19), C: nonTarget(20, 30), D: nonTarget(20, 20) } }),
    ).toMatchObject({
      choices: 6,
      categories: { PR: 2, PD: 2, SD: 2 },
      sameCategory: 1 / 3,
      sameDissociation: 1,
    });
  });
});

/** Seven lesions: three of the lung, two of the liver, one of bone and of brain. What is not named stays at 20 mm. */
const sevenLesions = (changed: Readonly<Record<string, number>>): CompactLine => {
  const organs: readonly (readonly [string, Organ])[] = [
    ['L1', 'lung'],
    ['L2', 'lung'],
    ['L3', 'lung'],
    ['V1', 'liver'],
    ['V2', 'liver'],
    ['B', 'bone'],
    ['H', 'brain'],
  ];
  return {
    lesions: Object.fromEntries(
      organs.map(([label, organ]) => [
        label,
        { role: 'non-target' as const, organ, sizes: [20, changed[label] ?? 20] },
      ]),
    ),
  };
};

describe('how many choices there are', () => {
  test.each<[string, CompactLine, number]>([
    // One lung lesion (3 ways) with all four others, or two (3 ways) with three of them (4 ways).
    ['five of seven, two of an organ at most', sevenLesions({}), 15],
    [
      'three of three organs',
      { lesions: { A: target(20, 20), B: { organ: 'bone', sizes: [20, 20] }, C: { organ: 'brain', sizes: [20, 20] } } },
      1,
    ],
    [
      'two of four of one organ',
      { lesions: { A: target(20, 20), B: target(20, 20), C: nonTarget(20, 20), D: nonTarget(20, 20) } },
      6,
    ],
    [
      'five of six without an organ',
      {
        lesions: Object.fromEntries(
          ['A', 'B', 'C', 'D', 'E', 'F'].map((label) => [label, { organ: null, sizes: [20, 20] }]),
        ),
      },
      6,
    ],
  ])('%s', (_, line, choices) => {
    expect(robustness(line)).toMatchObject({ choices, tried: choices, exact: true, error: 0 });
  });
  test('all are tried where they are as many as may be tried', () => {
    expect(robustness(sevenLesions({}), { most: 15 })).toMatchObject({ tried: 15, exact: true });
    expect(robustness(sevenLesions({}), { most: 14 })).toMatchObject({ tried: 14, exact: false });
  });
});

describe('a sample of the choices', () => {
  const drawn = (line: CompactLine) =>
    Array.from({ length: 8 }, (_, index) => robustness(line, { most: 14, seed: index + 1 })!);
  /** How often a category comes in eight samples of 14, which may differ from the exact share by three standard errors. */
  const expectShare = (line: CompactLine, category: 'PD' | 'SD', exact: number): void => {
    const count = drawn(line).reduce((sum, { categories }) => sum + (categories[category] ?? 0), 0);
    expect(Math.abs(count / (8 * 14) - exact)).toBeLessThan(3 * Math.sqrt((exact * (1 - exact)) / (8 * 14)));
  };

  /** 100 to 130 mm with the grown lesion among the targets, which is PD; 100 to 100 mm without. */
  test.each([
    ['L1', 9],
    ['V2', 12],
    ['B', 12],
    ['H', 12],
  ])('holds %s as often as all choices do: %d of 15', (label, count) => {
    const line = sevenLesions({ [label]: 50 });
    expect(robustness(line)!.categories).toEqual({ PD: count, SD: 15 - count });
    expectShare(line, 'PD', count / 15);
  });
  test('draws every number of targets of an organ that is admissible, and no other', () => {
    // One lung lesion with all four others stays at 100 mm (SD), two are 130 mm or more (PD); without any it would be 80 to 50 mm (PR).
    const line = sevenLesions({ L1: 50, L2: 50, L3: 50, B: 5, H: 5 });
    expect(robustness(line)!.categories).toEqual({ SD: 3, PD: 12 });
    expect(new Set(drawn(line).flatMap(({ categories }) => Object.keys(categories)))).toEqual(new Set(['SD', 'PD']));
    expectShare(line, 'SD', 3 / 15);
  });
  test('has an error that covers the exact share in nearly every sample', () => {
    const line = sevenLesions({ L1: 50 });
    const { sameCategory: exact } = robustness(line)!;
    const missed = drawn(line).filter(({ sameCategory, error }) => Math.abs(sameCategory - exact) > error);
    expect(missed.length).toBeLessThanOrEqual(1);
  });
});
