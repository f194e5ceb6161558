import {
  changeConfidence,
  changeInNoise,
  defaultOptions,
  differenceSd,
  dissociationProbability,
  expectedFalseFlagRate,
  measureConfidence,
  normalProbability,
  type ChangeConfidence,
} from '../../../../src/core/response/index.js';
import { historyOf, type CompactLine } from '../../../conformance/notation.js';
import { classify, says } from './support.js';

const { noise } = defaultOptions;
const millimetre = 1000;

test.each([
  [0, 0.5],
  [1, 0.8413447460685429],
  [-1.959963984540054, 0.025],
  [2.5, 0.9937903346742238],
  [-8, 6.220960574271785e-16],
  [40, 1],
  [-40, 0],
])('the normal probability of %d is %d', (z, probability) => {
  expect(normalProbability(z)).toBeCloseTo(probability, 12);
});

test.each([
  [-7, 1.279812543885835e-12],
  [-7.5, 3.190891672910896e-14],
  [-8, 6.220960574271785e-16],
  [-10, 7.619853024160527e-24],
  [-20, 2.7536241186062337e-89],
])('far out in the tail, at %d, it is %d to six digits', (z, probability) => {
  expect(normalProbability(z) / probability).toBeCloseTo(1, 6);
});

test.each([
  [18, 26, 3.7],
  [18, 25, 3.3],
  [24, 30, 2.4],
])('%d to %d mm are %d SD of the noise of one reader', (from, to, multiple) => {
  expect(changeInNoise(from * millimetre, to * millimetre, 'same-reader', noise).toFixed(1)).toBe(multiple.toFixed(1));
});

test('different readers are noisier, and the noise has a floor of 1 mm', () => {
  expect(differenceSd(20_000, 20_000, 'same-reader', noise)).toBeCloseTo(Math.hypot(1000, 1730), 6);
  expect(differenceSd(20_000, 20_000, 'different-readers', noise)).toBeCloseTo(Math.hypot(1000, 3140), 6);
  expect(differenceSd(0, 0, 'same-reader', noise)).toBe(1000);
});

/**
 * The project's table of P(any change) for one reader and for different ones with b = 0.121
 * (docs/clinical-basis.md#measurement-noise).
 */
test.each([
  [10, 12, 0.93, 0.89],
  [10, 13, 0.98, 0.96],
  [12, 17, 0.999, 0.993],
  [20, 24, 0.97, 0.92],
  [20, 26, 0.996, 0.98],
  [30, 36, 0.976, 0.927],
  [40, 48, 0.979, 0.93],
])('any change of %d to %d mm', (from, to, same, different) => {
  const any = (b: number) =>
    normalProbability(changeInNoise(from * millimetre, to * millimetre, 'same-reader', { ...noise, sameReader: b }));
  expect(Math.abs(any(0.0865) - same)).toBeLessThan(0.006);
  expect(Math.abs(any(0.121) - different)).toBeLessThan(0.006);
});

/**
 * False-call rates of truly stable patients (docs/clinical-basis.md#measurement-noise): n lesions, SD in percent, any
 * >= +20 %, any <= -30 %, both.
 */
test.each([
  [2, 8.65, 0.021, 0.0005, 0],
  [5, 8.65, 0.051, 0.0013, 0.0001],
  [5, 12.1, 0.224, 0.033, 0.006],
  [10, 12.1, 0.398, 0.065, 0.024],
  [5, 15.7, 0.414, 0.132, 0.047],
  [10, 15.7, 0.657, 0.247, 0.154],
])(
  '%d stable lesions with an SD of %d %%: false growth %d, false shrinkage %d, false dissociation %d',
  (count, sdPercent, anyGrows, anyShrinks, dissociated) => {
    const size = 100 * millimetre;
    const sd = (sdPercent / 100) * size;
    const one = changeConfidence(
      { baseline: size, nadir: size, now: size },
      { fromBaseline: sd, fromNadir: sd },
      { shrinkPercent: 30, growPercent: 20, growLength: 0 },
    );
    const lesions = Array.from({ length: count }, () => one);
    expect(Math.abs(1 - (1 - one.grow) ** count - anyGrows)).toBeLessThan(0.003);
    expect(Math.abs(1 - (1 - one.shrink) ** count - anyShrinks)).toBeLessThan(0.003);
    expect(Math.abs(dissociationProbability(lesions) - dissociated)).toBeLessThan(0.003);
  },
);

