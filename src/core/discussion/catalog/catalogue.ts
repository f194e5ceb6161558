/**
 * Loads the catalogue of rules, facts and evidence, and checks it: a fact, phrase, option or evidence id that does not exist, or a
 * rule that breaks its schema, stops the start.
 */
import { z } from 'zod';
import evidenceData from './evidence.json' with { type: 'json' };
import factData from './facts.json' with { type: 'json' };
import ruleSetData from './rule-set.json' with { type: 'json' };
import lesionStatementData from './lesion-statements.json' with { type: 'json' };
import neverSuggestedData from './never-suggested.json' with { type: 'json' };
import confirmingScan from './rules/T1-confirming-scan.json' with { type: 'json' };
import beyondProgression from './rules/T10-beyond-progression.json' with { type: 'json' };
import noVerdict from './rules/T11-no-verdict.json' with { type: 'json' };
import supportiveCare from './rules/T12-supportive-care.json' with { type: 'json' };
import brainAndSpine from './rules/T13-brain-and-spine.json' with { type: 'json' };
import biopsy from './rules/T2-biopsy.json' with { type: 'json' };
import establishedGrowth from './rules/T3a-established-growth.json' with { type: 'json' };
import newLesion from './rules/T3b-new-lesion.json' with { type: 'json' };
import regrowth from './rules/T3c-regrowth-after-local-treatment.json' with { type: 'json' };
import salvage from './rules/T4-salvage.json' with { type: 'json' };
import reIrradiation from './rules/T5-re-irradiation.json' with { type: 'json' };
import conversionNasopharynx from './rules/T6a-NPC-conversion-nasopharynx.json' with { type: 'json' };
import conversion from './rules/T6a-conversion.json' with { type: 'json' };
import locoregionalConversion from './rules/T6b-locoregional-conversion.json' with { type: 'json' };
import oligopersistence from './rules/T6c-oligopersistence.json' with { type: 'json' };
import systemicTreatment from './rules/T7-systemic-treatment.json' with { type: 'json' };
import fasterGrowth from './rules/T8-growth-faster-than-before.json' with { type: 'json' };
import reportedOrganAtRisk from './rules/T9-reported-organ-at-risk.json' with { type: 'json' };
import { factsAsked } from '../draft/condition.js';
import { factIds } from '../facts/facts.js';
import { forbiddenIn, textsIn } from '../phrases/forbidden-words.js';
import { germanTexts } from '../phrases/de/catalogue-texts.js';
import type { Language } from '../phrases/language.js';
import { placeholders, placeholdersIn } from '../phrases/placeholders.js';
import {
  evidenceSchema,
  factRegisterSchema,
  lesionStatementSchema,
  neverSuggestedSchema,
  ruleSchema,
  ruleSetSchema,
  type Condition,
  type Evidence,
  type FactDescription,
  type LesionStatement,
  type NeverSuggested,
  type Rule,
} from './rule.js';
import { writtenDistanceFaults } from './written-distance.js';
import { conditionalTexts, englishTexts, statementFaults, textFaults, type Texts, textsByPath } from './texts.js';

/** Names the days of a window in a question. */
const windowPhrase = 'confirmation-window';

export interface Catalogue {
  readonly version: string;
  readonly rules: readonly Rule[];
  readonly facts: ReadonlyMap<string, FactDescription>;
  readonly evidence: ReadonlyMap<string, Evidence>;
  /** What is said of single lesions in the cells of a matrix. */
  readonly lesionStatements: readonly LesionStatement[];
  /** What no rule may raise. */
  readonly neverSuggested: readonly NeverSuggested[];
  /** Every text of the above in each language, by its id. */
  readonly texts: Readonly<Record<Language, Texts>>;
}

export interface CatalogueSource {
  readonly ruleSet: unknown;
  readonly rules: readonly unknown[];
  readonly facts: unknown;
  readonly evidence: unknown;
  readonly lesionStatements: unknown;
  readonly neverSuggested: unknown;
  /** The texts in the languages beside English, in the shape of their ids. */
  readonly translations: Readonly<Record<Exclude<Language, 'en'>, unknown>>;
}

