/**
 * The ways that things go: tables of states and transitions, and the proof that each holds together. Pure; docs/workflow.md shows them.
 */
import { dryRunWorkflow } from './tables/dry-run.js';
import { importWorkflow } from './tables/import.js';
import { itemWorkflow } from './tables/item.js';
import { releaseWorkflow } from './tables/release.js';
import { senderQueryWorkflow } from './tables/sender-query.js';
import type { Workflow } from './workflow.js';

export {
  defineWorkflow,
  rolesFor,
  statesBefore,
  statesOf,
  storedStates,
  theService,
  type GuardOf,
  type StateOf,
  type TransitionOf,
  type Workflow,
} from './workflow.js';
export { allowedFrom, refusalInWords, taken, transition, TransitionFault, type Refused } from './transition.js';
export { faultsOf } from './proof.js';
export { workflowsInMarkdown } from './markdown.js';
export { dryRunWorkflow } from './tables/dry-run.js';
export { importWorkflow, unfinishedImportStates } from './tables/import.js';
export { itemWorkflow, openItemStates, type ItemWorkflowState } from './tables/item.js';
export { queryDueDays, senderQueryWorkflow } from './tables/sender-query.js';
export { releaseWorkflow } from './tables/release.js';
/** Every table, in the order in which work passes them. */
export const workflows: readonly Workflow[] = [
  importWorkflow,
  senderQueryWorkflow,
  itemWorkflow,
  dryRunWorkflow,
  releaseWorkflow,
];
