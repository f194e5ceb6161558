/**
 * The formats that files are sent in, in two steps. A source reads the bytes of one file: a `RowSource` gives rows, a `DocumentSource`
 * documents. A `TabularFormat` says what rows mean: assessments, and what is wrong with them. Pure.
 */
export * from './tabular-format.js';
export * from './csv/csv-columns.js';
export * from './csv/csv-mapping.js';
export { recordsOfText } from './csv/csv-source.js';
export {
  cellsOf,
  fits,
  isBlankRecord,
  misfitCell,
  rowsOfRecords,
  type RowSource,
  type RowSourceContext,
  type SourceRecords,
} from './row-source.js';
export type { DocumentSource, ReadDocuments, SentDocument } from './document-source.js';
export { documentRows, documentsFormat } from './exam/documents-format.js';
export type { DocumentContext } from './exam/reported-exam.js';
export type { FileSigns, SentFile, SourceFault } from './file-signs.js';
export { isTooLongForALine, TextBytes, type TextEncoding } from './text-bytes.js';
export { documentSources, type FileSource, rowSourceOf, rowSources, sourceOf } from './sources.js';
export { causeOfUnknownHeader } from './header-cause.js';
export { isUnnamed } from './header.js';
export { checkCsvMapping, type CheckedMapping } from './csv/csv-header.js';
export { csvFormat } from './csv/csv-format.js';
export { sdtmFormat } from './sdtm/sdtm-format.js';
export { assembleAll, missingFiles, recogniseFile, tabularFormats, type RecognisedFile } from './assemble-all.js';
export {
  isResponseFile,
  readReportedResponses,
  type ReadResponses,
  type ReportedByCriterion,
  type ReportedOverallResponse,
  type ReportedResponse,
} from './sdtm/sdtm-responses.js';