test.each([
  [12, 9.9, 0.529, 0.473],
  [15, 9.9, 0.659, 0.59],
  [9.5, 9, 0.035, 0.031],
  [12, 12, 0.086, 0.077],
])(
  'a node of %d to %d mm counts as shrunk under 10 mm: %d, with another lesion of 30 to 40 mm: %d',
  (from, to, shrink, confidence) => {
    const line = {
      lesions: {
        N: { organ: 'lymph-node' as const, role: 'target' as const, sizes: [from, to] },
        L: { sizes: [30, 40] },
      },
    };
    const [timepoint] = measureConfidence(historyOf(line))[0]!.timepoints;
    expect(timepoint!.lesions.find(({ lesion }) => lesion === 'N')!.shrink).toBeCloseTo(shrink, 2);
    expect(timepoint!.patterns.find(({ definition }) => definition === 'DR-A')!.confidence).toBeCloseTo(confidence, 2);
  },
);

test('a node that stays under 10 mm cannot have grown', () => {
  const sd = { fromBaseline: 1000, fromNadir: 1000 };
  const rule = { shrinkPercent: 30, growPercent: 20, growLength: 5000 };
  const sizes = { baseline: 16_000, nadir: 3000, now: 9000 };
  expect(changeConfidence(sizes, sd, rule).grow).toBeCloseTo(normalProbability(1), 12);
  expect(changeConfidence({ ...sizes, node: true }, sd, rule).grow).toBeCloseTo(normalProbability(-1), 12);
});

test('the closed form agrees with counting all outcomes', () => {
  const lesions: readonly ChangeConfidence[] = [
    { grow: 0.7, shrink: 0.1, neither: 0.2 },
    { grow: 0.05, shrink: 0.6, neither: 0.35 },
    { grow: 0.3, shrink: 0.3, neither: 0.4 },
  ];
  const outcomes = ['grow', 'shrink', 'neither'] as const;
  let counted = 0;
  for (const one of outcomes)
    for (const two of outcomes)
      for (const three of outcomes) {
        const chosen = [one, two, three];
        if (chosen.includes('grow') && chosen.includes('shrink'))
          counted += lesions[0]![one] * lesions[1]![two] * lesions[2]![three];
      }
  expect(dissociationProbability(lesions)).toBeCloseTo(counted, 12);
});

test('each lesion has P(grow), P(shrink) and P(neither), which sum to one', () => {
  const [evaluator] = measureConfidence(
    historyOf({
      lesions: { G: { sizes: [18, 26] }, S: { sizes: [24, 12] }, P: { organ: 'primary-site', sizes: [30, 30] } },
    }),
  );
  const [timepoint] = evaluator!.timepoints;
  expect(timepoint!.lesions.map(({ lesion, noiseEstablished }) => [lesion, noiseEstablished])).toEqual([
    ['G', true],
    ['P', false],
    ['S', true],
  ]);
  timepoint!.lesions.forEach(({ grow, shrink, neither }) => expect(grow + shrink + neither).toBeCloseTo(1, 12));
  const [grown, stable, shrunk] = timepoint!.lesions;
  expect(grown!.grow).toBeCloseTo(normalProbability(3000 / differenceSd(18_000, 26_000, 'same-reader', noise)), 12);
  expect(shrunk!.shrink).toBeCloseTo(normalProbability(4800 / differenceSd(24_000, 12_000, 'same-reader', noise)), 12);
  expect(stable!.neither).toBeGreaterThan(0.95);
});

