/** Growth rates, hyperprogression, the Stein model, oligoprogression and pseudoprogression. */
import {
  fitStein,
  growthRate,
  hyperprogressionDefinitions,
  oligometastaticState,
  steinNadir,
  steinSize,
  type GrowthAssessment,
  type OligometastaticFacts,
  type OligometastaticStateCode,
  type Organ,
  type TreatmentContext,
} from '../../../../src/core/response/index.js';
import { dateOfDay, type CompactLine } from '../../../conformance/notation.js';
import { classify, day, first, followUps, says } from './support.js';

const at = (number: number) => ({ from: number, to: number });
const growth = (line: CompactLine): GrowthAssessment => first(classify(line)).growth!;
const verdict = (line: CompactLine, definition: string) =>
  growth(line).definitions.find((one) => one.definition === definition)!.verdict;

test.each([
  ['HPD-1', 50, 55, 60, 80, 56, [15.61, 84.23, 5.4, 68.6, 2.54, 13.59, 5.36], ['met', 'met', 'not-met', 'met', 'met']],
  [
    'HPD-2',
    60,
    66,
    61,
    70,
    56,
    [15.34, 10.07, 0.66, -5.3, 2.99, 2.17, 0.73],
    ['not-met', 'not-met', 'not-met', 'not-met', 'not-met'],
  ],
  [
    'HPD-3',
    40,
    40,
    60,
    60,
    56,
    [0, 93.71, null, 93.7, 0, 10.87, null],
    ['not-assessable', 'met', 'not-met', 'not-assessable', 'met'],
  ],
])('%s', (_, before, baseline, daysBefore, now, daysOn, numbers, verdicts) => {
  const line: CompactLine = { days: [-daysBefore, 0, daysOn], lesions: { T: { sizes: [before, baseline, now] } } };
  const found = growth(line);
  const rates = [
    found.before!.tgr,
    found.on!.tgr,
    found.tgrRatio,
    found.tgrDifference,
    found.before!.tgk,
    found.on!.tgk,
    found.tgkRatio,
  ];
  const digits = [2, 2, 2, 1, 2, 2, 2];
  rates.forEach((rate, index) => {
    const expected = numbers[index] as number | null;
    if (expected === null) expect(rate).toBeNull();
    else expect(Math.abs(rate! - expected)).toBeLessThanOrEqual(0.5 * 10 ** -digits[index]! + 1e-9);
  });
  expect(['CHA17', 'FER18', 'KAS20', 'SAA17', 'MAT20'].map((id) => verdict(line, id))).toEqual(verdicts);
});

test('the seventh patient of the cohort', () => {
  const line: CompactLine = {
    days: [-60, 0, 56],
    lesions: { P: { organ: 'primary-site', sizes: [30, 33, 50] }, N: { organ: 'lymph-node', sizes: [20, 22, 30] } },
  };
  expect(growth(line).tgkRatio!.toFixed(2)).toBe('5.36');
  expect(growth(line).tgrRatio!.toFixed(1)).toBe('5.4');
  expect(['CHA17', 'FER18', 'SAA17', 'KAS20'].map((id) => verdict(line, id))).toEqual(['met', 'met', 'met', 'not-met']);
});

test('without a scan two weeks before, the definitions that compare rates are not assessable', () => {
  for (const days of [
    [0, 56],
    [-13, 0, 56],
  ]) {
    const line: CompactLine = { days, lesions: { T: { sizes: days.length === 2 ? [55, 80] : [50, 55, 80] } } };
    expect(['CHA17', 'SAA17', 'FER18', 'KAS20'].map((id) => verdict(line, id))).toEqual(
      Array(4).fill('not-assessable'),
    );
    expect(growth(line).definitions[0]!.reasons).toContainEqual(says('growth/no-scan-before'));
  }
  expect(verdict({ days: [-14, 0, 56], lesions: { T: { sizes: [50, 55, 80] } } }, 'SAA17')).not.toBe('not-assessable');
});

const everyDefinition = hyperprogressionDefinitions.map(({ id }) => id);
const verdictsOf = (line: CompactLine) => Object.fromEntries(everyDefinition.map((id) => [id, verdict(line, id)]));

test('without a scan before treatment no other fact answers a definition that compares rates', () => {
  expect(verdictsOf({ days: [0, 56], lesions: { T: { sizes: [40, 40] } } })).toMatchObject({
    CHA17: 'not-assessable',
    SAA17: 'not-assessable',
    FER18: 'not-assessable',
    KAS20: 'not-assessable',
    KAT17: 'not-assessable',
    MAT20: 'not-met',
  });
});

