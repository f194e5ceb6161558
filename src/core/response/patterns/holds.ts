/**
 * Why a met definition is held back as a watch
 * (docs/clinical-basis.md#dissociated-response-this-projects-definitions-p). `context` reasons concern treatment and
 * population and are never overruled; `clinical` ones are where a rule says so.
 */
import type { HoldReason } from '../model/classification.js';
import { daySpan, fewestDaysBetween, type DaySpan } from '../model/dates.js';
import { ecogDropped } from '../model/ecog.js';
import type { Organ, ReportedContext, Timepoint, TreatmentContext } from '../model/history.js';
import { hold, type Hold } from './hold-codes.js';
import { named, type EvaluatorMatrix, type LesionSeries } from '../model/lesion-series.js';
import { nadirIndexOf } from '../model/nadir.js';
import { changeInNoise, readersBetween } from '../confidence/noise.js';
import type { ResolvedOptions } from '../model/options.js';
import {
  noParameters,
  type HoldCode,
  type NamedMeasured,
  type OverrulingPhrases,
  type ResponsePhrase,
} from '../model/phrases.js';
import type { PatternScene, Standing } from './pattern-scene.js';

/** A met (or doubtful) definition at one scan of the evaluator that leads the flag. */
export interface Sighting {
  readonly matrix: EvaluatorMatrix;
  readonly index: number;
  readonly scene: PatternScene;
  readonly shrinkers: readonly Standing[];
  readonly growers: readonly Standing[];
  readonly newLesions: readonly LesionSeries[];
  /** Rests on an equivocal new lesion alone. */
  readonly doubtful: boolean;
  /** Was met at the assessable scan before as well. */
  readonly metBefore: boolean;
  /** Growers that met the grow rule at the scan before as well. */
  readonly growersBefore: readonly string[];
}

export interface HoldContext {
  readonly treatment: TreatmentContext;
  readonly reported: ReportedContext;
  readonly options: ResolvedOptions;
}

const overruling = <Code extends keyof OverrulingPhrases>(
  code: Code,
  parameters: OverrulingPhrases[Code],
): HoldReason => ({ code, words: { id: `never-held/${code}`, parameters } as unknown as ResponsePhrase });

/** A lesion, or the sum of an organ, as phrases name it. */
export const namedMeasured = ({ lesion, label }: Standing): NamedMeasured =>
  lesion === null ? { sumOf: label as Organ } : named(lesion);

const placedAt = ({ matrix }: Sighting, index: number) => matrix.timeline.timepoints[index]!;
const scanSpan = (sighting: Sighting): DaySpan => placedAt(sighting, sighting.index).span!;

/** Index of the scan that a growth is counted from; an organ's sum is compared with the baseline's exam. */
export const nadirIndex = (sighting: Sighting, { lesion, nadir }: Standing): number =>
  lesion === null ? sighting.matrix.timeline.baseline : nadirIndexOf(sighting.matrix, lesion, nadir, sighting.index);

function lastDoseHold(sighting: Sighting, { treatment, options }: HoldContext): Hold | null {
  const days = options.flags.daysAfterLastDose;
  if (treatment.ongoing === 'yes') return null;
  if (treatment.lastDose === null || !sighting.matrix.timeline.calendar) {
    return treatment.ongoing === 'no' ? hold('last-dose-unknown', { days }) : null;
  }
  return fewestDaysBetween(daySpan(treatment.lastDose), scanSpan(sighting)) > days
    ? hold('checkpoint-inhibitor-ended', { days })
    : null;
}

function treatmentHolds(sighting: Sighting, context: HoldContext): readonly (Hold | null)[] {
  const { agents, setting } = context.treatment;
  return [
    setting === 'unknown' ? hold('setting-unknown', noParameters) : null,
    agents === null
      ? hold('treatment-unknown', noParameters)
      : !agents.some(({ drugClass }) => drugClass === 'immune-checkpoint-inhibitor')
        ? hold('no-checkpoint-inhibitor', noParameters)
        : lastDoseHold(sighting, context),
  ];
}

