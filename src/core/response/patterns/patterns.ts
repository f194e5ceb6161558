/**
 * Evaluates the pattern definitions at each timepoint: who shrank, who grew, what is new, and whether what was not measured
 * could decide. Shrinkage is judged against the baseline, growth against the lesion's own nadir
 * (docs/clinical-basis.md#who-can-shrink-or-grow-p).
 */
import { changeInNoise } from '../confidence/noise.js';
import { grewOverNadir, shrankUnderBaseline, type Thresholds } from '../model/change-rules.js';
import type { PatternVerdict, PatternVerdictValue, TraceStep } from '../model/classification.js';
import type { EvaluatorMatrix } from '../model/lesion-series.js';
import { newLesionCourses } from '../model/new-lesions.js';
import type { NoiseParameters, ResolvedOptions } from '../model/options.js';
import {
  patternDefinitions,
  type CategoryRule,
  type LesionRule,
  type OrganRule,
  type PatternDefinitionData,
} from './pattern-definitions.js';
import { emptyScene, SceneWalk, type ComparableLesion, type PatternScene, type Standing } from './pattern-scene.js';
import type { RecistTimepoint } from '../recist/recist.js';
import { step } from '../model/trace.js';
import { flagLimits } from '../thresholds.js';

const nothing: readonly never[] = [];

export interface PatternTimepoint {
  readonly scene: PatternScene;
  readonly verdicts: readonly PatternVerdict[];
  /** Ids of definitions that are met, or would be if the equivocal new lesion were one; empty where there is none. */
  readonly metIfUnequivocal: readonly string[];
  /** Lesions that meet the grow rule of DR-A, whatever definitions are evaluated. */
  readonly growers: readonly string[];
}

/** Who shrank and who grew among what was compared under one set of thresholds, with the numbers that a trace needs. */
interface Sides {
  readonly compared: readonly Standing[];
  readonly shrinkers: readonly Standing[];
  readonly growers: readonly Standing[];
  readonly shrinkerLabels: readonly string[];
  readonly shrinkerBaselines: readonly number[];
  readonly shrinkerSizes: readonly number[];
  readonly growerLabels: readonly string[];
  readonly growerNadirs: readonly number[];
  readonly growerSizes: readonly number[];
}

const sidesOf = (
  compared: readonly Standing[],
  shrinkers: readonly Standing[],
  growers: readonly Standing[],
): Sides => ({
  compared,
  shrinkers,
  growers,
  shrinkerLabels: shrinkers.length === 0 ? nothing : shrinkers.map(({ label }) => label),
  shrinkerBaselines: shrinkers.length === 0 ? nothing : shrinkers.map(({ baseline }) => baseline),
  shrinkerSizes: shrinkers.length === 0 ? nothing : shrinkers.map(({ now }) => now),
  growerLabels: growers.length === 0 ? nothing : growers.map(({ label }) => label),
  growerNadirs: growers.length === 0 ? nothing : growers.map(({ nadir }) => nadir),
  growerSizes: growers.length === 0 ? nothing : growers.map(({ now }) => now),
});

const noSides: Sides = sidesOf(nothing, nothing, nothing);

type AnyRule = LesionRule | OrganRule | CategoryRule;

/** What decides about one lesion or organ; an absolute growth that is demanded of the sum of all targets is none of its own. */
const thresholdsOf = (rule: AnyRule): Thresholds => ({
  shrinkPercent: rule.shrinkPercent,
  shrinkStrict: rule.shrinkStrict,
  growPercent: rule.growPercent,
  growStrict: rule.growStrict,
  growLength: rule.unit === 'lesion' && rule.growLengthOf === 'sum-of-targets' ? 0 : rule.growLength,
});

/** Smaller than at the scan before, by more than the noise of those who measured could make of it; an organ's sum is taken as one size. */
const fell = ({ previous, now }: Standing, { readers }: PatternScene, noise: NoiseParameters): boolean =>
  now < previous && -changeInNoise(previous, now, readers, noise) > flagLimits.fellMultiple;

/** concurrent: a shrinker fell since the scan before; sequential: the response has held, and another lesion escapes. */
function courseOf(
  shrinkers: readonly Standing[],
  scene: PatternScene,
  noise: NoiseParameters,
): PatternVerdict['course'] {
  if (shrinkers.length === 0) return null;
  for (const shrinker of shrinkers) if (fell(shrinker, scene, noise)) return 'concurrent';
  return 'sequential';
}

