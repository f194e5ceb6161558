/**
 * Stein fits over a history (docs/clinical-basis.md#hyperprogression-and-growth-rates): which sizes, on which days, of
 * whom.
 */
import {
  fitGrowth,
  fitStein,
  steinSize,
  type GrowthFits,
  type SteinParameters,
  type Timepoint,
  type TreatmentLineHistory,
} from '../../../../src/core/response/index.js';
import { historyOf, type CompactLine } from '../../../conformance/notation.js';
import { day } from './support.js';

const rates: SteinParameters = { g: 0.003, d: 0.02, phi: 1 };
/** Sizes in mm that follow the g-d model from 60 mm. */
const curve = (days: readonly number[]): readonly number[] =>
  days.map((at) => Math.round(60_000 * steinSize('gd', rates, at)) / 1000);
/** The fit to sizes in mm by day. */
const fitTo = (days: readonly number[], sizes: readonly number[]) =>
  fitStein(days.map((at, index) => ({ day: at, size: Math.round(1000 * sizes[index]!) })));
const only = (fits: readonly GrowthFits[]): GrowthFits => {
  expect(fits).toHaveLength(1);
  return fits[0]!;
};
const fitsOf = (line: CompactLine): GrowthFits => only(fitGrowth(historyOf(line)));
const fitOf = (fits: GrowthFits, label: string) => fits.lesions.find(({ lesion }) => lesion === label)!.fit;

/** Writes the timepoints anew, with the start of treatment as given. */
const rewritten = (
  line: CompactLine,
  change: (timepoint: Timepoint, index: number) => Partial<Timepoint>,
  start: TreatmentLineHistory['treatment']['start'] = null,
): TreatmentLineHistory => {
  const history = historyOf(line);
  return {
    ...history,
    treatment: { ...history.treatment, start },
    evaluators: history.evaluators.map((own) => ({
      ...own,
      timepoints: own.timepoints.map((timepoint, index) => ({ ...timepoint, ...change(timepoint, index) })),
    })),
  };
};

const days = [0, 30, 60, 120, 180, 240];
const sizes = curve(days);

describe('what is fitted', () => {
  test('each lesion by its sizes and the sum of the targets, from the baseline on', () => {
    const other = [20, 18, 16, 17, 19, 22];
    const fits = fitsOf({
      days,
      lesions: { T: { sizes }, U: { sizes: other }, N: { role: 'non-target', sizes: [12, 13, 14, 15, 16, 17] } },
    });
    expect(fits.evaluator).toBe('radiology');
    expect(fits.sum).toEqual(
      fitTo(
        days,
        sizes.map((size, index) => size + other[index]!),
      ),
    );
    expect(fits.lesions).toEqual([
      { lesion: 'T', fit: fitTo(days, sizes) },
      { lesion: 'U', fit: fitTo(days, other) },
      { lesion: 'N', fit: fitTo(days, [12, 13, 14, 15, 16, 17]) },
    ]);
  });
  test('the rates a day of the curve that made the sizes, and its nadir', () => {
    const { sum } = fitsOf({ days, lesions: { T: { sizes } } });
    expect(sum).toMatchObject({ model: 'gd', points: 5 });
    expect(sum!.parameters.g).toBeCloseTo(0.003, 5);
    expect(sum!.parameters.d).toBeCloseTo(0.02, 4);
    expect(sum!.nadirDay!).toBeCloseTo(82.48, 0);
    expect(Object.keys(sum!.standardErrors!)).toEqual(['g', 'd']);
  });
  test.each([
    ['growth', [20, 30], 'gx', { g: Math.log(1.5) / 56, d: 0 }],
    ['shrinkage', [30, 20], 'dx', { g: 0, d: Math.log(1.5) / 56 }],
  ] as const)('two sizes give %s alone, without standard errors', (_, two, model, expected) => {
    const { sum } = fitsOf({ lesions: { T: { sizes: two } } });
    expect(sum).toMatchObject({ model, points: 1, standardErrors: null, nadirDay: null });
    expect(sum!.parameters.g).toBeCloseTo(expected.g, 8);
    expect(sum!.parameters.d).toBeCloseTo(expected.d, 8);
  });
  test.each([
    ['one size', [20]],
    ['a first size of 0', [0, 20]],
    ['a second without a size', [20, 'not-done']],
  ] as const)('%s cannot be fitted', (_, two) => {
    const fits = fitsOf({ weeks: [0, 8], lesions: { T: { sizes: two } } });
    expect([fits.sum, fitOf(fits, 'T')]).toEqual([null, null]);
  });
  test('without targets there is no sum to fit', () => {
    const fits = fitsOf({ lesions: { N: { role: 'non-target', sizes: [20, 30] } } });
    expect(fits.sum).toBeNull();
    expect(fitOf(fits, 'N')).toEqual(fitTo([0, 56], [20, 30]));
  });
  test('a new lesion from its first size on, and in no sum', () => {
    const fits = fitsOf({
      days: [0, 56, 112, 168],
      lesions: { T: { sizes: [20, 21, 22, 23] }, X: { role: 'new', sizes: [null, 12, 15, 20] } },
    });
    expect(fitOf(fits, 'X')).toEqual(fitTo([56, 112, 168], [12, 15, 20]));
    expect(fits.sum).toEqual(fitTo([0, 56, 112, 168], [20, 21, 22, 23]));
  });
  test('what was gone counts as 0', () => {
    expect(fitsOf({ days: [0, 56, 112], lesions: { T: { sizes: [20, 10, 'absent'] } } }).sum).toEqual(
      fitTo([0, 56, 112], [20, 10, 0]),
    );
  });
  test('the setting for too small to measure', () => {
    const history = historyOf({ days: [0, 56, 112], lesions: { T: { sizes: [20, 10, 'too-small-to-measure'] } } });
    for (const [options, size] of [
      [undefined, 5],
      [{ recist: { tooSmallValue: 2000 } }, 2],
    ] as const) {
      const fits = only(fitGrowth(history, options));
      expect([fits.sum, fitOf(fits, 'T')]).toEqual(Array(2).fill(fitTo([0, 56, 112], [20, 10, size])));
    }
  });
  test('every evaluator by itself', () => {
    const fits = fitGrowth(
      historyOf({
        days: [0, 56],
        evaluator: 'radiology',
        lesions: { T: { sizes: [20, 30] } },
        evaluators: { central: { T: [20, 25] } },
      }),
    );
    expect(fits).toEqual([
      {
        evaluator: 'central',
        sum: fitTo([0, 56], [20, 25]),
        lesions: [{ lesion: 'T', fit: fitTo([0, 56], [20, 25]) }],
      },
      {
        evaluator: 'radiology',
        sum: fitTo([0, 56], [20, 30]),
        lesions: [{ lesion: 'T', fit: fitTo([0, 56], [20, 30]) }],
      },
    ]);
    expect(fitGrowth({ ...historyOf({ lesions: { T: { sizes: [20, 30] } } }), evaluators: [] })).toEqual([]);
  });
});

