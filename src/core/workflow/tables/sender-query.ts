import { defineWorkflow } from '../workflow.js';

/** A question to a sender, about rows, an assessment or a treatment line. */
export const senderQueryWorkflow = defineWorkflow({
  subject: 'query to the sender',
  about:
    'A question to a sender about rows, an assessment or a treatment line. It holds its assessment, or only asks beside it.',
  states: {
    open: { says: 'it waits for the sender', keptAs: 'no time of an answer' },
    answered: { says: 'what was sent since has answered it', keptAs: 'the time of the answer', final: true },
  },
  guards: {
    'nobody-asked': { says: 'the same is not asked already, of one upload or one line', protects: [] },
    'no-longer-asked': {
      says: 'a newer revision of the assessment was taken, or the question no longer arises',
      protects: ['answered'],
    },
  },
  transitions: [
    { name: 'ask', from: ['new'], to: 'open', by: ['service'], needs: ['nobody-asked'], writes: ['query'] },
    { name: 'answer', from: ['open'], to: 'answered', by: ['service'], needs: ['no-longer-asked'], writes: ['when'] },
  ],
});
