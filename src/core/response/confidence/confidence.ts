/**
 * Measurement confidence: how sure it is that a change exceeds measurement error
 * (docs/clinical-basis.md#measurement-noise) [P]. Closed form, no sampling. The true change is normal around the
 * measured one. Lesions are taken as independent against a common reference; that is bent where one reader reads all
 * lesions of one scan with one bias, and where growth is judged against the nadir (the lowest of several noisy values)
 * but shrinkage against the baseline: the lesion is then a grower first. It is never a risk, and says nothing of new
 * lesions: for these the reader's own certainty stands.
 */
import { growsFrom, shrinksTo, type Thresholds } from '../model/change-rules.js';
import type { PatternVerdictValue } from '../model/classification.js';
import type { Micrometres, TreatmentLineHistory } from '../model/history.js';
import type { EvaluatorMatrix } from '../model/lesion-series.js';
import { nadirIndexOf } from '../model/nadir.js';
import { noParameters, type ResponsePhrase } from '../model/phrases.js';
import { differenceSd, readersBetween } from './noise.js';
import { resolveOptions, type NoiseParameters, type ResolvedOptions, type ResponseOptions } from '../model/options.js';
import {
  type CategoryRule,
  type LesionRule,
  type OrganRule,
  type NoConfidence,
  patternDefinition,
} from '../patterns/pattern-definitions.js';
import type { ComparableLesion, PatternScene, Standing } from '../patterns/pattern-scene.js';
import type { PatternTimepoint } from '../patterns/patterns.js';
import { prepareLine } from '../analyses/prepared.js';

/** P(true growth reaches the grow threshold), P(true shrinkage reaches the shrink threshold), and the rest. */
export interface ChangeConfidence {
  readonly grow: number;
  readonly shrink: number;
  readonly neither: number;
}

interface LesionConfidence extends ChangeConfidence {
  readonly lesion: string;
  /** False for mucosal primaries and MR: the data behind the noise are mostly lung on CT. */
  readonly noiseEstablished: boolean;
}

export interface TimepointConfidence {
  readonly timepoint: string;
  /** Against the thresholds of DR-A. */
  readonly lesions: readonly LesionConfidence[];
  readonly patterns: readonly PatternConfidence[];
}

interface PatternConfidence {
  readonly definition: string;
  readonly confidence: number | null;
  /** Why there is none; null where there is one. */
  readonly whyNone: ResponsePhrase | null;
}

export interface EvaluatorConfidence {
  readonly evaluator: string;
  readonly timepoints: readonly TimepointConfidence[];
}

const numerator = [
  3.52624965998911e-2, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931,
  220.206867912376,
];
const denominator = [
  8.83883476483184e-2, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831,
  793.826512519948, 440.413735824752,
];

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let power = 0; power < coefficients.length; power += 1) sum = sum * x + coefficients[power]!;
  return sum;
}

/** The standard normal distribution function (Hart's approximation as given by West, 2005; error under 1e-14). */
export function normalProbability(z: number): number {
  const x = Math.abs(z);
  const density = Math.exp((-x * x) / 2);
  const tail =
    x < 7.07106781186547
      ? (density * polynomial(numerator, x)) / polynomial(denominator, x)
      : density / (x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))))) / 2.506628274631;
  return z > 0 ? 1 - tail : tail;
}

/**
 * Confidence of one change whose difference from baseline and from nadir has these SDs. All lengths in micrometres. A node under 10 mm is
 * normal: it counts as shrunk where it was 10 mm or more, and never as grown.
 */
export function changeConfidence(
  change: {
    readonly baseline: Micrometres;
    readonly nadir: Micrometres;
    readonly now: Micrometres;
    readonly node?: boolean;
  },
  sd: { readonly fromBaseline: number; readonly fromNadir: number },
  thresholds: Pick<Thresholds, 'shrinkPercent' | 'growPercent' | 'growLength'>,
): ChangeConfidence {
  const { baseline, nadir, now, node = false } = change;
  const grow = normalProbability((now - growsFrom(nadir, thresholds, node)) / sd.fromNadir);
  const shrunk = normalProbability((shrinksTo(baseline, thresholds, node) - now) / sd.fromBaseline);
  const shrink = Math.min(shrunk, 1 - grow);
  return { grow, shrink, neither: Math.max(0, 1 - grow - shrink) };
}

