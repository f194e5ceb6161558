import {
  attributesOfRule,
  breaksSilence,
  closingReason,
  type ClosingReason,
  type DraftItem,
  type EvidenceUsed,
} from '../../../core/discussion/index.js';
import {
  itemWorkflow,
  openItemStates,
  taken,
  theService,
  type ItemWorkflowState,
} from '../../../core/workflow/index.js';
import { hashOf, type ComputedLine } from '../classify/compute-line.js';
import type { DiscussionItem } from './discussion-item.entity.js';
import type { Muting } from '../ledger/muted-rules.js';
import { type ItemState, keptAs, workflowStateOf } from './item-states.js';

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
  readonly state: ItemState;
  readonly stateReason: string | null;
  readonly stateChangedBy: string | null;
  readonly stateChangedAt: Date | null;
  readonly predecessorId: string | null;
}

/** Codes of why an item is closed: what the rules found, or what a person decided about the rule. */
export type ItemClosing = ClosingReason | 'rule-switched-off' | 'rule-in-shadow';

export interface ItemChanges {
  readonly next: readonly NextItem[];
  /** Items whose question is gone, and those set aside since their rule is shown to nobody. */
  readonly closed: readonly ClosedItem[];
  /** Items that come back as they were, since their rule is shown again. */
  readonly reopened: readonly { readonly id: string; readonly state: ItemState }[];
}

export interface ClosedItem {
  readonly id: string;
  readonly state: ItemState;
  readonly isSetAside: boolean;
  readonly reason: ItemClosing;
}

/** What an item was before it was set aside, as its column `set_aside` keeps it. */
export const keptStateSql = `jsonb_build_object('state', discussion_item.state, 'reason', state_reason, 'by', state_changed_by::text, 'at', state_changed_at)`;

/** Reasons after which an item comes back as it was. */
export const settingAside: Readonly<Record<Muting, ItemClosing>> = {
  off: 'rule-switched-off',
  shadow: 'rule-in-shadow',
};

const by = [theService];

const stateOf = ({ state, setAside }: CurrentItem): ItemWorkflowState =>
  workflowStateOf({ state, isSetAside: setAside !== null });

/** A dismissal goes on silencing the question until a further 5 mm, a new lesion or a new fact (docs/workflow.md). */
const isSilenced = (predecessor: CurrentItem, item: DraftItem, comesBack: boolean): boolean =>
  stateOf(predecessor) === 'dismissed' &&
  !comesBack &&
  !breaksSilence(predecessor.dismissedEvidence ?? predecessor.content.evidenceUsed, item.evidenceUsed);

/** A question that the rules put now, beside the item of the same rule that stands. */
interface Draft {
  readonly item: DraftItem;
  readonly evidenceHash: Buffer;
  readonly predecessor: CurrentItem | undefined;
  /** The window for which the case was parked has ended, and the question comes back. */
  readonly comesBack: boolean;
}

function draftOf(item: DraftItem, predecessor: CurrentItem | undefined, { parking }: ComputedLine): Draft {
  const comesBack = attributesOfRule(item.rule).parks && parking?.ended === true;
  // The whole item: what it says also follows from the words for a site, its side among them.
  const evidenceHash = hashOf(comesBack ? { item, windowEnded: parking.until } : item);
  return { item, evidenceHash, predecessor, comesBack };
}

const restsOnTheSame = ({ item, evidenceHash }: Draft, predecessor: CurrentItem): boolean =>
  predecessor.ruleVersion === item.ruleVersion && predecessor.evidenceHash.equals(evidenceHash);

/** The item that comes to be for a question; none where the one that stands is the same. */
function nextItem(draft: Draft, { line, inputHash }: ComputedLine): NextItem[] {
  const { item, evidenceHash, predecessor } = draft;
  if (predecessor !== undefined) {
    const state = stateOf(predecessor);
    const isNew = !restsOnTheSame(draft, predecessor) || state === 'closed';
    if (!isNew) return [];
    taken(itemWorkflow, state, 'replace', { by, holds: { 'evidence-changed': isNew } });
  }
  return [
    {
      treatmentLineId: line.treatmentLineId,
      historyVersion: line.historyVersion,
      rule: item.rule,
      ruleVersion: item.ruleVersion,
      question: item.question,
      content: item,
      evidenceHash,
      inputHash,
      predecessorId: predecessor?.id ?? null,
      ...nextState(draft),
    },
  ];
}

/** A successor of a dismissed item is dismissed as that was, while nothing breaks the silence. */
function nextState({
  item,
  predecessor,
  comesBack,
}: Draft): Pick<NextItem, 'state' | 'stateReason' | 'stateChangedBy' | 'stateChangedAt'> {
  const silenced = predecessor !== undefined && isSilenced(predecessor, item, comesBack) ? predecessor : null;
  const holds = { 'question-arises': true, 'silence-lasts': silenced !== null };
  const state = keptAs(taken(itemWorkflow, 'new', silenced === null ? 'draft' : 'draft-silently', { by, holds }));
  const { stateReason, stateChangedBy, stateChangedAt } = silenced ?? undecided;
  return { state, stateReason, stateChangedBy, stateChangedAt };
}

const undecided = { stateReason: null, stateChangedBy: null, stateChangedAt: null };

/** An item that was set aside, on the evidence on which its rule puts the question again. */
function broughtBack(draft: Draft): ItemChanges['reopened'] {
  const { predecessor } = draft;
  if (predecessor === undefined || stateOf(predecessor) !== 'set-aside' || !restsOnTheSame(draft, predecessor))
    return [];
  const was = predecessor.setAside?.state;
  const holds = { 'rule-shown': true, 'was-draft': was === 'draft', 'was-accepted': was === 'accepted' };
  const name = was === 'accepted' ? 'bring-back-as-accepted' : 'bring-back-as-draft';
  return [{ id: predecessor.id, state: keptAs(taken(itemWorkflow, 'set-aside', name, { by, holds })) }];
}

/** An open item that the rules do not put any more, or that leaves the screens with its rule. */
function closedItem(item: CurrentItem, { input, outcome, muted }: ComputedLine): ClosedItem {
  const { id, rule, content } = item;
  const muting = muted.get(rule);
  const reason =
    muting === undefined ? closingReason(rule, content.evidenceUsed, input, outcome) : settingAside[muting];
  const holds = { 'question-gone': muting === undefined, 'rule-muted': muting !== undefined };
  const state = taken(itemWorkflow, stateOf(item), muting === undefined ? 'close' : 'set-aside', { by, holds, reason });
  return { id, state: keptAs(state), isSetAside: state === 'set-aside', reason };
}

/**
 * What becomes of one line's items. The same rule on the same evidence keeps the item and all that people did to it; changed evidence
 * makes a successor that points back, and so does the end of the window for which a case was parked; a question that no longer stands is
 * closed with a coded reason. A dismissed one stays dismissed, so that its silence is remembered. An item whose rule is shown to nobody is
 * set aside, and comes back as it was on the same evidence.
 */
export function itemChanges(computed: ComputedLine, current: readonly CurrentItem[]): ItemChanges {
  const { items } = computed.outcome;
  const before = new Map(current.map((item) => [item.rule, item]));
  const drafted = new Set(items.map(({ rule }) => rule));
  const drafts = items.map((item) => draftOf(item, before.get(item.rule), computed));
  return {
    next: drafts.flatMap((draft) => nextItem(draft, computed)),
    reopened: drafts.flatMap(broughtBack),
    closed: current
      .filter((item) => !drafted.has(item.rule) && openItemStates.includes(stateOf(item)))
      .map((item) => closedItem(item, computed)),
  };
}
