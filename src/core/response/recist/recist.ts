/**
 * RECIST 1.1 time point response of one evaluator's history (Eisenhauer, Eur J Cancer 2009;45:228-47, with the clarifications of
 * EORTC; docs/clinical-basis.md#recist-11). The state that the rules need is carried from scan to scan explicitly.
 */
import { isPartialResponse, isProgression } from '../model/change-rules.js';
import type {
  NewLesionFinding,
  NonTargetResponse,
  OverallResponse,
  TargetResponse,
  TraceStep,
} from '../model/classification.js';
import { fewestDaysBetween, type DaySpan } from '../model/dates.js';
import type { Micrometres } from '../model/history.js';
import { named, type EvaluatorMatrix, type LesionSeries, type Reading } from '../model/lesion-series.js';
import { countsAsNew, newLesionCourses, type NewLesionCourse } from '../model/new-lesions.js';
import { isGoneAt } from '../model/nodes.js';
import type { RecistReadings } from '../model/options.js';
import { noParameters, type ResponsePhrase } from '../model/phrases.js';
import { recistLimits } from '../thresholds.js';
import { recistTable1, type RecistRow } from './recist-table-1.js';
import { recistTable2 } from './recist-table-2.js';
import type { Timeline } from '../model/timeline.js';
import { step } from '../model/trace.js';

export interface RecistTimepoint {
  readonly baselineSum: Micrometres | null;
  readonly sum: Micrometres | null;
  readonly measuredPart: Micrometres | null;
  readonly measuredPartBaseline: Micrometres | null;
  readonly nadirSum: Micrometres | null;
  readonly target: TargetResponse | null;
  readonly nonTarget: NonTargetResponse | null;
  readonly newLesion: NewLesionFinding | null;
  readonly overall: OverallResponse | null;
  readonly afterProgression: boolean;
  readonly reasons: readonly ResponsePhrase[];
  readonly trace: readonly TraceStep[];
}

const { responsePercent, progressionPercent, progressionLength } = recistLimits;
const nothing: readonly never[] = [];

interface State {
  nadir: Micrometres | null;
  /** The last target response that was a response and has not been lost to PD. */
  response: 'CR' | 'PR' | null;
  /** First scan of the current run of overall CR, NE between allowed. */
  completeSince: DaySpan | null;
  inCompleteRun: boolean;
  completeStands: boolean;
  progressed: boolean;
  /** Non-targets whose unequivocal progression has not been taken back by a later scan. */
  readonly worseNonTargets: Set<string>;
}

interface Sum {
  readonly total: Micrometres;
  readonly baselineOfMeasured: Micrometres | null;
  readonly missing: readonly LesionSeries[];
}

interface Verdict<Value extends string> {
  readonly value: Value;
  readonly step: TraceStep;
}

/** What stands fixed for the whole history. */
interface Disease {
  readonly matrix: EvaluatorMatrix;
  readonly targets: readonly LesionSeries[];
  readonly nonTargets: readonly { readonly lesion: LesionSeries; readonly firstSeen: number }[];
  readonly newLesions: readonly NewLesionCourse[];
  readonly baselineSum: Sum | null;
  readonly readings: RecistReadings;
}

const labels = (lesions: readonly LesionSeries[]): readonly string[] => lesions.map(({ label }) => label);

/** What a target adds to the sum; null when its size is not known or it was treated in between. */
function contribution(lesion: LesionSeries, index: number, targets: readonly LesionSeries[]): Micrometres | null {
  const reading = lesion.readings[index]!;
  if (reading.treated) return null;
  if (reading.kind !== 'merged') return reading.size;
  const mass = targets.find(({ label }) => label === reading.finding?.mergedInto)?.readings[index];
  return mass !== undefined && mass.size !== null && !mass.treated ? 0 : null;
}

function sumAt(targets: readonly LesionSeries[], index: number, baseline: number): Sum {
  let total = 0;
  let baselineOfMeasured: number | null = 0;
  const missing: LesionSeries[] = [];
  for (const lesion of targets) {
    const part = contribution(lesion, index, targets);
    if (part === null) missing.push(lesion);
    else {
      total += part;
      const atBaseline = contribution(lesion, baseline, targets);
      baselineOfMeasured = baselineOfMeasured === null || atBaseline === null ? null : baselineOfMeasured + atBaseline;
    }
  }
  return { total, baselineOfMeasured, missing };
}

const hasBaseline = ({ timepoints, baseline }: Timeline): boolean => timepoints[baseline]?.phase === 'baseline';