/** P(at least one shrinks and another grows), for independent lesions: 1 - P(none shrinks) - P(none grows) + P(none does either). */
export function dissociationProbability(lesions: readonly ChangeConfidence[]): number {
  let [noneShrinks, noneGrows, noneEither] = [1, 1, 1];
  for (const { shrink, grow, neither } of lesions) {
    noneShrinks *= 1 - shrink;
    noneGrows *= 1 - grow;
    noneEither *= neither;
  }
  return 1 - noneShrinks - noneGrows + noneEither;
}

interface Reading {
  readonly matrix: EvaluatorMatrix;
  readonly index: number;
  readonly noise: NoiseParameters;
}

interface Spread {
  readonly fromBaseline: number;
  readonly fromNadir: number;
}

function spreadOf(standing: Standing, reading: Reading): Spread {
  const { matrix, index, noise } = reading;
  const lowest =
    standing.lesion === null ? matrix.timeline.baseline : nadirIndexOf(matrix, standing.lesion, standing.nadir, index);
  return {
    fromBaseline: differenceSd(
      standing.baseline,
      standing.now,
      readersBetween(matrix.timeline, matrix.timeline.baseline, index),
      noise,
    ),
    fromNadir: differenceSd(standing.nadir, standing.now, readersBetween(matrix.timeline, lowest, index), noise),
  };
}

/** The sum of an organ's lesions spreads by the root of the sum of their squared spreads. */
function organSpread(organ: Standing, scene: PatternScene, reading: Reading): Spread {
  const spreads = scene.comparable
    .filter(({ lesion }) => lesion.organ === organ.label)
    .map((standing) => spreadOf(standing, reading));
  return {
    fromBaseline: Math.hypot(...spreads.map(({ fromBaseline }) => fromBaseline)),
    fromNadir: Math.hypot(...spreads.map(({ fromNadir }) => fromNadir)),
  };
}

const lesionConfidence = (standing: ComparableLesion, reading: Reading, rule: Thresholds): ChangeConfidence =>
  changeConfidence(
    { baseline: standing.baseline, nadir: standing.nadir, now: standing.now, node: standing.lesion.node },
    spreadOf(standing, reading),
    rule,
  );

const product = (values: readonly number[]): number => values.reduce((result, value) => result * value, 1);

function lesionRuleConfidence(rule: LesionRule, scene: PatternScene, reading: Reading): number {
  const standings =
    rule.lesions === 'targets' ? scene.comparable.filter(({ lesion }) => lesion.role === 'target') : scene.comparable;
  const changes = standings.map((standing) => lesionConfidence(standing, reading, rule));
  if (rule.growth === 'established') return dissociationProbability(changes);
  return scene.newLesions.length === 0 ? 0 : 1 - product(changes.map(({ shrink }) => 1 - shrink));
}

/** The sum of an organ has no node limit in closed form: an organ whose nodes all became normal is judged by its sum alone. */
function organRuleConfidence(rule: OrganRule, scene: PatternScene, reading: Reading): number {
  const changes = scene.organs.map((organ) => changeConfidence(organ, organSpread(organ, scene, reading), rule));
  const event =
    scene.newLesions.length > 0 ||
    (rule.secondRule === 'new-lesion-or-non-target-progression' && scene.recist.nonTarget === 'PD');
  return dissociationProbability(changes) + (event ? product(changes.map(({ shrink }) => shrink)) : 0);
}

/**
 * Lesions differ unless all do the same; where response beside growth does not suffice, unless none or all do neither. Beside a new
 * lesion that counts they are met as well unless all grow or all do neither.
 */
