import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '../../platform/access/index.js';
import { AuditModule } from '../../platform/audit/index.js';
import { AssessmentMetrics } from './assessment-metrics.service.js';
import { AssessmentRecorder } from './assessment-recorder.service.js';
import { Assessment, Measurement, MeasurementQuantity } from './assessment.entity.js';
import { CaseFact } from './case-fact.entity.js';
import { FactController } from './fact.controller.js';
import { FactDefinitionController } from './fact-definition.controller.js';
import { FactRecorder } from './fact-recorder.service.js';
import { HistoryReader } from './history-reader.service.js';
import { ConfirmedLesionMatch } from './lesion-match.entity.js';
import { LesionMatchController } from './lesion-match.controller.js';
import { LesionMatches } from './lesion-matches.service.js';
import { LineVersions } from './line-versions.service.js';
import { NoticeController } from './notice.controller.js';
import { PatientMerge, PatientMergeArrival } from './patient-merge.entity.js';
import { PatientMergeController } from './patient-merge.controller.js';
import { PatientMerges } from './patient-merges.service.js';
import { PatientReader } from './patient-reader.service.js';
import { PatientRegister } from './patient-register.service.js';
import { PatientController } from './patient.controller.js';
import { Lesion, Patient, TreatmentLine } from './patient.entity.js';
import { SenderQueries } from './sender-queries.service.js';
import { SenderQuery } from './sender-query.entity.js';
import { StatedFacts } from './stated-facts.service.js';

const entities = [
  Patient,
  TreatmentLine,
  Lesion,
  Assessment,
  Measurement,
  MeasurementQuantity,
  CaseFact,
  SenderQuery,
  PatientMerge,
  PatientMergeArrival,
  ConfirmedLesionMatch,
];

/** What was measured: patients, treatment lines, lesions, assessments and facts, append-only, with the versions that tell what is stale. */
@Module({
  imports: [AccessModule, AuditModule, TypeOrmModule.forFeature(entities)],
  controllers: [
    FactController,
    FactDefinitionController,
    LesionMatchController,
    NoticeController,
    PatientController,
    PatientMergeController,
  ],
  providers: [
    AssessmentMetrics,
    AssessmentRecorder,
    FactRecorder,
    HistoryReader,
    LesionMatches,
    LineVersions,
    PatientMerges,
    PatientReader,
    PatientRegister,
    SenderQueries,
    StatedFacts,
  ],
  exports: [
    AssessmentRecorder,
    FactRecorder,
    HistoryReader,
    LineVersions,
    PatientMerges,
    PatientRegister,
    SenderQueries,
  ],
})
export class AssessmentsModule {}
