import { defineWorkflow } from '../workflow.js';

/** What an engine and a rule set would make of every line, computed beside what stands. */
export const dryRunWorkflow = defineWorkflow({
  subject: 'dry run',
  about:
    'What an engine and a rule set would make of every treatment line, computed beside what stands and changing nothing of it.',
  states: {
    running: { says: 'lines are being computed' },
    paused: { says: 'held up; it goes on where it was' },
    cancelled: { says: 'ended before all lines were computed', final: true },
    done: { says: 'all lines are computed; a person may release what it has shown' },
    released: { says: 'what it has shown is what lines are classified under', final: true },
  },
  guards: {
    'no-other-runs': { says: 'no other dry run is under way', protects: ['running'] },
    'every-line-computed': { says: 'every line there was at its start is computed', protects: ['done', 'released'] },
    'same-engine': { says: 'this process has its engine', protects: ['released'] },
    'same-rule-set': { says: 'this process has its rule set', protects: ['released'] },
    'something-new': { says: 'its engine or its rule set is not the released one', protects: ['released'] },
    'same-release-since': { says: 'nothing else was released since it began', protects: ['released'] },
    'same-switches-since': { says: 'no rule was switched since it began', protects: ['released'] },
  },
  transitions: [
    {
      name: 'start',
      from: ['new'],
      to: 'running',
      by: ['administrator'],
      needs: ['no-other-runs'],
      writes: ['dry run', 'notice', 'audit'],
    },
    { name: 'pause', from: ['running'], to: 'paused', by: ['administrator'], writes: ['notice', 'audit'] },
    {
      name: 'resume',
      from: ['paused'],
      to: 'running',
      by: ['administrator'],
      needs: ['no-other-runs'],
      writes: ['notice', 'audit'],
    },
    {
      name: 'cancel',
      from: ['running', 'paused'],
      to: 'cancelled',
      by: ['administrator'],
      writes: ['notice', 'audit'],
    },
    {
      name: 'finish',
      from: ['running'],
      to: 'done',
      by: ['service'],
      needs: ['every-line-computed'],
      writes: ['when', 'notice'],
    },
    {
      name: 'release',
      from: ['done'],
      to: 'released',
      by: ['administrator'],
      needs: ['same-engine', 'same-rule-set', 'something-new', 'same-release-since', 'same-switches-since'],
      reason: 'words',
      writes: ['the new release', 'notice', 'audit'],
    },
  ],
});
