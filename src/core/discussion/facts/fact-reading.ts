/**
 * How a fact is read from the picture of a case, with the statements it rests on.
 */
import { statementsOf, type StatedFact } from './case-fact.js';
import type { CasePicture, LesionView } from './case-picture.js';
import { truthOf, type Truth } from './truth.js';

export interface FactReading {
  /** For a fact that is only stated: 'stated', or 'none' where it was asked and there is none. */
  readonly value: Truth | number | 'stated' | 'none';
  /** The statements it rests on; empty where it follows from measurements alone. */
  readonly stated: readonly StatedFact[];
}

export type Reader = (picture: CasePicture) => FactReading;

export const measured = (value: Truth | number): FactReading => ({ value, stated: [] });

export const fromStatements = (value: FactReading['value'], picture: CasePicture, ...names: string[]): FactReading => ({
  value,
  stated: names.flatMap((name) => statementsOf(picture.facts, name)),
});

export const fromLesionStatements = (
  value: Truth,
  picture: CasePicture,
  name: string,
  lesions: readonly LesionView[],
): FactReading => ({
  value,
  stated: lesions.flatMap(({ label }) => statementsOf(picture.facts, name, label)),
});

/** 'yes' or 'no' as an answer of a statement; 'none' is no. */
export const yesOrNo = (fact: StatedFact | null, answer: unknown): Truth => {
  if (fact?.state === 'none') return false;
  return fact?.state === 'known' && (answer === 'yes' || answer === 'no') ? truthOf(answer) : 'unknown';
};
