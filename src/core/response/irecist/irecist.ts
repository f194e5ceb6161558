/**
 * iRECIST time point response (Seymour, Lancet Oncol 2017;18:e143-52; docs/clinical-basis.md#irecist).
 * RECIST 1.1 runs unchanged beneath it; this carries the unconfirmed progression (iUPD) from scan to scan: confirmed, persisting,
 * or set back by improvement. iRECIST was made for the handling of trial data and is not validated for decisions on treatment.
 */
import { isProgression } from '../model/change-rules.js';
import type {
  ConfirmationRoute,
  ImmuneResponse,
  ImmuneTimepoint,
  NonTargetResponse,
  ProgressionCategory as Category,
  TargetResponse,
  TraceStep,
} from '../model/classification.js';
import { daySpan, mostDaysBetween, type DaySpan } from '../model/dates.js';
import type { Micrometres, ReportedContext } from '../model/history.js';
import type { EvaluatorMatrix, LesionSeries } from '../model/lesion-series.js';
import { countsAsNew, newLesionCourses, takeNewTargets, type NewLesionCourse } from '../model/new-lesions.js';
import type { ImmuneReadings, ResolvedOptions } from '../model/options.js';
import { targetSizes, wasEvaluated, type RecistTimepoint } from '../recist/recist.js';
import { immuneTable2, type ImmuneRow } from './irecist-table-2.js';
import { step } from '../model/trace.js';
import { immuneLimits } from '../thresholds.js';

const { furtherGrowth } = immuneLimits;
const nothing: readonly never[] = [];

/** An unconfirmed progression and what stood there when it began. */
interface Block {
  readonly key: string;
  readonly span: DaySpan;
  readonly causes: readonly Category[];
  /** What each target that was measured at the iUPD added to the sum. */
  readonly targetSizes: ReadonlyMap<string, Micrometres>;
  readonly oldDisease: ImmuneResponse;
  /** Non-targets that progressed unequivocally at the iUPD. */
  readonly worseNonTargets: readonly string[];
  readonly newLesions: ReadonlySet<string>;
  readonly newSizes: ReadonlyMap<string, Micrometres>;
}

interface State {
  block: Block | null;
  confirmed: boolean;
  /** New lesions that no longer count by being there: their bar was reset by an improvement. */
  accepted: ReadonlySet<string>;
  /** Sum of the baselines of the new targets, or the lowest complete sum of them since. */
  newTargetNadir: Micrometres;
  /** New lesions followed as measured targets, at most 5 and 2 an organ; the rest are new non-targets. */
  readonly newTargets: LesionSeries[];
}

interface Scene {
  readonly matrix: EvaluatorMatrix;
  readonly index: number;
  readonly key: string;
  readonly span: DaySpan;
  readonly recist: RecistTimepoint;
  readonly target: TargetResponse;
  readonly nonTarget: NonTargetResponse;
  /** New lesions that count at this scan. */
  readonly present: readonly NewLesionCourse[];
}

/** The row of table 2. Every combination has one; a combination without is a fault of the table and throws. */
export function immuneRow(target: TargetResponse, nonTarget: NonTargetResponse, newLesion: boolean): ImmuneRow {
  const row = immuneTable2.find(
    (candidate) =>
      candidate.newLesion === newLesion && candidate.target.includes(target) && candidate.nonTarget.includes(nonTarget),
  );
  if (row === undefined)
    throw new Error(
      `iRECIST table 2 has no row for target ${target}, non-target ${nonTarget}, new lesion ${newLesion}`,
    );
  return row;
}

const oldDiseaseOf = ({ target, nonTarget }: Scene): ImmuneResponse =>
  immuneRow(target, nonTarget, false).withoutPriorProgression;

const standing: Readonly<Record<ImmuneResponse, number | null>> = {
  iCR: 0,
  iPR: 1,
  iSD: 2,
  'NON-iCR/NON-iUPD': 2,
  iUPD: 3,
  iCPD: 3,
  NE: null,
};

const isBetter = (now: ImmuneResponse, then: ImmuneResponse): boolean => {
  const [after, before] = [standing[now], standing[then]];
  return after !== null && before !== null && after < before;
};

const labelOf = ({ lesion }: NewLesionCourse): string => lesion.label;