describe('what is left out', () => {
  test('scans before the baseline', () => {
    const fits = fitsOf({ days: [-60, 0, 56, 112], lesions: { T: { sizes: [90, 20, 25, 30] } } });
    expect(fits.sum).toEqual(fitTo([0, 56, 112], [20, 25, 30]));
    expect(fitOf(fits, 'T')).toEqual(fitTo([0, 56, 112], [20, 25, 30]));
  });
  test('held scans, whose lack of a date does not matter either', () => {
    const line: CompactLine = {
      days: [0, 56, 112],
      lesions: { T: { sizes: [20, 25, 30] } },
      scans: [{ baseline: true }, { held: ['the size of T'] }, {}],
    };
    for (const change of [{}, { date: null }]) {
      const fits = only(fitGrowth(rewritten(line, (_, index) => (index === 1 ? change : {}))));
      expect([fits.sum, fitOf(fits, 'T')]).toEqual(Array(2).fill(fitTo([0, 112], [20, 30])));
    }
  });
  test('a scan without the lesion, for the lesion; one without a target, for the sum', () => {
    const fits = fitsOf({
      days: [0, 56, 112, 168],
      lesions: { T: { sizes: [20, 'not-evaluable', 30, 33] }, U: { sizes: [10, 12, 14, 16] } },
    });
    expect(fitOf(fits, 'T')).toEqual(fitTo([0, 112, 168], [20, 30, 33]));
    expect(fitOf(fits, 'U')).toEqual(fitTo([0, 56, 112, 168], [10, 12, 14, 16]));
    expect(fits.sum).toEqual(fitTo([0, 112, 168], [30, 44, 49]));
  });
  test('the sum of the baseline, where a target has no size there: the first complete sum is the start', () => {
    const fits = fitsOf({
      days: [0, 56, 112],
      lesions: { T: { sizes: ['not-done', 20, 30] }, U: { sizes: [10, 12, 14] } },
    });
    expect(fits.sum).toEqual(fitTo([56, 112], [32, 44]));
    expect(fitOf(fits, 'T')).toEqual(fitTo([56, 112], [20, 30]));
  });
  test('another tumour', () => {
    const fits = fitsOf({
      days: [0, 56],
      lesions: {
        T: { sizes: [20, 30] },
        S: { sizes: [20, 10], facts: { secondPrimary: { date: day('2026-02-01'), histology: 'thyroid' } } },
      },
    });
    expect(fits.lesions).toEqual([{ lesion: 'T', fit: fitTo([0, 56], [20, 30]) }]);
    expect(fits.sum).toEqual(fitTo([0, 56], [20, 30]));
  });
});

