/*
 * A worker process that takes a job and never ends it, for a test to kill. Its options come as JSON in its first argument;
 * it writes 'taken' once it has the job.
 */
import { startProcess, type ProcessOptions } from './queue-process.js';

const options = JSON.parse(process.argv[2] ?? '{}') as ProcessOptions & {
  connectionString: string;
  redisUrl: string | null;
};

await startProcess({
  ...options,
  role: 'worker',
  classify: () => {
    process.stdout.write('taken\n');
    return new Promise(() => undefined);
  },
});
