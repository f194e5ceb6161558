/**
 * What is recorded of one treatment line, as `assembleHistory` takes it. A database row maps to it field by field: the document as
 * stored for an accepted assessment, its identity for a held one, and one row per fact.
 */
import type { HeldValue } from '../response/index.js';
import type { AssessmentDocument, FactState } from './documents.js';
import type { FactName, FactStatement } from './facts.js';

/** Current revisions only; superseded ones are left out by the caller. */
export type RecordedAssessment = AcceptedAssessment | HeldAssessment;

interface AcceptedAssessment {
  readonly status: 'accepted';
  readonly document: AssessmentDocument;
}

/** Waits for the sender: its timepoint is shown 'held' and not classified. */
export interface HeldAssessment {
  readonly status: 'held';
  /** Null where the rows named no evaluator. */
  readonly evaluator: string | null;
  /** Null where the rows named no timepoint. */
  readonly timepoint: {
    readonly label: string;
    /** Partial date as sent. */
    readonly date: string | null;
    readonly studyDay: number | null;
    readonly baseline: boolean | null;
    readonly order?: number | null;
  } | null;
  /** What could not be read; at least one. */
  readonly held: readonly HeldValue[];
}

/** One current fact about the patient, the line or a lesion of it (factDefinitions in facts.ts). */
export interface RecordedFact {
  readonly name: FactName;
  readonly state: FactState;
  /** Checked against factDefinitions when it was recorded; undefined or null unless state is 'known'. */
  readonly value?: unknown;
  /** Label, for facts of a lesion. */
  readonly lesion: string | null;
  /** Whose label it is; null: the label's lesion of every evaluator. */
  readonly evaluator: string | null;
  /** When it was so; a partial date as sent. */
  readonly date: string | null;
  /** Order of recording (a row id, an index): settles which of two facts of one date is the newer. */
  readonly order: number;
}

/** That a label is a lesion which the same evaluator has under another label, as a person confirmed. */
export interface LesionMatch {
  readonly evaluator: string;
  /** As sent. */
  readonly label: string;
  /** Label of the lesion that it is read as; itself read as no other. */
  readonly readAs: string;
}

export interface RecordedLine {
  readonly assessments: readonly RecordedAssessment[];
  readonly facts: readonly RecordedFact[];
  /** Those in force; left out = none. */
  readonly matches?: readonly LesionMatch[];
}

export interface HistoryOptions {
  /**
   * Exams of different modality or organs at most this many days apart are one timepoint
   * (docs/clinical-basis.md#baseline-scans-and-dates; 14).
   */
  readonly sameTimepointDays: number;
}

/** The facts of a checked statement as they are recorded; `order` counts up from `firstOrder`. */
export const recordedFactsOf = (statement: FactStatement, firstOrder: number): RecordedFact[] =>
  statement.facts.map((fact, index) => ({
    name: fact.name,
    state: fact.state,
    value: fact.value,
    lesion: fact.lesion ?? null,
    evaluator: fact.evaluator ?? null,
    date: fact.date ?? null,
    order: firstOrder + index,
  }));
