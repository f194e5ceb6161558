/**
 * Evaluates the conditions of rules over the facts of a case, and names the facts that leave a condition open.
 */
import type { FactReadings } from '../facts/facts.js';
import type { Condition } from '../catalog/rule.js';
import { allOf, anyOf, negate, type Truth } from '../facts/truth.js';

function holdsOfNumber(
  value: number,
  { atLeast, atMost }: { readonly atLeast?: number; readonly atMost?: number },
): boolean {
  return (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);
}

/** True, false, or unknown where the facts that decide are unknown. */
export function evaluate(condition: Condition, facts: FactReadings): Truth {
  if ('all' in condition) return allOf(condition.all.map((part) => evaluate(part, facts)));
  if ('any' in condition) return anyOf(condition.any.map((part) => evaluate(part, facts)));
  if ('not' in condition) return negate(evaluate(condition.not, facts));
  const { value } = facts(condition.fact);
  if (value === 'unknown') return 'unknown';
  if ('is' in condition) return value === condition.is;
  return typeof value === 'number' && holdsOfNumber(value, condition);
}

/** The unknown facts that leave a condition open; none where it is settled. */
export function openFacts(condition: Condition, facts: FactReadings): string[] {
  if (evaluate(condition, facts) !== 'unknown') return [];
  if ('all' in condition) return condition.all.flatMap((part) => openFacts(part, facts));
  if ('any' in condition) return condition.any.flatMap((part) => openFacts(part, facts));
  return 'not' in condition ? openFacts(condition.not, facts) : [condition.fact];
}

/** Every fact a condition asks for, with the operator it is asked by. */
export function factsAsked(condition: Condition): { readonly fact: string; readonly operator: 'truth' | 'number' }[] {
  if ('all' in condition) return condition.all.flatMap(factsAsked);
  if ('any' in condition) return condition.any.flatMap(factsAsked);
  if ('not' in condition) return factsAsked(condition.not);
  return [{ fact: condition.fact, operator: 'is' in condition ? 'truth' : 'number' }];
}
