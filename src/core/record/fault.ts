/**
 * What is wrong with what was sent, in three shapes: one value, one place in a JSON document, one row of a file.
 * Every message says what stands there; `expected` says what would be right. They quote the value as sent, so they are patient data:
 * they go to the sender and to the pages, never into a log.
 */

export const faultCodes = [
  // the shape of a document or of a file
  'missing',
  'wrong-type',
  'not-in-list',
  'unknown-field',
  'unreadable',
  'too-long',
  'out-of-range',
  'contradiction',
  'duplicate',
  'unknown-column',
  'missing-column',
  'missing-file',
  'row-length',
  'unknown-format',
  // a row that belongs nowhere
  'no-patient',
  'no-evaluator',
  'no-timepoint',
  'no-lesion',
  // a value that holds its assessment
  'unreadable-length',
  'blank-size',
  'unreadable-date',
  'no-date',
  'unreadable-study-day',
  'unknown-word',
  'unknown-unit',
  'duplicate-measurement',
  'several-exams-in-one-visit',
  'value-with-not-done',
  'role-conflict',
  'rows-disagree',
  'no-diameter',
  'no-result',
  // a question that holds nothing
  'treatment-line-implied',
  'evaluator-not-stated',
  'site-not-stated',
  'site-unknown-word',
  'sites-differ',
  'axis-does-not-fit-site',
  'sum-differs',
  'diameters-disagree',
  'dates-apart',
  'partial-date',
  'baseline-below-measurability',
  'length-rounded',
  'method-unknown-word',
  'not-read',
  'identified-not-assessed',
  'lesion-not-identified',
  'visit-name-differs',
  'row-repeated',
  'standard-differs',
  'reason-beside-result',
  'part-without-lesion',
  'several-responses-in-one-visit',
  'formula-value',
  // documents of hospitals: FHIR, DICOM SR, HL7 v2
  'role-not-stated',
  'axis-not-stated',
  'not-a-tumour',
  'date-in-future',
  'too-many',
  'not-final',
] as const;
export type FaultCode = (typeof faultCodes)[number];

/** A value that could not be read. */
export interface Unreadable {
  readonly code: FaultCode;
  readonly message: string;
  readonly expected: string;
}

/** A fault in a JSON document; `pointer` is an RFC 6901 JSON pointer, '' for the document itself. */
export interface Fault extends Unreadable {
  readonly pointer: string;
}

/** A fault in a row of a file. */
export interface RowFault extends Unreadable {
  /** Name of the file inside its format ('tr', 'tu', 'assessments'). */
  readonly file: string;
  /** Number of the record in its file as a spreadsheet counts: the header is row 1. Null where the fault is the whole file's. */
  readonly row: number | null;
  /** The column in the sender's own header; null where the whole row is meant. */
  readonly column: string | null;
  /** The value as sent; null where there is none to show. */
  readonly value: string | null;
  /** Further rows of the same file that belong to this fault (the other row of a duplicate). */
  readonly otherRows: readonly number[];
  /** The same key is the same question: it needs to be asked once, however many rows raise it. Unique per sender, not per file. */
  readonly key: string;
}

export const isUnreadable = (reading: object): reading is Unreadable => 'code' in reading && 'expected' in reading;
