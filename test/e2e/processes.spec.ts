import { Client } from './support/client.js';
import { sdtmForm, sdtmPart } from './support/input.js';
import { install, removeInstallations } from './support/installation.js';
import { becomesCurrent, differences, keptState, sizesOf } from './support/kept-state.js';
import { barrierAt, arrival } from './support/kill-moments.js';
import { hasRedis, type RedisServer, startRedis } from './support/redis-server.js';
import { type Address, sendEverything } from './support/sender.js';
import { endAllServices, ServiceProcess } from './support/service-process.js';
import { until } from '../support/until.js';

const files = sdtmPart(52);

/** What a process may say to the terminal. */
const usual = /^$|^Consilium \(\w+\) answers at |^There is no account of an administrator yet\.|^Stopping\.$/;

const unusualOf = ({ told, log }: ServiceProcess): string[] => [
  ...told
    .join('')
    .split('\n')
    .filter((line) => !usual.test(line)),
  ...log
    .join('')
    .split('\n')
    .filter((line) => line.includes('"level":"error"')),
];

describe('several processes on one database and one queue', () => {
  let redis: RedisServer | undefined;

  beforeAll(async () => {
    if (hasRedis) redis = await startRedis();
  });

  afterEach(async () => {
    await endAllServices();
    await redis?.wipe();
  });

  afterAll(async () => {
    await redis?.stop();
    await removeInstallations();
  });

  it('work off an import once, and a rolling restart in the middle of it loses nothing', async () => {
    const alone = await install();
    const single = await ServiceProcess.start({ databaseUrl: alone.url });
    await sendEverything(single, alone.senderKey, files);
    await becomesCurrent(alone.client);
    expect(await single.stop()).toEqual({ status: 0, signal: null });

    const { url, client, senderKey } = await install();
    const start = (role: 'api' | 'worker') =>
      ServiceProcess.start({ databaseUrl: url, redisUrl: redis?.url ?? null, role });
    const [worker, otherWorker, api] = await Promise.all([start('worker'), start('worker'), start('api')]);
    const address: Address = { url: api.url };
    const sent = sendEverything(address, senderKey, files);
    await until(
      'the import is under way',
      async () => (await client.query('SELECT FROM import WHERE next_group > 0')).rowCount !== 0,
    );
    const nextWorker = await start('worker');
    const endings = [await worker.stop()];
    const nextApi = await start('api');
    address.url = nextApi.url;
    endings.push(await api.stop(), await otherWorker.stop());
    await sent;
    await becomesCurrent(client);
    endings.push(await nextWorker.stop(), await nextApi.stop());
    expect(endings).toEqual(endings.map(() => ({ status: 0, signal: null })));
    expect([single, worker, otherWorker, api, nextWorker, nextApi].flatMap(unusualOf)).toEqual([]);
    const [kept, expected] = [await keptState(client), await keptState(alone.client)];
    expect(sizesOf(kept).items).toBeGreaterThanOrEqual(5);
    expect(differences(kept, expected)).toEqual([]);
  });

  it('a process that is told to stop says that it is not ready, finishes its job and ends with status 0', async () => {
    const { url, client, senderKey } = await install();
    const service = await ServiceProcess.start({ databaseUrl: url, redisUrl: redis?.url ?? null });
    const ready = async (): Promise<{ status: number; body: string }> => {
      const answer = await fetch(`${service.url}/readyz`);
      return { status: answer.status, body: await answer.text() };
    };
    expect((await ready()).status).toBe(200);
    const open = await barrierAt(client, 'classifications');
    await new Client(service.url, senderKey).upload(sdtmForm(sdtmPart(3)));
    await arrival(client);
    const ended = service.stop();
    await until('it says that it is not ready', async () => (await ready()).status === 503);
    expect(JSON.parse((await ready()).body)).toMatchObject({ stopping: true });
    expect(service.isLiving).toBe(true);
    await open();
    expect(await ended).toEqual({ status: 0, signal: null });
    expect(unusualOf(service)).toEqual([]);
    expect((await client.query('SELECT FROM classification')).rowCount).toBeGreaterThan(0);
  });
});