describe('a lesion that was treated locally is fitted up to the treatment', () => {
  const ablation = (date: string) => ({ facts: { localTreatments: [{ kind: 'ablation' as const, date: day(date) }] } });
  // Scans lie on 2026-01-05, 2026-03-02, 2026-04-27 and 2026-06-22.
  test.each([
    ['between the second scan and the third', '2026-04-01', 2],
    ['on the day of the third, by which it is not past', '2026-04-27', 3],
    ['on the day before the third', '2026-04-26', 2],
    ['after the last', '2026-07-01', 4],
    ['before the baseline', '2025-12-01', 4],
  ])('%s', (_, date, kept) => {
    const at = [0, 56, 112, 168];
    const [treated, other] = [
      [20, 24, 10, 8],
      [20, 22, 25, 28],
    ];
    const fits = fitsOf({ days: at, lesions: { T: { sizes: treated, ...ablation(date) }, U: { sizes: other } } });
    expect(fitOf(fits, 'T')).toEqual(fitTo(at.slice(0, kept), treated));
    expect(fitOf(fits, 'U')).toEqual(fitTo(at, other));
    expect(fits.sum).toEqual(
      fitTo(
        at.slice(0, kept),
        treated.map((size, index) => size + other[index]!),
      ),
    );
  });
  test('between the baseline and the second scan: one size is left, and no fit', () => {
    expect(
      fitOf(fitsOf({ days: [0, 56, 112], lesions: { T: { sizes: [20, 24, 10], ...ablation('2026-02-01') } } }), 'T'),
    ).toBeNull();
  });
  test('before the first scan of a history without a baseline: nothing is left', () => {
    const line = (facts: object): CompactLine => ({
      days: [30, 56, 112],
      lesions: { T: { sizes: [20, 24, 10], ...facts } },
      scans: [{ baseline: false }, { baseline: false }, { baseline: false }],
    });
    expect(fitOf(fitsOf(line({})), 'T')).toEqual(fitTo([30, 56, 112], [20, 24, 10]));
    expect(fitOf(fitsOf(line(ablation('2026-01-10'))), 'T')).toBeNull();
  });
  test('a biopsy treats nothing', () => {
    const facts = { localTreatments: [{ kind: 'biopsy' as const, date: day('2026-02-01') }] };
    expect(fitOf(fitsOf({ days: [0, 56, 112], lesions: { T: { sizes: [20, 24, 10], facts } } }), 'T')).toEqual(
      fitTo([0, 56, 112], [20, 24, 10]),
    );
  });
});

describe('the day of a scan', () => {
  const line: CompactLine = {
    days: [0, 56, 112],
    lesions: { T: { sizes: [20, 25, 40] } },
    scans: [{ baseline: true }, {}, {}],
  };
  const expectDays = (history: TreatmentLineHistory, at: readonly number[], mm: readonly number[]): void => {
    const fits = only(fitGrowth(history));
    expect([fits.sum, fitOf(fits, 'T')]).toEqual([fitTo(at, mm), fitTo(at, mm)]);
  };
  test('by its date where no study day is known', () => {
    expectDays(
      rewritten(line, () => ({})),
      [0, 56, 112],
      [20, 25, 40],
    );
  });
  test('the middle of a partial date', () => {
    const dates = [
      { from: '2026-01-01', to: '2026-01-31' },
      day('2026-03-02'),
      { from: '2026-04-01', to: '2026-04-30' },
    ];
    // 16 January, 2 March (45 days on) and the middle of 15 and 16 April (89.5 days on).
    expectDays(
      rewritten(line, (_, index) => ({ date: dates[index]! })),
      [0, 45, 89.5],
      [20, 25, 40],
    );
  });
  test('by date, not by study day, where every scan has a date', () => {
    expectDays(
      rewritten(line, (_, index) => ({ studyDay: [1, 50, 90][index]! })),
      [0, 56, 112],
      [20, 25, 40],
    );
  });
  test('by study day where no scan has a date', () => {
    expectDays(
      rewritten(line, (_, index) => ({ date: null, studyDay: [1, 50, 90][index]! })),
      [1, 50, 90],
      [20, 25, 40],
    );
  });
  test('by study day throughout where one scan has no date', () => {
    expectDays(
      rewritten(line, (timepoint, index) => ({
        date: index === 1 ? null : timepoint.date,
        studyDay: [1, 50, 110][index]!,
      })),
      [1, 50, 110],
      [20, 25, 40],
    );
  });
  test.each([
    ['the baseline', 0],
    ['the last scan', 2],
  ])('%s, dated without a study day among scans that have only study days, is left out', (_, silent) => {
    const [at, mm] = [
      [1, 50, 113],
      [20, 25, 40],
    ];
    const history = rewritten(line, (timepoint, index) => ({
      date: index === 1 ? null : timepoint.date,
      studyDay: index === silent ? null : at[index]!,
    }));
    const kept = <Value>(values: readonly Value[]): readonly Value[] => values.filter((__, index) => index !== silent);
    expectDays(history, kept(at), kept(mm));
  });
});
