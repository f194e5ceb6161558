/**
 * One matrix option x lesion of a whole case. Options stand in the order in which the items are read and inside an item in that of the
 * catalogue, which carries no preference; each once, whichever rules raise it, and those that `same-options.json` says are one as one.
 *
 * Where rules word an option differently, the wording of the item that is read first is taken, but for 'no local therapy': there an item
 * that asks about a local treatment goes before one that does not, whose wording is of what is given. The others stay beside it.
 */
import { noLocalTherapy, treatingKinds } from '../catalog/rule.js';
import { catalogue } from '../catalog/catalogue.js';
import { shownOption } from '../catalog/reading-order.js';
import type { DraftItem, DraftOption } from '../draft/draft.js';
import type { Phrase } from '../phrases/phrase.js';
import { rulesOf, textKey, textsOnce, together, unique, type MergedText, type SaidByRule } from './each-once.js';

/** One thing that is said of an option, once. */
export interface MergedReason extends MergedText {
  /** The lesions it is said of, with the rules that say it of each; empty where it is said of the option as a whole. */
  readonly lesions: readonly { readonly lesion: string; readonly rules: readonly string[] }[];
  /** The rules that say it of the option as a whole. */
  readonly ofTheOption: readonly string[];
}

/** What is left if the option is carried out on the lesions that a rule means by it, and nothing else. */
interface MergedResidue extends MergedText {
  readonly lesions: readonly string[];
}

export interface MergedOption {
  readonly id: string;
  /** Ids under which rules raise it. */
  readonly raisedAs: readonly string[];
  readonly words: Phrase;
  /** What other rules mean by it, in their words. */
  readonly alsoWorded: readonly MergedText[];
  readonly rules: readonly string[];
  /** Labels of the lesions that it is about. */
  readonly lesions: readonly string[];
  readonly speaksFor: readonly MergedReason[];
  readonly blocks: readonly MergedReason[];
  readonly unknown: readonly MergedReason[];
  readonly staysUntreated: readonly MergedResidue[];
}

type MatrixLesion = DraftItem['matrix']['lesions'][number];

interface MergedLesion extends MatrixLesion {
  readonly rules: readonly string[];
}

export interface MergedMatrix {
  readonly lesions: readonly MergedLesion[];
  readonly options: readonly MergedOption[];
}

interface Raised {
  readonly item: DraftItem;
  readonly option: DraftOption;
}

type Side = 'speaksFor' | 'blocks' | 'unknown';

interface Said extends SaidByRule<Phrase> {
  /** Null = the option as a whole. */
  readonly lesion: string | null;
}

function saidOf(raised: readonly Raised[], side: Side): Said[] {
  return raised.flatMap(({ item: { rule, matrix }, option }) => [
    ...option[side].map((value) => ({ rule, value, lesion: null })),
    ...matrix.cells
      .filter((cell) => cell.option === option.id)
      .flatMap((cell) => cell[side].map((value) => ({ rule, value, lesion: cell.lesion }))),
  ]);
}

function reasonOf(same: readonly Said[]): MergedReason {
  const ofLesions = same.flatMap((said) => (said.lesion === null ? [] : [{ ...said, lesion: said.lesion }]));
  return {
    words: same[0]!.value,
    rules: rulesOf(same),
    lesions: together(ofLesions, ({ lesion }) => lesion).map((of) => ({ lesion: of[0]!.lesion, rules: rulesOf(of) })),
    ofTheOption: rulesOf(same.filter(({ lesion }) => lesion === null)),
  };
}

const reasonsOf = (raised: readonly Raised[], side: Side): MergedReason[] =>
  together(saidOf(raised, side), ({ value }) => textKey(value)).map(reasonOf);

const kinds: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  catalogue.rules.map(({ id, options }) => [id, new Set(options.map(({ kind }) => kind))]),
);

/** Whether the rule of an item raises a local treatment at all. */
const asksAboutLocalTreatment = ({ rule }: DraftItem): boolean =>
  [...(kinds.get(rule) ?? [])].some((kind) => (treatingKinds as ReadonlySet<string>).has(kind));

/** The option as the item words it that is taken. */
function wordedFirst(raised: readonly Raised[]): Raised {
  const [first] = raised;
  return first!.option.id === noLocalTherapy
    ? (raised.find(({ item }) => asksAboutLocalTreatment(item)) ?? first!)
    : first!;
}

function residueOf(raised: readonly Raised[]): MergedResidue[] {
  const left = raised.flatMap(({ item: { rule, matrix }, option }) =>
    matrix.residual.filter((residual) => residual.option === option.id).map((value) => ({ rule, value })),
  );
  return together(left, ({ value: { words } }) => textKey(words)).map((same) => ({
    words: same[0]!.value.words,
    lesions: same[0]!.value.lesions,
    rules: rulesOf(same),
  }));
}

function optionOf(raised: readonly Raised[]): MergedOption {
  const { words } = wordedFirst(raised).option;
  const worded = textsOnce(raised.map(({ item: { rule }, option }) => ({ rule, value: option.words })));
  return {
    id: shownOption(raised[0]!.option.id),
    raisedAs: unique(raised.map(({ option }) => option.id)),
    words,
    alsoWorded: worded.filter((other) => textKey(other.words) !== textKey(words)),
    rules: unique(raised.map(({ item }) => item.rule)),
    lesions: unique(
      raised.flatMap(({ item: { matrix }, option }) =>
        matrix.cells.filter((cell) => cell.option === option.id).map(({ lesion }) => lesion),
      ),
    ),
    speaksFor: reasonsOf(raised, 'speaksFor'),
    blocks: reasonsOf(raised, 'blocks'),
    unknown: reasonsOf(raised, 'unknown'),
    staysUntreated: residueOf(raised),
  };
}

const scanOf = ({ evidenceUsed: { timepoint } }: DraftItem): string => timepoint?.date?.to ?? '';

/** Each lesion once, as the item on the latest scan shows it. */
function lesionsOf(items: readonly DraftItem[]): MergedLesion[] {
  const shown = items.flatMap((item) =>
    item.matrix.lesions.map((lesion) => ({ rule: item.rule, lesion, scan: scanOf(item) })),
  );
  return together(shown, ({ lesion: { lesion } }) => lesion).map((same) => ({
    ...same.reduce((latest, other) => (other.scan > latest.scan ? other : latest)).lesion,
    rules: unique(same.map(({ rule }) => rule)),
  }));
}

/** The matrix of items that stand in reading order. */
export function mergedMatrix(items: readonly DraftItem[]): MergedMatrix {
  const raised = items.flatMap((item) => item.options.map((option): Raised => ({ item, option })));
  return {
    lesions: lesionsOf(items),
    options: together(raised, ({ option }) => shownOption(option.id)).map(optionOf),
  };
}
