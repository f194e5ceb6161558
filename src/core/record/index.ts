/**
 * What is recorded: the documents of assessments and facts, what can be wrong with them, and how a treatment line's history is put
 * together from them. Pure.
 */
export * from './fault.js';
export { faultInGerman } from './fault-words.js';
export * from './lengths.js';
export { certainDaysApart, intervalOfPartialDate, latestDay } from './partial-dates.js';
export * from './documents.js';
export * from './imaged-regions.js';
export * from './facts.js';
export { checkAssessmentDocument, checkFactStatement, faultsOf, readableFactStatement } from './check-documents.js';
export * from './recorded.js';
export { assembleHistory, historyDefaults } from './assemble-history.js';
export { sides } from './lesion-places.js';
export { factsReadAs } from './lesion-matches.js';
export {
  type EvaluatorMatching,
  matchingOf,
  matchReasonKinds,
  type MatchRefusal,
  refusalOfMatch,
} from './match-proposals.js';
export { commonValue, compareText, distinct, groupBy } from './order.js';
