import {
  breaksSilence,
  closingReason,
  type ClosingReason,
  type DraftItem,
  type EvidenceUsed,
} from '../../../core/discussion/index.js';
import { hashOf, type ComputedLine } from '../classify/compute-line.js';
import type { DiscussionItem } from './discussion-item.entity.js';
import type { Muting } from '../ledger/muted-rules.js';
import { parkingRule } from './parking.js';

/** A current row of `discussion_item`, as far as what follows depends on it. */
export interface CurrentItem extends Pick<
  DiscussionItem,
  | 'id'
  | 'treatmentLineId'
  | 'rule'
  | 'ruleVersion'
  | 'content'
  | 'evidenceHash'
  | 'state'
  | 'stateReason'
  | 'stateChangedBy'
  | 'stateChangedAt'
  | 'setAside'
> {
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
  readonly inputHash: Buffer;
  readonly historyVersion: string;
  readonly state: 'draft' | 'dismissed';
  readonly stateReason: string | null;
  readonly stateChangedBy: string | null;
  readonly stateChangedAt: Date | null;
  readonly predecessorId: string | null;
}

/** Codes of why an item is closed: what the rules found, or what a person decided about the rule. */
export type ItemClosing = ClosingReason | 'rule-switched-off' | 'rule-in-shadow';

export interface ItemChanges {
  readonly next: readonly NextItem[];
  readonly closed: readonly { readonly id: string; readonly reason: ItemClosing }[];
  /** Ids of items that come back as they were, since their rule is shown again. */
  readonly reopened: readonly string[];
}

/** What an item was before it was set aside, as its column `set_aside` keeps it. */
export const keptStateSql = `jsonb_build_object('state', state, 'reason', state_reason, 'by', state_changed_by::text, 'at', state_changed_at)`;

/** Reasons after which an item comes back as it was. */
export const settingAside: Readonly<Record<Muting, ItemClosing>> = {
  off: 'rule-switched-off',
  shadow: 'rule-in-shadow',
};

/** A dismissal goes on silencing the question until a further 5 mm, a new lesion or a new fact (clinical-decisions.md 1). */
function silenced(
  predecessor: CurrentItem | undefined,
  item: DraftItem,
  comesBack: boolean,
): Pick<NextItem, 'state' | 'stateReason' | 'stateChangedBy' | 'stateChangedAt'> {
  if (
    comesBack ||
    predecessor?.state !== 'dismissed' ||
    breaksSilence(predecessor.dismissedEvidence ?? predecessor.content.evidenceUsed, item.evidenceUsed)
  ) {
    return { state: 'draft', stateReason: null, stateChangedBy: null, stateChangedAt: null };
  }
  const { stateReason, stateChangedBy, stateChangedAt } = predecessor;
  return { state: 'dismissed', stateReason, stateChangedBy, stateChangedAt };
}

/**
 * What becomes of one line's items. The same rule on the same evidence keeps the item and all that people did to it; changed evidence
 * makes a successor that points back, and so does the end of the window for which a case was parked; a question that no longer stands is closed with a coded reason. A dismissed one stays dismissed,
 * so that its silence is remembered. An item whose rule is shown to nobody is set aside, and comes back as it was on the same evidence.
 */
export function itemChanges(
  { line, input, inputHash, outcome, muted, parking }: ComputedLine,
  current: readonly CurrentItem[],
): ItemChanges {
  const { treatmentLineId, historyVersion } = line;
  const before = new Map(current.map((item) => [item.rule, item]));
  const drafted = new Set(outcome.items.map(({ rule }) => rule));
  const reopened: string[] = [];
  const next = outcome.items.flatMap((item): NextItem[] => {
    const predecessor = before.get(item.rule);
    const comesBack = item.rule === parkingRule && parking?.ended === true;
    // The whole item: what it says also follows from the words for a site, its side among them.
    const evidenceHash = hashOf(comesBack ? { item, windowEnded: parking.until } : item);
    const isSame = predecessor?.ruleVersion === item.ruleVersion && predecessor.evidenceHash.equals(evidenceHash);
    if (isSame && predecessor.setAside !== null) reopened.push(predecessor.id);
    if (isSame && (predecessor.state !== 'closed' || predecessor.setAside !== null)) return [];
    const { rule, ruleVersion, question } = item;
    return [
      {
        treatmentLineId,
        historyVersion,
        rule,
        ruleVersion,
        question,
        content: item,
        evidenceHash,
        inputHash,
        predecessorId: predecessor?.id ?? null,
        ...silenced(predecessor, item, comesBack),
      },
    ];
  });
  const closed = current
    .filter(({ rule, state }) => !drafted.has(rule) && (state === 'draft' || state === 'accepted'))
    .map(({ id, rule, content }) => {
      const muting = muted.get(rule);
      return {
        id,
        reason: muting === undefined ? closingReason(rule, content.evidenceUsed, input, outcome) : settingAside[muting],
      };
    });
  return { next, closed, reopened };
}
