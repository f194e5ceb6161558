/**
 * By which fact an open point is answered, so that whoever knows it can say so beside the question: what an item does not know, and what
 * a sender is asked.
 */
import { z } from 'zod';
import { factNames, type FactName } from '../../record/index.js';
import answersByFact from '../catalog/fact-answers.json' with { type: 'json' };
import type { DraftItem } from '../draft/draft.js';

/** A fact to state, and the lesions that it is asked of; none where it is no fact of a lesion. */
export interface Answer {
  readonly fact: FactName;
  readonly lesions: readonly string[];
  /** It completes what was stated of the fact already, and does not take its place. */
  readonly completes: boolean;
}

/** 'at-issue': those the item is about; 'shown': all of its matrix. */
const lesionsAsked = ['growing', 'new', 'at-issue', 'shown'] as const;

const answersSchema = z.record(
  z.string(),
  z.strictObject({
    fact: z.enum(factNames as [FactName, ...FactName[]]),
    lesions: z.enum(lesionsAsked).optional(),
    completes: z.literal(true).optional(),
  }),
);

const answers: ReadonlyMap<string, z.infer<typeof answersSchema>[string]> = new Map(
  Object.entries(answersSchema.parse(answersByFact)),
);

/** Facts of the register that a statement can answer; the others follow from what was measured. */
export const answerableFacts: readonly string[] = [...answers.keys()];

function lesionsOf(asked: (typeof lesionsAsked)[number], { matrix, evidenceUsed }: DraftItem): string[] {
  const shown = matrix.lesions.map(({ lesion }) => lesion);
  const ofCourse = (course: string): string[] =>
    matrix.lesions.filter((one) => one.course === course).map(({ lesion }) => lesion);
  const used = evidenceUsed.lesions.filter(({ side }) => side !== 'other').map(({ lesion }) => lesion);
  const atIssue = used.length > 0 ? used : ofCourse('taking-up-more');
  switch (asked) {
    case 'growing':
      return ofCourse('growing');
    case 'new':
      return ofCourse('new');
    case 'at-issue':
      return atIssue;
    case 'shown':
      return shown;
  }
}

/** The fact that answers what an item does not know; null where no statement can. Where the item shows no such lesion, those it is about. */
export function answerOf(fact: string, item: DraftItem): Answer | null {
  const found = answers.get(fact);
  if (found === undefined) return null;
  const { fact: name, completes = false } = found;
  if (found.lesions === undefined) return { fact: name, lesions: [], completes };
  const lesions = lesionsOf(found.lesions, item);
  return { fact: name, lesions: lesions.length > 0 ? lesions : lesionsOf('at-issue', item), completes };
}

/** Questions of the response core that a fact answers; the others need the assessment again, from its sender. */
const answersOfQueries: Readonly<Record<string, FactName>> = {
  'which-treatment': 'agents',
  'which-setting': 'setting',
  'last-dose': 'last-dose',
};

/** The fact that answers a question to the sender; null where only the assessment itself can. */
export function answerOfQuery(code: string): Answer | null {
  const fact = answersOfQueries[code];
  return fact === undefined ? null : { fact, lesions: [], completes: false };
}
