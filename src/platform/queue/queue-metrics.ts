import { Inject, Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { LOGGER, type Logger, MetricsRegistry, withinTimeLimit } from '../observability/index.js';
import { FaultLog } from './fault-log.js';
import { type JobName, jobNames } from './jobs.js';
import { OpenQueues } from './open-queues.js';
import { QUEUE_BACKEND, type QueueBackend } from './queue-backend.js';

const states = ['waiting', 'active', 'delayed', 'failed'] as const;

interface QueueReading {
  readonly name: JobName;
  readonly counts: Readonly<Record<string, number>>;
  readonly oldestSeconds: number;
}

const limitMilliseconds = 1_500;

/** How the queues stand, read from the backend each time the metrics are asked for. Of an unreachable queue nothing is told but that. */
@Injectable()
export class QueueMetrics {
  readonly #faults: FaultLog;
  #reading: Promise<readonly QueueReading[] | null> | undefined;

  constructor(
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    @Inject(OpenQueues) private readonly queues: OpenQueues,
    @Inject(LOGGER) logger: Logger,
    @Inject(MetricsRegistry) metrics: MetricsRegistry,
  ) {
    this.#faults = new FaultLog((fault) => logger.warn('The queue could not be read for the metrics', { ...fault }));
    this.#registerReachable(metrics);
    this.#registerJobs(metrics);
    this.#registerAge(metrics);
  }

  #registerReachable(metrics: MetricsRegistry): void {
    const gauge: Gauge = new Gauge({
      name: 'consilium_queue_reachable',
      help: '1 if the queue answers this process, else 0.',
      registers: [metrics],
      collect: async () => {
        gauge.set((await this.#read()) === null ? 0 : 1);
      },
    });
  }

  #registerJobs(metrics: MetricsRegistry): void {
    const gauge = new Gauge({
      name: 'consilium_queue_jobs',
      help: 'Jobs by kind and state; delayed ones wait for another try, failed ones have had their last.',
      labelNames: ['job', 'state'],
      registers: [metrics],
      collect: async () => {
        const readings = await this.#read();
        gauge.reset();
        for (const { name, counts } of readings ?? []) {
          for (const state of states) gauge.set({ job: name, state }, counts[state] ?? 0);
        }
      },
    });
  }

  #registerAge(metrics: MetricsRegistry): void {
    const gauge = new Gauge({
      name: 'consilium_queue_age_seconds',
      help: 'Age of the oldest waiting job of each kind; 0 if none waits.',
      labelNames: ['job'],
      registers: [metrics],
      collect: async () => {
        const readings = await this.#read();
        gauge.reset();
        for (const { name, oldestSeconds } of readings ?? []) gauge.set({ job: name }, oldestSeconds);
      },
    });
  }

  /** One reading for all gauges of the same scrape. */
  #read(): Promise<readonly QueueReading[] | null> {
    this.#reading ??= withinTimeLimit(this.#readAll(), limitMilliseconds)
      .catch((error: unknown) => {
        this.#faults.note(error);
        return null;
      })
      .finally(() => {
        this.#reading = undefined;
      });
    return this.#reading;
  }

  async #readAll(): Promise<readonly QueueReading[]> {
    // Tells at once when the connection is lost, where a command would wait for it to come back.
    await this.backend.check();
    return Promise.all(jobNames.map((name) => this.#readOne(name)));
  }

  async #readOne(name: JobName): Promise<QueueReading> {
    const queue = this.queues.get(name);
    const counts = await queue.getJobCounts(...states);
    const [oldest] = await queue.getJobs(['waiting'], 0, 0, true);
    return {
      name,
      counts,
      oldestSeconds: oldest === undefined ? 0 : Math.max(0, Date.now() - oldest.timestamp) / 1_000,
    };
  }
}
