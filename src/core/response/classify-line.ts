/**
 * The way through the response core: a treatment line's history to its classification.
 */
import { bestOf, byName, readResponses } from './classify-responses.js';
import type {
  ClassificationQuery,
  EvaluatorClassification,
  ImmuneTimepoint,
  LineClassification,
  ModalityDisagreement,
  TimepointClassification,
} from './model/classification.js';
import type { EvaluatorPatterns } from './patterns/episodes.js';
import { findFlags } from './patterns/flags.js';
import type { EvaluatorHistory, TreatmentLineHistory } from './model/history.js';
import { findPseudoprogression } from './patterns/hindsight.js';
import { assessGrowth } from './growth/hyperprogression.js';
import { evaluatorQueries } from './model/history-checks.js';
import { inputQueries } from './model/input-queries.js';
import type { EvaluatorMatrix } from './model/lesion-series.js';
import { classifyMetabolic, type MetabolicResult } from './pet/metabolic.js';
import { findModalityDisagreements } from './pet/modality-disagreement.js';
import { notesAt } from './model/notes.js';
import { resolveOptions, type ResolvedOptions, type ResponseOptions } from './model/options.js';
import type { ResponsePhrase } from './model/phrases.js';
import { findOligoprogression } from './patterns/oligoprogression.js';
import { evaluatePatterns, type PatternTimepoint } from './patterns/patterns.js';
import type { RecistTimepoint } from './recist/recist.js';
import type { PlacedTimepoint, Timeline } from './model/timeline.js';
import { traceTrajectories } from './trajectories.js';

/** Version of the rules in this folder; it changes whenever a verdict may. */
export const engineVersion = '0.11.0';

interface Classified {
  readonly source: EvaluatorPatterns;
  readonly classification: EvaluatorClassification;
  readonly queries: readonly ClassificationQuery[];
}

const nothing: readonly never[] = [];

type Writable<Shape> = { -readonly [Key in keyof Shape]: Shape[Key] };

interface Findings {
  readonly recist: RecistTimepoint | null;
  readonly immune: ImmuneTimepoint | null;
  readonly metabolic: MetabolicResult | null;
  readonly patterns: PatternTimepoint | null;
  readonly disagreements: readonly ModalityDisagreement[] | null;
}

function timepointOf(
  matrix: EvaluatorMatrix,
  placed: PlacedTimepoint,
  index: number,
  findings: Findings,
  options: ResolvedOptions,
): TimepointClassification {
  const { recist, immune, metabolic, patterns, disagreements } = findings;
  const { timepoint, phase, studyDay } = placed;
  const notes = phase === 'follow-up' ? notesAt(matrix, index) : undefined;
  const classification: Writable<TimepointClassification> = {
    key: timepoint.key,
    label: timepoint.label,
    date: timepoint.date,
    studyDay,
    phase,
    modality: timepoint.modality,
    reader: timepoint.reader,
    baselineSum: recist?.baselineSum ?? null,
    sumOfDiameters: recist?.sum ?? null,
    measuredPart: recist?.measuredPart ?? null,
    measuredPartBaseline: recist?.measuredPartBaseline ?? null,
    nadirSum: recist?.nadirSum ?? null,
    targetResponse: recist?.target ?? null,
    nonTargetResponse: recist?.nonTarget ?? null,
    newLesion: recist?.newLesion ?? null,
    overallResponse: recist?.overall ?? null,
    afterProgression: recist?.afterProgression ?? false,
    reasons:
      phase === 'held'
        ? timepoint.held.map((held): ResponsePhrase => ({ id: 'held/waits-for-sender', parameters: held }))
        : (recist?.reasons ?? nothing),
    patterns:
      patterns === null
        ? nothing
        : metabolic !== null && isChosen(metabolic.pattern.definition, options)
          ? [...patterns.verdicts, metabolic.pattern]
          : patterns.verdicts,
    trace: recist?.trace ?? nothing,
    immuneResponse: immune?.response ?? null,
    immune,
    oligoprogression: patterns === null ? null : findOligoprogression(matrix, patterns),
  };
  if (notes !== undefined) classification.notes = notes;
  if (metabolic !== null) classification.metabolic = metabolic.verdicts;
  if (phase !== 'held' && timepoint.reportedScores !== undefined)
    classification.reportedScores = timepoint.reportedScores;
  if (disagreements !== null) classification.modalityDisagreements = disagreements;
  return classification;
}

const isChosen = (definition: string, { definitions }: ResolvedOptions): boolean =>
  definitions === null || definitions.includes(definition);

const severalModalities = ({ timepoints }: Timeline): boolean =>
  timepoints.some(({ timepoint }) => timepoint.modality !== timepoints[0]!.timepoint.modality);

function classifyEvaluator(
  history: EvaluatorHistory,
  line: TreatmentLineHistory,
  options: ResolvedOptions,
): Classified {
  const { matrix, recist, immune } = readResponses(history, line, options);
  const { timeline } = matrix;
  const metabolic = classifyMetabolic(matrix, recist, options);
  const patterns = evaluatePatterns(matrix, recist, options);
  const disagreements = severalModalities(timeline)
    ? findModalityDisagreements(matrix, recist, options.flags.sameTimepointDays)
    : null;
  return {
    source: { matrix, patterns },
    queries: inputQueries(matrix),
    classification: {
      evaluator: history.evaluator,
      timepoints: timeline.timepoints.map((placed, index) =>
        timepointOf(
          matrix,
          placed,
          index,
          {
            recist: recist[index] ?? null,
            immune: immune[index] ?? null,
            metabolic: metabolic[index] ?? null,
            patterns: patterns[index] ?? null,
            disagreements: disagreements?.[index] ?? null,
          },
          options,
        ),
      ),
      lesions: traceTrajectories(matrix),
      growth: assessGrowth(matrix, recist, line.treatment, line.reported, options),
      pseudoprogression: findPseudoprogression(matrix, immune),
      best: bestOf({ matrix, recist, immune }, options),
    },
  };
}

/**
 * Classifies a treatment line: every evaluator's history by itself (never two readers inside one nadir), then flags and watches
 * over all of them. Lengths are whole micrometres, dates ISO intervals; the order of timepoints, findings and evaluators carries
 * no meaning. A timepoint is everything of one evaluator within the window of one timepoint: exams on several days are merged
 * before. The same input and options always give the same result; it is plain JSON.
 */
export function classifyLine(history: TreatmentLineHistory, options?: ResponseOptions): LineClassification {
  const resolved = resolveOptions(options);
  const classified = [...history.evaluators]
    .sort(byName)
    .map((evaluator) => classifyEvaluator(evaluator, history, resolved));
  const { flags, queries, outside } = findFlags(
    history,
    classified.map(({ source }) => source),
    resolved,
  );
  return {
    engineVersion,
    evaluators: classified.map(({ classification }) => classification),
    flags,
    queries: [
      ...queries,
      ...evaluatorQueries(classified.map(({ classification }) => classification.evaluator)),
      ...classified.flatMap((one) => one.queries),
    ],
    ...(outside === null ? {} : { outside }),
  };
}
