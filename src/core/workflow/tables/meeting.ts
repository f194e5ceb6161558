import { defineWorkflow, type StateOf } from '../workflow.js';

/** A meeting of a board, from its plan to its end. */
export const meetingWorkflow = defineWorkflow({
  subject: 'meeting',
  about:
    'A meeting of a board at one time. A series plans its meetings ahead; each of them then goes this way by itself, and one that is cancelled never comes back.',
  states: {
    planned: { says: 'it has a time, and an agenda that can be filled' },
    'in-session': { says: 'the board meets' },
    ended: { says: 'the board has met; its agenda and who was there stay as they were', final: true },
    cancelled: { says: 'it does not take place; its time is free', final: true },
  },
  guards: {
    'time-to-come': { says: 'it begins in the future', protects: ['planned'] },
    'time-free': {
      says: 'no other meeting of the board, planned or in session, overlaps it',
      protects: ['planned'],
    },
    'time-near': { says: 'it begins within twelve hours or has begun', protects: ['in-session', 'ended'] },
  },
  transitions: [
    {
      name: 'plan',
      from: ['new'],
      to: 'planned',
      by: ['coordinator', 'service'],
      needs: ['time-to-come', 'time-free'],
      writes: ['meeting', 'notice', 'audit'],
    },
    {
      name: 'move',
      from: ['planned'],
      to: 'planned',
      by: ['coordinator'],
      needs: ['time-to-come', 'time-free'],
      writes: ['new time', 'version of the agenda', 'notice', 'audit'],
    },
    {
      name: 'open',
      from: ['planned'],
      to: 'in-session',
      by: ['coordinator', 'chair'],
      needs: ['time-near'],
      writes: ['when', 'version of the agenda', 'notice', 'audit'],
    },
    {
      name: 'end',
      from: ['in-session'],
      to: 'ended',
      by: ['coordinator', 'chair'],
      writes: ['when', 'version of the agenda', 'notice', 'audit'],
    },
    {
      name: 'cancel',
      from: ['planned'],
      to: 'cancelled',
      by: ['coordinator'],
      reason: 'words',
      writes: ['why', 'what stood on its agenda waits again', 'version of the agenda', 'notice', 'audit'],
    },
  ],
});
export type MeetingWorkflowState = StateOf<typeof meetingWorkflow>;

/** How long before its beginning a meeting may be opened, in hours. */
export const hoursBeforeOpening = 12;
