import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem, type ProblemError } from '../problem/index.js';
import { textErrors } from './text-rule.js';

const byElement = 'textsOfBodyByElement';

/** Of a route that answers each element of its body by itself, and so applies the rule of texts to each by itself. */
export const ChecksTextsByElement = (): MethodDecorator => RouteConfig({ [byElement]: true });

/**
 * Refuses a request with a text in address, headers or JSON body that no door takes, before anything reads it. Fields and files of a form
 * come as a stream, and are checked by what reads them.
 */
export function checkTexts(instance: FastifyInstance): void {
  instance.addHook('preHandler', (request, _reply, done) => {
    const errors = errorsOf(request);
    done(errors.length === 0 ? undefined : Problem.invalid(errors));
  });
}

function errorsOf({ params, query, headers, body, url, routeOptions }: FastifyRequest): readonly ProblemError[] {
  const { [byElement]: leavesBody } = routeOptions.config as { readonly [byElement]?: boolean };
  return [
    ...(isEncoded(url) ? [] : [malformedQuery]),
    ...textErrors('path', params),
    ...textErrors('query', query),
    ...textErrors('header', headers),
    ...(leavesBody === true ? [] : textErrors('body', body)),
  ];
}

/** The router has refused a malformed path already; of a query, what cannot be decoded would be taken as it stands. */
function isEncoded(url: string): boolean {
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}

const malformedQuery: ProblemError = {
  in: 'query',
  pointer: '',
  code: 'unreadable',
  detail: 'The query is not percent-encoded UTF-8.',
  expected: 'percent-encoded UTF-8',
};
