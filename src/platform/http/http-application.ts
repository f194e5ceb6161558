import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ServiceLogger } from '../observability/index.js';
import { configureHttp } from './configure-http.js';
import { createHttpAdapter, type HttpLimits } from './http-adapter.js';

export interface HttpApplicationOptions {
  readonly logger: ServiceLogger;
  readonly limits?: Partial<HttpLimits>;
}

/** A module as `NestFactory.create` takes it. */
export type ApplicationModule = Parameters<typeof NestFactory.create>[0];

/**
 * Builds the HTTP application of a module that imports `ObservabilityModule`, `DatabaseModule`, `AccessModule` and `HttpModule`. It
 * neither listens nor handles signals yet: the order of stopping belongs to the composition root.
 */
export async function createHttpApplication(
  module: ApplicationModule,
  { logger, limits }: HttpApplicationOptions,
): Promise<NestFastifyApplication> {
  const application = await NestFactory.create<NestFastifyApplication>(module, createHttpAdapter(limits), {
    logger: logger.framework,
    abortOnError: false,
  });
  await configureHttp(application);
  return application;
}
