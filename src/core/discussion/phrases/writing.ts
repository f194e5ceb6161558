/**
 * How phrases become text in one language, whichever phrases a book has.
 */
import type { Phrase } from './phrase.js';
import { type LanguageForms, sayIn, type Say } from './say.js';

/** The words of one language. */
export interface Book {
  readonly forms: LanguageForms;
  readonly phrasebook: object;
  /** Texts of the catalogue of rules, by id. */
  readonly texts: ReadonlyMap<string, string>;
}

export type Write = (phrase: Phrase) => string;

/** The text of a phrase. One whose id this version does not know, which only another version can have stored, is shown as its id. */
export function writerOf({ forms, phrasebook, texts }: Book): Write {
  // The book maps each id to the words for that id's own parameters; the type system cannot follow an id that is only known at run time.
  const words = phrasebook as Readonly<Record<string, (parameters: never, say: Say) => string>>;
  const write: Write = ({ id, parameters }) =>
    Object.hasOwn(words, id) ? words[id]!(parameters as never, say) : `[${id}]`;
  const say = sayIn(forms, { phrase: write, texts });
  return write;
}

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
function valueWritten(value: unknown, write: Write): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isPhrase(value)) return withMinusSigns(write(value));
  const read = (part: unknown): unknown => valueWritten(part, write);
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

/** Plain data with every phrase in it written, however deep. */
export const written = <Value>(value: Value, write: Write): Rendered<Value> =>
  valueWritten(value, write) as Rendered<Value>;
