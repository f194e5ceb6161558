/**
 * From the facts of a case to the questions that a board could talk about (clinical-decisions.md 4).
 *
 * What an unknown fact does is the rule's own choice, as data. Where the condition is open because of facts named in
 * `draftedWhileUnknown`, the item is drafted with standing 'open' and every option carries the mark. Any other unknown fact makes
 * the rule wait: it stands in `waiting` with the facts it waits for and who could answer, so nothing vanishes silently.
 */
import type { FlagFinding } from '../../response/index.js';
import { intervalOf, newestOf, type StatedFact } from '../facts/case-fact.js';
import { picturesOf, type CasePicture, type DiscussionInput } from '../facts/case-picture.js';
import { catalogue, ruleSetVersion } from '../catalog/catalogue.js';
import { evaluate, factsAsked, openFacts } from './condition.js';
import { contradictionsOf, type Contradiction } from '../facts/contradictions.js';
import { distanceOf, type EvidenceDistance } from './evidence-distance.js';
import { evidenceUsedBy, type EvidenceUsed, type FlagKey } from './evidence-used.js';
import { readFacts, type FactReadings } from '../facts/facts.js';
import { flagShown, type FlagShown } from './flag-shown.js';
import { matrixOf, type OptionMatrix } from './matrix.js';
import {
  chaseGroups,
  describeFact,
  factsOfOption,
  outOfDate,
  unknownsOf,
  type ChaseGroup,
  type ItemUnknown,
  type OutOfDateFact,
  type UnknownFact,
} from './missing.js';
import { parkingOf, type Parking } from './parking.js';
import { windowEndsIn, write } from '../phrases/phrases.js';
import { populationOf, type PopulationAnswer } from '../facts/population.js';
import type { Condition, ConditionalWords, Rule, RuleOption } from '../catalog/rule.js';
import { capitalised, dateInWords } from '../phrases/words.js';

export interface DraftOption {
  readonly id: string;
  readonly words: string;
  readonly speaksFor: readonly string[];
  readonly blocks: readonly string[];
  readonly unknown: readonly string[];
}

export interface DraftItem {
  readonly rule: string;
  readonly ruleVersion: string;
  /** met = the condition holds; open = facts that decide it are unknown, and every option says so. */
  readonly standing: 'met' | 'open';
  readonly title: string;
  readonly question: string;
  /** Last day (YYYY-MM-DD) of the window that the question names; null where it names none. Whether it is over, the reader's day tells. */
  readonly windowEnds: string | null;
  readonly whyNow: readonly [string, string];
  readonly flag: FlagKey | null;
  /** The same flag with its definitions and its measurement confidence. */
  readonly flagShown: FlagShown | null;
  /** 'unknown' where other drugs are given with the checkpoint inhibitor, or the drugs are not known. */
  readonly attribution: 'checkpoint-inhibitor' | 'unknown';
  /** In the order of the catalogue, which carries no preference. */
  readonly options: readonly DraftOption[];
  /** Lesion x option, with what stays untreated under each option. */
  readonly matrix: OptionMatrix;
  /** Those that could change the flag or the item first, then those that could change an option, then the rest. */
  readonly unknowns: readonly ItemUnknown[];
  readonly outOfDate: readonly OutOfDateFact[];
  /** The questions by who could answer them; `chaseList` makes the text of it. */
  readonly chase: readonly ChaseGroup[];
  readonly contradictions: readonly Contradiction[];
  readonly cautions: readonly string[];
  readonly evidence: readonly string[];
  /** How far each piece of the evidence is from this patient, in the same order. */
  readonly evidenceDistance: readonly EvidenceDistance[];
  /** Why no study is cited, where none is. */
  readonly withoutEvidence: string | null;
  readonly level: string;
  readonly esmo: string;
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
  /** Confirmed parking of the question of a confirming scan; `parkingState` says on a day whether it still waits. */
  readonly parking: Parking | null;
}

const describe = (fact: string): UnknownFact => describeFact(fact, catalogue.facts);

