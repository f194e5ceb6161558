/**
 * Conditions of rules as phrases, in the terms of three-valued logic. Each fact is named by its short name; what it means stands with
 * the facts.
 */
import type { Phrase } from '../phrases/phrase.js';
import type { Condition } from './rule.js';

const named = (fact: string): Phrase => ({ id: 'catalogue', parameters: { text: `fact/${fact}/name` } });

/** 'all of: (a), (b)' and so on: true, not true, a number in its bounds. */
export function conditionPhrase(condition: Condition): Phrase {
  if ('all' in condition) return { id: 'all-of', parameters: { parts: condition.all.map(conditionPhrase) } };
  if ('any' in condition) return { id: 'any-of', parameters: { parts: condition.any.map(conditionPhrase) } };
  if ('not' in condition) return { id: 'not', parameters: { part: conditionPhrase(condition.not) } };
  const fact = named(condition.fact);
  if ('is' in condition) return { id: 'fact-is', parameters: { fact, is: condition.is } };
  const { atLeast = null, atMost = null } = condition;
  return { id: 'fact-counts', parameters: { fact, atLeast, atMost } };
}

/** One line of a condition that is read from the outside in; a group is followed by its parts, one step deeper. */
export interface ConditionLine {
  /** 0 = outermost. */
  readonly depth: number;
  readonly words: Phrase;
  /** What a fact means, in the words of the register; null for a group. */
  readonly means: Phrase | null;
}

function factLine(condition: Extract<Condition, { readonly fact: string }>, depth: number): ConditionLine {
  const fact = named(condition.fact);
  const means: Phrase = { id: 'catalogue', parameters: { text: `fact/${condition.fact}/words` } };
  if ('is' in condition) return { depth, words: { id: 'fact-answer', parameters: { fact, is: condition.is } }, means };
  const { atLeast = null, atMost = null } = condition;
  return { depth, words: { id: 'fact-count', parameters: { fact, atLeast, atMost } }, means };
}

/** The same condition line by line, each fact with what it means. */
export function conditionLines(condition: Condition, depth = 0): ConditionLine[] {
  const group = (id: 'all-of-these' | 'any-of-these' | 'not-this', parts: readonly Condition[]): ConditionLine[] => [
    { depth, words: { id, parameters: {} }, means: null },
    ...parts.flatMap((part) => conditionLines(part, depth + 1)),
  ];
  if ('all' in condition) return group('all-of-these', condition.all);
  if ('any' in condition) return group('any-of-these', condition.any);
  if ('not' in condition) return group('not-this', [condition.not]);
  return [factLine(condition, depth)];
}
