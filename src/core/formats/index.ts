/**
 * The formats that files are sent in, in two steps. A source reads the bytes of one file: a `RowSource` gives rows, a `DocumentSource`
 * documents. A `TabularFormat` says what rows mean: assessments, and what is wrong with them. Pure.
 */
export * from './tabular-format.js';
export * from './csv/csv-columns.js';
export * from './csv/csv-mapping.js';
export { type ColumnForm, ColumnSurveyor } from './csv/column-forms.js';
export { withCorrection } from './csv/visits.js';
export { type DelimiterFound, delimiterOf, type Delimiter } from './proposal/delimiters.js';
export { type Doubt, doubt, doubtCodes } from './proposal/doubts.js';
export { tableTemplate, type TemplateName, templateNames } from './proposal/templates.js';
export { type TablePreview, TablePreviewer } from './proposal/table-preview.js';
export { recordsOfText } from './csv/csv-source.js';
export {
  cellsOf,
  fits,
  isBlankRecord,
  rowsOfRecords,
  type RowSource,
  type RowSourceContext,
  type SourceNote,
  type SourceRecords,
} from './row-source.js';
export { type Acknowledged, acknowledgement } from './answers/hl7-acknowledgement.js';
export { FrameFault, framed, MllpFrames } from './answers/mllp-frames.js';
export { type OperationOutcome, outcomeOfReceived, outcomeOfRefusal } from './answers/operation-outcome.js';
export type { Received, ReceivedFault } from './answers/received.js';
export { boundaryOf, type RelatedPart, relatedParts } from './answers/related-parts.js';
export { mergesIn } from './hl7v2/hl7-merges.js';
export { instanceNames } from './dicom-sr/dicom-dataset.js';
export { asPart10 } from './dicom-sr/part-10.js';
export type { ReadDocuments } from './document-source.js';
export { documentRows, documentsFormat } from './exam/documents-format.js';
export type { DocumentContext } from './exam/reported-exam.js';
export { type SourceFault, tellingLength } from './file-signs.js';
export { isTooLongForALine, TextBytes } from './text-bytes.js';
export { documentSources, type FileSource, rowSourceOf, rowSources, sourceOf } from './sources.js';
export { causeOfUnknownHeader } from './header-cause.js';
export { isUnnamed } from './header.js';
export { checkCsvMapping } from './csv/csv-header.js';
export { csvFormat } from './csv/csv-format.js';
export { sdtmFormat } from './sdtm/sdtm-format.js';
export { assembleAll, missingFiles, recogniseFile, tabularFormats } from './assemble-all.js';
export { isResponseFile, readReportedResponses, ResponseReader, type ReadResponses } from './sdtm/sdtm-responses.js';
export type { ReportedOverallResponse, ReportedResponse } from './sdtm/reported-response.js';
