import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import type { Role } from '../config/index.js';
import { HealthChecks, LOGGER, type Logger, withinTimeLimit } from '../observability/index.js';
import { FaultLog } from './fault-log.js';
import { JobHandlers } from './job-handlers.js';
import { JobQueue } from './job-queue.js';
import { JobWorkers } from './job-workers.js';
import { OpenQueues } from './open-queues.js';
import { openPostgresBackend } from './postgres-backend.js';
import { QUEUE_BACKEND, type QueueBackend } from './queue-backend.js';
import { QueueMetrics } from './queue-metrics.js';
import { openRedisBackend } from './redis-backend.js';
import { Sweeps } from './sweeps.js';

export interface QueueModuleOptions {
  /** A process of role api enqueues only; worker and all also run jobs and sweeps. */
  readonly role: Role;
  /** The service's PostgreSQL, which carries the queue when there is no Redis. */
  readonly connectionString: string;
  readonly redisUrl: string | null;
  /** Jobs of one kind at the same time. */
  readonly jobConcurrency: number;
  /** First part of every key in Redis; 'consilium' unless several services share one. */
  readonly redisPrefix?: string;
}

const QUEUE_OPTIONS = Symbol('QUEUE_OPTIONS');

const closeMilliseconds = 2_000;

/** The queue of jobs, the workers that run them, and the sweeps. Stops in order: workers and sweeps, queues, connections. */
@Module({})
export class QueueModule implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    @Inject(QUEUE_OPTIONS) private readonly options: QueueModuleOptions,
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    @Inject(OpenQueues) private readonly queues: OpenQueues,
    @Inject(JobWorkers) private readonly workers: JobWorkers,
    @Inject(Sweeps) private readonly sweeps: Sweeps,
    @Inject(HealthChecks) private readonly health: HealthChecks,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  static forRoot(options: QueueModuleOptions): DynamicModule {
    const offered = [JobQueue, JobHandlers, Sweeps];
    return {
      module: QueueModule,
      global: true,
      providers: [
        { provide: QUEUE_OPTIONS, useValue: options },
        { provide: QUEUE_BACKEND, useFactory: (logger: Logger) => openBackend(options, logger), inject: [LOGGER] },
        {
          provide: OpenQueues,
          useFactory: (backend: QueueBackend, logger: Logger) => OpenQueues.open(backend, logger),
          inject: [QUEUE_BACKEND, LOGGER],
        },
        JobWorkers,
        QueueMetrics,
        ...offered,
      ],
      exports: offered,
    };
  }

  onModuleInit(): void {
    this.health.register('queue', async () => {
      await this.backend.check();
      if (!this.workers.areRunning()) throw new Error('A worker takes no jobs');
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    this.logger.info('The queue is open', { backend: this.backend.name });
    if (this.options.role === 'api') return;
    await this.workers.start(this.options.jobConcurrency);
    this.sweeps.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.workers.stop(), this.sweeps.stop()]);
    await this.#close(() => this.queues.close());
    await this.#close(() => this.backend.close());
  }

  async #close(close: () => Promise<void>): Promise<void> {
    await withinTimeLimit(close(), closeMilliseconds).catch((error: unknown) =>
      this.logger.warn('The queue could not be closed in order', { error }),
    );
  }
}

async function openBackend(options: QueueModuleOptions, logger: Logger): Promise<QueueBackend> {
  const faults = new FaultLog((fault) =>
    logger.warn('The connection of the queue is lost or cannot be made', { ...fault }),
  );
  const onError = (error: Error): void => faults.note(error);
  if (options.redisUrl === null) return openPostgresBackend({ connectionString: options.connectionString, onError });
  return openRedisBackend({ url: options.redisUrl, prefix: options.redisPrefix ?? 'consilium', onError });
}