const unique = (facts: readonly string[]): string[] => [...new Set(facts)];

interface Case {
  readonly population: PopulationAnswer;
  /** Contradictions of the case, the same for every item. */
  readonly contradictions: readonly Contradiction[];
  readonly picture: CasePicture;
  readonly facts: FactReadings;
}

const written = (texts: readonly ConditionalWords[], { picture, facts }: Case): string[] =>
  texts
    .filter(({ when }) => when === undefined || evaluate(when, facts) === true)
    .map(({ words }) => write(words, picture));

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
  if (
    newest === null ||
    typeof value !== 'object' ||
    value === null ||
    !('declines' in value) ||
    !Array.isArray(value.declines)
  )
    return [];
  const on = newest.date === null ? 'on an unknown date' : `on ${dateInWords(intervalOf(newest.date)!)}`;
  return value.declines.map((declines) => ({ declines: String(declines).toLowerCase(), on }));
}

const names = (option: RuleOption): string[] =>
  [option.id, option.words, ...(option.alsoCalled ?? [])].map((name) => name.toLowerCase());

const declined = (option: RuleOption, wishes: readonly Wish[]): string[] =>
  wishes.filter(({ declines }) => names(option).includes(declines)).map(({ on }) => `the patient declined this ${on}`);

const unmatchedWishes = (options: readonly RuleOption[], wishes: readonly Wish[]): string[] =>
  wishes
    .filter(({ declines }) => !options.some((option) => names(option).includes(declines)))
    .map(({ declines, on }) => `whether "${declines}", which the patient declined ${on}, means this option`);

function draftOption(option: RuleOption, rule: Rule, found: Case, undecided: readonly string[]): DraftOption {
  const { picture, facts } = found;
  const conditions = [
    option.when,
    ...option.speaksFor.map(({ when }) => when),
    ...option.blocks.map(({ when }) => when),
  ];
  const open = unique([
    ...undecided,
    ...openIn(conditions, facts),
    ...option.asks.filter((fact) => isUnknown(fact, facts)),
  ]);
  const wishes = wishesOf(picture.facts);
  return {
    id: option.id,
    words: write(option.words, picture),
    speaksFor: written(option.speaksFor, found),
    blocks: [...written(option.blocks, found), ...declined(option, wishes)],
    unknown: [...open.map((fact) => describe(fact).words), ...unmatchedWishes(rule.options, wishes)],
  };
}

/** Facts that the item shows or rests on: a change of one of them is changed evidence. */
const factsOf = (rule: Rule): string[] =>
  unique([
    ...factsAsked(rule.when).map(({ fact }) => fact),
    ...neededFacts(rule),
    ...rule.options.flatMap(factsOfOption),
    ...[...rule.cautions, ...rule.doesNotSay, ...rule.evidence].flatMap(({ when }) =>
      when ? factsAsked(when).map(({ fact }) => fact) : [],
    ),
  ]);

const neededFacts = ({ needs }: Rule): string[] => [...needs.hard, ...needs.strong, ...needs.context];

/** Facts that every item rests on, since they decide by which rules the patient is read. */
const ofEveryItem: ReadonlySet<string> = new Set(['primary-site', 'histology', 'setting', 'disease-extent']);

/** Contradictions between statements that the item uses. */
function contradictionsIn(found: readonly Contradiction[], { facts, lesions }: EvidenceUsed): Contradiction[] {
  const names = new Set(facts.flatMap(({ stated }) => stated.map(({ name }) => name)));
  return found.filter(
    ({ fact, lesion }) => ofEveryItem.has(fact) || names.has(fact) || lesions.some((used) => used.lesion === lesion),
  );
}

/** The open flag of the first of the rule's definitions that is flagged. */
const flagOf = (rule: Rule, { flags }: CasePicture): FlagFinding | null =>
  rule.flags.flatMap((definition) => flags.filter((flag) => flag.definition === definition))[0] ?? null;

