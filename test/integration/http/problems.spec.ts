import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, type AddressInfo } from 'node:net';
import { Body, Controller, Get, HttpException, NotFoundException, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { PublicRoute } from '../../../src/platform/access/index.js';
import { idSchema, pageQuerySchema } from '../../../src/platform/http/index.js';
import { Problem } from '../../../src/platform/problem/index.js';
import { startTestApplication, type TestApplication } from './test-application.js';

const lesionSchema = z.strictObject({
  label: z.string().min(1),
  sizes: z.array(z.number().int()).max(2),
  side: z.enum(['left', 'right']),
});

@Controller('api/try')
@PublicRoute()
class TryController {
  @Post('lesions')
  take(@Body({ schema: lesionSchema }) lesion: z.infer<typeof lesionSchema>): unknown {
    return lesion;
  }

  @Get('list')
  list(@Query({ schema: pageQuerySchema }) query: z.infer<typeof pageQuerySchema>): unknown {
    return query;
  }

  @Get('one/:id')
  one(@Param('id', { schema: idSchema }) id: string): unknown {
    return { id };
  }

  @Get('throws/:what')
  throws(@Param('what') what: string): never {
    if (what === 'problem')
      throw new Problem({
        kind: 'conflict',
        detail: 'No.',
        members: { currentVersion: 3 },
        retryAfterSeconds: 7,
      });
    if (what === 'nest') throw new NotFoundException('There is no meeting 7.');
    if (what === 'teapot') throw new HttpException('Short and stout.', 418);
    throw new Error('connection to patient Doe, Jane failed');
  }
}

let service: TestApplication;
beforeAll(async () => {
  service = await startTestApplication({ controllers: [TryController], limits: { bodyBytes: 2_000 } });
});
afterAll(() => service.close());

const send = (method: 'GET' | 'POST', url: string, payload?: string | object, headers: Record<string, string> = {}) =>
  service.application.inject({ method, url, payload, headers });
const json = { 'content-type': 'application/json' };

describe('problems', () => {
  it('name every fault of a body with its place', async () => {
    const answer = await send('POST', '/api/try/lesions', { label: '', sizes: [1, 2.5], side: 'up', 'size/mm': 1 });
    expect(answer.statusCode).toBe(422);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.json()).toEqual({
      type: 'urn:consilium:problem:invalid-content',
      title: 'Invalid content',
      status: 422,
      detail: '4 things in the request are wrong; see errors.',
      traceId: answer.headers['x-trace-id'],
      errors: [
        {
          in: 'body',
          pointer: '/label',
          code: 'too-small',
          detail: expect.any(String),
          expected: 'at least 1 character',
        },
        {
          in: 'body',
          pointer: '/sizes/1',
          code: 'invalid-type',
          detail: expect.any(String),
          expected: 'a whole number',
        },
        {
          in: 'body',
          pointer: '/side',
          code: 'invalid-value',
          detail: expect.any(String),
          expected: '"left" or "right"',
        },
        {
          in: 'body',
          pointer: '/size~1mm',
          code: 'unknown-name',
          detail: expect.any(String),
          expected: expect.any(String),
        },
      ],
    });
  });

  it('name faults of query and path', async () => {
    expect((await send('GET', '/api/try/list?limit=0&page=2')).json().errors).toEqual([
      expect.objectContaining({ in: 'query', pointer: '/limit', code: 'too-small', expected: 'at least 1' }),
      expect.objectContaining({ in: 'query', pointer: '/page', code: 'unknown-name' }),
    ]);
    for (const id of ['007', 'x', '9223372036854775808']) {
      expect((await send('GET', `/api/try/one/${id}`)).json()).toMatchObject({
        status: 422,
        errors: [{ in: 'path', pointer: '/id' }],
      });
    }
    expect((await send('GET', '/api/try/one/9223372036854775807')).json()).toEqual({ id: '9223372036854775807' });
  });

  it('say where a body stops to be JSON, without repeating it', async () => {
    const answer = await send('POST', '/api/try/lesions', '{\n  "label": "Jane Doe",\n  "sizes": [1 2]\n}', json);
    expect(answer.json()).toMatchObject({
      status: 400,
      title: 'Malformed JSON',
      detail: 'The body is not JSON: fault at line 3, column 15. Expected: a comma or ].',
      errors: [{ in: 'body', pointer: '', code: 'malformed-json', expected: 'a comma or ]' }],
    });
    expect(answer.body).not.toContain('Jane');
  });

  it('refuse bytes that are not UTF-8 and names that reach into prototypes', async () => {
    const latin1 = await send('POST', '/api/try/lesions', Buffer.from('{"label": "J\xfcrgen"}', 'latin1'), json);
    expect(latin1.json()).toMatchObject({ status: 400, detail: expect.stringContaining('UTF-8') });
    const prototype = await send('POST', '/api/try/lesions', '{"__proto__": {"label": "x"}}', json);
    expect(prototype.json()).toMatchObject({ status: 400, detail: expect.stringContaining('__proto__') });
  });

  it.each([
    ['an unknown route', () => send('GET', '/api/nothing?name=Doe'), 404],
    ['a body too large', () => send('POST', '/api/try/lesions', { label: 'x'.repeat(3_000) }), 413],
    [
      'a form',
      () => send('POST', '/api/try/lesions', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
    ],
    ['plain text', () => send('POST', '/api/try/lesions', 'a', { 'content-type': 'text/plain' }), 415],
    ['an empty body', () => send('POST', '/api/try/lesions', '', json), 422],
    ['a malformed address', () => send('GET', '/api/try/one/%E0%A4%A'), 400],
    ['a long address', () => send('GET', `/api/try/one/${'1'.repeat(200)}`), 414],
    ['an exception of the framework', () => send('GET', '/api/try/throws/teapot'), 418],
  ])('answer %s in the same form', async (_, request, status) => {
    const answer = await request();
    expect({ status: answer.statusCode, type: answer.headers['content-type'] }).toEqual({
      status,
      type: 'application/problem+json; charset=utf-8',
    });
    expect(answer.json()).toMatchObject({
      status,
      title: expect.any(String),
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(answer.headers['x-trace-id']).toBe(answer.json().traceId);
    expect(answer.body).not.toContain('Doe');
  });

  it('keep their members and headers', async () => {
    const answer = await send('GET', '/api/try/throws/problem');
    expect(answer.json()).toMatchObject({
      type: 'about:blank',
      title: 'Conflict',
      status: 409,
      detail: 'No.',
      currentVersion: 3,
    });
    expect(answer.headers['retry-after']).toBe('7');
    expect((await send('GET', '/api/try/throws/nest')).json()).toMatchObject({
      status: 404,
      detail: 'There is no meeting 7.',
    });
  });

  it('tell nothing of an error that nobody foresaw, neither to the caller nor to the log', async () => {
    const answer = await send('GET', '/api/try/throws/error');
    expect(answer.json()).toMatchObject({ status: 500, traceId: expect.any(String) });
    const line = service.lines.find((text) => text.includes('A request failed'));
    expect(JSON.parse(line ?? '{}')).toMatchObject({
      traceId: answer.json().traceId,
      method: 'GET',
      route: '/api/try/throws/:what',
      error: { kind: 'Error' },
    });
    expect(answer.body + service.lines.join('')).not.toContain('Jane');
  });

  it('answer what is no HTTP at all', async () => {
    await service.application.listen(0, '127.0.0.1');
    const { port } = service.application.getHttpServer().address() as AddressInfo;
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write('NONSENSE\r\n\r\n'));
      const parts: Buffer[] = [];
      socket
        .on('data', (part) => parts.push(part))
        .once('error', reject)
        .once('close', () => resolve(Buffer.concat(parts).toString()));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nContent-Type: application\/problem\+json/);
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ status: 400 });
  });
});
