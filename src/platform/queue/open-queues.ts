import type { Logger } from '../observability/index.js';
import { FaultLog } from './fault-log.js';
import { jobNames, type JobName } from './jobs.js';
import type { BackendQueue, QueueBackend } from './queue-backend.js';

/** One queue a kind of job, so that a long import does not stand before a classification. */
export class OpenQueues {
  private constructor(private readonly queues: ReadonlyMap<JobName, BackendQueue>) {}

  static async open(backend: QueueBackend, logger: Logger): Promise<OpenQueues> {
    const opened = await Promise.all(
      jobNames.map(async (name) => {
        const faults = new FaultLog((fault) => logger.warn('The queue reports an error', { queue: name, ...fault }));
        return [name, await backend.openQueue(name, (error) => faults.note(error))] as const;
      }),
    );
    return new OpenQueues(new Map(opened));
  }

  get(name: JobName): BackendQueue {
    const queue = this.queues.get(name);
    if (queue === undefined) throw new Error(`There is no queue for the job ${name}: add it to jobNames`);
    return queue;
  }

  async close(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
  }
}
