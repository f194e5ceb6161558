/**
 * Where documents come from: how the content of one file becomes assessments and statements of facts. Each is checked by itself and is
 * taken whole or refused whole with all that is wrong with it.
 */
import type { AssessmentDocument, FactStatement, Fault, RowFault } from '../record/index.js';
import type { DocumentContext } from './exam/reported-exam.js';
import type { FileSigns, SourceFault } from './file-signs.js';
import type { AssembledGroup } from './tabular-format.js';

export type SentDocument =
  | { readonly kind: 'assessment'; readonly document: AssessmentDocument }
  | { readonly kind: 'facts'; readonly statement: FactStatement }
  /** An exam in a form of other standards: an assessment, or what holds it, with its questions; rows are entries, groups or segments. */
  | { readonly kind: 'exam'; readonly group: AssembledGroup }
  | {
      readonly kind: 'refused';
      /** Which document of the file, counted from 1: of its list or lines, or of the one list in which a case holds it. */
      readonly place: { readonly in: 'file' | 'assessments' | 'facts'; readonly number: number };
      readonly faults: readonly Fault[];
      /** A statement without its facts that cannot be read, for whoever may take a part of it; null where nothing can be read. */
      readonly kept: FactStatement | null;
    };

/** In the order of the file; or why none of it can be read. `row` is then a line of the file. */
export type ReadDocuments =
  | {
      readonly documents: readonly SentDocument[];
      /** What of the file is not read, not sure, or contradicts itself, and belongs to no document of it. */
      readonly queries?: readonly RowFault[];
    }
  | { readonly fault: SourceFault };

export interface DocumentSource {
  readonly name: 'json' | 'dicom-sr' | 'hl7v2';
  readonly signs: FileSigns;
  /** Reads a file that is in memory, unpacked. */
  readonly read: (bytes: Uint8Array, context: DocumentContext) => ReadDocuments;
}
