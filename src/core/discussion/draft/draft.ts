/**
 * From the facts of a case to the questions that a board could talk about (docs/clinical-basis.md#discussion-items).
 *
 * What an unknown fact does is the rule's own choice, as data. Where the condition is open because of facts named in
 * `draftedWhileUnknown`, the item is drafted with standing 'open' and every option carries the mark. Any other unknown fact makes
 * the rule wait: it stands in `waiting` with the facts it waits for and who could answer, so nothing vanishes silently.
 */
import type { DateInterval, FlagFinding } from '../../response/index.js';
import { intervalOf, newestOf, type StatedFact } from '../facts/case-fact.js';
import { picturesOf, type CasePicture, type DiscussionInput } from '../facts/case-picture.js';
import { catalogue as ownCatalogue, type Catalogue } from '../catalog/catalogue.js';
import { evaluate, factsAsked, openFacts } from './condition.js';
import { contradictionsOf, type Contradiction } from '../facts/contradictions.js';
import { distanceOf, type EvidenceDistance } from './evidence-distance.js';
import { evidenceUsedBy, type EvidenceUsed, type FlagKey } from './evidence-used.js';
import { readFacts, type FactReadings } from '../facts/facts.js';
import { flagShown, type FlagShown } from './flag-shown.js';
import { matrixOf, type OptionMatrix } from './matrix.js';
import {
  describeFact,
  factsOfOption,
  outOfDate,
  unknownsOf,
  type ItemUnknown,
  type OutOfDateFact,
  type UnknownFact,
} from './missing.js';
import { nothingAsked } from './nothing-asked.js';
import { parkingOf, type Parking } from './parking.js';
import type { Phrase } from '../phrases/phrase.js';
import { fill, windowEndsIn } from '../phrases/placeholders.js';
import { populationOf, type PopulationAnswer } from '../facts/population.js';
import type { Condition, ConditionalWords, Rule, RuleOption } from '../catalog/rule.js';

export interface DraftOption {
  readonly id: string;
  readonly words: Phrase;
  readonly speaksFor: readonly Phrase[];
  readonly blocks: readonly Phrase[];
  readonly unknown: readonly Phrase[];
}

/** A question for a board, with every text as a phrase: `rendered` puts it into the words of a language. */
export interface DraftItem {
  readonly rule: string;
  readonly ruleVersion: string;
  /** met = the condition holds; open = facts that decide it are unknown, and every option says so. */
  readonly standing: 'met' | 'open';
  readonly title: Phrase;
  readonly question: Phrase;
  /** Last day (YYYY-MM-DD) of the window that the question names; null where it names none. Whether it is over, the reader's day tells. */
  readonly windowEnds: string | null;
  readonly whyNow: readonly [Phrase, Phrase];
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
  readonly contradictions: readonly Contradiction[];
  readonly cautions: readonly Phrase[];
  readonly evidence: readonly string[];
  /** How far each piece of the evidence is from this patient, in the same order. */
  readonly evidenceDistance: readonly EvidenceDistance[];
  /** Why no study is cited, where none is. */
  readonly withoutEvidence: Phrase | null;
  readonly level: Phrase;
  readonly esmo: Phrase;
  readonly limits: readonly Phrase[];
  readonly evidenceUsed: EvidenceUsed;
}

/** A rule that cannot be settled before a fact arrives. */
export interface WaitingRule {
  readonly rule: string;
  readonly ruleVersion: string;
  readonly title: Phrase;
  readonly waitsFor: readonly UnknownFact[];
}

export interface DraftOutcome {
  readonly ruleSetVersion: string;
  readonly population: PopulationAnswer;
  readonly items: readonly DraftItem[];
  readonly waiting: readonly WaitingRule[];
  /** Why nothing is asked: a line for every finding, hold and open answer that has no item of its own. */
  readonly nothingAsked: readonly Phrase[];
  /** Confirmed parking of the question of a confirming scan; `parkingState` says on a day whether it still waits. */
  readonly parking: Parking | null;
}

const unique = (facts: readonly string[]): string[] => [...new Set(facts)];

