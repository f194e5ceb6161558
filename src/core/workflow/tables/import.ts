import { defineWorkflow, statesBefore } from '../workflow.js';

/** An upload of files, whose rows are turned into assessments by jobs. */
export const importWorkflow = defineWorkflow({
  subject: 'import',
  about:
    'An upload of files: its rows are stored as sent and turned into assessments, group by group, by jobs. A group is an assessment that is taken or held whole; it has no way of its own.',
  states: {
    waiting: { says: 'all rows are stored, none is an assessment yet' },
    running: { says: 'some groups are assessments already' },
    done: { says: 'every group is taken, known before, or held with a question to its sender', final: true },
    failed: { says: 'it cannot go on, and says why; what was taken stays', final: true },
  },
  guards: {
    'rows-stored': { says: 'every row of every file is stored', protects: ['waiting', 'running', 'done', 'failed'] },
    'every-group-done': { says: 'every group is worked off', protects: ['done'] },
  },
  transitions: [
    {
      name: 'upload',
      from: ['new'],
      to: 'waiting',
      by: ['submitter', 'coordinator'],
      needs: ['rows-stored'],
      writes: ['import', 'its rows', 'its groups', 'notice', 'audit'],
    },
    {
      name: 'begin',
      from: ['waiting'],
      to: 'running',
      by: ['service'],
      writes: ['assessments', 'questions to the sender', 'notice', 'audit'],
    },
    {
      name: 'finish',
      from: ['waiting', 'running'],
      to: 'done',
      by: ['service'],
      needs: ['every-group-done'],
      writes: ['assessments', 'questions to the sender', 'when', 'notice', 'audit'],
    },
    {
      name: 'fail',
      from: ['waiting', 'running'],
      to: 'failed',
      by: ['service'],
      reason: 'words',
      writes: ['when and why', 'notice'],
    },
  ],
});

/** States in which groups of an upload wait to be worked off. */
export const unfinishedImportStates = statesBefore(importWorkflow, 'finish');
