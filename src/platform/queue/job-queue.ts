import { Inject, Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import {
  currentTraceId,
  LOGGER,
  type Logger,
  MetricsRegistry,
  newTraceId,
  withinTimeLimit,
} from '../observability/index.js';
import { assertRowIds, deduplicationKey, inBatches, jobDefinitions } from './job-definitions.js';
import type { JobName, JobPayloads } from './jobs.js';
import { OpenQueues } from './open-queues.js';
import type { JobData } from './queue-backend.js';

/** How long a caller waits for the queue: a request must not hang because the queue does. */
const limitMilliseconds = 1_000;

/** Jobs that one call adds: a fraction of the limit, also on a busy machine. */
const jobsPerRound = 500;

/** Puts jobs into the queue. The rows that a job names must be committed before. */
@Injectable()
export class JobQueue {
  readonly #failures: Counter<'job'>;
  /** Calls that took longer than the limit and have not come back: while there are any, the next are not even tried. */
  #overdue = 0;

  constructor(
    @Inject(OpenQueues) private readonly queues: OpenQueues,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(MetricsRegistry) metrics: MetricsRegistry,
  ) {
    this.#failures = new Counter({
      name: 'consilium_enqueue_failures_total',
      help: 'Jobs that could not be put into the queue; the sweep of their kind makes up for them.',
      labelNames: ['job'],
      registers: [metrics],
    });
  }

  /**
   * Enqueues work after its commit. A job that already waits for the same ids is not doubled; one that is running is
   * followed by another, which sees what was committed meanwhile. Many ids become several jobs. Never rejects because of
   * the queue: a job that could not be enqueued is logged and counted, and the sweep of its kind makes up for it.
   *
   * @returns whether it was enqueued
   * @throws Error when the payload holds something that is not a row id
   */
  async enqueue<Name extends JobName>(name: Name, payload: JobPayloads[Name]): Promise<boolean> {
    return this.enqueueMany(name, [payload]);
  }

  /** The same for many payloads in few rounds. After a false, some of them may be in the queue; enqueueing all of them again does no harm. */
  async enqueueMany<Name extends JobName>(name: Name, payloads: readonly JobPayloads[Name][]): Promise<boolean> {
    for (const payload of payloads) assertRowIds(name, payload);
    const parts = payloads.flatMap((payload) => jobDefinitions[name].parts(payload));
    if (parts.length === 0) return true;
    try {
      for (const round of inBatches(parts, jobsPerRound)) await this.#add(name, round);
      return true;
    } catch (error) {
      this.#failures.inc({ job: name }, parts.length);
      this.logger.warn('A job could not be enqueued; the sweep makes up for it', {
        job: name,
        jobCount: parts.length,
        error,
      });
      return false;
    }
  }

  async #add<Name extends JobName>(name: Name, payloads: readonly JobPayloads[Name][]): Promise<void> {
    if (this.#overdue > 0) throw new Error('The queue has not answered an earlier call yet');
    const traceId = currentTraceId() ?? newTraceId();
    const added = this.queues.get(name).addBulk(
      payloads.map((payload): { name: JobName; data: JobData; opts: object } => ({
        name,
        data: { payload, traceId },
        opts: { deduplication: { id: deduplicationKey(name, payload), keepLastIfActive: true } },
      })),
    );
    await withinTimeLimit(added, limitMilliseconds).catch((error: unknown) => {
      this.#countWhileOverdue(added);
      throw error;
    });
  }

  #countWhileOverdue(added: Promise<unknown>): void {
    const settle = (): void => {
      this.#overdue -= 1;
    };
    this.#overdue += 1;
    added.then(settle, settle);
  }
}
