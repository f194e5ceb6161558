/**
 * Why a met definition is held back as a watch (clinical-decisions 1, "Held back as a watch" and "Never held back").
 * `context` reasons concern treatment and population and are never overruled; `clinical` ones are where a rule says so.
 */
import type { HoldReason } from '../model/classification.js';
import { daySpan, fewestDaysBetween, type DaySpan } from '../model/dates.js';
import { ecogDropped } from '../model/ecog.js';
import type { ReportedContext, Timepoint, TreatmentContext } from '../model/history.js';
import type { Hold, HoldCode } from './hold-words.js';
import type { EvaluatorMatrix, LesionSeries } from '../model/lesion-series.js';
import { formatMillimetresShort } from '../model/lengths.js';
import { nadirIndexOf } from '../model/nadir.js';
import { changeInNoise, readersBetween } from '../confidence/noise.js';
import type { ResolvedOptions } from '../model/options.js';
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

const reason = <Code extends string>(code: Code, words: string) => ({ code, words });
const placedAt = ({ matrix }: Sighting, index: number) => matrix.timeline.timepoints[index]!;
const scanSpan = (sighting: Sighting): DaySpan => placedAt(sighting, sighting.index).span!;
const joined = (labels: readonly string[]): string => labels.join(', ');

/** Index of the scan that a growth is counted from; an organ's sum is compared with the baseline's exam. */
export const nadirIndex = (sighting: Sighting, { lesion, nadir }: Standing): number =>
  lesion === null ? sighting.matrix.timeline.baseline : nadirIndexOf(sighting.matrix, lesion, nadir, sighting.index);

function lastDoseHold(sighting: Sighting, { treatment, options }: HoldContext): Hold | null {
  const days = options.flags.daysAfterLastDose;
  if (treatment.ongoing === 'yes') return null;
  if (treatment.lastDose === null || !sighting.matrix.timeline.calendar) {
    return treatment.ongoing === 'no'
      ? reason(
          'last-dose-unknown',
          `The drug was stopped and the date of its last dose is not known; a scan counts as under it for ${days} days.`,
        )
      : null;
  }
  return fewestDaysBetween(daySpan(treatment.lastDose), scanSpan(sighting)) > days
    ? reason('checkpoint-inhibitor-ended', `The scan lies more than ${days} days after the last dose.`)
    : null;
}

function treatmentHolds(sighting: Sighting, context: HoldContext): readonly (Hold | null)[] {
  const { agents, setting } = context.treatment;
  return [
    setting === 'unknown'
      ? reason('setting-unknown', 'It is not known whether the disease is recurrent or metastatic.')
      : null,
    agents === null
      ? reason('treatment-unknown', 'Nobody stated which drugs are given.')
      : !agents.some(({ drugClass }) => drugClass === 'immune-checkpoint-inhibitor')
        ? reason('no-checkpoint-inhibitor', 'No checkpoint inhibitor is among the drugs.')
        : lastDoseHold(sighting, context),
  ];
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
  return reason(
    'within-noise',
    `The growth of ${joined(growers.map(({ label }) => label))} is ${most.toFixed(1)} SD of the measurement noise, ` +
      `under ${options.flags.noiseMultiple} SD, and was seen for the first time.`,
  );
}

