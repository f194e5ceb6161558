/**
 * From the facts of a case to the questions that a board could talk about (clinical-decisions.md 4).
 *
 * What an unknown fact does is the rule's own choice, as data. Where the condition is open because of facts named in
 * `draftedWhileUnknown`, the item is drafted with standing 'open' and every option carries the mark. Any other unknown fact makes
 * the rule wait: it stands in `waiting` with the facts it waits for and who could answer, so nothing vanishes silently.
 */
import { intervalOf, newestOf, type StatedFact } from './case-fact.js';
import { picturesOf, type CasePicture, type DiscussionInput } from './case-picture.js';
import { catalogue, ruleSetVersion } from './catalogue.js';
import { evaluate, factsAsked, openFacts } from './condition.js';
import { evidenceUsedBy, type EvidenceUsed, type FlagKey } from './evidence-used.js';
import { readFacts, type FactReadings } from './facts.js';
import { write } from './phrases.js';
import { populationOf, type PopulationAnswer } from './population.js';
import type { Condition, ConditionalWords, Rule, RuleOption } from './rule.js';
import { capitalised, dateInWords } from './words.js';

export interface UnknownFact {
  readonly fact: string;
  readonly words: string;
  readonly whoCouldAnswer: string;
}

export interface DraftOption {
  readonly id: string;
  readonly words: string;
  readonly speaksFor: readonly string[];
  readonly blocks: readonly string[];
  readonly unknown: readonly string[];
}

export interface ItemUnknown extends UnknownFact {
  readonly need: 'hard' | 'strong' | 'context';
  /** True where the answer decides whether the question applies at all. */
  readonly decidesTheItem: boolean;
}

export interface DraftItem {
  readonly rule: string;
  readonly ruleVersion: string;
  /** met = the condition holds; open = facts that decide it are unknown, and every option says so. */
  readonly standing: 'met' | 'open';
  readonly title: string;
  readonly question: string;
  readonly whyNow: readonly [string, string];
  readonly flag: FlagKey | null;
  /** 'unknown' where other drugs are given with the checkpoint inhibitor, or the drugs are not known. */
  readonly attribution: 'checkpoint-inhibitor' | 'unknown';
  /** In the order of the catalogue, which carries no preference. */
  readonly options: readonly DraftOption[];
  /** Those that decide whether the item applies first, then hard, strong and context. */
  readonly unknowns: readonly ItemUnknown[];
  readonly cautions: readonly string[];
  readonly evidence: readonly string[];
  readonly level: string;
  readonly limits: readonly string[];
  readonly evidenceUsed: EvidenceUsed;
}

/** A rule that cannot be settled before a fact arrives. */
export interface WaitingRule {
  readonly rule: string;
  readonly ruleVersion: string;
  readonly title: string;
  readonly waitsFor: readonly UnknownFact[];
}

export interface DraftOutcome {
  readonly ruleSetVersion: string;
  readonly population: PopulationAnswer;
  readonly items: readonly DraftItem[];
  readonly waiting: readonly WaitingRule[];
}

function describe(fact: string): UnknownFact {
  const { words, whoCouldAnswer } = catalogue.facts.get(fact)!;
  return { fact, words, whoCouldAnswer };
}

const unique = (facts: readonly string[]): string[] => [...new Set(facts)];

interface Case {
  readonly picture: CasePicture;
  readonly facts: FactReadings;
}

const written = (texts: readonly ConditionalWords[], { picture, facts }: Case): string[] =>
  texts.filter(({ when }) => when === undefined || evaluate(when, facts) === true).map(({ words }) => write(words, picture));

const openIn = (conditions: readonly (Condition | undefined)[], facts: FactReadings): string[] =>
  conditions.flatMap((condition) => (condition === undefined ? [] : openFacts(condition, facts)));

const isUnknown = (fact: string, facts: FactReadings): boolean => facts(fact).value === 'unknown';

/** What a patient declined, as dated wishes: it blocks an option that it names, and is an open question where it names none. */
interface Wish {
  readonly declines: string;
  readonly on: string;
}

function wishesOf(facts: readonly StatedFact[]): Wish[] {
  const newest = newestOf(facts, 'patient-wish');
  const value = newest?.state === 'known' ? newest.value : null;
  if (newest === null || typeof value !== 'object' || value === null || !('declines' in value) || !Array.isArray(value.declines)) return [];
  const on = newest.date === null ? 'on an unknown date' : `on ${dateInWords(intervalOf(newest.date)!)}`;
  return value.declines.map((declines) => ({ declines: String(declines).toLowerCase(), on }));
}

const names = (option: RuleOption): string[] => [option.id, option.words, ...(option.alsoCalled ?? [])].map((name) => name.toLowerCase());

const declined = (option: RuleOption, wishes: readonly Wish[]): string[] =>
  wishes.filter(({ declines }) => names(option).includes(declines)).map(({ on }) => `the patient declined this ${on}`);

const unmatchedWishes = (options: readonly RuleOption[], wishes: readonly Wish[]): string[] =>
  wishes.filter(({ declines }) => !options.some((option) => names(option).includes(declines)))
    .map(({ declines, on }) => `whether "${declines}", which the patient declined ${on}, means this option`);