/** A value with one decimal; rounded down where it would else be shown as having reached the limit that it lies under. */
function tenthsUnder(value: number, limit: number): number {
  const rounded = Math.round(10 * value) / 10;
  return rounded < limit ? rounded : Math.floor(10 * value) / 10;
}

function noiseHold(sighting: Sighting, { options }: HoldContext): Hold | null {
  const { growers, metBefore } = sighting;
  if (!options.flags.noiseRule || metBefore || growers.length === 0) return null;
  const { matrix, index } = sighting;
  const multiples = growers.map((grower) => {
    const readers = readersBetween(matrix.timeline, nadirIndex(sighting, grower), index);
    return changeInNoise(grower.nadir, grower.now, readers, options.noise);
  });
  const most = Math.max(...multiples);
  if (most >= options.flags.noiseMultiple) return null;
  return hold('within-noise', {
    grew: growers.map(namedMeasured),
    multiple: tenthsUnder(most, options.flags.noiseMultiple),
    under: options.flags.noiseMultiple,
  });
}

/**
 * The only grower or shrinker is small and changed little. Its size is taken at this scan; whether that at the baseline is meant
 * (a shrinker of 16 to 11.1 mm) is left open [P]:
 * docs/clinical-basis.md#dissociated-response-this-projects-definitions-p.
 */
function smallHold(sighting: Sighting, { options }: HoldContext): Hold | null {
  const { smallLesion, smallChange } = options.flags;
  const isSmall = (standing: Standing, reference: number): boolean =>
    standing.now < smallLesion && Math.abs(standing.now - reference) < smallChange;
  const alone = (side: readonly Standing[], referenceOf: (standing: Standing) => number): Standing | null =>
    side.length === 1 && isSmall(side[0]!, referenceOf(side[0]!)) ? side[0]! : null;
  const only = alone(sighting.shrinkers, ({ baseline }) => baseline) ?? alone(sighting.growers, ({ nadir }) => nadir);
  return only === null
    ? null
    : hold('small-lesion', { only: namedMeasured(only), under: smallLesion, changedUnder: smallChange });
}

type Comparison = readonly [
  code: Extract<HoldCode, `different-${string}`>,
  read: (timepoint: Timepoint, lesion: LesionSeries | null, index: number) => string | number | null,
];

const comparisons: readonly Comparison[] = [
  [
    'different-modality',
    (timepoint, lesion, index) => lesion?.readings[index]?.finding?.modality ?? timepoint.modality,
  ],
  ['different-contrast-phase', (timepoint) => timepoint.contrastPhase],
  ['different-slice-thickness', (timepoint) => timepoint.sliceThickness],
  ['different-reader', (timepoint) => timepoint.reader],
];

function comparabilityHolds(sighting: Sighting): readonly (Hold | null)[] {
  const pairs = [
    ...sighting.shrinkers.map((standing) => [standing.lesion, sighting.matrix.timeline.baseline] as const),
    ...sighting.growers.map((standing) => [standing.lesion, nadirIndex(sighting, standing)] as const),
  ];
  return comparisons.map(([code, read]) => {
    const differs = pairs.some(([lesion, reference]) => {
      const now = read(placedAt(sighting, sighting.index).timepoint, lesion, sighting.index);
      const before = read(placedAt(sighting, reference).timepoint, lesion, reference);
      return now !== null && before !== null && now !== before;
    });
    return differs ? hold(code, noParameters) : null;
  });
}

function procedureHold(sighting: Sighting, { options }: HoldContext): Hold | null {
  if (!sighting.matrix.timeline.calendar) return null;
  const days = options.flags.daysAfterProcedure;
  const growing = [
    ...sighting.growers.flatMap(({ lesion }) => (lesion === null ? [] : [lesion])),
    ...sighting.newLesions,
  ];
  const recent = growing.filter(({ facts }) =>
    (facts?.localTreatments ?? []).some(({ date }) => {
      const span = daySpan(date);
      return span.from <= scanSpan(sighting).to && fewestDaysBetween(span, scanSpan(sighting)) < days;
    }),
  );
  return recent.length === 0 ? null : hold('recent-procedure', { lesions: recent.map(named), days });
}

