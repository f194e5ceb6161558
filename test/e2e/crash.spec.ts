import { Client as DatabaseClient } from 'pg';
import { lineTo } from '../integration/queue/line-to-server.js';
import { installEmbedded } from './support/embedded-installation.js';
import { cohortFactCount, sdtmPart } from './support/input.js';
import { cloneOf, install, type Installation, removeInstallations } from './support/installation.js';
import { becomesCurrent, differences, type KeptState, keptState, sizesOf, unfinished } from './support/kept-state.js';
import {
  after,
  arrival,
  barrierAt,
  before,
  beforeJob,
  beginningNames,
  between,
  clearAway,
  type Moment,
  withinUpload,
  withQueueLost,
  type Write,
} from './support/kill-moments.js';
import { hasRedis, startRedis } from './support/redis-server.js';
import { type Address, sendEverything } from './support/sender.js';
import { endAllServices, ServiceProcess } from './support/service-process.js';
import { until } from '../support/until.js';

const files = sdtmPart(52);

/** Runs at the same time: most of the time of each is spent waiting for what heals it. */
const lanes = 3;

/** A small seeded generator (mulberry32): the same moments in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const random = seeded(20_261);

const seededMoments = Array.from({ length: 8 }, (_, index): Moment =>
  after(
    index % 2 === 0 ? 'redis' : 'postgresql',
    beginningNames[Math.floor(index / 2)] ?? 'sending began',
    Math.floor(random() * 500),
  ),
);

const allMoments: readonly Moment[] = [
  withinUpload('postgresql'),
  before('redis', 'the rows of an upload'),
  between('the rows of an upload'),
  beforeJob('the rows of an upload', 'a job'),
  before('postgresql', 'the first batch of an upload'),
  withQueueLost(before('redis', 'a later batch of an upload')),
  between('the first batch of an upload'),
  beforeJob('the first batch of an upload', 'a job that classifies'),
  between('assessments sent as documents'),
  between('facts'),
  before('redis', 'classifications'),
  before('postgresql', 'a line with its flags and items'),
  between('a line with its flags and items'),
  ...seededMoments.map((moment, index) => (index === 4 ? withQueueLost(moment) : moment)),
];
const moments = allMoments.filter(({ queue }) => hasRedis || queue === 'postgresql');

interface Outcome {
  /** Whether something was left to do when the blow fell. */
  readonly interrupted: boolean;
  /** From the time at which the service answered again. */
  readonly secondsToCurrent: number;
  readonly kept: KeptState;
}

let template: Installation;
let undisturbed: KeptState;

beforeAll(async () => {
  template = await install();
  const { url, senderKey } = template;
  // Makes the queue's schema, so that a barrier can stand in it.
  const worker = await ServiceProcess.start({ databaseUrl: url, role: 'worker' });
  await worker.stop();
  const copy = await cloneOf(template);
  const service = await ServiceProcess.start({ databaseUrl: copy.url });
  await sendEverything(service, senderKey, files);
  await becomesCurrent(copy.client);
  undisturbed = await keptState(copy.client);
  await service.stop();
});

afterAll(async () => {
  await endAllServices();
  await removeInstallations();
});

it('an undisturbed run gives assessments, classifications, flags and items', () => {
  expect(sizesOf(undisturbed)).toMatchObject({ assessments: 584, facts: cohortFactCount(), classifications: 174 });
  expect(sizesOf(undisturbed).flags).toBeGreaterThan(50);
  expect(sizesOf(undisturbed).items).toBeGreaterThanOrEqual(5);
});

const expectHealed = ({ kept }: Pick<Outcome, 'kept'>): void => expect(differences(kept, undisturbed)).toEqual([]);

const nothing = (): void => undefined;