function draftItem(rule: Rule, found: Case, standing: DraftItem['standing'], undecided: readonly string[]): DraftItem {
  const { picture, facts } = found;
  const flag = flagOf(rule, picture);
  const raised = rule.options.filter(({ when }) => when === undefined || evaluate(when, facts) !== false);
  const evidenceUsed = evidenceUsedBy(picture, facts, factsOf(rule), flag);
  const unknowns = unknownsOf(rule, raised, facts, undecided, catalogue.facts);
  const stale = outOfDate(
    [...factsAsked(rule.when).map(({ fact }) => fact), ...neededFacts(rule)],
    picture,
    facts,
    catalogue.facts,
  );
  const evidence = rule.evidence
    .filter(({ when }) => when === undefined || evaluate(when, facts) === true)
    .map(({ id }) => id);
  return {
    rule: rule.id,
    ruleVersion: rule.version,
    standing,
    title: rule.title,
    question: capitalised(write(rule.question, picture)),
    windowEnds: windowEndsIn(rule.question, picture),
    whyNow: [capitalised(write(rule.whyNow[0], picture)), capitalised(write(rule.whyNow[1], picture))],
    flag: flag === null ? null : { definition: flag.definition, episode: flag.episode },
    flagShown: flag === null ? null : flagShown(flag, picture),
    attribution:
      evaluate({ fact: 'checkpoint-inhibitor-alone', is: true }, facts) === true ? 'checkpoint-inhibitor' : 'unknown',
    options: raised.map((option) => draftOption(option, rule, found, undecided)),
    matrix: matrixOf(raised, picture, catalogue.lesionStatements),
    unknowns,
    outOfDate: stale,
    chase: chaseGroups(unknowns, stale),
    contradictions: contradictionsIn(found.contradictions, evidenceUsed),
    cautions: [
      ...written(rule.cautions, found),
      ...(picture.held.length > 0
        ? [write('Not in this item: the assessment of {held-scans} waits for the sender.', picture)]
        : []),
    ],
    evidence,
    evidenceDistance: evidence.map((id) => distanceOf(catalogue.evidence.get(id)!, picture, found.population)),
    withoutEvidence: rule.withoutEvidence ?? null,
    level: rule.level,
    esmo: rule.esmo,
    limits: written(rule.doesNotSay, found),
    evidenceUsed,
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

/** The patient declined further follow-up or moved: nothing is put before a board any more. */
export const followUpEnded = ({ facts }: DiscussionInput): boolean =>
  newestOf(facts, 'follow-up-ended')?.state === 'known';

/** Rules of the patient's population; while it is not known, those that are bound to no site; outside, those that rest on none. */
const rulesFor = (population: PopulationAnswer): Rule[] =>
  catalogue.rules.filter(({ populations }) =>
    populations.includes(population.standing === 'covered' ? population.group : population.standing),
  );

/**
 * The discussion items of one treatment line, and the rules that wait for facts. Depends on nothing but its input: no clock.
 * A patient who has died or left and a line without an assessment get no item; an unknown population only items that are bound to no
 * site, and one outside what the rules cover only those that rest on no population: a finding at an organ at risk that a report names.
 */
export function draftItems(input: DiscussionInput): DraftOutcome {
  const population = populationOf(input);
  const nothing: DraftOutcome = { ruleSetVersion, population, items: [], waiting: [], parking: null };
  if (hasDied(input) || followUpEnded(input)) return nothing;
  const pictures = picturesOf(input);
  const [picture] = pictures;
  if (picture === undefined) return nothing;
  const found: Case = { population, picture, facts: readFacts(pictures), contradictions: contradictionsOf(picture) };
  const drafted = rulesFor(population).map((rule) => draftByRule(rule, found));
  return {
    ...nothing,
    items: drafted.flatMap((result) => (result !== null && 'item' in result ? [result.item] : [])),
    waiting: drafted.flatMap((result) => (result !== null && 'waiting' in result ? [result.waiting] : [])),
    parking: parkingOf(picture),
  };
}
