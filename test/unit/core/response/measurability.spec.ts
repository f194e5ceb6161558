import type { LesionRole, Modality } from '../../../../src/core/response/index.js';
import type { ReadingKind } from '../../../../src/core/response/model/change-rules.js';
import type { LesionSeries } from '../../../../src/core/response/model/lesion-series.js';
import { isMeasurableAtBaseline, measurableFrom } from '../../../../src/core/response/model/measurability.js';
import { historyOf, type CompactLine, type CompactScan } from '../../../conformance/notation.js';
import { verdicts } from './support.js';

/** A growing non-target counts in the patterns where it was measurable at baseline. */
const grows = (size: number, organ: 'lung' | 'lymph-node', scan: CompactScan): unknown => {
  const line: CompactLine = {
    lesions: { S: { sizes: [60, 30] }, G: { role: 'non-target', organ, sizes: [size, 2 * size] } },
    scans: [scan, scan],
  };
  return verdicts(line, 'DR-A')[0];
};

test.each([
  ['10 mm', 'lung', {}, 10, 9.9],
  ['short axis 15 mm of a node', 'lymph-node', {}, 15, 14.9],
  ['slices of 5 mm are thin', 'lung', { sliceThickness: 5 }, 10, 9.9],
  ['twice a slice of 8 mm', 'lung', { sliceThickness: 8 }, 16, 15.9],
  ['20 mm on a plain film', 'lung', { modality: 'X-ray' }, 20, 19.9],
] as const)('measurable from %s', (_, organ, scan, from, under) => {
  expect([grows(from, organ, scan), grows(under, organ, scan)]).toEqual(['met', 'not-assessable']);
});

/** Sizes in mm from which a lesion is measurable (RECIST 1.1, docs/clinical-basis.md#recist-11). */
describe('the smallest measurable size', () => {
  const history = historyOf({ lesions: { T: { sizes: [20] } } });
  const [scan] = history.evaluators[0]!.timepoints;
  const from = (node: boolean, modality: Modality | null, slice: number | null, own: Modality | null = null): number =>
    measurableFrom(node, { ...scan!.findings[0]!, modality: own }, { ...scan!, modality, sliceThickness: slice });
  test.each<[string, boolean, Modality | null, number | null, number]>([
    ['CT without a slice thickness', false, 'CT', null, 10_000],
    ['MR as CT', false, 'MR', null, 10_000],
    ['by caliper', false, 'clinical', null, 10_000],
    ['an exam of no known kind', false, null, null, 10_000],
    ['slices of 5 mm', false, 'CT', 5000, 10_000],
    ['slices over 5 mm count twice', false, 'CT', 5001, 10_002],
    ['slices of 8 mm', false, 'CT', 8000, 16_000],
    ['a node', true, 'CT', null, 15_000],
    ['a node in slices of 7.5 mm', true, 'CT', 7500, 15_000],
    ['a node in slices of 7 mm', true, 'CT', 7000, 15_000],
    ['a node in slices of 8 mm', true, 'CT', 8000, 16_000],
    ['a chest film', false, 'X-ray', null, 20_000],
    ['a node on a chest film', true, 'X-ray', null, 20_000],
    ['a chest film, whatever the slices', false, 'X-ray', 9000, 20_000],
  ])('%s', (_, node, modality, slice, expected) => {
    expect(from(node, modality, slice)).toBe(expected);
  });
  test('goes by the exam of the lesion itself where that is another', () => {
    expect([from(false, 'CT', null, 'X-ray'), from(false, 'X-ray', null, 'CT')]).toEqual([20_000, 10_000]);
  });
});

describe('measurable at baseline', () => {
  const [scan] = historyOf({ lesions: { T: { sizes: [20] } } }).evaluators[0]!.timepoints;
  const lesion = (
    role: LesionRole,
    kind: ReadingKind,
    size: number | null,
    more: Partial<LesionSeries> = {},
  ): LesionSeries => ({
    label: 'L',
    role,
    organ: 'lung',
    site: null,
    axis: null,
    node: false,
    facts: null,
    secondPrimary: false,
    benignFrom: null,
    roleChanged: false,
    readings: [{ kind, size, finding: scan!.findings[0]!, treated: false }],
    ...more,
  });
  test.each<[string, LesionSeries, boolean]>([
    ['a non-target of 10 mm', lesion('non-target', 'measured', 10_000), true],
    ['one of less', lesion('non-target', 'measured', 9999), false],
    ['a node of 15 mm', lesion('non-target', 'measured', 15_000, { node: true }), true],
    ['a node of less', lesion('non-target', 'measured', 14_999, { node: true }), false],
    ['a target of any size, at the word of its reader', lesion('target', 'measured', 4000), true],
    ['a target without a size', lesion('target', 'missing', null), false],
    ['a target too small to measure', lesion('target', 'default', 5000), false],
    ['a target that is gone', lesion('target', 'absent', 0), false],
    ['a new lesion', lesion('new', 'measured', 30_000), false],
    ['another tumour', lesion('target', 'measured', 30_000, { secondPrimary: true }), false],
    ['a non-target that is not measured', lesion('non-target', 'missing', null), false],
    ['a lesion not read at the baseline', lesion('target', 'measured', 30_000, { readings: [] }), false],
  ])('%s', (_, series, expected) => {
    expect(isMeasurableAtBaseline(series, 0, scan!)).toBe(expected);
  });
});
