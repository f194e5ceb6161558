import { defineWorkflow, type StateOf } from '../workflow.js';

/** What a board decided about a case: written on the shared screen, read back, signed; afterwards amended, never edited. */
export const decisionWorkflow = defineWorkflow({
  subject: 'decision',
  about: 'What a board decided about one case at one meeting.',
  states: {
    written: { says: 'being typed on the shared screen' },
    'read-back': { says: 'read back to the board as it stands; a change of a word makes it written again' },
    signed: {
      says: 'signed by the chair: it changes no more; what comes later is an amendment with its reason',
      final: true,
    },
    dropped: { says: 'the case was put off or taken away before a signature; the text is kept', final: true },
  },
  guards: {
    complete: { says: 'it has its required parts', protects: ['read-back', 'signed'] },
    unchanged: { says: 'the text is the one that was read back', protects: ['signed'] },
  },
  transitions: [
    {
      name: 'write',
      from: ['new', 'written', 'read-back'],
      to: 'written',
      by: ['coordinator', 'chair'],
      writes: ['text', 'version'],
    },
    {
      name: 'read-back',
      from: ['written', 'read-back'],
      to: 'read-back',
      by: ['coordinator', 'chair'],
      needs: ['complete'],
      writes: ['hash of the text', 'who and when', 'audit'],
    },
    {
      name: 'sign',
      from: ['read-back'],
      to: 'signed',
      by: ['chair'],
      needs: ['complete', 'unchanged'],
      writes: ['signature', 'actions', 'conditions', 'audit'],
    },
    {
      name: 'drop',
      from: ['written', 'read-back'],
      to: 'dropped',
      by: ['coordinator', 'chair', 'service'],
      writes: ['audit'],
    },
  ],
});
export type DecisionState = StateOf<typeof decisionWorkflow>;
