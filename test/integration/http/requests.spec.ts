import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { Body, Controller, Get, Header, Headers, Param, Patch, Post, Req, StreamableFile } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { PublicRoute } from '../../../src/platform/access/index.js';
import { listenOnFreePort, requireIfMatch } from '../../../src/platform/http/index.js';
import { currentTraceId, HealthChecks, OperationalError } from '../../../src/platform/observability/index.js';
import { until } from '../../support/until.js';
import { startTestApplication, type TestApplication } from './test-application.js';

/** Requests that have reached the slow route. */
let slowRequests = 0;

@Controller('api/try')
@PublicRoute()
class TryController {
  @Post('trace')
  async trace(@Body({ schema: z.object({ wait: z.int() }) }) { wait }: { wait: number }): Promise<unknown> {
    await delay(wait);
    return { traceId: currentTraceId() };
  }

  @Post('strict')
  strict(@Body({ schema: z.strictObject({}) }) body: object): unknown {
    return body;
  }

  @Get('slow')
  async slow(): Promise<string> {
    slowRequests += 1;
    await delay(300);
    return 'done';
  }

  @Get('list/:length')
  list(@Param('length') length: string): unknown {
    return { lesions: Array.from({ length: Number(length) }, (_, index) => ({ label: `L${index}`, organ: 'lung' })) };
  }

  @Get('file')
  file(): StreamableFile {
    return new StreamableFile(Readable.from(['a,b\r\n', ...Array.from({ length: 500 }, () => '1,2\r\n')]), {
      type: 'text/csv; charset=utf-8',
    });
  }

  @Get('image')
  @Header('content-type', 'image/png')
  image(): string {
    return 'x'.repeat(5_000);
  }

  @Patch('agenda')
  change(@Headers('if-match') ifMatch?: string): string {
    requireIfMatch(ifMatch, 3);
    return 'changed';
  }

  /** Counts an upload's bytes as they come, and says how many the process held at most. */
  @Post('upload')
  async upload(@Req() request: FastifyRequest): Promise<unknown> {
    const before = process.memoryUsage().rss;
    let bytes = 0;
    let most = before;
    const fields: Record<string, unknown> = {};
    for await (const part of request.parts()) {
      if (part.type === 'field') fields[part.fieldname] = part.value;
      else {
        for await (const chunk of part.file as AsyncIterable<Buffer>) {
          bytes += chunk.length;
          most = Math.max(most, process.memoryUsage().rss);
        }
      }
    }
    return { bytes, fields, grewBytes: most - before };
  }
}

let service: TestApplication;
beforeAll(async () => {
  service = await startTestApplication({ controllers: [TryController], limits: { fileBytes: 64 * 1024 * 1024 } });
});
afterAll(() => service.close());

const logged = (traceId: string): readonly Record<string, unknown>[] =>
  service.lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter((line) => line['traceId'] === traceId);

