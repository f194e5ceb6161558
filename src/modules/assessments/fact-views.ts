/** Facts that people state, and every statement of a fact there was, as the API takes and answers them. */
import { z } from 'zod';
import { factNames, factStates } from '../../core/record/index.js';
import { idSchema, pageQuerySchema, pageSchema } from '../../platform/http/index.js';

const nameSchema = z.enum(factNames as [string, ...string[]]);
const text = z.string();

export const factToStateSchema = z
  .strictObject({
    name: nameSchema,
    state: z
      .enum(factStates)
      .meta({ description: "'none': asked, and there is none; 'unknown': asked, and nobody knows." }),
    value: z.unknown().optional().meta({ description: "Needed when state is 'known', refused otherwise." }),
    date: text.max(60).optional().meta({ description: 'When it was so: YYYY, YYYY-MM or YYYY-MM-DD.' }),
    source: z.string().trim().min(1).max(300).meta({ description: 'Report, person or system it comes from.' }),
    treatmentLineId: idSchema.optional().meta({ description: 'Needed for facts of a treatment line.' }),
    lesion: text.max(60).optional().meta({ description: 'Label; needed for facts of a lesion.' }),
    evaluator: text
      .max(120)
      .optional()
      .meta({ description: "Whose lesion label it is; left out: the label's lesion of every evaluator." }),
    replaces: z.int().min(1).optional().meta({
      description:
        'Revision that this one corrects: a statement by people of the same fact and the same date. Left out for the first.',
    }),
  })
  .meta({ id: 'FactToState' });
export type FactToState = z.infer<typeof factToStateSchema>;

export const statedFactSchema = z
  .object({
    id: idSchema,
    name: nameSchema,
    state: z.enum(factStates),
    value: z.unknown(),
    treatmentLineId: idSchema.nullable(),
    lesion: text.nullable(),
    evaluator: text.nullable(),
    date: text.nullable(),
    source: text.nullable(),
    issuer: text,
    revision: z.int(),
    byPeople: z
      .boolean()
      .meta({ description: 'True where a person stated it here; such a statement can be corrected here.' }),
    recordedBy: text.meta({ description: 'The person, or the machine that sent it.' }),
    recordedAt: z.iso.datetime({ offset: true }),
    supersededAt: z.iso
      .datetime({ offset: true })
      .nullable()
      .meta({ description: 'When another revision took its place; null for a current one.' }),
  })
  .meta({ id: 'StatedFact' });
export type StatedFactView = z.infer<typeof statedFactSchema>;

export const statedFactPageSchema = pageSchema(statedFactSchema).meta({ id: 'StatedFactPage' });

export const factHistoryQuerySchema = pageQuerySchema.extend({
  name: nameSchema.optional(),
  lesion: z.string().max(60).optional(),
  current: z.enum(['true', 'false']).default('false').meta({ description: 'true: without what others have replaced.' }),
});
export type FactHistoryQuery = z.infer<typeof factHistoryQuerySchema>;
