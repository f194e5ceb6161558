/**
 * What makes an item the same as another one of its rule: the evidence used, and nothing else. Its words do not belong to it, so that a
 * better wording leaves the item and all that people did to it alone.
 */
import type { Phrase } from '../phrases/phrase.js';
import type { DraftItem } from './draft.js';
import { canonicalText } from '../facts/canonical-text.js';
import type { EvidenceUsed } from './evidence-used.js';

/** Release 0.1.0 kept no place of a lesion in the evidence of an item: of its items it is not compared. */
const withoutPlaces = ({ lesions, ...evidence }: EvidenceUsed): EvidenceUsed => ({
  ...evidence,
  lesions: lesions.map(({ site: _site, organ: _organ, ...lesion }) => lesion),
});

const namesPlaces = ({ lesions }: EvidenceUsed): boolean => lesions.every(({ site }) => site !== undefined);

/** Only the facts that both ask for: what another version of the rule asks beside them is no change of the case. */
const withFactsOf = (evidence: EvidenceUsed, other: EvidenceUsed): EvidenceUsed => {
  const asked = new Set(other.facts.map(({ fact }) => fact));
  return { ...evidence, facts: evidence.facts.filter(({ fact }) => asked.has(fact)) };
};

/** Whether what was stored is the same evidence as that of now, as far as the release that stored it kept it and both ask for it. */
export function isSameEvidence(stored: EvidenceUsed, now: EvidenceUsed): boolean {
  const comparable = namesPlaces(stored) ? now : withoutPlaces(now);
  return canonicalText(withFactsOf(stored, comparable)) === canonicalText(withFactsOf(comparable, stored));
}

const statements = (phrases: readonly Phrase[]): string[] =>
  phrases.flatMap((phrase) => (phrase.id === 'catalogue' ? [phrase.parameters.text] : []));

/** What the rule of an item raises: whether it applies, its options, what is said of them, its cautions, its evidence. */
const raised = ({ standing, options, cautions, limits, evidence }: DraftItem) => ({
  standing,
  options: options.map(({ id }) => id),
  evidence,
  said: options.map(({ speaksFor, blocks }) => [statements(speaksFor), statements(blocks)]),
  cautions: statements(cautions),
  limits: statements(limits),
});

const isWritten = ({ question }: DraftItem): boolean => question.id === 'as-written';

/**
 * Whether two items on the same evidence raise the same: other options, statements or studies come from another version of the rule.
 * Of an item of release 0.1.0, whose statements are stored as written, only what it has ids for is compared.
 */
export function raisesTheSame(stored: DraftItem, now: DraftItem): boolean {
  const [then, next] = [raised(stored), raised(now)];
  const compared = isWritten(stored)
    ? ({ standing, options }: typeof then) => ({ standing, options })
    : (all: typeof then) => all;
  return canonicalText(compared(then)) === canonicalText(compared(next));
}
