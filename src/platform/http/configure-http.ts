import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { AuditContext } from '../audit/index.js';
import { LOGGER, MetricsRegistry, withTrace, type Logger } from '../observability/index.js';
import { AnswerMetrics } from './answer-metrics.js';
import { checkTexts } from './checked-texts.js';
import { serveDescription } from './description-pages.js';

/** Routes that machines ask every few seconds, whose log lines are of use only to a developer. */
const probes: ReadonlySet<string | undefined> = new Set(['/healthz', '/readyz', '/metrics']);

/** An answer that takes longer than this is cut off when the application closes. */
const longestClosingMilliseconds = 10_000;

/** Prepares an application on `createHttpAdapter`; to be called once and awaited, before `init` or `listen`. */
export async function configureHttp(application: NestFastifyApplication): Promise<void> {
  const instance = application.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  await compressAnswers(instance);
  followRequests(instance);
  checkTexts(instance);
  await instance.register(cookie);
  forbidStoring(instance);
  finishBeforeClosing(instance);
  noteAnswers(instance, application.get<Logger>(LOGGER), application.get(MetricsRegistry));
  sendSecurityHeaders(application);
  serveDescription(instance, application);
}

/** Routes whose answers go out as they are: files come compressed from the build, and a compressor would hold each event of a stream back. */
const uncompressed: ReadonlySet<string | undefined> = new Set([...probes, '/*', '/api/live']);

/** Compresses answers of more than a kilobyte for those who take it. Bodies of requests are not unpacked: a small one could become a large one. */
async function compressAnswers(instance: FastifyInstance): Promise<void> {
  instance.addHook('onRoute', (route) => {
    if (uncompressed.has(route.url)) route.compress = false;
  });
  await instance.register(compress, {
    globalDecompression: false,
    encodings: ['br', 'gzip'],
    threshold: 1024,
    customTypes: /^application\/problem\+json/,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
    zlibOptions: { level: 4 },
  });
}

/** Everything that a request leads to runs within its trace and its audit; Fastify keeps both across the reading of a body. */
function followRequests(instance: FastifyInstance): void {
  instance.addHook('onRequest', (request, reply, done) => {
    reply.header('x-trace-id', request.id);
    AuditContext.run(() => withTrace(request.id, () => done()));
  });
}

/** Answers may be about patients: nothing on the way keeps them. Static files say otherwise themselves. */
function forbidStoring(instance: FastifyInstance): void {
  instance.addHook('onSend', (_request, reply, _payload, done) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    done();
  });
}

/** Requests in progress are answered while the application closes, and their connections end with the answer; so do idle ones at once. */
function finishBeforeClosing(instance: FastifyInstance): void {
  let closing = false;
  instance.addHook('preClose', (done) => {
    closing = true;
    setTimeout(() => instance.server.closeAllConnections(), longestClosingMilliseconds).unref();
    done();
  });
  instance.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) reply.header('connection', 'close');
    done();
  });
}

/** One line and one observation a request, by the route's pattern: the address itself may hold what a caller typed. */
function noteAnswers(instance: FastifyInstance, logger: Logger, metrics: MetricsRegistry): void {
  const answers = new AnswerMetrics(metrics);
  instance.addHook('onResponse', (request, reply, done) => {
    const { method } = request;
    const route = request.routeOptions.url ?? 'none';
    const status = reply.statusCode;
    answers.note({ method, route, status, seconds: reply.elapsedTime / 1000 });
    const line = { method, route, status, elapsedMilliseconds: Math.round(reply.elapsedTime * 10) / 10 };
    withTrace(request.id, () => (probes.has(route) ? logger.debug('Answered', line) : logger.info('Answered', line)));
    done();
  });
}

function sendSecurityHeaders(application: NestFastifyApplication): void {
  application.useSecurityHeaders({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        'img-src': ["'self'", 'data:'],
        'object-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    // Whoever ends TLS in front of this service knows whether it may be required for good.
    strictTransportSecurity: false,
  });
}
