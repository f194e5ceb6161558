import { Injectable } from '@nestjs/common';
import { OperationalError } from '../observability/index.js';
import { type JobName, jobNames, type JobPayloads } from './jobs.js';

/** Does the work of one job. Runs in the trace that enqueued it, may run twice, and rejects to be tried again. */
export type JobHandler<Name extends JobName> = (payload: JobPayloads[Name]) => Promise<unknown>;

type Handlers = { [Name in JobName]?: JobHandler<Name> };

/** The handlers of all jobs, registered by the modules while they initialise. */
@Injectable()
export class JobHandlers {
  readonly #handlers: Handlers = {};

  /** @throws Error when the job has a handler already */
  registerHandler<Name extends JobName>(name: Name, handler: JobHandler<Name>): void {
    if (this.#handlers[name] !== undefined)
      throw new Error(`The job ${name} has a handler already: one module handles a job`);
    Object.assign(this.#handlers, { [name]: handler });
  }

  /** @throws OperationalError naming every job without a handler */
  assertComplete(): void {
    const missing = jobNames.filter((name) => this.#handlers[name] === undefined);
    if (missing.length > 0) {
      throw new OperationalError(
        `No module handles these jobs: ${missing.join(', ')}. Import the module that registers a handler for each`,
      );
    }
  }

  async handle<Name extends JobName>(name: Name, payload: JobPayloads[Name]): Promise<void> {
    const handler: JobHandler<Name> | undefined = this.#handlers[name];
    if (handler === undefined) throw new Error(`No handler for the job ${name}`);
    await handler(payload);
  }
}
