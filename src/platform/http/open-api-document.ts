import { isDeepStrictEqual } from 'node:util';
import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { describedRoutes } from '../description/index.js';
import { phraseOf } from './problem-answer.js';
import { problemSchema } from './problem-schema.js';

type JsonObject = Record<string, unknown>;
type Direction = 'input' | 'output';

interface Converted {
  readonly schema: JsonObject;
  readonly components: Record<string, JsonObject>;
}

const methods: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'patch', 'head', 'options', 'trace']);

const problemAnswer = {
  description: 'A problem: what is wrong and what would be right (RFC 9457).',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/**
 * The description of the API (OpenAPI 3.1) as the code has it: paths and schemas in alphabetical order, so that two builds of the same
 * code give the same text.
 * @throws Error if two different schemas have the same id
 */
export async function openApiDocument(application: INestApplication): Promise<OpenAPIObject> {
  const { DocumentBuilder, SwaggerModule } = await describedRoutes();
  const convert = schemaConverter();
  const header = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Consilium')
    .setDescription(
      'Workflow service for tumour boards. Not a medical device; for review by professionals. Ids are digits as text, lengths in millimetres as text.',
    )
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      description: 'Token of POST /api/session, or an API key (csk_...).',
    })
    .addSecurityRequirements('bearer')
    .build();
  const document = SwaggerModule.createDocument(application, header, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
    autoTagControllers: false,
    standardSchemaConverter: (schema, { schemaType }) =>
      schema instanceof z.ZodType ? convert(schema, schemaType) : undefined,
  });
  const problem = convert(problemSchema, 'output');
  const schemas = { ...document.components?.schemas, ...problem.components };
  return {
    ...document,
    paths: sorted(document.paths, (path) => withProblemAnswer(path as JsonObject)),
    components: { ...document.components, schemas: sorted(schemas, (schema) => schema) },
  } as OpenAPIObject;
}

/** Turns schemas into JSON Schema, the named ones (`meta({ id })`) into components. */
function schemaConverter(): (schema: z.ZodType, direction: Direction) => Converted {
  const seen = new Map<string, JsonObject>();
  return (schema, io) => {
    const { $defs = {}, ...converted } = z.toJSONSchema(schema, {
      target: 'draft-2020-12',
      io,
      override: allowMoreInAnswers,
    }) as JsonObject;
    delete converted['$schema'];
    const components = $defs as Record<string, JsonObject>;
    for (const [id, definition] of Object.entries(components)) {
      if (!isDeepStrictEqual(seen.get(id) ?? definition, definition)) {
        throw new Error(
          `Two schemas that differ have the id "${id}" (or one that differs as request and as answer): give each an id of its own.`,
        );
      }
      seen.set(id, definition);
    }
    return { schema: converted, components };
  };
}

/** A schema that drops unknown names does not forbid them: a later release may answer with more, and older clients live with that. */
function allowMoreInAnswers({
  zodSchema,
  jsonSchema,
}: {
  zodSchema: z.core.$ZodTypes;
  jsonSchema: z.core.JSONSchema.BaseSchema;
}): void {
  const { def } = zodSchema._zod;
  if (def.type === 'object' && def.catchall === undefined) delete jsonSchema.additionalProperties;
}

function withProblemAnswer(path: JsonObject): JsonObject {
  return sorted(path, (operation, name) => {
    if (!methods.has(name)) return operation;
    const { responses = {}, ...rest } = operation as { responses?: Record<string, JsonObject> };
    return { ...rest, responses: { ...sorted(responses, described), default: problemAnswer } };
  });
}

function described(answer: JsonObject, status: string): JsonObject {
  return { ...answer, description: answer['description'] || phraseOf(Number(status)) };
}

function sorted<Value, Result>(
  entries: Readonly<Record<string, Value>>,
  change: (value: Value, name: string) => Result,
): Record<string, Result> {
  const names = Object.keys(entries).sort();
  return Object.fromEntries(names.map((name) => [name, change(entries[name] as Value, name)]));
}