/** True where these thresholds divide the lesions as those of another group did. */
function isDividedAs(sides: Sides, compared: readonly Standing[], thresholds: Thresholds): boolean {
  let growers = 0;
  let shrinkers = 0;
  for (const standing of compared) {
    if (grewOverNadir(standing, thresholds)) {
      if (sides.growers[growers] !== standing) return false;
      growers += 1;
    } else if (shrankUnderBaseline(standing, thresholds)) {
      if (sides.shrinkers[shrinkers] !== standing) return false;
      shrinkers += 1;
    }
  }
  return growers === sides.growers.length && shrinkers === sides.shrinkers.length;
}

/** Takes the sides of one group of definitions; most thresholds tell the same lesions apart, and then the lists are those of another group. */
function takeSides(
  compared: readonly Standing[],
  thresholds: Thresholds,
  taken: readonly (Sides | undefined)[],
): Sides {
  for (const sides of taken)
    if (sides !== undefined && isDividedAs(sides, compared, thresholds))
      return sides.compared === compared ? sides : { ...sides, compared };
  const shrinkers: Standing[] = [];
  const growers: Standing[] = [];
  for (const standing of compared) {
    if (grewOverNadir(standing, thresholds)) growers.push(standing);
    else if (shrankUnderBaseline(standing, thresholds)) shrinkers.push(standing);
  }
  return sidesOf(compared, shrinkers, growers);
}

/** Definitions with the same thresholds on the same lesions share their sides: this names the group. */
const groupOf = (rule: AnyRule): string =>
  [
    rule.unit === 'organ' ? 'organ' : rule.unit === 'lesion' ? rule.lesions : 'measurable',
    ...Object.values(thresholdsOf(rule)),
  ].join();

const isTarget = ({ lesion }: ComparableLesion): boolean => lesion.role === 'target';

const standingsFor = (rule: AnyRule, scene: PatternScene): readonly Standing[] => {
  if (rule.unit === 'organ') return scene.organs;
  return rule.unit === 'lesion' && rule.lesions === 'targets' ? scene.comparable.filter(isTarget) : scene.comparable;
};

function sidesTrace(
  definition: PatternDefinitionData,
  rule: AnyRule,
  sides: Sides,
  scene: PatternScene,
  outcome: PatternVerdictValue,
): TraceStep {
  const organ = rule.unit === 'organ';
  return step(
    organ ? 'pattern/organs' : 'pattern/lesions',
    {
      definition: definition.id,
      comparison: rule.shrinkStrict ? 'more-than' : 'at-least',
      shrinkPercent: rule.shrinkPercent,
      growPercent: rule.growPercent,
      growLength: rule.growLength,
      growLengthOf: rule.unit === 'lesion' ? rule.growLengthOf : rule.unit,
      shrinkers: sides.shrinkerLabels,
      shrinkerBaselines: sides.shrinkerBaselines,
      shrinkerSizes: sides.shrinkerSizes,
      growers: sides.growerLabels,
      growerNadirs: sides.growerNadirs,
      growerSizes: sides.growerSizes,
      newLesions: scene.newLesions,
      missing: organ ? scene.missingOrgans : scene.missing,
      excluded: scene.excluded,
    },
    outcome,
  );
}

const verdictOf = (
  definition: PatternDefinitionData,
  verdict: PatternVerdictValue,
  sides: Sides,
  newLesions: readonly string[],
  trace: readonly TraceStep[],
): PatternVerdict => ({
  definition: definition.id,
  verdict,
  shrinkers: sides.shrinkerLabels,
  growers: sides.growerLabels,
  newLesions,
  course: null,
  trace,
});

/** Met by what was measured; else unknown where missing ones could make it met: one joins a known side, two make both. */
const bySides = (shrinks: boolean, grows: boolean, missing: number): PatternVerdictValue => {
  if (shrinks && grows) return 'met';
  return missing >= 2 || (missing === 1 && (shrinks || grows)) ? 'not-assessable' : 'not-met';
};

function lesionVerdict(rule: LesionRule, sides: Sides, scene: PatternScene, missing: number): PatternVerdictValue {
  const shrinks = sides.shrinkers.length > 0;
  const growsNew = scene.newLesions.length > 0 && rule.growth !== 'established';
  if (rule.growth === 'new' || growsNew) {
    if (!growsNew) return 'not-met';
    if (shrinks) return 'met';
    return missing > 0 ? 'not-assessable' : 'not-met';
  }
  const bySize = bySides(shrinks, sides.growers.length > 0, missing);
  if (rule.growLengthOf === 'lesion' || bySize !== 'met') return bySize;
  const { sum, nadirSum } = scene.recist;
  if (sum === null || nadirSum === null) return 'not-assessable';
  return sum - nadirSum >= rule.growLength ? 'met' : 'not-met';
}

