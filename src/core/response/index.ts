/**
 * The response core: a treatment line's history in, verdicts with their trace out. Pure; nothing of this project is imported.
 */
export * from './model/history.js';
export * from './model/classification.js';
export { classifyLine, engineVersion } from './classify-line.js';
export { classifyResponses } from './classify-responses.js';
export type { NamedLesion, NamedScan, NoParameters, PhraseOf } from './model/phrase.js';
export {
  readingQuestion,
  type NamedMeasured,
  type OligometastaticStateCode,
  type ResponsePhrase,
  type ResponsePhrases,
} from './model/phrases.js';
export {
  explanationOf,
  ruleIds,
  type MissingOrgan,
  type SetAsideLesion,
  type TracePhrases,
  type UptakeChange,
} from './model/trace.js';
export { formatDecimal, parseDecimal } from './model/decimals.js';
export { formatMillimetres, formatMillimetresShort, formatPercentChange } from './model/lengths.js';
export { buildTimeline, type PlacedTimepoint } from './model/timeline.js';
export { fewestDaysBetween } from './model/dates.js';
export { timepointDate } from './model/timepoint-date.js';
export { ecogDropped, ecogThenAndNow } from './model/ecog.js';
export * from './thresholds.js';
export { isPartialResponse, isProgression, type SizeOverNadir } from './model/change-rules.js';
export { isGoneAt, isNode } from './model/nodes.js';
export { establishedLesionGrew, reportedLesionGrew } from './patterns/lesion-growth.js';
export { holdCodes, holdInGeneral } from './patterns/hold-codes.js';
export {
  defaultOptions,
  type BestResponseWindows,
  type NoiseParameters,
  type RecistReadings,
  type ResponseOptions,
} from './model/options.js';
export { patternDefinition, patternDefinitions, type PatternDefinitionData } from './patterns/pattern-definitions.js';
export { changeInNoise, differenceSd } from './confidence/noise.js';
export { lineStandings, type EvaluatorStanding, type ScanStanding } from './standing/evaluator-standing.js';
export {
  missedConditions,
  standingKinds,
  type LesionStanding,
  type StandingKind,
  uncountedReasons,
} from './standing/lesion-standing.js';
export type { SumStanding } from './standing/sum-standing.js';
export {
  bestOverallResponse,
  confirmedBestOverallResponse,
  immuneBestOverallResponse,
  type DatedResponse,
} from './recist/best-response.js';
export {
  readingChoices,
  type ReadingChoice,
  type ReadingGroup,
  type ReadingKind,
  type ReadingName,
} from './model/reading-choices.js';
export { disagreements, type ReportedResponses } from './model/reported.js';
export {
  immunePercist,
  pecrit,
  sandboxPet,
  type ImmuneMetabolicResponse,
  type PecritResponse,
  type SandboxPet,
} from './pet/sandbox-pet.js';
export { sandboxCriteria } from './pet/sandbox-criteria.js';
export { burdenResponses, type BurdenCriterion } from './recist/burden.js';
export { cohensKappa, compareDefinitions } from './analyses/comparison.js';
export { smallestFlips, type SmallestFlip } from './analyses/smallest-flip.js';
export {
  checkTargetSelection,
  targetRobustness,
  type Robustness,
  type RobustnessSearch,
  type SelectionFault,
} from './analyses/target-selection.js';
export { lesionPace, type LesionPace } from './growth/lesion-pace.js';
export {
  volumeKinetics,
  volumetricChange,
  type VolumeKinetics,
  type VolumePoint,
  type VolumeSum,
} from './growth/volume-kinetics.js';
export { reportedScoreCategories, reportedScoreSources } from './reported-scores.js';
export { growthRate } from './growth/growth-rate.js';
export { hyperprogressionDefinitions } from './growth/hyperprogression.js';
export {
  oligometastaticState,
  type Known,
  type OligometastaticAnswer,
  type OligometastaticFacts,
} from './patterns/oligoprogression.js';
export { fitGrowth, type GrowthFits } from './growth/growth-fits.js';
export { fitStein, steinNadir, steinSize, type SteinParameters } from './growth/stein.js';
export { immuneRow } from './irecist/irecist.js';
export { immuneTable2 } from './irecist/irecist-table-2.js';
export {
  changeConfidence,
  dissociationProbability,
  measureConfidence,
  normalProbability,
  type ChangeConfidence,
  type TimepointConfidence,
} from './confidence/confidence.js';
export { expectedFalseFlagRate, type FalseFlagSettings } from './analyses/false-flags.js';
export {
  callRates,
  flagRates,
  percentFlagged,
  percentFound,
  type CallRates,
  type FlagRates,
  type Found,
  type LeftOut,
} from './analyses/call-rates.js';
export { flagRatesInMarkdown } from './analyses/call-rates-in-markdown.js';
export {
  circumstances,
  readerConditions,
  simulationChoices,
  type Circumstance,
  type ReaderCondition,
} from './analyses/simulation-choices.js';
export { overallByTable } from './recist/recist.js';
export { recistTable1 } from './recist/recist-table-1.js';
export { recistTable2 } from './recist/recist-table-2.js';
