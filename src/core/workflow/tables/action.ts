import { defineWorkflow, type StateOf } from '../workflow.js';

/** What somebody does until when, by a signed decision. */
export const actionWorkflow = defineWorkflow({
  subject: 'action',
  about: 'What somebody does until when, by a signed decision.',
  states: {
    open: { says: 'not reported as done' },
    done: { says: 'reported as done, with the date', final: true },
    dropped: { says: 'not to be done any more, with the reason', final: true },
  },
  guards: {},
  transitions: [
    { name: 'set', from: ['new'], to: 'open', by: ['chair'], writes: ['action', 'audit'] },
    {
      name: 'hand-over',
      from: ['open'],
      to: 'open',
      by: ['coordinator', 'chair'],
      writes: ['owner', 'due date', 'audit'],
    },
    {
      name: 'report-done',
      from: ['open'],
      to: 'done',
      by: ['coordinator', 'chair', 'member', 'referrer'],
      writes: ['date', 'notice', 'audit'],
    },
    {
      name: 'drop',
      from: ['open'],
      to: 'dropped',
      by: ['coordinator', 'chair', 'service'],
      reason: 'words',
      writes: ['reason', 'notice', 'audit'],
    },
  ],
});
export type ActionState = StateOf<typeof actionWorkflow>;
