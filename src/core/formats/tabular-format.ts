/**
 * How a file of rows becomes assessments. A format is an object of pure functions; whoever has the rows (an upload streamed into
 * a table and grouped there by SQL, or rows in memory) calls them in this order:
 *
 *   1. `recognise(header)`            once a file: which file of the format this is, or what is wrong with its header
 *   2. `spread(cells)`                once a row, where the format has it: rows of which each belongs to one assessment
 *   3. `keysOf(file, row, cells)`     once a row: the group (one assessment) and the subject it belongs to
 *   4. `assemble(rows, subjectRows)`  once a group: with all rows of that group, and all rows that share the subject key and come
 *                                     from a file marked `ofSubject`
 *
 * Every row has a group. A row that names no patient or no timepoint is a group of its own, and `assemble` holds it by name: there
 * is no second way for faulty rows. The order of rows and of groups carries no meaning.
 */
import type { AssessmentDocument, FactStatement, RowFault } from '../record/index.js';
import type { CsvMapping } from './csv/csv-mapping.js';

/** The cells of one row by column name, as sent (not trimmed). A column that the row does not have is absent or ''. */
export type Cells = Readonly<Record<string, string>>;

export interface ImportRow {
  /** Name of the file inside its format, as `recognise` gave it. */
  readonly file: string;
  /** Number of the record as a spreadsheet counts: the header is row 1, the first record row 2. */
  readonly row: number;
  readonly cells: Cells;
}

/** What holds for a whole upload. */
export interface TabularContext {
  /** Issuer to use where neither the rows nor a mapping name one: the account that sent the upload, say. */
  readonly issuer: string;
  /** How the sender's CSV columns and words translate to ours; null where the file uses ours. The SDTM format does not read it. */
  readonly mapping: CsvMapping | null;
  /** True where the sender declares that all patients of the upload are invented. */
  readonly synthetic?: boolean;
  /** The sheet of a workbook that is meant, where it has several. */
  readonly sheet?: string | undefined;
  /** No exam is dated after this day; left out, none is held for its date. */
  readonly today?: string | undefined;
}

export interface TabularFile {
  readonly name: string;
  readonly description: string;
  /** Columns without which the file is refused. */
  readonly required: readonly string[];
  /** Columns that are read where they are there. */
  readonly optional: readonly string[];
  /** True: its rows are handed to every group of the same subject (TU identifies the lesions that TR measures at each visit). */
  readonly ofSubject: boolean;
}

/**
 * taken: `columns` are those that are read (in the sender's words): only these need to be kept of a row.
 * refused: it is a file of this format, but cannot be read as it is.
 * other: not a file of this format.
 */
export type Recognition =
  | { readonly kind: 'taken'; readonly file: string; readonly columns: readonly string[] }
  | { readonly kind: 'refused'; readonly file: string; readonly faults: readonly RowFault[] }
  | { readonly kind: 'other' };

/** Both are opaque, and stable for the same content whatever the order of rows. */
export interface RowKeys {
  /** One assessment: patient, treatment line, evaluator, timepoint. */
  readonly groupKey: string;
  /** Shared by all rows of one patient and evaluator; null where the row names no patient. */
  readonly subjectKey: string | null;
}

/** Whom and when an assessment is about: as far as it can be read, also where the assessment is held. Dates are partial dates as text. */
export interface AssessmentIdentity {
  readonly issuer: string;
  /** Null where the rows do not say enough to tell this assessment from others. */
  readonly sourceId: string | null;
  readonly patient: { readonly issuer: string; readonly id: string } | null;
  /** Null: not stated, the line is implied. */
  readonly treatmentLine: string | null;
  readonly evaluator: string | null;
  readonly timepoint: {
    readonly label: string;
    readonly date: string | null;
    readonly studyDay: number | null;
    readonly baseline: boolean | null;
    /** Place among the sender's timepoints (VISITNUM); left out or null where none was sent. */
    readonly order?: number | null;
  } | null;
}

export interface AssembledGroup {
  readonly identity: AssessmentIdentity;
  /**
   * Null where `held` names a fault, and where the rows are no assessment of their own (`identity.sourceId` is then null, `held` empty):
   * rows of TU without a visit. It has passed `checkAssessmentDocument`.
   */
  readonly assessment: AssessmentDocument | null;
  /** Faults that hold the whole assessment: a value could not be read, and a smaller sum would be the alternative. */
  readonly held: readonly RowFault[];
  /** Questions to the sender that hold nothing. Present beside an accepted and beside a held assessment. */
  readonly queries: readonly RowFault[];
  /** Facts, where a document states them; they are recorded beside assessments. */
  readonly statement?: FactStatement;
}

export interface TabularFormat {
  readonly name: 'csv' | 'sdtm' | 'documents';
  readonly files: readonly TabularFile[];
  readonly recognise: (header: readonly string[], context: TabularContext) => Recognition;
  /** A row that is several assessments' as the rows of each; left out where every row is one assessment's. */
  readonly spread?: (cells: Cells, context: TabularContext) => readonly Cells[];
  readonly keysOf: (file: string, row: number, cells: Cells, context: TabularContext) => RowKeys;
  readonly assemble: (
    rows: readonly ImportRow[],
    subjectRows: readonly ImportRow[],
    context: TabularContext,
  ) => AssembledGroup;
}