/** The lesions chosen as targets at baseline; none without a baseline that can be read. */
function targetsOf({ lesions, timeline }: EvaluatorMatrix): readonly LesionSeries[] {
  if (!hasBaseline(timeline)) return [];
  return lesions.filter(
    ({ role, secondPrimary, readings }) =>
      role === 'target' && !secondPrimary && readings[timeline.baseline]!.finding !== null,
  );
}

/** What each target adds to the sum of diameters at a scan, by label; a target without a known size is left out. */
export function targetSizes(matrix: EvaluatorMatrix, index: number): ReadonlyMap<string, Micrometres> {
  const targets = targetsOf(matrix);
  return new Map(
    targets.flatMap((lesion) => {
      const size = contribution(lesion, index, targets);
      return size === null ? [] : [[lesion.label, size] as const];
    }),
  );
}

function findDisease(matrix: EvaluatorMatrix, readings: RecistReadings): Disease {
  const { timepoints, baseline } = matrix.timeline;
  const own = matrix.lesions.filter(({ secondPrimary }) => !secondPrimary);
  const targets = targetsOf(matrix);
  const nonTargets = own
    .filter(({ role }) => role === 'non-target')
    .map((lesion) => ({
      lesion,
      firstSeen: lesion.readings.findIndex(
        ({ finding }, index) => finding !== null && index >= baseline && timepoints[index]!.phase !== 'held',
      ),
    }))
    .filter(({ firstSeen }) => firstSeen >= 0);
  return {
    matrix,
    targets,
    nonTargets,
    readings,
    newLesions: newLesionCourses(matrix, readings),
    baselineSum: hasBaseline(matrix.timeline) ? sumAt(targets, baseline, baseline) : null,
  };
}

function isThere(lesion: LesionSeries, reading: Reading): boolean {
  if (reading.kind === 'missing')
    return (
      reading.finding !== null && reading.finding.state !== 'not-evaluable' && reading.finding.state !== 'not-done'
    );
  return reading.size === null || !isGoneAt(lesion.node, reading.size);
}

function reappeared(lesions: readonly LesionSeries[], index: number, state: State): readonly LesionSeries[] {
  return state.completeStands ? lesions.filter((lesion) => isThere(lesion, lesion.readings[index]!)) : nothing;
}

function targetWithMissing(sum: Sum, state: State, readings: RecistReadings): Verdict<TargetResponse> {
  const inputs = {
    missing: labels(sum.missing),
    measuredPart: sum.total,
    nadir: state.nadir,
    reading: readings.missingTarget,
  };
  const restIsProgression = state.nadir !== null && isProgression(state.nadir, sum.total);
  return restIsProgression && readings.missingTarget === 'ne-unless-rest-is-pd'
    ? { value: 'PD', step: step('RECIST-1.1/target/rest-is-PD', inputs, 'PD') }
    : { value: 'NE', step: step('RECIST-1.1/target/missing', inputs, 'NE') };
}

function targetBySum(disease: Disease, sum: Micrometres, allGone: boolean, state: State): Verdict<TargetResponse> {
  const { readings } = disease;
  const baseline = disease.baselineSum!.total;
  const nadir = state.nadir ?? baseline;
  const progression = isProgression(nadir, sum);
  if (allGone && !(progression && readings.normalNodes === 'pd-by-sum-first')) {
    return {
      value: 'CR',
      step: step('RECIST-1.1/target/CR', { sum, nadir, reading: progression ? readings.normalNodes : null }, 'CR'),
    };
  }
  if (progression)
    return {
      value: 'PD',
      step: step('RECIST-1.1/target/PD', { sum, nadir, percent: progressionPercent, length: progressionLength }, 'PD'),
    };
  if (isPartialResponse(baseline, sum)) {
    return { value: 'PR', step: step('RECIST-1.1/target/PR', { sum, baseline, percent: responsePercent }, 'PR') };
  }
  const stays =
    (state.response === 'PR' && readings.partialResponse === 'stays-until-pd') ||
    (state.response === 'CR' && readings.growthAfterCompleteResponse === 'pr');
  if (stays) {
    const reading = state.response === 'PR' ? readings.partialResponse : readings.growthAfterCompleteResponse;
    return { value: 'PR', step: step('RECIST-1.1/target/PR-stays', { sum, baseline, nadir, reading }, 'PR') };
  }
  return { value: 'SD', step: step('RECIST-1.1/target/SD', { sum, baseline, nadir }, 'SD') };
}

