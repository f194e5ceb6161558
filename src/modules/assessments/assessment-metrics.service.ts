import { Inject, Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Database, reading } from '../../platform/database/index.js';
import { LOGGER, type Logger, MetricsRegistry, withinTimeLimit } from '../../platform/observability/index.js';

interface Reading {
  readonly staleLines: number;
  readonly oldestStaleSeconds: number;
  readonly heldAssessments: number;
}

const limitMilliseconds = 1_500;

const figures = {
  staleLines: {
    name: 'consilium_stale_lines',
    help: 'Treatment lines whose history is newer than their classification.',
  },
  oldestStaleSeconds: {
    name: 'consilium_oldest_stale_line_seconds',
    help: 'How long the longest waiting of these lines has been stale; 0 if there is none.',
  },
  heldAssessments: { name: 'consilium_held_assessments', help: 'Assessments that wait for their sender.' },
} as const satisfies Record<keyof Reading, { name: string; help: string }>;

/** Both figures are counted along partial indexes. */
const figuresSql = `
  SELECT stale.count AS "staleLines", coalesce(greatest(extract(epoch FROM now() - stale.oldest), 0), 0)::float8 AS "oldestStaleSeconds", held.count AS "heldAssessments"
  FROM (SELECT count(*)::integer AS count, min(stale_since) AS oldest FROM treatment_line WHERE history_version <> classified_version) AS stale,
    (SELECT count(*)::integer AS count FROM assessment WHERE state = 'held' AND superseded_by IS NULL) AS held`;

/** What waits, read from the database each time the metrics are asked for. Of a database that does not answer nothing is told. */
@Injectable()
export class AssessmentMetrics {
  #reading: Promise<Reading | null> | undefined;

  constructor(
    private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(MetricsRegistry) metrics: MetricsRegistry,
  ) {
    for (const [key, { name, help }] of Object.entries(figures) as [keyof Reading, { name: string; help: string }][]) {
      const gauge: Gauge = new Gauge({
        name,
        help,
        registers: [metrics],
        collect: async () => {
          const now = await this.#read();
          if (now === null) gauge.remove();
          else gauge.set(now[key]);
        },
      });
    }
  }

  /** One reading for all gauges of the same scrape. */
  #read(): Promise<Reading | null> {
    this.#reading ??= withinTimeLimit(
      this.database.asService('figures', (manager) => manager.query<Reading[]>(figuresSql), reading),
      limitMilliseconds,
    )
      .then(([row]) => row ?? null)
      .catch((error: unknown) => {
        this.logger.warn('The figures of treatment lines could not be read for the metrics', { error });
        return null;
      })
      .finally(() => {
        this.#reading = undefined;
      });
    return this.#reading;
  }
}