test.each([
  [50, 40, 44],
  [40, 40, 60],
])('with %d to %d mm before treatment a ratio of rates is not assessable, a difference is', (before, baseline, now) => {
  const found = verdictsOf({ days: [-60, 0, 56], lesions: { T: { sizes: [before, baseline, now] } } });
  expect(found).toMatchObject({ CHA17: 'not-assessable', SAA17: 'not-assessable', KAT17: 'not-assessable' });
  expect([found['FER18'], found['KAS20']]).not.toContain('not-assessable');
});

test('a first evaluation without PD answers the rules that need it', () => {
  expect(verdict({ days: [-60, 0, 56], lesions: { T: { sizes: [50, 55, 56] } } }, 'CHA17')).toBe('not-met');
});

test('a baseline after the start, or an incomplete first evaluation, is not assessable', () => {
  expect(
    growth({ days: [10, 66], lesions: { T: { sizes: [55, 80] } } }).definitions.every(
      (one) => one.verdict === 'not-assessable',
    ),
  ).toBe(true);
  expect(verdict({ days: [-60, 0, 56], lesions: { T: { sizes: [50, 55, 'not-done'] } } }, 'SAA17')).toBe(
    'not-assessable',
  );
  expect(first(classify({ lesions: { T: { sizes: [20] } } })).growth).toBeNull();
});

