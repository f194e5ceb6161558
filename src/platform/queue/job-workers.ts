import { Inject, Injectable } from '@nestjs/common';
import type { Job } from 'bullmq';
import { Counter, Histogram } from 'prom-client';
import {
  loggedError,
  LOGGER,
  type Logger,
  MetricsRegistry,
  withinTimeLimit,
  withTrace,
} from '../observability/index.js';
import { FaultLog } from './fault-log.js';
import { JobHandlers } from './job-handlers.js';
import { type JobName, jobNames } from './jobs.js';
import { type BackendWorker, type JobData, QUEUE_BACKEND, type QueueBackend } from './queue-backend.js';

/** How long a stopping process waits for the jobs it runs; one that takes longer is run again by another worker. */
const stopMilliseconds = 15_000;

const checkMilliseconds = 1_000;

/** How long closing may take once no job runs. */
const closeMilliseconds = 2_000;

/** Runs the jobs of the queue in this process. */
@Injectable()
export class JobWorkers {
  readonly #running = new Set<Promise<void>>();
  readonly #workers = new Map<JobName, BackendWorker>();
  readonly #durations: Histogram<'job' | 'outcome'>;
  readonly #stalled: Counter<'job'>;

  constructor(
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    @Inject(JobHandlers) private readonly handlers: JobHandlers,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(MetricsRegistry) metrics: MetricsRegistry,
  ) {
    this.#durations = new Histogram({
      name: 'consilium_job_duration_seconds',
      help: 'Time a job took in this process.',
      labelNames: ['job', 'outcome'],
      buckets: [0.01, 0.05, 0.2, 1, 5, 20, 60],
      registers: [metrics],
    });
    this.#stalled = new Counter({
      name: 'consilium_jobs_stalled_total',
      help: 'Jobs whose worker went away and that this process put back.',
      labelNames: ['job'],
      registers: [metrics],
    });
  }

  /** @throws OperationalError when a job has no handler */
  async start(concurrency: number): Promise<void> {
    this.handlers.assertComplete();
    await Promise.all(jobNames.map(async (name) => this.#workers.set(name, await this.#open(name, concurrency))));
  }

  /** Takes no further jobs and waits for those that run. */
  async stop(): Promise<void> {
    // While the backend is away no further job can be taken, and an orderly close would wait for it for ever.
    const reachable = await withinTimeLimit(this.backend.check(), checkMilliseconds).then(
      () => true,
      () => false,
    );
    const closed = reachable ? this.#close(false) : undefined;
    await withinTimeLimit(Promise.allSettled(this.#running), stopMilliseconds).catch((error: unknown) =>
      this.logger.warn('Jobs did not end in time and are run again elsewhere', { jobCount: this.#running.size, error }),
    );
    await withinTimeLimit(closed ?? this.#close(true), closeMilliseconds).catch((error: unknown) =>
      this.logger.warn('The workers could not be closed in order', { error }),
    );
  }

  async #close(force: boolean): Promise<void> {
    await Promise.all([...this.#workers.values()].map((worker) => worker.close(force)));
  }

  /** Whether every worker that was started takes jobs. */
  areRunning(): boolean {
    return [...this.#workers.values()].every((worker) => worker.isRunning());
  }

  #open(name: JobName, concurrency: number): Promise<BackendWorker> {
    const faults = new FaultLog((fault) => this.logger.warn('The worker reports an error', { job: name, ...fault }));
    return this.backend.openWorker(name, {
      process: (job) => this.#tracked(this.#run(name, job)),
      concurrency,
      onError: (error) => faults.note(error),
      onStalled: (jobId) => {
        this.#stalled.inc({ job: name });
        this.logger.warn('A job lost its worker and is run again', { job: name, jobId });
      },
    });
  }

  #tracked(run: Promise<void>): Promise<void> {
    this.#running.add(run);
    return run.finally(() => this.#running.delete(run));
  }

  async #run(name: JobName, job: Job<JobData>): Promise<void> {
    const { payload, traceId } = job.data;
    const stopClock = this.#durations.startTimer({ job: name });
    await withTrace(traceId, async () => {
      try {
        await this.handlers.handle(name, payload);
        stopClock({ outcome: 'done' });
      } catch (error) {
        stopClock({ outcome: 'failed' });
        this.logger.error('A job failed', { job: name, jobId: job.id, attemptCount: job.attemptsMade + 1, error });
        throw new JobFailure(error);
      }
    });
  }
}

/** What the queue keeps of a failure: messages of the database or of a parser may quote a patient's data, so only the kind and the code. */
class JobFailure extends Error {
  constructor(error: unknown) {
    const { kind, code } = loggedError(error);
    super(code === undefined ? kind : `${kind} ${code}`);
    this.name = 'JobFailure';
  }
}
