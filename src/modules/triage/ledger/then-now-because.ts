/**
 * Then, now, because: what a new computation of a line would make appear, change or go, told by what differs. Pure; the same function
 * tells a dry run and the history of an item.
 */
import {
  canonicalText,
  type ChangeCode,
  type DraftItem,
  isSameEvidence,
  itemFrom,
  type Phrase,
  phraseFrom,
  rendered,
} from '../../../core/discussion/index.js';
import type { FlagFinding } from '../../../core/response/index.js';
import type { LineDiscussion } from '../classify/classification.entity.js';
import type { ComputedLine } from '../classify/compute-line.js';
import { type CurrentFlag, flagChanges, type NextFlag } from '../flags/flag-changes.js';
import { type ClosedItem, type CurrentItem, itemChanges, type NextItem } from '../items/item-changes.js';

export type ChangeSubject = 'flag' | 'item';
export type ChangeKind = 'appears' | 'changes' | 'goes';

/** A flag or an item at one of the two times, in few words. */
export interface ToldState {
  readonly state: string;
  /** Null for items. */
  readonly tier: 'flag' | 'watch' | null;
  /** Null for flags. */
  readonly ruleVersion: string | null;
  /** The question of an item, the reason of a flag. */
  readonly words: Phrase;
}

export interface ToldReason {
  readonly code: string;
  readonly words: Phrase;
}

export interface ToldChange {
  readonly treatmentLineId: string;
  readonly subject: ChangeSubject;
  /** A definition of a flag, or the id of a rule. */
  readonly name: string;
  readonly kind: ChangeKind;
  /** False where it concerns a rule that is shown to nobody. */
  readonly shown: boolean;
  /** Row of the flag or the item that stands. */
  readonly currentId: string | null;
  readonly was: ToldState | null;
  readonly willBe: ToldState | null;
  readonly because: readonly ToldReason[];
}

/** What stands of one line. */
export interface StandingLine {
  readonly flags: readonly CurrentFlag[];
  readonly items: readonly CurrentItem[];
  /** Of its current classification; null before the first. */
  readonly discussion: LineDiscussion | null;
  /** Versions of the rules in shadow that put a question of the line, by rule. */
  readonly shadow: ReadonlyMap<string, string>;
}

const reason = (code: ChangeCode, parts: readonly Phrase[] = []): ToldReason => ({
  code,
  words: { id: 'change-because', parameters: { code, parts } },
});

const isOpenFlag = (flag: { readonly state: string } | undefined): boolean => flag?.state === 'open';
const isOpenItem = (item: CurrentItem | undefined): boolean => item !== undefined && item.state !== 'closed';

const flagState = (state: string, { tier, reason: words }: FlagFinding): ToldState => ({
  state,
  tier,
  ruleVersion: null,
  words: phraseFrom(words),
});
const itemState = ({
  state,
  ruleVersion,
  content,
}: Pick<CurrentItem | NextItem, 'state' | 'ruleVersion' | 'content'>): ToldState => ({
  state,
  tier: null,
  ruleVersion,
  words: phraseFrom(content.question),
});

function kindOf(wasOpen: boolean, isOpen: boolean, stood: boolean): ChangeKind {
  if (isOpen && !wasOpen) return 'appears';
  if (wasOpen && !isOpen) return 'goes';
  return stood ? 'changes' : 'appears';
}

/** The parts in which two values differ. */
function differingParts(one: object, other: object, leaveOut: readonly string[] = []): Phrase[] {
  const [before, after] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter(
      (field) => !leaveOut.includes(field) && canonicalText(before.get(field)) !== canonicalText(after.get(field)),
    )
    .map((field) => ({ id: 'part', parameters: { field } }));
}

function whyFlag(before: CurrentFlag | undefined, next: NextFlag): ToldReason[] {
  if (next.state === 'withdrawn') return [reason('definition-not-met')];
  if (isOpenFlag(before) && next.state === 'ended') return [reason('flag-ended')];
  const held = reason(
    'held-back',
    next.content.holds.map(({ words }) => phraseFrom(words)),
  );
  if (before === undefined || !isOpenFlag(before))
    return [reason('definition-met'), ...(next.tier === 'watch' ? [held] : [])];
  if (before.content.tier !== next.tier) return [next.tier === 'watch' ? held : reason('no-longer-held-back')];
  return [reason('flag-says-otherwise', differingParts(before.content, next.content))];
}

function toldFlag(before: CurrentFlag | undefined, next: NextFlag): ToldChange {
  return {
    treatmentLineId: next.treatmentLineId,
    subject: 'flag',
    name: next.definition,
    shown: true,
    currentId: before?.id ?? null,
    kind: kindOf(isOpenFlag(before), next.state === 'open', before !== undefined),
    was: before === undefined ? null : flagState(before.state, before.content),
    willBe: flagState(next.state, next.content),
    because: whyFlag(before, next),
  };
}

/** Fields of an item that are told apart from what it says. */
const toldApart = ['evidenceUsed', 'ruleVersion'] as const;

/** What is the same in every respect came back because a day has come. */
const notEmpty = (reasons: readonly ToldReason[]): readonly ToldReason[] =>
  reasons.length > 0 ? reasons : [reason('parking-ended')];

/** What an item says: compared as it reads, since release 0.1.0 stored words and no phrases. */
const asItReads = ({ content }: Pick<CurrentItem, 'content'>) => rendered(itemFrom(content), 'en');