function targetResponse(disease: Disease, index: number, sum: Sum, state: State): Verdict<TargetResponse> {
  if (disease.baselineSum === null) {
    return { value: 'NE', step: step('RECIST-1.1/target/no-baseline', noParameters, 'NE') };
  }
  if (disease.targets.length === 0)
    return { value: 'not-applicable', step: step('RECIST-1.1/target/none', noParameters, 'not-applicable') };
  const back = reappeared(disease.targets, index, state);
  if (back.length > 0) {
    return {
      value: 'PD',
      step: step(
        'RECIST-1.1/target/reappearance',
        { lesions: labels(back), reading: disease.readings.reappearance },
        'PD',
      ),
    };
  }
  if (disease.baselineSum.missing.length > 0) {
    return {
      value: 'NE',
      step: step('RECIST-1.1/target/no-baseline-sum', { missing: labels(disease.baselineSum.missing) }, 'NE'),
    };
  }
  if (sum.missing.length > 0) return targetWithMissing(sum, state, disease.readings);
  const allGone = disease.targets.every(
    (lesion) => !isThere(lesion, lesion.readings[index]!) || lesion.readings[index]!.kind === 'merged',
  );
  return targetBySum(disease, sum.total, allGone, state);
}

/** A lesion was looked at and was not treated in between. */
export const wasEvaluated = (reading: Reading): boolean =>
  !reading.treated &&
  reading.finding !== null &&
  reading.finding.state !== 'not-evaluable' &&
  reading.finding.state !== 'not-done';

/**
 * Unequivocal progression of a non-target; 'increased' or 'unchanged' since the scan before leaves it where it was, any other finding
 * takes it back.
 */
function progresses({ label, readings }: LesionSeries, index: number, state: State): boolean {
  const said = readings[index]!.finding!.state;
  if (said === 'unequivocal-progression') state.worseNonTargets.add(label);
  else if (said !== 'increased' && said !== 'unchanged') state.worseNonTargets.delete(label);
  return state.worseNonTargets.has(label);
}

/** The non-targets that this scan or an earlier one shows, by what this one says of them. */
interface SeenNonTargets {
  readonly evaluated: readonly LesionSeries[];
  readonly silent: readonly LesionSeries[];
  readonly worse: readonly LesionSeries[];
}

function lookAtNonTargets({ nonTargets }: Disease, index: number, state: State): SeenNonTargets {
  const evaluated: LesionSeries[] = [];
  const silent: LesionSeries[] = [];
  const worse: LesionSeries[] = [];
  for (const { lesion, firstSeen } of nonTargets) {
    if (firstSeen > index) continue;
    if (wasEvaluated(lesion.readings[index]!)) {
      evaluated.push(lesion);
      if (progresses(lesion, index, state)) worse.push(lesion);
    } else silent.push(lesion);
  }
  return { evaluated, silent, worse };
}

function nonTargetResponse(disease: Disease, index: number, state: State): Verdict<NonTargetResponse> {
  const { evaluated, silent, worse } = lookAtNonTargets(disease, index, state);
  if (evaluated.length + silent.length === 0)
    return { value: 'not-applicable', step: step('RECIST-1.1/non-target/none', noParameters, 'not-applicable') };
  if (worse.length > 0)
    return { value: 'PD', step: step('RECIST-1.1/non-target/PD', { lesions: labels(worse) }, 'PD') };
  const back = reappeared(evaluated, index, state);
  if (back.length > 0) {
    return {
      value: 'PD',
      step: step(
        'RECIST-1.1/non-target/reappearance',
        { lesions: labels(back), reading: disease.readings.reappearance },
        'PD',
      ),
    };
  }
  const reading = disease.readings.partlyEvaluatedNonTargets;
  if (evaluated.length === 0 || (silent.length > 0 && reading === 'ne')) {
    return {
      value: 'NE',
      step: step('RECIST-1.1/non-target/not-evaluated', { lesions: labels(silent), reading }, 'NE'),
    };
  }
  const present = evaluated.filter((lesion) => isThere(lesion, lesion.readings[index]!));
  return present.length === 0
    ? { value: 'CR', step: step('RECIST-1.1/non-target/CR', noParameters, 'CR') }
    : {
        value: 'NON-CR/NON-PD',
        step: step('RECIST-1.1/non-target/present', { lesions: labels(present) }, 'NON-CR/NON-PD'),
      };
}

const anythingEvaluated = (matrix: EvaluatorMatrix, index: number): boolean =>
  matrix.lesions.some(({ readings }) => {
    const finding = readings[index]!.finding;
    return finding !== null && finding.state !== 'not-evaluable' && finding.state !== 'not-done';
  });

