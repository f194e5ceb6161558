export {
  AssessmentRecorder,
  type AssessmentsRecorded,
  type IncomingAssessment,
  incomingDocument,
} from './assessment-recorder.service.js';
export { Assessment, Measurement, MeasurementQuantity } from './assessment.entity.js';
export { AssessmentsModule } from './assessments.module.js';
export { CaseFact } from './case-fact.entity.js';
export { contentHash } from './content-hash.js';
export { type FactOutcome, FactRecorder, type FactsRecorded } from './fact-recorder.service.js';
export { HistoryReader, type LineHistory } from './history-reader.service.js';
export { LineVersions, type StaleFigures } from './line-versions.service.js';
export { type OpenMarks, writeOpenMarks } from './open-marks.js';
export { Lesion, Patient, TreatmentLine } from './patient.entity.js';
export { listsBy } from './recorded-assessments.js';
export type { ConflictOutcome, RecordingConflict, RecordingContext } from './recording.js';
export type { AssessmentOutcome } from './recording-plan.js';
export { type LineQuery, type QueriedFault, type RaisedQuery, SenderQueries } from './sender-queries.service.js';
export { peopleIssuer } from './stated-facts.service.js';
export { type QueryPlace, SenderQuery } from './sender-query.entity.js';
