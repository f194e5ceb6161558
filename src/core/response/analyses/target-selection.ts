/**
 * Target selection: whether it keeps the rules of RECIST 1.1, and how much the verdict hangs on it. At most 5 targets and 2 an organ, nodes
 * one organ, paired organs one (docs/clinical-basis.md#recist-11).
 */
import type { OverallResponse } from '../model/classification.js';
import { classifyLine } from '../classify-line.js';
import type { LesionRole, TreatmentLineHistory } from '../model/history.js';
import { buildMatrix, lesionFactsFor, type LesionSeries } from '../model/lesion-series.js';
import { measurableFrom } from '../model/measurability.js';
import { resolveOptions, type ResponseOptions } from '../model/options.js';
import { noParameters, type ResponsePhrase } from '../model/phrases.js';
import { seededRandom } from './seeded-random.js';
import { buildTimeline } from '../model/timeline.js';
import { recistLimits } from '../thresholds.js';

export interface SelectionFault {
  readonly code: 'too-many-targets' | 'too-many-in-organ' | 'not-measurable' | 'in-prior-field';
  readonly lesions: readonly string[];
  readonly words: ResponsePhrase;
}

export interface Robustness {
  /** Admissible choices of targets; those tried, all of them where `exact`. */
  readonly choices: number;
  readonly tried: number;
  readonly exact: boolean;
  /** Share of the tried choices under which the category, and each flag's verdict, is the same as under the reader's choice. */
  readonly sameCategory: number;
  readonly sameDissociation: number;
  /** Half width of a 95 % interval of these shares; 0 where exact. */
  readonly error: number;
  readonly categories: Readonly<Partial<Record<OverallResponse, number>>>;
}

const { mostTargets, mostTargetsAnOrgan } = recistLimits;

interface Read {
  readonly lesions: readonly LesionSeries[];
  readonly measurable: readonly LesionSeries[];
  readonly baseline: number;
}

function readBaseline(
  history: TreatmentLineHistory,
  evaluator: string,
  options: ResponseOptions | undefined,
): Read | null {
  const own = history.evaluators.find((one) => one.evaluator === evaluator);
  if (own === undefined) return null;
  const timeline = buildTimeline(own, history.treatment);
  if (timeline.timepoints[timeline.baseline]?.phase !== 'baseline') return null;
  const { lesions } = buildMatrix(evaluator, timeline, lesionFactsFor(own, history), resolveOptions(options));
  const { timepoint } = timeline.timepoints[timeline.baseline]!;
  const measurable = lesions.filter((lesion) => {
    const { kind, size, finding } = lesion.readings[timeline.baseline]!;
    return (
      lesion.role !== 'new' &&
      !lesion.secondPrimary &&
      kind === 'measured' &&
      size! >= measurableFrom(lesion.node, finding!, timepoint)
    );
  });
  return { lesions, measurable, baseline: timeline.baseline };
}

const labels = (lesions: readonly LesionSeries[]): readonly string[] => lesions.map(({ label }) => label);