const withoutWindow = ({ windowEnded: _, ...evidence }: CurrentItem['content']['evidenceUsed']) => evidence;

/** Why one item took the place of another of the same rule. */
export function whyItemDiffers(
  before: Pick<CurrentItem, 'ruleVersion' | 'content'>,
  next: Pick<CurrentItem, 'ruleVersion' | 'content'>,
): readonly ToldReason[] {
  const versions = { then: before.ruleVersion, now: next.ruleVersion };
  const [used, uses] = [before.content.evidenceUsed, next.content.evidenceUsed];
  const windowEnded = uses.windowEnded !== undefined && uses.windowEnded !== used.windowEnded;
  const [then, now] = [withoutWindow(used), withoutWindow(uses)];
  const evidence = isSameEvidence(then, now) ? [] : differingParts(then, now);
  const said = differingParts(asItReads(before), asItReads(next), toldApart);
  return notEmpty([
    ...(versions.then === versions.now
      ? []
      : [reason('rule-version', [{ id: 'rule-versions', parameters: versions }])]),
    ...(windowEnded ? [reason('parking-ended')] : []),
    ...(evidence.length === 0 ? [] : [reason('evidence-differs', evidence)]),
    ...(said.length === 0 ? [] : [reason('says-otherwise', said)]),
  ]);
}

function whyItemAppears({ rule }: Pick<DraftItem, 'rule'>, discussion: LineDiscussion | null): ToldReason {
  const waited = discussion?.waiting.find((waiting) => waiting.rule === rule);
  if (waited !== undefined)
    return reason(
      'no-longer-waits',
      waited.waitsFor.map(({ words }) => phraseFrom(words)),
    );
  return reason(discussion !== null && discussion.population.standing !== 'covered' ? 'now-covered' : 'condition-met');
}

function toldItem(before: CurrentItem | undefined, next: NextItem, { discussion }: StandingLine): ToldChange {
  const stood = before !== undefined && isOpenItem(before);
  return {
    treatmentLineId: next.treatmentLineId,
    subject: 'item',
    name: next.rule,
    kind: stood ? 'changes' : 'appears',
    shown: true,
    currentId: before?.id ?? null,
    was: before === undefined ? null : itemState(before),
    willBe: itemState(next),
    because: stood ? whyItemDiffers(before, next) : [whyItemAppears(next.content, discussion)],
  };
}

function toldClosing(
  { id, treatmentLineId, rule, ...item }: CurrentItem,
  { reason: code, state }: ClosedItem,
  { outcome }: ComputedLine,
): ToldChange {
  const waiting =
    code === 'waits-for-facts' ? (outcome.waiting.find((waits) => waits.rule === rule)?.waitsFor ?? []) : [];
  return {
    treatmentLineId,
    subject: 'item',
    name: rule,
    kind: 'goes',
    shown: true,
    currentId: id,
    was: itemState(item),
    willBe: { ...itemState(item), state },
    because: [
      reason(
        code,
        waiting.map(({ words }) => words),
      ),
    ],
  };
}

/** What a rule that is shown to nobody would put, where it does not do so already. */
function toldMuted(computed: ComputedLine, shadow: StandingLine['shadow']): ToldChange[] {
  const {
    line: { treatmentLineId },
    muted,
    mutedItems,
  } = computed;
  return mutedItems
    .filter(({ rule, ruleVersion }) => shadow.get(rule) !== ruleVersion)
    .map((item) => ({
      treatmentLineId,
      subject: 'item',
      name: item.rule,
      shown: false,
      currentId: null,
      kind: shadow.has(item.rule) ? 'changes' : 'appears',
      was: null,
      willBe: itemState({ state: 'draft', ruleVersion: item.ruleVersion, content: item }),
      because: [reason(muted.get(item.rule) === 'off' ? 'rule-switched-off' : 'rule-in-shadow')],
    }));
}

/** Every flag and item of a line that would appear, change or go, against what stands. */
export function tellChanges(computed: ComputedLine, standing: StandingLine): ToldChange[] {
  const flags = new Map(standing.flags.map((flag) => [flag.id, flag]));
  const items = new Map(standing.items.map((item) => [item.id, item]));
  const { next, closed, reopened } = itemChanges(computed, standing.items);
  const back = reopened.flatMap(({ id, state }) => {
    const item = items.get(id);
    return item === undefined ? [] : [{ item, state }];
  });
  return [
    ...flagChanges(computed, standing.flags).map((flag) =>
      toldFlag(flag.predecessorId === null ? undefined : flags.get(flag.predecessorId), flag),
    ),
    ...next.map((item) =>
      toldItem(item.predecessorId === null ? undefined : items.get(item.predecessorId), item, standing),
    ),
    ...closed.flatMap((closing) => {
      const item = items.get(closing.id);
      return item === undefined ? [] : [toldClosing(item, closing, computed)];
    }),
    ...back.map(({ item, state }): ToldChange => ({
      treatmentLineId: item.treatmentLineId,
      subject: 'item',
      name: item.rule,
      kind: 'appears',
      shown: true,
      currentId: item.id,
      was: itemState(item),
      willBe: { ...itemState(item), state },
      because: [reason('rule-shown-again')],
    })),
    ...toldMuted(computed, standing.shadow),
  ];
}
