import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '../../platform/access/index.js';
import { AuditModule } from '../../platform/audit/index.js';
import { AssessmentsModule } from '../assessments/index.js';
import { CaseController } from './case.controller.js';
import { CaseReader } from './case-reader.service.js';
import { Classification } from './classification.entity.js';
import { ClassificationReader } from './classification-reader.service.js';
import { ClassificationWriter } from './classification-writer.service.js';
import { DiscussionItem } from './discussion-item.entity.js';
import { FlagController } from './flag.controller.js';
import { Flag } from './flag.entity.js';
import { FlagReader } from './flag-reader.service.js';
import { ItemController } from './item.controller.js';
import { Items } from './items.service.js';
import { LineClassifier } from './line-classifier.service.js';
import { Release } from './release.entity.js';
import { Releases } from './releases.service.js';
import { TriageJobs } from './triage-jobs.service.js';

const entities = [Release, Classification, Flag, DiscussionItem];

/** The jobs: classify lines, raise flags, draft discussion items; and what people read of them and decide on them. */
@Module({
  imports: [AccessModule, AuditModule, AssessmentsModule, TypeOrmModule.forFeature(entities)],
  controllers: [CaseController, FlagController, ItemController],
  providers: [CaseReader, ClassificationReader, ClassificationWriter, FlagReader, Items, LineClassifier, Releases, TriageJobs],
  exports: [LineClassifier],
})
export class TriageModule {}
