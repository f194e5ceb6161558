import type { FactDefinition } from '../case/case.js';
import { factSynonyms } from './fact-synonyms.js';

export interface FoundFact {
  readonly name: string;
  readonly label: string;
}

/** Without case and accents: 'Ödem' is found by 'odem', 'Ernährung' by 'ernahrung'. */
const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** How well a fact is meant by what was typed, the smaller the better; null where it is not. */
function rankOf(typed: string, label: string, synonyms: readonly string[]): number | null {
  const names = [label, ...synonyms].map(plain);
  if (names[0] === typed) return 0;
  // The words of a fact stand in the order of how well they mean it.
  const exact = names.indexOf(typed);
  if (exact > 0) return 1 + exact / names.length;
  if (names.some((name) => name.startsWith(typed))) return 2;
  const words = typed.split(/\s+/);
  if (names.some((name) => words.every((word) => name.split(/[\s()/-]+/).some((part) => part.startsWith(word)))))
    return 3;
  // A few letters stand in the middle of too many words.
  return typed.length > 3 && names.some((name) => name.includes(typed)) ? 4 : null;
}

/**
 * The facts that are meant by a word, by their names in the language of the page or by those that clinicians use, the nearest first; all
 * of them by name where nothing was typed.
 */
export function factsFound(
  definitions: readonly Pick<FactDefinition, 'name'>[],
  typed: string,
  nameOf: (name: string) => string,
): readonly FoundFact[] {
  const word = plain(typed.trim());
  return definitions
    .map(({ name }) => {
      const label = nameOf(name);
      return { name, label, rank: word === '' ? 0 : rankOf(word, label, factSynonyms[name] ?? []) };
    })
    .filter(({ rank }) => rank !== null)
    .sort((one, other) => one.rank! - other.rank! || one.label.localeCompare(other.label))
    .map(({ name, label }) => ({ name, label }));
}
