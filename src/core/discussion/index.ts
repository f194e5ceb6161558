export { daysAfter, type StatedFact } from './facts/case-fact.js';
export { regionOf, statedRegion, type DiscussionInput, type Region } from './facts/case-picture.js';
export {
  catalogue,
  catalogueSource,
  loadCatalogue,
  ruleSetVersion,
  rulesToReview,
  CatalogueError,
  type Catalogue,
  type CatalogueSource,
} from './catalog/catalogue.js';
export { attributesOfRule, parkingRules, urgentRules, type RuleAttributes } from './catalog/rule-attributes.js';
export { closingReason, closingReasons, type ClosingReason } from './draft/closing.js';
export type { Contradiction } from './facts/contradictions.js';
export { draftItems, type DraftItem, type DraftOption, type DraftOutcome, type WaitingRule } from './draft/draft.js';
export { discussedLine, type DiscussedLine } from './draft/discussed-line.js';
export { isSameEvidence, raisesTheSame } from './draft/item-identity.js';
export { itemFrom, type Stored, type StoredItem } from './draft/stored-item.js';
export type { EvidenceDistance } from './draft/evidence-distance.js';
export type { FlagShown } from './draft/flag-shown.js';
export type { MatrixCell, MatrixLesion, OptionMatrix, ResidualDisease } from './draft/matrix.js';
export { chaseList } from './draft/chase.js';
export { answerableFacts, answerOf, answerOfQuery, type Answer } from './case/answers.js';
export { statedOfLesion } from './case/stated-lesions.js';
export { statedRadiotherapy, type FieldLesion } from './case/stated-radiotherapy.js';
export type { ItemUnknown, OutOfDateFact, UnknownFact } from './draft/missing.js';
export { parkingState, type Parking, type ParkingState } from './draft/parking.js';
export { breaksSilence, type EvidenceUsed, type FlagKey } from './draft/evidence-used.js';
export { canonicalText } from './facts/canonical-text.js';
export type { PopulationAnswer } from './facts/population.js';
export { unacknowledgedReports } from './facts/record-facts.js';
export {
  isEsmoLevel,
  noLocalTherapy,
  studiedDrugs,
  studiedTumours,
  type Evidence,
  type FactDescription,
  type PopulationGroup,
  type Rule,
} from './catalog/rule.js';
export { forbiddenIn, textsIn } from './phrases/forbidden-words.js';
export { lintCatalogue, type CatalogueLint } from './catalog/lint.js';
export {
  catalogueInWords,
  catalogueToRead,
  rulesInWords,
  type CatalogueInWords,
  type CatalogueToRead,
  type RuleInWords,
} from './catalog/rules-in-words.js';
export { languages, type Language } from './phrases/language.js';
export { changeCodes, type ChangeCode, type Phrase, type Phrases } from './phrases/phrase.js';
export { asWritten, phraseFrom } from './phrases/as-written.js';
export { render, rendered, type Rendered } from './phrases/render.js';
