/** From marks, of which later ones correct earlier ones, to the stays of a person at a meeting. Pure. */
import type { MarkKind } from './attendance.entity.js';

export interface Mark {
  readonly id: string;
  readonly kind: MarkKind;
  /** Null: what it corrects was a mistake. */
  readonly at: Date | null;
  readonly correctsId: string | null;
}

/** A mark that holds. */
export interface HoldingMark {
  readonly id: string;
  readonly kind: MarkKind;
  readonly at: Date;
}

export interface MarkedStay {
  readonly arrivedAt: Date;
  readonly arrivedMarkId: string;
  readonly leftAt: Date | null;
  readonly leftMarkId: string | null;
}

/** The marks that no other one corrects, in the order of their times. */
export function holdingMarks(marks: readonly Mark[]): readonly HoldingMark[] {
  const corrected = new Set(marks.map(({ correctsId }) => correctsId));
  return marks
    .flatMap(({ id, kind, at }) => (corrected.has(id) || at === null ? [] : [{ id, kind, at }]))
    .sort((one, other) => one.at.getTime() - other.at.getTime() || Number(one.id) - Number(other.id));
}

/**
 * What is wrong with an order of marks: each arrival is followed by a leaving or is the last, and a leaving follows an arrival.
 * @returns null where nothing is
 */
export function orderFault(marks: readonly HoldingMark[]): string | null {
  const odd = marks.find(({ kind }, index) => kind !== (index % 2 === 0 ? 'arrived' : 'left'));
  if (odd === undefined) return null;
  const at = odd.at.toISOString();
  return odd.kind === 'arrived'
    ? `The person is there at ${at} already: a leaving has to come before they arrive again.`
    : `The person is not there at ${at}: an arrival has to come before they leave.`;
}

/** The stays that marks in a right order make. */
export const staysOf = (marks: readonly HoldingMark[]): readonly MarkedStay[] =>
  marks.flatMap(({ kind, id, at }, index) => {
    if (kind !== 'arrived') return [];
    const leaving = marks[index + 1];
    return [{ arrivedAt: at, arrivedMarkId: id, leftAt: leaving?.at ?? null, leftMarkId: leaving?.id ?? null }];
  });
