import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '../../platform/access/index.js';
import { AuditModule } from '../../platform/audit/index.js';
import { JobHandlers, Sweeps } from '../../platform/queue/index.js';
import { AssessmentsModule } from '../assessments/index.js';
import { CaseController } from './items/case.controller.js';
import { CaseReader } from './items/case-reader.service.js';
import { Classification } from './classify/classification.entity.js';
import { ClassificationOutcomes } from './classify/classification-outcomes.service.js';
import { ClassificationReader } from './classify/classification-reader.service.js';
import { ClassificationWriter } from './classify/classification-writer.service.js';
import { Computation } from './classify/computation.service.js';
import { DiscussionItem } from './items/discussion-item.entity.js';
import { DryRunController } from './release/dry-run.controller.js';
import { DryRun, DryRunChange } from './release/dry-run.entity.js';
import { DryRunWorker } from './release/dry-run-worker.service.js';
import { DryRuns } from './release/dry-runs.service.js';
import { FlagController } from './flags/flag.controller.js';
import { Flag } from './flags/flag.entity.js';
import { FlagReader } from './flags/flag-reader.service.js';
import { ItemController } from './items/item.controller.js';
import { ItemHistories } from './items/item-histories.service.js';
import { Items } from './items/items.service.js';
import { LineContents } from './items/line-contents.service.js';
import { LineClassifier } from './classify/line-classifier.service.js';
import { LineController } from './classify/line.controller.js';
import { LineDiscussions } from './items/line-discussions.service.js';
import { LineRetries } from './classify/line-retries.service.js';
import { Reevaluation } from './release/reevaluation.service.js';
import { ReleaseController } from './release/release.controller.js';
import { Release } from './release/release.entity.js';
import { Released } from './release/released.service.js';
import { Releases } from './release/releases.service.js';
import { RobustnessController } from './classify/robustness.controller.js';
import { RobustnessReader } from './classify/robustness-reader.service.js';
import { RuleSwitchController } from './ledger/rule-switch.controller.js';
import { RulesController } from './ledger/rules.controller.js';
import { RuleSwitch } from './ledger/rule-switch.entity.js';
import { RuleSwitches } from './ledger/rule-switches.service.js';
import { ShadowItem } from './ledger/shadow-item.entity.js';
import { TriageJobs } from './classify/triage-jobs.service.js';

const entities = [Release, Classification, Flag, DiscussionItem, RuleSwitch, ShadowItem, DryRun, DryRunChange];

const sweepMilliseconds = 5_000;
const daySweepMilliseconds = 60_000;

/** The jobs: classify lines, raise flags, draft discussion items, evaluate all anew; and what people read of them and decide on them. */
@Module({
  imports: [AccessModule, AuditModule, AssessmentsModule, TypeOrmModule.forFeature(entities)],
  controllers: [
    CaseController,
    DryRunController,
    FlagController,
    ItemController,
    LineController,
    ReleaseController,
    RobustnessController,
    RuleSwitchController,
    RulesController,
  ],
  providers: [
    CaseReader,
    ClassificationOutcomes,
    ClassificationReader,
    ClassificationWriter,
    Computation,
    DryRuns,
    DryRunWorker,
    FlagReader,
    ItemHistories,
    Items,
    LineClassifier,
    LineContents,
    LineDiscussions,
    LineRetries,
    Reevaluation,
    Released,
    Releases,
    RobustnessReader,
    RuleSwitches,
    TriageJobs,
  ],
  exports: [LineClassifier, LineContents, LineDiscussions],
})
export class TriageModule implements OnModuleInit {
  constructor(
    private readonly handlers: JobHandlers,
    private readonly sweeps: Sweeps,
    private readonly jobs: TriageJobs,
    private readonly reevaluation: Reevaluation,
    private readonly dryRuns: DryRunWorker,
  ) {}

  onModuleInit(): void {
    this.handlers.registerHandler('classify-lines', ({ treatmentLineIds }) => this.jobs.classify(treatmentLineIds));
    this.handlers.registerHandler('reevaluate-lines', ({ firstLineIds }) => this.reevaluation.reevaluate(firstLineIds));
    this.handlers.registerHandler('dry-run', ({ dryRunId }) => this.dryRuns.run(dryRunId));
    this.sweeps.registerSweep('stale lines', sweepMilliseconds, () => this.jobs.sweep());
    this.sweeps.registerSweep('lines under other rules', sweepMilliseconds, () => this.reevaluation.sweep());
    this.sweeps.registerSweep('dry runs', sweepMilliseconds, () => this.dryRuns.resume());
    this.sweeps.registerSweep('days that have come', daySweepMilliseconds, () =>
      this.jobs.reachDay(new Date().toISOString().slice(0, 10)),
    );
  }
}
