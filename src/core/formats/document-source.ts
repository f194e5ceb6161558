/**
 * Where documents come from: how the content of one file becomes assessments and statements of facts. Each is checked by itself and is
 * taken whole or refused whole with all that is wrong with it.
 */
import type { AssessmentDocument, FactStatement, Fault } from '../record/index.js';
import type { FileSigns, SourceFault } from './file-signs.js';

export type SentDocument =
  | { readonly kind: 'assessment'; readonly document: AssessmentDocument }
  | { readonly kind: 'facts'; readonly statement: FactStatement }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] };

/** In the order of the file; or why none of it can be read. `row` is then a line of the file. */
export type ReadDocuments = { readonly documents: readonly SentDocument[] } | { readonly fault: SourceFault };

export interface DocumentSource {
  readonly name: 'json';
  readonly signs: FileSigns;
  /** Reads a file that is in memory, unpacked. */
  readonly read: (bytes: Uint8Array) => ReadDocuments;
}
