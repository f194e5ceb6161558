/** What `consilium evaluate --items` prints: of each treatment line its flags and watches and what the rules would ask a board. */
import { discussedLine, type DiscussedLine, type Language } from '../../core/discussion/index.js';
import type { Output } from './call.js';
import type { Classify, EvaluatedLine, PrintedItems } from './lines.js';

/** One treatment line. */
export interface ItemsLine extends DiscussedLine {
  readonly items: true;
  readonly patient: string;
  readonly treatmentLine: string | null;
}

/** One line a treatment line, in the order in which they were read. */
const itemsLines = (lines: readonly EvaluatedLine[], classify: Classify, language: Language): readonly ItemsLine[] =>
  lines.map((line) => ({
    items: true,
    patient: line.patient,
    treatmentLine: line.treatmentLine,
    ...discussedLine({ facts: line.facts, history: line.history, classification: classify(line) }, language),
  }));

const flagLine = ({ definition, tier, state, since, holds, reason }: ItemsLine['flags'][number]): string =>
  `  ${tier} ${definition} (${[state, since, ...holds].join(', ')}): ${reason}`;

const draftLines = ({ rule, standing, question, whyNow, options }: ItemsLine['drafts'][number]): string[] => [
  `  ${rule}${standing === 'open' ? ' (open)' : ''}: ${question}`,
  ...whyNow.map((words) => `      ${words}`),
  ...options.map(({ words }) => `    - ${words}`),
];

/** To be read: flags and watches, then the questions with their options. */
const itemsInWords = (lines: readonly ItemsLine[]): string[] =>
  lines.flatMap(({ patient, treatmentLine, population, flags, drafts, waiting, nothingAsked, queries }) => [
    '',
    `${patient}${treatmentLine === null ? '' : `, ${treatmentLine}`}: ${population.words}`,
    ...flags.map(flagLine),
    ...drafts.flatMap(draftLines),
    ...nothingAsked.map((words) => `  nothing asked: ${words}`),
    ...queries.map((words) => `  asked of the sender: ${words}`),
    ...waiting.map(
      ({ rule, title, waitsFor }) => `  ${rule} waits: ${title} (${waitsFor.map(({ words }) => words).join('; ')})`,
    ),
  ]);

/** The items of treatment lines as they are printed in a language. */
export const itemsIn =
  (language: Language, output: Output): PrintedItems =>
  (lines, classify) => {
    const items = itemsLines(lines, classify, language);
    return output === 'jsonl' ? items.map((line) => JSON.stringify(line)) : itemsInWords(items);
  };
