import type { FactDefinition, FactToState } from '../case/case.js';
import { keyOf, type TypedEntry } from './fact-form.js';

/** An answer that stands beside a question: what is already chosen when the form opens. */
export interface QuickAnswer {
  readonly state: FactToState['state'];
  readonly entry: TypedEntry;
  /** The choice or number, or 'none'. */
  readonly word: string;
}

/** More answers than these do not stand in a line. */
const mostChoices = 3;
const mostNumbers = 5;

function wordsOf({ kind, choices, least, most }: FactDefinition['fields'][number]): readonly string[] {
  if (kind === 'truth') return ['yes', 'no'];
  if (kind === 'choice') return choices.length <= mostChoices ? choices : [];
  if (kind !== 'whole-number' || least === undefined || most === undefined || most - least >= mostNumbers) return [];
  return Array.from({ length: most - least + 1 }, (_, index) => String(least + index));
}

/**
 * The answers of a fact that can be chosen with one click: the few words or numbers of its first field, else that it was asked and there is
 * none. Empty where something has to be typed in any case.
 */
export function quickAnswers({ fields, isList, scope }: FactDefinition): readonly QuickAnswer[] {
  const [first] = fields;
  if (first === undefined || isList) return [];
  const words = first.required ? wordsOf(first) : [];
  if (words.length > 0) return words.map((word) => ({ state: 'known', entry: { [keyOf(first)]: word }, word }));
  const canBeNone = scope !== 'lesion' && (first.kind === 'text' || first.kind === 'choice');
  return canBeNone ? [{ state: 'none', entry: {}, word: 'none' }] : [];
}
