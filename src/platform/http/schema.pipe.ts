import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { Problem, type ProblemError } from '../problem/index.js';
import { schemaErrors } from './schema-errors.js';

const parts: Partial<Readonly<Record<ArgumentMetadata['type'], NonNullable<ProblemError['in']>>>> = {
  body: 'body',
  query: 'query',
  param: 'path',
};

/** Checks what a handler's `{ schema }` describes: the handler gets the schema's value, or the request all its faults at once. */
@Injectable()
export class SchemaPipe implements PipeTransform {
  /** @throws Problem 'invalid' with a pointer for each fault */
  async transform(value: unknown, { type, data, schema }: ArgumentMetadata): Promise<unknown> {
    if (!(schema instanceof z.ZodType)) return value;
    const result = await schema.safeParseAsync(value);
    if (result.success) return result.data;
    throw Problem.invalid(schemaErrors(parts[type] ?? 'body', result.error.issues, data === undefined ? [] : [data]));
  }
}