/** Chooses new targets where they are first measured; their bar is the sum of their first sizes. */
function chooseNewTargets(state: State, scene: Scene): void {
  if (scene.present.length === 0) return;
  const appeared = scene.present
    .map(({ lesion }) => lesion)
    .filter(({ readings }) => readings.findIndex(({ kind }) => kind === 'measured') === scene.index);
  const before = state.newTargets.length;
  takeNewTargets(state.newTargets, appeared, scene.index, scene.matrix.timeline.timepoints[scene.index]!.timepoint);
  for (const lesion of state.newTargets.slice(before)) state.newTargetNadir += lesion.readings[scene.index]!.size!;
}

const sizeAt = (lesion: LesionSeries, index: number): Micrometres | null => lesion.readings[index]!.size;

/** The sum of what was measured: an unknown size can only add to it. */
const measuredSum = (lesions: readonly LesionSeries[], index: number): Micrometres =>
  lesions.reduce((sum, lesion) => sum + (sizeAt(lesion, index) ?? 0), 0);

/** As in RECIST, a nadir comes from complete sums only. */
function followNewTargets(state: State, { index }: Scene): void {
  if (state.newTargets.length === 0) return;
  if (state.newTargets.some((lesion) => sizeAt(lesion, index) === null)) return;
  state.newTargetNadir = Math.min(state.newTargetNadir, measuredSum(state.newTargets, index));
}

/**
 * New lesions progress if the bar was never reset; else by a further one, new targets 20 % and 5 mm over their own baseline or
 * nadir, or one said to progress unequivocally.
 */
function newLesionsProgress(state: State, scene: Scene): boolean {
  if (scene.present.length === 0) return false;
  const labels = scene.present.map(labelOf);
  if (labels.some((label) => !state.accepted.has(label))) return true;
  const old = state.newTargets.filter(({ label }) => labels.includes(label));
  const sum = measuredSum(old, scene.index);
  if (isProgression(state.newTargetNadir, sum)) return true;
  return scene.present.some(({ lesion }) => lesion.readings[scene.index]!.finding?.state === 'unequivocal-progression');
}

function causesOf(state: State, scene: Scene): readonly Category[] {
  const causes: Category[] = [];
  if (scene.target === 'PD') causes.push('target');
  if (scene.nonTarget === 'PD') causes.push('non-target');
  if (newLesionsProgress(state, scene)) causes.push('new-lesion');
  return causes;
}

function openBlock(state: State, scene: Scene, causes: readonly Category[]): void {
  const newSizes = new Map<string, Micrometres>();
  for (const { lesion } of scene.present) {
    const size = sizeAt(lesion, scene.index);
    if (size !== null) newSizes.set(lesion.label, size);
  }
  state.block = {
    key: scene.key,
    span: scene.span,
    causes,
    targetSizes: targetSizes(scene.matrix, scene.index),
    oldDisease: oldDiseaseOf(scene),
    worseNonTargets: [...nonTargetStates(scene)]
      .filter(([, state]) => state === 'unequivocal-progression')
      .map(([label]) => label),
    newLesions: new Set(scene.present.map(labelOf)),
    newSizes,
  };
}

/** Like with like: a target that was not measured at the iUPD is left out, one that is not measured now counts as gone. */
function targetsGrew(block: Block, scene: Scene): boolean {
  const now = targetSizes(scene.matrix, scene.index);
  let change = 0;
  for (const [label, before] of block.targetSizes) change += (now.get(label) ?? 0) - before;
  return change >= furtherGrowth;
}

/** A non-target is said to have increased, or one progresses that did not at the iUPD. */
const nonTargetsGrew = (block: Block, scene: Scene): boolean =>
  [...nonTargetStates(scene)].some(
    ([label, state]) =>
      state === 'increased' || (state === 'unequivocal-progression' && !block.worseNonTargets.includes(label)),
  );

function newTargetsGrew(state: State, block: Block, scene: Scene): boolean {
  const known = state.newTargets.filter(({ label }) => block.newSizes.has(label));
  const before = known.reduce((sum, { label }) => sum + block.newSizes.get(label)!, 0);
  return measuredSum(known, scene.index) - before >= furtherGrowth;
}

/** A new non-target is said to have increased, or a small measured one rose at all. */
function newNonTargetsGrew(state: State, block: Block, scene: Scene): boolean {
  return scene.present.some(({ lesion }) => {
    if (!block.newLesions.has(lesion.label) || state.newTargets.includes(lesion)) return false;
    const { finding, size } = lesion.readings[scene.index]!;
    const before = block.newSizes.get(lesion.label);
    return finding?.state === 'increased' || (size !== null && before !== undefined && size > before);
  });
}

