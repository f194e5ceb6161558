/**
 * What is to be done with each element of a batch, given the revisions that are there: pure, so that it can be decided once without
 * locks (to leave alone what is known) and once under them.
 */
import type { AssembledGroup } from '../../core/formats/index.js';
import type { AssessmentDocument } from '../../core/record/index.js';
import type { HeldIdentity } from './assessment-rows.js';
import { contentHash } from './content-hash.js';
import type { RegisteredPatient } from './patient-register.service.js';
import { type ConflictOutcome, listUnder, sourceKey } from './recording.js';
import { currentRevision, decideRevision, nextRevision, type StoredRevision } from './source-revisions.js';

/** A revision of an assessment that is there, or will be when this batch commits. */
export interface StoredAssessment extends StoredRevision {
  readonly id: string;
  readonly patientId: string;
  readonly treatmentLineId: string;
  readonly state: 'accepted' | 'held';
}

interface RecordedOutcome {
  readonly assessmentId: string;
  readonly revision: number;
  readonly patientId: string;
  readonly treatmentLineId: string;
}

/**
 * What became of one element:
 * - created: a new revision, accepted
 * - held: a new revision that waits for the sender; without a record where it cannot be told from other assessments
 * - known: its content was there already, as `revision`; `supersededBy` names the revision that took its place
 * - conflict: not recorded
 */
export type AssessmentOutcome =
  | (RecordedOutcome & { readonly status: 'created' | 'held' })
  | { readonly status: 'held'; readonly assessmentId: null }
  | (RecordedOutcome & {
      readonly status: 'known';
      readonly state: StoredAssessment['state'];
      readonly supersededBy: number | null;
    })
  | ConflictOutcome;

/** An element that can be told from others. */
export interface Arrival {
  /** Its place in the batch. */
  readonly index: number;
  readonly source: string;
  readonly identity: HeldIdentity;
  /** Null where it is held. */
  readonly document: AssessmentDocument | null;
  readonly revision: number | undefined;
  readonly hash: string;
}

/** An arrival with its patient and its treatment line, and the id it will have if it is new. */
export interface PlacedArrival {
  readonly arrival: Arrival;
  readonly patient: RegisteredPatient;
  readonly treatmentLineId: string;
  readonly reservedId: string;
}

export interface PlannedWrite {
  readonly arrival: Arrival;
  readonly assessment: StoredAssessment;
  readonly replaces: StoredAssessment | null;
}

export interface Plan {
  /** In order: what replaces another write of the plan stands after it. */
  readonly writes: readonly PlannedWrite[];
  readonly outcomes: ReadonlyMap<number, AssessmentOutcome>;
}

/** By `sourceKey`. */
export type StoredBySource = ReadonlyMap<string, readonly StoredAssessment[]>;

/** Longest texts by which an assessment is told from others: those of a document. */
const longest = { sourceId: 200, other: 120 };

/**
 * The element as an arrival, or null where it has no identity that a record could have. What holds an assessment is part of its
 * content (where it stood in its file is not), so that sending the same again is known.
 */
export function arrivalOf({ identity, assessment: document, held }: AssembledGroup, index: number): Arrival | null {
  const { issuer, sourceId, patient, timepoint } = identity;
  if (sourceId === null || patient === null || timepoint === null) return null;
  const texts = [
    issuer,
    patient.issuer,
    patient.id,
    identity.treatmentLine ?? '',
    identity.evaluator ?? '',
    timepoint.label,
  ];
  if (sourceId.length > longest.sourceId || texts.some((text) => text.length > longest.other)) return null;
  const { revision, ...content } = document ?? {
    revision: undefined,
    identity,
    held: held.map(({ code, column, value }) => ({ code, column, value })),
  };
  return {
    index,
    document,
    revision,
    source: sourceKey({ issuer, sourceId }),
    identity: { ...identity, sourceId, patient, timepoint },
    hash: contentHash(content),
  };
}

/**
 * What can be told without a lock: revisions are only ever added, so what is known stays known and what is outdated stays outdated.
 * `open` are those that may have to be written.
 */
