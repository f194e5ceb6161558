import { Counter, Histogram, type Registry } from 'prom-client';

/** One answer, by the pattern of its route: the address itself may hold what a caller typed. */
export interface NotedAnswer {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/**
 * How long answers take, and how many of which kind there are. A scrape reads every series each time, and a histogram has one a bucket: so
 * times are told by route alone, in few buckets, and statuses by their class (2xx, 4xx) in a counter.
 */
export class AnswerMetrics {
  readonly #seconds: Histogram<'method' | 'route'>;
  readonly #answers: Counter<'method' | 'route' | 'status'>;

  constructor(registry: Registry) {
    this.#seconds = new Histogram({
      name: 'consilium_http_request_seconds',
      help: 'Time from a request to the end of its answer.',
      labelNames: ['method', 'route'],
      buckets: [0.05, 0.25, 1, 5],
      registers: [registry],
    });
    this.#answers = new Counter({
      name: 'consilium_http_requests_total',
      help: 'Answered requests by the class of their status.',
      labelNames: ['method', 'route', 'status'],
      registers: [registry],
    });
  }

  note({ method, route, status, seconds }: NotedAnswer): void {
    this.#seconds.observe({ method, route }, seconds);
    this.#answers.inc({ method, route, status: `${Math.floor(status / 100)}xx` });
  }
}
