import { breaksSilence, closingReason, type ClosingReason, type DraftItem, type EvidenceUsed } from '../../core/discussion/index.js';
import { hashOf, type ComputedLine } from './compute-line.js';
import type { DiscussionItem } from './discussion-item.entity.js';

/** A current row of `discussion_item`, as far as what follows depends on it. */
export interface CurrentItem extends Pick<DiscussionItem,
  'id' | 'treatmentLineId' | 'rule' | 'ruleVersion' | 'content' | 'evidenceHash' | 'state' | 'stateReason' | 'stateChangedBy' | 'stateChangedAt'> {
  /** What a person dismissed, however many silent successors came since: growth in small steps adds up. */
  readonly dismissedEvidence: EvidenceUsed | null;
}

export interface NextItem {
  readonly treatmentLineId: string;
  readonly rule: string;
  readonly ruleVersion: string;
  readonly question: string;
  readonly content: DraftItem;
  readonly evidenceHash: Buffer;
  readonly historyVersion: string;
  readonly state: 'draft' | 'dismissed';
  readonly stateReason: string | null;
  readonly stateChangedBy: string | null;
  readonly stateChangedAt: Date | null;
  readonly predecessorId: string | null;
}

export interface ItemChanges {
  readonly next: readonly NextItem[];
  readonly closed: readonly { readonly id: string; readonly reason: ClosingReason }[];
}

/** A dismissal goes on silencing the question until a further 5 mm, a new lesion or a new fact (clinical-decisions.md 1). */
function silenced(predecessor: CurrentItem | undefined, item: DraftItem): Pick<NextItem, 'state' | 'stateReason' | 'stateChangedBy' | 'stateChangedAt'> {
  if (predecessor?.state !== 'dismissed' || breaksSilence(predecessor.dismissedEvidence ?? predecessor.content.evidenceUsed, item.evidenceUsed)) {
    return { state: 'draft', stateReason: null, stateChangedBy: null, stateChangedAt: null };
  }
  const { stateReason, stateChangedBy, stateChangedAt } = predecessor;
  return { state: 'dismissed', stateReason, stateChangedBy, stateChangedAt };
}

/**
 * What becomes of one line's items. The same rule on the same evidence keeps the item and all that people did to it; changed evidence
 * makes a successor that points back; a question that no longer stands is closed with a coded reason. A dismissed one stays dismissed,
 * so that its silence is remembered.
 */
export function itemChanges({ line, input, outcome }: ComputedLine, current: readonly CurrentItem[]): ItemChanges {
  const { treatmentLineId, historyVersion } = line;
  const before = new Map(current.map((item) => [item.rule, item]));
  const drafted = new Set(outcome.items.map(({ rule }) => rule));
  const next = outcome.items.flatMap((item): NextItem[] => {
    const predecessor = before.get(item.rule);
    // The whole item: what it says also follows from the words for a site, its side among them.
    const evidenceHash = hashOf(item);
    const stays = predecessor !== undefined && predecessor.state !== 'closed'
      && predecessor.ruleVersion === item.ruleVersion && predecessor.evidenceHash.equals(evidenceHash);
    if (stays) return [];
    const { rule, ruleVersion, question } = item;
    return [{
      treatmentLineId, historyVersion, rule, ruleVersion, question, content: item, evidenceHash,
      predecessorId: predecessor?.id ?? null, ...silenced(predecessor, item),
    }];
  });
  const closed = current
    .filter(({ rule, state }) => !drafted.has(rule) && (state === 'draft' || state === 'accepted'))
    .map(({ id, rule, content }) => ({ id, reason: closingReason(rule, content.evidenceUsed, input, outcome) }));
  return { next, closed };
}