function draftOption(option: RuleOption, rule: Rule, found: Case, undecided: readonly string[]): DraftOption {
  const { picture, facts } = found;
  const conditions = [option.when, ...option.speaksFor.map(({ when }) => when), ...option.blocks.map(({ when }) => when)];
  const open = unique([...undecided, ...openIn(conditions, facts), ...option.asks.filter((fact) => isUnknown(fact, facts))]);
  const wishes = wishesOf(picture.facts);
  return {
    id: option.id, words: write(option.words, picture),
    speaksFor: written(option.speaksFor, found),
    blocks: [...written(option.blocks, found), ...declined(option, wishes)],
    unknown: [...open.map((fact) => describe(fact).words), ...unmatchedWishes(rule.options, wishes)],
  };
}

function itemUnknowns(rule: Rule, facts: FactReadings, undecided: readonly string[]): ItemUnknown[] {
  const needs = [
    ...undecided.map((fact) => ({ fact, need: 'hard' as const })),
    ...(['hard', 'strong', 'context'] as const).flatMap((need) => rule.needs[need].map((fact) => ({ fact, need }))),
  ];
  const seen = new Set<string>();
  return needs.filter(({ fact }) => isUnknown(fact, facts) && !seen.has(fact) && seen.add(fact))
    .map(({ fact, need }) => ({ ...describe(fact), need, decidesTheItem: undecided.includes(fact) }));
}

/** Facts that the item shows or rests on: a change of one of them is changed evidence. */
const factsOf = (rule: Rule): string[] => unique([
  ...factsAsked(rule.when).map(({ fact }) => fact), ...rule.needs.hard, ...rule.needs.strong, ...rule.needs.context,
  ...rule.options.flatMap(({ when, asks, speaksFor, blocks }) => [...asks, ...[when, ...[...speaksFor, ...blocks].map((text) => text.when)].flatMap((condition) => (condition ? factsAsked(condition).map(({ fact }) => fact) : []))]),
  ...[...rule.cautions, ...rule.doesNotSay, ...rule.evidence].flatMap(({ when }) => (when ? factsAsked(when).map(({ fact }) => fact) : [])),
]);

function draftItem(rule: Rule, found: Case, standing: DraftItem['standing'], undecided: readonly string[]): DraftItem {
  const { picture, facts } = found;
  const flag = picture.flags.find(({ definition }) => rule.flags.includes(definition)) ?? null;
  const raised = rule.options.filter(({ when }) => when === undefined || evaluate(when, facts) !== false);
  return {
    rule: rule.id, ruleVersion: rule.version, standing, title: rule.title,
    question: write(rule.question, picture),
    whyNow: [capitalised(write(rule.whyNow[0], picture)), capitalised(write(rule.whyNow[1], picture))],
    flag: flag === null ? null : { definition: flag.definition, episode: flag.episode },
    attribution: evaluate({ fact: 'checkpoint-inhibitor-alone', is: true }, facts) === true ? 'checkpoint-inhibitor' : 'unknown',
    options: raised.map((option) => draftOption(option, rule, found, undecided)),
    unknowns: itemUnknowns(rule, facts, undecided),
    cautions: [...written(rule.cautions, found), ...(picture.held.length > 0 ? [write('Not in this item: the assessment of {held-scans} waits for the sender.', picture)] : [])],
    evidence: rule.evidence.filter(({ when }) => when === undefined || evaluate(when, facts) === true).map(({ id }) => id),
    level: rule.level,
    limits: written(rule.doesNotSay, found),
    evidenceUsed: evidenceUsedBy(picture, facts, factsOf(rule), flag),
  };
}

type Drafted = { readonly item: DraftItem } | { readonly waiting: WaitingRule } | null;

function draftByRule(rule: Rule, found: Case): Drafted {
  const truth = evaluate(rule.when, found.facts);
  if (truth === false) return null;
  const undecided = unique(openFacts(rule.when, found.facts));
  const awaited = undecided.filter((fact) => !rule.draftedWhileUnknown.includes(fact));
  if (awaited.length === 0) return { item: draftItem(rule, found, truth === true ? 'met' : 'open', undecided) };
  return { waiting: { rule: rule.id, ruleVersion: rule.version, title: rule.title, waitsFor: awaited.map(describe) } };
}

const hasDied = ({ facts }: DiscussionInput): boolean => newestOf(facts, 'died')?.state === 'known';

/**
 * The discussion items of one treatment line, and the rules that wait for facts. Depends on nothing but its input: no clock.
 * An unknown or uncovered population, a patient who has died, and a line without an assessment get no item.
 */
export function draftItems(input: DiscussionInput): DraftOutcome {
  const population = populationOf(input);
  const nothing: DraftOutcome = { ruleSetVersion, population, items: [], waiting: [] };
  if (population.standing !== 'covered' || hasDied(input)) return nothing;
  const pictures = picturesOf(input);
  const [picture] = pictures;
  if (picture === undefined) return nothing;
  const found: Case = { picture, facts: readFacts(pictures) };
  const drafted = catalogue.rules.filter((rule) => rule.populations.includes(population.group)).map((rule) => draftByRule(rule, found));
  return {
    ...nothing,
    items: drafted.flatMap((result) => (result !== null && 'item' in result ? [result.item] : [])),
    waiting: drafted.flatMap((result) => (result !== null && 'waiting' in result ? [result.waiting] : [])),
  };
}
