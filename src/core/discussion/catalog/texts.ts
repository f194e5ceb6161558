/**
 * The texts of the catalogue by id. The English stands in the rules, where reviewers read it; each further language has files of the
 * same shape (`phrases/de/`), checked when the catalogue is loaded: every text, with the same placeholders.
 *
 * An id that was released keeps its meaning: stored items are read by it. A text of another meaning gets another id.
 */
import { placeholders, placeholdersIn } from '../phrases/placeholders.js';
import {
  isEsmoLevel,
  type ConditionalWords,
  type Evidence,
  type FactDescription,
  type LesionStatement,
  type NeverSuggested,
  type Rule,
} from './rule.js';

export type Texts = ReadonlyMap<string, string>;

/** What has texts. */
export interface TextSources {
  readonly rules: readonly Rule[];
  readonly facts: Iterable<FactDescription>;
  readonly evidence: Iterable<Evidence>;
  readonly lesionStatements: readonly LesionStatement[];
  readonly neverSuggested: readonly NeverSuggested[];
}

/** The texts of plain data by their path: `{ a: { b: 'x' }, c: ['y'] }` holds 'x' at 'a/b' and 'y' at 'c/1'. */
export function textsByPath(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? value.map((part, index) => [index + 1, part])
    : Object.entries(value);
  return entries.flatMap(([key, part]) => textsByPath(part, path === '' ? String(key) : `${path}/${key}`));
}

/** Conditional texts of a rule: those of its options, cautions, and what it does not say. */
export const conditionalTexts = (rule: Rule): readonly ConditionalWords[] => [
  ...rule.cautions,
  ...rule.doesNotSay,
  ...rule.options.flatMap(({ speaksFor, blocks }) => [...speaksFor, ...blocks]),
];

const textsOfRule = ({ id, title, question, whyNow, options, level, esmo, withoutEvidence }: Rule): object => ({
  [id]: {
    title,
    question,
    whyNow,
    options: Object.fromEntries(options.map((option) => [option.id, option.words])),
    level,
    esmo,
    withoutEvidence,
  },
});

const textsOfFact = ({ id, words, whoCouldAnswer }: FactDescription): object => ({
  [id]: { name: id.replaceAll('-', ' '), words, whoCouldAnswer },
});

const textsOfEvidence = ({ id, topic, finding, level, population }: Evidence): object => ({
  [id]: { topic, finding, level, population },
});

/** Short words of which each stands in many places, by themselves: suppliers of facts, and what a mark of certainty is about. */
function terms(facts: readonly FactDescription[], evidence: readonly Evidence[]): string[] {
  return [
    ...facts.flatMap(({ suppliers }) => suppliers),
    ...evidence.flatMap(({ marks, esmo }) => [...marks.map(({ of }) => of), ...(isEsmoLevel(esmo) ? [] : [esmo])]),
  ];
}

/** Every text of a catalogue in English. */
export function englishTexts(sources: TextSources): Texts {
  const { rules, lesionStatements, neverSuggested } = sources;
  const [facts, evidence] = [[...sources.facts], [...sources.evidence]];
  return new Map(
    textsByPath(
      Object.assign({}, ...rules.map(textsOfRule), {
        statement: Object.fromEntries(rules.flatMap(conditionalTexts).map(({ id, words }) => [id, words])),
        fact: Object.assign({}, ...facts.map(textsOfFact)) as object,
        evidence: Object.assign({}, ...evidence.map(textsOfEvidence)) as object,
        lesion: Object.fromEntries(
          lesionStatements.map(({ id, whenTrue, whenFalse, whenUnknown }) => [
            id,
            { true: whenTrue?.words, false: whenFalse?.words, unknown: whenUnknown },
          ]),
        ),
        never: Object.fromEntries(neverSuggested.map(({ id, words, because }) => [id, { words, because }])),
        placeholder: Object.fromEntries(Object.keys(placeholders).map((name) => [name, name.replaceAll('-', ' ')])),
        term: Object.fromEntries(terms(facts, evidence).map((term) => [term, term])),
      }),
    ),
  );
}

const asked = (text: string): string => [...new Set(placeholdersIn(text))].sort().join(', ');

/** What is wrong with the texts of a language: missing ones, ones that translate nothing, and those with other placeholders. */
export function textFaults(language: string, translated: Texts, english: Texts): string[] {
  const missing = [...english.keys()]
    .filter((id) => !translated.has(id))
    .map((id) => `${language}: there is no text '${id}'; every text of the catalogue has one in each language`);
  const wrong = [...translated].flatMap(([id, text]) => {
    const original = english.get(id);
    if (original === undefined) return [`${language}: '${id}' translates no text of the catalogue`];
    return asked(text) === asked(original)
      ? []
      : [`${language}: '${id}' holds the placeholders {${asked(text)}}; in English they are {${asked(original)}}`];
  });
  return [...missing, ...wrong];
}

/** Statements that several rules share say the same in each. */
export function statementFaults(rules: readonly Rule[]): string[] {
  const found = new Map<string, string>();
  return rules.flatMap((rule) =>
    conditionalTexts(rule).flatMap(({ id, words }) => {
      const before = found.get(id) ?? words;
      found.set(id, before);
      return before === words ? [] : [`rule ${rule.id}: the statement '${id}' says other words than in another rule`];
    }),
  );
}