/**
 * The only grower or shrinker is small and changed little. Its size is taken at this scan; whether that at the baseline is meant
 * (a shrinker of 16 to 11.1 mm) clinical-decisions 1 leaves open [P].
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
    : reason(
        'small-lesion',
        `${only.label} is the only lesion on its side, is under ${formatMillimetresShort(smallLesion)} mm and changed by less than ${formatMillimetresShort(smallChange)} mm.`,
      );
}

type Comparison = readonly [
  code: HoldCode,
  name: string,
  read: (timepoint: Timepoint, lesion: LesionSeries | null, index: number) => string | number | null,
];

const comparisons: readonly Comparison[] = [
  [
    'different-modality',
    'modality',
    (timepoint, lesion, index) => lesion?.readings[index]?.finding?.modality ?? timepoint.modality,
  ],
  ['different-contrast-phase', 'contrast phase', (timepoint) => timepoint.contrastPhase],
  ['different-slice-thickness', 'slice thickness', (timepoint) => timepoint.sliceThickness],
  ['different-reader', 'reader', (timepoint) => timepoint.reader],
];

function comparabilityHolds(sighting: Sighting): readonly (Hold | null)[] {
  const pairs = [
    ...sighting.shrinkers.map((standing) => [standing.lesion, sighting.matrix.timeline.baseline] as const),
    ...sighting.growers.map((standing) => [standing.lesion, nadirIndex(sighting, standing)] as const),
  ];
  return comparisons.map(([code, name, read]) => {
    const differs = pairs.some(([lesion, reference]) => {
      const now = read(placedAt(sighting, sighting.index).timepoint, lesion, sighting.index);
      const before = read(placedAt(sighting, reference).timepoint, lesion, reference);
      return now !== null && before !== null && now !== before;
    });
    return differs
      ? reason(code, `The scans that are compared differ in ${name}; held back until they are re-read.`)
      : null;
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
  return recent.length === 0
    ? null
    : reason(
        'recent-procedure',
        `${joined(recent.map(({ label }) => label))} was treated, biopsied or irradiated less than ${days} days before the scan.`,
      );
}

function firstScanHold(sighting: Sighting, { treatment, options }: HoldContext): Hold | null {
  if (!sighting.scene.firstEvaluation) return null;
  const { studyDay } = placedAt(sighting, sighting.index);
  const start = treatment.start === null || !sighting.matrix.timeline.calendar ? null : daySpan(treatment.start);
  const elapsed =
    start !== null ? fewestDaysBetween(start, scanSpan(sighting)) : studyDay === null ? null : studyDay - 1;
  return elapsed !== null && elapsed < options.flags.daysToFirstScan
    ? reason('first-scan-early', `The first scan came less than ${options.flags.daysToFirstScan} days after the start.`)
    : null;
}

/** Its organ was imaged at a scan before the one that first shows it; what a scan does not state may have been imaged. */
function wasImagedBefore({ matrix }: Sighting, { organ, readings }: LesionSeries): boolean {
  const { timepoints, baseline } = matrix.timeline;
  const first = readings.findIndex(
    ({ finding }) => finding !== null && !['absent', 'not-evaluable', 'not-done'].includes(finding.state),
  );
  return (
    organ === null ||
    timepoints
      .slice(baseline, first)
      .some(({ timepoint }) => timepoint.organsImaged === null || timepoint.organsImaged.includes(organ))
  );
}

function newLesionHold(sighting: Sighting): Hold | null {
  if (sighting.newLesions.length === 0) return null;
  if (sighting.doubtful)
    return reason(
      'new-lesion-equivocal',
      `${joined(sighting.newLesions.map(({ label }) => label))} is reported as equivocal.`,
    );
  const unseen = sighting.newLesions.filter((lesion) => !wasImagedBefore(sighting, lesion));
  return unseen.length === sighting.newLesions.length
    ? reason(
        'new-lesion-not-imaged-before',
        `${joined(unseen.map(({ label }) => label))} lies where nothing was imaged before.`,
      )
    : null;
}

const reportedHolds = ({ reported }: HoldContext): readonly (Hold | null)[] => [
  reported.sarcoidLikeNodes === 'yes' ? reason('sarcoid-like-nodes', 'Sarcoid-like nodes are reported.') : null,
  reported.infection === 'yes' ? reason('infection', 'An infection is reported.') : null,
  reported.flare === 'yes' ? reason('flare', 'A flare is reported.') : null,
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
  const again = sighting.growers.map(({ label }) => label).filter((label) => sighting.growersBefore.includes(label));
  return present([
    context.reported.organAtRisk === 'yes' ? reason('organ-at-risk', 'An organ at risk is reported.') : null,
    ecogIsWorse(sighting, context)
      ? reason('ecog-worse', 'The ECOG performance status is worse than at baseline.')
      : null,
    again.length > 0 ? reason('second-growth', `${joined(again)} grew at two scans in a row.`) : null,
  ]);
}
