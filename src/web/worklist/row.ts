import type { components } from '../api/schema.d.js';

/** One flag, or the questions of a case without one, as the worklist shows it. Who the patient is stays out of it. */
export type WorklistRow = components['schemas']['WorklistRow'];

type Question = WorklistRow['questions'][number];

/** The questions that can still be put on a meeting. */
export const placeable = ({ questions }: WorklistRow): readonly Question[] =>
  questions.filter(({ meetingId }) => meetingId === null);

/** The questions of marked rows that can be put on a meeting, each once: two flags of one case have the same. */
export function placeableOf(
  rows: readonly WorklistRow[],
): readonly { readonly id: string; readonly question: string; readonly caseId: string }[] {
  const found = rows.flatMap((row) =>
    placeable(row).map(({ id, question }) => ({ id, question, caseId: row.patient.id })),
  );
  return [...new Map(found.map((item) => [item.id, item])).values()];
}

/** Whether what a row shows has every one of the words, in any case. */
export function hasWords({ patient, questions, reason, finding }: WorklistRow, words: string): boolean {
  const shown = [
    patient.id,
    ...questions.flatMap(({ question, title }) => [question, title]),
    reason,
    finding?.definition,
  ];
  const text = shown.join(' ').toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
