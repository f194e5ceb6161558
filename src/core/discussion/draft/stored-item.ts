/**
 * Items as they are stored. Release 0.1.0 stored their texts in English words: these are read as phrases that show them as written.
 */
import { phraseFrom } from '../phrases/as-written.js';
import type { Phrase } from '../phrases/phrase.js';
import type { DraftItem } from './draft.js';

/** A value with a text in the place of some phrases, or of all. */
export type Stored<Value> = Value extends { readonly id: string; readonly parameters: object }
  ? Value | string
  : Value extends readonly unknown[] | object
    ? { readonly [Key in keyof Value]: Stored<Value[Key]> }
    : Value;

/** `chase` was kept by release 0.1.0: it follows from what is unknown and out of date. */
export type StoredItem = Stored<DraftItem> & { readonly chase?: unknown };

type Text = Phrase | string;

const phrases = (texts: readonly Text[]): Phrase[] => texts.map(phraseFrom);

const said = (one: { readonly speaksFor: readonly Text[]; readonly blocks: readonly Text[] }) => ({
  speaksFor: phrases(one.speaksFor),
  blocks: phrases(one.blocks),
});

// The texts are taken out first: of a value that keeps them the compiler would pair every phrase with every other one.
const worded = <Value extends { readonly words: Text }>({ words, ...value }: Value) => ({
  ...value,
  words: phraseFrom(words),
});

const missing = <
  Value extends { readonly words: Text; readonly whoCouldAnswer: Text; readonly suppliers: readonly Text[] },
>({
  words,
  whoCouldAnswer,
  suppliers,
  ...value
}: Value) => ({
  ...value,
  words: phraseFrom(words),
  whoCouldAnswer: phraseFrom(whoCouldAnswer),
  suppliers: phrases(suppliers),
});

const matrixOf = ({ lesions, cells, residual }: Stored<DraftItem>['matrix']): DraftItem['matrix'] => ({
  lesions: lesions.map(worded),
  cells: cells.map((cell) => ({ ...cell, ...said(cell), unknown: phrases(cell.unknown) })),
  residual: residual.map(worded),
});

/** What was read of an item, as long as the item is held: one answer reads each for its matrix, its readiness and its disciplines. */
const known = new WeakMap<StoredItem, DraftItem>();

/** A stored item with a phrase for every text, whichever release stored it. */
export function itemFrom(stored: StoredItem): DraftItem {
  const before = known.get(stored);
  if (before !== undefined) return before;
  const item = withPhrases(stored);
  known.set(stored, item).set(item, item);
  return item;
}

function withPhrases({ chase: _, ...stored }: StoredItem): DraftItem {
  const { flagShown, options, whyNow, withoutEvidence } = stored;
  return {
    ...stored,
    title: phraseFrom(stored.title),
    question: phraseFrom(stored.question),
    whyNow: [phraseFrom(whyNow[0]), phraseFrom(whyNow[1])],
    flagShown: flagShown === null ? null : { ...flagShown, reason: phraseFrom(flagShown.reason) },
    options: options.map((option) => ({ ...worded(option), ...said(option), unknown: phrases(option.unknown) })),
    matrix: matrixOf(stored.matrix),
    unknowns: stored.unknowns.map(missing),
    outOfDate: stored.outOfDate.map(missing),
    contradictions: stored.contradictions.map(worded),
    cautions: phrases(stored.cautions),
    evidenceDistance: stored.evidenceDistance.map((distance) => ({ ...distance, differs: phrases(distance.differs) })),
    withoutEvidence: withoutEvidence === null ? null : phraseFrom(withoutEvidence),
    level: phraseFrom(stored.level),
    esmo: phraseFrom(stored.esmo),
    limits: phrases(stored.limits),
  };
}
