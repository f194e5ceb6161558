import type { Phrase } from './phrase.js';

/** Text of somebody else, to be shown as it was written. */
export const asWritten = (text: string): Phrase => ({ id: 'as-written', parameters: { text } });

/** A phrase, or a text that was written before there were phrases, as a phrase. */
export const phraseFrom = (said: string | Phrase): Phrase => (typeof said === 'string' ? asWritten(said) : said);
