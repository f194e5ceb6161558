import { Test, type TestingModule } from '@nestjs/testing';
import {
  createLogger,
  HealthChecks,
  MetricsRegistry,
  ObservabilityModule,
} from '../../../src/platform/observability/index.js';
import {
  type JobHandler,
  JobHandlers,
  type JobName,
  JobQueue,
  QueueModule,
  type QueueModuleOptions,
  Sweeps,
  type SweepWork,
} from '../../../src/platform/queue/index.js';

export interface ProcessOptions extends Partial<QueueModuleOptions> {
  readonly classify?: JobHandler<'classify-lines'>;
  readonly import?: JobHandler<'process-import'>;
  readonly sweep?: { readonly everyMilliseconds: number; readonly work: SweepWork };
  /** Jobs that get no handler. */
  readonly without?: readonly JobName[];
}

/** What stands for one process of the service: its queue, and what can be seen of it from outside. */
export interface QueueProcess {
  readonly queue: JobQueue;
  /** Log lines as written. */
  readonly lines: readonly string[];
  ready(): Promise<boolean>;
  /** The value of a metric, such as `consilium_queue_jobs{job="classify-lines",state="failed"}`; NaN if it is not told. */
  metric(name: string): Promise<number>;
  stop(): Promise<void>;
}

const nothing = (): Promise<void> => Promise.resolve();

/** Starts a process of the service that has only the queue. */
export async function startProcess(
  options: ProcessOptions & Pick<QueueModuleOptions, 'connectionString' | 'redisUrl'>,
): Promise<QueueProcess> {
  const lines: string[] = [];
  const module = await Test.createTestingModule({
    imports: [
      ObservabilityModule.forRoot(
        createLogger({ logLevel: 'debug', role: options.role ?? 'all' }, { write: (line) => lines.push(line) }),
      ),
      QueueModule.forRoot({ role: 'all', jobConcurrency: 4, ...options }),
    ],
  }).compile();
  registerWork(module, options);
  await module.init().catch(async (error: unknown) => {
    await module.close();
    throw error;
  });
  return {
    queue: module.get(JobQueue),
    lines,
    ready: async () => (await module.get(HealthChecks).readiness()).ready,
    metric: async (name) => {
      const line = (await module.get(MetricsRegistry).metrics())
        .split('\n')
        .find((each) => each.startsWith(`${name} `));
      return line === undefined ? Number.NaN : Number(line.slice(name.length + 1));
    },
    stop: () => module.close(),
  };
}

function registerWork(
  module: TestingModule,
  { classify, import: processImport, sweep, without = [] }: ProcessOptions,
): void {
  const handlers = module.get(JobHandlers);
  if (!without.includes('classify-lines')) handlers.registerHandler('classify-lines', classify ?? nothing);
  if (!without.includes('process-import')) handlers.registerHandler('process-import', processImport ?? nothing);
  for (const name of ['reevaluate-lines', 'dry-run'] as const) handlers.registerHandler(name, nothing);
  if (sweep) module.get(Sweeps).registerSweep('stale-lines', sweep.everyMilliseconds, sweep.work);
}

/** A door that work waits at until it is opened. */
export function door(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((done) => {
    open = done;
  });
  return { opened, open: () => open() };
}