describe('a request', () => {
  it('carries the trace of its caller to handler, answer and log', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01` };
    const answer = await service.application.inject({
      method: 'POST',
      url: '/api/try/trace?name=Doe',
      payload: { wait: 1 },
      headers,
    });
    expect(answer.json()).toEqual({ traceId });
    expect(answer.headers['x-trace-id']).toBe(traceId);
    expect(logged(traceId)).toEqual([
      expect.objectContaining({
        level: 'info',
        message: 'Answered',
        method: 'POST',
        route: '/api/try/trace',
        status: 201,
        elapsedMilliseconds: expect.any(Number),
      }),
    ]);
  });

  it('keeps its trace among others, also after its body came in pieces over a socket', async () => {
    const { url } = await listenOnFreePort(service.application, { host: '127.0.0.1', port: 0, portIsExplicit: false });
    const answers = await Promise.all(
      [...Array(20).keys()].map(async (index) => {
        const traceId = `${index + 1}`.padStart(32, 'a');
        const body = new ReadableStream({
          async start(stream) {
            stream.enqueue(Buffer.from('{"wait": '));
            await delay(5 + (index % 4) * 5);
            stream.enqueue(Buffer.from(`${20 - index}}`));
            stream.close();
          },
        });
        const answer = await fetch(`${url}/api/try/trace`, {
          method: 'POST',
          body,
          headers: { 'content-type': 'application/json', 'x-trace-id': traceId },
          duplex: 'half',
        } as RequestInit);
        return [traceId, await answer.json()] as const;
      }),
    );
    for (const [traceId, body] of answers) expect(body).toEqual({ traceId });
  });

  it('is answered with headers that keep browsers from guessing, framing and storing', async () => {
    const { headers } = await service.application.inject('/api/try/slow');
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  it('that changes something names the version it saw', async () => {
    const change = (ifMatch?: string) =>
      service.application.inject({
        method: 'PATCH',
        url: '/api/try/agenda',
        headers: ifMatch ? { 'if-match': ifMatch } : {},
      });
    expect((await change()).json()).toMatchObject({ status: 428 });
    const late = await change('"2"');
    expect(late.json()).toMatchObject({ status: 412, currentVersion: 3, title: 'Changed meanwhile' });
    expect(late.headers['etag']).toBe('"3"');
    expect((await change('"3"')).statusCode).toBe(200);
  });
});

describe('an answer', () => {
  const get = (url: string, encodings: string) =>
    service.application.inject({
      url: `/api/try/${url}`,
      headers: encodings === '' ? {} : { 'accept-encoding': encodings },
    });

  it.each([
    ['br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
  ])('is compressed for those who take %s, as %s', async (encodings, encoding, unpacked) => {
    const plain = await get('list/200', '');
    const packed = await get('list/200', encodings);
    expect(packed.headers).toMatchObject({
      'content-encoding': encoding,
      vary: 'accept-encoding',
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    });
    expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 4);
    expect(unpacked(packed.rawPayload).equals(plain.rawPayload)).toBe(true);
    expect(plain.headers).not.toHaveProperty('content-encoding');
  });

  it('that is a problem, or a file that is streamed, is compressed too', async () => {
    const faults = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`name${index}`, 1]));
    const problem = await service.application.inject({
      method: 'POST',
      url: '/api/try/strict',
      payload: faults,
      headers: { 'accept-encoding': 'gzip' },
    });
    expect([problem.statusCode, problem.headers['content-encoding']]).toEqual([422, 'gzip']);
    expect(JSON.parse(gunzipSync(problem.rawPayload).toString())).toMatchObject({ status: 422 });
    const file = await get('file', 'gzip');
    expect(file.headers).toMatchObject({ 'content-encoding': 'gzip', 'content-type': 'text/csv; charset=utf-8' });
    expect(gunzipSync(file.rawPayload).toString()).toHaveLength(5 * 501);
  });

  it.each(['list/3', 'image'])('that is short or compressed in itself goes out as it is: %s', async (url) => {
    expect((await get(url, 'br, gzip')).headers).not.toHaveProperty('content-encoding');
  });

  it('is not compressed for those who take nothing of it, nor are metrics', async () => {
    expect((await get('list/200', 'identity')).headers).not.toHaveProperty('content-encoding');
    expect((await get('list/200', 'br;q=0, gzip;q=0')).headers).not.toHaveProperty('content-encoding');
    const metrics = await service.application.inject({ url: '/metrics', headers: { 'accept-encoding': 'gzip' } });
    expect([metrics.statusCode, metrics.headers['content-encoding']]).toEqual([200, undefined]);
  });

  it('to a body that comes compressed is a problem: nothing is unpacked', async () => {
    const answer = await service.application.inject({
      method: 'POST',
      url: '/api/try/trace',
      payload: gzipSync('{"wait": 1}'),
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    });
    expect(answer.json()).toMatchObject({ status: 400, errors: [{ in: 'body' }] });
  });
});

describe('an upload', () => {
  const multipart = (bytes: number): { body: ReadableStream; headers: Record<string, string> } => {
    const chunk = Buffer.alloc(64 * 1024, 'x');
    let left = bytes;
    const body = new ReadableStream({
      start(stream) {
        stream.enqueue(
          Buffer.from(
            '--b\r\ncontent-disposition: form-data; name="format"\r\n\r\ncsv\r\n--b\r\ncontent-disposition: form-data; name="file"; filename="f.csv"\r\n\r\n',
          ),
        );
      },
      pull(stream) {
        if (left <= 0) {
          stream.enqueue(Buffer.from('\r\n--b--\r\n'));
          stream.close();
          return;
        }
        stream.enqueue(chunk.subarray(0, Math.min(left, chunk.length)));
        left -= chunk.length;
      },
    });
    return { body, headers: { 'content-type': 'multipart/form-data; boundary=b' } };
  };
  const send = async (bytes: number): Promise<Response> => {
    const { port } = service.application.getHttpServer().address() as AddressInfo;
    return fetch(`http://127.0.0.1:${port}/api/try/upload`, {
      method: 'POST',
      ...multipart(bytes),
      duplex: 'half',
    } as RequestInit);
  };

  it('is streamed: memory does not grow with the file', async () => {
    await send(1024);
    const answer = (await (await send(60 * 1024 * 1024)).json()) as {
      bytes: number;
      fields: unknown;
      grewBytes: number;
    };
    expect(answer).toMatchObject({ bytes: 60 * 1024 * 1024, fields: { format: 'csv' } });
    expect(answer.grewBytes).toBeLessThan(40 * 1024 * 1024);
  });

  it('that is larger than allowed is refused with a problem', async () => {
    const answer = await send(65 * 1024 * 1024);
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ status: 413, detail: expect.stringContaining('split it') });
  });

  it('that is no multipart is refused with a problem', async () => {
    const answer = await service.application.inject({ method: 'POST', url: '/api/try/upload', payload: { a: 1 } });
    expect(answer.json()).toMatchObject({ status: 415 });
  });
});

