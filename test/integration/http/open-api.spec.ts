import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '../../../src/platform/description/index.js';
import { z } from 'zod';
import { PublicRoute, RequireRole } from '../../../src/platform/access/index.js';
import { idSchema, openApiDocument, pageQuerySchema, pageSchema } from '../../../src/platform/http/index.js';
import { startTestApplication, type TestApplication } from './test-application.js';

const newLesionSchema = z.strictObject({ label: z.string(), size: z.string().optional() }).meta({ id: 'NewLesion' });
const lesionSchema = z.object({ id: idSchema, label: z.string(), size: z.string().nullable() }).meta({ id: 'Lesion' });
const querySchema = pageQuerySchema.extend({
  tier: z.enum(['flag', 'watch']).optional().meta({ description: 'Only these.' }),
});

@Controller('api/lesions')
@RequireRole('member', 'coordinator')
class LesionController {
  @Post()
  @RequireRole('submitter')
  @ApiCreatedResponse({ standardSchema: lesionSchema, description: 'As it was recorded.' })
  add(@Body({ schema: newLesionSchema }) lesion: z.infer<typeof newLesionSchema>): unknown {
    return lesion;
  }

  @Get()
  @ApiOkResponse({ standardSchema: pageSchema(lesionSchema) })
  list(@Query({ schema: querySchema }) query: z.infer<typeof querySchema>): unknown {
    return query;
  }

  @Get(':id')
  @PublicRoute()
  @ApiOkResponse({ standardSchema: lesionSchema })
  one(@Param('id', { schema: idSchema }) id: string): unknown {
    return id;
  }
}

describe('the API description', () => {
  let service: TestApplication;
  beforeAll(async () => {
    service = await startTestApplication({ controllers: [LesionController] });
  });
  afterAll(() => service.close());

  it('has the schemas that check bodies, queries and paths, and those of answers', async () => {
    const { paths, components } = await openApiDocument(service.application);
    expect(components?.schemas).toMatchObject({
      NewLesion: {
        type: 'object',
        properties: { label: { type: 'string' }, size: { type: 'string' } },
        required: ['label'],
        additionalProperties: false,
      },
      Lesion: { type: 'object', properties: { size: { type: ['string', 'null'] } }, required: ['id', 'label', 'size'] },
    });
    expect(components?.schemas?.['Lesion']).not.toHaveProperty('additionalProperties');
    expect(paths['/api/lesions']?.post).toMatchObject({
      operationId: 'Lesion.add',
      requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/NewLesion' } } } },
      responses: {
        '201': {
          description: 'As it was recorded.',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Lesion' } } },
        },
        default: { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
      },
    });
    expect(paths['/api/lesions']?.get?.parameters).toEqual([
      expect.objectContaining({
        in: 'query',
        name: 'limit',
        required: false,
        schema: expect.objectContaining({ type: 'integer', minimum: 1, maximum: 200, default: 50 }),
      }),
      expect.objectContaining({ in: 'query', name: 'cursor', required: false }),
      expect.objectContaining({
        in: 'query',
        name: 'tier',
        description: 'Only these.',
        schema: expect.objectContaining({ enum: ['flag', 'watch'] }),
      }),
    ]);
    expect(paths['/api/lesions/{id}']?.get?.parameters).toEqual([
      expect.objectContaining({ in: 'path', name: 'id', required: true }),
    ]);
  });

  it('says who may call what', async () => {
    const document = await openApiDocument(service.application);
    expect(document.security).toEqual([{ bearer: [] }]);
    expect(document.components?.securitySchemes).toMatchObject({ bearer: { type: 'http', scheme: 'bearer' } });
    expect(document.paths['/api/lesions/{id}']?.get?.security).toEqual([{}]);
    expect(document.paths['/api/lesions']?.post).toMatchObject({ 'x-roles': ['submitter'] });
    expect(document.paths['/api/lesions']?.get).toMatchObject({ 'x-roles': ['member', 'coordinator'] });
  });

  it('is the same text each time, in alphabetical order, and is what is served', async () => {
    const document = await openApiDocument(service.application);
    expect(JSON.stringify(await openApiDocument(service.application))).toBe(JSON.stringify(document));
    expect(Object.keys(document.paths)).toEqual(Object.keys(document.paths).sort());
    expect(Object.keys(document.components?.schemas ?? {})).toEqual(
      Object.keys(document.components?.schemas ?? {}).sort(),
    );
    expect((await service.application.inject('/api/openapi.json')).json()).toEqual(
      JSON.parse(JSON.stringify(document)),
    );
  });

  it('can be read in a browser, with its parts', async () => {
    const page = await service.application.inject('/api/docs');
    expect(page.headers['content-type']).toMatch('text/html');
    const parts = [...page.body.matchAll(/(?:src|href)="(\.\/docs\/[^"]+)"/g)].map(
      ([, path]) => new URL(path ?? '', 'http://x/api/docs').pathname,
    );
    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts) expect([part, (await service.application.inject(part)).statusCode]).toEqual([part, 200]);
  });
});

describe('the API description of a schema that reads differently as request and as answer', () => {
  const bothWays = z.object({ a: z.string().default('x') }).meta({ id: 'BothWays' });

  @Controller('api/both')
  @PublicRoute()
  class BothController {
    @Post()
    @ApiCreatedResponse({ standardSchema: bothWays })
    add(@Body({ schema: bothWays }) body: z.infer<typeof bothWays>): unknown {
      return body;
    }
  }

  let service: TestApplication;
  beforeAll(async () => {
    service = await startTestApplication({ controllers: [BothController] });
  });
  afterAll(() => service.close());

  it('fails, naming the id', async () => {
    await expect(openApiDocument(service.application)).rejects.toThrow('"BothWays"');
  });

  it('is answered as a fault of the service, with what finds it in the log', async () => {
    for (const path of ['/api/openapi.json', '/api/docs'])
      expect((await service.application.inject(path)).json()).toMatchObject({
        status: 500,
        traceId: expect.any(String),
      });
  });
});