function categoryRuleConfidence(rule: CategoryRule, scene: PatternScene, reading: Reading): number {
  const changes = scene.comparable.map((standing) => lesionConfidence(standing, reading, rule));
  const all = (direction: keyof ChangeConfidence): number => product(changes.map((change) => change[direction]));
  if (rule.newLesionCounts && scene.newLesions.length > 0) return 1 - all('grow') - all('neither');
  const withoutStable = rule.responseBesideGrowthSuffices
    ? all('grow') + all('shrink')
    : product(changes.map(({ neither }) => 1 - neither));
  return 1 - withoutStable - all('neither');
}

function ruleConfidence(rule: LesionRule | OrganRule | CategoryRule, scene: PatternScene, reading: Reading): number {
  switch (rule.unit) {
    case 'lesion':
      return lesionRuleConfidence(rule, scene, reading);
    case 'organ':
      return organRuleConfidence(rule, scene, reading);
    case 'category':
      return categoryRuleConfidence(rule, scene, reading);
  }
}

/** Confidence that a definition is truly met at this timepoint, given its new lesions; null where the definition says why there is none. */
export function sceneConfidence(
  definition: string,
  matrix: EvaluatorMatrix,
  scene: PatternScene,
  noise: NoiseParameters,
): number | null {
  const { rule, noConfidence } = patternDefinition(definition)!;
  return noConfidence !== null
    ? null
    : ruleConfidence(rule as LesionRule | OrganRule | CategoryRule, scene, { matrix, index: scene.index, noise });
}

const projectRule = patternDefinition('DR-A')!.rule as LesionRule;

function lesionConfidences(scene: PatternScene, reading: Reading): readonly LesionConfidence[] {
  const { timepoint } = reading.matrix.timeline.timepoints[reading.index]!;
  return scene.comparable.map((standing) => ({
    lesion: standing.label,
    noiseEstablished:
      standing.lesion.organ !== 'primary-site' &&
      (standing.lesion.readings[reading.index]!.finding!.modality ?? timepoint.modality) !== 'MR',
    ...lesionConfidence(standing, reading, projectRule),
  }));
}

function timepointConfidence(
  matrix: EvaluatorMatrix,
  { scene, verdicts }: PatternTimepoint,
  options: ResolvedOptions,
): TimepointConfidence {
  const reading: Reading = { matrix, index: scene.index, noise: options.noise };
  return {
    timepoint: matrix.timeline.timepoints[scene.index]!.timepoint.key,
    lesions: lesionConfidences(scene, reading),
    patterns: verdicts.map(({ definition, verdict }) =>
      patternConfidence(definition, verdict, matrix, scene, options.noise),
    ),
  };
}

const whyNone = (because: NoConfidence | 'not-assessable'): ResponsePhrase => ({
  id: `no-confidence/${because}`,
  parameters: noParameters,
});

function patternConfidence(
  definition: string,
  verdict: PatternVerdictValue,
  matrix: EvaluatorMatrix,
  scene: PatternScene,
  noise: NoiseParameters,
): PatternConfidence {
  if (verdict === 'not-assessable') return { definition, confidence: null, whyNone: whyNone('not-assessable') };
  const { noConfidence } = patternDefinition(definition)!;
  return {
    definition,
    confidence: sceneConfidence(definition, matrix, scene, noise),
    whyNone: noConfidence === null ? null : whyNone(noConfidence),
  };
}

/**
 * The measurement confidence of every lesion change and every pattern verdict of a treatment line, by evaluator and follow-up.
 * Made on request, apart from the classification: it decides nothing there but the noise rule.
 */
export function measureConfidence(
  history: TreatmentLineHistory,
  options?: ResponseOptions,
): readonly EvaluatorConfidence[] {
  const resolved = resolveOptions(options);
  return prepareLine(history, resolved).map(({ matrix, patterns }) => ({
    evaluator: matrix.evaluator,
    timepoints: patterns.flatMap((timepoint) =>
      timepoint === null ? [] : [timepointConfidence(matrix, timepoint, resolved)],
    ),
  }));
}
