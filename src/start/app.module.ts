import { type DynamicModule, Module } from '@nestjs/common';
import { migrations } from '../../migrations/index.js';
import { AssessmentsModule } from '../modules/assessments/index.js';
import { BoardsModule } from '../modules/boards/index.js';
import { IntakeModule } from '../modules/intake/index.js';
import { TriageModule } from '../modules/triage/index.js';
import { AccessModule } from '../platform/access/index.js';
import { ConfigModule, type Settings } from '../platform/config/index.js';
import { DatabaseModule } from '../platform/database/index.js';
import { HttpModule } from '../platform/http/index.js';
import { LiveModule } from '../platform/live/index.js';
import { ObservabilityModule, type ServiceLogger } from '../platform/observability/index.js';
import { QueueModule } from '../platform/queue/index.js';

export interface AppOptions {
  readonly settings: Settings;
  readonly logger: ServiceLogger;
  readonly connectionString: string;
}

/** The whole service. */
@Module({})
export class AppModule {
  static forRoot({ settings, logger, connectionString }: AppOptions): DynamicModule {
    const { role, redisUrl, jobConcurrency } = settings;
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(settings),
        ObservabilityModule.forRoot(logger),
        DatabaseModule.forRoot({ connectionString, migrations, applicationName: `consilium ${role}` }),
        AccessModule,
        QueueModule.forRoot({ role, connectionString, redisUrl, jobConcurrency }),
        LiveModule,
        HttpModule,
        AssessmentsModule,
        IntakeModule,
        TriageModule,
        BoardsModule,
      ],
    };
  }
}
