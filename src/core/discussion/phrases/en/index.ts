import type { Phrases } from '../phrase.js';
import type { Phrasebook } from '../say.js';
import { discussionPhrases } from './discussion.js';
import { responsePhrases } from './response.js';

export { forms } from './forms.js';

/** Every phrase in English. */
export const phrasebook: Phrasebook<Phrases> = { ...discussionPhrases, ...responsePhrases };
