/** iRECIST table 2 read row by row, beside the paper; and the state that the table alone cannot hold. */
import { immuneRow, immuneTable2, type NonTargetResponse, type TargetResponse } from '../../../../src/core/response/index.js';
import { classify, day, first, followUps } from './support.js';

const targets: readonly TargetResponse[] = ['CR', 'PR', 'SD', 'PD', 'NE', 'not-applicable'];
const nonTargets: readonly NonTargetResponse[] = ['CR', 'NON-CR/NON-PD', 'PD', 'NE', 'not-applicable'];

test('every combination has exactly one row, rows 9 and 10 aside', () => {
  for (const target of targets) for (const nonTarget of nonTargets) for (const newLesion of [true, false]) {
    const rows = immuneTable2.filter((row) => row.newLesion === newLesion && row.target.includes(target) && row.nonTarget.includes(nonTarget));
    expect(rows.map(({ row }) => row)).toEqual(newLesion && target === 'PD' && nonTarget === 'PD' ? [9, 10] : [rows[0]!.row]);
    expect(immuneRow(target, nonTarget, newLesion)).toBe(rows[0]);
  }
});

const everyRoute = ['target-growth', 'non-target-increase', 'new-lesion-growth', 'another-new-lesion', 'new-category'];

test.each<readonly [TargetResponse, NonTargetResponse, boolean, string, readonly string[]]>([
  ['CR', 'CR', false, 'iCR', []],
  ['CR', 'NON-CR/NON-PD', false, 'iPR', []],
  ['PR', 'NON-CR/NON-PD', false, 'iPR', []],
  ['SD', 'NON-CR/NON-PD', false, 'iSD', []],
  ['SD', 'PD', false, 'iUPD', ['non-target-increase', 'new-category']],
  ['PD', 'CR', false, 'iUPD', ['target-growth', 'new-category']],
  ['PD', 'PD', false, 'iUPD', ['target-growth', 'non-target-increase', 'new-category']],
  ['PD', 'PD', true, 'iUPD', everyRoute],
  ['CR', 'CR', true, 'iUPD', everyRoute],
  ['NE', 'NON-CR/NON-PD', false, 'NE', []],
  ['not-applicable', 'CR', false, 'iCR', []],
  ['not-applicable', 'NON-CR/NON-PD', false, 'NON-iCR/NON-iUPD', []],
  ['not-applicable', 'NE', false, 'NE', []],
  ['not-applicable', 'PD', false, 'iUPD', ['non-target-increase', 'new-category']],
])('targets %s, non-targets %s, new lesion %s: %s', (target, nonTarget, newLesion, response, confirmedBy) => {
  expect(immuneRow(target, nonTarget, newLesion)).toMatchObject({ withoutPriorProgression: response, withPriorProgression: response, confirmedBy });
});

test('clinical stability is what was stated between this scan and the next', () => {
  const stability = (date: string, stable: boolean) => [{ date: day(date), stable, by: 'Dr A' }];
  const line = { weeks: [0, 8, 12], lesions: { T: { sizes: [100, 125, 125] } } };
  const stated = (reported: ReturnType<typeof stability>) => followUps({ ...line, reported: { stability: reported } }).map(({ immune }) => immune!.stability);
  expect(stated(stability('2026-03-09', true))).toEqual(['stable', 'unknown']);
  expect(stated(stability('2026-03-09', false))).toEqual(['not-stable', 'unknown']);
  expect(stated(stability('2026-03-30', true))).toEqual(['unknown', 'stable']);
  expect(stated(stability('2026-03-01', true))).toEqual(['unknown', 'unknown']);
  expect(followUps(line).map(({ immune }) => immune!.stability)).toEqual(['unknown', 'unknown']);
});

test('the evaluator carries the best responses and the date of progression', () => {
  expect(first(classify({ lesions: { T: { sizes: [100, 60, 60, 80, 86] } } })).best).toEqual({ overall: 'PR', confirmed: 'PR', immune: 'iPR', immuneProgression: 'week 24' });
  expect(first(classify({ lesions: { T: { sizes: [100, 60, 80] } } })).best).toEqual({ overall: 'PR', confirmed: 'SD', immune: 'iPR', immuneProgression: null });
  expect(first(classify({ lesions: { T: { sizes: [100] } } })).best).toEqual({ overall: null, confirmed: null, immune: null, immuneProgression: null });
});

test('the trace says which routes confirmed', () => {
  const [, confirmed] = followUps({ lesions: { T: { sizes: [100, 125, 131] }, X: { role: 'new', sizes: [null, null, 12] } } });
  expect(confirmed!.immune).toMatchObject({ response: 'iCPD', row: 10, progressionSince: 'week 8', confirmedBy: ['target-growth', 'new-category'], note: null });
});
