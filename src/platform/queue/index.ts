export { type JobHandler, JobHandlers } from './job-handlers.js';
export { linesPerBlock } from './job-definitions.js';
export { JobQueue } from './job-queue.js';
export { type JobName, jobNames } from './jobs.js';
export { QueueModule, type QueueModuleOptions } from './queue.module.js';
export { Sweeps, type SweepWork } from './sweeps.js';