interface Case {
  readonly catalogue: Catalogue;
  readonly population: PopulationAnswer;
  /** Contradictions of the case, the same for every item. */
  readonly contradictions: readonly Contradiction[];
  readonly picture: CasePicture;
  readonly facts: FactReadings;
}

const written = (texts: readonly ConditionalWords[], { picture, facts }: Case): Phrase[] =>
  texts
    .filter(({ when }) => when === undefined || evaluate(when, facts) === true)
    .map(({ id, words }) => fill(`statement/${id}`, words, picture));

const openIn = (conditions: readonly (Condition | undefined)[], facts: FactReadings): string[] =>
  conditions.flatMap((condition) => (condition === undefined ? [] : openFacts(condition, facts)));

const isUnknown = (fact: string, facts: FactReadings): boolean => facts(fact).value === 'unknown';

/** What a patient declined, as dated wishes: it blocks an option that it names, and is an open question where it names none. */
interface Wish {
  readonly declines: string;
  readonly date: DateInterval | null;
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
  const date = intervalOf(newest.date);
  return value.declines.map((declines) => ({ declines: String(declines), date }));
}

const names = (option: RuleOption): string[] =>
  [option.id, option.words, ...(option.alsoCalled ?? [])].map((name) => name.toLowerCase());

const means = ({ declines }: Wish, option: RuleOption): boolean => names(option).includes(declines.toLowerCase());

const declined = (option: RuleOption, wishes: readonly Wish[]): Phrase[] =>
  wishes.filter((wish) => means(wish, option)).map(({ date }) => ({ id: 'patient-declined', parameters: { date } }));

const unmatchedWishes = (options: readonly RuleOption[], wishes: readonly Wish[]): Phrase[] =>
  wishes
    .filter((wish) => !options.some((option) => means(wish, option)))
    .map((wish) => ({ id: 'wish-unmatched', parameters: wish }));

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
    words: fill(`${rule.id}/options/${option.id}`, option.words, picture),
    speaksFor: written(option.speaksFor, found),
    blocks: [...written(option.blocks, found), ...declined(option, wishes)],
    unknown: [...open.map((fact) => describeFact(fact).words), ...unmatchedWishes(rule.options, wishes)],
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

/** Ids of the evidence a rule cites here; for nasopharyngeal carcinoma its own studies come first. */
function citedBy(rule: Rule, { facts, population, catalogue }: Case): string[] {
  const cited = rule.evidence
    .filter(({ when }) => when === undefined || evaluate(when, facts) === true)
    .map(({ id }) => id);
  if (population.group !== 'nasopharynx') return cited;
  const isOwn = (id: string): boolean => catalogue.evidence.get(id)!.studied.tumours.includes('nasopharynx');
  return [...cited.filter(isOwn), ...cited.filter((id) => !isOwn(id))];
}

/** Texts of a rule that hold no placeholder. */
const plainText = (rule: Rule, text: string): Phrase => ({
  id: 'catalogue',
  parameters: { text: `${rule.id}/${text}` },
});

