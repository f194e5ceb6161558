import { dismissals } from './dismissals.js';
import { defineWorkflow, type StateOf, statesBefore } from '../workflow.js';

/** A question for a board, drafted by a rule about one treatment line. */
export const itemWorkflow = defineWorkflow({
  subject: 'discussion item',
  about:
    'A question for a board, which a rule drafts about one treatment line and the evidence used. Who sits on the board may propose to take it out, with a coded reason: that is a comment on its case and changes nothing, until a coordinator dismisses it.',
  states: {
    draft: { says: 'put by a rule; nobody has decided on it' },
    accepted: { says: 'a coordinator wants it discussed: it may stand on an agenda' },
    dismissed: { says: 'a coordinator dismissed it; silent until a further 5 mm, a new lesion or a new fact' },
    closed: { says: 'the question no longer stands' },
    'set-aside': {
      says: 'its rule is switched off or in shadow; it comes back as it was',
      keptAs: '`closed`, with what it was',
    },
    replaced: {
      says: 'its evidence or its rule changed, and a successor that points back took its place',
      keptAs: 'its last state, with the time',
      final: true,
    },
  },
  guards: {
    'question-arises': {
      says: 'the condition of the rule is met, or open for facts that may be unknown',
      protects: [],
    },
    'silence-lasts': { says: 'the item before it is dismissed and nothing breaks that silence', protects: [] },
    'acceptance-lasts': {
      says: 'the item before it is accepted on the same evidence; its rule alone has changed',
      protects: [],
    },
    'question-gone': { says: 'the rule no longer puts the question', protects: ['closed'] },
    'rule-muted': { says: 'the rule is shown to nobody', protects: ['set-aside'] },
    'rule-shown': { says: 'the rule is shown and puts the question on the same evidence', protects: [] },
    'was-draft': { says: 'it was a draft', protects: [] },
    'was-accepted': { says: 'it was accepted', protects: [] },
    'asks-otherwise': {
      says: 'the rule puts the question on other evidence, with other options, cautions or studies, or again after it was closed',
      protects: ['replaced'],
    },
  },
  transitions: [
    {
      name: 'draft',
      from: ['new'],
      to: 'draft',
      by: ['service'],
      needs: ['question-arises'],
      writes: ['item', 'mark of the line', 'notice', 'audit'],
    },
    {
      name: 'draft-silently',
      from: ['new'],
      to: 'dismissed',
      by: ['service'],
      needs: ['question-arises', 'silence-lasts'],
      writes: ['item', 'who, when and why of the dismissal', 'mark of the line', 'notice', 'audit'],
    },
    {
      name: 'draft-as-accepted',
      from: ['new'],
      to: 'accepted',
      by: ['service'],
      needs: ['question-arises', 'acceptance-lasts'],
      writes: ['item', 'who and when of the acceptance', 'mark of the line', 'notice', 'audit'],
    },
    {
      name: 'accept',
      from: ['draft', 'dismissed'],
      to: 'accepted',
      by: ['coordinator'],
      writes: ['who and when', 'mark of the line', 'notice', 'audit'],
    },
    {
      name: 'dismiss',
      from: ['draft', 'accepted'],
      to: 'dismissed',
      by: ['coordinator'],
      reason: dismissals,
      writes: ['who, when and why', 'mark of the line', 'notice', 'audit'],
    },
    {
      name: 'close',
      from: ['draft', 'accepted'],
      to: 'closed',
      by: ['service'],
      needs: ['question-gone'],
      reason: [
        'patient-died',
        'follow-up-ended',
        'rule-retired',
        'outside-population',
        'population-unknown',
        'carried-out',
        'second-primary',
        'flag-withdrawn',
        'flag-ended',
        'flag-held-back',
        'acknowledged',
        'waits-for-facts',
        'no-longer-met',
      ],
      writes: ['when and why', 'mark of the line', 'notice', 'audit'],
    },
    {
      name: 'set-aside',
      from: ['draft', 'accepted', 'set-aside'],
      to: 'set-aside',
      by: ['service'],
      needs: ['rule-muted'],
      reason: ['rule-switched-off', 'rule-in-shadow'],
      writes: ['when and why', 'what it was', 'mark of the line', 'notice', 'audit'],
    },
    {
      name: 'bring-back-as-draft',
      from: ['set-aside'],
      to: 'draft',
      by: ['service'],
      needs: ['rule-shown', 'was-draft'],
      writes: ['what it was', 'mark of the line', 'notice', 'audit'],
    },
    {
      name: 'bring-back-as-accepted',
      from: ['set-aside'],
      to: 'accepted',
      by: ['service'],
      needs: ['rule-shown', 'was-accepted'],
      writes: ['what it was', 'mark of the line', 'notice', 'audit'],
    },
    {
      name: 'replace',
      from: ['draft', 'accepted', 'dismissed', 'closed', 'set-aside'],
      to: 'replaced',
      by: ['service'],
      needs: ['asks-otherwise'],
      writes: ['when', 'the successor that points back', 'mark of the line', 'notice', 'audit'],
    },
  ],
});
export type ItemWorkflowState = StateOf<typeof itemWorkflow>;

/** States in which a question is open: the board has it before it, or may. */
export const openItemStates = statesBefore(itemWorkflow, 'close');
