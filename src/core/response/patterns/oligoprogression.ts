/**
 * Oligoprogression (docs/clinical-basis.md#pseudoprogression-and-oligoprogression) and the state of oligometastatic
 * disease (EORTC and ESTRO consensus: Guckenberger, Lancet Oncol 2020;21:e18-28; the tree is general knowledge, not
 * checked).
 */
import type { OligoprogressionFinding } from '../model/classification.js';
import type { EvaluatorMatrix, LesionSeries } from '../model/lesion-series.js';
import { noParameters, type OligometastaticStateCode, type ResponsePhrase } from '../model/phrases.js';
import type { PatternTimepoint } from './patterns.js';
import { wasEvaluated } from '../recist/recist.js';
import type { Timeline } from '../model/timeline.js';
import { patternLimits } from '../thresholds.js';

const { mostProgressingSites } = patternLimits;

/**
 * Index of the scan at which a non-target progressed unequivocally, or null: as in RECIST it stands while later scans say 'unchanged' or
 * 'increased'.
 */
export function standsWorseSince(
  { readings }: LesionSeries,
  index: number,
  { timepoints, baseline }: Timeline,
): number | null {
  for (let at = index; at > baseline; at -= 1) {
    const reading = readings[at]!;
    if (timepoints[at]!.phase !== 'follow-up' || !wasEvaluated(reading)) continue;
    const { state } = reading.finding!;
    if (state === 'unequivocal-progression') return at;
    if (state !== 'unchanged' && state !== 'increased') return null;
  }
  return null;
}

const wasSeenBefore = ({ readings }: LesionSeries, index: number): boolean =>
  readings.some(({ finding }, at) => at < index && finding !== null);

/**
 * The sites that progress at a scan: lesions that meet the grow rule of DR-A, non-targets with unequivocal progression and new lesions.
 * Met with 1 to 5; not assessable where sites that were not measured, or non-targets that were not evaluated, could change the answer.
 * A lesion that was treated in between is no such site: it is followed by itself.
 */
export function findOligoprogression(
  { lesions, timeline }: EvaluatorMatrix,
  { scene, growers }: Pick<PatternTimepoint, 'scene' | 'growers'>,
): OligoprogressionFinding {
  const worse: string[] = [];
  let missing = scene.missing.length;
  for (const lesion of lesions) {
    const { role, secondPrimary, readings, label } = lesion;
    if (role !== 'non-target' || secondPrimary) continue;
    const reading = readings[scene.index]!;
    if (wasEvaluated(reading)) {
      if (standsWorseSince(lesion, scene.index, timeline) !== null) worse.push(label);
    } else if (!reading.treated && !scene.missing.includes(label) && wasSeenBefore(lesion, scene.index)) missing += 1;
  }
  const established = worse.length === 0 ? growers : [...new Set([...growers, ...worse])];
  return {
    verdict: verdictFor(established.length + scene.newLesions.length, missing),
    established,
    newLesions: scene.newLesions,
  };
}

function verdictFor(count: number, missing: number): OligoprogressionFinding['verdict'] {
  if (count > mostProgressingSites) return 'not-met';
  if (count + missing > mostProgressingSites || (count === 0 && missing > 0)) return 'not-assessable';
  return count === 0 ? 'not-met' : 'met';
}

export type Known = 'yes' | 'no' | 'unknown';

/** The five questions of the tree. */
export interface OligometastaticFacts {
  readonly polymetastaticBefore: Known;
  readonly oligometastaticBefore: Known;
  /** Interval from the primary of 6 months or less. */
  readonly withinSixMonths: Known;
  readonly onSystemicTherapy: Known;
  readonly progressive: Known;
}

export type OligometastaticAnswer =
  | { readonly state: ResponsePhrase; readonly missing: null }
  | { readonly state: null; readonly missing: keyof OligometastaticFacts };

const found = (state: OligometastaticStateCode): OligometastaticAnswer => ({
  state: { id: `oligometastatic/${state}`, parameters: noParameters },
  missing: null,
});

const missing = (question: keyof OligometastaticFacts): OligometastaticAnswer => ({ state: null, missing: question });

function underTherapy(kind: 'repeat' | 'induced', facts: OligometastaticFacts): OligometastaticAnswer {
  if (facts.onSystemicTherapy === 'unknown') return missing('onSystemicTherapy');
  if (facts.onSystemicTherapy === 'no') return found(`${kind}-oligorecurrence`);
  if (facts.progressive === 'unknown') return missing('progressive');
  return found(facts.progressive === 'yes' ? `${kind}-oligoprogression` : `${kind}-oligopersistence`);
}

/** The state of oligometastatic disease, or the first question whose answer is not known. */
export function oligometastaticState(facts: OligometastaticFacts): OligometastaticAnswer {
  if (facts.polymetastaticBefore === 'unknown') return missing('polymetastaticBefore');
  if (facts.polymetastaticBefore === 'yes') return underTherapy('induced', facts);
  if (facts.oligometastaticBefore === 'unknown') return missing('oligometastaticBefore');
  if (facts.oligometastaticBefore === 'yes') return underTherapy('repeat', facts);
  if (facts.withinSixMonths === 'unknown') return missing('withinSixMonths');
  if (facts.withinSixMonths === 'yes') return found('synchronous-oligometastatic-disease');
  if (facts.onSystemicTherapy === 'unknown') return missing('onSystemicTherapy');
  return found(facts.onSystemicTherapy === 'yes' ? 'metachronous-oligoprogression' : 'metachronous-oligorecurrence');
}
