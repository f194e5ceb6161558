import { createLogger, currentTraceId, MetricsRegistry } from '../../../../src/platform/observability/index.js';
import { Sweeps, type SweepWork } from '../../../../src/platform/queue/index.js';
import { pause, until } from '../../../support/until.js';

describe('Sweeps', () => {
  let metrics: MetricsRegistry;
  let lines: string[];
  let sweeps: Sweeps;

  beforeEach(() => {
    metrics = new MetricsRegistry();
    lines = [];
    sweeps = new Sweeps(
      createLogger({ logLevel: 'info', role: 'worker' }, { write: (line) => lines.push(line) }),
      metrics,
    );
  });

  afterEach(async () => {
    await sweeps.stop();
    metrics.onApplicationShutdown();
  });

  const metric = async (name: string): Promise<number> =>
    Number(new RegExp(`^${name}\\{sweep="stale-lines"\\} (.+)$`, 'm').exec(await metrics.metrics())?.[1]);

  const begin = (work: SweepWork, everyMilliseconds = 10): void => {
    sweeps.registerSweep('stale-lines', everyMilliseconds, work);
    sweeps.start();
  };

  it('runs at once and again after its interval, each time in a trace of its own, and counts its hits', async () => {
    const traces = new Set<string | undefined>();
    begin(async () => {
      traces.add(currentTraceId());
      return traces.size <= 2 ? 3 : 0;
    });
    await until('it has run three times', () => traces.size >= 3);
    expect(traces.has(undefined)).toBe(false);
    expect(await metric('consilium_sweep_hits_total')).toBe(6);
    expect(lines.filter((line) => line.includes('A sweep found work'))).toHaveLength(2);
  });

  it('never overlaps itself, however long a run takes', async () => {
    const runs = { now: 0, most: 0, ended: 0 };
    begin(async () => {
      runs.now += 1;
      runs.most = Math.max(runs.most, runs.now);
      await pause(40);
      runs.now -= 1;
      runs.ended += 1;
      return 0;
    }, 1);
    await until('two runs have ended', () => runs.ended >= 2);
    expect(runs.most).toBe(1);
  });

  it('goes on after a failure, which is counted and logged without what it quoted', async () => {
    let runs = 0;
    begin(() => {
      runs += 1;
      if (runs === 1) throw new Error('at once: Berger');
      return runs === 2 ? Promise.reject(new Error('later: Berger')) : Promise.resolve(1);
    });
    await until('it has run three times', () => runs >= 3);
    expect(await metric('consilium_sweep_failures_total')).toBe(2);
    expect(lines.filter((line) => line.includes('A sweep failed'))).toHaveLength(2);
    expect(lines.join('')).not.toContain('Berger');
  });

  it('waits for a run when it stops, and starts no other', async () => {
    const seen: string[] = [];
    let end = (): void => undefined;
    begin(async () => {
      seen.push('begins');
      await new Promise<void>((done) => (end = done));
      seen.push('ends');
      return 0;
    }, 1);
    await until('it runs', () => seen.length > 0);
    const stopped = sweeps.stop().then(() => seen.push('stopped'));
    await pause(20);
    end();
    await stopped;
    expect(seen).toEqual(['begins', 'ends', 'stopped']);
    await pause(50);
    expect(seen).toHaveLength(3);
  });

  it('tells how long ago a sweep ended, once it runs, and zero hits before the first', async () => {
    sweeps.registerSweep('stale-lines', 10_000, () => Promise.resolve(0));
    expect(await metric('consilium_sweep_hits_total')).toBe(0);
    expect(await metric('consilium_sweep_age_seconds')).toBeNaN();
    const began = performance.now();
    sweeps.start();
    await until('it has run', async () => (await metric('consilium_sweep_age_seconds')) > 0.02);
    // Seconds, not milliseconds: no more than have gone by.
    expect(await metric('consilium_sweep_age_seconds')).toBeLessThanOrEqual((performance.now() - began) / 1_000);
  });

  it('refuses a second sweep of the same name', () => {
    sweeps.registerSweep('stale-lines', 10, () => Promise.resolve(0));
    expect(() => sweeps.registerSweep('stale-lines', 10, () => Promise.resolve(0))).toThrow(
      'A sweep named stale-lines is registered already',
    );
  });
});
