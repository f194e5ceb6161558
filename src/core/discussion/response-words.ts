/**
 * A second door of this room, for what starts often: the words of the response core in English, and nothing of the catalogue of rules,
 * which costs half a start of `consilium evaluate`.
 */
import type { ResponsePhrase } from '../response/index.js';
import { forms } from './phrases/en/forms.js';
import { responsePhrases } from './phrases/en/response.js';
import { type Rendered, writerOf, written } from './phrases/writing.js';

export { regionOf } from './facts/case-picture.js';
export { type Language, languages } from './phrases/language.js';
export type { Rendered } from './phrases/writing.js';

const write = writerOf({ forms, phrasebook: responsePhrases, texts: new Map() });

/** What the response core says. */
export const responseInWords = (phrase: ResponsePhrase): string => write(phrase);

/** Plain data of the response core with every phrase in it in words, however deep. */
export const writtenResponse = <Value>(value: Value): Rendered<Value> => written(value, write);
