/** iRECIST table 2 read row by row, beside the paper; and the state that the table alone cannot hold. */
import {
  immuneRow,
  immuneTable2,
  overallByTable,
  type NonTargetResponse,
  type ResponseOptions,
  type TargetResponse,
} from '../../../../src/core/response/index.js';
import type { CompactFinding, CompactLesion, CompactLine } from '../../../conformance/notation.js';
import { classify, day, first, followUps } from './support.js';

const targets: readonly TargetResponse[] = ['CR', 'PR', 'SD', 'PD', 'NE', 'not-applicable'];
const nonTargets: readonly NonTargetResponse[] = ['CR', 'NON-CR/NON-PD', 'PD', 'NE', 'not-applicable'];

test('every combination has exactly one row, rows 9 and 10 aside', () => {
  for (const target of targets)
    for (const nonTarget of nonTargets)
      for (const newLesion of [true, false]) {
        const rows = immuneTable2.filter(
          (row) => row.newLesion === newLesion && row.target.includes(target) && row.nonTarget.includes(nonTarget),
        );
        expect(rows.map(({ row }) => row)).toEqual(
          newLesion && target === 'PD' && nonTarget === 'PD' ? [9, 10] : [rows[0]!.row],
        );
        expect(immuneRow(target, nonTarget, newLesion)).toBe(rows[0]);
      }
});

test('a response that no row knows is an error that names it', () => {
  const unknown = String('XD') as NonTargetResponse;
  expect(() => immuneRow('SD', unknown, false)).toThrow(
    'iRECIST table 2 has no row for target SD, non-target XD, new lesion false',
  );
  expect(() => overallByTable(String('XD') as TargetResponse, 'CR', 'no')).toThrow(
    'RECIST table 1 has no row for target XD, non-target CR, new lesion no',
  );
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
  expect(immuneRow(target, nonTarget, newLesion)).toMatchObject({
    withoutPriorProgression: response,
    withPriorProgression: response,
    confirmedBy,
  });
});

test('clinical stability is what was stated between this scan and the next', () => {
  const stability = (date: string, stable: boolean) => [{ date: day(date), stable, by: 'Dr A' }];
  const line = { weeks: [0, 8, 12], lesions: { T: { sizes: [100, 125, 125] } } };
  const stated = (reported: ReturnType<typeof stability>) =>
    followUps({ ...line, reported: { stability: reported } }).map(({ immune }) => immune!.stability);
  expect(stated(stability('2026-03-09', true))).toEqual(['stable', 'unknown']);
  expect(stated(stability('2026-03-09', false))).toEqual(['not-stable', 'unknown']);
  expect(stated(stability('2026-03-30', true))).toEqual(['unknown', 'stable']);
  expect(stated(stability('2026-03-01', true))).toEqual(['unknown', 'unknown']);
  expect(followUps(line).map(({ immune }) => immune!.stability)).toEqual(['unknown', 'unknown']);
  // Of several statements the last one counts, whatever order they come in.
  const changed = [...stability('2026-03-09', true), ...stability('2026-03-16', false)];
  for (const order of [changed, [...changed].reverse()]) expect(stated(order)).toEqual(['not-stable', 'unknown']);
});

test('the evaluator carries the best responses and the date of progression', () => {
  expect(first(classify({ lesions: { T: { sizes: [100, 60, 60, 80, 86] } } })).best).toEqual({
    overall: 'PR',
    confirmed: 'PR',
    immune: 'iPR',
    immuneProgression: 'week 24',
  });
  expect(first(classify({ lesions: { T: { sizes: [100, 60, 80] } } })).best).toEqual({
    overall: 'PR',
    confirmed: 'SD',
    immune: 'iPR',
    immuneProgression: null,
  });
  expect(first(classify({ lesions: { T: { sizes: [100] } } })).best).toEqual({
    overall: null,
    confirmed: null,
    immune: null,
    immuneProgression: null,
  });
});

test('the trace says which routes confirmed', () => {
  const [, confirmed] = followUps({
    lesions: { T: { sizes: [100, 125, 131] }, X: { role: 'new', sizes: [null, null, 12] } },
  });
  expect(confirmed!.immune).toMatchObject({
    response: 'iCPD',
    row: 10,
    progressionSince: 'week 8',
    confirmedBy: ['target-growth', 'new-category'],
    note: null,
  });
});

