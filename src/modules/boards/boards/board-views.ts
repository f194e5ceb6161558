/** What the routes of boards take and answer: one schema each is the check, the type and the description. */
import { z } from 'zod';
import { idSchema } from '../../../platform/http/index.js';

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

export const newBoardSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    timeZone: z.string().max(100).refine(isTimeZone, 'Not a time zone: expected an IANA name such as Europe/Berlin'),
  })
  .meta({ id: 'NewBoard' });
export type NewBoard = z.infer<typeof newBoardSchema>;

export const boardSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    timeZone: z.string(),
    isDefault: z.boolean(),
  })
  .meta({ id: 'Board' });
export type ListedBoard = z.infer<typeof boardSchema>;

export const boardListSchema = z.object({ items: z.array(boardSchema) }).meta({ id: 'BoardList' });