function confirmationsOf(state: State, block: Block, scene: Scene): readonly ConfirmationRoute[] {
  const caused = (category: Category): boolean => block.causes.includes(category);
  const another = scene.present.some(({ lesion }) => !block.newLesions.has(lesion.label));
  const routes: ConfirmationRoute[] = [];
  if (caused('target') && targetsGrew(block, scene)) routes.push('target-growth');
  if (caused('non-target') && nonTargetsGrew(block, scene)) routes.push('non-target-increase');
  if (newTargetsGrew(state, block, scene) || newNonTargetsGrew(state, block, scene)) routes.push('new-lesion-growth');
  if (block.newLesions.size > 0 && another) routes.push('another-new-lesion');
  const entered =
    (scene.target === 'PD' && !caused('target')) ||
    (scene.nonTarget === 'PD' && !caused('non-target')) ||
    (another && block.newLesions.size === 0);
  if (entered) routes.push('new-category');
  return routes;
}

type Persistence = 'persists' | 'gone' | 'not-evaluated';

/** The non-targets that progressed at the iUPD decide whether this cause was evaluated; others may be missing. */
function nonTargetEvaluated(block: Block, scene: Scene): boolean {
  if (block.worseNonTargets.length === 0) return scene.nonTarget !== 'NE';
  const states = nonTargetStates(scene);
  return block.worseNonTargets.every((label) => states.has(label));
}

function persistenceOf(cause: Category, block: Block, scene: Scene): Persistence {
  switch (cause) {
    case 'target':
      return scene.target === 'PD' ? 'persists' : scene.target === 'NE' ? 'not-evaluated' : 'gone';
    case 'non-target':
      return scene.nonTarget === 'PD' ? 'persists' : nonTargetEvaluated(block, scene) ? 'gone' : 'not-evaluated';
    case 'new-lesion':
      return scene.present.some(({ lesion }) => block.newLesions.has(lesion.label)) ? 'persists' : 'gone';
  }
}

interface Found {
  readonly response: ImmuneResponse;
  readonly row: ImmuneRow;
  readonly causes: readonly Category[];
  readonly confirmedBy: readonly ConfirmationRoute[];
  readonly note: ImmuneTimepoint['note'];
}

/** The category of the old lesions where nothing progresses; iCR only when every new lesion is gone too. */
const categoryOf = (scene: Scene): ImmuneResponse => {
  const category = oldDiseaseOf(scene);
  return category === 'iCR' && scene.present.length > 0 ? 'iPR' : category;
};

function resetBar(state: State, scene: Scene): void {
  state.block = null;
  state.accepted = new Set([...state.accepted, ...scene.present.map(labelOf)]);
}

function withoutProgression(state: State, scene: Scene): Found {
  const causes = causesOf(state, scene);
  const row = immuneRow(scene.target, scene.nonTarget, causes.includes('new-lesion'));
  if (causes.length > 0) openBlock(state, scene, causes);
  return {
    response: causes.length > 0 ? row.withoutPriorProgression : categoryOf(scene),
    row,
    causes,
    confirmedBy: nothing,
    note: null,
  };
}

function withProgression(state: State, block: Block, scene: Scene, early: boolean, forNewSymptom: boolean): Found {
  const row = immuneRow(scene.target, scene.nonTarget, scene.present.length > 0);
  const routes = confirmationsOf(state, block, scene).filter((route) => row.confirmedBy.includes(route));
  const excepted = forNewSymptom && scene.present.some(({ lesion }) => !block.newLesions.has(lesion.label));
  if (early && !excepted) return { response: 'iUPD', row, causes: block.causes, confirmedBy: [], note: 'disregarded' };
  if (routes.length > 0) {
    state.confirmed = true;
    return { response: 'iCPD', row, causes: block.causes, confirmedBy: routes, note: null };
  }
  const causes = block.causes.map((cause) => persistenceOf(cause, block, scene));
  const unchanged: Found = {
    response: causes.includes('persists') ? 'iUPD' : 'NE',
    row,
    causes: block.causes,
    confirmedBy: [],
    note: null,
  };
  if (causes.includes('not-evaluated')) return unchanged;
  if (causes.includes('persists') && !isBetter(oldDiseaseOf(scene), block.oldDisease)) return unchanged;
  const response = categoryOf(scene);
  if (response !== 'NE') resetBar(state, scene);
  return { response, row, causes: [], confirmedBy: [], note: null };
}

function stabilityFrom(reported: ReportedContext, span: DaySpan, next: DaySpan | null): ImmuneTimepoint['stability'] {
  const stated = reported.stability
    .filter(({ date }) => {
      const when = daySpan(date);
      return when.from >= span.from && (next === null || when.from < next.from);
    })
    .sort((one, other) => (one.date.from < other.date.from ? -1 : 1))
    .at(-1);
  return stated === undefined ? 'unknown' : stated.stable ? 'stable' : 'not-stable';
}

