/**
 * All rules in plain language, from the same data the service works by: for docs/rules.md and GET /api/rules.
 */
import type { Language } from '../phrases/language.js';
import type { Phrase } from '../phrases/phrase.js';
import { rendered, type Rendered } from '../phrases/render.js';
import type { Catalogue } from './catalogue.js';
import { conditionLines, conditionPhrase } from './rule-conditions.js';
import {
  isEsmoLevel,
  type Condition,
  type ConditionalWords,
  type Evidence,
  type NeverSuggested,
  type Rule,
  type RuleOption,
} from './rule.js';

const text = (id: string): Phrase => ({ id: 'catalogue', parameters: { text: id } });
const template = (id: string): Phrase => ({ id: 'catalogue-template', parameters: { text: id } });
const term = (words: string): Phrase => text(`term/${words}`);

const whenOf = (when: Condition | undefined): Phrase | null => (when === undefined ? null : conditionPhrase(when));

const conditional = (texts: readonly ConditionalWords[]): Phrase[] =>
  texts.map(({ id, when }) => {
    const said = template(`statement/${id}`);
    return when === undefined ? said : { id: 'said-when', parameters: { said, when: conditionPhrase(when) } };
  });

const facts = (ids: readonly string[]): Phrase[] => ids.map((id) => text(`fact/${id}/words`));

const optionOf = (rule: string, { id, when, speaksFor, blocks, asks }: RuleOption) => ({
  id,
  words: template(`${rule}/options/${id}`),
  when: whenOf(when),
  speaksFor: conditional(speaksFor),
  blocks: conditional(blocks),
  asks: facts(asks),
});

const ruleOf = (rule: Rule) => ({
  id: rule.id,
  version: rule.version,
  title: text(`${rule.id}/title`),
  question: template(`${rule.id}/question`),
  populations: rule.populations.map((population): Phrase => ({ id: 'rule-population', parameters: { population } })),
  when: conditionPhrase(rule.when),
  /** The same as lines to be indented. */
  condition: conditionLines(rule.when),
  draftedWhileUnknown: facts(rule.draftedWhileUnknown),
  options: rule.options.map((option) => optionOf(rule.id, option)),
  needs: { hard: facts(rule.needs.hard), strong: facts(rule.needs.strong), context: facts(rule.needs.context) },
  cautions: conditional(rule.cautions),
  level: text(`${rule.id}/level`),
  esmo: text(`${rule.id}/esmo`),
  evidence: rule.evidence.map(({ id, when }) => ({ id, when: whenOf(when) })),
  withoutEvidence: rule.withoutEvidence === undefined ? null : text(`${rule.id}/withoutEvidence`),
  doesNotSay: conditional(rule.doesNotSay),
  author: rule.author,
  reviewBy: rule.reviewBy,
});

const neverOf = ({ id, evidence }: NeverSuggested) => ({
  id,
  words: text(`never/${id}/words`),
  because: text(`never/${id}/because`),
  evidence,
});

/** What else the distance from a patient is read from, beside tumour, drug and choice of patients. */
const axesInWords = ({ sites, virus, extents, inhibitor, question, design }: Evidence['studied']): Phrase[] => [
  { id: 'site-studied', parameters: { sites, virus, marker: null } },
  { id: 'extent-studied', parameters: { extents } },
  { id: 'inhibitor-studied', parameters: { inhibitor } },
  { id: 'question-studied', parameters: { question } },
  { id: 'design-studied', parameters: { design } },
];

const evidenceOf = ({ id, source, doi, esmo, studied, marks }: Evidence) => ({
  id,
  topic: text(`evidence/${id}/topic`),
  finding: text(`evidence/${id}/finding`),
  source,
  doi,
  level: text(`evidence/${id}/level`),
  esmo: isEsmoLevel(esmo) ? esmo : term(esmo),
  population: text(`evidence/${id}/population`),
  studied,
  axes: axesInWords(studied),
  marks: marks.map(({ mark, of }) => ({ mark, of: term(of) })),
});

/** The catalogue as data to show, its texts as phrases: rules in the order of the catalogue, which carries no preference. */
export const catalogueToRead = (catalogue: Catalogue) => ({
  version: catalogue.version,
  rules: catalogue.rules.map(ruleOf),
  neverSuggested: catalogue.neverSuggested.map(neverOf),
  evidence: [...catalogue.evidence.values()].map(evidenceOf),
});
export type CatalogueToRead = ReturnType<typeof catalogueToRead>;

export type CatalogueInWords = Rendered<CatalogueToRead>;
type RuleInWords = CatalogueInWords['rules'][number];

/** The same in the words of a language. */
export const catalogueInWords = (catalogue: Catalogue, language: Language): CatalogueInWords =>
  rendered(catalogueToRead(catalogue), language);

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
    `Version ${rule.version}, by ${rule.author}, review by ${rule.reviewBy}. For: ${new Intl.ListFormat('en-GB').format(rule.populations)}.`,
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

const evidencePage = ({
  id,
  topic,
  finding,
  source,
  doi,
  level,
  esmo,
  population,
  axes,
  marks,
}: CatalogueInWords['evidence'][number]): string[] => [
  `### ${id}`,
  '',
  `${topic}. ${finding}`,
  '',
  `${source}${doi === null ? '' : `, [${doi}](https://doi.org/${doi})`}. Shown in: ${population} (${axes.join('; ')}). OCEBM ${level}; ESMO ${esmo} [P]. Certainty: ${marks.map(({ mark, of }) => `[${mark}] ${of}`).join('; ')}.`,
  '',
];

/** The page of all rules as Markdown, in English. */
export function rulesInWords(catalogue: Catalogue): string {
  const { version, rules, neverSuggested, evidence } = catalogueInWords(catalogue, 'en');
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
