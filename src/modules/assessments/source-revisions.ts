/**
 * Identity at the source (design, "One assessment's way"): what a document that arrives is, given the revisions of its source record
 * that are already there. Pure: the same for assessments and for statements of facts.
 */

export interface StoredRevision {
  readonly revision: number;
  /** SHA-256 of the content without its revision number, as hexadecimal digits. */
  readonly hash: string;
}

export interface ArrivingRevision {
  readonly hash: string;
  /** The revision as the sender states it; undefined where it states none. */
  readonly revision?: number | undefined;
}

export type RevisionConflict =
  /** This revision is there, with other content. */
  | 'revision-has-other-content'
  /** Its number is lower than the current one's, and its content was never seen. */
  | 'revision-outdated'
  /** Another one of the same source record was written while this one was being checked. */
  | 'recorded-at-the-same-time';

export type RevisionDecision<Stored extends StoredRevision> =
  | { readonly kind: 'known'; readonly stored: Stored }
  | { readonly kind: 'new'; readonly revision: number; readonly replaces: Stored | null }
  | { readonly kind: 'conflict'; readonly code: RevisionConflict; readonly current: Stored };

/**
 * Content that any stored revision has is that record, so that a late retry cannot undo a correction; a return to older content
 * needs a stated revision above the current one. A stated revision above the current one is always new, also with the current
 * content: what was numbered in between may still arrive and must not win over it.
 */
export function decideRevision<Stored extends StoredRevision>(
  stored: readonly Stored[],
  arriving: ArrivingRevision,
): RevisionDecision<Stored> {
  const current = currentRevision(stored);
  if (current === null) return { kind: 'new', revision: arriving.revision ?? 1, replaces: null };
  if (arriving.revision !== undefined && arriving.revision > current.revision) {
    return { kind: 'new', revision: arriving.revision, replaces: current };
  }
  const sameNumber = stored.find(({ revision }) => revision === arriving.revision);
  if (sameNumber !== undefined && sameNumber.hash !== arriving.hash)
    return { kind: 'conflict', code: 'revision-has-other-content', current };
  const known = sameNumber ?? currentRevision(stored.filter(({ hash }) => hash === arriving.hash));
  if (known !== null) return { kind: 'known', stored: known };
  if (arriving.revision !== undefined) return { kind: 'conflict', code: 'revision-outdated', current };
  return { kind: 'new', revision: current.revision + 1, replaces: current };
}

/** The revision with the highest number, or null where there is none. */
export function currentRevision<Stored extends StoredRevision>(stored: readonly Stored[]): Stored | null {
  return stored.reduce<Stored | null>(
    (highest, one) => (highest === null || one.revision > highest.revision ? one : highest),
    null,
  );
}

/** The revision that took the place of another one, or null where that is the current one. */
export function nextRevision<Stored extends StoredRevision>(
  stored: readonly Stored[],
  { revision }: StoredRevision,
): Stored | null {
  return stored.reduce<Stored | null>(
    (next, one) => (one.revision > revision && (next === null || one.revision < next.revision) ? one : next),
    null,
  );
}
