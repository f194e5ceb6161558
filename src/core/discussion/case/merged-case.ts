/**
 * All items of a case as one reading: one matrix, one list of what is not known, one of the evidence, each thing once with the rules it
 * comes from. The items remain behind it as they are. The order is that of `reading-order.json` and carries no preference.
 */
import { attributesOfRule } from '../catalog/rule-attributes.js';
import { groupOfRule, placeOfRule } from '../catalog/reading-order.js';
import type { DraftItem } from '../draft/draft.js';
import type { EvidenceDistance } from '../draft/evidence-distance.js';
import type { FlagShown } from '../draft/flag-shown.js';
import { itemFrom, type StoredItem } from '../draft/stored-item.js';
import { canonicalText } from '../facts/canonical-text.js';
import type { Phrase } from '../phrases/phrase.js';
import { rulesOf, textKey, textsOnce, together, type MergedText, type SaidByRule } from './each-once.js';
import { mergedMatrix, type MergedMatrix } from './merged-matrix.js';
import { mergedOutOfDate, mergedUnknowns, type MergedOutOfDate, type MergedUnknown } from './merged-unknowns.js';

/** A piece of evidence with each distance that a rule sees: its question is one of the axes. */
interface MergedEvidence {
  readonly id: string;
  readonly rules: readonly string[];
  readonly distances: readonly (Omit<EvidenceDistance, 'id'> & { readonly rules: readonly string[] })[];
}

interface MergedContradiction extends MergedText {
  readonly fact: string;
  readonly lesion: string | null;
}

/** A question of the case in the order of reading. */
export interface MergedQuestion {
  readonly rule: string;
  readonly group: string | null;
  readonly standing: DraftItem['standing'];
  readonly title: Phrase;
  readonly question: Phrase;
  readonly whyNow: DraftItem['whyNow'];
  readonly windowEnds: string | null;
}

/** Strength of the evidence behind a question, in the terms of OCEBM and of ESMO. */
interface MergedLevel {
  readonly level: Phrase;
  readonly esmo: Phrase;
  readonly rules: readonly string[];
}

const orders = ['questions', 'options', 'unknowns'] as const;

export interface MergedCase {
  /** In which order its lists stand, in words; it ranks nothing. */
  readonly order: Readonly<Record<(typeof orders)[number], Phrase>>;
  /** Every question, in the order of reading. */
  readonly questions: readonly MergedQuestion[];
  /** The one the case leads with; null where there is none. */
  readonly leading: MergedQuestion | null;
  readonly flags: readonly (FlagShown & { readonly rules: readonly string[] })[];
  /** 'unknown' where one of the items says so. */
  readonly attribution: DraftItem['attribution'] | null;
  readonly matrix: MergedMatrix;
  readonly unknowns: readonly MergedUnknown[];
  readonly outOfDate: readonly MergedOutOfDate[];
  readonly contradictions: readonly MergedContradiction[];
  readonly cautions: readonly MergedText[];
  readonly limits: readonly MergedText[];
  readonly evidence: readonly MergedEvidence[];
  /** Why a rule cites no study. */
  readonly withoutEvidence: readonly MergedText[];
  readonly levels: readonly MergedLevel[];
}

const orderStated = Object.fromEntries(
  orders.map((of): [string, Phrase] => [of, { id: 'case-order', parameters: { of } }]),
) as MergedCase['order'];

/** The items of a case in the order in which it is read; two of one rule stay in the order in which they came. */
export const inReadingOrder = (items: readonly StoredItem[]): DraftItem[] =>
  items.map(itemFrom).sort((one, other) => placeOfRule(one.rule) - placeOfRule(other.rule));

/**
 * The item a case leads with: the first in the order of reading. What is reported stands above all questions, and its own leads only where
 * it is alone; a question whose window ended before the day rests on no later scan, and leads only where nothing else is asked.
 * @param day as YYYY-MM-DD; null: no window has ended
 */
export const leadingItem = (items: readonly StoredItem[], day: string | null): DraftItem | null =>
  leadingOf(inReadingOrder(items), day);

