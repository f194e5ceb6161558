/**
 * Turns met definitions into flags and watches over all evaluators of a treatment line
 * (docs/clinical-basis.md#dissociated-response-this-projects-definitions-p).
 */
import { sceneConfidence } from '../confidence/confidence.js';
import type {
  ClassificationQuery,
  FlagFinding,
  HoldReason,
  LesionChange,
  PatternVerdict,
} from '../model/classification.js';
import {
  findEpisodes,
  matchingTimepoint,
  standpointAt,
  type Episode,
  type EvaluatorPatterns,
  type Run,
  type Standpoint,
} from './episodes.js';
import type { TreatmentLineHistory } from '../model/history.js';
import { growthInNoise, membersOf } from './growth-in-noise.js';
import { hold, type Hold } from './hold-codes.js';
import { clinicalHolds, contextHolds, neverHeld, type HoldContext, type Sighting } from './holds.js';
import { asking } from '../model/asking.js';
import type { LesionSeries } from '../model/lesion-series.js';
import { hasGrown } from '../model/lengths.js';
import type { ResolvedOptions } from '../model/options.js';
import { noParameters, type HoldCode } from '../model/phrases.js';
import type { PatternDefinitionData } from './pattern-definitions.js';
import { changeOf, type Standing } from './pattern-scene.js';
import { evaluatedDefinitions } from './patterns.js';
import { reasonOf } from './reason.js';

export interface FlagResult {
  readonly flags: readonly FlagFinding[];
  readonly queries: readonly ClassificationQuery[];
  readonly outside: HoldReason | null;
}

const verdictAt = (run: Run, index: number, definition: PatternDefinitionData): PatternVerdict =>
  run.source.patterns[index]!.verdicts.find((verdict) => verdict.definition === definition.id)!;

function previousClassified(run: Run, index: number): number | null {
  for (let before = index - 1; before >= 0; before -= 1) {
    if (run.source.patterns[before] !== null) return before;
  }
  return null;
}

function wasMetBefore(run: Run, definition: PatternDefinitionData): boolean {
  for (let index = run.latest - 1; index >= run.start; index -= 1) {
    const timepoint = run.source.patterns[index] ?? null;
    if (timepoint === null) continue;
    const standpoint = standpointAt(definition, timepoint);
    if (standpoint !== 'open') return standpoint === 'met';
  }
  return false;
}

function sightingOf(run: Run, definition: PatternDefinitionData): Sighting {
  const timepoint = run.source.patterns[run.latest]!;
  const { scene } = timepoint;
  const verdict = verdictAt(run, run.latest, definition);
  const doubtful = verdict.verdict !== 'met';
  const standings =
    definition.rule?.unit === 'organ'
      ? [...scene.organs, ...scene.unassessableOrgans.flatMap(({ measured }) => measured ?? [])]
      : scene.comparable;
  const pick = (labels: readonly string[]): readonly Standing[] =>
    standings.filter(({ label }) => labels.includes(label));
  const newLabels = doubtful ? scene.equivocalNewLesions : verdict.newLesions;
  const before = previousClassified(run, run.latest);
  const usesGrowers = definition.rule?.unit !== 'lesion' || definition.rule.growth !== 'new';
  return {
    matrix: run.source.matrix,
    index: run.latest,
    scene,
    doubtful,
    shrinkers: pick(verdict.shrinkers),
    growers: usesGrowers ? pick(verdict.growers) : [],
    newLesions: run.source.matrix.lesions.filter((lesion): lesion is LesionSeries => newLabels.includes(lesion.label)),
    metBefore: wasMetBefore(run, definition),
    growersBefore: before === null ? [] : verdictAt(run, before, definition).growers,
  };
}

const spanOf = (run: Run, index: number) => run.source.matrix.timeline.timepoints[index]!.span!;
const keyOf = (run: Run, index: number): string => run.source.matrix.timeline.timepoints[index]!.timepoint.key;

