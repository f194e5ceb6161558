/**
 * Conditions of rules in plain words. Each fact is named by its id with spaces; its full words stand with the facts.
 */
import type { Condition, FactDescription } from './rule.js';

const named = (fact: string): string => `"${fact.replaceAll('-', ' ')}"`;

function numberInWords({ atLeast, atMost }: { readonly atLeast?: number; readonly atMost?: number }): string {
  if (atLeast !== undefined && atMost !== undefined) return `${atLeast} to ${atMost}`;
  return atLeast !== undefined ? `${atLeast} or more` : `${atMost} or fewer`;
}

/** 'all of: (a), (b)' and so on, in the words of three-valued logic: true, not true, a number in its bounds. */
export function conditionInWords(condition: Condition): string {
  if ('all' in condition) return `all of: ${condition.all.map((part) => `(${conditionInWords(part)})`).join(', ')}`;
  if ('any' in condition) return `any of: ${condition.any.map((part) => `(${conditionInWords(part)})`).join(', ')}`;
  if ('not' in condition) return `not (${conditionInWords(condition.not)})`;
  if ('is' in condition) return `${named(condition.fact)} is ${condition.is ? 'true' : 'false'}`;
  return `${named(condition.fact)} is ${numberInWords(condition)}`;
}

/** One line of a condition that is read from the outside in; a group is followed by its parts, one step deeper. */
export interface ConditionLine {
  /** 0 = outermost. */
  readonly depth: number;
  readonly words: string;
  /** What a fact means, in the words of the register; null for a group. */
  readonly means: string | null;
}

function factLine(
  condition: Extract<Condition, { readonly fact: string }>,
  facts: ReadonlyMap<string, FactDescription>,
  depth: number,
): ConditionLine {
  const answer = 'is' in condition ? (condition.is ? 'yes' : 'no') : numberInWords(condition);
  return {
    depth,
    words: `${condition.fact.replaceAll('-', ' ')}: ${answer}`,
    means: facts.get(condition.fact)?.words ?? null,
  };
}

/** The same condition line by line, each fact with what it means. */
export function conditionLines(
  condition: Condition,
  facts: ReadonlyMap<string, FactDescription>,
  depth = 0,
): ConditionLine[] {
  const group = (words: string, parts: readonly Condition[]): ConditionLine[] => [
    { depth, words, means: null },
    ...parts.flatMap((part) => conditionLines(part, facts, depth + 1)),
  ];
  if ('all' in condition) return group('all of these', condition.all);
  if ('any' in condition) return group('any of these', condition.any);
  if ('not' in condition) return group('not', [condition.not]);
  return [factLine(condition, facts, depth)];
}
