import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '../../platform/access/index.js';
import { AuditModule } from '../../platform/audit/index.js';
import { JobHandlers, Sweeps } from '../../platform/queue/index.js';
import { AssessmentsModule } from '../assessments/index.js';
import { AssessmentGathering } from './assessment-gathering.service.js';
import { AssessmentIntake } from './assessment-intake.service.js';
import { FactIntake } from './fact-intake.service.js';
import { Import, ImportCorrection, ImportedRow, ImportGroup, ImportMapping, RawMessage } from './import.entity.js';
import { ImportController } from './import.controller.js';
import { ImportProcessor } from './import-processor.service.js';
import { ImportReader } from './import-reader.service.js';
import { ImportUpload } from './import-upload.service.js';
import { IntakeController } from './intake.controller.js';
import { defaultIntakeLimits, INTAKE_LIMITS } from './intake-limits.js';
import { DicomController } from './doors/dicom.controller.js';
import { DicomDoor } from './doors/dicom-door.service.js';
import { DicomStore } from './doors/dicom-store.service.js';
import { FhirController } from './doors/fhir.controller.js';
import { Hl7Answers } from './doors/hl7-answers.service.js';
import { Hl7Controller } from './doors/hl7.controller.js';
import { MessageIntake } from './doors/message-intake.service.js';
import { MllpDoor } from './doors/mllp-door.service.js';
import { RawMessages } from './doors/raw-messages.service.js';
import { ReplayController } from './doors/replay.controller.js';
import { AnsweredFiles } from './queries/answered-files.service.js';
import { QueryAnswers } from './queries/query-answers.service.js';
import { SenderQueryController } from './queries/query.controller.js';
import { Senders } from './senders.service.js';
import { TableController } from './tables/table.controller.js';
import { TableMappings } from './tables/table-mappings.service.js';
import { TablePreviews } from './tables/table-preview.service.js';

const sweepMilliseconds = 5_000;
const forgettingMilliseconds = 600_000;

/** The doors: JSON and files become assessments and facts; what cannot be read becomes a query to its sender. */
@Module({
  imports: [
    AccessModule,
    AuditModule,
    AssessmentsModule,
    TypeOrmModule.forFeature([Import, ImportCorrection, ImportedRow, ImportGroup, ImportMapping, RawMessage]),
  ],
  controllers: [
    IntakeController,
    TableController,
    ImportController,
    SenderQueryController,
    FhirController,
    Hl7Controller,
    DicomController,
    ReplayController,
  ],
  providers: [
    AnsweredFiles,
    AssessmentGathering,
    AssessmentIntake,
    FactIntake,
    DicomDoor,
    DicomStore,
    Hl7Answers,
    ImportProcessor,
    ImportReader,
    ImportUpload,
    MessageIntake,
    MllpDoor,
    QueryAnswers,
    RawMessages,
    Senders,
    TableMappings,
    TablePreviews,
    { provide: INTAKE_LIMITS, useValue: defaultIntakeLimits },
  ],
})
export class IntakeModule implements OnModuleInit {
  constructor(
    private readonly handlers: JobHandlers,
    private readonly sweeps: Sweeps,
    private readonly processor: ImportProcessor,
    private readonly raw: RawMessages,
  ) {}

  onModuleInit(): void {
    this.handlers.registerHandler('process-import', ({ importId }) => this.processor.process(importId));
    this.sweeps.registerSweep('unfinished-imports', sweepMilliseconds, () => this.processor.resume());
    this.sweeps.registerSweep('messages-past-their-time', forgettingMilliseconds, () => this.raw.forget());
  }
}
