import { Inject, Injectable } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import {
  LOGGER,
  type Logger,
  MetricsRegistry,
  newTraceId,
  withinTimeLimit,
  withTrace,
} from '../observability/index.js';

/** Looks once for work that no job stands for, sees to it, and tells how much it found. Bounded, and harmless when run twice. */
export type SweepWork = () => Promise<number>;

interface Sweep {
  readonly name: string;
  readonly everyMilliseconds: number;
  readonly work: SweepWork;
  finishedAt: number;
  timer?: NodeJS.Timeout;
  running?: Promise<void>;
}

const stopMilliseconds = 15_000;

/** Work that each worker process repeats by itself, so that it depends on no queue: it is what heals a lost one. */
@Injectable()
export class Sweeps {
  readonly #sweeps = new Map<string, Sweep>();
  readonly #hits: Counter<'sweep'>;
  readonly #failures: Counter<'sweep'>;
  #started = false;
  #stopping = false;

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(MetricsRegistry) metrics: MetricsRegistry,
  ) {
    const labelNames = ['sweep'] as const;
    const registers = [metrics];
    this.#hits = new Counter({
      name: 'consilium_sweep_hits_total',
      help: 'Things that a sweep found without a job.',
      labelNames,
      registers,
    });
    this.#failures = new Counter({
      name: 'consilium_sweep_failures_total',
      help: 'Runs of a sweep that failed.',
      labelNames,
      registers,
    });
    const age = new Gauge({
      name: 'consilium_sweep_age_seconds',
      help: 'Time since a sweep last finished in this process.',
      labelNames,
      registers,
      collect: () => {
        if (!this.#started) return;
        for (const { name, finishedAt } of this.#sweeps.values())
          age.set({ sweep: name }, (performance.now() - finishedAt) / 1_000);
      },
    });
  }

  /**
   * Registers work that every worker process runs at its start and then so long after the last run ended, so that it never
   * overlaps itself in one process; other processes run it at the same time.
   *
   * @throws Error when the name is taken
   */
  registerSweep(name: string, everyMilliseconds: number, work: SweepWork): void {
    if (this.#sweeps.has(name))
      throw new Error(`A sweep named ${name} is registered already: give this one a name of its own`);
    this.#hits.inc({ sweep: name }, 0);
    this.#failures.inc({ sweep: name }, 0);
    this.#sweeps.set(name, { name, everyMilliseconds, work, finishedAt: performance.now() });
  }

  start(): void {
    this.#started = true;
    for (const sweep of this.#sweeps.values()) this.#runAfter(sweep, 0);
  }

  /** Starts no further run and waits for those that go on. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const sweeps = [...this.#sweeps.values()];
    for (const { timer } of sweeps) clearTimeout(timer);
    await Promise.all(
      sweeps.map(async ({ name, running }) => {
        if (running === undefined) return;
        await withinTimeLimit(running, stopMilliseconds).catch((error: unknown) =>
          this.logger.warn('A sweep did not stop in time', { sweep: name, error }),
        );
      }),
    );
  }

  #runAfter(sweep: Sweep, milliseconds: number): void {
    if (this.#stopping) return;
    sweep.timer = setTimeout(() => {
      sweep.running = this.#run(sweep).finally(() => {
        delete sweep.running;
        this.#runAfter(sweep, sweep.everyMilliseconds);
      });
    }, milliseconds);
  }

  async #run(sweep: Sweep): Promise<void> {
    await withTrace(newTraceId(), async () => {
      try {
        const hits = await sweep.work();
        this.#hits.inc({ sweep: sweep.name }, hits);
        if (hits > 0)
          this.logger.info('A sweep found work that no job stood for', { sweep: sweep.name, hitCount: hits });
      } catch (error) {
        this.#failures.inc({ sweep: sweep.name });
        this.logger.error('A sweep failed', { sweep: sweep.name, error });
      }
      sweep.finishedAt = performance.now();
    });
  }
}