test('a change at the threshold is met with a confidence of one half', () => {
  const [evaluator] = measureConfidence(historyOf({ lesions: { G: { sizes: [25, 30] }, S: { sizes: [60, 15] } } }));
  const confidence = evaluator!.timepoints[0]!.patterns.find(({ definition }) => definition === 'DR-A')!.confidence!;
  expect(confidence).toBeCloseTo(0.5, 3);
});

test('new lesions rest on the reader: the confidence is that something shrank', () => {
  const lesions = { S: { sizes: [40, 20] }, X: { role: 'new' as const, sizes: [null, 12] } };
  const [evaluator] = measureConfidence(historyOf({ lesions }));
  const of = (definition: string) =>
    evaluator!.timepoints[0]!.patterns.find((pattern) => pattern.definition === definition)!.confidence;
  expect(of('DR-B')).toBeCloseTo(normalProbability(8000 / differenceSd(40_000, 20_000, 'same-reader', noise)), 12);
  expect(of('DR-A')).toBeNull();
  expect(of('CRU16')).toBeNull();
  expect(classify({ lesions }).flags.find(({ definition }) => definition === 'DR-B')!.confidence).toBe(of('DR-B'));
});

test('lesions in different categories: one less the chance that all do the same', () => {
  const lesions = { S: { sizes: [40, 26] }, T: { sizes: [30, 33] }, U: { sizes: [24, 28] } };
  const confidences = (more: CompactLine['lesions'] = {}) =>
    measureConfidence(historyOf({ lesions: { ...lesions, ...more } }))[0]!.timepoints[0]!;
  const of = (definition: string, { patterns }: ReturnType<typeof confidences>) =>
    patterns.find((pattern) => pattern.definition === definition)!;
  const all = (direction: keyof ChangeConfidence) =>
    confidences().lesions.reduce((product, lesion) => product * lesion[direction], 1);
  const differ = 1 - all('grow') - all('shrink') - all('neither');
  expect(of('CRU16', confidences())).toEqual({
    definition: 'CRU16',
    confidence: expect.closeTo(differ, 12),
    whyNone: null,
  });
  const withoutStable = confidences().lesions.reduce((product, { neither }) => product * (1 - neither), 1);
  expect(of('WON21', confidences()).confidence).toBeCloseTo(1 - withoutStable - all('neither'), 12);
  const besideNew = confidences({ X: { role: 'new', sizes: [null, 12] } });
  expect(of('CRU16', besideNew).confidence).toBeCloseTo(differ, 12);
  expect(of('WON21', besideNew).confidence).toBeCloseTo(differ + all('shrink'), 12);
});

test('where there is no confidence the reason is said', () => {
  const [evaluator] = measureConfidence(historyOf({ lesions: { S: { sizes: [40, 20] }, G: { sizes: [20, 30] } } }), {
    definitions: ['BER20', 'SAT21'],
  });
  expect(evaluator!.timepoints[0]!.patterns[0]).toMatchObject({
    definition: 'BER20',
    confidence: null,
    whyNone: says('no-confidence/not-independent'),
  });
  const [alone] = measureConfidence(historyOf({ lesions: { S: { sizes: [40, 20] } } }), { definitions: ['DR-A'] });
  expect(alone!.timepoints[0]!.patterns).toEqual([
    { definition: 'DR-A', confidence: null, whyNone: says('no-confidence/not-assessable') },
  ]);
});

