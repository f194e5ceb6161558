/**
 * Checks a catalogue beyond what the start needs: faults stop the start, warnings are told and do not.
 */
import { CatalogueError, conditionsOf, loadCatalogue, type Catalogue, type CatalogueSource } from './catalogue.js';
import { factsAsked } from '../draft/condition.js';

export interface CatalogueLint {
  /** Each stops the start: place, what is wrong, what would be right. */
  readonly faults: readonly string[];
  readonly warnings: readonly string[];
}

function unusedEvidence({ rules, evidence, neverSuggested }: Catalogue): string[] {
  const cited = new Set([
    ...rules.flatMap((rule) => rule.evidence.map(({ id }) => id)),
    ...neverSuggested.flatMap((one) => one.evidence),
  ]);
  return [...evidence.keys()].filter((id) => !cited.has(id)).map((id) => `evidence.json: no rule cites '${id}'`);
}

function unusedFacts({ rules, facts }: Catalogue): string[] {
  const used = new Set(
    rules.flatMap((rule) => [
      ...conditionsOf(rule)
        .flatMap(factsAsked)
        .map(({ fact }) => fact),
      ...rule.draftedWhileUnknown,
      ...rule.needs.hard,
      ...rule.needs.strong,
      ...rule.needs.context,
      ...rule.options.flatMap(({ asks }) => asks),
    ]),
  );
  return [...facts.keys()].filter((id) => !used.has(id)).map((id) => `facts.json: no rule asks for '${id}'`);
}

const reviewsPassed = ({ rules }: Catalogue, today: string): string[] =>
  rules
    .filter(({ reviewBy }) => reviewBy < today)
    .map(({ id, reviewBy }) => `rule ${id}: its review was due by ${reviewBy}`);

/**
 * Ids, facts, operators, evidence, the shape of DOIs and versions, 'no local therapy', what is never suggested and forbidden words
 * are faults; a passed review date, unused evidence and unused facts are warnings. `today` is YYYY-MM-DD; there is no clock here.
 */
export function lintCatalogue(source: CatalogueSource, today: string): CatalogueLint {
  try {
    const loaded = loadCatalogue(source);
    return {
      faults: [],
      warnings: [...reviewsPassed(loaded, today), ...unusedEvidence(loaded), ...unusedFacts(loaded)],
    };
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
    return { faults: error.faults, warnings: [] };
  }
}
