import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { configureHttp, createHttpAdapter, HttpModule, serveWebClient } from '../../../src/platform/http/index.js';
import { createLogger, ObservabilityModule } from '../../../src/platform/observability/index.js';

const html = '<!doctype html><title>Consilium</title>';
const script = 'console.log("client")';
let folder: string;
let application: NestFastifyApplication;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'web-client-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), html);
  await writeFile(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(folder, 'assets', 'index-B1a2.js'), script);
  await writeFile(join(folder, 'assets', 'index-B1a2.js.gz'), gzipSync(script));
  await writeFile(join(folder, '.secret'), 'kept');
  application = await openApplication();
  expect(await serveWebClient(application, folder)).toBe(true);
  await application.init();
  await application.getHttpAdapter().getInstance().ready();
});
afterAll(async () => {
  await application.close();
  await rm(folder, { recursive: true, force: true });
});

async function openApplication(): Promise<NestFastifyApplication> {
  const logger = createLogger({ logLevel: 'silent', role: 'api' });
  const testing = await Test.createTestingModule({ imports: [ObservabilityModule.forRoot(logger), HttpModule] })
    .setLogger(logger.framework)
    .compile();
  const opened = testing.createNestApplication<NestFastifyApplication>(createHttpAdapter());
  await configureHttp(opened);
  return opened;
}

const page = { accept: 'text/html,application/xhtml+xml' };
const get = (url: string, headers: Readonly<Record<string, string>> = page) =>
  application.inject({ method: 'GET', url, headers });

describe('the web client', () => {
  it.each(['/', '/worklist', '/worklist?kind=flag', '/patients/17', '/meetings/3', '/no/such/page'])(
    'answers %s with its one page, which is asked for anew each time',
    async (url) => {
      const answer = await get(url);
      expect([answer.statusCode, answer.body, answer.headers['cache-control']]).toEqual([200, html, 'no-cache']);
      expect(answer.headers['content-type']).toContain('text/html');
    },
  );

  it.each([
    ['who takes anything', { accept: '*/*' }],
    ['who takes any text', { accept: 'text/*;q=0.5' }],
    ['who says nothing', {}],
    ['a browser', page],
    ['a browser that takes JSON too', { accept: 'text/html, application/json;q=0.5' }],
  ])('answers / with its page to %s', async (_, headers) => {
    const answer = await get('/', headers);
    expect([answer.statusCode, answer.body]).toEqual([200, html]);
    expect(answer.headers['vary']).toBe('accept, accept-encoding');
  });

  it.each([{ accept: 'application/json' }, { accept: 'application/json, text/plain, */*' }, { accept: 'image/png' }])(
    'tells a program where to look that asks for / with %j',
    async (headers) => {
      const answer = await get('/', headers);
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([
        404,
        'application/problem+json; charset=utf-8',
      ]);
      expect(answer.json()).toMatchObject({ status: 404, detail: expect.stringContaining('/api/docs') });
    },
  );

  it('lets a browser keep for good what has its content in its name, and nothing else', async () => {
    const [asset, icon] = [await get('/assets/index-B1a2.js', {}), await get('/icon.svg', {})];
    expect([asset.statusCode, asset.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect([icon.statusCode, icon.headers['cache-control']]).toEqual([200, 'no-cache']);
  });

  it('sends what was packed at the build to who takes it', async () => {
    const packed = await get('/assets/index-B1a2.js', { 'accept-encoding': 'gzip' });
    expect([packed.headers['content-encoding'], packed.rawPayload.equals(gzipSync(script))]).toEqual(['gzip', true]);
    const plain = await get('/assets/index-B1a2.js', {});
    expect([plain.headers['content-encoding'], plain.body]).toEqual([undefined, script]);
  });

  it.each([
    ['/api/unknown', page],
    ['/api', page],
    ['/healthz/more', page],
    ['/metrics/x', page],
    ['/worklist', { accept: 'application/json' }],
    ['/patients', { accept: '*/*' }],
    ['/assets/index-gone.js', {}],
    ['/.secret', {}],
    ['/assets/../.secret', {}],
    ['/assets/..%2f.secret', {}],
  ])('is no answer to %s: that is a problem document', async (url, headers) => {
    const answer = await get(url, headers);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
    expect(answer.json()).toMatchObject({ status: 404, title: 'Not Found' });
  });

  it('is not served from a folder without a page: then every address but the API’s is unknown', async () => {
    const bare = await openApplication();
    expect(await serveWebClient(bare, join(folder, 'assets'))).toBe(false);
    await bare.init();
    const answer = await bare.inject({ method: 'GET', url: '/worklist', headers: page });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
    await bare.close();
  });
});
