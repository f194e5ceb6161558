/**
 * All rules in plain language, from the same data the service works by: for docs/rules.md and GET /api/rules.
 */
import type { Catalogue } from './catalogue.js';
import { phrasesAsked } from '../phrases/phrases.js';
import { conditionInWords, type ConditionLine, conditionLines } from './rule-conditions.js';
import type { ConditionalWords, Evidence, FactDescription, NeverSuggested, Rule } from './rule.js';
import { listInWords } from '../phrases/words.js';

export interface RuleInWords {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly question: string;
  readonly populations: readonly string[];
  readonly when: string;
  /** The same as lines to be indented. */
  readonly condition: readonly ConditionLine[];
  readonly draftedWhileUnknown: readonly string[];
  readonly options: readonly {
    readonly id: string;
    readonly words: string;
    readonly when: string | null;
    readonly speaksFor: readonly string[];
    readonly blocks: readonly string[];
    readonly asks: readonly string[];
  }[];
  readonly needs: {
    readonly hard: readonly string[];
    readonly strong: readonly string[];
    readonly context: readonly string[];
  };
  readonly cautions: readonly string[];
  readonly level: string;
  readonly esmo: string;
  readonly evidence: readonly { readonly id: string; readonly when: string | null }[];
  readonly withoutEvidence: string | null;
  readonly doesNotSay: readonly string[];
  readonly author: string;
  readonly reviewBy: string;
}

export interface CatalogueInWords {
  readonly version: string;
  readonly rules: readonly RuleInWords[];
  readonly neverSuggested: readonly Omit<NeverSuggested, 'terms'>[];
  readonly evidence: readonly Evidence[];
}

type Facts = ReadonlyMap<string, FactDescription>;

/** A text with its braces as bracketed words: what the service fills in from the patient. */
const asTemplate = (text: string): string =>
  phrasesAsked(text).reduce((written, name) => written.replace(`{${name}}`, `[${name.replaceAll('-', ' ')}]`), text);

const conditional = (texts: readonly ConditionalWords[]): string[] =>
  texts.map(
    ({ words, when }) => `${asTemplate(words)}${when === undefined ? '' : ` (when ${conditionInWords(when)})`}`,
  );

const populationWords: Readonly<Record<string, string>> = {
  squamous: 'squamous cell carcinoma of the head and neck',
  nasopharynx: 'nasopharyngeal carcinoma',
  unknown: 'population not known yet',
  outside: 'patients outside what the other rules cover',
};

function ruleInWords(rule: Rule, facts: Facts): RuleInWords {
  const named = (ids: readonly string[]): string[] => ids.map((id) => facts.get(id)!.words);
  const whenOf = (when: ConditionalWords['when']): string | null =>
    when === undefined ? null : conditionInWords(when);
  return {
    id: rule.id,
    version: rule.version,
    title: rule.title,
    question: asTemplate(rule.question),
    populations: rule.populations.map((population) => populationWords[population]!),
    when: conditionInWords(rule.when),
    condition: conditionLines(rule.when, facts),
    draftedWhileUnknown: named(rule.draftedWhileUnknown),
    options: rule.options.map(({ id, words, when, speaksFor, blocks, asks }) => ({
      id,
      words: asTemplate(words),
      when: whenOf(when),
      speaksFor: conditional(speaksFor),
      blocks: conditional(blocks),
      asks: named(asks),
    })),
    needs: { hard: named(rule.needs.hard), strong: named(rule.needs.strong), context: named(rule.needs.context) },
    cautions: conditional(rule.cautions),
    level: rule.level,
    esmo: rule.esmo,
    evidence: rule.evidence.map(({ id, when }) => ({ id, when: whenOf(when) })),
    withoutEvidence: rule.withoutEvidence ?? null,
    doesNotSay: conditional(rule.doesNotSay),
    author: rule.author,
    reviewBy: rule.reviewBy,
  };
}

