import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LOGGER, type Logger } from '../observability/index.js';
import { Problem } from '../problem/index.js';
import { problemText } from './problem-answer.js';
import { problemOf } from './problem-of.js';

export const problemContentType = 'application/problem+json; charset=utf-8';

/** Answers every error as application/problem+json, and logs those that nobody foresaw. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const { status, headers, document } = problemOf(error);
    if (status >= 500 && !(error instanceof Problem)) {
      this.logger.error('A request failed', {
        error,
        method: request.method,
        route: request.routeOptions.url,
        status,
      });
    }
    if (reply.sent || reply.raw.headersSent) {
      // Too late for an answer: a cut connection tells the caller not to trust what has arrived.
      reply.raw.destroy();
      return;
    }
    void reply
      .status(status)
      // Whatever the route began to say of the language: problems are told in English.
      .headers({ ...headers, 'content-type': problemContentType, 'content-language': 'en' })
      .send(problemText(document, request.id));
  }
}
