/**
 * The response core: a treatment line's history in, verdicts with their trace out. Pure; nothing of this project is imported.
 */
export * from './history.js';
export * from './classification.js';
export { classifyLine, engineVersion } from './classify-line.js';
export { explain, ruleIds, type RuleId } from './trace.js';
export { formatMillimetres, formatMillimetresShort, formatPercentChange } from './lengths.js';
export { formatDate } from './dates.js';
export { timepointDate } from './timepoint-date.js';
export { ecogDropped, ecogThenAndNow, type EcogThenAndNow } from './ecog.js';
export { establishedLesionGrew, type SizeOverNadir } from './lesion-growth.js';
export { holdWords, type HoldCode } from './hold-words.js';
export {
  defaultOptions, type FlagPolicy, type ImmuneReadings, type MetabolicReadings, type NoiseParameters, type RecistReadings, type ResponseOptions,
} from './options.js';
export {
  patternDefinition, patternDefinitions, type CategoryRule, type DefinitionTier, type LesionRule, type OrganRule, type PatternDefinitionData, type UptakeRule,
} from './pattern-definitions.js';
export { changeInNoise, differenceSd, type ReaderPair } from './noise.js';
export {
  bestOverallResponse, confirmedBestOverallResponse, defaultWindows, immuneBestOverallResponse, type BestResponseWindows, type DatedResponse,
} from './best-response.js';
export { readingChoices, type ReadingChoice } from './reading-choices.js';
export { disagreements, type ReportedResponses } from './reported.js';
export { burdenResponses, type BurdenCriterion, type EvaluatorBurden } from './burden.js';
export { cohensKappa, compareDefinitions, type Agreement, type DefinitionComparison, type DefinitionRow } from './comparison.js';
export { smallestFlips, type FlipSearch, type SmallestFlip } from './smallest-flip.js';
export { checkTargetSelection, targetRobustness, type Robustness, type RobustnessSearch, type SelectionFault } from './target-selection.js';
export { daysPerMonth, growthRate, type GrowthRate } from './growth-rate.js';
export { hyperprogressionDefinitions } from './hyperprogression.js';
export {
  mostProgressingSites, oligometastaticState, type Known, type OligometastaticAnswer, type OligometastaticFacts, type OligometastaticState,
} from './oligoprogression.js';
export { fitGrowth, type GrowthFits } from './growth-fits.js';
export { fitStein, steinNadir, steinSize, type SteinFit, type SteinModel, type SteinParameters } from './stein.js';
export { immuneRow } from './irecist.js';
export { immuneTable2, type ImmuneRow } from './tables/irecist-table-2.js';
export {
  changeConfidence, dissociationProbability, measureConfidence, normalProbability,
  type ChangeConfidence, type EvaluatorConfidence, type LesionConfidence, type PatternConfidence, type TimepointConfidence,
} from './confidence.js';
export { expectedFalseFlagRate, type FalseFlagRate, type FalseFlagSettings, type SimulatedLesion } from './false-flags.js';
export { overallByTable } from './recist.js';
export { recistTable1, type RecistRow } from './tables/recist-table-1.js';
export { recistTable2 } from './tables/recist-table-2.js';
