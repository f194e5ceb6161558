/**
 * How ready a case is: of the facts that its questions must know (needs 'hard' and 'strong' of their rules, and what decides whether a
 * question applies), how many are there and current on a day, and the first that is not.
 */
import { catalogue } from '../catalog/catalogue.js';
import type { DraftItem } from '../draft/draft.js';
import { describeFact } from '../draft/missing.js';
import type { StoredItem } from '../draft/stored-item.js';
import { dayOf, intervalOf } from '../facts/case-fact.js';
import type { Phrase } from '../phrases/phrase.js';
import { answerOf, type Answer } from './answers.js';
import { rulesOf, together, unique, type SaidByRule } from './each-once.js';
import { inReadingOrder } from './merged-case.js';
import { mergedUnknowns, sameQuestion } from './merged-unknowns.js';

/** A fact that is not there, or older than its window on the day of asking. */
interface NotReady {
  readonly standing: 'missing' | 'stale';
  readonly facts: readonly string[];
  readonly words: Phrase;
  readonly lesions: readonly string[];
  readonly whoCouldAnswer: Phrase;
  /** Last day of the newest statement; null where nothing dated was stated. */
  readonly lastStated: string | null;
  /** Days for which a statement counts as current; null = it does not grow old. */
  readonly freshForDays: number | null;
  readonly answer: Answer | null;
  readonly rules: readonly string[];
}

export interface Readiness {
  /** Facts that are there and current. */
  readonly there: number;
  /** Facts that are asked for. */
  readonly of: number;
  /** What is missing, by what it could change, then what is stale, in the order of reading. */
  readonly notReady: readonly NotReady[];
  readonly first: NotReady | null;
  readonly words: Phrase;
}

/** Days for which a statement of a fact counts as current, by fact; null = it does not grow old. */
export type Freshness = Readonly<Record<string, number | null>>;

const rules = new Map(catalogue.rules.map((rule) => [rule.id, rule]));

/** Days for which a statement counts as current unless a board says otherwise [P]. */
export const defaultFreshness: Freshness = Object.fromEntries(
  [...catalogue.facts.values()].map(({ id, freshForDays }) => [id, freshForDays]),
);

interface Needed {
  readonly fact: string;
  readonly item: DraftItem;
}

/** Facts that an item must know; of a rule that the catalogue has no longer those that it did not know. */
function neededBy(item: DraftItem): string[] {
  const needs = rules.get(item.rule)?.needs;
  return unique([
    ...item.unknowns.filter(({ need, decidesTheItem }) => need !== 'context' || decidesTheItem).map(({ fact }) => fact),
    ...(needs === undefined ? [] : [...needs.hard, ...needs.strong]),
  ]).filter((fact) => catalogue.facts.has(fact));
}

function lastStatedOf(same: readonly Needed[]): string | null {
  const days = same.flatMap(({ fact, item: { evidenceUsed } }) =>
    evidenceUsed.facts
      .filter((used) => used.fact === fact)
      .flatMap(({ stated }) => stated.flatMap(({ date }) => intervalOf(date)?.to ?? [])),
  );
  return days.sort().at(-1) ?? null;
}

const isMissing = ({ fact, item }: Needed): boolean => item.unknowns.some((unknown) => unknown.fact === fact);

/** A fact that questions ask for, each once, apart from the day of asking and from what a board calls current. */
export interface AskedFact extends Omit<NotReady, 'standing' | 'freshForDays'> {
  readonly isMissing: boolean;
  /** Among those that are missing, by what they could change. */
  readonly place: number;
}

function askedFact(same: readonly SaidByRule<Needed>[], order: readonly string[]): AskedFact {
  const needed = same.map(({ value }) => value);
  const answers = needed.flatMap(({ fact, item }) => answerOf(fact, item) ?? []);
  const [answer = null] = answers;
  const lesions = unique(answers.flatMap((one) => one.lesions));
  const { words, whoCouldAnswer } = describeFact(needed[0]!.fact);
  return {
    facts: unique(needed.map(({ fact }) => fact)),
    words,
    lesions,
    whoCouldAnswer,
    lastStated: lastStatedOf(needed),
    answer: answer === null ? null : { ...answer, lesions },
    rules: rulesOf(same),
    isMissing: needed.some(isMissing),
    place: order.indexOf(sameQuestion(words)),
  };
}

/**
 * What the items of a case ask for. It depends on nothing but the items, which never change: it may be kept beside their ids.
 * @param stored the items, as drafted or stored
 */
export function askedFacts(stored: readonly StoredItem[]): AskedFact[] {
  const items = inReadingOrder(stored);
  const asked = items.flatMap((item) =>
    neededBy(item).map((fact): SaidByRule<Needed> => ({ rule: item.rule, value: { fact, item } })),
  );
  const order = mergedUnknowns(items).map(({ words }) => sameQuestion(words));
  return together(asked, ({ value: { fact } }) => sameQuestion(describeFact(fact).words)).map((same) =>
    askedFact(same, order),
  );
}

/** The fact as it is not ready on a day; null where it is there and current. */
function notReady({ isMissing: missing, place, ...fact }: AskedFact, day: string, freshness: Freshness) {
  const [name = ''] = fact.facts;
  const freshForDays = (Object.hasOwn(freshness, name) ? freshness : defaultFreshness)[name] ?? null;
  const { lastStated } = fact;
  if (missing) return { place, found: { standing: 'missing', ...fact, freshForDays } as const };
  const old = freshForDays !== null && lastStated !== null && dayOf(day) - dayOf(lastStated) > freshForDays;
  return old ? { place: Infinity, found: { standing: 'stale', ...fact, freshForDays } as const } : null;
}

/**
 * The readiness of a case.
 * @param day of asking, YYYY-MM-DD
 * @param freshness by fact, what a board says otherwise than the register of facts
 */
export function readinessOn(facts: readonly AskedFact[], day: string, freshness: Freshness = {}): Readiness {
  const missing = facts
    .flatMap((fact) => notReady(fact, day, freshness) ?? [])
    .sort((one, other) => (one.place === other.place ? 0 : one.place - other.place))
    .map(({ found }): NotReady => found);
  const there = facts.length - missing.length;
  const [first = null] = missing;
  return {
    there,
    of: facts.length,
    notReady: missing,
    first,
    words: {
      id: 'readiness',
      parameters: {
        there,
        of: facts.length,
        first:
          first === null
            ? null
            : {
                standing: first.standing,
                fact: first.words,
                lesions: first.lesions,
                whoCouldAnswer: first.whoCouldAnswer,
                lastStated: first.lastStated,
              },
      },
    },
  };
}

/** As `readinessOn`, of the items themselves. */
export const readinessOf = (stored: readonly StoredItem[], day: string, freshness: Freshness = {}): Readiness =>
  readinessOn(askedFacts(stored), day, freshness);