function newLesionFinding(disease: Disease, index: number): Verdict<NewLesionFinding> {
  if (disease.newLesions.length === 0) return withoutNewLesion(disease, index);
  const counted = disease.newLesions.filter(({ status }) => status[index] === 'unequivocal');
  const withoutRow = counted.filter((course) => course.withoutRow[index]).map(({ lesion }) => lesion.label);
  if (counted.length > 0) {
    return {
      value: 'yes',
      step: step(
        'RECIST-1.1/new-lesion/unequivocal',
        { lesions: counted.map(({ lesion }) => lesion.label), withoutRow },
        'yes',
      ),
    };
  }
  const datedBack = disease.newLesions
    .filter(({ status }) => countsAsNew(status[index]))
    .map(({ lesion }) => lesion.label);
  if (datedBack.length > 0) {
    return {
      value: 'yes',
      step: step(
        'RECIST-1.1/new-lesion/dated-back',
        { lesions: datedBack, reading: disease.readings.equivocalNewLesion },
        'yes',
      ),
    };
  }
  const doubted = disease.newLesions
    .filter(({ status }) => status[index] === 'equivocal')
    .map(({ lesion }) => lesion.label);
  if (doubted.length > 0)
    return { value: 'equivocal', step: step('RECIST-1.1/new-lesion/equivocal', { lesions: doubted }, 'equivocal') };
  return withoutNewLesion(disease, index);
}

const withoutNewLesion = ({ matrix }: Disease, index: number): Verdict<NewLesionFinding> =>
  anythingEvaluated(matrix, index) || matrix.lesions.length === 0
    ? { value: 'no', step: step('RECIST-1.1/new-lesion/none', noParameters, 'no') }
    : { value: 'unknown', step: step('RECIST-1.1/new-lesion/unknown', noParameters, 'unknown') };

const matches = (row: RecistRow, target: TargetResponse, nonTarget: NonTargetResponse, newLesion: boolean): boolean =>
  (row.target === 'any' || row.target.includes(target)) &&
  (row.nonTarget === 'any' || row.nonTarget.includes(nonTarget)) &&
  (row.newLesion === 'any' || row.newLesion === newLesion);

/**
 * The overall response of RECIST 1.1 by table 1, or by table 2 where there is no target lesion. An equivocal or unknown new
 * lesion reads as none. Every combination has a row; a combination without one is a fault in the table and throws.
 */
export function overallByTable(
  target: TargetResponse,
  nonTarget: NonTargetResponse,
  newLesion: NewLesionFinding,
): { readonly table: 1 | 2; readonly row: number; readonly overall: OverallResponse } {
  const table = target === 'not-applicable' ? 2 : 1;
  const row = (table === 1 ? recistTable1 : recistTable2).find((candidate) =>
    matches(candidate, target, nonTarget, newLesion === 'yes'),
  );
  if (row === undefined)
    throw new Error(
      `RECIST table ${table} has no row for target ${target}, non-target ${nonTarget}, new lesion ${newLesion}`,
    );
  return { table, row: row.row, overall: row.overall };
}

function followTarget(state: State, target: TargetResponse): void {
  if (target === 'CR' || target === 'PR') state.response = target;
  if (target === 'PD') state.response = null;
}

function followOverall(state: State, overall: OverallResponse, span: DaySpan | null, readings: RecistReadings): void {
  if (overall === 'CR') {
    if (!state.inCompleteRun) state.completeSince = span;
    state.inCompleteRun = true;
    const confirmed =
      state.completeSince !== null &&
      span !== null &&
      fewestDaysBetween(state.completeSince, span) >= readings.confirmationDays;
    if (readings.reappearance === 'after-any-cr' || (readings.reappearance === 'after-confirmed-cr' && confirmed))
      state.completeStands = true;
  } else if (overall !== 'NE') {
    state.inCompleteRun = false;
    if (overall === 'PD' && readings.reappearedLesion === 'by-size') state.completeStands = false;
  }
  if (overall === 'PD') state.progressed = true;
}

function whyMissing(lesion: LesionSeries, index: number, at: 'this-scan' | 'baseline'): ResponsePhrase {
  const { finding, treated } = lesion.readings[index]!;
  const which = { lesion: named(lesion), at };
  if (treated) return { id: 'not-evaluable/treated', parameters: which };
  if (finding === null) return { id: 'not-evaluable/no-row', parameters: which };
  const { state, reason } = finding;
  return { id: 'not-evaluable/no-size', parameters: { ...which, state, reason } };
}

