import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../../platform/audit/index.js';
import { JobHandlers, Sweeps } from '../../platform/queue/index.js';
import { AssessmentsModule } from '../assessments/index.js';
import { AssessmentIntake } from './assessment-intake.service.js';
import { FactIntake } from './fact-intake.service.js';
import { Import, ImportCorrection, ImportedRow, ImportGroup, ImportMapping } from './import.entity.js';
import { ImportController } from './import.controller.js';
import { ImportProcessor } from './import-processor.service.js';
import { ImportReader } from './import-reader.service.js';
import { ImportUpload } from './import-upload.service.js';
import { IntakeController } from './intake.controller.js';
import { defaultIntakeLimits, INTAKE_LIMITS } from './intake-limits.js';
import { AnsweredFiles } from './queries/answered-files.service.js';
import { QueryAnswers } from './queries/query-answers.service.js';
import { SenderQueryController } from './queries/query.controller.js';
import { Senders } from './senders.service.js';
import { TableController } from './tables/table.controller.js';
import { TableMappings } from './tables/table-mappings.service.js';
import { TablePreviews } from './tables/table-preview.service.js';

const sweepMilliseconds = 5_000;

/** The doors: JSON and files become assessments and facts; what cannot be read becomes a query to its sender. */
@Module({
  imports: [
    AuditModule,
    AssessmentsModule,
    TypeOrmModule.forFeature([Import, ImportCorrection, ImportedRow, ImportGroup, ImportMapping]),
  ],
  controllers: [IntakeController, TableController, ImportController, SenderQueryController],
  providers: [
    AnsweredFiles,
    AssessmentIntake,
    FactIntake,
    ImportProcessor,
    ImportReader,
    ImportUpload,
    QueryAnswers,
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
  ) {}

  onModuleInit(): void {
    this.handlers.registerHandler('process-import', ({ importId }) => this.processor.process(importId));
    this.sweeps.registerSweep('unfinished-imports', sweepMilliseconds, () => this.processor.resume());
  }
}
