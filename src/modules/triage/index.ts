export { Classification } from './classification.entity.js';
export { DiscussionItem, type ItemState, itemStates } from './discussion-item.entity.js';
export { Flag } from './flag.entity.js';
export { type ClassifiedLines, LineClassifier } from './line-classifier.service.js';
export { Release } from './release.entity.js';
export { TriageModule } from './triage.module.js';
