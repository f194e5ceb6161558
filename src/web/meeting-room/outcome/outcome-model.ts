/** The outcome of a case as it is typed. */
import type { components } from '../../api/schema.d.js';

type Schemas = components['schemas'];

export type Outcome = Schemas['Outcome'];
export type OutcomeContent = Schemas['OutcomeContent'];
export type OutcomeText = Schemas['OutcomeTexts']['items'][number];
export type MissingPart = Outcome['missing'][number];
export type Decision = Schemas['Decision'];
export type Part = keyof OutcomeContent;

export const outcomeKinds = ['options-chosen', 'none-chosen', 'no-consensus', 'listed-under-standard'] as const;
export const intents = ['curative', 'local-control', 'symptom-control', 'none-stated'] as const;
export const conditionKinds = ['if', 'until', 'else'] as const;

/** In the order of the form. */
export const parts = [
  'kind',
  'options',
  'protocol',
  'intent',
  'rationale',
  'conditions',
  'actions',
  'dissent',
  'unknown',
] as const satisfies readonly Part[];

/** The same text for the same value, whatever the order of its keys. */
export function textOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

export const isSame = (one: unknown, other: unknown): boolean => textOf(one) === textOf(other);

/** The parts in which two texts differ, in the order of the form. */
export const differingParts = (one: OutcomeContent, other: OutcomeContent): readonly Part[] =>
  parts.filter((part) => !isSame(one[part], other[part]));

/** A text with one part of another. */
export const withPart = (content: OutcomeContent, part: Part, from: OutcomeContent): OutcomeContent => ({
  ...content,
  [part]: from[part],
});
