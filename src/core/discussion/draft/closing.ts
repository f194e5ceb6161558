/**
 * Why a question no longer stands, as a code that is stored with the closed item.
 */
import { dayOf, newestOf } from '../facts/case-fact.js';
import type { DiscussionInput } from '../facts/case-picture.js';
import { catalogue } from '../catalog/catalogue.js';
import { followUpEnded, type DraftOutcome } from './draft.js';
import type { EvidenceUsed } from './evidence-used.js';

export const closingReasons = [
  'patient-died',
  'follow-up-ended',
  'rule-retired',
  'outside-population',
  'population-unknown',
  'carried-out',
  'second-primary',
  'flag-withdrawn',
  'flag-ended',
  'flag-held-back',
  'acknowledged',
  'waits-for-facts',
  'no-longer-met',
] as const;
export type ClosingReason = (typeof closingReasons)[number];

/** Asked by the rule about reported organs at risk alone. */
const reportFact = 'organ-at-risk-unacknowledged';

const lesionsAtIssue = ({ lesions }: EvidenceUsed): string[] =>
  lesions.filter(({ side }) => side !== 'other').map(({ lesion }) => lesion);

function treatedSince({ history }: DiscussionInput, evidence: EvidenceUsed): boolean {
  const since = evidence.timepoint?.date;
  const labels = lesionsAtIssue(evidence);
  return (
    labels.length > 0 &&
    labels.every((label) =>
      (history.lesions[label]?.localTreatments ?? []).some(
        ({ kind, date }) => kind !== 'biopsy' && (!since || dayOf(date.to) >= dayOf(since.from)),
      ),
    )
  );
}

function shownToBeAnother({ history }: DiscussionInput, evidence: EvidenceUsed): boolean {
  const labels = lesionsAtIssue(evidence);
  return labels.length > 0 && labels.every((label) => Boolean(history.lesions[label]?.secondPrimary));
}

function flagReason({ classification }: DiscussionInput, { flag }: EvidenceUsed): ClosingReason | null {
  if (flag === null) return null;
  const found = classification.flags.find(
    ({ definition, episode }) => definition === flag.definition && episode === flag.episode,
  );
  if (found === undefined) return 'flag-withdrawn';
  if (found.state === 'ended') return 'flag-ended';
  return found.tier === 'watch' ? 'flag-held-back' : null;
}

/** The item rested on reports of an organ at risk that nobody had acknowledged, and a named clinician has since. */
const wasAcknowledged = (evidence: EvidenceUsed, { facts }: DiscussionInput): boolean =>
  evidence.facts.some(({ fact, value }) => fact === reportFact && value === true) &&
  newestOf(facts, 'organ-at-risk-acknowledged')?.state === 'known';

/**
 * Why an item of `rule` that rested on `evidence` is not among the outcome's items. 'carried-out': every lesion at issue was
 * treated locally after the scan of the item.
 */
export function closingReason(
  rule: string,
  evidence: EvidenceUsed,
  input: DiscussionInput,
  outcome: DraftOutcome,
): ClosingReason {
  if (newestOf(input.facts, 'died')?.state === 'known') return 'patient-died';
  if (followUpEnded(input)) return 'follow-up-ended';
  const found = catalogue.rules.find(({ id }) => id === rule);
  if (found === undefined) return 'rule-retired';
  if (outcome.population.standing === 'outside') return 'outside-population';
  if (outcome.population.standing === 'unknown' && !found.populations.includes('unknown')) return 'population-unknown';
  if (wasAcknowledged(evidence, input)) return 'acknowledged';
  if (treatedSince(input, evidence)) return 'carried-out';
  if (shownToBeAnother(input, evidence)) return 'second-primary';
  if (outcome.waiting.some((waiting) => waiting.rule === rule)) return 'waits-for-facts';
  return flagReason(input, evidence) ?? 'no-longer-met';
}
