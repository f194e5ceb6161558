import { z } from 'zod';

/** A problem document (RFC 9457, 3) as the API description shows it. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    errors: z
      .array(
        z.object({
          in: z.enum(['body', 'query', 'path', 'header']).optional(),
          pointer: z.string().meta({ description: 'JSON Pointer (RFC 6901) to the place; empty for the whole.' }),
          code: z.string(),
          detail: z.string(),
          expected: z.string(),
        }),
      )
      .optional(),
    traceId: z.string().optional().meta({ description: 'Names the request in the log of the service.' }),
  })
  .meta({ id: 'Problem' });
