import { type DynamicModule, Module } from '@nestjs/common';
import { HealthChecks } from './health-checks.js';
import { LOGGER, type Logger } from './logger.js';
import { METRICS, MetricsRegistry } from './metrics-registry.js';

/** Gives every module the logger, the metrics and the health checks of the process. */
@Module({})
export class ObservabilityModule {
  /** @param logger made by `createLogger` before the application, which logs its own start with it */
  static forRoot(logger: Logger): DynamicModule {
    const providers = [
      { provide: LOGGER, useValue: logger },
      { provide: METRICS, useExisting: MetricsRegistry },
      MetricsRegistry,
      HealthChecks,
    ];
    return { module: ObservabilityModule, global: true, providers, exports: providers };
  }
}