describe('facts beside the rates', () => {
  const line = (
    treatment: Partial<TreatmentContext>,
    ecog: readonly number[] = [],
    lesions: CompactLine['lesions'] = {},
  ): CompactLine => ({
    days: [-60, 0, 56],
    lesions: { T: { sizes: [50, 55, 90] }, ...lesions },
    treatment,
    reported: { ecog: ecog.map((value, index) => ({ date: day(`2026-02-0${index + 1}`), value })) },
  });
  const failedOn = (lastDay: number) => ({ ongoing: 'no' as const, lastDose: day(dateOfDay(lastDay)) });
  const failed = { ongoing: 'no' as const, lastDose: day('2026-02-20') };

  test('KAT17 needs the time to treatment failure', () => {
    expect(verdict(line(failed), 'KAT17')).toBe('met');
    expect(verdict(line({ ongoing: 'unknown' }), 'KAT17')).toBe('not-assessable');
    expect(verdict(line({ ongoing: 'yes' }), 'KAT17')).toBe('not-assessable');
    expect(verdict({ ...line({ ongoing: 'yes' }), days: [-60, 0, 61] }, 'KAT17')).toBe('not-met');
    expect(verdict(line({ ongoing: 'no', lastDose: day('2026-03-07') }), 'KAT17')).toBe('not-met');
  });
  test('LOR19 counts three of five, and what is not known neither way', () => {
    expect(verdict(line(failed, [1, 2]), 'LOR19')).toBe('met');
    expect(verdict(line(failed, [1, 1]), 'LOR19')).toBe('not-met');
    expect(verdict(line(failed), 'LOR19')).toBe('not-assessable');
    expect(verdict(line(failed, [1, 1], { X: { role: 'new', organ: 'bone', sizes: [null, null, 12] } }), 'LOR19')).toBe(
      'met',
    );
    expect(
      verdict(
        line(failed, [1, 1], {
          X: { role: 'new', sizes: [null, null, 12] },
          Y: { role: 'new', sizes: [null, null, 12] },
        }),
        'LOR19',
      ),
    ).toBe('met');
    expect(verdict(line(failed, [1, 1], { X: { role: 'new', sizes: [null, null, 12] } }), 'LOR19')).toBe('not-met');
  });
  test('LOR19: an ECOG of 2 that was 2 before is no worsening', () => {
    const ecogAt = (...values: readonly (readonly [string, number])[]): CompactLine => ({
      days: [-60, 0, 56],
      lesions: {
        T: { sizes: [40, 40, 60] },
        X: { role: 'new', sizes: [null, null, 12] },
        Y: { role: 'new', sizes: [null, null, 12] },
      },
      treatment: { ongoing: 'yes' },
      reported: { ecog: values.map(([date, value]) => ({ date: day(date), value })) },
    });
    const [before, after, later] = ['2026-01-03', '2026-02-04', '2026-02-20'] as const;
    expect(verdict(ecogAt([before, 2], [after, 2]), 'LOR19')).toBe('not-assessable');
    expect(verdict({ ...ecogAt([before, 2], [after, 2]), days: [-60, 0, 61] }, 'LOR19')).toBe('not-met');
    expect(verdict(ecogAt([before, 1], [after, 2]), 'LOR19')).toBe('met');
    expect(verdict(ecogAt([before, 2], [after, 3]), 'LOR19')).toBe('met');
    expect(verdict(ecogAt([before, 0], [after, 1]), 'LOR19')).toBe('not-assessable');
    expect(verdict({ ...ecogAt([after, 2]), days: [-60, 0, 61] }, 'LOR19')).toBe('not-assessable');
    expect(verdict(ecogAt([after, 1], [later, 2]), 'LOR19')).toBe('met');
  });
  test.each<[string, Partial<TreatmentContext>, string]>([
    ['the last dose on day 60', failedOn(60), 'met'],
    ['on day 61', failedOn(61), 'not-met'],
    [
      'in a month that lies within two months',
      { ongoing: 'no', lastDose: { from: '2026-02-01', to: '2026-02-28' } },
      'met',
    ],
    ['in a month that may', { ongoing: 'no', lastDose: { from: '2026-03-01', to: '2026-03-31' } }, 'not-assessable'],
    ['in a month that does not', { ongoing: 'no', lastDose: { from: '2026-04-01', to: '2026-04-30' } }, 'not-met'],
  ])('KAT17: treatment given up within two months, %s', (_, treatment, expected) => {
    expect(verdict({ ...line(treatment), lesions: { T: { sizes: [39, 39.5, 60] } } }, 'KAT17')).toBe(expected);
  });
  test('KAT17: more than +50 %, and a pace more than twofold', () => {
    const sized = (now: number): CompactLine => ({ ...line(failed), lesions: { T: { sizes: [39, 40, now] } } });
    expect([60, 60.1].map((now) => verdict(sized(now), 'KAT17'))).toEqual(['not-met', 'met']);
  });
  test('a scan before treatment that waits for the sender is not read', () => {
    const held: CompactLine = {
      days: [-60, 0, 56],
      lesions: { T: { sizes: [50, 55, 80] } },
      scans: [{ held: ['T'] }, { baseline: true }],
    };
    expect(verdict(held, 'SAA17')).toBe('not-assessable');
  });
  test('LOR19: an ECOG counts from the day after the start to day 60, and one that may lie there leaves it open', () => {
    // Two of five are met, the sum and two new lesions in an involved organ; treatment goes on past two months.
    const ecogOn = (...values: readonly (readonly [from: number, to: number, value: number])[]): CompactLine => ({
      days: [-60, 0, 61],
      lesions: {
        T: { sizes: [40, 40, 60] },
        X: { role: 'new', sizes: [null, null, 12] },
        Y: { role: 'new', sizes: [null, null, 12] },
      },
      treatment: { ongoing: 'yes' },
      reported: {
        ecog: values.map(([from, to, value]) => ({ date: { from: dateOfDay(from), to: dateOfDay(to) }, value })),
      },
    });
    expect(verdict(ecogOn([0, 0, 0], [1, 1, 2]), 'LOR19')).toBe('met');
    expect(verdict(ecogOn([0, 0, 0], [60, 60, 2]), 'LOR19')).toBe('met');
    expect(verdict(ecogOn([0, 0, 0], [30, 30, 0], [61, 61, 2]), 'LOR19')).toBe('not-met');
    expect(verdict(ecogOn([0, 0, 2], [30, 30, 2]), 'LOR19')).toBe('not-met');
    expect(verdict(ecogOn([0, 0, 0], [61, 61, 2]), 'LOR19')).toBe('not-assessable');
    expect(verdict(ecogOn([0, 0, 0], [30, 30, 1], [55, 85, 2]), 'LOR19')).toBe('not-assessable');
    expect(verdict(ecogOn([0, 0, 0], [30, 30, 1], [-5, 5, 2]), 'LOR19')).toBe('not-assessable');
    expect(verdict(ecogOn([0, 0, 0], [30, 30, 1], [61, 91, 2]), 'LOR19')).toBe('not-met');
    expect(verdict(ecogOn([0, 0, 2], [30, 30, 1], [55, 85, 2]), 'LOR19')).toBe('not-met');
    expect(verdict(ecogOn([30, 30, 2]), 'LOR19')).toBe('not-assessable');
  });
  test('LOR19: new lesions in a new organ are one point, however many; without a stated organ they leave it open', () => {
    const spread = (organs: readonly (Organ | null)[], target: Organ | null = 'lung'): CompactLine => ({
      ...line(failed, [1, 1]),
      lesions: {
        T: { organ: target, sizes: [50, 55, 60] },
        ...Object.fromEntries(
          organs.map((organ, index) => [`X${index}`, { role: 'new' as const, organ, sizes: [null, null, 12] }]),
        ),
      },
    });
    // Given up early is the first point; two in the lung are the second, and a new organ the third.
    expect(verdict(spread(['lung', 'lung', 'bone']), 'LOR19')).toBe('met');
    expect(verdict(spread(['bone', 'bone', 'bone']), 'LOR19')).toBe('not-met');
    expect(verdict(spread(['lung', 'lung', 'lung']), 'LOR19')).toBe('not-met');
    expect(verdict(spread(['lung', 'bone']), 'LOR19')).toBe('not-met');
    expect(verdict(spread(['lung', null, 'bone']), 'LOR19')).toBe('not-assessable');
    expect(verdict(spread(['lung', 'lung', null]), 'LOR19')).toBe('not-assessable');
    expect(verdict(spread([null]), 'LOR19')).toBe('not-met');
    expect(verdict(spread(['bone', 'bone', 'liver'], null), 'LOR19')).toBe('not-assessable');
    expect(verdict(spread(['lung', 'bone', 'liver'], null), 'LOR19')).toBe('not-met');
    expect(
      growth(spread(['lung', 'lung', null])).definitions.find(({ definition }) => definition === 'LOR19')!.reasons,
    ).toEqual([says('growth/organ-not-stated')]);
  });
  test('what is not known is named for each definition by what it asks', () => {
    const found = growth({
      days: [0, 56],
      lesions: { T: { sizes: [40, 'not-done'] }, X: { role: 'new', organ: null, sizes: [null, 12] } },
      treatment: { start: null },
    });
    const [noScan, noSum, noOrgan] = [
      says('growth/no-scan-before'),
      says('growth/no-sum'),
      says('growth/organ-not-stated'),
    ];
    const [noFailure, noEcog] = [says('growth/given-up-unknown'), says('growth/ecog-unknown')];
    expect(Object.fromEntries(found.definitions.map(({ definition, reasons }) => [definition, reasons]))).toEqual({
      CHA17: [noScan, noSum],
      SAA17: [noScan, noSum],
      FER18: [noScan, noSum],
      KAS20: [noScan, noSum],
      KAT17: [noScan, noSum, noFailure],
      LOR19: [noSum, noFailure, noOrgan, noEcog],
      MAT20: [noSum, noOrgan],
    });
  });
  test('a rate of volume, a response and a date that have no value are named', () => {
    const reasons = (line: CompactLine, id: string) =>
      growth(line).definitions.find(({ definition }) => definition === id)!.reasons;
    expect(reasons({ days: [-60, 0, 56], lesions: { T: { sizes: [50, 55, 'absent'] } } }, 'KAS20')).toEqual([
      says('growth/no-volume-rate'),
    ]);
    expect(reasons({ days: [-60, 0, 56], lesions: { T: { sizes: [50, 50, 55] } } }, 'SAA17')).toEqual([
      says('growth/no-growth-before'),
    ]);
    const unread: CompactLine = {
      days: [-60, 0, 56],
      lesions: { T: { sizes: [20, 30, 32] }, N: { role: 'non-target', sizes: ['present', 'present', 'not-done'] } },
    };
    expect(reasons({ ...unread, lesions: { T: { sizes: [30, 30.1, 'not-done'] } } }, 'FER18')).toContainEqual(
      says('growth/response-not-evaluable'),
    );
    const march: CompactLine = {
      days: [-60, 0, 56],
      lesions: { T: { sizes: [50, 50, 75] } },
      scans: [{}, { baseline: true }],
      treatment: { start: { from: dateOfDay(-10), to: dateOfDay(0) } },
    };
    expect(reasons(march, 'MAT20')).toEqual([says('growth/two-months-unknown')]);
  });
  test('MAT20: two new lesions in one organ are not two organs; without a stated organ it is open', () => {
    const found = (...organs: readonly (Organ | null)[]) =>
      verdict(
        {
          days: [-60, 0, 56],
          lesions: {
            T: { sizes: [50, 50, 60] },
            ...Object.fromEntries(
              organs.map((organ, index) => [`X${index}`, { role: 'new' as const, organ, sizes: [null, null, 12] }]),
            ),
          },
        },
        'MAT20',
      );
    expect([found('bone', 'bone'), found('bone', 'lung'), found('bone', null), found(null), found(null, null)]).toEqual(
      ['not-met', 'met', 'not-assessable', 'not-met', 'not-assessable'],
    );
  });
  test('MAT20: within two months, +40 %, or +20 % with new lesions in two organs', () => {
    const sized = (now: number, lesions: CompactLine['lesions'] = {}, days = [-60, 0, 56]): CompactLine => ({
      days,
      lesions: { T: { sizes: [50, 50, now] }, ...lesions },
    });
    const spread: CompactLine['lesions'] = {
      X: { role: 'new', organ: 'bone', sizes: [null, null, 12] },
      Y: { role: 'new', organ: 'liver', sizes: [null, null, 12] },
    };
    expect(verdict(sized(70), 'MAT20')).toBe('met');
    expect(verdict(sized(69), 'MAT20')).toBe('not-met');
    expect(verdict(sized(60, spread), 'MAT20')).toBe('met');
    expect(verdict(sized(59, spread), 'MAT20')).toBe('not-met');
    expect(verdict(sized(70, {}, [-60, 0, 62]), 'MAT20')).toBe('not-met');
  });
});

