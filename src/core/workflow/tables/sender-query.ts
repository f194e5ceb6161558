import { defineWorkflow } from '../workflow.js';

/** A question to a sender, about rows, an assessment or a treatment line. */
export const senderQueryWorkflow = defineWorkflow({
  subject: 'query to the sender',
  about:
    'A question to a sender about rows, an assessment or a treatment line. It holds its assessment, or only asks beside it. It has an owner (left out: who sent the upload), a day by which it is due, and, once it was answered by a person, their answer.',
  states: {
    open: { says: 'it waits for the sender', keptAs: 'no time of an answer' },
    answered: {
      says: 'what was sent since, or a person, has answered it',
      keptAs: 'the time of the answer',
      final: true,
    },
  },
  guards: {
    'nobody-asked': { says: 'the same is not asked already, of one upload or one line', protects: [] },
    'no-longer-asked': {
      says: 'a newer revision of the assessment was taken, or the question no longer arises',
      protects: [],
    },
    'row-read-again': {
      says: 'the rows were read again with the cell as it should be, and what they say now is recorded: taken, or held with questions of its own',
      protects: [],
    },
    'only-asks': { says: 'it holds nothing: what was sent may be right as it stands', protects: [] },
  },
  transitions: [
    {
      name: 'ask',
      from: ['new'],
      to: 'open',
      by: ['service'],
      needs: ['nobody-asked'],
      writes: ['query', 'the day it is due'],
    },
    {
      name: 'assign',
      from: ['open'],
      to: 'open',
      by: ['submitter', 'coordinator'],
      writes: ['owner', 'the day it is due', 'audit'],
    },
    { name: 'answer', from: ['open'], to: 'answered', by: ['service'], needs: ['no-longer-asked'], writes: ['when'] },
    {
      name: 'correct',
      from: ['open'],
      to: 'answered',
      by: ['submitter', 'coordinator'],
      needs: ['row-read-again'],
      writes: ['correction', 'assessments', 'questions to the sender', 'answer, who and when', 'notice', 'audit'],
    },
    {
      name: 'explain',
      from: ['open'],
      to: 'answered',
      by: ['submitter', 'coordinator'],
      needs: ['only-asks'],
      reason: 'words',
      writes: ['answer, who and when', 'notice', 'audit'],
    },
  ],
});

/** Days after which a question is due that nobody gave another day: a choice of this project [P]. */
export const queryDueDays = 7;
