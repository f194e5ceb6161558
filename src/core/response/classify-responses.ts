/**
 * RECIST 1.1 and iRECIST of a treatment line: what every other rule stands on, and all that some ask for.
 */
import type { BestResponses, ImmuneResponse, ImmuneTimepoint, OverallResponse } from './model/classification.js';
import type { EvaluatorHistory, TreatmentLineHistory } from './model/history.js';
import { classifyImmune } from './irecist/irecist.js';
import { buildMatrix, lesionFactsFor, type EvaluatorMatrix } from './model/lesion-series.js';
import { resolveOptions, type ResolvedOptions, type ResponseOptions } from './model/options.js';
import {
  bestOverallResponse,
  confirmedBestOverallResponse,
  immuneBestOverallResponse,
  type DatedResponse,
} from './recist/best-response.js';
import { classifyRecist, type RecistTimepoint } from './recist/recist.js';
import { buildTimeline } from './model/timeline.js';

/** One evaluator's history with both criteria by index of its timeline; null where a scan is not classified. */
export interface ReadResponses {
  readonly matrix: EvaluatorMatrix;
  readonly recist: readonly (RecistTimepoint | null)[];
  readonly immune: readonly (ImmuneTimepoint | null)[];
}

/** Reads one evaluator's history and classifies it by both criteria. */
export function readResponses(
  own: EvaluatorHistory,
  line: TreatmentLineHistory,
  options: ResolvedOptions,
): ReadResponses {
  const timeline = buildTimeline(own, line.treatment);
  const matrix = buildMatrix(own.evaluator, timeline, lesionFactsFor(own, line), options);
  const recist = classifyRecist(matrix, options.recist);
  return { matrix, recist, immune: classifyImmune(matrix, recist, line.reported, options) };
}

/** The best responses of one evaluator's history; without a dated baseline those of RECIST 1.1 are null. */
export function bestOf(
  { matrix: { timeline }, recist, immune }: ReadResponses,
  options: ResolvedOptions,
): BestResponses {
  const reference = timeline.timepoints[timeline.baseline]?.span ?? null;
  const responses: DatedResponse[] = [];
  timeline.timepoints.forEach(({ span }, index) => {
    const response = recist[index]?.overall ?? null;
    if (response !== null && span !== null) responses.push({ response, span });
  });
  const seen = immune.filter((one) => one !== null);
  return {
    overall: reference === null ? null : bestOverallResponse(responses, reference, options.bestResponse),
    confirmed: reference === null ? null : confirmedBestOverallResponse(responses, reference, options.bestResponse),
    immune: immuneBestOverallResponse(seen.map(({ response }) => response)),
    immuneProgression: seen.find(({ response }) => response === 'iCPD')?.progressionSince ?? null,
  };
}

/** The order in which evaluators are told. */
export const byName = (one: EvaluatorHistory, other: EvaluatorHistory): number =>
  one.evaluator < other.evaluator ? -1 : 1;

export interface EvaluatorResponses {
  readonly evaluator: string;
  /** In order of time; a response is null where the scan has none: the baseline, one before treatment, one that is held. */
  readonly timepoints: readonly {
    readonly key: string;
    readonly overallResponse: OverallResponse | null;
    readonly immuneResponse: ImmuneResponse | null;
  }[];
  readonly best: BestResponses;
}

/**
 * The responses of every evaluator by RECIST 1.1 and iRECIST alone, as `classifyLine` gives them: without patterns, flags, growth rates,
 * traces and questions to the sender.
 */
export function classifyResponses(
  history: TreatmentLineHistory,
  options?: ResponseOptions,
): readonly EvaluatorResponses[] {
  const resolved = resolveOptions(options);
  return [...history.evaluators].sort(byName).map((own) => {
    const read = readResponses(own, history, resolved);
    return {
      evaluator: own.evaluator,
      timepoints: read.matrix.timeline.timepoints.map(({ timepoint: { key } }, index) => ({
        key,
        overallResponse: read.recist[index]?.overall ?? null,
        immuneResponse: read.immune[index]?.response ?? null,
      })),
      best: bestOf(read, resolved),
    };
  });
}