export function settle(
  arrivals: readonly Arrival[],
  stored: StoredBySource,
): { readonly open: readonly Arrival[]; readonly outcomes: ReadonlyMap<number, AssessmentOutcome> } {
  const outcomes = new Map<number, AssessmentOutcome>();
  const changing = new Set<string>();
  const open = arrivals.filter((arrival) => {
    const revisions = stored.get(arrival.source) ?? [];
    const decision = decideRevision(revisions, arrival);
    // After an element of the same source that will be written, this one cannot be judged yet.
    if (decision.kind === 'new' || changing.has(arrival.source)) {
      changing.add(arrival.source);
      return true;
    }
    outcomes.set(
      arrival.index,
      decision.kind === 'known'
        ? knownOutcome(decision.stored, revisions)
        : conflictOf(decision.code, decision.current),
    );
    return false;
  });
  return { open, outcomes };
}

export interface StateUnderLock {
  readonly stored: StoredBySource;
  /** Sources that others wrote to since `settle` looked. */
  readonly overtaken: ReadonlySet<string>;
  /** Ids of the locked treatment lines. */
  readonly locked: ReadonlySet<string>;
  /** True where the elements come from requests that know nothing of one another; else each follows the one before. */
  readonly apart?: boolean;
}

/** Decides each element under the locks, in order, as if those before it were written already. */
export function plan(placed: readonly PlacedArrival[], state: StateUnderLock): Plan {
  const { stored, locked, apart = false } = state;
  const overtaken = new Set(state.overtaken);
  const revisions = new Map([...stored].map(([source, list]) => [source, [...list]]));
  const outcomes = new Map<number, AssessmentOutcome>();
  const writes: PlannedWrite[] = [];
  for (const { arrival, patient, treatmentLineId, reservedId } of placed) {
    const present = revisions.get(arrival.source) ?? [];
    const decision = decideRevision(present, arrival);
    if (decision.kind === 'known') {
      outcomes.set(arrival.index, knownOutcome(decision.stored, present));
    } else if (decision.kind === 'conflict') {
      outcomes.set(arrival.index, conflictOf(decision.code, decision.current));
    } else if (isOvertaken(arrival, decision.replaces, overtaken, locked)) {
      outcomes.set(arrival.index, conflictOf('recorded-at-the-same-time', decision.replaces));
    } else {
      const assessment: StoredAssessment = {
        id: reservedId,
        patientId: patient.id,
        treatmentLineId,
        revision: decision.revision,
        hash: arrival.hash,
        state: arrival.document === null ? 'held' : 'accepted',
      };
      writes.push({ arrival, assessment, replaces: decision.replaces });
      listUnder(revisions, arrival.source, assessment);
      if (apart) overtaken.add(arrival.source);
    }
  }
  return { writes, outcomes };
}

/**
 * Two corrections at once: the second was made without knowing the first, so it may not follow it unseen unless its sender numbered
 * it. And where the first moved the assessment to another line, that line is not locked here.
 */
function isOvertaken(
  arrival: Arrival,
  replaces: StoredAssessment | null,
  overtaken: ReadonlySet<string>,
  locked: ReadonlySet<string>,
): boolean {
  if (replaces === null) return false;
  return (overtaken.has(arrival.source) && arrival.revision === undefined) || !locked.has(replaces.treatmentLineId);
}

export function writtenOutcome({ assessment }: PlannedWrite): AssessmentOutcome {
  return { status: assessment.state === 'held' ? 'held' : 'created', ...recordOf(assessment) };
}

export function conflictOf(code: ConflictOutcome['code'], current: StoredRevision | null): ConflictOutcome {
  return { status: 'conflict', code, currentRevision: current?.revision ?? null };
}

function knownOutcome(stored: StoredAssessment, revisions: readonly StoredAssessment[]): AssessmentOutcome {
  return {
    status: 'known',
    ...recordOf(stored),
    state: stored.state,
    supersededBy: nextRevision(revisions, stored)?.revision ?? null,
  };
}

const recordOf = ({ id, revision, patientId, treatmentLineId }: StoredAssessment): RecordedOutcome => ({
  assessmentId: id,
  revision,
  patientId,
  treatmentLineId,
});

/** Ids of the lines that current revisions of these sources stand on: a correction may take them away from there. */
export function currentLines(arrivals: readonly Arrival[], stored: StoredBySource): string[] {
  return arrivals.flatMap(({ source }) => currentRevision(stored.get(source) ?? [])?.treatmentLineId ?? []);
}