/** Names every fault of the catalogue with its place and what would be right. */
export class CatalogueError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The catalogue of rules has ${faults.length} fault(s):\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
    this.name = 'CatalogueError';
  }
}

function read<Value>(schema: z.ZodType<Value>, source: unknown, place: string, faults: string[]): Value | null {
  const checked = schema.safeParse(source);
  if (checked.success) return checked.data;
  faults.push(...checked.error.issues.map(({ path, message }) => `${[place, ...path].join('/')}: ${message}`));
  return null;
}

function byId<Value extends { readonly id: string }>(
  values: readonly Value[],
  place: string,
  faults: string[],
): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>();
  for (const value of values) {
    if (found.has(value.id)) faults.push(`${place}: '${value.id}' stands twice; each id once`);
    found.set(value.id, value);
  }
  return found;
}

/** Every condition of a rule. */
export const conditionsOf = (rule: Rule): Condition[] => [
  rule.when,
  ...[...conditionalTexts(rule), ...rule.options, ...rule.evidence].flatMap(({ when }) => (when ? [when] : [])),
];

const textsOf = (rule: Rule): string[] => [
  rule.question,
  ...rule.whyNow,
  ...rule.options.map(({ words }) => words),
  ...conditionalTexts(rule).map(({ words }) => words),
];

function checkFacts(rule: Rule, facts: ReadonlyMap<string, FactDescription>, faults: string[]): void {
  const named = [
    ...rule.draftedWhileUnknown,
    ...rule.needs.hard,
    ...rule.needs.strong,
    ...rule.needs.context,
    ...rule.options.flatMap(({ asks }) => asks),
  ];
  for (const fact of named)
    if (!facts.has(fact)) faults.push(`rule ${rule.id}: there is no fact '${fact}'; facts are listed in facts.json`);
  for (const { fact, operator } of conditionsOf(rule).flatMap(factsAsked)) {
    const kind = facts.get(fact)?.kind;
    if (kind === undefined) faults.push(`rule ${rule.id}: there is no fact '${fact}'; facts are listed in facts.json`);
    else if (kind !== operator)
      faults.push(`rule ${rule.id}: '${fact}' is a fact of kind '${kind}' and cannot be asked as a ${operator}`);
  }
}

function checkRule(rule: Rule, catalogue: Pick<Catalogue, 'facts' | 'evidence'>, faults: string[]): void {
  checkFacts(rule, catalogue.facts, faults);
  for (const { id } of rule.evidence)
    if (!catalogue.evidence.has(id))
      faults.push(`rule ${rule.id}: there is no evidence '${id}'; evidence is listed in evidence.json`);
  for (const name of textsOf(rule).flatMap(placeholdersIn))
    if (!Object.hasOwn(placeholders, name)) faults.push(`rule ${rule.id}: there is no placeholder '{${name}}'`);
}

/** The order in which a case is read is a whole one, and who parks a case says until when. */
function checkAttributes(rules: readonly Rule[], faults: string[]): void {
  for (const rule of rules) {
    const before = rules.slice(0, rules.indexOf(rule)).find(({ leads }) => leads === rule.leads);
    if (before !== undefined)
      faults.push(`rule ${rule.id}: 'leads' is ${rule.leads}, and so is that of ${before.id}; each place once`);
    if (rule.parks === true && !placeholdersIn(rule.question).includes(windowPhrase))
      faults.push(`rule ${rule.id}: it parks a case and its question names no window; expected '{${windowPhrase}}'`);
  }
}

/** Neither a title nor a question nor an option may raise what is never suggested. */
function checkNeverSuggested(rule: Rule, never: readonly NeverSuggested[], faults: string[]): void {
  for (const text of [
    rule.title,
    rule.question,
    ...rule.options.flatMap(({ words, alsoCalled = [] }) => [words, ...alsoCalled]),
  ]) {
    for (const { id, terms } of never) {
      const found = terms.find((term) => text.toLowerCase().includes(term.toLowerCase()));
      if (found !== undefined)
        faults.push(`rule ${rule.id}: "${text}" holds '${found}', and '${id}' is never suggested`);
    }
  }
}

