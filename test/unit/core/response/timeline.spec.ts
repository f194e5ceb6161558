/** Where timepoints lie among each other: dates, study days, what links the two, and what is not known. */
import { classifyLine, type Timepoint, type TreatmentLineHistory } from '../../../../src/core/response/index.js';
import { dateOfDay, historyOf, on } from '../../../conformance/notation.js';
import { says } from './support.js';

type Placed = Partial<Pick<Timepoint, 'key' | 'date' | 'studyDay' | 'statedBaseline' | 'held'>>;

function history(
  scans: readonly Placed[],
  start: { from: string; to: string } | null = on(dateOfDay(0)),
): TreatmentLineHistory {
  const drawn = historyOf({
    days: scans.map((_, index) => index),
    lesions: { T: { sizes: scans.map(() => 30) } },
    treatment: { start },
  });
  const [own] = drawn.evaluators;
  return {
    ...drawn,
    evaluators: [
      {
        ...own!,
        timepoints: own!.timepoints.map((scan, index) => ({
          ...scan,
          date: null,
          studyDay: null,
          key: `${index}`,
          label: `${index}`,
          ...scans[index],
        })),
      },
    ],
  };
}
const placed = (scans: readonly Placed[], start?: { from: string; to: string } | null) =>
  classifyLine(history(scans, start)).evaluators[0]!.timepoints.map(({ key, phase, studyDay }) => [
    key,
    phase,
    studyDay,
  ]);
const notes = (scans: readonly Placed[], start?: { from: string; to: string } | null) =>
  classifyLine(history(scans, start)).evaluators[0]!.timepoints.at(-1)!.notes;
const date = (day: number, to = day) => ({ date: { from: dateOfDay(day), to: dateOfDay(to) } });
const notTrue = [says('note/no-true-baseline')];

test('by study days alone', () => {
  expect(placed([{ studyDay: 57 }, { studyDay: 1 }, { studyDay: -20 }], null)).toEqual([
    ['2', 'before-treatment', -20],
    ['1', 'baseline', 1],
    ['0', 'follow-up', 57],
  ]);
  const best = (last: number) =>
    classifyLine(history([{ studyDay: 1 }, { studyDay: last }], null)).evaluators[0]!.best!.overall;
  expect([best(43), best(42)]).toEqual(['SD', 'NE']);
});
test('a study day among dates is placed by one whose date is known as well', () => {
  expect(placed([{ ...date(0), studyDay: 1 }, { ...date(60), studyDay: 61 }, { studyDay: 30 }])).toEqual([
    ['0', 'baseline', 1],
    ['2', 'follow-up', 30],
    ['1', 'follow-up', 61],
  ]);
  expect(placed([{ ...date(10), studyDay: 1 }, date(30), { studyDay: 15 }], null)).toEqual([
    ['0', 'baseline', 1],
    ['2', 'follow-up', 15],
    ['1', 'follow-up', null],
  ]);
  expect(placed([{ studyDay: 1 }, date(30)])).toEqual([
    ['0', 'baseline', 1],
    ['1', 'follow-up', 31],
  ]);
});
test('the earliest of several links counts, and of one day the lowest study day', () => {
  const between = (...links: readonly Placed[]) =>
    placed([...links, { studyDay: 20 }, date(24)], null).map(([key]) => key);
  // Day 0 is study day 1, so that study day 20 is day 19; by the later link it would be day 29.
  expect(between({ ...date(0), studyDay: 1 }, { ...date(40), studyDay: 31 })).toEqual(['0', '2', '3', '1']);
  expect(between({ ...date(40), studyDay: 31 }, { ...date(0), studyDay: 1 })).toEqual(['1', '2', '3', '0']);
  expect(between({ ...date(0), studyDay: 1 }, { ...date(0), studyDay: -9 })).toEqual(['1', '0', '3', '2']);
  expect(between({ ...date(0), studyDay: -9 }, { ...date(0), studyDay: 1 })).toEqual(['0', '1', '3', '2']);
});
test('a partial date with a study day inside it is that day', () => {
  const month = { ...date(26, 56), studyDay: 41 };
  expect(placed([{ ...date(0), studyDay: 1 }, date(35), month, date(45)]).map(([key]) => key)).toEqual([
    '0',
    '1',
    '2',
    '3',
  ]);
  expect(
    placed([{ ...date(0), studyDay: 1 }, date(35), { ...date(26, 56), studyDay: 90 }, date(45)]).map(([key]) => key),
  ).toEqual(['0', '2', '1', '3']);
});
test('scans of one day go by the end of their time, their study day and their key', () => {
  expect(placed([{ ...date(0) }, { ...date(30, 40) }, { ...date(30, 35) }]).map(([key]) => key)).toEqual([
    '0',
    '2',
    '1',
  ]);
  expect(
    placed([
      { ...date(0), studyDay: 1 },
      { ...date(30), studyDay: 32 },
      { ...date(30), studyDay: 31 },
    ]).map(([key]) => key),
  ).toEqual(['0', '2', '1']);
  expect(
    placed([{ ...date(0) }, { ...date(30), key: 'b' }, { ...date(30), key: 'a' }, { ...date(30), key: 'c' }]).map(
      ([key]) => key,
    ),
  ).toEqual(['0', 'a', 'b', 'c']);
});
test('what cannot be placed is held, last', () => {
  expect(placed([{ studyDay: 5 }, { ...date(0) }, { ...date(30) }], null)).toEqual([
    ['1', 'baseline', null],
    ['2', 'follow-up', null],
    ['0', 'held', 5],
  ]);
  expect(placed([{ key: 'z' }, { key: 'y' }, { ...date(0), key: 'a' }], null)).toEqual([
    ['a', 'baseline', null],
    ['y', 'held', null],
    ['z', 'held', null],
  ]);
  expect(placed([{ studyDay: 1 }, {}], null)).toEqual([
    ['0', 'baseline', 1],
    ['1', 'held', null],
  ]);
});
test('a first scan after the start is no true baseline; on the day of the start it is', () => {
  expect(notes([date(1), date(60)])).toEqual(notTrue);
  expect(notes([date(0), date(60)])).toBeUndefined();
  expect(notes([{ studyDay: 2 }, { studyDay: 60 }], null)).toEqual(notTrue);
  expect(notes([{ studyDay: 1 }, { studyDay: 60 }], null)).toBeUndefined();
  const march = { from: dateOfDay(0), to: dateOfDay(30) };
  expect(notes([date(31), date(90)], march)).toEqual(notTrue);
  expect(notes([date(30), date(90)], march)).toBeUndefined();
  expect(notes([date(31), date(90)], null)).toBeUndefined();
});