test('every definition has its source', () => {
  expect(hyperprogressionDefinitions.map(({ id, source, rule }) => [id, source.length > 5, rule.length > 5])).toEqual(
    ['CHA17', 'SAA17', 'FER18', 'KAS20', 'KAT17', 'LOR19', 'MAT20'].map((id) => [id, true, true]),
  );
});

test('a rate needs days and a size', () => {
  expect(growthRate(20_000, 20_000, at(5), at(5))).toBeNull();
  expect(growthRate(0, 20_000, at(0), at(30))).toBeNull();
  expect(growthRate(1, 60_000_000, at(0), at(1))!.tgr).toBeNull();
  expect(growthRate(20_000, 0, at(0), at(30))).toMatchObject({ tgr: null, tgk: -20 / (30 / 30.44) });
});

describe('the Stein model', () => {
  const parameters = { g: 0.003, d: 0.02, phi: 1 };
  test('size and nadir', () => {
    expect(steinNadir(parameters)!.toFixed(2)).toBe('82.48');
    expect(steinSize('gd', parameters, 82.48).toFixed(5)).toBe('0.47287');
    expect([30, 120, 240].map((days) => steinSize('gd', parameters, days).toFixed(4))).toEqual([
      '0.6430',
      '0.5240',
      '1.0627',
    ]);
    expect(steinNadir({ g: 0.02, d: 0.003, phi: 1 })).toBeNull();
    expect(steinSize('gdphi', { g: 0.003, d: 0.02, phi: 0.5 }, 0)).toBe(1);
  });
  test('a nadir needs growth, and more shrinkage than growth', () => {
    expect(steinNadir({ g: 0, d: 0.02, phi: 1 })).toBeNull();
    expect(steinNadir({ g: 0.02, d: 0.02, phi: 1 })).toBeNull();
    expect(steinSize('dx', { g: 0.5, d: 0.02, phi: 1 }, 50)).toBe(Math.exp(-1));
    expect(steinSize('gdphi', { g: 0.01, d: 0.02, phi: 0.25 }, 100)).toBeCloseTo(
      0.75 * Math.E + 0.25 * Math.exp(-2),
      12,
    );
  });
  const days = [0, 14, 28, 56, 84, 112, 168, 224];
  const seriesOf = (
    model: 'gx' | 'dx' | 'gd' | 'gdphi',
    rates: { g: number; d: number; phi: number },
    noise: readonly number[] = [],
  ) =>
    days.map((at_, index) => ({ day: 300 + at_, size: 50_000 * (steinSize(model, rates, at_) + (noise[index] ?? 0)) }));
  test.each([
    ['gx', { g: 0.004, d: 0, phi: 1 }],
    ['dx', { g: 0, d: 0.015, phi: 1 }],
    ['gd', { g: 0.002, d: 0.012, phi: 1 }],
    ['gdphi', { g: 0.003, d: 0.04, phi: 0.6 }],
  ] as const)('%s is found again with its rates, whatever the order of the sizes', (model, rates) => {
    for (const series of [seriesOf(model, rates), [...seriesOf(model, rates)].reverse()]) {
      const fit = fitStein(series)!;
      expect(fit).toMatchObject({ model, points: 7 });
      for (const name of ['g', 'd', 'phi'] as const)
        expect(Math.abs(fit.parameters[name] - rates[name])).toBeLessThan(1e-5);
      expect(fit.residual).toBeLessThan(1e-9);
      expect(fit.nadirDay === null).toBe(model === 'gx' || model === 'dx');
    }
  });
  /** Standard errors by the inverse of the normal matrix in the rates themselves, with slopes by hand. */
  test('the standard errors of one, two and three parameters', () => {
    const noise = [0, 0.02, -0.02, 0.01, -0.01, 0.02, -0.01, 0.01];
    const slope = (model: string, { g, d, phi }: { g: number; d: number; phi: number }, t: number): number[] => {
      if (model === 'dx') return [-t * Math.exp(-d * t)];
      if (model === 'gd') return [t * Math.exp(g * t), -t * Math.exp(-d * t)];
      return [(1 - phi) * t * Math.exp(g * t), -phi * t * Math.exp(-d * t), Math.exp(-d * t) - Math.exp(g * t)];
    };
    const determinant = (m: number[][]): number =>
      m.length === 1
        ? m[0]![0]!
        : m[0]!.reduce(
            (sum, value, column) =>
              sum +
              (-1) ** column * value * determinant(m.slice(1).map((row) => row.filter((_, index) => index !== column))),
            0,
          );
    for (const [model, rates, names] of [
      ['dx', { g: 0, d: 0.015, phi: 1 }, ['d']],
      ['gd', { g: 0.002, d: 0.012, phi: 1 }, ['g', 'd']],
      ['gdphi', { g: 0.003, d: 0.04, phi: 0.6 }, ['g', 'd', 'phi']],
    ] as const) {
      const fit = fitStein(seriesOf(model, rates, noise))!;
      expect(fit.model).toBe(model);
      const rows = days.slice(1).map((t) => slope(model, fit.parameters, t));
      const normal = names.map((_, one) =>
        names.map((__, other) => rows.reduce((sum, row) => sum + row[one]! * row[other]!, 0)),
      );
      names.forEach((name, index) => {
        const minor = normal
          .filter((_, row) => row !== index)
          .map((row) => row.filter((_, column) => column !== index));
        const variance = (minor.length === 0 ? 1 : determinant(minor)) / determinant(normal);
        const expected = Math.sqrt((variance * fit.residual) / (7 - names.length));
        expect(Math.abs(fit.standardErrors![name]! / expected - 1)).toBeLessThan(1e-3);
      });
    }
  });
  test('the first of two sizes of the first day is the start, and another of that day is no point', () => {
    const series = seriesOf('dx', { g: 0, d: 0.015, phi: 1 });
    expect(fitStein([...series, { day: 300, size: 90_000 }])).toEqual(fitStein(series));
  });
  test('the fit finds the rates that made the sizes', () => {
    const series = [0, 30, 60, 90, 120, 180, 240].map((days) => ({
      day: 100 + days,
      size: 40_000 * steinSize('gd', parameters, days),
    }));
    const fit = fitStein(series)!;
    expect(fit.model).toBe('gd');
    expect(fit.parameters.g).toBeCloseTo(0.003, 5);
    expect(fit.parameters.d).toBeCloseTo(0.02, 4);
    expect(fit.nadirDay!).toBeCloseTo(82.48, 0);
    expect(fit.standardErrors!.g!).toBeLessThan(1e-5);
  });
  test('the lowest day of a curve with a share that responds', () => {
    const mixed = { g: 0.004, d: 0.03, phi: 0.8 };
    const fit = fitStein(
      [0, 20, 40, 60, 80, 110, 150, 200, 260, 330].map((days) => ({
        day: days,
        size: 40_000 * steinSize('gdphi', mixed, days),
      })),
    )!;
    expect(fit.model).toBe('gdphi');
    const lowest = Array.from({ length: 3300 }, (_, index) => index / 10).reduce((best, days) =>
      steinSize('gdphi', mixed, days) < steinSize('gdphi', mixed, best) ? days : best,
    );
    expect(fit.nadirDay!).toBeCloseTo(lowest, 0);
    expect(steinNadir(mixed, 'gdphi')!).toBeCloseTo(lowest, 0);
    expect(steinNadir({ g: 0.03, d: 0.004, phi: 0.5 }, 'gdphi')).toBeNull();
    expect(steinNadir({ g: 0.004, d: 0.03, phi: 1 }, 'gdphi')).toBeNull();
  });
  test('two points give g or d alone, without an error', () => {
    expect(
      fitStein([
        { day: 0, size: 20_000 },
        { day: 60, size: 30_000 },
      ]),
    ).toMatchObject({ model: 'gx', standardErrors: null, nadirDay: null });
    expect(
      fitStein([
        { day: 0, size: 20_000 },
        { day: 60, size: 30_000 },
      ])!.parameters.g,
    ).toBeCloseTo(Math.log(1.5) / 60, 8);
    expect(
      fitStein([
        { day: 0, size: 20_000 },
        { day: 60, size: 10_000 },
      ])!.parameters.d,
    ).toBeCloseTo(Math.log(2) / 60, 8);
  });
  test('noise widens the errors', () => {
    const noisy = (shift: number) =>
      fitStein(
        [0, 40, 80, 120, 160].map((days, index) => ({
          day: days,
          size: 30_000 * Math.exp(0.004 * days) + (index === 0 ? 0 : index % 2 === 0 ? shift : -shift),
        })),
      )!;
    expect(noisy(600).model).toBe('gx');
    expect(noisy(600).standardErrors!.g!).toBeGreaterThan(noisy(100).standardErrors!.g!);
  });
  test('a bend within the precision of 0.1 % of the size calls for no second rate, a larger one does', () => {
    const bent = (phi: number) => fitStein(seriesOf('gdphi', { g: 0.003, d: 0.03, phi }))!.model;
    expect([bent(0.001), bent(0.005)]).toEqual(['gx', 'gd']);
  });
  test('a size that stays the same is growth at no speed', () => {
    const fit = fitStein([0, 56, 112, 168, 224].map((days) => ({ day: days, size: 20_000 })))!;
    expect(fit).toMatchObject({ model: 'gx', nadirDay: null });
    expect(fit.parameters.g).toBeLessThan(1e-8);
  });
  test('nothing to fit', () => {
    expect(fitStein([])).toBeNull();
    expect(fitStein([{ day: 0, size: 20_000 }])).toBeNull();
    expect(
      fitStein([
        { day: 0, size: 0 },
        { day: 60, size: 10_000 },
      ]),
    ).toBeNull();
  });
});