function checkRegister(facts: ReadonlyMap<string, FactDescription>, faults: string[]): void {
  for (const fact of facts.keys())
    if (!factIds.includes(fact)) faults.push(`facts.json: '${fact}' has no reader; the closed list stands in facts.ts`);
  for (const fact of factIds) if (!facts.has(fact)) faults.push(`facts.json: '${fact}' is not described`);
}

function forbiddenFaults({ translations, ...english }: CatalogueSource): string[] {
  return [...forbiddenIn(textsIn(english), 'en'), ...forbiddenIn(textsIn(translations.de), 'de')].map(
    (found) => `forbidden word ${found}`,
  );
}

/** Checks a catalogue and returns it; throws a CatalogueError that names every fault. */
export function loadCatalogue(source: CatalogueSource): Catalogue {
  const faults: string[] = [];
  const ruleSet = read(ruleSetSchema, source.ruleSet, 'rule-set.json', faults);
  const facts = byId(read(z.array(factRegisterSchema), source.facts, 'facts.json', faults) ?? [], 'facts.json', faults);
  const evidence = byId(
    read(z.array(evidenceSchema), source.evidence, 'evidence.json', faults) ?? [],
    'evidence.json',
    faults,
  );
  const lesionStatements =
    read(z.array(lesionStatementSchema), source.lesionStatements, 'lesion-statements.json', faults) ?? [];
  const neverSuggested =
    read(z.array(neverSuggestedSchema), source.neverSuggested, 'never-suggested.json', faults) ?? [];
  const rules = source.rules.flatMap((rule, index) => read(ruleSchema, rule, `rules/${index}`, faults) ?? []);
  byId(rules, 'rules', faults);
  checkAttributes(rules, faults);
  checkRegister(facts, faults);
  byId(lesionStatements, 'lesion-statements.json', faults);
  for (const { id, evidence: cited } of byId(neverSuggested, 'never-suggested.json', faults).values()) {
    for (const one of cited)
      if (!evidence.has(one))
        faults.push(`never-suggested.json: '${id}' cites '${one}', which is no evidence of evidence.json`);
  }
  for (const rule of rules) {
    checkRule(rule, { facts, evidence }, faults);
    checkNeverSuggested(rule, neverSuggested, faults);
  }
  faults.push(...statementFaults(rules));
  const texts = {
    en: englishTexts({ rules, facts: facts.values(), evidence: evidence.values(), lesionStatements, neverSuggested }),
    de: new Map(textsByPath(source.translations.de)),
  };
  // A text of a rule that could not be read is no fault of its translation.
  if (faults.length === 0) faults.push(...textFaults('de', texts.de, texts.en));
  faults.push(...writtenDistanceFaults({ rules, evidence, texts }), ...forbiddenFaults(source));
  if (ruleSet === null || faults.length > 0) throw new CatalogueError(faults);
  return { version: ruleSet.version, rules, facts, evidence, lesionStatements, neverSuggested, texts };
}

/** The catalogue as it stands in the files. */
export const catalogueSource: CatalogueSource = {
  ruleSet: ruleSetData,
  rules: [
    brainAndSpine,
    establishedGrowth,
    newLesion,
    regrowth,
    salvage,
    reIrradiation,
    biopsy,
    confirmingScan,
    conversion,
    conversionNasopharynx,
    locoregionalConversion,
    oligopersistence,
    systemicTreatment,
    fasterGrowth,
    reportedOrganAtRisk,
    beyondProgression,
    supportiveCare,
    noVerdict,
  ],
  facts: factData,
  evidence: evidenceData,
  lesionStatements: lesionStatementData,
  neverSuggested: neverSuggestedData,
  translations: { de: germanTexts },
};

/** The rules of this version of the service. */
export const catalogue: Catalogue = loadCatalogue(catalogueSource);

/** The version that a release names: it goes up with every change of a rule, a fact or the evidence. */
export const ruleSetVersion: string = catalogue.version;

/** Rules whose review date has passed by a day given as YYYY-MM-DD. */
export const rulesToReview = (day: string): readonly Rule[] => catalogue.rules.filter(({ reviewBy }) => reviewBy < day);
