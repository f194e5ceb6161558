/**
 * Conditions of rules in plain words. Each fact is named by its id with spaces; its full words stand with the facts.
 */
import type { Condition } from './rule.js';

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