function judgeLesions(
  definition: PatternDefinitionData,
  rule: LesionRule,
  scene: PatternScene,
  sides: Sides,
): PatternVerdict {
  const { compared } = sides;
  const missing = rule.lesions === 'targets' ? scene.missingTargets : scene.missing;
  if (compared.length < rule.fewestLesions) {
    const few = step(
      'pattern/few-lesions',
      { definition: definition.id, comparable: compared.map(({ label }) => label), needed: rule.fewestLesions },
      'not-assessable',
    );
    return verdictOf(definition, 'not-assessable', noSides, nothing, [few]);
  }
  const value = lesionVerdict(rule, sides, scene, missing.length);
  const trace = [sidesTrace(definition, rule, sides, scene, value)];
  if (value === 'not-assessable')
    trace.push(step('pattern/missing-could-decide', { definition: definition.id, missing }, value));
  return verdictOf(definition, value, sides, rule.growth === 'established' ? nothing : scene.newLesions, trace);
}

function organFirstRule(rule: OrganRule, sides: Sides, scene: PatternScene, unknown: number): PatternVerdictValue {
  const bySize = bySides(sides.shrinkers.length > 0, sides.growers.length > 0, unknown);
  return bySize === 'not-met' && scene.organs.length < rule.fewestOrgans ? 'not-assessable' : bySize;
}

function organSecondRule(sides: Sides, scene: PatternScene, unknown: number, event: boolean): PatternVerdictValue {
  if (scene.organs.length === 0) return 'not-assessable';
  if (!event || sides.shrinkers.length < scene.organs.length || sides.growers.length > 0) return 'not-met';
  return unknown > 0 ? 'not-assessable' : 'met';
}

/** Either rule suffices; where neither is met, one that cannot be assessed leaves the whole open. */
const eitherOf = (one: PatternVerdictValue, other: PatternVerdictValue): PatternVerdictValue => {
  if (one === 'met' || other === 'met') return 'met';
  return one === 'not-assessable' || other === 'not-assessable' ? 'not-assessable' : 'not-met';
};

function judgeOrgans(
  definition: PatternDefinitionData,
  rule: OrganRule,
  scene: PatternScene,
  assessable: Sides,
): PatternVerdict {
  if (rule.firstEvaluationOnly && !scene.firstEvaluation) {
    const late = step('pattern/first-evaluation-only', { definition: definition.id }, 'not-assessable');
    return verdictOf(definition, 'not-assessable', noSides, nothing, [late]);
  }
  const partly = rule.measuredPartMayProgress
    ? scene.unassessableOrgans.flatMap(({ measured }) =>
        measured !== null && grewOverNadir(measured, rule) ? [measured] : [],
      )
    : nothing;
  const sides =
    partly.length === 0
      ? assessable
      : sidesOf(assessable.compared, assessable.shrinkers, [...assessable.growers, ...partly]);
  const unknown = scene.unassessableOrgans.length - partly.length;
  const progression = rule.secondRule === 'new-lesion-or-non-target-progression' && scene.recist.nonTarget === 'PD';
  const event = scene.newLesions.length > 0 || progression;
  const second = organSecondRule(sides, scene, unknown, event);
  const value = eitherOf(organFirstRule(rule, sides, scene, unknown), second);
  const trace = [sidesTrace(definition, rule, sides, scene, value)];
  if (event) {
    trace.push(
      step(
        'pattern/organs-new-lesion',
        {
          definition: definition.id,
          organs: sides.shrinkerLabels,
          missing: scene.missingOrgans,
          newLesions: scene.newLesions,
          nonTargetProgression: progression,
        },
        second,
      ),
    );
  }
  return verdictOf(definition, value, sides, scene.newLesions, trace);
}

/** Categories differ (where demanded with a stable one among them), or (where counted) one responds beside a new lesion. A missing lesion could differ from all others. */
function judgeCategories(
  definition: PatternDefinitionData,
  rule: CategoryRule,
  scene: PatternScene,
  sides: Sides,
): PatternVerdict {
  const stable = sides.compared.length - sides.shrinkers.length - sides.growers.length;
  const categories = Number(sides.shrinkers.length > 0) + Number(sides.growers.length > 0) + Number(stable > 0);
  const besideNew = rule.newLesionCounts && sides.shrinkers.length > 0 && scene.newLesions.length > 0;
  const differ = categories > 1 && (rule.responseBesideGrowthSuffices || stable > 0);
  const value: PatternVerdictValue =
    differ || besideNew
      ? 'met'
      : scene.missing.length > 0 || sides.compared.length < rule.fewestLesions
        ? 'not-assessable'
        : 'not-met';
  return verdictOf(definition, value, sides, rule.newLesionCounts ? scene.newLesions : nothing, [
    sidesTrace(definition, rule, sides, scene, value),
  ]);
}

interface Definition {
  readonly data: PatternDefinitionData;
  readonly rule: AnyRule;
  readonly thresholds: Thresholds;
  /** Number of its group of thresholds: the sides are taken once a group. */
  readonly group: number;
}

