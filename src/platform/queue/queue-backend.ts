import type { Processor, Queue, Worker } from 'bullmq';
import type { JobName, JobPayloads } from './jobs.js';

/** What travels in a BullMQ job: ids and the trace they belong to. */
export interface JobData<Name extends JobName = JobName> {
  readonly payload: JobPayloads[Name];
  readonly traceId: string;
}

type AnyQueue = Queue<JobData, void, JobName>;
type AnyWorker = Worker<JobData, void, JobName>;

/** The part of a BullMQ queue that this service uses, the same on every backend. */
export type BackendQueue = Pick<AnyQueue, 'addBulk' | 'getJobCounts' | 'getJobs' | 'close'>;

/** The part of a BullMQ worker that this service uses, the same on every backend. */
export type BackendWorker = Pick<AnyWorker, 'close' | 'isRunning'>;

/** Told about an error that BullMQ reports by itself, such as a lost connection; over and over while it lasts. */
export type OnError = (error: Error) => void;

/** What a worker does, and whom it tells what. */
interface WorkerTask {
  readonly process: Processor<JobData, void, JobName>;
  readonly concurrency: number;
  readonly onError: OnError;
  /** Told about a job that this worker took from one that went away. */
  readonly onStalled: (jobId: string) => void;
}

/** Where the jobs wait: Redis, or the PostgreSQL that holds everything else. */
export interface QueueBackend {
  readonly name: 'redis' | 'postgresql';
  openQueue(name: JobName, onError: OnError): Promise<BackendQueue>;
  /** Opens a worker, which takes jobs from then on. */
  openWorker(name: JobName, task: WorkerTask): Promise<BackendWorker>;
  /** Rejects when the backend cannot be used now. */
  check(): Promise<unknown>;
  /** Closes the connections, after the workers and the queues; at once if they are lost. */
  close(): Promise<void>;
}

/** Injection token of the process's `QueueBackend`. */
export const QUEUE_BACKEND = Symbol('QUEUE_BACKEND');

/*
 * Plain BullMQ, not @nestjs/bullmq: that one needs a module call and a processor class for each queue, takes its backend
 * from a global of the process, and closes queues and workers in no set order. Here the job map names the queues, a
 * handler is a function, two backends can be open in one process (a test does it), and workers close before queues.
 */

/** Options of every queue. */
export const queueOptions = {
  // Nobody reads the stream of events; it is kept short.
  streams: { events: { maxLen: 1_000 } },
  defaultJobOptions: {
    // Five tries over some eight seconds bridge a restart of the database; then the sweep begins anew.
    attempts: 5,
    backoff: { type: 'exponential', delay: 500 },
    // A job that is done has left its trace in the database.
    removeOnComplete: true,
    removeOnFail: { count: 1_000, age: 7 * 24 * 3_600 },
    stackTraceLimit: 12,
  },
} as const;

/** Options of every worker: a job of a killed process is taken up again after 4 to 16 seconds, inside the 30 that healing may take. */
export const workerOptions = {
  lockDuration: 8_000,
  stalledInterval: 4_000,
  // A job may lose its process a few times without being to blame; one that kills its process must end.
  maxStalledCount: 3,
  // How soon a worker asks again after its backend refused the connection.
  runRetryDelay: 1_000,
} as const;