describe('oligoprogression', () => {
  const growing = (count: number, extra: CompactLine['lesions'] = {}): CompactLine => ({
    lesions: {
      ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`G${index}`, { sizes: [20, 30] }])),
      S: { sizes: [20, 20] },
      ...extra,
    },
  });
  const found = (line: CompactLine) => followUps(line)[0]!.oligoprogression!;

  test.each([
    [0, 'not-met'],
    [1, 'met'],
    [5, 'met'],
    [6, 'not-met'],
  ])('%d growing lesions: %s', (count, verdictFound) => {
    expect(found(growing(count)).verdict).toBe(verdictFound);
  });
  test('counts non-targets and new lesions, apart', () => {
    const line = growing(1, {
      X: { role: 'non-target', sizes: ['present', 'unequivocal-progression'] },
      Y: { role: 'new', sizes: [null, 8] },
    });
    expect(found(line)).toEqual({ verdict: 'met', established: ['G0', 'X'], newLesions: ['Y'] });
  });
  test('is not assessable where missing sites could make it more than 5', () => {
    expect(found(growing(5, { M: { sizes: [20, 'not-done'] } })).verdict).toBe('not-assessable');
    expect(found(growing(4, { M: { sizes: [20, 'not-done'] } })).verdict).toBe('met');
    expect(found(growing(0, { M: { sizes: [20, 'not-done'] } })).verdict).toBe('not-assessable');
  });
  test('a non-target that was not evaluated is such a site, one that was treated is none', () => {
    const silent = (count: number, size: string | null, facts?: CompactLine['lesions'][string]['facts']) =>
      found(
        growing(count, {
          M: { role: 'non-target', sizes: ['present', size], ...(facts === undefined ? {} : { facts }) },
        }),
      ).verdict;
    expect([silent(5, 'not-evaluable'), silent(5, null), silent(0, 'not-done')]).toEqual([
      'not-assessable',
      'not-assessable',
      'not-assessable',
    ]);
    expect([silent(4, 'not-evaluable'), silent(5, 'present'), silent(0, 'present')]).toEqual(['met', 'met', 'not-met']);
    expect(silent(5, 'not-evaluable', { localTreatments: [{ kind: 'radiotherapy', date: day('2026-02-02') }] })).toBe(
      'met',
    );
    expect(found(growing(5, { M: { role: 'non-target', sizes: [14, 'not-done'] } })).verdict).toBe('not-assessable');
    expect(found(growing(4, { M: { role: 'non-target', sizes: [14, 'not-done'] } })).verdict).toBe('met');
  });
  test('unequivocal progression of a non-target stands until it is taken back', () => {
    const later = (...said: readonly (string | null)[]) =>
      followUps({
        lesions: { S: { sizes: [20, 20, 20, 20] }, X: { role: 'non-target', sizes: ['present', ...said] } },
      }).map(({ oligoprogression, nonTargetResponse }) => [oligoprogression!.verdict, nonTargetResponse]);
    expect(later('unequivocal-progression', 'unchanged', 'increased')).toEqual([
      ['met', 'PD'],
      ['met', 'PD'],
      ['met', 'PD'],
    ]);
    expect(later('unequivocal-progression', 'decreased', 'unchanged')).toEqual([
      ['met', 'PD'],
      ['not-met', 'NON-CR/NON-PD'],
      ['not-met', 'NON-CR/NON-PD'],
    ]);
    expect(later('unequivocal-progression', null, 'unchanged')).toEqual([
      ['met', 'PD'],
      ['not-assessable', 'NE'],
      ['met', 'PD'],
    ]);
    expect(later('increased', 'unchanged', 'present')).toEqual([
      ['not-met', 'NON-CR/NON-PD'],
      ['not-met', 'NON-CR/NON-PD'],
      ['not-met', 'NON-CR/NON-PD'],
    ]);
  });
});

