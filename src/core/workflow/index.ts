/**
 * The ways that things go: tables of states and transitions, and the proof that each holds together. Pure; docs/workflow.md shows them.
 */
import { actionWorkflow } from './tables/action.js';
import { caseWorkflow } from './tables/case.js';
import { conditionWorkflow } from './tables/condition.js';
import { decisionWorkflow } from './tables/decision.js';
import { dryRunWorkflow } from './tables/dry-run.js';
import { importWorkflow } from './tables/import.js';
import { itemWorkflow } from './tables/item.js';
import { meetingWorkflow } from './tables/meeting.js';
import { releaseWorkflow } from './tables/release.js';
import { senderQueryWorkflow } from './tables/sender-query.js';
import type { Workflow } from './workflow.js';

export {
  defineWorkflow,
  beginning,
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
export { actionWorkflow, type ActionState } from './tables/action.js';
export { caseWorkflow, openCaseStates, type CaseState, type CaseTransition } from './tables/case.js';
export { conditionWorkflow, type ConditionState } from './tables/condition.js';
export { decisionWorkflow, type DecisionState } from './tables/decision.js';
export { dryRunWorkflow } from './tables/dry-run.js';
export { importWorkflow, unfinishedImportStates } from './tables/import.js';
export { dismissals } from './tables/dismissals.js';
export { itemWorkflow, openItemStates, type ItemWorkflowState } from './tables/item.js';
export { hoursBeforeOpening, meetingWorkflow, type MeetingWorkflowState } from './tables/meeting.js';
export { queryDueDays, senderQueryWorkflow } from './tables/sender-query.js';
export { releaseWorkflow } from './tables/release.js';
/** Every table, in the order in which work passes them. */
export const workflows: readonly Workflow[] = [
  importWorkflow,
  senderQueryWorkflow,
  itemWorkflow,
  caseWorkflow,
  decisionWorkflow,
  actionWorkflow,
  conditionWorkflow,
  meetingWorkflow,
  dryRunWorkflow,
  releaseWorkflow,
];
