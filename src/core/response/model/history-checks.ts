/**
 * Where a history does not fit together over its scans: dates against study days and visit numbers, sizes ten times those before, labels,
 * organs and targets. Each is a question to the sender; what is done with the value meanwhile stands in it.
 */
import { recistLimits } from '../thresholds.js';
import type { ClassificationQuery } from './classification.js';
import { asking } from './asking.js';
import { dayNumber } from './dates.js';
import type { Organ, Timepoint } from './history.js';
import { named, type EvaluatorMatrix, type LesionSeries } from './lesion-series.js';
import { measurableFrom } from './measurability.js';
import { isNormalAt } from './new-lesions.js';
import type { PlacedTimepoint } from './timeline.js';

type Check = (matrix: EvaluatorMatrix) => readonly ClassificationQuery[];

const { mostTargets, mostTargetsAnOrgan } = recistLimits;

/** More days than a visit's window: a study day that was copied from the plan lies nearer to its date than this. */
const mostDaysApart = 14;

interface DatedVisit {
  readonly placed: PlacedTimepoint;
  readonly date: string;
  readonly studyDay: number;
  /** The day on the calendar that its study day 1 would be. */
  readonly dayOne: number;
}

const datedVisits = ({ timeline }: EvaluatorMatrix): readonly DatedVisit[] =>
  timeline.timepoints.flatMap((placed) => {
    const { date, studyDay } = placed.timepoint;
    if (date === null || studyDay === null || date.from !== date.to) return [];
    const day = dayNumber(date.from);
    return [{ placed, date: date.from, studyDay, dayOne: day - (studyDay > 0 ? studyDay - 1 : studyDay) }];
  });

/** Each date against its study day, by what most of the visits say of study day 1; where none has a majority, the earliest study day tells. */
const datesAgainstStudyDays: Check = (matrix) => {
  const visits = [...datedVisits(matrix)].sort((one, other) => one.studyDay - other.studyDay);
  const agreeing = (visit: DatedVisit): number =>
    visits.filter(({ dayOne }) => Math.abs(dayOne - visit.dayOne) <= mostDaysApart).length;
  const reference = [...visits].sort((one, other) => agreeing(other) - agreeing(one))[0];
  if (reference === undefined) return [];
  return visits
    .filter(({ dayOne }) => Math.abs(dayOne - reference.dayOne) > mostDaysApart)
    .map(({ placed: { timepoint, phase }, date, studyDay, dayOne }) => ({
      ...asking('date-against-study-day', {
        scan: timepoint.label,
        date,
        studyDay,
        days: Math.abs(dayOne - reference.dayOne),
        held: phase === 'held',
      }),
      evaluator: matrix.evaluator,
      timepoint: timepoint.key,
    }));
};

const labelled = (...placed: readonly PlacedTimepoint[]): readonly { readonly label: string }[] =>
  placed.map(({ timepoint: { label } }) => ({ label }));

const isUnscheduled = ({ timepoint: { label } }: PlacedTimepoint): boolean => /\bUNS|\bUNPLANNED/i.test(label);

/** Visits whose numbers fall where their dates rise. Unscheduled ones are numbered as the sender likes. */
const ordersAgainstDates: Check = (matrix) => {
  const numbered = matrix.timeline.timepoints.filter(
    (placed) => placed.timepoint.order !== undefined && placed.span !== null && !isUnscheduled(placed),
  );
  return numbered.flatMap((later, index) => {
    const earlier = numbered[index - 1];
    if (earlier === undefined || earlier.timepoint.order! <= later.timepoint.order!) return [];
    return [
      {
        ...asking('visit-number-against-date', { scans: labelled(earlier, later) }),
        evaluator: matrix.evaluator,
        timepoint: later.timepoint.key,
      },
    ];
  });
};

const isOfOneDay = (one: PlacedTimepoint, other: PlacedTimepoint): boolean =>
  one.timepoint.date !== null &&
  one.timepoint.date.from === one.timepoint.date.to &&
  one.timepoint.date.from === other.timepoint.date?.from &&
  one.timepoint.date.to === other.timepoint.date.to;