test.each<readonly [Partial<OligometastaticFacts>, OligometastaticStateCode | null, string | null]>([
  [{}, null, 'polymetastaticBefore'],
  [{ polymetastaticBefore: 'yes' }, null, 'onSystemicTherapy'],
  [{ polymetastaticBefore: 'yes', onSystemicTherapy: 'no' }, 'induced-oligorecurrence', null],
  [{ polymetastaticBefore: 'yes', onSystemicTherapy: 'yes' }, null, 'progressive'],
  [{ polymetastaticBefore: 'yes', onSystemicTherapy: 'yes', progressive: 'yes' }, 'induced-oligoprogression', null],
  [{ polymetastaticBefore: 'yes', onSystemicTherapy: 'yes', progressive: 'no' }, 'induced-oligopersistence', null],
  [{ polymetastaticBefore: 'no' }, null, 'oligometastaticBefore'],
  [
    { polymetastaticBefore: 'no', oligometastaticBefore: 'yes', onSystemicTherapy: 'yes', progressive: 'yes' },
    'repeat-oligoprogression',
    null,
  ],
  [
    { polymetastaticBefore: 'no', oligometastaticBefore: 'yes', onSystemicTherapy: 'no' },
    'repeat-oligorecurrence',
    null,
  ],
  [
    { polymetastaticBefore: 'no', oligometastaticBefore: 'yes', onSystemicTherapy: 'yes', progressive: 'no' },
    'repeat-oligopersistence',
    null,
  ],
  [{ polymetastaticBefore: 'no', oligometastaticBefore: 'no' }, null, 'withinSixMonths'],
  [
    { polymetastaticBefore: 'no', oligometastaticBefore: 'no', withinSixMonths: 'yes' },
    'synchronous-oligometastatic-disease',
    null,
  ],
  [{ polymetastaticBefore: 'no', oligometastaticBefore: 'no', withinSixMonths: 'no' }, null, 'onSystemicTherapy'],
  [
    { polymetastaticBefore: 'no', oligometastaticBefore: 'no', withinSixMonths: 'no', onSystemicTherapy: 'no' },
    'metachronous-oligorecurrence',
    null,
  ],
  [
    { polymetastaticBefore: 'no', oligometastaticBefore: 'no', withinSixMonths: 'no', onSystemicTherapy: 'yes' },
    'metachronous-oligoprogression',
    null,
  ],
])('the oligometastatic state of %j is %s, missing %s', (facts, state, missing) => {
  const unknown: OligometastaticFacts = {
    polymetastaticBefore: 'unknown',
    oligometastaticBefore: 'unknown',
    withinSixMonths: 'unknown',
    onSystemicTherapy: 'unknown',
    progressive: 'unknown',
  };
  expect(oligometastaticState({ ...unknown, ...facts })).toEqual({
    state: state === null ? null : says(`oligometastatic/${state}`),
    missing,
  });
});