function draftItem(rule: Rule, found: Case, standing: DraftItem['standing'], undecided: readonly string[]): DraftItem {
  const { picture, facts, catalogue } = found;
  const flag = flagOf(rule, picture);
  const raised = rule.options.filter(({ when }) => when === undefined || evaluate(when, facts) !== false);
  const evidenceUsed = evidenceUsedBy(picture, facts, factsOf(rule), flag);
  const stale = outOfDate(
    [...factsAsked(rule.when).map(({ fact }) => fact), ...neededFacts(rule)],
    picture,
    facts,
    catalogue.facts,
  );
  const evidence = citedBy(rule, found);
  return {
    rule: rule.id,
    ruleVersion: rule.version,
    standing,
    title: plainText(rule, 'title'),
    question: fill(`${rule.id}/question`, rule.question, picture),
    windowEnds: windowEndsIn(rule.question, picture),
    whyNow: [
      fill(`${rule.id}/whyNow/1`, rule.whyNow[0], picture),
      fill(`${rule.id}/whyNow/2`, rule.whyNow[1], picture),
    ],
    flag: flag === null ? null : { definition: flag.definition, episode: flag.episode },
    flagShown: flag === null ? null : flagShown(flag, picture),
    attribution:
      evaluate({ fact: 'checkpoint-inhibitor-alone', is: true }, facts) === true ? 'checkpoint-inhibitor' : 'unknown',
    options: raised.map((option) => draftOption(option, rule, found, undecided)),
    matrix: matrixOf(raised, picture, catalogue.lesionStatements),
    unknowns: unknownsOf(rule, raised, facts, undecided, catalogue.facts),
    outOfDate: stale,
    contradictions: contradictionsIn(found.contradictions, evidenceUsed),
    cautions: [
      ...written(rule.cautions, found),
      ...(picture.held.length > 0 ? [{ id: 'not-in-this-item', parameters: { labels: picture.held } } as const] : []),
    ],
    evidence,
    evidenceDistance: evidence.map((id) => distanceOf(catalogue.evidence.get(id)!, rule, found)),
    withoutEvidence: rule.withoutEvidence === undefined ? null : plainText(rule, 'withoutEvidence'),
    level: plainText(rule, 'level'),
    esmo: plainText(rule, 'esmo'),
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
  return {
    waiting: {
      rule: rule.id,
      ruleVersion: rule.version,
      title: plainText(rule, 'title'),
      waitsFor: awaited.map(describeFact),
    },
  };
}

const endOfCase = (why: 'died' | 'follow-up-ended'): Phrase => ({ id: 'nothing-asked-case', parameters: { why } });

const hasDied = ({ facts }: DiscussionInput): boolean => newestOf(facts, 'died')?.state === 'known';

/** The patient declined further follow-up or moved: nothing is put before a board any more. */
export const followUpEnded = ({ facts }: DiscussionInput): boolean =>
  newestOf(facts, 'follow-up-ended')?.state === 'known';

/** Rules of the patient's population; while it is not known, those that are bound to no site; outside, those that rest on none. */
const rulesFor = (population: PopulationAnswer, { rules }: Catalogue): Rule[] =>
  rules.filter(({ populations }) =>
    populations.includes(population.standing === 'covered' ? population.group : population.standing),
  );

/**
 * The discussion items of one treatment line, and the rules that wait for facts. Depends on nothing but its input: no clock.
 * A patient who has died or left and a line without an assessment get no item; an unknown population only items that are bound to no
 * site, and one outside what the rules cover only those that rest on no population: a finding at an organ at risk that a report names.
 */
export function draftItems(input: DiscussionInput, catalogue: Catalogue = ownCatalogue): DraftOutcome {
  const population = populationOf(input);
  const nothing: DraftOutcome = {
    ruleSetVersion: catalogue.version,
    population,
    items: [],
    waiting: [],
    nothingAsked: [],
    parking: null,
  };
  if (hasDied(input)) return { ...nothing, nothingAsked: [endOfCase('died')] };
  if (followUpEnded(input)) return { ...nothing, nothingAsked: [endOfCase('follow-up-ended')] };
  const pictures = picturesOf(input);
  const [picture, ...others] = pictures;
  if (picture === undefined) return nothing;
  const found: Case = {
    catalogue,
    population,
    picture,
    facts: readFacts(pictures),
    contradictions: contradictionsOf(picture),
  };
  const drafted = rulesFor(population, catalogue).map((rule) => draftByRule(rule, found));
  const items = drafted.flatMap((result) => (result !== null && 'item' in result ? [result.item] : []));
  const waiting = drafted.flatMap((result) => (result !== null && 'waiting' in result ? [result.waiting] : []));
  return {
    ...nothing,
    items,
    waiting,
    nothingAsked: [
      ...(population.standing === 'outside'
        ? [{ id: 'nothing-asked-outside', parameters: { population: population.words } } as const]
        : []),
      ...nothingAsked(picture, others, { items, waiting, population, rules: catalogue.rules }),
    ],
    parking: parkingOf(
      picture,
      catalogue.rules.filter(({ id }) => items.some(({ rule }) => rule === id)),
    ),
  };
}