/** Several scans stated to be the baseline: the last of them is read as it. */
const severalBaselines: Check = ({ timeline, evaluator }) => {
  const stated = timeline.timepoints.filter(({ timepoint }) => timepoint.statedBaseline === true);
  const last = stated.at(-1);
  return stated.length < 2 || last === undefined
    ? []
    : [
        {
          ...asking('several-baselines', { scans: labelled(...stated) }),
          evaluator,
          timepoint: last.timepoint.key,
        },
      ];
};

/** Two visits on one day: taken by their numbers, or not classified where nothing says which came first. */
const visitsOfOneDay: Check = ({ timeline, evaluator }) =>
  timeline.timepoints.flatMap((later, index) => {
    const earlier = timeline.timepoints[index - 1];
    if (earlier === undefined) return [];
    const asked = (id: 'one-day-unordered' | 'one-day-by-number') => [
      { ...asking(id, { scans: labelled(earlier, later) }), evaluator, timepoint: later.timepoint.key },
    ];
    if (timeline.unordered.some(([, second]) => second === index)) return asked('one-day-unordered');
    const numbered = earlier.timepoint.order !== undefined && later.timepoint.order !== undefined;
    return numbered && earlier.timepoint.order !== later.timepoint.order && isOfOneDay(earlier, later)
      ? asked('one-day-by-number')
      : [];
  });

/** A unit in the place of another changes a size tenfold; a little more or less is the change between two scans. */
const tenfold = { least: 7, most: 14 } as const;

const isTenfold = (larger: number, smaller: number): boolean =>
  larger >= smaller * tenfold.least && larger <= smaller * tenfold.most;

type TenfoldChange = 'ten-times' | 'a-tenth';

interface TenfoldLesion {
  readonly lesion: LesionSeries;
  readonly index: number;
  readonly change: TenfoldChange;
}

function tenfoldOf(now: number, before: number): TenfoldChange | null {
  if (isTenfold(now, before)) return 'ten-times';
  return isTenfold(before, now) ? 'a-tenth' : null;
}

/** Each measured size against the one measured before it. */
function tenfoldChanges(lesions: readonly LesionSeries[]): readonly TenfoldLesion[] {
  const found: TenfoldLesion[] = [];
  for (const lesion of lesions) {
    let before: number | null = null;
    lesion.readings.forEach(({ kind, size }, index) => {
      if (kind !== 'measured') return;
      const change = size === null || before === null ? null : tenfoldOf(size, before);
      if (change !== null) found.push({ lesion, index, change });
      before = size;
    });
  }
  return found;
}

const tenfoldSizes: Check = ({ timeline, lesions, evaluator }) => {
  const changes = tenfoldChanges(lesions);
  if (changes.length === 0) return [];
  return timeline.timepoints.flatMap(({ timepoint }, index) =>
    (['ten-times', 'a-tenth'] as const).flatMap((change) => {
      const found = changes.filter((one) => one.index === index && one.change === change);
      return found.length === 0
        ? []
        : [
            {
              ...asking('size-tenfold', {
                lesions: found.map(({ lesion }) => named(lesion)),
                scan: timepoint.label,
                change,
              }),
              evaluator,
              timepoint: timepoint.key,
            },
          ];
    }),
  );
};

/** A label as it is compared with others: '1' of 'T 01', 't1' and 'T-1' is one. */
const asCompared = (label: string): string =>
  label
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]/gu, '')
    .replace(/(?<![\p{N}.])0+(?=\p{N})/gu, '');

const labelsAlike: Check = ({ lesions, evaluator }) => {
  const keys = lesions.map(({ label }) => asCompared(label));
  if (new Set(keys).size === keys.length) return [];
  return [...new Set(keys)]
    .map((key) => lesions.filter((_, index) => keys[index] === key))
    .filter(({ length }) => length > 1)
    .map((own) => ({ ...asking('labels-alike', { lesions: own.map(named) }), evaluator, lesion: own[0]!.label }));
};

function organsOf({ readings }: LesionSeries): readonly Organ[] {
  const organs: Organ[] = [];
  for (const { finding } of readings) {
    const organ = finding?.organ ?? null;
    if (organ !== null && !organs.includes(organ)) organs.push(organ);
  }
  return organs;
}

const oneLabelTwoOrgans: Check = ({ lesions, evaluator }) =>
  lesions.flatMap((lesion) => {
    const organs = organsOf(lesion);
    return organs.length < 2
      ? []
      : [{ ...asking('lesion-in-two-organs', { lesion: named(lesion), organs }), evaluator, lesion: lesion.label }];
  });