/** What in the reader's choice of targets departs from RECIST 1.1. Lesions without an organ are in no organ's count. */
export function checkTargetSelection(
  history: TreatmentLineHistory,
  evaluator: string,
  options?: ResponseOptions,
): readonly SelectionFault[] {
  const read = readBaseline(history, evaluator, options);
  if (read === null) return [];
  const targets = read.lesions.filter(
    ({ role, readings }) => role === 'target' && readings[read.baseline]!.finding !== null,
  );
  const crowded = [...new Set(targets.map(({ organ }) => organ))]
    .filter((organ) => organ !== null)
    .map((organ) => ({ organ, own: targets.filter((lesion) => lesion.organ === organ) }))
    .filter(({ own }) => own.length > mostTargetsAnOrgan);
  const small = targets.filter(
    (lesion) =>
      lesion.readings[read.baseline]!.kind === 'measured' && !read.measurable.includes(lesion) && !lesion.secondPrimary,
  );
  const inField = targets.filter(
    ({ facts }) => facts?.priorRadiotherapyField === 'in-field' && facts.progressionSinceRadiotherapy === null,
  );
  return [
    ...(targets.length > mostTargets
      ? [
          {
            code: 'too-many-targets' as const,
            lesions: labels(targets),
            words: {
              id: 'selection/too-many-targets',
              parameters: { count: targets.length, allowed: mostTargets },
            } as const,
          },
        ]
      : []),
    ...crowded.map(({ organ, own }) => ({
      code: 'too-many-in-organ' as const,
      lesions: labels(own),
      words: {
        id: 'selection/too-many-in-organ',
        parameters: { count: own.length, allowed: mostTargetsAnOrgan, organ },
      } as const,
    })),
    ...(small.length > 0
      ? [
          {
            code: 'not-measurable' as const,
            lesions: labels(small),
            words: { id: 'selection/not-measurable', parameters: noParameters } as const,
          },
        ]
      : []),
    ...(inField.length > 0
      ? [
          {
            code: 'in-prior-field' as const,
            lesions: labels(inField),
            words: { id: 'selection/in-prior-field', parameters: noParameters } as const,
          },
        ]
      : []),
  ];
}

/** Measurable lesions by organ; a lesion without an organ stands for itself. */
function groupByOrgan(lesions: readonly LesionSeries[]): readonly (readonly LesionSeries[])[] {
  const groups = new Map<string, LesionSeries[]>();
  for (const lesion of lesions) {
    const key = lesion.organ ?? `lesion ${lesion.label}`;
    groups.set(key, [...(groups.get(key) ?? []), lesion]);
  }
  return [...groups.values()];
}

/** How many lesions are chosen: as many as the rules allow, since fewer targets than possible would not be representative. */
const fullSize = (groups: readonly (readonly LesionSeries[])[]): number =>
  Math.min(
    mostTargets,
    groups.reduce((sum, { length }) => sum + Math.min(length, mostTargetsAnOrgan), 0),
  );

const waysWithin = (count: number, chosen: number): number =>
  chosen === 0 ? 1 : chosen === 1 ? count : (count * (count - 1)) / 2;

/** Number of admissible choices of each size from the groups at and after each index. */
function countWays(groups: readonly (readonly LesionSeries[])[], size: number): readonly (readonly number[])[] {
  const ways: number[][] = [
    ...groups.map(() => [] as number[]),
    Array.from({ length: size + 1 }, (_, left) => (left === 0 ? 1 : 0)),
  ];
  for (let index = groups.length - 1; index >= 0; index -= 1) {
    for (let left = 0; left <= size; left += 1) {
      ways[index]![left] = [0, 1, 2]
        .filter((chosen) => chosen <= left)
        .reduce((sum, chosen) => sum + waysWithin(groups[index]!.length, chosen) * ways[index + 1]![left - chosen]!, 0);
    }
  }
  return ways;
}

/** All admissible choices of full size, in a fixed order. */
function* admissible(
  lesions: readonly LesionSeries[],
  size: number,
  from = 0,
  chosen: readonly LesionSeries[] = [],
): Generator<readonly LesionSeries[]> {
  if (chosen.length === size) {
    yield chosen;
    return;
  }
  for (let index = from; index <= lesions.length - (size - chosen.length); index += 1) {
    const lesion = lesions[index]!;
    const sameOrgan = chosen.filter(({ organ }) => organ !== null && organ === lesion.organ).length;
    if (sameOrgan < mostTargetsAnOrgan) yield* admissible(lesions, size, index + 1, [...chosen, lesion]);
  }
}

/** One choice, drawn evenly from all admissible ones: first how many from each organ, then which. */
function drawChoice(
  groups: readonly (readonly LesionSeries[])[],
  ways: readonly (readonly number[])[],
  size: number,
  random: () => number,
): readonly LesionSeries[] {
  const drawn: LesionSeries[] = [];
  groups.forEach((group, index) => {
    const left = size - drawn.length;
    const waysOf = (count: number): number => waysWithin(group.length, count) * ways[index + 1]![left - count]!;
    let count = 0;
    for (let mark = random() * ways[index]![left]! - waysOf(count); mark >= 0; mark -= waysOf(count)) count += 1;
    const order = group.map((lesion) => ({ lesion, rank: random() })).sort((one, other) => one.rank - other.rank);
    drawn.push(...order.slice(0, count).map(({ lesion }) => lesion));
  });
  return drawn;
}

