/**
 * Episodes of a definition: from the timepoint at which it was first met until it is no longer met, merged over evaluators
 * (docs/clinical-basis.md#episodes-of-a-flag-p).
 */
import type { DaySpan } from '../model/dates.js';
import type { EvaluatorMatrix } from '../model/lesion-series.js';
import type { PatternDefinitionData } from './pattern-definitions.js';
import type { PatternTimepoint } from './patterns.js';

const nothing: readonly never[] = [];

export interface EvaluatorPatterns {
  readonly matrix: EvaluatorMatrix;
  readonly patterns: readonly (PatternTimepoint | null)[];
}

/** met; doubtful: would be met if an equivocal new lesion were one; open: not assessable, which ends no episode. */
export type Standpoint = 'met' | 'doubtful' | 'not-met' | 'open';

export interface Run {
  readonly source: EvaluatorPatterns;
  readonly start: number;
  /** Index of the latest timepoint at which it was met (or doubtful). */
  readonly latest: number;
  readonly open: boolean;
}

export interface Episode {
  readonly runs: readonly Run[];
}

const endsAfterFirst = (definition: PatternDefinitionData): boolean =>
  definition.rule?.unit === 'organ' && definition.rule.firstEvaluationOnly;

/** What one evaluator's verdict on a definition says at a timepoint. */
export function standpointAt(definition: PatternDefinitionData, timepoint: PatternTimepoint): Standpoint {
  const verdict = timepoint.verdicts.find((candidate) => candidate.definition === definition.id)?.verdict;
  if (verdict === 'met') return 'met';
  if (timepoint.metIfUnequivocal.includes(definition.id)) return 'doubtful';
  if (verdict === 'not-met' || (endsAfterFirst(definition) && !timepoint.scene.firstEvaluation)) return 'not-met';
  return 'open';
}

/** The runs of one evaluator, in time order. */
function findRuns(definition: PatternDefinitionData, source: EvaluatorPatterns): readonly Run[] {
  const runs: Run[] = [];
  let [start, latest] = [-1, -1];
  for (let index = 0; index < source.patterns.length; index += 1) {
    const timepoint = source.patterns[index] ?? null;
    const standpoint = timepoint === null ? 'open' : standpointAt(definition, timepoint);
    if (standpoint === 'met' || standpoint === 'doubtful') {
      if (start < 0) start = index;
      latest = index;
    } else if (standpoint === 'not-met' && start >= 0) {
      runs.push({ source, start, latest, open: false });
      start = -1;
    }
  }
  if (start >= 0) runs.push({ source, start, latest, open: true });
  return runs;
}

const spanAt = (run: Run, index: number): DaySpan => run.source.matrix.timeline.timepoints[index]!.span!;
const startDay = (run: Run): number => spanAt(run, run.start).from;
const lastDay = (run: Run): number => (run.open ? Number.POSITIVE_INFINITY : spanAt(run, run.latest).to);

/** Joins the runs of all evaluators that overlap, or lie within the days of one timepoint, into episodes. */
export function findEpisodes(
  definition: PatternDefinitionData,
  sources: readonly EvaluatorPatterns[],
  sameTimepointDays: number,
): readonly Episode[] {
  const runs = sources.flatMap((source) => findRuns(definition, source));
  if (runs.length === 0) return nothing;
  runs.sort((one, other) => startDay(one) - startDay(other));
  const episodes: Run[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const run of runs) {
    if (startDay(run) <= end + sameTimepointDays) episodes.at(-1)!.push(run);
    else episodes.push([run]);
    end = Math.max(end, lastDay(run));
  }
  return episodes.map((joined) => ({ runs: joined }));
}

/** The follow-up of another evaluator that shows the same scan: the same key, else the nearest within the days of one timepoint. */
export function matchingTimepoint(
  source: EvaluatorPatterns,
  key: string,
  span: DaySpan,
  sameTimepointDays: number,
): PatternTimepoint | null {
  let best: PatternTimepoint | null = null;
  let distance = sameTimepointDays + 1;
  source.patterns.forEach((timepoint, index) => {
    if (timepoint === null) return;
    const placed = source.matrix.timeline.timepoints[index]!;
    const days = placed.timepoint.key === key ? -1 : Math.abs(placed.span!.from - span.from);
    if (days >= distance) return;
    best = timepoint;
    distance = days;
  });
  return best;
}
