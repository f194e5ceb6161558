/**
 * From a phrase to its text, in the language of whoever reads it.
 */
import * as de from './de/index.js';
import * as en from './en/index.js';
import type { Language } from './language.js';
import type { Phrase } from './phrase.js';
import { sayIn, type Say } from './say.js';

const writers: Readonly<Record<Language, (phrase: Phrase) => string>> = { en: writerOf(en), de: writerOf(de) };

function writerOf({ forms, phrasebook }: typeof en): (phrase: Phrase) => string {
  // The book maps each id to the words for that id's own parameters; the type system cannot follow an id that is only known at run time.
  const words = phrasebook as Readonly<Record<string, (parameters: never, say: Say) => string>>;
  const write = ({ id, parameters }: Phrase): string =>
    Object.hasOwn(words, id) ? words[id]!(parameters as never, say) : `[${id}]`;
  const say = sayIn(forms, write);
  return write;
}

/** The text of a phrase. One whose id this version does not know, which only another version can have stored, is shown as its id. */
export const render = (phrase: Phrase, language: Language): string => writers[language](phrase);

/** Text of somebody else, to be shown as it was written. */
export const asWritten = (text: string): Phrase => ({ id: 'as-written', parameters: { text } });
