import { createLogger, HealthChecks } from '../../../../src/platform/observability/index.js';

const lines: string[] = [];
const checks = (): HealthChecks =>
  new HealthChecks(createLogger({ logLevel: 'info', role: 'all' }, { write: (line) => lines.push(line) }));

describe('HealthChecks', () => {
  beforeEach(() => lines.splice(0));

  it('is ready without checks and with checks that pass', async () => {
    const health = checks();
    expect((await health.readiness()).ready).toBe(true);
    health.register('database', () => Promise.resolve());
    expect(await health.readiness()).toEqual({
      ready: true,
      stopping: false,
      checks: { database: 'passed' },
      failing: [],
    });
  });

  it('names what fails and logs the change once', async () => {
    const health = checks();
    let broken = true;
    health.register('queue', () => (broken ? Promise.reject(new Error('secret')) : Promise.resolve()));
    health.register('database', () => Promise.resolve());
    expect(await health.readiness()).toEqual({
      ready: false,
      stopping: false,
      checks: { queue: 'failed', database: 'passed' },
      failing: ['queue'],
    });
    await health.readiness();
    broken = false;
    expect((await health.readiness()).ready).toBe(true);
    expect(lines.map((line) => (JSON.parse(line) as { message: string }).message)).toEqual([
      'A readiness check does not pass',
      'A readiness check passes again',
    ]);
  });

  it('gives a check its time limit, and does not start a hanging one twice', async () => {
    const health = checks();
    let calls = 0;
    let answer = (): void => undefined;
    health.register(
      'queue',
      () => {
        calls += 1;
        return new Promise<void>((done) => (answer = done));
      },
      20,
    );
    expect((await health.readiness()).checks).toEqual({ queue: 'no answer' });
    expect((await health.readiness()).checks).toEqual({ queue: 'no answer' });
    expect(calls).toBe(1);
    answer();
    await new Promise((done) => setImmediate(done));
    const next = health.readiness();
    expect(calls).toBe(2);
    answer();
    expect((await next).ready).toBe(true);
  });

  it('counts a check that throws at once as failed', async () => {
    const health = checks();
    health.register('database', () => {
      throw new Error('not connected');
    });
    expect((await health.readiness()).failing).toEqual(['database']);
  });

  it('is not ready once it stops, whatever the checks say', async () => {
    const health = checks();
    health.register('database', () => Promise.resolve());
    health.onModuleDestroy();
    expect(await health.readiness()).toEqual({
      ready: false,
      stopping: true,
      checks: { database: 'passed' },
      failing: [],
    });
  });

  it('refuses a second check of the same name', () => {
    const health = checks();
    health.register('database', () => Promise.resolve());
    expect(() => health.register('database', () => Promise.resolve())).toThrow(/database is registered already/);
  });
});
