/**
 * The formats that files are sent in: rows in, assessments and what is wrong with them out. Pure.
 */
export * from './tabular-format.js';
export * from './csv/csv-columns.js';
export * from './csv/csv-mapping.js';
export * from './csv/csv-records.js';
export { checkCsvMapping, type CheckedMapping } from './csv/csv-header.js';
export { csvFormat } from './csv/csv-format.js';
export { sdtmFormat } from './sdtm/sdtm-format.js';
export { assembleAll, missingFiles, recogniseFile, tabularFormats, type RecognisedFile } from './assemble-all.js';
export {
  isResponseFile,
  readReportedResponses,
  type ReadResponses,
  type ReportedByCriterion,
  type ReportedResponse,
} from './sdtm/sdtm-responses.js';