describe('what a change is compared with', () => {
  const projectThresholds = { shrinkPercent: 30, growPercent: 20, growLength: 5 * millimetre };
  const sizes = { G: [30, 20, 28], S: [40, 30, 20] };
  const atLast = (readers: readonly (string | undefined)[], of = sizes) =>
    measureConfidence(
      historyOf({
        lesions: Object.fromEntries(Object.entries(of).map(([label, own]) => [label, { sizes: own }])),
        scans: readers.map((reader) => (reader === undefined ? {} : { reader })),
      }),
    )[0]!.timepoints.at(-1)!;
  const between = (from: number, to: number, readers: 'same-reader' | 'different-readers') =>
    differenceSd(from * millimetre, to * millimetre, readers, noise);
  const expected = (baseline: number, nadir: number, now: number, sd: { fromBaseline: number; fromNadir: number }) =>
    changeConfidence(
      { baseline: baseline * millimetre, nadir: nadir * millimetre, now: now * millimetre },
      sd,
      projectThresholds,
    );

  test.each<[string, readonly string[], 'same-reader' | 'different-readers', 'same-reader' | 'different-readers']>([
    ['one reader throughout', ['A', 'A', 'A'], 'same-reader', 'same-reader'],
    ['another at the nadir', ['A', 'B', 'A'], 'same-reader', 'different-readers'],
    ['another at the baseline', ['B', 'A', 'A'], 'different-readers', 'same-reader'],
    ['another now', ['A', 'A', 'B'], 'different-readers', 'different-readers'],
  ])('the baseline and the own nadir, each with its reader: %s', (_, readers, ofBaseline, ofNadir) => {
    const [grower] = atLast(readers).lesions;
    expect(grower).toEqual({
      lesion: 'G',
      noiseEstablished: true,
      ...expected(30, 20, 28, { fromBaseline: between(30, 28, ofBaseline), fromNadir: between(20, 28, ofNadir) }),
    });
  });
  test('of two scans with the nadir the later one', () => {
    const twice = { G: [30, 20, 20, 28], S: [40, 30, 20, 20] };
    const fromNadir = (readers: readonly string[], ofNadir: 'same-reader' | 'different-readers') => {
      expect(atLast(readers, twice).lesions[0]).toMatchObject(
        expected(30, 20, 28, { fromBaseline: between(30, 28, 'same-reader'), fromNadir: between(20, 28, ofNadir) }),
      );
    };
    fromNadir(['A', 'B', 'A', 'A'], 'same-reader');
    fromNadir(['A', 'A', 'B', 'A'], 'different-readers');
  });
  test('a reader who is not named counts as another one', () => {
    const history = historyOf({
      lesions: { G: { sizes: [20, 28] }, S: { sizes: [40, 20] } },
      scans: [{ reader: 'A' }, { reader: 'A' }],
    });
    const [own] = history.evaluators;
    for (const unnamed of [0, 1]) {
      const timepoints = own!.timepoints.map((timepoint, index) =>
        index === unnamed ? { ...timepoint, reader: null } : timepoint,
      );
      const [grower] = measureConfidence({ ...history, evaluators: [{ ...own!, timepoints }] })[0]!.timepoints[0]!
        .lesions;
      const spread = between(20, 28, 'different-readers');
      expect(grower).toMatchObject(expected(20, 20, 28, { fromBaseline: spread, fromNadir: spread }));
    }
  });
});

test('a definition of targets leaves the others out', () => {
  const of = (lesions: CompactLine['lesions'], definition: string) =>
    measureConfidence(historyOf({ lesions }))[0]!.timepoints[0]!.patterns.find(
      (pattern) => pattern.definition === definition,
    )!.confidence!;
  const targets: CompactLine['lesions'] = { S: { sizes: [40, 27] }, G: { sizes: [30, 37] } };
  const all: CompactLine['lesions'] = { ...targets, B: { role: 'non-target', sizes: [30, 20] } };
  expect(of(all, 'VAF21')).toBe(of(targets, 'VAF21'));
  expect(of(all, 'TAZ18')).toBeGreaterThan(of(targets, 'TAZ18') + 0.01);
});