function firstScanHold(sighting: Sighting, { treatment, options }: HoldContext): Hold | null {
  if (!sighting.scene.firstEvaluation) return null;
  const { studyDay } = placedAt(sighting, sighting.index);
  const start = treatment.start === null || !sighting.matrix.timeline.calendar ? null : daySpan(treatment.start);
  const elapsed =
    start !== null ? fewestDaysBetween(start, scanSpan(sighting)) : studyDay === null ? null : studyDay - 1;
  return elapsed !== null && elapsed < options.flags.daysToFirstScan
    ? hold('first-scan-early', { days: options.flags.daysToFirstScan })
    : null;
}

/**
 * Its organ was imaged at a scan before the one that first shows it; what a scan does not state, and an organ of which it showed a part, may
 * have been imaged where the lesion lies.
 */
function wasImagedBefore({ matrix }: Sighting, { organ, readings }: LesionSeries): boolean {
  const { timepoints, baseline } = matrix.timeline;
  const first = readings.findIndex(
    ({ finding }) => finding !== null && !['absent', 'not-evaluable', 'not-done'].includes(finding.state),
  );
  return (
    organ === null ||
    timepoints
      .slice(baseline, first)
      .some(
        ({ timepoint: { organsImaged, organsPartlyImaged } }) =>
          organsImaged === null || organsImaged.includes(organ) || organsPartlyImaged?.includes(organ) === true,
      )
  );
}

function newLesionHold(sighting: Sighting): Hold | null {
  if (sighting.newLesions.length === 0) return null;
  if (sighting.doubtful) return hold('new-lesion-equivocal', { lesions: sighting.newLesions.map(named) });
  const unseen = sighting.newLesions.filter((lesion) => !wasImagedBefore(sighting, lesion));
  return unseen.length === sighting.newLesions.length
    ? hold('new-lesion-not-imaged-before', { lesions: unseen.map(named) })
    : null;
}

const reportedHolds = ({ reported }: HoldContext): readonly (Hold | null)[] => [
  reported.sarcoidLikeNodes === 'yes' ? hold('sarcoid-like-nodes', noParameters) : null,
  reported.infection === 'yes' ? hold('infection', noParameters) : null,
  reported.flare === 'yes' ? hold('flare', noParameters) : null,
];

const present = <Reason extends HoldReason>(reasons: readonly (Reason | null)[]): readonly Reason[] =>
  reasons.filter((found) => found !== null);

/** Reasons of treatment and disease setting: such a flag waits for the fact. */
export const contextHolds = (sighting: Sighting, context: HoldContext): readonly Hold[] =>
  present(treatmentHolds(sighting, context));

/** Reasons that lie in the scan itself or in what was reported beside it. */
export const clinicalHolds = (sighting: Sighting, context: HoldContext): readonly Hold[] =>
  present([
    noiseHold(sighting, context),
    smallHold(sighting, context),
    ...comparabilityHolds(sighting),
    procedureHold(sighting, context),
    firstScanHold(sighting, context),
    newLesionHold(sighting),
    ...reportedHolds(context),
  ]);

/** Dates of ECOG cannot be compared with scans of which only study days are known. */
function ecogIsWorse({ matrix: { timeline } }: Sighting, { reported }: HoldContext): boolean {
  return timeline.calendar && ecogDropped(reported.ecog, timeline.timepoints[timeline.baseline]!.span) === true;
}

/** What forbids holding a flag back: an organ at risk, a worse ECOG, the second growth in a row. */
export function neverHeld(sighting: Sighting, context: HoldContext): readonly HoldReason[] {
  const again = sighting.growers.filter(({ label }) => sighting.growersBefore.includes(label));
  return present([
    context.reported.organAtRisk === 'yes' ? overruling('organ-at-risk', noParameters) : null,
    ecogIsWorse(sighting, context) ? overruling('ecog-worse', noParameters) : null,
    again.length > 0 ? overruling('second-growth', { grew: again.map(namedMeasured) }) : null,
  ]);
}
