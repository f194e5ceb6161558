import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
// Brings the types of `request.parts()` along, for those who read uploads.
import type {} from '@fastify/multipart';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { traceIdFromHeaders } from '../observability/index.js';
import { parseJsonBody } from './json-body.js';
import { faultAnswer, plainAnswer, problemText, type ProblemAnswer } from './problem-answer.js';
import { problemContentType } from './problem.filter.js';
import { problemOf } from './problem-of.js';

export interface HttpLimits {
  /** Largest JSON body. */
  readonly bodyBytes: number;
  /** Largest file of an upload; files are streamed, never held in memory. */
  readonly fileBytes: number;
}

const defaultLimits: HttpLimits = { bodyBytes: 4 * 1024 * 1024, fileBytes: 2 * 1024 * 1024 * 1024 };

/** Fastify as this service uses it: JSON and multipart bodies only. */
class HttpAdapter extends FastifyAdapter {
  /** The framework would add a reader of HTML forms, which this API does not take. */
  override registerParserMiddleware(): void {}
}

/** Bodies are checked by zod: Fastify's own compilers of schemas, a hundred files of a start, are not loaded. */
const noSchemas = (): never => {
  throw new Error("A route has a schema of Fastify's own: expected a zod schema on its @Body, @Query or @Param.");
};
const withoutSchemas = { buildValidator: () => noSchemas, buildSerializer: () => noSchemas };

/** The HTTP server below the application. The id of a request is its trace id. */
export function createHttpAdapter(limits: Partial<HttpLimits> = {}): FastifyAdapter {
  const { bodyBytes, fileBytes } = { ...defaultLimits, ...limits };
  const adapter = new HttpAdapter({
    bodyLimit: bodyBytes,
    genReqId: ({ headers }: IncomingMessage) =>
      traceIdFromHeaders({ traceparent: headers['traceparent'], 'x-trace-id': headers['x-trace-id'] }),
    // A request that comes while the service stops is answered; its connection is closed after it.
    return503OnClosing: false,
    schemaController: { compilersFactory: withoutSchemas },
    multipart: {
      limits: { fileSize: fileBytes, files: 8, fields: 32, fieldSize: 64 * 1024, parts: 40 },
      throwFileSizeLimit: true,
    },
    frameworkErrors: answerUnroutableRequest,
    clientErrorHandler: answerUnreadableRequest,
  });
  takeJsonBodies(adapter.getInstance<FastifyInstance>());
  takeMessages(adapter.getInstance<FastifyInstance>());
  return adapter;
}

function takeJsonBodies(instance: FastifyInstance): void {
  const parse = instance.getDefaultJsonParser('error', 'error');
  instance.removeContentTypeParser(['application/json', 'text/plain']);
  instance.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      done(
        null,
        parseJsonBody(body as Buffer, (bytes) => parsed(parse, request, bytes)),
      );
    } catch (error) {
      done(error as Error, undefined);
    }
  });
}

/** Bodies of the doors for machines: as they came, since what they are is read by their own forms. */
const messageTypes = [
  'application/fhir+json',
  'application/hl7-v2',
  'x-application/hl7-v2+er7',
  'application/dicom',
  /^multipart\/related/,
];
const mostMessageBytes = 32 * 1024 * 1024;

function takeMessages(instance: FastifyInstance): void {
  for (const type of messageTypes)
    instance.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit: mostMessageBytes }, (_request, body, done) =>
      done(null, body),
    );
}

/** Fastify's parser tells its result by a callback, which it calls at once. */
function parsed(
  parse: ReturnType<FastifyInstance['getDefaultJsonParser']>,
  ...[request, bytes]: [Parameters<typeof parse>[0], Buffer]
): unknown {
  let outcome: { error: Error | null; value?: unknown } = { error: null };
  // The types say text, but the parser takes bytes, which spares it one copy.
  void parse(request, bytes as unknown as string, (error, value?: unknown) => {
    outcome = { error, value };
  });
  if (outcome.error) throw outcome.error;
  return outcome.value;
}

/** The router refused the address, before any hook or filter. */
function answerUnroutableRequest(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const { status, document } = problemOf(error);
  void reply
    .status(status)
    .headers({ 'content-type': problemContentType, 'x-trace-id': request.id })
    .send(problemText(document, request.id));
}

const noRequest = faultAnswer(
  400,
  {
    in: 'header',
    pointer: '',
    code: 'unreadable',
    detail: 'This is not a request that HTTP/1.1 knows.',
    expected: 'a method, an address, and headers of printable characters',
  },
  'This is not a request that HTTP/1.1 knows: expected a method, an address, and headers of printable characters.',
);

const unreadableRequests: Readonly<Record<string, ProblemAnswer>> = {
  HPE_HEADER_OVERFLOW: faultAnswer(
    431,
    {
      in: 'header',
      pointer: '',
      code: 'too-long',
      detail: 'Address and headers are longer than this service takes.',
      expected: 'at most 16 KiB together',
    },
    'Address and headers are longer than this service takes: expected at most 16 KiB together.',
  ),
  ERR_HTTP_REQUEST_TIMEOUT: plainAnswer(408, 'The request did not come to its end in time.'),
};

/** Node could not even read the request: there is no route, no reply object, only the socket. */
function answerUnreadableRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const { status, document } = unreadableRequests[error.code ?? ''] ?? noRequest;
  const body = problemText(document);
  const head = [
    `HTTP/1.1 ${status} ${document.title}`,
    `Content-Type: ${problemContentType}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  if (socket.writable) socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  else socket.destroy();
}
