import { spawn } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { Redis } from 'ioredis';

/** A Redis of one installation's own: all installations name their queues alike, and this one may be wiped. */
export interface RedisServer {
  readonly url: string;
  wipe(): Promise<void>;
  stop(): Promise<void>;
}

/** Where the machine has no Redis, test/support/start-servers.ts has said so, and failed the run if CI=true. */
export const hasRedis = process.env['TEST_REDIS_URL'] !== undefined;

export async function startRedis(): Promise<RedisServer> {
  const port = await freePort();
  // Ends with this process, however that ends: its standard input is closed then.
  const command = `redis-server --port ${port} --bind 127.0.0.1 --save '' --appendonly no --dir "${tmpdir()}" >/dev/null & server=$!; cat >/dev/null; kill "$server"; wait "$server"`;
  const shell = spawn('sh', ['-c', command], { stdio: ['pipe', 'ignore', 'inherit'] });
  const client = new Redis(port, '127.0.0.1', { retryStrategy: () => 25, maxRetriesPerRequest: null });
  client.on('error', () => undefined);
  await client.ping();
  return {
    url: `redis://127.0.0.1:${port}`,
    wipe: async () => void (await client.flushall()),
    stop: async () => {
      client.disconnect();
      const gone = new Promise((done) => shell.once('exit', done));
      shell.stdin.end();
      await gone;
    },
  };
}

export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen({ host: '127.0.0.1', port: 0 }, () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}
