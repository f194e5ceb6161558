import { Test } from '@nestjs/testing';
import { pause } from '../../../support/until.js';
import { Counter, type Registry } from 'prom-client';
import {
  createLogger,
  HealthChecks,
  LOGGER,
  METRICS,
  MetricsRegistry,
  ObservabilityModule,
} from '../../../../src/platform/observability/index.js';

describe('ObservabilityModule', () => {
  it('gives logger, metrics and health checks, and stops answering ready on close', async () => {
    const logger = createLogger({ logLevel: 'silent', role: 'all' });
    const module = await Test.createTestingModule({ imports: [ObservabilityModule.forRoot(logger)] }).compile();
    await module.init();
    expect(module.get(LOGGER)).toBe(logger);
    expect(module.get<Registry>(METRICS)).toBe(module.get(MetricsRegistry));
    const health = module.get(HealthChecks);
    expect((await health.readiness()).ready).toBe(true);
    await module.close();
    expect((await health.readiness()).ready).toBe(false);
  });

  it('tells the memory and the lag of the process beside what a room registers', async () => {
    const metrics = new MetricsRegistry();
    new Counter({ name: 'consilium_things_total', help: 'Things.', registers: [metrics] }).inc(3);
    await pause(60);
    const held = Date.now() + 90;
    while (Date.now() < held);
    await pause(30);
    const text = await metrics.metrics();
    metrics.onApplicationShutdown();
    const value = (name: string): number => Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1]);
    expect(value('consilium_things_total')).toBe(3);
    expect(value('process_resident_memory_bytes')).toBeGreaterThan(1e7);
    expect(value('nodejs_heap_size_used_bytes')).toBeGreaterThan(1e6);
    expect(value('nodejs_eventloop_lag_seconds\\{quantile="1"\\}')).toBeGreaterThan(0.03);
    expect(value('nodejs_eventloop_lag_seconds\\{quantile="0.5"\\}')).toBeLessThanOrEqual(
      value('nodejs_eventloop_lag_seconds\\{quantile="1"\\}'),
    );
  });
});
