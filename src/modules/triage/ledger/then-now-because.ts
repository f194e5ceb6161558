/**
 * Then, now, because: what a new computation of a line would make appear, change or go, told by what differs. Pure; the same function
 * tells a dry run and the history of an item.
 */
import { canonicalText, type DraftItem, type EvidenceUsed, rendered } from '../../../core/discussion/index.js';
import type { FlagFinding } from '../../../core/response/index.js';
import type { LineDiscussion } from '../classify/classification.entity.js';
import type { ComputedLine } from '../classify/compute-line.js';
import { type CurrentFlag, flagChanges, type NextFlag } from '../flags/flag-changes.js';
import {
  type ClosedItem,
  type CurrentItem,
  itemChanges,
  type ItemClosing,
  type NextItem,
} from '../items/item-changes.js';

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
  readonly words: string;
}

export interface ToldReason {
  readonly code: string;
  readonly words: string;
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

const reasonWords = {
  'definition-met': 'The definition is met now.',
  'definition-not-met': 'The definition is no longer met.',
  'flag-ended': 'The episode has ended at a later scan.',
  'held-back': 'It is held back as a watch.',
  'no-longer-held-back': 'Nothing holds it back any more.',
  'flag-says-otherwise': 'It names other lesions, dates, evaluators or reasons.',
  'condition-met': 'The condition of the rule is met, or may be where facts are unknown.',
  'no-longer-waits': 'The rule no longer waits for a fact.',
  'now-covered': 'The rules cover this patient now.',
  'rule-shown-again': 'The rule is shown again: the item comes back as it was.',
  'rule-version': 'The rule has another version.',
  'follow-up-ended': 'The follow-up has ended.',
  acknowledged: 'A named clinician has acknowledged the report.',
  'parking-ended': 'The window for which the case was parked has ended without a new scan.',
  'evidence-differs': 'It rests on other evidence.',
  'says-otherwise': 'It says something else.',
  'rule-switched-off': 'The rule is switched off.',
  'rule-in-shadow': 'The rule is in shadow: computed and counted, shown to no board.',
  'patient-died': 'The patient has died.',
  'rule-retired': 'There is no such rule any more.',
  'outside-population': 'The patient is outside what these rules cover.',
  'population-unknown': 'Whether the rules cover this patient is unknown.',
  'carried-out': 'Every lesion at issue was treated locally since.',
  'second-primary': 'The lesion at issue turned out to be another disease.',
  'flag-withdrawn': 'The flag it belongs to no longer stands.',
  'flag-held-back': 'The flag it belongs to is held back as a watch.',
  'waits-for-facts': 'The rule waits for facts.',
  'no-longer-met': 'The condition of the rule is no longer met.',
} as const satisfies Readonly<Record<string, string>> & Readonly<Record<ItemClosing, string>>;
type ReasonCode = keyof typeof reasonWords;

/** Every code by which a change is told. */
export const reasonCodes: readonly string[] = Object.keys(reasonWords);

const reason = (code: ReasonCode, parts: readonly string[] = []): ToldReason => {
  const words = reasonWords[code];
  return { code, words: parts.length === 0 ? words : `${words.slice(0, -1)}: ${parts.join(', ')}.` };
};

const isOpenFlag = (flag: { readonly state: string } | undefined): boolean => flag?.state === 'open';
const isOpenItem = (item: CurrentItem | undefined): boolean => item !== undefined && item.state !== 'closed';

const flagState = (state: string, { tier, reason: words }: FlagFinding): ToldState => ({
  state,
  tier,
  ruleVersion: null,
  words: rendered(words, 'en'),
});
const itemState = ({
  state,
  ruleVersion,
  content,
}: Pick<CurrentItem | NextItem, 'state' | 'ruleVersion' | 'content'>): ToldState => ({
  state,
  tier: null,
  ruleVersion,
  words: content.question,
});

function kindOf(wasOpen: boolean, isOpen: boolean, stood: boolean): ChangeKind {
  if (isOpen && !wasOpen) return 'appears';
  if (wasOpen && !isOpen) return 'goes';
  return stood ? 'changes' : 'appears';
}

const partWords: Readonly<Record<keyof FlagFinding | keyof DraftItem | keyof EvidenceUsed, string>> = {
  evaluator: 'the reader',
  timepoint: 'the scan',
  lesions: 'the lesions',
  facts: 'the facts',
  rule: 'the rule',
  ruleVersion: 'the version of the rule',
  standing: 'whether it applies',
  title: 'the title',
  question: 'the question',
  windowEnds: 'the end of its window',
  whyNow: 'why now',
  flag: 'the flag',
  flagShown: 'the definitions and the measurement confidence of its flag',
  attribution: 'what the response is laid to',
  options: 'the options',
  matrix: 'the options by lesion',
  unknowns: 'what is not known',
  outOfDate: 'what is out of date',
  chase: 'whom to ask',
  contradictions: 'what contradicts',
  cautions: 'the cautions',
  evidence: 'the evidence',
  evidenceDistance: 'how far the evidence is from the patient',
  withoutEvidence: 'why no study is cited',
  level: 'the level of evidence',
  esmo: 'the ESMO level',
  limits: 'what it does not say',
  evidenceUsed: 'what it rests on',
  definition: 'the definition',
  episode: 'the scan that began it',
  tier: 'flag or watch',
  state: 'open or ended',
  latestTimepoint: 'the scan at which it was last met',
  course: 'concurrent or sequential',
  evaluatorsFor: 'the readers for it',
  evaluatorsAgainst: 'the readers against it',
  shrinkers: 'the lesions that shrank',
  growers: 'the lesions that grew',
  newLesions: 'the new lesions',
  holds: 'what holds it back',
  confidence: 'the measurement confidence',
  setAside: 'what might have held it back',
  reason: 'the reason',
};
/** What the parts of a flag, of an item and of the evidence it used are called on the screens. */
const calledOnScreens: Readonly<Record<string, string>> = partWords;

/** Names of the parts in which two values differ. */
function differingFields(one: object, other: object, leaveOut: readonly string[] = []): string[] {
  const [before, after] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter(
      (field) => !leaveOut.includes(field) && canonicalText(before.get(field)) !== canonicalText(after.get(field)),
    )
    .map((field) => calledOnScreens[field] ?? field);
}

function whyFlag(before: CurrentFlag | undefined, next: NextFlag): ToldReason[] {
  if (next.state === 'withdrawn') return [reason('definition-not-met')];
  if (isOpenFlag(before) && next.state === 'ended') return [reason('flag-ended')];
  const held = reason(
    'held-back',
    next.content.holds.map(({ words }) => rendered(words, 'en').replace(/\.$/, '')),
  );
  if (before === undefined || !isOpenFlag(before))
    return [reason('definition-met'), ...(next.tier === 'watch' ? [held] : [])];
  if (before.content.tier !== next.tier) return [next.tier === 'watch' ? held : reason('no-longer-held-back')];
  return [reason('flag-says-otherwise', differingFields(before.content, next.content))];
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

/** Why one item took the place of another of the same rule. */
export function whyItemDiffers(
  before: Pick<CurrentItem, 'ruleVersion' | 'content'>,
  next: Pick<CurrentItem, 'ruleVersion' | 'content'>,
): readonly ToldReason[] {
  const evidence = differingFields(before.content.evidenceUsed, next.content.evidenceUsed);
  const said = differingFields(before.content, next.content, toldApart);
  return notEmpty([
    ...(before.ruleVersion === next.ruleVersion
      ? []
      : [reason('rule-version', [`${before.ruleVersion} then, ${next.ruleVersion} now`])]),
    ...(evidence.length === 0 ? [] : [reason('evidence-differs', evidence)]),
    ...(said.length === 0 ? [] : [reason('says-otherwise', said)]),
  ]);
}

function whyItemAppears({ rule }: Pick<DraftItem, 'rule'>, discussion: LineDiscussion | null): ToldReason {
  const waited = discussion?.waiting.find((waiting) => waiting.rule === rule);
  if (waited !== undefined)
    return reason(
      'no-longer-waits',
      waited.waitsFor.map(({ words }) => words),
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
