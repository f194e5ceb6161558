import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Counter } from 'prom-client';
import { LOGGER, type Logger, MetricsRegistry } from '../../../platform/observability/index.js';

/** What becomes of classifications, counted and, where one goes wrong, logged. */
@Injectable()
export class ClassificationOutcomes implements OnModuleInit {
  #outcomes!: Counter<'outcome'>;

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(MetricsRegistry) private readonly metrics: MetricsRegistry,
  ) {}

  onModuleInit(): void {
    this.#outcomes = new Counter({
      name: 'consilium_classified_lines_total',
      help: 'Treatment lines by what became of their classification.',
      labelNames: ['outcome'],
      registers: [this.metrics],
    });
  }

  noteWritten(classified: number, overtaken: number): void {
    this.#outcomes.inc({ outcome: 'classified' }, classified);
    this.#outcomes.inc({ outcome: 'overtaken' }, overtaken);
  }

  noteFailedBatch(lineCount: number, error: unknown): void {
    this.logger.warn('A batch of treatment lines could not be classified: each is tried alone', { lineCount, error });
  }

  noteFailedLine(treatmentLineId: string, error: unknown): void {
    this.logger.error('A treatment line could not be classified', { treatmentLineId, error });
    this.#outcomes.inc({ outcome: 'failed' });
  }
}
