/** From the form of a follow-up to what is sent. Pure. */
import type { FollowUpWrite } from './decision-query.js';

export interface TypedFollowUp extends Record<string, unknown> {
  readonly carriedOut: FollowUpWrite['carriedOut'] | '';
  readonly date: string;
  readonly reasons: readonly string[];
  readonly words: string;
  readonly treatmentGiven: string;
  readonly startedOn: string;
}

export const emptyFollowUp = (today: string): TypedFollowUp => ({
  carriedOut: '',
  date: today,
  reasons: [],
  words: '',
  treatmentGiven: '',
  startedOn: '',
});

/** Whether a reason has to be named: a decision that was carried out as it was made needs none. */
export const needsReason = ({ carriedOut }: Pick<TypedFollowUp, 'carriedOut'>): boolean =>
  carriedOut === 'partly' || carriedOut === 'not';

/** @throws RangeError where it is not said whether the decision was carried out: the form does not send that */
export function followUpOf(typed: TypedFollowUp): FollowUpWrite {
  const { carriedOut, date, reasons, words, treatmentGiven, startedOn } = typed;
  if (carriedOut === '') throw new RangeError('Whether the decision was carried out is not said.');
  return {
    carriedOut,
    date,
    reasons: needsReason(typed) ? ([...reasons] as NonNullable<FollowUpWrite['reasons']>) : [],
    ...(words.trim() === '' ? {} : { words: words.trim() }),
    ...(treatmentGiven.trim() === '' ? {} : { treatmentGiven: treatmentGiven.trim() }),
    ...(startedOn === '' ? {} : { startedOn }),
  };
}
