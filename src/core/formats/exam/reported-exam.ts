/**
 * What a document of a hospital (FHIR, DICOM SR, HL7 v2) says of one exam, before it is an assessment: each format finds its own way here,
 * and from here on all are read alike, so that the same patient gives equal assessments whatever the format.
 */
import type { Certainty, LesionRole, Modality, Organ, UptakeQuantity } from '../../response/index.js';
import type { ImportRow } from '../tabular-format.js';

/** Where something stands in a document: `row` is its entry, measurement group or segment, `column` names the element. */
export interface Spot {
  readonly row: ImportRow;
  readonly column: string | null;
}

/** @param value as sent; null where there is none to show */
export const spot = (row: number, column: string | null, value: string | null = null): Spot => ({
  row: { file: '', row, cells: column === null || value === null ? {} : { [column]: value } },
  column,
});

export type ReportedAxis = 'long' | 'short' | 'not-stated';

/** A length as sent. */
export interface ReportedLength {
  readonly axis: ReportedAxis;
  /** Null where a length is named and no value stands there. */
  readonly value: string | null;
  /** UCUM; null where none stands there. */
  readonly unit: string | null;
  readonly at: Spot;
}

export interface ReportedLesion {
  /** The identity of the lesion over time. */
  readonly label: string;
  /** What the sender calls it, where that is not its identity. */
  readonly name: string | null;
  /** Site in the sender's words. */
  readonly site: string | null;
  /** By the code of the site, where one of ours is known for it. */
  readonly organ: Organ | null;
  /** In the sender's words; null where nothing says it. */
  readonly role: string | null;
  readonly certainty: Certainty | null;
  readonly lengths: readonly ReportedLength[];
  readonly uptake: readonly { readonly quantity: UptakeQuantity; readonly value: string }[];
  readonly at: Spot;
}

export interface ReportedExam {
  /** The sender's id of this report. */
  readonly sourceId: string | null;
  readonly patient: { readonly issuer: string | null; readonly id: string } | null;
  readonly treatmentLine: string | null;
  readonly evaluator: string | null;
  readonly reader: string | null;
  readonly modality: Modality | null;
  readonly label: string | null;
  /** ISO 8601, whole or partial; as sent where it is no date. */
  readonly date: string | null;
  readonly baseline: boolean | null;
  readonly lesions: readonly ReportedLesion[];
  readonly at: Spot;
}

/** What holds for all documents of a call or an upload. */
export interface DocumentContext {
  /** The sending system, where the document does not name it. */
  readonly issuer: string;
  readonly synthetic?: boolean;
  /** What the sender declared lesions to be whose role is not stated; left out, they hold their assessment. */
  readonly roleNotStated?: LesionRole | null;
  /** The day on which the file is read: no exam is later. Left out, it is not looked at. */
  readonly today?: string;
}
