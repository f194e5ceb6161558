import type { FastifyRequest } from 'fastify';
import { Problem } from '../../../platform/problem/index.js';

/** The body as it came. @throws Problem 'invalid' for none, and for one that was read as something else */
export function bodyBytes(body: unknown, { headers }: Pick<FastifyRequest, 'headers'>): Buffer {
  if (Buffer.isBuffer(body) && body.length > 0) return body;
  const empty = body === undefined || body === null || Buffer.isBuffer(body);
  throw Problem.invalid([
    {
      in: empty ? 'body' : 'header',
      pointer: empty ? '' : '/content-type',
      code: empty ? 'missing' : 'media-type',
      detail: empty ? 'The body is empty.' : `A body of ${headers['content-type'] ?? 'no type'} is not taken here.`,
      expected: 'a message, with the content type of this door',
    },
  ]);
}
