import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Gauge, Registry } from 'prom-client';

/** Injection token of the `MetricsRegistry`, for those who need only the prom-client Registry. */
export const METRICS = Symbol('METRICS');

const samplingMilliseconds = 20;

/**
 * The process's metrics, in which every room registers its own. Of the process itself only memory and the lag of the
 * event loop are kept: the rest of the client library's default set costs memory and answers no question of ours.
 */
@Injectable()
export class MetricsRegistry extends Registry implements OnApplicationShutdown {
  readonly #eventLoop: IntervalHistogram = monitorEventLoopDelay({ resolution: samplingMilliseconds });

  constructor() {
    super();
    this.#eventLoop.enable();
    this.#registerMemory();
    this.#registerEventLoopLag();
  }

  onApplicationShutdown(): void {
    this.#eventLoop.disable();
  }

  #registerMemory(): void {
    new Gauge({
      name: 'process_resident_memory_bytes',
      help: 'Memory of the process.',
      registers: [this],
      collect() {
        this.set(process.memoryUsage.rss());
      },
    });
    new Gauge({
      name: 'nodejs_heap_size_used_bytes',
      help: 'JavaScript heap in use.',
      registers: [this],
      collect() {
        this.set(process.memoryUsage().heapUsed);
      },
    });
  }

  #registerEventLoopLag(): void {
    const eventLoop = this.#eventLoop;
    // The histogram holds the time between two samples: the lag is what exceeds the sampling interval.
    const lagSeconds = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - samplingMilliseconds) / 1e3;
    new Gauge({
      name: 'nodejs_eventloop_lag_seconds',
      help: 'Lag of the event loop since the metrics were last read.',
      labelNames: ['quantile'],
      registers: [this],
      collect() {
        this.set({ quantile: '0.5' }, lagSeconds(eventLoop.percentile(50)));
        this.set({ quantile: '0.99' }, lagSeconds(eventLoop.percentile(99)));
        this.set({ quantile: '1' }, lagSeconds(eventLoop.max));
        eventLoop.reset();
      },
    });
  }
}
