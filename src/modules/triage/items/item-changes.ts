import {
  attributesOfRule,
  breaksSilence,
  closingReason,
  type ClosingReason,
  type DraftItem,
  type EvidenceUsed,
  isSameEvidence,
  itemFrom,
  raisesTheSame,
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

/** What the evidence of a stored item is: release 0.1.0 kept the window that had ended in the hash alone. */
function evidenceOf({ content, evidenceHash }: CurrentItem, windowEnded: string | undefined): EvidenceUsed {
  const { evidenceUsed, question } = content;
  if (typeof question !== 'string' || evidenceHash.equals(hashOf(content))) return evidenceUsed;
  const hasThisEnd = windowEnded !== undefined && evidenceHash.equals(hashOf({ item: content, windowEnded }));
  return { ...evidenceUsed, windowEnded: hasThisEnd ? windowEnded : 'another' };
}

/** A question that the rules put now, beside the item of the same rule that stands. */
interface Draft {
  readonly item: DraftItem;
  readonly predecessor: CurrentItem | undefined;
  readonly onSameEvidence: boolean;
  /** It says the same, whatever its words: on the same evidence, other options or cautions come from another version of the rule. */
  readonly isSame: boolean;
}

function draftOf(drafted: DraftItem, predecessor: CurrentItem | undefined, computed: ComputedLine): Draft {
  const item = withEndedWindow(drafted, computed);
  if (predecessor === undefined) return { item, predecessor, onSameEvidence: false, isSame: false };
  const { evidenceUsed } = item;
  const onSameEvidence = isSameEvidence(evidenceOf(predecessor, evidenceUsed.windowEnded), evidenceUsed);
  return {
    item,
    predecessor,
    onSameEvidence,
    isSame: onSameEvidence && raisesTheSame(itemFrom(predecessor.content), item),
  };
}

/** The item of a case that comes back since the window for which it was parked has ended: that is new evidence. */
const withEndedWindow = (item: DraftItem, { parking }: ComputedLine): DraftItem =>
  attributesOfRule(item.rule).parks && parking?.ended === true
    ? { ...item, evidenceUsed: { ...item.evidenceUsed, windowEnded: parking.until } }
    : item;

/** The item that comes to be for a question; none where the one that stands is the same. */
function nextItem(draft: Draft, { line, inputHash }: ComputedLine): NextItem[] {
  const { item, predecessor, isSame } = draft;
  const { rule, ruleVersion, evidenceUsed } = item;
  if (predecessor !== undefined) {
    const state = stateOf(predecessor);
    const isNew = !isSame || state === 'closed';
    if (!isNew) return [];
    taken(itemWorkflow, state, 'replace', { by, holds: { 'asks-otherwise': isNew } });
  }
  return [
    {
      treatmentLineId: line.treatmentLineId,
      historyVersion: line.historyVersion,
      rule,
      ruleVersion,
      content: item,
      evidenceHash: hashOf({ rule, evidenceUsed }),
      inputHash,
      predecessorId: predecessor?.id ?? null,
      ...nextState(draft),
    },
  ];
}

type Standing = Pick<NextItem, 'state' | 'stateReason' | 'stateChangedBy' | 'stateChangedAt'>;

const undecided = { stateReason: null, stateChangedBy: null, stateChangedAt: null };

/** What people had made of an item when it was last shown. */
function stoodAs({ state, stateReason, stateChangedBy, stateChangedAt, setAside }: CurrentItem): Standing {
  if (setAside === null) return { state, stateReason, stateChangedBy, stateChangedAt };
  const { state: was, reason, by: who, at } = setAside;
  return { state: was, stateReason: reason, stateChangedBy: who, stateChangedAt: at === null ? null : new Date(at) };
}

/**
 * A dismissal goes on silencing the question on the same evidence, and on other evidence until a further 5 mm, a new lesion or a new fact
 * (docs/workflow.md), or until the window ends for which the case was parked.
 */
function silenceLasts({ item: { evidenceUsed }, predecessor, onSameEvidence }: Draft): boolean {
  if (predecessor === undefined || stateOf(predecessor) !== 'dismissed') return false;
  if (onSameEvidence) return true;
  const dismissed = predecessor.dismissedEvidence ?? predecessor.content.evidenceUsed;
  return evidenceUsed.windowEnded === undefined && !breaksSilence(dismissed, evidenceUsed);
}

/** What people did to an item stays with its successor where the rule alone has changed, and a dismissal while nothing breaks its silence. */
function nextState(draft: Draft): Standing {
  const stood = draft.predecessor === undefined ? null : stoodAs(draft.predecessor);
  const holds = {
    'question-arises': true,
    'silence-lasts': silenceLasts(draft),
    'acceptance-lasts': draft.onSameEvidence && stood?.state === 'accepted',
  };
  const name = holds['silence-lasts'] ? 'draft-silently' : holds['acceptance-lasts'] ? 'draft-as-accepted' : 'draft';
  const state = keptAs(taken(itemWorkflow, 'new', name, { by, holds }));
  return { ...(name === 'draft' || stood === null ? undecided : stood), state };
}

/** An item that was set aside, on the evidence on which its rule puts the question again. */
function broughtBack({ predecessor, isSame }: Draft): ItemChanges['reopened'] {
  if (predecessor === undefined || stateOf(predecessor) !== 'set-aside' || !isSame) return [];
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
 * What becomes of one line's items. The same rule on the same evidence keeps the item and all that people did to it, whatever its words.
 * Changed evidence makes a successor that points back, and so does the end of the window for which a case was parked; a rule that raises
 * something else on the same evidence makes one that stands as its predecessor did. A question that no longer stands is closed with a
 * coded reason. A dismissed one stays dismissed, so that its silence is remembered. An item whose rule is shown to nobody is set aside,
 * and comes back as it was on the same evidence.
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