describe('the service is killed in the middle of an import', () => {
  const outcomes = new Map<Moment, Promise<Outcome>>();

  beforeAll(() => {
    // They begin here, and each test waits for its own: how long all of them take is the machine's affair.
    const ends: Promise<void>[] = Array.from({ length: lanes }, () => Promise.resolve());
    moments.forEach((moment, index) => {
      const outcome = ends[index % lanes]!.then(() => killedAt(moment));
      ends[index % lanes] = outcome.then(nothing, nothing);
      outcomes.set(moment, outcome);
    });
  });

  /** Imports everything into an installation of its own, with a kill at the moment, and waits until it is current again. */
  async function killedAt(moment: Moment): Promise<Outcome> {
    const { url, client, senderKey, remove } = await cloneOf(template);
    const redis = moment.queue === 'redis' ? await startRedis() : null;
    const line = redis === null ? null : await lineTo(redis.url);
    const address: Address = { url: null };
    try {
      const service = await ServiceProcess.start({ databaseUrl: url, redisUrl: line?.url ?? null });
      address.url = service.url;
      let sent: Promise<void> | undefined;
      const send = (): void => {
        sent = sendEverything(address, senderKey, files);
      };
      await moment.reach({ client, url: service.url, senderKey, line, files, send });
      const allWasSent = await Promise.race([sent?.then(() => true), Promise.resolve(false)]);
      const { imports, staleLines } = await unfinished(client);
      await service.kill();
      await clearAway(client);
      if (moment.queueIsLost) await redis?.wipe();
      const restarted = await ServiceProcess.start({ databaseUrl: url, redisUrl: redis?.url ?? null });
      const begun = Date.now();
      address.url = restarted.url;
      await sent;
      await becomesCurrent(client);
      const secondsToCurrent = (Date.now() - begun) / 1_000;
      await restarted.stop();
      return {
        kept: await keptState(client),
        secondsToCurrent,
        interrupted: !allWasSent || imports > 0 || staleLines > 0,
      };
    } finally {
      address.url = null;
      await line?.cut();
      await redis?.stop();
      await remove();
    }
  }

  it.each(moments)('$name', async (moment) => expectHealed(await outcomes.get(moment)!));

  it('these are twenty moments, and at nearly all of them work was left undone', async () => {
    expect(allMoments.length).toBeGreaterThanOrEqual(20);
    const all = await Promise.all(moments.map(async (moment) => ({ moment, ...(await outcomes.get(moment)!) })));
    expect(all.filter(({ interrupted }) => interrupted).length).toBeGreaterThanOrEqual(moments.length - 2);
    process.stderr.write(
      `${all.map(({ secondsToCurrent, moment }) => `${secondsToCurrent.toFixed(1)} s  ${moment.name}`).join('\n')}\n`,
    );
  });
});

(hasRedis ? describe : describe.skip)('all of Redis is wiped under a service that goes on', () => {
  it.each(['the first batch of an upload', 'classifications'] as const)('before %s is committed', async (write) => {
    const { url, client, senderKey } = await cloneOf(template);
    const redis = await startRedis();
    try {
      const service = await ServiceProcess.start({ databaseUrl: url, redisUrl: redis.url });
      const open = await barrierAt(client, write);
      const sent = sendEverything(service, senderKey, files);
      await arrival(client);
      await redis.wipe();
      await open();
      const begun = Date.now();
      await sent;
      await becomesCurrent(client);
      const secondsToCurrent = (Date.now() - begun) / 1_000;
      process.stderr.write(`${secondsToCurrent} s after Redis was wiped\n`);
      await service.stop();
      expectHealed({ kept: await keptState(client) });
    } finally {
      await redis.stop();
    }
  });
});

describe('the PostgreSQL server is killed in the middle of an import', () => {
  const struckAt = async (write: Write, withService: boolean): Promise<Outcome> => {
    const { url, dataFolder, senderKey, killServer, remove } = await installEmbedded();
    const address: Address = { url: null };
    try {
      const service = await ServiceProcess.start({ dataFolder });
      address.url = service.url;
      let sent: Promise<void> | undefined;
      await inSession(url, async (client) => {
        await barrierAt(client, write);
        sent = sendEverything(address, senderKey, files);
        await arrival(client);
        if (withService) await service.kill();
        await killServer();
      });
      const answering = withService ? await ServiceProcess.start({ dataFolder }) : service;
      const begun = Date.now();
      address.url = answering.url;
      await sent;
      await until('the server can be reached', () => inSession(url, async () => true).catch(() => false));
      const outcome = await inSession(url, async (client) => {
        await becomesCurrent(client);
        return { interrupted: true, secondsToCurrent: (Date.now() - begun) / 1_000, kept: await keptState(client) };
      });
      process.stderr.write(`${outcome.secondsToCurrent} s after the server was killed\n`);
      expect(await answering.stop()).toEqual({ status: 0, signal: null });
      return outcome;
    } finally {
      address.url = null;
      await endAllServices();
      await remove();
    }
  };

  /** A session that may be lost. */
  const inSession = async <Result>(url: string, work: (client: DatabaseClient) => Promise<Result>): Promise<Result> => {
    const client = new DatabaseClient({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    return work(client).finally(() => client.end().catch(() => undefined));
  };

  it('by itself: the service starts it again and goes on', async () =>
    expectHealed(await struckAt('a later batch of an upload', false)));

  it('together with the service, which is then started again', async () =>
    expectHealed(await struckAt('classifications', true)));
});