test('beside an event that is not measured, organs that all respond are enough: DR-C a new lesion, SAT21 an unequivocal progression as well', () => {
  const organs: CompactLine['lesions'] = { L: { sizes: [40, 27] }, H: { organ: 'liver', sizes: [30, 20] } };
  const of = (more: CompactLine['lesions'], definition: string) =>
    measureConfidence(historyOf({ lesions: { ...organs, ...more } }))[0]!.timepoints[0]!.patterns.find(
      (pattern) => pattern.definition === definition,
    )!.confidence!;
  const fell = (from: number, to: number) =>
    normalProbability(
      ((0.7 * from - to) * millimetre) / differenceSd(from * millimetre, to * millimetre, 'same-reader', noise),
    );
  const both = fell(40, 27) * fell(30, 20);
  const fresh: CompactLine['lesions'] = { X: { role: 'new', sizes: [null, 12] } };
  const worse: CompactLine['lesions'] = {
    B: { role: 'non-target', organ: 'bone', sizes: ['present', 'unequivocal-progression'] },
  };
  expect(of(fresh, 'DR-C') - of({}, 'DR-C')).toBeCloseTo(both, 12);
  expect(of(fresh, 'SAT21') - of({}, 'SAT21')).toBeCloseTo(both, 12);
  expect(of(worse, 'DR-C')).toBeCloseTo(of({}, 'DR-C'), 12);
  expect(of(worse, 'SAT21') - of({}, 'SAT21')).toBeCloseTo(both, 12);
});

test('evaluators come by name', () => {
  const line: CompactLine = {
    lesions: { G: { sizes: [20, 28] } },
    evaluator: 'radiology',
    evaluators: { second: { G: [20, 20] }, local: { G: [20, 21] } },
  };
  expect(measureConfidence(historyOf(line)).map(({ evaluator }) => evaluator)).toEqual([
    'local',
    'radiology',
    'second',
  ]);
});

test('an organ spreads by its lesions', () => {
  const [evaluator] = measureConfidence(
    historyOf({
      lesions: { L1: { sizes: [30, 45] }, L2: { sizes: [30, 45] }, H: { organ: 'liver', sizes: [60, 20] } },
    }),
  );
  const confidence = evaluator!.timepoints[0]!.patterns.find(({ definition }) => definition === 'DR-C')!.confidence!;
  const single = differenceSd(30_000, 45_000, 'same-reader', noise);
  expect(confidence).toBeCloseTo(normalProbability((30_000 - 12_000) / (single * Math.SQRT2)), 3);
});

test('the same seed gives the same rate, another seed another', () => {
  const settings = {
    lesions: [
      { baseline: 30_000, share: 0.5 },
      { baseline: 30_000, share: 1 },
    ],
    scans: 2,
    runs: 60,
    seed: 1,
  };
  expect(expectedFalseFlagRate(settings, { flags: { noiseRule: false } })).toEqual(
    expectedFalseFlagRate(settings, { flags: { noiseRule: false } }),
  );
  expect(expectedFalseFlagRate({ ...settings, seed: 2 }, { flags: { noiseRule: false } }).rate).not.toBe(
    expectedFalseFlagRate(settings, { flags: { noiseRule: false } }).rate,
  );
});

test('the rate of false flags is the share of seeded runs with a flag at any scan', () => {
  const lesions = [
    { baseline: 30_000, share: 0.5 },
    { baseline: 30_000, share: 1 },
  ];
  const off = { flags: { noiseRule: false } };
  expect(expectedFalseFlagRate({ lesions, scans: 3, runs: 40, seed: 7 }, off)).toEqual({
    rate: 0.1,
    standardError: expect.closeTo(Math.sqrt((0.1 * (1 - 0.1)) / 40), 12),
  });
  expect(expectedFalseFlagRate({ lesions, scans: 3, runs: 40, seed: 7 }).rate).toBe(0.05);
  expect(expectedFalseFlagRate({ lesions, scans: 1, runs: 40, seed: 7 }, off).rate).toBe(0.025);
  expect(
    expectedFalseFlagRate({ lesions, scans: 3, runs: 40, seed: 7 }, { ...off, noise: { constant: 4_000 } }).rate,
  ).toBe(0.475);
  expect(expectedFalseFlagRate({ lesions: lesions.slice(1), scans: 3, runs: 40, seed: 7 }, off).rate).toBe(0);
});
