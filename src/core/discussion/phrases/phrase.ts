import type { PhraseOf, ResponsePhrases } from '../../response/index.js';

/**
 * What the discussion room can say, id by id, with the parameters each needs. `en/discussion.ts` and `de/discussion.ts` hold the words;
 * a phrase that lacks its words in one of them does not compile.
 */
export interface DiscussionPhrases {
  /** A text of somebody else, or of a time before phrases: shown as it was written, in every language. */
  'as-written': { readonly text: string };
  /** Several phrases in a row, joined by a comma and 'and'. */
  list: { readonly parts: readonly Phrase[] };
}

/** Every phrase that can be rendered, id by id: those of this room, and those of the response core. */
export interface Phrases extends DiscussionPhrases, ResponsePhrases {}

/** An id and its parameters; `render` makes a text of it. Plain data: it is stored and compared as JSON. */
export type Phrase = PhraseOf<Phrases>;
