export { daysAfter, type StatedFact } from './facts/case-fact.js';
export { regionOf, statedRegion, type DiscussionInput } from './facts/case-picture.js';
export {
  catalogue,
  catalogueSource,
  loadCatalogue,
  ruleSetVersion,
  rulesToReview,
  CatalogueError,
  type CatalogueSource,
} from './catalog/catalogue.js';
export { attributesOfRule, leadingOrder, parkingRules, urgentRules } from './catalog/rule-attributes.js';
export { closingReason, closingReasons, type ClosingReason } from './draft/closing.js';
export { draftItems, type DraftItem, type DraftOutcome } from './draft/draft.js';
export { discussedLine, type DiscussedLine } from './draft/discussed-line.js';
export { isSameEvidence, raisesTheSame } from './draft/item-identity.js';
export { itemFrom, type Stored, type StoredItem } from './draft/stored-item.js';
export { chaseList } from './draft/chase.js';
export { answerableFacts, answerOf, answerOfQuery, type Answer } from './case/answers.js';
export { factsOfSiteAndStage, siteAndStage } from './case/case-line.js';
export { statedOfLesion } from './case/stated-lesions.js';
export { statedRadiotherapy, type FieldLesion } from './case/stated-radiotherapy.js';
export { parkingState, type Parking } from './draft/parking.js';
export { breaksSilence, type EvidenceUsed } from './draft/evidence-used.js';
export { canonicalText } from './facts/canonical-text.js';
export { unacknowledgedReports } from './facts/record-facts.js';
export { isEsmoLevel, noLocalTherapy, studiedDrugs, studiedTumours, type Evidence } from './catalog/rule.js';
export { forbiddenIn, textsIn } from './phrases/forbidden-words.js';
export { lintCatalogue } from './catalog/lint.js';
export { catalogueInWords, catalogueToRead, rulesInWords, type CatalogueToRead } from './catalog/rules-in-words.js';
export { languages, type Language } from './phrases/language.js';
export { changeCodes, type ChangeCode, type Phrase } from './phrases/phrase.js';
export { asWritten, phraseFrom } from './phrases/as-written.js';
export { render, rendered, type Rendered } from './phrases/render.js';
export { leadingItem, mergedCase, type MergedCase } from './case/merged-case.js';
export { disciplinesNeeded } from './case/disciplines-needed.js';
export { disciplines, type Discipline } from './catalog/discipline-names.js';
export { loadDisciplines, quorumPresets, type QuorumPreset } from './catalog/disciplines.js';
export { loadReadingOrder, readingOrder } from './catalog/reading-order.js';
export {
  askedFacts,
  defaultFreshness,
  readinessOf,
  readinessOn,
  type AskedFact,
  type Freshness,
  type Readiness,
} from './case/readiness.js';
export { firstScreen, screenOf, textsOfScreen, type FirstScreen } from './case/first-screen.js';
export { firstScreenSettings, wordsOf } from './case/matrix-on-screen.js';
