import { Counter, Histogram, type Registry } from 'prom-client';

/** One answer, by the pattern of its route: the address itself may hold what a caller typed. */
export interface NotedAnswer {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

interface RouteTime {
  readonly method: string;
  readonly route: string;
  readonly microseconds: number;
}

/**
 * How long answers take, and how many of which kind there are. A scrape reads every series each time, and a histogram has one a bucket for
 * each of its labels: so the spread of times is told by method alone; of a route, the time that all its answers took, which the number of
 * its answers makes a mean, and statuses by their class (2xx, 4xx).
 */
export class AnswerMetrics {
  readonly #seconds: Histogram<'method'>;
  /** By method and route: whole microseconds, whose sums are exact and stay short in a scrape. */
  readonly #routeMicroseconds = new Map<string, RouteTime>();
  readonly #answers: Counter<'method' | 'route' | 'status'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#seconds = new Histogram({
      name: 'consilium_http_request_seconds',
      help: 'Time from a request to the end of its answer.',
      labelNames: ['method'],
      buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    });
    const routeTimes = this.#routeMicroseconds;
    new Counter({
      name: 'consilium_http_route_seconds_total',
      help: 'The same time, of all answers of a route together.',
      labelNames: ['method', 'route'],
      registers,
      collect() {
        this.reset();
        for (const { method, route, microseconds } of routeTimes.values())
          this.inc({ method, route }, microseconds / 1_000_000);
      },
    });
    this.#answers = new Counter({
      name: 'consilium_http_requests_total',
      help: 'Answered requests by the class of their status.',
      labelNames: ['method', 'route', 'status'],
      registers,
    });
  }

  note({ method, route, status, seconds }: NotedAnswer): void {
    this.#seconds.observe({ method }, seconds);
    const before = this.#routeMicroseconds.get(`${method} ${route}`)?.microseconds ?? 0;
    const microseconds = before + Math.round(seconds * 1_000_000);
    this.#routeMicroseconds.set(`${method} ${route}`, { method, route, microseconds });
    this.#answers.inc({ method, route, status: `${Math.floor(status / 100)}xx` });
  }
}