/** The designated clinical reader where they met it, else the evaluator who saw it last. */
function leadingRun(episode: Episode, clinicalEvaluator: string | null): Run {
  const own = episode.runs.filter(({ source }) => source.matrix.evaluator === clinicalEvaluator);
  const runs = own.length > 0 ? own : episode.runs;
  return runs.reduce((best, run) => (spanOf(run, run.latest).to > spanOf(best, best.latest).to ? run : best));
}

interface Opinions {
  readonly for: readonly string[];
  readonly against: readonly string[];
  readonly read: readonly string[];
}

function gatherOpinions(
  definition: PatternDefinitionData,
  sources: readonly EvaluatorPatterns[],
  lead: Run,
  days: number,
): Opinions {
  const key = keyOf(lead, lead.latest);
  const opinions = sources.map((source) => {
    const timepoint = matchingTimepoint(source, key, spanOf(lead, lead.latest), days);
    return {
      evaluator: source.matrix.evaluator,
      standpoint: timepoint === null ? null : standpointAt(definition, timepoint),
    };
  });
  const names = (holds: (standpoint: Standpoint | null) => boolean): readonly string[] =>
    opinions.filter(({ standpoint }) => holds(standpoint)).map(({ evaluator }) => evaluator);
  return {
    for: names((standpoint) => standpoint === 'met' || standpoint === 'doubtful'),
    against: names((standpoint) => standpoint === 'not-met'),
    read: names((standpoint) => standpoint !== null),
  };
}

function readerHold(lead: Run, opinions: Opinions, clinicalEvaluator: string | null, known: boolean): Hold | null {
  if (clinicalEvaluator === null || !known || lead.source.matrix.evaluator === clinicalEvaluator) return null;
  return opinions.read.includes(clinicalEvaluator)
    ? hold('not-met-by-clinical-reader', { reader: clinicalEvaluator })
    : hold('clinical-reader-has-not-read', { reader: clinicalEvaluator });
}

const disagreement = (opinions: Opinions): readonly Hold[] =>
  opinions.against.length === 0
    ? []
    : [hold('evaluators-disagree', { metFor: opinions.for, notMetFor: opinions.against })];

const watchDefinition = ({ id }: PatternDefinitionData): Hold => hold('watch-definition', { definition: id });

function newLesionChange(lesion: LesionSeries, index: number): LesionChange {
  const before = lesion.readings
    .slice(0, index)
    .flatMap(({ kind, size }) => (kind === 'measured' && size !== null ? [size] : []));
  return {
    lesion: lesion.label,
    role: lesion.role,
    organ: lesion.organ,
    baseline: null,
    nadir: before.length === 0 ? null : Math.min(...before),
    previous: before.at(-1) ?? null,
    now: lesion.readings[index]!.size,
  };
}

/** A watch definition whose growing organ grew in several of its lesions, and as a whole beyond noise (docs/clinical-basis.md#dissociated-response-this-projects-definitions-p). */
function isFlagged(
  { flaggedWith }: PatternDefinitionData,
  sighting: Sighting,
  { options: { noise, flags } }: HoldContext,
): boolean {
  if (flaggedWith === undefined || sighting.doubtful) return false;
  const { growers: fewest, percent } = flaggedWith;
  return sighting.growers.some((organ) => {
    const grown = membersOf(organ, sighting).filter(
      ({ kind, nadir, now, normalNodes }) =>
        kind === 'measured' && !normalNodes && hasGrown(nadir, now, percent, false),
    );
    return grown.length >= fewest && growthInNoise(organ, sighting, noise) >= flags.noiseMultiple;
  });
}

interface Weighed {
  readonly tier: 'flag' | 'watch';
  readonly holds: readonly Hold[];
  readonly setAside?: FlagFinding['setAside'];
}

function weigh(
  definition: PatternDefinitionData,
  sighting: Sighting,
  context: HoldContext,
  opinions: Opinions,
  reader: Hold | null,
): Weighed {
  if (definition.tier !== 'flag' && !isFlagged(definition, sighting, context))
    return { tier: 'watch', holds: [watchDefinition(definition)] };
  const clinical = [...clinicalHolds(sighting, context), ...disagreement(opinions)];
  const firm = [...contextHolds(sighting, context), ...(reader === null ? [] : [reader])];
  const because = neverHeld(sighting, context);
  const overruled = because.length > 0 && !sighting.doubtful;
  const holds = overruled ? firm : [...firm, ...clinical];
  return {
    tier: holds.length === 0 ? 'flag' : 'watch',
    holds,
    ...(overruled && clinical.length > 0 ? { setAside: { holds: clinical, because } } : {}),
  };
}

