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

/** A value in which each phrase is its text. */
export type Rendered<Value> = Value extends Phrase
  ? string
  : Value extends readonly (infer Element)[]
    ? readonly Rendered<Element>[]
    : Value extends object
      ? { readonly [Key in keyof Value]: Rendered<Value[Key]> }
      : Value;

const isPhrase = (value: object): value is Phrase =>
  'id' in value && typeof value.id === 'string' && 'parameters' in value && Object.keys(value).length === 2;

/**
 * A value of plain data with each phrase in it rendered, however deep. A text that was stored before there were phrases is a text
 * already, and stays as it was written.
 */
export function rendered<Value>(value: Value, language: Language): Rendered<Value> {
  if (typeof value !== 'object' || value === null) return value as Rendered<Value>;
  if (Array.isArray(value)) return value.map((element) => rendered<unknown>(element, language)) as Rendered<Value>;
  if (isPhrase(value)) return render(value, language) as Rendered<Value>;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, rendered<unknown>(inner, language)]),
  ) as Rendered<Value>;
}

/** Text of somebody else, to be shown as it was written. */
export const asWritten = (text: string): Phrase => ({ id: 'as-written', parameters: { text } });
