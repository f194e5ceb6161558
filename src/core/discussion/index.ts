export type { StatedFact } from './case-fact.js';
export type { DiscussionInput } from './case-picture.js';
export { catalogue, catalogueSource, loadCatalogue, ruleSetVersion, rulesToReview, CatalogueError, type Catalogue, type CatalogueSource } from './catalogue.js';
export { closingReason, closingReasons, type ClosingReason } from './closing.js';
export { draftItems, type DraftItem, type DraftOption, type DraftOutcome, type ItemUnknown, type UnknownFact, type WaitingRule } from './draft.js';
export { breaksSilence, canonicalText, type EvidenceUsed, type FlagKey } from './evidence-used.js';
export type { PopulationAnswer } from './population.js';
export { noLocalTherapy, type Evidence, type FactDescription, type PopulationGroup, type Rule } from './rule.js';
