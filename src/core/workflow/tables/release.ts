import { defineWorkflow } from '../workflow.js';

/** The engine and the rule set under which lines are classified. */
export const releaseWorkflow = defineWorkflow({
  subject: 'release',
  about: 'The engine and the rule set under which treatment lines are classified. One is current.',
  states: {
    current: { says: 'lines of other releases are evaluated anew under it', keptAs: 'the row marked current' },
    'held-up': {
      says: 'current; new data is classified under it, the re-evaluation of other lines waits',
      keptAs: 'the row marked current, and paused',
    },
    replaced: { says: 'another release took its place', keptAs: 'any other row', final: true },
  },
  guards: {
    'nothing-released': { says: 'nothing was released before', protects: [] },
    'dry-run-done': { says: 'a dry run of it is done and may be released', protects: [] },
  },
  transitions: [
    {
      name: 'release-itself',
      from: ['new'],
      to: 'current',
      by: ['service'],
      needs: ['nothing-released'],
      writes: ['release'],
    },
    {
      name: 'release',
      from: ['new'],
      to: 'current',
      by: ['administrator'],
      needs: ['dry-run-done'],
      reason: 'words',
      writes: ['release', 'the dry run', 'notice', 'audit'],
    },
    { name: 'pause', from: ['current'], to: 'held-up', by: ['administrator'], writes: ['notice', 'audit'] },
    { name: 'resume', from: ['held-up'], to: 'current', by: ['administrator'], writes: ['notice', 'audit'] },
    {
      name: 'replace',
      from: ['current', 'held-up'],
      to: 'replaced',
      by: ['administrator'],
      writes: ['the release that follows it'],
    },
  ],
});
