/**
 * Where a history does not fit together over its scans: dates against study days and visit numbers, sizes ten times those before, labels,
 * organs and targets. Each is a question to the sender; what is done with the value meanwhile stands in it.
 */
import { recistLimits } from '../thresholds.js';
import type { ClassificationQuery } from './classification.js';
import { asking, raised } from './asking.js';
import { dayNumber } from './dates.js';
import type { Finding, Organ, Timepoint } from './history.js';
import { named, type EvaluatorMatrix, type LesionSeries } from './lesion-series.js';
import { measurableFrom } from './measurability.js';
import { isNormalAt } from './new-lesions.js';
import { countingName } from './scan-names.js';
import { isUnscheduled, type PlacedTimepoint } from './timeline.js';

type Check = (matrix: EvaluatorMatrix) => readonly ClassificationQuery[];

const { mostTargets, mostTargetsAnOrgan } = recistLimits;
const nothing: readonly never[] = [];

/** More days than a visit's window: a study day that was copied from the plan lies nearer to its date than this. */
const mostDaysApart = 14;

interface DatedVisit {
  readonly placed: PlacedTimepoint;
  readonly date: string;
  readonly studyDay: number;
  /** The day on the calendar that its study day 1 would be. */
  readonly dayOne: number;
}

function datedVisits({ timeline }: EvaluatorMatrix): readonly DatedVisit[] {
  const visits: DatedVisit[] = [];
  for (const placed of timeline.timepoints) {
    const { date, studyDay } = placed.timepoint;
    if (date === null || studyDay === null || date.from !== date.to) continue;
    const day = dayNumber(date.from);
    visits.push({ placed, date: date.from, studyDay, dayOne: day - (studyDay > 0 ? studyDay - 1 : studyDay) });
  }
  return visits;
}

