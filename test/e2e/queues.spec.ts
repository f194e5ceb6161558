import { cohortFactCount, sdtmPart } from './support/input.js';
import { install, removeInstallations } from './support/installation.js';
import { becomesCurrent, countOf, differences, keptState, sizesOf } from './support/kept-state.js';
import { hasRedis, startRedis, type RedisServer } from './support/redis-server.js';
import { sendEverything } from './support/sender.js';
import { endAllServices, ServiceProcess } from './support/service-process.js';
import { pause } from '../support/until.js';

const files = sdtmPart(60);

describe('what works off the queue', () => {
  let redis: RedisServer | undefined;

  beforeAll(async () => {
    if (hasRedis) redis = await startRedis();
  });

  afterAll(async () => {
    await endAllServices();
    await redis?.stop();
    await removeInstallations();
  });

  const importBy = async (redisUrl: string | null) => {
    const { url, client, senderKey } = await install();
    const service = await ServiceProcess.start({ databaseUrl: url, redisUrl });
    await sendEverything(service, senderKey, files);
    await becomesCurrent(client);
    await service.stop();
    return keptState(client);
  };

  it('without a worker there are no flags; a worker that starts later raises them', async () => {
    const { url, client, senderKey } = await install();
    const api = await ServiceProcess.start({ databaseUrl: url, role: 'api' });
    await sendEverything(api, senderKey, files);
    await pause(3_000);
    expect([
      await countOf(client, 'classification'),
      await countOf(client, 'flag'),
      await countOf(client, 'discussion_item'),
    ]).toEqual([0, 0, 0]);
    expect(await countOf(client, 'assessment')).toBe(47);
    const worker = await ServiceProcess.start({ databaseUrl: url, role: 'worker' });
    await becomesCurrent(client);
    expect(await countOf(client, 'flag')).toBeGreaterThan(50);
    expect(await countOf(client, 'discussion_item')).toBeGreaterThan(4);
    await Promise.all([api.stop(), worker.stop()]);
  });

  (hasRedis ? it : it.skip)(
    'Redis and PostgreSQL give equal assessments, classifications, flags and items',
    async () => {
      const [byRedis, byPostgres] = [await importBy(redis?.url ?? null), await importBy(null)];
      expect(sizesOf(byRedis)).toMatchObject({ assessments: 665, facts: cohortFactCount(), classifications: 198 });
      expect(sizesOf(byRedis).flags).toBeGreaterThan(50);
      expect(sizesOf(byRedis).items).toBeGreaterThanOrEqual(5);
      expect(differences(byPostgres, byRedis)).toEqual([]);
    },
  );
});
