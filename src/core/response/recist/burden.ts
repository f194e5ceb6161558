/**
 * irRECIST (2013) and imRECIST (2018) in brief (docs/clinical-basis.md#irecist, checked in reviews only): measurable
 * new lesions are added to the sum; neither calls a new lesion by itself progression. In irRECIST unequivocal growth of
 * non-targets is progression (general knowledge, less sure), in imRECIST it is not. Progression needs a later scan,
 * four weeks or more after, to be confirmed or taken back; in irRECIST one up to twelve weeks after to be confirmed. Of
 * disease without targets the sources that were checked say nothing: no sum, no response [P].
 */
import { isPartialResponse, isProgression } from '../model/change-rules.js';
import type { ImmuneBurdenResponse, ImmuneBurdenTimepoint } from '../model/classification.js';
import { fewestDaysBetween } from '../model/dates.js';
import type { Micrometres, TreatmentLineHistory } from '../model/history.js';
import type { LesionSeries } from '../model/lesion-series.js';
import { countsAsNew, newLesionCourses, takeNewTargets } from '../model/new-lesions.js';
import { resolveOptions, type ResolvedOptions, type ResponseOptions } from '../model/options.js';
import { prepareLine, type Prepared } from '../analyses/prepared.js';
import { immuneLimits } from '../thresholds.js';

export type BurdenCriterion = 'irRECIST' | 'imRECIST';

export interface EvaluatorBurden {
  readonly evaluator: string;
  readonly timepoints: readonly ImmuneBurdenTimepoint[];
}

interface Scene {
  readonly burden: Micrometres | null;
  readonly measuredPart: Micrometres;
  readonly baseline: Micrometres;
  readonly nadir: Micrometres;
  readonly allGone: boolean;
  readonly nonTargetProgression: boolean;
}

function respond(criterion: BurdenCriterion, scene: Scene): ImmuneBurdenResponse {
  if (criterion === 'irRECIST' && scene.nonTargetProgression) return 'PD';
  if (scene.burden === null) return isProgression(scene.nadir, scene.measuredPart) ? 'PD' : 'NE';
  if (scene.allGone) return 'CR';
  if (isProgression(scene.nadir, scene.burden)) return 'PD';
  return isPartialResponse(scene.baseline, scene.burden) ? 'PR' : 'SD';
}

/** Days within which a progression is confirmed. */
const confirmedWithin: Readonly<Record<BurdenCriterion, number>> = {
  irRECIST: immuneLimits.irRecistConfirmationDays,
  imRECIST: Number.POSITIVE_INFINITY,
};

type Unsettled = Omit<ImmuneBurdenTimepoint, 'confirmation'>;

/** A PD is settled by the next evaluable scan that lies far enough: PD again confirms it (if in time), anything else takes it back. */
function settle(
  timepoints: readonly Unsettled[],
  prepared: Prepared,
  criterion: BurdenCriterion,
  options: ResolvedOptions,
): readonly ImmuneBurdenTimepoint[] {
  const spanOf = (key: string) =>
    prepared.matrix.timeline.timepoints.find(({ timepoint }) => timepoint.key === key)!.span!;
  return timepoints.map((timepoint, index) => {
    if (timepoint.response !== 'PD') return { ...timepoint, confirmation: null };
    const next = timepoints
      .slice(index + 1)
      .find(
        ({ timepoint: key, response }) =>
          response !== 'NE' &&
          fewestDaysBetween(spanOf(timepoint.timepoint), spanOf(key)) >= options.recist.confirmationDays,
      );
    if (next === undefined) return { ...timepoint, confirmation: 'open' };
    if (next.response !== 'PD') return { ...timepoint, confirmation: 'taken-back' };
    const inTime = fewestDaysBetween(spanOf(timepoint.timepoint), spanOf(next.timepoint)) <= confirmedWithin[criterion];
    return { ...timepoint, confirmation: inTime ? 'confirmed' : 'open' };
  });
}

function classifyBurden(
  prepared: Prepared,
  criterion: BurdenCriterion,
  options: ResolvedOptions,
): readonly ImmuneBurdenTimepoint[] {
  const { matrix, recist } = prepared;
  const courses = newLesionCourses(matrix, options.recist);
  const entered: LesionSeries[] = [];
  let nadir: Micrometres | null = null;
  const timepoints = matrix.timeline.timepoints.flatMap(({ timepoint, phase }, index): Unsettled[] => {
    const response = recist[index] ?? null;
    if (response === null || response.baselineSum === null || response.measuredPart === null || phase !== 'follow-up')
      return [];
    nadir ??= response.baselineSum;
    const present = courses.filter(({ status }) => countsAsNew(status[index]));
    takeNewTargets(
      entered,
      present.map(({ lesion }) => lesion),
      index,
      timepoint,
    );
    const sizes = entered.map(({ readings }) => readings[index]!.size);
    const newPart = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
    const complete = response.sum !== null && sizes.every((size) => size !== null);
    const burden = complete ? response.sum! + newPart : null;
    const scene: Scene = {
      burden,
      measuredPart: response.measuredPart + newPart,
      baseline: response.baselineSum,
      nadir,
      allGone:
        response.target === 'CR' &&
        (response.nonTarget === 'CR' || response.nonTarget === 'not-applicable') &&
        present.length === 0,
      nonTargetProgression: response.nonTarget === 'PD',
    };
    if (burden !== null && burden < nadir) nadir = burden;
    return [{ timepoint: timepoint.key, burden, response: respond(criterion, scene) }];
  });
  return settle(timepoints, prepared, criterion, options);
}

/** Time point responses by irRECIST or imRECIST for every evaluator; a follow-up without a baseline sum has none. */
export function burdenResponses(
  history: TreatmentLineHistory,
  criterion: BurdenCriterion,
  options?: ResponseOptions,
): readonly EvaluatorBurden[] {
  const resolved = resolveOptions(options);
  return prepareLine(history, resolved).map((prepared) => ({
    evaluator: prepared.matrix.evaluator,
    timepoints: classifyBurden(prepared, criterion, resolved),
  }));
}