function leadingOf(ordered: readonly DraftItem[], day: string | null): DraftItem | null {
  const inTime = ordered.filter(({ windowEnds }) => day === null || windowEnds === null || windowEnds >= day);
  const first = (among: readonly DraftItem[]): DraftItem | undefined =>
    among.find(({ rule }) => !attributesOfRule(rule).urgent);
  return first(inTime) ?? first(ordered) ?? ordered[0] ?? null;
}

const questionOf = ({ rule, standing, title, question, whyNow, windowEnds }: DraftItem): MergedQuestion => ({
  rule,
  group: groupOfRule(rule),
  standing,
  title,
  question,
  whyNow,
  windowEnds,
});

/** A list of every item as one, each value with its rule. */
const saidBy = <Value>(items: readonly DraftItem[], list: (item: DraftItem) => readonly Value[]): SaidByRule<Value>[] =>
  items.flatMap((item) => list(item).map((value) => ({ rule: item.rule, value })));

function evidenceOf(items: readonly DraftItem[]): MergedEvidence[] {
  const cited = saidBy(items, ({ evidenceDistance }) => evidenceDistance);
  return together(cited, ({ value: { id } }) => id).map((same) => ({
    id: same[0]!.value.id,
    rules: rulesOf(same),
    distances: together(same, ({ value: { distance, differs } }) => canonicalText([distance, differs])).map((alike) => {
      const { distance, differs } = alike[0]!.value;
      return { distance, differs, rules: rulesOf(alike) };
    }),
  }));
}

const contradictionsOf = (items: readonly DraftItem[]): MergedContradiction[] =>
  together(
    saidBy(items, ({ contradictions }) => contradictions),
    ({ value }) => canonicalText(value),
  ).map((same) => ({
    ...same[0]!.value,
    rules: rulesOf(same),
  }));

const levelsOf = (items: readonly DraftItem[]): MergedLevel[] =>
  together(
    saidBy(items, ({ level, esmo }) => [{ level, esmo }]),
    ({ value: { level, esmo } }) => canonicalText([textKey(level), textKey(esmo)]),
  ).map((same) => ({ ...same[0]!.value, rules: rulesOf(same) }));

const flagsOf = (items: readonly DraftItem[]): MergedCase['flags'] =>
  together(
    saidBy(items, ({ flagShown }) => (flagShown === null ? [] : [flagShown])),
    ({ value }) => canonicalText(value),
  ).map((same) => ({ ...same[0]!.value, rules: rulesOf(same) }));

function attributionOf(items: readonly DraftItem[]): MergedCase['attribution'] {
  if (items.length === 0) return null;
  return items.some(({ attribution }) => attribution === 'unknown') ? 'unknown' : 'checkpoint-inhibitor';
}

/**
 * All items of a case merged for reading. Depends on its input alone.
 * @param stored items as drafted, or as any release stored them, in any order
 * @param day on which it is read, YYYY-MM-DD: a question whose window has ended leads no longer; null: none has
 */
export function mergedCase(stored: readonly StoredItem[], day: string | null = null): MergedCase {
  const items = inReadingOrder(stored);
  const leading = leadingOf(items, day);
  return {
    order: orderStated,
    questions: items.map(questionOf),
    leading: leading === null ? null : questionOf(leading),
    flags: flagsOf(items),
    attribution: attributionOf(items),
    matrix: mergedMatrix(items),
    unknowns: mergedUnknowns(items),
    outOfDate: mergedOutOfDate(items),
    contradictions: contradictionsOf(items),
    cautions: textsOnce(saidBy(items, ({ cautions }) => cautions)),
    limits: textsOnce(saidBy(items, ({ limits }) => limits)),
    evidence: evidenceOf(items),
    withoutEvidence: textsOnce(
      saidBy(items, ({ withoutEvidence }) => (withoutEvidence === null ? [] : [withoutEvidence])),
    ),
    levels: levelsOf(items),
  };
}