describe('from scan to scan', () => {
  const nonTarget = (...sizes: readonly CompactFinding[]): CompactLesion => ({ role: 'non-target', sizes });
  const fresh = (...sizes: readonly CompactFinding[]): CompactLesion => ({ role: 'new', organ: 'bone', sizes });
  const target = (...sizes: readonly CompactFinding[]): CompactLesion => ({ sizes });
  /** Response and scan of the iUPD at each follow-up, 8 weeks apart. */
  const course = (
    lesions: CompactLine['lesions'],
    options?: ResponseOptions,
  ): readonly (readonly [string, string | null])[] =>
    followUps({ lesions }, options).map(({ immune }) => [immune!.response, immune!.progressionSince]);

  test('a non-target that no longer progressed does not progress again by staying unchanged', () => {
    const line = {
      lesions: {
        T: { sizes: [50, 62, 62, 50] },
        N: { role: 'non-target' as const, sizes: ['present', 'unequivocal-progression', 'decreased', 'unchanged'] },
      },
    };
    expect(followUps(line).map(({ overallResponse, immuneResponse }) => [overallResponse, immuneResponse])).toEqual([
      ['PD', 'iUPD'],
      ['PD', 'iUPD'],
      ['SD', 'iSD'],
    ]);
  });
  test('one that no longer progressed confirms when it is said to have increased', () => {
    const lesions = (said: CompactFinding) => ({
      T: target(50, 62, 62, 62),
      N: nonTarget('present', 'unequivocal-progression', 'decreased', said),
    });
    expect(course(lesions('increased'))).toEqual([
      ['iUPD', 'week 8'],
      ['iUPD', 'week 8'],
      ['iCPD', 'week 8'],
    ]);
    expect(course(lesions('present'))).toEqual([
      ['iUPD', 'week 8'],
      ['iUPD', 'week 8'],
      ['iUPD', 'week 8'],
    ]);
  });
  test('an increase that was said of no progression changes nothing', () => {
    expect(course({ T: target(50, 62, 50), N: nonTarget('present', 'present', 'increased') })).toEqual([
      ['iUPD', 'week 8'],
      ['iSD', null],
    ]);
  });
  test('targets that were not evaluated leave their iUPD open', () => {
    expect(course({ T: target(50, 62, 'not-done', 50) })).toEqual([
      ['iUPD', 'week 8'],
      ['NE', 'week 8'],
      ['iSD', null],
    ]);
  });
  test.each(['unequivocal-progression', 'unchanged'])(
    'a non-target that progressed and is reported %s stays in the iUPD of its first scan, from which an increase confirms',
    (said) => {
      expect(
        course({ T: target(50, 50, 50, 50), N: nonTarget('present', 'unequivocal-progression', said, 'increased') }),
      ).toEqual([
        ['iUPD', 'week 8'],
        ['iUPD', 'week 8'],
        ['iCPD', 'week 8'],
      ]);
    },
  );
  test.each<[string, CompactFinding, CompactFinding, readonly [string, string | null]]>([
    ['one of them was not evaluated: not evaluable', 'present', 'not-done', ['NE', 'week 8']],
    ['the other was not evaluated: not evaluable', 'not-done', 'present', ['NE', 'week 8']],
    ['both only there: no longer progressing', 'present', 'present', ['iSD', null]],
  ])('two non-targets progressed, and %s', (_, one, other, expected) => {
    const worse = (said: CompactFinding) => nonTarget('present', 'unequivocal-progression', said);
    expect(course({ T: target(50, 50, 50), M: worse(one), N: worse(other) })).toEqual([['iUPD', 'week 8'], expected]);
  });
  test.each<[CompactFinding, readonly [string, string | null]]>([
    ['present', ['iUPD', 'week 24']],
    ['absent', ['iCR', null]],
    ['not-done', ['NE', 'week 24']],
  ])('a non-target that came back after a confirmed complete response and is %s at the next scan', (said, expected) => {
    const lesions = {
      T: target(50, 'absent', 'absent', 'absent', 'absent'),
      N: nonTarget('present', 'absent', 'absent', 'present', said),
    };
    expect(course(lesions)).toEqual([['iCR', null], ['iCR', null], ['iUPD', 'week 24'], expected]);
  });
  test('complete only without new lesions, those that no longer progress among them', () => {
    expect(course({ T: target(50, 50, 30, 'absent', 'absent'), X: fresh(null, 12, 12, 12, 'absent') })).toEqual([
      ['iUPD', 'week 8'],
      ['iPR', null],
      ['iPR', null],
      ['iCR', null],
    ]);
  });
  test('a new lesion that was not measured at the iUPD does not hide the growth of those that were', () => {
    const lesions = (now: number) => ({
      T: target(50, 50, 50),
      X: fresh(null, 12, now),
      Y: fresh(null, 'present', 12),
    });
    expect(course(lesions(17))).toEqual([
      ['iUPD', 'week 8'],
      ['iCPD', 'week 8'],
    ]);
    expect(course(lesions(16.9))).toEqual([
      ['iUPD', 'week 8'],
      ['iUPD', 'week 8'],
    ]);
  });
  test('after the bar was reset, a new target that went and is back in doubt adds nothing to the sum of the others', () => {
    const lesions = (back: CompactFinding) => ({
      T: target(100, 100, 60, 60, 60),
      X: fresh(null, 12, 12, 'absent', back),
      Y: fresh(null, 12, 12, 12, 12),
    });
    expect(course(lesions('20?')).slice(1)).toEqual([
      ['iPR', null],
      ['iPR', null],
      ['iPR', null],
    ]);
    expect(course(lesions(20)).at(-1)).toEqual(['iUPD', 'week 32']);
  });
  test('growth of the measured rest confirms only where it is progression: a missing target alone leaves it not evaluable', () => {
    const lesions = { T: target(50, 75, 140), U: target(50, 50, 'not-done') };
    expect(course(lesions)).toEqual([
      ['iUPD', 'week 8'],
      ['iCPD', 'week 8'],
    ]);
    expect(course(lesions, { recist: { missingTarget: 'ne' } })).toEqual([
      ['iUPD', 'week 8'],
      ['NE', 'week 8'],
    ]);
  });
});
