/**
 * Why a met definition is held back as a watch
 * (docs/clinical-basis.md#dissociated-response-this-projects-definitions-p). `context` reasons concern treatment and
 * population and are never overruled; `clinical` ones are where a rule says so.
 */
import type { HoldReason } from '../model/classification.js';
import { daySpan, fewestDaysBetween, type DaySpan } from '../model/dates.js';
import { ecogDropped } from '../model/ecog.js';
import {
  lesionConditions,
  type LesionCondition,
  type Organ,
  type ReportedContext,
  type TreatmentContext,
} from '../model/history.js';
import { named, type LesionSeries } from '../model/lesion-series.js';
import type { ResolvedOptions } from '../model/options.js';
import {
  noParameters,
  type HoldCode,
  type NamedMeasured,
  type OverrulingPhrases,
  type ResponsePhrase,
} from '../model/phrases.js';
import { flagLimits } from '../thresholds.js';
import { comparabilityHolds } from './comparability-holds.js';
import { growthInNoise, membersOf, type SeenAt } from './growth-in-noise.js';
import { hold, type Hold } from './hold-codes.js';
import { newLesionHold } from './new-lesion-holds.js';
import type { Standing } from './pattern-scene.js';

/** A met (or doubtful) definition at one scan of the evaluator that leads the flag. */
export interface Sighting extends SeenAt {
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

/** The drugs given at a scan: what the line began with, until others were stated from a day on. */
function agentsAt(sighting: Sighting, { treatment }: HoldContext): TreatmentContext['agents'] {
  const { changes, firstAgents, agents } = treatment;
  if (changes === undefined || firstAgents === undefined || !sighting.matrix.timeline.calendar) return agents;
  const given = changes.findLast(({ from }) => daySpan(from).from <= scanSpan(sighting).to);
  return given?.agents ?? firstAgents;
}

function treatmentHolds(sighting: Sighting, context: HoldContext): readonly (Hold | null)[] {
  const { setting, covered } = context.treatment;
  const agents = agentsAt(sighting, context);
  return [
    covered === 'no' ? hold('outside-population', noParameters) : null,
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
  const multiples = growers.map((grower) => growthInNoise(grower, sighting, options.noise));
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

/** Taking tissue by a needle changes nothing of a size; excising, ablating and irradiating does. */
function wasTreatedRecently({ facts }: LesionSeries, sighting: Sighting, days: number): boolean {
  const excised = facts?.tissue?.method === 'excision' ? [facts.tissue.date] : [];
  const treated = (facts?.localTreatments ?? []).filter(({ kind }) => kind !== 'biopsy').map(({ date }) => date);
  return [...treated, ...excised].some((date) => {
    const span = daySpan(date);
    return span.from <= scanSpan(sighting).to && fewestDaysBetween(span, scanSpan(sighting)) < days;
  });
}

const growingLesionsOf = (sighting: Sighting): readonly LesionSeries[] => [
  ...sighting.growers.flatMap((grower) => membersOf(grower, sighting)).flatMap(({ lesion }) => lesion ?? []),
  ...sighting.newLesions,
];

/** Every growing lesion was treated shortly before; another that was not keeps the flag. */
function procedureHold(sighting: Sighting, growing: readonly LesionSeries[], { options }: HoldContext): Hold | null {
  if (!sighting.matrix.timeline.calendar) return null;
  const days = options.flags.daysAfterProcedure;
  return growing.length > 0 && growing.every((lesion) => wasTreatedRecently(lesion, sighting, days))
    ? hold('recent-procedure', { lesions: growing.map(named), days })
    : null;
}

function firstScanHold(sighting: Sighting, { treatment, options }: HoldContext): Hold | null {
  if (!sighting.scene.firstEvaluation) return null;
  const { studyDay } = placedAt(sighting, sighting.index);
  const start = treatment.start === null || !sighting.matrix.timeline.calendar ? null : daySpan(treatment.start);
  const elapsed =
    start !== null ? fewestDaysBetween(start, scanSpan(sighting)) : studyDay === null ? null : studyDay - 1;
  const firm = sighting.growers.some(
    (grower) => growthInNoise(grower, sighting, options.noise) >= flagLimits.firmMultiple,
  );
  return elapsed !== null && elapsed < options.flags.daysToFirstScan && !firm
    ? hold('first-scan-early', { days: options.flags.daysToFirstScan })
    : null;
}

/** Stated for every growing lesion itself, or for its organ; what was stated for the patient alone is a caution of an item and holds nothing. */
function conditionHold(
  condition: LesionCondition,
  growing: readonly LesionSeries[],
  { reported }: HoldContext,
): Hold | null {
  const regions = (reported.regions ?? []).filter((region) => region.condition === condition);
  const stated = growing.every(
    ({ facts, organ }) =>
      facts?.conditions?.includes(condition) === true || regions.some((region) => region.organ === organ),
  );
  return stated && growing.length > 0 ? hold(holdOfCondition[condition], noParameters) : null;
}

const holdOfCondition = {
  'sarcoid-like': 'sarcoid-like-nodes',
  infection: 'infection',
  flare: 'flare',
} as const satisfies Readonly<Record<LesionCondition, HoldCode>>;

const present = <Reason extends HoldReason>(reasons: readonly (Reason | null)[]): readonly Reason[] =>
  reasons.filter((found) => found !== null);

/** Reasons of treatment and disease setting: such a flag waits for the fact. */
export const contextHolds = (sighting: Sighting, context: HoldContext): readonly Hold[] =>
  present(treatmentHolds(sighting, context));

/** Reasons that lie in the scan itself or in what was reported beside it. */
export function clinicalHolds(sighting: Sighting, context: HoldContext): readonly Hold[] {
  const growing = growingLesionsOf(sighting);
  return present([
    noiseHold(sighting, context),
    smallHold(sighting, context),
    ...comparabilityHolds(sighting, context.options),
    procedureHold(sighting, growing, context),
    firstScanHold(sighting, context),
    newLesionHold(sighting),
    ...lesionConditions.map((condition) => conditionHold(condition, growing, context)),
  ]);
}

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
