import { type INestApplication, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { describedRoutes } from '../description/index.js';
import { LOGGER, type Logger } from '../observability/index.js';
import { openApiDocument } from './open-api-document.js';
import { ProblemFilter } from './problem.filter.js';

@Module({})
class PagesModule {}

/**
 * Serves the description of the API at /api/docs and /api/openapi.json. Its pages are made when somebody first asks, in an application of
 * their own, since the service takes no further routes once it listens.
 */
export function serveDescription(instance: FastifyInstance, application: INestApplication): void {
  let made: Promise<FastifyInstance> | undefined;
  const pages = (): Promise<FastifyInstance> => {
    made ??= makePages(application).catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
  const problems = new ProblemFilter(application.get<Logger>(LOGGER));
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    try {
      const { statusCode, headers, rawPayload } = await (await pages()).inject(request.url);
      await reply
        .code(statusCode)
        .type(String(headers['content-type'] ?? 'application/octet-stream'))
        .send(rawPayload);
    } catch (error) {
      problems.answer(error, request, reply);
    }
    return reply;
  };
  for (const path of ['/api/docs', '/api/docs/*', '/api/openapi.json']) instance.get(path, answer);
}

async function makePages(application: INestApplication): Promise<FastifyInstance> {
  const { SwaggerModule } = await describedRoutes();
  const document = await openApiDocument(application);
  const pages = await NestFactory.create<NestFastifyApplication>(PagesModule, new FastifyAdapter(), { logger: false });
  SwaggerModule.setup('api/docs', pages, document, {
    raw: ['json'],
    jsonDocumentUrl: 'api/openapi.json',
    customSiteTitle: 'Consilium API',
  });
  await pages.init();
  const instance = pages.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  await instance.ready();
  return instance;
}