function judgeBy({ data, rule }: Definition, scene: PatternScene, sides: Sides): PatternVerdict {
  switch (rule.unit) {
    case 'lesion':
      return judgeLesions(data, rule, scene, sides);
    case 'organ':
      return judgeOrgans(data, rule, scene, sides);
    case 'category':
      return judgeCategories(data, rule, scene, sides);
  }
}

function judge(
  definition: Definition,
  scene: PatternScene,
  noise: NoiseParameters,
  shared: (Sides | undefined)[],
): PatternVerdict {
  const { rule, thresholds, group } = definition;
  const sides = (shared[group] ??= takeSides(standingsFor(rule, scene), thresholds, shared));
  const found = judgeBy(definition, scene, sides);
  return found.verdict === 'met' ? { ...found, course: courseOf(sides.shrinkers, scene, noise) } : found;
}

const groups: string[] = [];

function groupNumber(rule: AnyRule): number {
  const name = groupOf(rule);
  if (!groups.includes(name)) groups.push(name);
  return groups.indexOf(name);
}

const computed: readonly Definition[] = patternDefinitions.flatMap((data) =>
  data.rule === null || data.rule.unit === 'uptake'
    ? []
    : [{ data, rule: data.rule, thresholds: thresholdsOf(data.rule), group: groupNumber(data.rule) }],
);

const projectRule = patternDefinitions.find(({ id }) => id === 'DR-A')!.rule as LesionRule;
const projectThresholds = thresholdsOf(projectRule);
const projectGroup = groupNumber(projectRule);

const chosenDefinitions = ({ definitions }: ResolvedOptions): readonly Definition[] =>
  definitions === null ? computed : computed.filter(({ data }) => definitions.includes(data.id));

/** The definitions that are evaluated under these options, in the order of the catalogue. */
export const evaluatedDefinitions = (options: ResolvedOptions): readonly PatternDefinitionData[] =>
  chosenDefinitions(options).map(({ data }) => data);

function withoutReference(
  definitions: readonly Definition[],
  rule: 'pattern/no-baseline' | 'pattern/no-true-baseline',
): readonly PatternVerdict[] {
  return definitions.map(({ data }) =>
    verdictOf(data, 'not-assessable', noSides, nothing, [step(rule, { definition: data.id }, 'not-assessable')]),
  );
}

/** Definitions that are met where the equivocal new lesions count as new, those met without them among them. */
function metWithEquivocal(
  definitions: readonly Definition[],
  scene: PatternScene,
  noise: NoiseParameters,
  shared: (Sides | undefined)[],
): readonly string[] {
  const unequivocal: PatternScene = { ...scene, newLesions: [...scene.newLesions, ...scene.equivocalNewLesions] };
  return definitions
    .filter((definition) => judge(definition, unequivocal, noise, shared).verdict === 'met')
    .map(({ data }) => data.id);
}

/**
 * Evaluates every pattern definition at every follow-up of one evaluator's history. The answer goes by index of the timeline,
 * null where nothing is classified. Without a baseline, or with a first scan after the start of treatment, no definition is
 * assessable.
 */
export function evaluatePatterns(
  matrix: EvaluatorMatrix,
  recist: readonly (RecistTimepoint | null)[],
  options: ResolvedOptions,
): readonly (PatternTimepoint | null)[] {
  const definitions = chosenDefinitions(options);
  const { timepoints, baseline, baselineAfterStart } = matrix.timeline;
  const readable = baseline >= 0 && timepoints[baseline]!.phase === 'baseline';
  const unreadable =
    readable && !baselineAfterStart
      ? null
      : withoutReference(definitions, readable ? 'pattern/no-true-baseline' : 'pattern/no-baseline');
  const walk = unreadable === null ? new SceneWalk(matrix, newLesionCourses(matrix, options.recist)) : null;
  return timepoints.map(({ phase }, index) => {
    const response = recist[index] ?? null;
    if (phase !== 'follow-up' || response === null) return null;
    if (walk === null)
      return { scene: emptyScene(index, response), verdicts: unreadable!, metIfUnequivocal: nothing, growers: nothing };
    const scene = walk.sceneAt(index, response);
    const shared: (Sides | undefined)[] = new Array<Sides | undefined>(groups.length).fill(undefined);
    const verdicts = definitions.map((definition) => judge(definition, scene, options.noise, shared));
    return {
      scene,
      verdicts,
      growers: (shared[projectGroup] ?? takeSides(scene.comparable, projectThresholds, shared)).growerLabels,
      metIfUnequivocal:
        scene.equivocalNewLesions.length === 0 ? nothing : metWithEquivocal(definitions, scene, options.noise, shared),
    };
  });
}
