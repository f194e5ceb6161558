import type { DiscussionPhrases } from '../phrase.js';
import type { Phrasebook } from '../say.js';

/** The phrases of the discussion room in English. */
export const discussionPhrases: Phrasebook<DiscussionPhrases> = {
  'as-written': ({ text }) => text,
  list: ({ parts }, say) => say.list(parts.map(say.phrase)),
};
