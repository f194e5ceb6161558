import { type CompactLine, type CompactScan, historyOf } from '../../../conformance/notation.js';
import { classifyLine } from '../../../../src/core/response/index.js';

/** A CT and an MR so many days after it, under treatment, of one lesion of 30 mm. */
const sideBySide = (
  ct: number | string,
  mr: number | string,
  apart: number,
  scans: readonly CompactScan[] = [{}, { modality: 'CT' }, { modality: 'MR' }],
): CompactLine => ({ days: [0, 56, 56 + apart], lesions: { T: { sizes: [30, ct, mr] } }, scans });

const found = (line: CompactLine, flags = {}) =>
  classifyLine(historyOf(line), { flags }).evaluators[0]!.timepoints.map(
    ({ modalityDisagreements }) => modalityDisagreements,
  );

test('CT and MR of the same time that say otherwise are a finding on both sides', () => {
  expect(found(sideBySide(20, 30, 3))).toEqual([
    undefined,
    [{ timepoint: 'day 59', modality: 'MR', overallResponse: 'PD' }],
    [{ timepoint: 'day 56', modality: 'CT', overallResponse: 'PR' }],
  ]);
});

test('within the days of one timepoint: 14 are, 15 are not', () => {
  expect(found(sideBySide(20, 30, 14))[1]).toHaveLength(1);
  expect(found(sideBySide(20, 30, 15))).toEqual([undefined, undefined, undefined]);
  expect(found(sideBySide(20, 30, 15), { sameTimepointDays: 15 })[2]).toHaveLength(1);
});

test.each([
  ['the same outcome', sideBySide(30, 31, 3)],
  ['the same direction: CR and PR', sideBySide(20, 'absent', 3)],
  ['not evaluable contradicts nothing', sideBySide(20, 'not-evaluable', 3)],
  ['one modality', sideBySide(20, 30, 3, [{}, {}, {}])],
])('none: %s', (_, line) => {
  expect(found(line)).toEqual([undefined, undefined, undefined]);
});

test('none: a modality that is not stated differs from nothing', () => {
  const history = historyOf(sideBySide(20, 30, 3));
  const unstated = (key: string) => ({
    ...history,
    evaluators: history.evaluators.map((own) => ({
      ...own,
      timepoints: own.timepoints.map((scan) => (scan.key === key ? { ...scan, modality: null } : scan)),
    })),
  });
  for (const key of ['day 56', 'day 59']) {
    expect(
      classifyLine(unstated(key)).evaluators[0]!.timepoints.map(({ modalityDisagreements }) => modalityDisagreements),
    ).toEqual([undefined, undefined, undefined]);
  }
});