const increased = (scene: Scene): boolean => [...nonTargetStates(scene).values()].includes('increased');

/**
 * Compared with the scan before, non-targets that 'increased' still progress, and so do those that RECIST still calls progressive
 * ('unequivocal-progression', or 'unchanged' since); reported as 'present' or 'decreased' they no longer do, nor when they stay so
 * (EORTC coding: NCLA and INCLA against NC).
 */
const stillProgressing = (scene: Scene, block: Block): boolean =>
  block.causes.includes('non-target') && increased(scene);

/** What was said of each non-target that was evaluated at this scan. */
function nonTargetStates({ matrix, index }: Scene): ReadonlyMap<string, string> {
  const states = new Map<string, string>();
  for (const { label, role, secondPrimary, readings } of matrix.lesions) {
    const state = readings[index]!.finding?.state;
    if (role === 'non-target' && !secondPrimary && state !== undefined && wasEvaluated(readings[index]!))
      states.set(label, state);
  }
  return states;
}

const traceOf = (scene: Scene, found: Found, block: Block | null, readings: ImmuneReadings): readonly TraceStep[] => [
  step(
    'iRECIST/table-2',
    {
      row: found.row.row,
      target: scene.target,
      nonTarget: scene.nonTarget,
      newLesions: scene.present.map(labelOf),
      causes: found.causes,
      since: block?.key ?? null,
      confirmedBy: found.confirmedBy,
      note: found.note,
      earliestConfirmationDays: readings.earliestConfirmationDays,
    },
    found.response,
  ),
];

/**
 * The iRECIST response of every follow-up, by index of the timeline, from the RECIST 1.1 result of the same history.
 * A scan under `earliestConfirmationDays` after the iUPD is disregarded unless it was made for a new symptom and shows an
 * additional new lesion; it still counts for the nadir.
 */
export function classifyImmune(
  matrix: EvaluatorMatrix,
  recist: readonly (RecistTimepoint | null)[],
  reported: ReportedContext,
  options: ResolvedOptions,
): readonly (ImmuneTimepoint | null)[] {
  const courses = newLesionCourses(matrix, options.recist);
  const { timepoints, calendar } = matrix.timeline;
  const state: State = { block: null, confirmed: false, accepted: new Set(), newTargetNadir: 0, newTargets: [] };
  return timepoints.map(({ phase, span, timepoint }, index): ImmuneTimepoint | null => {
    const response = recist[index] ?? null;
    if (phase !== 'follow-up' || span === null || response === null) return null;
    const seen: Scene = {
      matrix,
      index,
      key: timepoint.key,
      span,
      recist: response,
      target: response.target!,
      nonTarget: response.nonTarget!,
      present: courses.length === 0 ? nothing : courses.filter(({ status }) => countsAsNew(status[index])),
    };
    chooseNewTargets(state, seen);
    const before = state.block;
    const scene: Scene = before !== null && stillProgressing(seen, before) ? { ...seen, nonTarget: 'PD' } : seen;
    const wasConfirmed = state.confirmed;
    const early = before !== null && mostDaysBetween(before.span, span) < options.immune.earliestConfirmationDays;
    const found = wasConfirmed
      ? afterConfirmation(scene, before!)
      : before === null
        ? withoutProgression(state, scene)
        : withProgression(state, before, scene, early, timepoint.forNewSymptom === true);
    followNewTargets(state, scene);
    const block = state.block ?? (wasConfirmed ? before : null);
    return {
      response: found.response,
      row: found.row.row,
      progressionSince: block?.key ?? null,
      confirmedBy: found.confirmedBy,
      note: found.note,
      stability:
        calendar && reported.stability.length > 0 ? stabilityFrom(reported, span, nextSpan(matrix, index)) : 'unknown',
      trace: traceOf(scene, found, block, options.immune),
    };
  });
}

const afterConfirmation = (scene: Scene, block: Block): Found => ({
  response: 'iCPD',
  row: immuneRow(scene.target, scene.nonTarget, scene.present.length > 0),
  causes: block.causes,
  confirmedBy: [],
  note: 'after-confirmed-progression',
});

const nextSpan = ({ timeline }: EvaluatorMatrix, index: number): DaySpan | null =>
  timeline.timepoints.slice(index + 1).find(({ phase }) => phase === 'follow-up')?.span ?? null;