function countsOfOrgans(
  lesions: readonly LesionSeries[],
): readonly { readonly organ: Organ; readonly count: number }[] {
  const counts = new Map<Organ, number>();
  for (const { organ } of lesions) if (organ !== null) counts.set(organ, (counts.get(organ) ?? 0) + 1);
  return Array.from(counts, ([organ, count]) => ({ organ, count }));
}

const tooSmall = (targets: readonly LesionSeries[], baseline: number, timepoint: Timepoint): readonly LesionSeries[] =>
  targets.filter(({ node, readings }) => {
    const { kind, size, finding } = readings[baseline]!;
    return kind === 'measured' && size! < measurableFrom(node, finding!, timepoint);
  });

/** What the choice of targets at the baseline departs from, said and classified as sent. */
const targetsAtBaseline: Check = ({ lesions, timeline, evaluator }) => {
  const { timepoint, phase } = timeline.timepoints[timeline.baseline] ?? {};
  if (timepoint === undefined || phase !== 'baseline') return [];
  const targets = lesions.filter(
    ({ role, readings }) => role === 'target' && readings[timeline.baseline]!.finding !== null,
  );
  const place = { evaluator, timepoint: timepoint.key };
  // Of a stated baseline the file itself was asked already.
  const asked = timepoint.statedBaseline === true || (timepoint.studyDay !== null && timepoint.studyDay <= 1);
  return [
    ...(targets.length > mostTargets
      ? [{ ...asking('too-many-targets', { count: targets.length, allowed: mostTargets }), ...place }]
      : []),
    ...countsOfOrgans(targets)
      .filter(({ count }) => count > mostTargetsAnOrgan)
      .map(({ organ, count }) => ({
        ...asking('too-many-in-organ', { count, allowed: mostTargetsAnOrgan, organ }),
        ...place,
      })),
    ...(asked
      ? []
      : tooSmall(targets, timeline.baseline, timepoint).map((lesion) => ({
          ...asking('target-not-measurable', {
            lesion: named(lesion),
            size: lesion.readings[timeline.baseline]!.size!,
          }),
          ...place,
          lesion: lesion.label,
        }))),
  ];
};

const firstSeenAt = (lesion: LesionSeries, { timeline }: EvaluatorMatrix): number =>
  lesion.readings.findIndex(
    ({ finding }, index) =>
      finding !== null &&
      !['not-done', 'not-evaluable', 'absent'].includes(finding.state) &&
      timeline.timepoints[index]!.phase !== 'held',
  );

const lateNonTargets: Check = (matrix) => {
  const { timeline, lesions, evaluator } = matrix;
  if (timeline.timepoints[timeline.baseline]?.phase !== 'baseline') return [];
  return lesions.flatMap((lesion) => {
    const first = firstSeenAt(lesion, matrix);
    const atBaseline = lesion.readings[timeline.baseline]!.finding !== null;
    if (lesion.role !== 'non-target' || atBaseline || first <= timeline.baseline) return [];
    const { key, label } = timeline.timepoints[first]!.timepoint;
    return [
      {
        ...asking('non-target-after-baseline', { lesion: named(lesion), scan: label }),
        evaluator,
        timepoint: key,
        lesion: lesion.label,
      },
    ];
  });
};

const smallNewNodes: Check = (matrix) =>
  matrix.lesions.flatMap((lesion) => {
    const first = lesion.role === 'new' ? firstSeenAt(lesion, matrix) : -1;
    if (first < 0 || !isNormalAt(lesion, first)) return [];
    const { key, label } = matrix.timeline.timepoints[first]!.timepoint;
    return [
      {
        ...asking('new-node-under-limit', { lesion: named(lesion), scan: label }),
        evaluator: matrix.evaluator,
        timepoint: key,
        lesion: lesion.label,
      },
    ];
  });

const checks: readonly Check[] = [
  datesAgainstStudyDays,
  ordersAgainstDates,
  severalBaselines,
  visitsOfOneDay,
  tenfoldSizes,
  labelsAlike,
  oneLabelTwoOrgans,
  targetsAtBaseline,
  lateNonTargets,
  smallNewNodes,
];

/** The questions that one evaluator's history raises as a whole. */
export const historyQueries = (matrix: EvaluatorMatrix): readonly ClassificationQuery[] =>
  checks.flatMap((check) => check(matrix));