describe('health and metrics', () => {
  it('tell that the process lives, and by name what keeps it from working', async () => {
    expect((await service.application.inject('/healthz')).json()).toEqual({ alive: true });
    expect((await service.application.inject('/readyz')).json()).toMatchObject({ ready: true, failing: [] });
    let passes = false;
    service.application.get(HealthChecks).register('test-check', async () => {
      if (!passes) throw new Error('away');
    });
    const answer = await service.application.inject('/readyz');
    expect(answer.json()).toMatchObject({
      status: 503,
      title: 'Not ready',
      ready: false,
      failing: ['test-check'],
      checks: { 'test-check': 'failed' },
    });
    passes = true;
    expect((await service.application.inject('/readyz')).statusCode).toBe(200);
  });

  it('are open to this machine alone, and to administrators', async () => {
    const metrics = (options: { remoteAddress?: string; headers?: Record<string, string> }) =>
      service.application.inject({ method: 'GET', url: '/metrics', ...options });
    const local = await metrics({ remoteAddress: '127.0.0.1' });
    expect(local.headers['content-type']).toMatch('text/plain');
    expect(local.body).toMatch(
      /consilium_http_requests_total\{method="POST",route="\/api\/try\/trace",status="2xx"\} 21/,
    );
    expect((await metrics({ remoteAddress: '10.1.2.3' })).statusCode).toBe(401);
    expect((await metrics({ remoteAddress: '127.0.0.1', headers: { 'x-forwarded-for': '10.1.2.3' } })).statusCode).toBe(
      401,
    );
    const submitter = await service.machine('submitter');
    expect(
      (await metrics({ remoteAddress: '10.1.2.3', headers: { authorization: submitter.authorization } })).statusCode,
    ).toBe(403);
    const administrator = await service.machine('administrator');
    expect(
      (await metrics({ remoteAddress: '10.1.2.3', headers: { authorization: administrator.authorization } }))
        .statusCode,
    ).toBe(200);
  });
});

describe('listening', () => {
  let taken: Server;
  let port: number;
  beforeAll(async () => {
    taken = createServer();
    await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done));
    ({ port } = taken.address() as AddressInfo);
  });
  afterAll(() => new Promise((done) => taken.close(done)));

  it('takes the next free port where nobody asked for that one', async () => {
    const other = await startTestApplication();
    try {
      const address = await listenOnFreePort(other.application, { host: '127.0.0.1', port, portIsExplicit: false });
      expect(address.port).toBeGreaterThan(port);
      expect(address.url).toBe(`http://127.0.0.1:${address.port}`);
      expect((await fetch(`${address.url}/healthz`)).status).toBe(200);
    } finally {
      await other.close();
    }
  });

  it('refuses a port that was asked for and is taken, in one line', async () => {
    const refusal = await listenOnFreePort(service.application, {
      host: '127.0.0.1',
      port,
      portIsExplicit: true,
    }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(OperationalError);
    expect((refusal as Error).message).toBe(
      `Port ${port} of 127.0.0.1 is in use by other programs: stop one, or ask for another port (PORT or --port).`,
    );
  });

  it('ends when the requests in progress are answered', async () => {
    const other = await startTestApplication({ controllers: [TryController] });
    const { url } = await listenOnFreePort(other.application, { host: '127.0.0.1', port: 0, portIsExplicit: false });
    const before = slowRequests;
    const slow = fetch(`${url}/api/try/slow`);
    await until('the request is in progress', () => slowRequests > before);
    await Promise.all([other.close(), slow.then(async (answer) => expect(await answer.text()).toBe('done'))]);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });
});
