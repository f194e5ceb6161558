/** What the routes of seats take and answer. */
import { z } from 'zod';
import { boardRoles } from '../../../platform/access/index.js';
import { idSchema } from '../../../platform/http/index.js';
import { disciplineSchema } from './settings-views.js';

const instant = z.iso.datetime({ offset: true });

const deputySchema = z
  .object({
    id: idSchema,
    accountId: idSchema,
    displayName: z.string(),
    from: instant,
    until: instant.nullable().meta({ description: 'Null: until it is ended.' }),
    standsInNow: z.boolean(),
  })
  .meta({ id: 'SeatDeputy' });

const seatSchema = z
  .object({
    id: idSchema,
    accountId: idSchema,
    displayName: z.string(),
    role: z.enum(boardRoles),
    discipline: disciplineSchema.nullable().meta({ description: 'Null where the seat stands for none.' }),
    since: instant,
    deputies: z.array(deputySchema).meta({ description: 'Who stands in for the holder now, or will.' }),
  })
  .meta({ id: 'Seat' });
export type ShownSeat = z.infer<typeof seatSchema>;

export const seatListSchema = z.object({ items: z.array(seatSchema) }).meta({ id: 'SeatList' });
export type SeatList = z.infer<typeof seatListSchema>;

export const newSeatSchema = z
  .strictObject({ accountId: idSchema, role: z.enum(boardRoles), discipline: disciplineSchema.nullable() })
  .meta({ id: 'NewSeat' });
export type NewSeatBody = z.infer<typeof newSeatSchema>;

export const seatDisciplineSchema = z
  .strictObject({ discipline: disciplineSchema.nullable() })
  .meta({ id: 'SeatDiscipline' });

export const newDeputySchema = z
  .strictObject({ accountId: idSchema, from: instant.max(40), until: instant.max(40).nullable() })
  .refine(({ from, until }) => until === null || Date.parse(until) > Date.parse(from), {
    path: ['until'],
    error: 'It ends before it begins',
    params: { code: 'contradiction', expected: 'an instant after the beginning, or null' },
  })
  .meta({ id: 'NewSeatDeputy' });
export type NewDeputyBody = z.infer<typeof newDeputySchema>;

export const peopleQuerySchema = z.strictObject({
  search: z.string().trim().min(2).max(100).meta({ description: 'Part of a name or an e-mail address.' }),
});

export const candidateListSchema = z
  .object({
    items: z.array(z.object({ accountId: idSchema, displayName: z.string(), email: z.string().nullable() })),
  })
  .meta({ id: 'CandidateList' });
export type CandidateList = z.infer<typeof candidateListSchema>;