function findingOf(
  definition: PatternDefinitionData,
  episode: Episode,
  sources: readonly EvaluatorPatterns[],
  history: TreatmentLineHistory,
  context: HoldContext,
): FlagFinding {
  const { clinicalEvaluator, treatment } = history;
  const lead = leadingRun(episode, clinicalEvaluator);
  const opinions = gatherOpinions(definition, sources, lead, context.options.flags.sameTimepointDays);
  const known = sources.some(({ matrix }) => matrix.evaluator === clinicalEvaluator);
  const sighting = sightingOf(lead, definition);
  const { tier, holds, ...aside } = weigh(
    definition,
    sighting,
    context,
    opinions,
    readerHold(lead, opinions, clinicalEvaluator, known),
  );
  const first = episode.runs[0]!;
  const onlyInhibitor =
    treatment.agents !== null && treatment.agents.every(({ drugClass }) => drugClass === 'immune-checkpoint-inhibitor');
  return {
    definition: definition.id,
    episode: keyOf(first, first.start),
    tier,
    state: episode.runs.some(({ open }) => open) ? 'open' : 'ended',
    latestTimepoint: keyOf(lead, lead.latest),
    course: verdictAt(lead, lead.latest, definition).course,
    attribution: onlyInhibitor ? 'checkpoint-inhibitor' : 'unknown',
    evaluatorsFor: opinions.for,
    evaluatorsAgainst: opinions.against,
    shrinkers: sighting.shrinkers.map(changeOf),
    growers: sighting.growers.map(changeOf),
    newLesions: sighting.newLesions.map((lesion) => newLesionChange(lesion, lead.latest)),
    holds,
    confidence: sighting.doubtful
      ? null
      : sceneConfidence(definition.id, sighting.matrix, sighting.scene, context.options.noise),
    ...aside,
    reason: reasonOf(sighting),
  };
}

/** What the sender is asked where a flag waits for a fact. */
const questions: Readonly<Partial<Record<HoldCode, ClassificationQuery>>> = {
  'treatment-unknown': asking('which-treatment', noParameters),
  'setting-unknown': asking('which-setting', noParameters),
  'last-dose-unknown': asking('last-dose', noParameters),
};

/**
 * The flags and watches of a treatment line: one a definition and episode, over all its evaluators. A line of curative intent
 * lies outside what these rules cover and raises none. Sandbox definitions raise none.
 */
export function findFlags(
  history: TreatmentLineHistory,
  sources: readonly EvaluatorPatterns[],
  options: ResolvedOptions,
): FlagResult {
  if (history.treatment.setting === 'curative-intent') {
    return {
      flags: [],
      queries: [],
      outside: { code: 'curative-intent', words: { id: 'outside/curative-intent', parameters: noParameters } },
    };
  }
  const context: HoldContext = { treatment: history.treatment, reported: history.reported, options };
  const flags = evaluatedDefinitions(options)
    .filter(({ tier }) => tier !== 'sandbox')
    .flatMap((definition) =>
      findEpisodes(definition, sources, options.flags.sameTimepointDays).map((episode) =>
        findingOf(definition, episode, sources, history, context),
      ),
    );
  const changed = history.treatment.changes?.at(-1);
  const codes = new Set(flags.flatMap(({ holds }) => holds.map(({ code }) => code)));
  return {
    flags,
    queries: [
      ...Object.entries(questions)
        .filter(([code]) => codes.has(code))
        .map(([, query]) => query),
      ...(changed === undefined
        ? []
        : [asking('drugs-changed', { drugs: changed.agents.map(({ name }) => name), from: changed.from })]),
    ],
    outside: null,
  };
}