describe('pseudoprogression', () => {
  const found = (line: CompactLine) => first(classify(line)).pseudoprogression;
  test('is named only in hindsight', () => {
    expect(found({ lesions: { T: { sizes: [74, 91] } } })).toEqual([]);
    expect(found({ lesions: { T: { sizes: [74, 91, 63] } } })).toEqual([
      { progression: 'week 8', takenBackAt: 'week 16', localTreatmentBetween: false },
    ]);
    expect(found({ lesions: { T: { sizes: [74, 91, 97, 63] } } })).toEqual([]);
    expect(found({ lesions: { T: { sizes: [74, 91, 'not-done', 63] } } })).toMatchObject([{ takenBackAt: 'week 24' }]);
  });
  test('is not named while the cause of the iUPD was not evaluated', () => {
    const line = (...said: readonly (string | null)[]): CompactLine => ({
      lesions: {
        T: { sizes: [100, 100, 60, 60] },
        X: { role: 'non-target', sizes: ['present', 'unequivocal-progression', ...said] },
      },
    });
    expect(found(line('not-evaluable', null))).toEqual([]);
    expect(found(line('not-evaluable', 'present'))).toMatchObject([{ progression: 'week 8', takenBackAt: 'week 24' }]);
  });
  test('says when a local treatment lies between', () => {
    const facts = { localTreatments: [{ kind: 'radiotherapy' as const, date: day('2026-03-30') }] };
    const line: CompactLine = {
      lesions: { T: { sizes: [40, 40, 40] }, X: { role: 'new', sizes: [null, 12, 'absent'], facts } },
    };
    expect(found(line)).toMatchObject([{ localTreatmentBetween: true }]);
  });
});