/** The catalogue as data to show: rules in the order of the catalogue, which carries no preference. */
export const catalogueInWords = (catalogue: Catalogue): CatalogueInWords => ({
  version: catalogue.version,
  rules: catalogue.rules.map((rule) => ruleInWords(rule, catalogue.facts)),
  neverSuggested: catalogue.neverSuggested.map(({ terms: _, ...shown }) => shown),
  evidence: [...catalogue.evidence.values()],
});

const bullets = (lines: readonly string[]): string[] => lines.map((line) => `- ${line}`);

const block = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', `${title}:`, '', ...bullets(lines)];

function optionLines({ words, when, speaksFor, blocks, asks }: RuleInWords['options'][number]): string[] {
  return [
    `- ${words}${when === null ? '' : ` (raised when ${when})`}`,
    ...speaksFor.map((text) => `  - speaks for it: ${text}`),
    ...blocks.map((text) => `  - blocks it: ${text}`),
    ...(asks.length > 0 ? [`  - asks for: ${asks.join('; ')}`] : []),
  ];
}

function rulePage(rule: RuleInWords): string[] {
  return [
    `## ${rule.id}: ${rule.title}`,
    '',
    `Version ${rule.version}, by ${rule.author}, review by ${rule.reviewBy}. For: ${listInWords(rule.populations)}.`,
    '',
    `**Question.** ${rule.question}`,
    '',
    `**When.** ${rule.when}`,
    ...block('Asked all the same, with a mark, while it is not known', rule.draftedWhileUnknown),
    '',
    'Options, in no order:',
    '',
    ...rule.options.flatMap(optionLines),
    ...block('Must be known', rule.needs.hard),
    ...block('Matters much', rule.needs.strong),
    ...block('Context', rule.needs.context),
    ...block('Cautions', rule.cautions),
    '',
    `**Level of evidence.** OCEBM ${rule.level}; ESMO ${rule.esmo}.`,
    ...block(
      'Evidence',
      rule.evidence.map(({ id, when }) => `[${id}](#${id})${when === null ? '' : ` (when ${when})`}`),
    ),
    ...(rule.withoutEvidence === null ? [] : ['', `No study is cited: ${rule.withoutEvidence}`]),
    ...block('What it does not say', rule.doesNotSay),
    '',
  ];
}

const evidencePage = ({ id, topic, finding, source, doi, level, esmo, population, marks }: Evidence): string[] => [
  `### ${id}`,
  '',
  `${topic}. ${finding}`,
  '',
  `${source}${doi === null ? '' : `, [${doi}](https://doi.org/${doi})`}. Shown in: ${population}. OCEBM ${level}; ESMO ${esmo} [P]. Certainty: ${marks.map(({ mark, of }) => `[${mark}] ${of}`).join('; ')}.`,
  '',
];

/** The page of all rules as Markdown. */
export function rulesInWords(catalogue: Catalogue): string {
  const { version, rules, neverSuggested, evidence } = catalogueInWords(catalogue);
  return [
    '# The rules in plain language',
    '',
    `Rule set ${version}. Made by \`npm run generate\` from \`src/core/discussion/catalog/\`; not to be edited by hand.`,
    '',
    'A rule raises a question for a board. It never directs and never ranks. Words in brackets are filled in from the patient. A fact that is not known is never read as no.',
    'Marks of certainty: V read in the source, V2 read in a second source, V exists only its existence checked, K general knowledge, K? not checked, P proposal of this project, GAP not found.',
    '',
    '## Never suggested',
    '',
    ...neverSuggested.map(
      ({ words, because, evidence: cited }) =>
        `- ${words}. ${because}${cited.length > 0 ? ` (${cited.map((id) => `[${id}](#${id})`).join(', ')})` : ''}`,
    ),
    '',
    ...rules.flatMap(rulePage),
    '## Evidence',
    '',
    ...evidence.flatMap(evidencePage),
  ]
    .join('\n')
    .replace(/\n+$/, '\n');
}