/** Each date against its study day, by what most of the visits say of study day 1; where none has a majority, the earliest study day tells. */
const datesAgainstStudyDays: Check = (matrix) => {
  const dated = datedVisits(matrix);
  if (dated.length === 0) return nothing;
  const visits = [...dated].sort((one, other) => one.studyDay - other.studyDay);
  const agreeing = (visit: DatedVisit): number =>
    visits.filter(({ dayOne }) => Math.abs(dayOne - visit.dayOne) <= mostDaysApart).length;
  const reference = [...visits].sort((one, other) => agreeing(other) - agreeing(one))[0]!;
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

/** Visits whose numbers fall where their dates rise. Unscheduled ones are numbered as the sender likes. */
const ordersAgainstDates: Check = (matrix) => {
  const numbered = matrix.timeline.timepoints.filter(
    (placed) => placed.timepoint.order !== undefined && placed.span !== null && !isUnscheduled(placed.timepoint),
  );
  return raised(numbered, (later, index) => {
    const earlier = numbered[index - 1];
    if (earlier === undefined || earlier.timepoint.order! <= later.timepoint.order!) return null;
    return {
      ...asking('visit-number-against-date', { scans: labelled(earlier, later) }),
      evaluator: matrix.evaluator,
      timepoint: later.timepoint.key,
    };
  });
};

const isNumbered = ({ timepoint }: PlacedTimepoint): boolean => timepoint.order !== undefined;

/** Scans whose names count where their dates fall ('week 16' before 'week 8'); where both have numbers, these are asked. */
const namesAgainstDates: Check = ({ timeline: { timepoints }, evaluator }) =>
  raised(timepoints, (later, index) => {
    const earlier = timepoints[index - 1];
    if (earlier === undefined || earlier.span === null || later.span === null) return null;
    if (isNumbered(earlier) && isNumbered(later)) return null;
    const [first, second] = [countingName(earlier.timepoint.label), countingName(later.timepoint.label)];
    if (first === null || first.counted !== second?.counted || first.count <= second.count) return null;
    return {
      ...asking('name-against-date', { scans: labelled(earlier, later) }),
      evaluator,
      timepoint: later.timepoint.key,
    };
  });

/** More days between name and date than a plan is put off: a slip of the year, or of day and month. */
const mostDaysOff = 183;

/** Scans whose names say another time since the baseline than their dates; where a study day stands beside the date, that is asked. */
const namesFarFromDates: Check = ({ timeline: { timepoints, baseline, calendar }, evaluator }) => {
  const from = timepoints[baseline]?.span ?? null;
  if (!calendar || from === null) return nothing;
  return raised(timepoints, ({ timepoint, span, phase }) => {
    const days = phase === 'follow-up' ? (countingName(timepoint.label)?.days ?? null) : null;
    if (days === null || span === null || timepoint.date === null || timepoint.studyDay !== null) return null;
    const [least, most] = [span.from - from.to, span.to - from.from];
    if (days >= least - mostDaysOff && days <= most + mostDaysOff) return null;
    return {
      ...asking('name-far-from-date', { scan: timepoint.label, named: days, days: least }),
      evaluator,
      timepoint: timepoint.key,
    };
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

/** A stated baseline after the start of treatment, though a scan before the start is there. */
const baselineAfterStart: Check = ({ timeline, evaluator }) => {
  const { timepoint, studyDay } = timeline.timepoints[timeline.baseline] ?? {};
  if (timepoint?.statedBaseline !== true || typeof studyDay !== 'number' || studyDay <= 1) return nothing;
  const earlier = timeline.timepoints.slice(0, timeline.baseline);
  if (!earlier.some((placed) => placed.studyDay !== null && placed.studyDay <= 1)) return nothing;
  return [
    {
      ...asking('baseline-after-start', { scan: timepoint.label, studyDay }),
      evaluator,
      timepoint: timepoint.key,
    },
  ];
};

/** The scan that is read as the baseline came after the start of treatment, and none before it was sent. */
const noBaselineBeforeStart: Check = ({ timeline, evaluator }) => {
  const { timepoint, studyDay, phase } = timeline.timepoints[timeline.baseline] ?? {};
  if (timepoint === undefined || phase !== 'baseline' || !timeline.baselineAfterStart) return nothing;
  const earlier = timeline.timepoints.slice(0, timeline.baseline);
  if (earlier.some((placed) => placed.studyDay !== null && placed.studyDay <= 1)) return nothing;
  return [
    {
      ...asking('no-baseline-before-start', { scan: timepoint.label, studyDay: studyDay ?? null }),
      evaluator,
      timepoint: timepoint.key,
    },
  ];
};

/** A start of treatment without its day leaves open whether the baseline came before it; it is read as one that did. */
const startNotCertain: Check = ({ timeline, evaluator }) => {
  const { timepoint } = timeline.timepoints[timeline.baseline] ?? {};
  if (timepoint === undefined || !timeline.startNotCertain) return nothing;
  return [{ ...asking('start-not-certain', { scan: timepoint.label }), evaluator, timepoint: timepoint.key }];
};

const baselineNames = /^(base ?line|ausgangs(befund|untersuchung)?|BL)\b/i;

/** Another scan than the one that is read as the baseline is called so, and nothing but its name says it. */
const baselineByName: Check = ({ timeline, evaluator }) => {
  const { timepoint } = timeline.timepoints[timeline.baseline] ?? {};
  if (timepoint === undefined || timepoint.statedBaseline === true || baselineNames.test(timepoint.label))
    return nothing;
  const called = timeline.timepoints.filter(
    ({ timepoint: { label, statedBaseline } }) => statedBaseline === null && baselineNames.test(label),
  );
  if (called.length === 0) return nothing;
  return [
    {
      ...asking('baseline-by-name', { scan: timepoint.label, scans: labelled(...called) }),
      evaluator,
      timepoint: timepoint.key,
    },
  ];
};

/** Two visits on one day: taken by their numbers, or not classified where nothing says which came first. */
const visitsOfOneDay: Check = ({ timeline, evaluator }) =>
  raised(timeline.timepoints, (later, index) => {
    const earlier = timeline.timepoints[index - 1];
    if (earlier === undefined) return null;
    const asked = (id: 'one-day-unordered' | 'one-day-by-number') => ({
      ...asking(id, { scans: labelled(earlier, later) }),
      evaluator,
      timepoint: later.timepoint.key,
    });
    if (timeline.unordered.some(([, second]) => second === index)) return asked('one-day-unordered');
    const numbered = earlier.timepoint.order !== undefined && later.timepoint.order !== undefined;
    return numbered && earlier.timepoint.order !== later.timepoint.order && isOfOneDay(earlier, later)
      ? asked('one-day-by-number')
      : null;
  });

const labelsOf = ({ timepoint: { label, labels } }: PlacedTimepoint): readonly string[] => labels ?? [label];

/** Lesions of which both scans have a finding. */
const sharedLesions = (lesions: readonly LesionSeries[], one: number, other: number): readonly LesionSeries[] =>
  lesions.filter(({ readings }) => readings[one]!.finding !== null && readings[other]!.finding !== null);

/** Exams of one name by two modalities that both saw one lesion: they are two scans, though their sender calls them one. */
const oneNameTwoModalities: Check = ({ timeline: { timepoints }, lesions, evaluator }) =>
  raised(timepoints, (later, index) => {
    const earlier = timepoints[index - 1];
    if (earlier === undefined || !labelsOf(earlier).some((label) => labelsOf(later).includes(label))) return null;
    const modalities = [earlier.timepoint.modality, later.timepoint.modality];
    if (modalities.includes(null) || modalities[0] === modalities[1]) return null;
    if (earlier.span === null || later.span === null || later.span.from - earlier.span.to > mostDaysApart) return null;
    const shared = sharedLesions(lesions, index - 1, index);
    return shared.length === 0
      ? null
      : {
          ...asking('one-name-two-modalities', { lesions: shared.map(named), scan: later.timepoint.label }),
          evaluator,
          timepoint: later.timepoint.key,
        };
  });

/** Scans of which either may be the earlier one: a date names no day, and neither number nor study day tells. */
const ordersNotCertain: Check = ({ timeline: { timepoints }, lesions, evaluator }) =>
  raised(timepoints, (later, index) => {
    const earlier = timepoints[index - 1];
    if (earlier === undefined || earlier.span === null || later.span === null) return null;
    if (later.span.from >= earlier.span.to || (isNumbered(earlier) && isNumbered(later))) return null;
    if (earlier.studyDay !== null && later.studyDay !== null) return null;
    if (earlier.timepoint.statedBaseline === true || sharedLesions(lesions, index - 1, index).length === 0) return null;
    return {
      ...asking('order-not-certain', { scans: labelled(earlier, later) }),
      evaluator,
      timepoint: later.timepoint.key,
    };
  });

/**
 * A unit in the place of another changes a size tenfold; a little more or less is the change between two scans. More than that where the
 * smaller of the two is one that is hardly measured (under 5 mm), less where the larger is one that a lesion hardly has (over 100 mm).
 */
const tenfold = {
  least: 7,
  most: 14,
  hardlyMeasured: 5_000,
  mostThen: 40,
  hardlyThere: 100_000,
  leastThen: 5,
} as const;

function isTenfold(larger: number, smaller: number): boolean {
  const least = larger > tenfold.hardlyThere ? tenfold.leastThen : tenfold.least;
  const most = smaller < tenfold.hardlyMeasured ? tenfold.mostThen : tenfold.most;
  return larger >= smaller * least && larger <= smaller * most;
}

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
  if (changes.length === 0) return nothing;
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

const statesWithoutSize: readonly string[] = [
  'present',
  'decreased',
  'unchanged',
  'increased',
  'unequivocal-progression',
];

const lacksSize = (finding: Finding | null): boolean =>
  finding !== null && statesWithoutSize.includes(finding.state) && finding.uptake.length === 0;

/** Targets that were seen and not measured; those of a PET are measured by their uptake. */
const targetsWithoutSize: Check = ({ timeline, lesions, evaluator }) => {
  const targets = lesions.filter(({ role }) => role === 'target');
  return raised(timeline.timepoints, ({ timepoint, phase }, index) => {
    if (phase === 'held') return null;
    const found = targets.filter(({ readings }) => lacksSize(readings[index]!.finding));
    return found.length === 0
      ? null
      : {
          ...asking('target-without-size', { lesions: found.map(named), scan: timepoint.label }),
          evaluator,
          timepoint: timepoint.key,
        };
  });
};

const noSizes = ['absent', 'too-small-to-measure', 'not-evaluable', 'not-done'] as const;

/** Targets that the baseline has without a size: a target is one by its size there. Of one that is gone at a stated baseline the file was asked. */
const targetsWithoutBaselineSize: Check = ({ timeline, lesions, evaluator }) => {
  const { timepoint, phase } = timeline.timepoints[timeline.baseline] ?? {};
  if (timepoint === undefined || phase !== 'baseline') return nothing;
  return raised(noSizes, (state) => {
    if (state === 'absent' && isAskedByFile(timepoint)) return null;
    const found = lesions.filter(
      ({ role, readings }) => role === 'target' && readings[timeline.baseline]!.finding?.state === state,
    );
    return found.length === 0
      ? null
      : {
          ...asking('target-without-size-at-baseline', { lesions: found.map(named), scan: timepoint.label, state }),
          evaluator,
          timepoint: timepoint.key,
        };
  });
};

/** A target that is one mass with a lesion that is no target: what it measures is more than itself. */
const targetsMergedWithOthers: Check = ({ timeline, lesions, evaluator }) =>
  raised(lesions, (other) => {
    if (other.role === 'target') return null;
    const index = other.readings.findIndex(({ kind, finding }) => {
      const target = lesions.find(({ label }) => label === finding?.mergedInto);
      return kind === 'merged' && target?.role === 'target';
    });
    const into = other.readings[index]?.finding?.mergedInto;
    const target = into === undefined ? undefined : lesions.find(({ label }) => label === into);
    if (target === undefined) return null;
    const { key, label } = timeline.timepoints[index]!.timepoint;
    return {
      ...asking('target-merged-with-other', { lesion: named(target), other: named(other), scan: label }),
      evaluator,
      timepoint: key,
      lesion: target.label,
    };
  });

/** Letters and then a number, as most labels are: nothing in them stands for anything else. */
const plainLabel = /^[a-z]*(?:[1-9]\d*)?$/i;

/** A label as it is compared with others: '1' of 'T 01', 't1' and 'T-1' is one. */
const asCompared = (label: string): string =>
  plainLabel.test(label)
    ? label.toLowerCase()
    : label
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}.]/gu, '')
        .replace(/(?<![\p{N}.])0+(?=\p{N})/gu, '');

const labelsAlike: Check = ({ lesions, evaluator }) => {
  if (lesions.length < 2) return nothing;
  const keys = lesions.map(({ label }) => asCompared(label));
  if (new Set(keys).size === keys.length) return nothing;
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

/** An organ was stated other than the lesion's own, which is one of those that were. */
const isInAnotherOrgan = ({ organ, readings }: LesionSeries): boolean =>
  readings.some(({ finding }) => finding !== null && finding.organ !== null && finding.organ !== organ);

const oneLabelTwoOrgans: Check = ({ lesions, evaluator }) =>
  raised(lesions, (lesion) =>
    isInAnotherOrgan(lesion)
      ? {
          ...asking('lesion-in-two-organs', { lesion: named(lesion), organs: organsOf(lesion) }),
          evaluator,
          lesion: lesion.label,
        }
      : null,
  );

/** Organs with more targets than an organ may have, with how many they have. What is called 'other' is no one organ. */
function crowdedOrgans(targets: readonly LesionSeries[]): readonly { readonly organ: Organ; readonly count: number }[] {
  if (targets.length <= mostTargetsAnOrgan) return nothing;
  const counts = new Map<Organ, number>();
  for (const { organ } of targets)
    if (organ !== null && organ !== 'other') counts.set(organ, (counts.get(organ) ?? 0) + 1);
  return [...counts].map(([organ, count]) => ({ organ, count })).filter(({ count }) => count > mostTargetsAnOrgan);
}

const isTooSmall = ({ node, readings }: LesionSeries, baseline: number, timepoint: Timepoint): boolean => {
  const { kind, size, finding } = readings[baseline]!;
  return kind === 'measured' && size! < measurableFrom(node, finding!, timepoint);
};

/** At a stated baseline the file itself was asked about its targets already. */
const isAskedByFile = ({ statedBaseline, studyDay }: Timepoint): boolean =>
  statedBaseline === true || (studyDay !== null && studyDay <= 1);

/** What the choice of targets at the baseline departs from, said and classified as sent. */
const targetsAtBaseline: Check = ({ lesions, timeline, evaluator }) => {
  const { baseline } = timeline;
  const { timepoint, phase } = timeline.timepoints[baseline] ?? {};
  if (timepoint === undefined || phase !== 'baseline') return nothing;
  const targets = lesions.filter(({ role, readings }) => role === 'target' && readings[baseline]!.finding !== null);
  const { key } = timepoint;
  const queries: ClassificationQuery[] = [];
  if (targets.length > mostTargets)
    queries.push({
      ...asking('too-many-targets', { count: targets.length, allowed: mostTargets }),
      evaluator,
      timepoint: key,
    });
  for (const { organ, count } of crowdedOrgans(targets))
    queries.push({
      ...asking('too-many-in-organ', { count, allowed: mostTargetsAnOrgan, organ }),
      evaluator,
      timepoint: key,
    });
  if (isAskedByFile(timepoint)) return queries;
  for (const lesion of targets)
    if (isTooSmall(lesion, baseline, timepoint))
      queries.push({
        ...asking('target-not-measurable', { lesion: named(lesion), size: lesion.readings[baseline]!.size! }),
        evaluator,
        timepoint: key,
        lesion: lesion.label,
      });
  return queries;
};

const firstSeenAt = (lesion: LesionSeries, { timeline }: EvaluatorMatrix): number =>
  lesion.readings.findIndex(
    ({ finding }, index) =>
      finding !== null &&
      finding.state !== 'not-done' &&
      finding.state !== 'not-evaluable' &&
      finding.state !== 'absent' &&
      timeline.timepoints[index]!.phase !== 'held',
  );

const lateNonTargets: Check = (matrix) => {
  const { timeline, lesions, evaluator } = matrix;
  const { baseline } = timeline;
  if (timeline.timepoints[baseline]?.phase !== 'baseline') return nothing;
  return raised(lesions, (lesion) => {
    if (lesion.role !== 'non-target' || lesion.readings[baseline]!.finding !== null) return null;
    const first = firstSeenAt(lesion, matrix);
    if (first <= baseline) return null;
    const { key, label } = timeline.timepoints[first]!.timepoint;
    return {
      ...asking('non-target-after-baseline', { lesion: named(lesion), scan: label }),
      evaluator,
      timepoint: key,
      lesion: lesion.label,
    };
  });
};

const smallNewNodes: Check = (matrix) =>
  raised(matrix.lesions, (lesion) => {
    const first = lesion.role === 'new' ? firstSeenAt(lesion, matrix) : -1;
    if (first < 0 || !isNormalAt(lesion, first)) return null;
    const { key, label } = matrix.timeline.timepoints[first]!.timepoint;
    return {
      ...asking('new-node-under-limit', { lesion: named(lesion), scan: label }),
      evaluator: matrix.evaluator,
      timepoint: key,
      lesion: lesion.label,
    };
  });

/** Lesions that were sent as new and are at no scan there, nor said to be: a row that calls a lesion new and shows none. */
const newLesionsNeverSeen: Check = (matrix) =>
  raised(matrix.lesions, (lesion) => {
    if (lesion.role !== 'new' || firstSeenAt(lesion, matrix) >= 0) return null;
    const index = lesion.readings.findIndex(
      ({ finding }, at) => finding !== null && matrix.timeline.timepoints[at]!.phase !== 'held',
    );
    const { timepoint } = matrix.timeline.timepoints[index] ?? {};
    if (timepoint === undefined) return null;
    const { state } = lesion.readings[index]!.finding!;
    return {
      ...asking('new-lesion-never-seen', { lesion: named(lesion), scan: timepoint.label, state }),
      evaluator: matrix.evaluator,
      timepoint: timepoint.key,
      lesion: lesion.label,
    };
  });

const checks: readonly Check[] = [
  datesAgainstStudyDays,
  ordersAgainstDates,
  namesAgainstDates,
  namesFarFromDates,
  severalBaselines,
  baselineAfterStart,
  noBaselineBeforeStart,
  startNotCertain,
  baselineByName,
  visitsOfOneDay,
  ordersNotCertain,
  oneNameTwoModalities,
  tenfoldSizes,
  targetsWithoutSize,
  targetsWithoutBaselineSize,
  targetsMergedWithOthers,
  labelsAlike,
  oneLabelTwoOrgans,
  targetsAtBaseline,
  lateNonTargets,
  smallNewNodes,
  newLesionsNeverSeen,
];

/** The questions that one evaluator's history raises as a whole. */
export function historyQueries(matrix: EvaluatorMatrix): readonly ClassificationQuery[] {
  const queries: ClassificationQuery[] = [];
  for (const check of checks) queries.push(...check(matrix));
  return queries;
}

/** Evaluators of one line whose names look alike: their scans are two histories, and it is asked whether they are one. */
export function evaluatorQueries(evaluators: readonly string[]): readonly ClassificationQuery[] {
  if (evaluators.length < 2) return nothing;
  const keys = evaluators.map(asCompared);
  return [...new Set(keys)]
    .map((key) => evaluators.filter((_, index) => keys[index] === key))
    .filter(({ length }) => length > 1)
    .map((alike) => asking('evaluators-alike', { evaluators: alike }));
}
