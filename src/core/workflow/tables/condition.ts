import { defineWorkflow, type StateOf } from '../workflow.js';

/** A condition of a signed decision: if, until or else. Met, unmet or lapsed, it brings its case back to the board's people. */
export const conditionWorkflow = defineWorkflow({
  subject: 'condition',
  about: 'A condition of a signed decision, with an owner and the day on which it lapses.',
  states: {
    waiting: { says: 'neither met nor lapsed' },
    met: { says: 'reported as met', final: true },
    unmet: { says: 'reported as not met: the case comes back', final: true },
    lapsed: { says: 'its day has passed and nobody reported: the case comes back', final: true },
    dropped: { says: 'it went with its patient or an amendment', final: true },
  },
  guards: { 'day-passed': { says: "its day has passed by the database's clock", protects: ['lapsed'] } },
  transitions: [
    { name: 'set', from: ['new'], to: 'waiting', by: ['chair'], writes: ['condition', 'audit'] },
    { name: 'hand-over', from: ['waiting'], to: 'waiting', by: ['coordinator', 'chair'], writes: ['owner', 'audit'] },
    {
      name: 'report-met',
      from: ['waiting'],
      to: 'met',
      by: ['coordinator', 'chair', 'member', 'referrer'],
      writes: ['date', 'notice', 'audit'],
    },
    {
      name: 'report-unmet',
      from: ['waiting'],
      to: 'unmet',
      by: ['coordinator', 'chair', 'member', 'referrer'],
      reason: 'words',
      writes: ['date', 'a case that names it', 'notice', 'audit'],
    },
    {
      name: 'lapse',
      from: ['waiting'],
      to: 'lapsed',
      by: ['service'],
      needs: ['day-passed'],
      writes: ['a case that names it', 'notice', 'audit'],
    },
    {
      name: 'drop',
      from: ['waiting'],
      to: 'dropped',
      by: ['coordinator', 'chair', 'service'],
      reason: 'words',
      writes: ['reason', 'audit'],
    },
  ],
});
export type ConditionState = StateOf<typeof conditionWorkflow>;