function reasonsForNotEvaluable(disease: Disease, index: number, sum: Sum): readonly ResponsePhrase[] {
  if (disease.baselineSum === null) return [{ id: 'not-evaluable/baseline-unknown', parameters: noParameters }];
  const { baseline } = disease.matrix.timeline;
  if (disease.baselineSum.missing.length > 0)
    return disease.baselineSum.missing.map((lesion) => whyMissing(lesion, baseline, 'baseline'));
  if (disease.targets.length > 0) return sum.missing.map((lesion) => whyMissing(lesion, index, 'this-scan'));
  if (disease.nonTargets.length === 0) return [{ id: 'not-evaluable/nothing-at-baseline', parameters: noParameters }];
  return disease.nonTargets
    .filter(({ lesion }) => !wasEvaluated(lesion.readings[index]!))
    .map(({ lesion }) => whyMissing(lesion, index, 'this-scan'));
}

function classifyFollowUp(disease: Disease, index: number, state: State): RecistTimepoint {
  const { readings, matrix } = disease;
  const sum = sumAt(disease.targets, index, matrix.timeline.baseline);
  const measurable = disease.targets.length > 0;
  const complete = measurable && sum.missing.length === 0;
  const target = targetResponse(disease, index, sum, state);
  const nonTarget = nonTargetResponse(disease, index, state);
  const newLesion = newLesionFinding(disease, index);
  const found = overallByTable(target.value, nonTarget.value, newLesion.value);
  const staysPd = state.progressed && readings.afterProgression === 'stays-pd' && found.overall !== 'PD';
  const overall = staysPd ? 'PD' : found.overall;
  const trace = [
    target.step,
    nonTarget.step,
    newLesion.step,
    step(
      found.table === 1 ? 'RECIST-1.1/overall/table-1' : 'RECIST-1.1/overall/table-2',
      { row: found.row, target: target.value, nonTarget: nonTarget.value, newLesion: newLesion.value },
      found.overall,
    ),
  ];
  if (staysPd) trace.push(step('RECIST-1.1/overall/stays-PD', { reading: readings.afterProgression }, 'PD'));
  const result: RecistTimepoint = {
    baselineSum: knownBaselineSum(disease),
    sum: complete ? sum.total : null,
    measuredPart: measurable ? sum.total : null,
    measuredPartBaseline: measurable ? sum.baselineOfMeasured : null,
    nadirSum: state.nadir,
    target: target.value,
    nonTarget: nonTarget.value,
    newLesion: newLesion.value,
    overall,
    afterProgression: state.progressed,
    reasons: overall === 'NE' ? reasonsForNotEvaluable(disease, index, sum) : nothing,
    trace,
  };
  followTarget(state, target.value);
  followOverall(state, overall, matrix.timeline.timepoints[index]!.span, readings);
  if (
    complete ||
    (measurable && readings.nadirFrom === 'measured-parts' && sum.missing.length < disease.targets.length)
  ) {
    if (state.nadir !== null && sum.total < state.nadir) state.nadir = sum.total;
  }
  return result;
}

const knownBaselineSum = ({ baselineSum, targets }: Disease): Micrometres | null =>
  baselineSum === null || targets.length === 0 || baselineSum.missing.length > 0 ? null : baselineSum.total;

/**
 * Classifies every follow-up of one evaluator's history by RECIST 1.1. The answer goes by index of the timeline; the entry is
 * null for timepoints that are not classified (before treatment, held) and has no response at the baseline.
 */
export function classifyRecist(matrix: EvaluatorMatrix, readings: RecistReadings): readonly (RecistTimepoint | null)[] {
  const disease = findDisease(matrix, readings);
  const baselineSum = knownBaselineSum(disease);
  const state: State = {
    nadir: baselineSum,
    response: null,
    completeSince: null,
    inCompleteRun: false,
    completeStands: false,
    progressed: false,
    worseNonTargets: new Set(),
  };
  return matrix.timeline.timepoints.map(({ phase }, index) => {
    if (phase === 'follow-up') return classifyFollowUp(disease, index, state);
    if (phase !== 'baseline') return null;
    const part = disease.targets.length === 0 ? null : (disease.baselineSum?.total ?? null);
    return {
      baselineSum,
      sum: baselineSum,
      measuredPart: part,
      measuredPartBaseline: part,
      nadirSum: null,
      target: null,
      nonTarget: null,
      newLesion: null,
      overall: null,
      afterProgression: false,
      reasons: nothing,
      trace: [],
    };
  });
}
