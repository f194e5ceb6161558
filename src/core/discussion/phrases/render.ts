/**
 * From a phrase to its text, in the language of whoever reads it.
 */
import { catalogue } from '../catalog/catalogue.js';
import * as de from './de/index.js';
import * as en from './en/index.js';
import type { Language } from './language.js';
import type { Phrase } from './phrase.js';
import { sayIn, type Say } from './say.js';

const writers: Readonly<Record<Language, (phrase: Phrase) => string>> = {
  en: writerOf(en, catalogue.texts.en),
  de: writerOf(de, catalogue.texts.de),
};

function writerOf({ forms, phrasebook }: typeof en, texts: ReadonlyMap<string, string>): (phrase: Phrase) => string {
  // The book maps each id to the words for that id's own parameters; the type system cannot follow an id that is only known at run time.
  const words = phrasebook as Readonly<Record<string, (parameters: never, say: Say) => string>>;
  const write = ({ id, parameters }: Phrase): string =>
    Object.hasOwn(words, id) ? words[id]!(parameters as never, say) : `[${id}]`;
  const say = sayIn(forms, { phrase: write, texts });
  return write;
}

/** The text of a phrase. One whose id this version does not know, which only another version can have stored, is shown as its id. */
export const render = (phrase: Phrase, language: Language): string => writers[language](phrase);

/** A value of plain data with a text in the place of every phrase. */
export type Rendered<Value> = Value extends { readonly id: string; readonly parameters: object }
  ? string
  : Value extends readonly unknown[] | object
    ? { readonly [Key in keyof Value]: Rendered<Value[Key]> }
    : Value;

/** One sign for negative numbers wherever somebody reads: the minus sign, as the charts have it, before a number that follows a blank. */
const withMinusSigns = (text: string): string => text.replaceAll(/(^|[\s(])-(?=\d)/g, '$1−');

const isPhrase = (value: object): value is Phrase =>
  'id' in value && 'parameters' in value && typeof value.id === 'string' && typeof value.parameters === 'object';

/** What holds no phrase is returned as it is, and not copied: answers are large, and few of their values are phrases. */
function renderedValue(value: unknown, language: Language): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isPhrase(value)) return withMinusSigns(render(value, language));
  const read = (part: unknown): unknown => renderedValue(part, language);
  if (Array.isArray(value)) {
    const parts = value.map(read);
    return parts.some((part, index) => part !== value[index]) ? parts : value;
  }
  const changed = Object.entries(value).flatMap(([key, part]): [string, unknown][] => {
    const text = read(part);
    return text === part ? [] : [[key, text]];
  });
  return changed.length === 0 ? value : { ...value, ...Object.fromEntries(changed) };
}

/** Plain data with every phrase in it rendered, however deep. */
export const rendered = <Value>(value: Value, language: Language): Rendered<Value> =>
  renderedValue(value, language) as Rendered<Value>;
