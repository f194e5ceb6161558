/** What the analyses on request share: each evaluator's history read, classified by RECIST 1.1 and by the pattern definitions. */
import type { EvaluatorHistory, TreatmentLineHistory } from '../model/history.js';
import { buildMatrix, lesionFactsFor, type EvaluatorMatrix } from '../model/lesion-series.js';
import type { ResolvedOptions } from '../model/options.js';
import { evaluatePatterns, type PatternTimepoint } from '../patterns/patterns.js';
import { classifyRecist, type RecistTimepoint } from '../recist/recist.js';
import { buildTimeline } from '../model/timeline.js';

export interface Prepared {
  readonly matrix: EvaluatorMatrix;
  readonly recist: readonly (RecistTimepoint | null)[];
  readonly patterns: readonly (PatternTimepoint | null)[];
}

function prepare(own: EvaluatorHistory, history: TreatmentLineHistory, options: ResolvedOptions): Prepared {
  const matrix = buildMatrix(
    own.evaluator,
    buildTimeline(own, history.treatment),
    lesionFactsFor(own, history),
    options,
  );
  const recist = classifyRecist(matrix, options.recist);
  return { matrix, recist, patterns: evaluatePatterns(matrix, recist, options) };
}

/** Every evaluator of the line, by name. */
export const prepareLine = (history: TreatmentLineHistory, options: ResolvedOptions): readonly Prepared[] =>
  [...history.evaluators]
    .sort((one, other) => (one.evaluator < other.evaluator ? -1 : 1))
    .map((own) => prepare(own, history, options));
