/**
 * From a phrase to its text, in the language of whoever reads it.
 */
import { catalogue } from '../catalog/catalogue.js';
import * as de from './de/index.js';
import * as en from './en/index.js';
import type { Language } from './language.js';
import type { Phrase } from './phrase.js';
import { type Rendered, type Write, writerOf, written } from './writing.js';

export type { Rendered } from './writing.js';

const writers: Readonly<Record<Language, Write>> = {
  en: writerOf({ ...en, texts: catalogue.texts.en }),
  de: writerOf({ ...de, texts: catalogue.texts.de }),
};

/** The text of a phrase. */
export const render = (phrase: Phrase, language: Language): string => writers[language](phrase);

/** Plain data with every phrase in it rendered, however deep. */
export const rendered = <Value>(value: Value, language: Language): Rendered<Value> => written(value, writers[language]);
