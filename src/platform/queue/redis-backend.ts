import { Queue, Worker } from 'bullmq';
import { Redis, type RedisOptions } from 'ioredis';
import { TimeLimitError, withinTimeLimit } from '../observability/index.js';
import type { JobName } from './jobs.js';
import { type JobData, type OnError, type QueueBackend, queueOptions, workerOptions } from './queue-backend.js';

export interface RedisBackendOptions {
  /** redis:// or, for TLS, rediss:// */
  readonly url: string;
  /** First part of every key. */
  readonly prefix: string;
  /** Told about a lost connection, over and over while it is lost. */
  readonly onError: OnError;
}

const askEveryMilliseconds = 5_000;

/**
 * A connection that knows its copies and asks whether its other end is still there. BullMQ makes a copy for each worker to
 * block on, watches over it, and cannot end it while it is lost. Over the connection itself nobody watches: where a network
 * fails without a word, it would hold every command for a quarter of an hour.
 */
class WatchedRedis extends Redis {
  readonly #copies: Redis[] = [];
  readonly #watch = setInterval(() => void this.#makeAnewIfSilent(), askEveryMilliseconds).unref();

  override duplicate(override?: Partial<RedisOptions>): Redis {
    const copy = super.duplicate(override);
    this.#copies.push(copy);
    return copy;
  }

  async closeAll(): Promise<void> {
    clearInterval(this.#watch);
    for (const copy of this.#copies) copy.disconnect();
    if (this.status === 'ready') await this.quit();
    else this.disconnect();
  }

  async #makeAnewIfSilent(): Promise<void> {
    if (this.status !== 'ready') return;
    await withinTimeLimit(this.ping(), askEveryMilliseconds).catch((error: unknown) => {
      if (error instanceof TimeLimitError) this.disconnect(true);
    });
  }
}

/** The queue on Redis. Never fails to open: it keeps trying to connect, for as long as it takes. */
export function openRedisBackend({ url, prefix, onError }: RedisBackendOptions): QueueBackend {
  const connection = new WatchedRedis(url, {
    // BullMQ's own demand: its commands wait for the connection to come back instead of failing.
    maxRetriesPerRequest: null,
    connectTimeout: 5_000,
    keepAlive: 10_000,
    retryStrategy: (times) => Math.min(100 * 2 ** Math.min(times, 5), 2_000),
  });
  connection.on('error', onError);
  return {
    name: 'redis',
    async openQueue(name, onQueueError) {
      const queue = new Queue<JobData, void, JobName>(name, { ...queueOptions, connection, prefix });
      queue.on('error', onQueueError);
      return queue;
    },
    async openWorker(name, task) {
      const worker = new Worker<JobData, void, JobName>(name, task.process, {
        ...workerOptions,
        connection,
        prefix,
        concurrency: task.concurrency,
      });
      worker.on('error', task.onError).on('stalled', task.onStalled);
      return worker;
    },
    async check() {
      if (connection.status !== 'ready') throw new Error(`The connection to Redis is ${connection.status}, not ready`);
      await connection.ping();
    },
    close: () => connection.closeAll(),
  };
}