function withTargets(
  history: TreatmentLineHistory,
  evaluator: string,
  measurable: readonly LesionSeries[],
  chosen: readonly LesionSeries[],
): TreatmentLineHistory {
  const roles = new Map<string, LesionRole>(measurable.map(({ label }) => [label, 'non-target']));
  for (const { label } of chosen) roles.set(label, 'target');
  return {
    ...history,
    evaluators: history.evaluators
      .filter((own) => own.evaluator === evaluator)
      .map((own) => ({
        ...own,
        timepoints: own.timepoints.map((timepoint) => ({
          ...timepoint,
          findings: timepoint.findings.map((finding) => ({
            ...finding,
            role: roles.get(finding.lesion) ?? finding.role,
          })),
        })),
      })),
  };
}

interface Verdict {
  readonly category: OverallResponse;
  readonly dissociation: string;
}

function verdictAt(
  history: TreatmentLineHistory,
  evaluator: string,
  timepoint: string,
  options: ResponseOptions | undefined,
): Verdict | null {
  const found = classifyLine(history, { ...options, definitions: ['DR-A', 'DR-B'] })
    .evaluators.find((one) => one.evaluator === evaluator)
    ?.timepoints.find(({ key }) => key === timepoint);
  if (found === undefined || found.overallResponse === null) return null;
  return { category: found.overallResponse, dissociation: found.patterns.map(({ verdict }) => verdict).join() };
}

export interface RobustnessSearch {
  /** Up to this many admissible choices are all tried; beyond, so many are drawn. */
  readonly most?: number;
  readonly seed?: number;
}

/**
 * The share of admissible target choices under which the RECIST category and the flag stay the same at one scan. All choices are tried
 * where they are few (exact), else `most` are drawn with a fixed seed and the error is stated. Lesions left out become non-targets: present
 * unless unequivocal. Null where the scan is not classified or has no measurable lesion.
 */
export function targetRobustness(
  history: TreatmentLineHistory,
  evaluator: string,
  timepoint: string,
  options?: ResponseOptions,
  search: RobustnessSearch = {},
): Robustness | null {
  const { most = 500, seed = 1 } = search;
  const read = readBaseline(history, evaluator, options);
  const own = verdictAt(history, evaluator, timepoint, options);
  if (read === null || own === null || read.measurable.length === 0) return null;
  const groups = groupByOrgan(read.measurable);
  const size = fullSize(groups);
  const ways = countWays(groups, size);
  const choices = ways[0]![size]!;
  const exact = choices <= most;
  const random = seededRandom(seed);
  const tried = exact
    ? [...admissible(read.measurable, size)]
    : Array.from({ length: most }, () => drawChoice(groups, ways, size, random));
  const verdicts = tried.map((chosen) =>
    verdictAt(withTargets(history, evaluator, read.measurable, chosen), evaluator, timepoint, options)!,
  );
  const share = (same: (verdict: Verdict) => boolean): number => verdicts.filter(same).length / verdicts.length;
  const categories: Partial<Record<OverallResponse, number>> = {};
  for (const { category } of verdicts) categories[category] = (categories[category] ?? 0) + 1;
  const sameCategory = share(({ category }) => category === own.category);
  const sameDissociation = share(({ dissociation }) => dissociation === own.dissociation);
  const spread = Math.max(sameCategory * (1 - sameCategory), sameDissociation * (1 - sameDissociation));
  return {
    choices,
    tried: tried.length,
    exact,
    sameCategory,
    sameDissociation,
    error: exact ? 0 : 1.96 * Math.sqrt(spread / tried.length),
    categories,
  };
}
