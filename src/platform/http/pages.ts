import { z } from 'zod';
import { Problem } from '../problem/index.js';

/** One page of a list. `next` is the cursor of the page after it, or null on the last one. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** What a cursor may hold: ids, instants and ranks. It stands in addresses, so never a name or number of a patient. */
export type CursorValue = string | number | boolean | null;

/** A day or an instant of a cursor: PostgreSQL counts no year 0, which their formats allow. */
export const inPostgresYears = (text: string): boolean => !text.startsWith('0000');

const defaultPageSize = 50;
const greatestPageSize = 200;

/** Query parameters of a list: merge its own filters in with `pageQuerySchema.extend({ ... })`. */
export const pageQuerySchema = z.strictObject({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(greatestPageSize)
    .default(defaultPageSize)
    .meta({ description: `Most items of the page; at most ${greatestPageSize}.` }),
  cursor: z.string().max(1_000).optional().meta({ description: '`next` of the page before.' }),
});

/** Schema of a page of items, for answers. */
export function pageSchema<Item extends z.ZodType>(
  item: Item,
): z.ZodObject<{ items: z.ZodArray<Item>; next: z.ZodNullable<z.ZodString> }> {
  return z.object({
    items: z.array(item),
    next: z.string().nullable().meta({ description: 'Cursor of the next page; null on the last one.' }),
  });
}

/** The cursor that stands after an item with this key. */
export function encodeCursor(key: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify(key), 'utf8').toString('base64url');
}

/**
 * The key that a cursor holds.
 * @param key schema of the key, a tuple
 * @returns undefined for the first page
 * @throws Problem 'invalid' for a cursor that this list did not give
 */
export function decodeCursor<Key extends z.ZodType>(cursor: string | undefined, key: Key): z.infer<Key> | undefined {
  if (cursor === undefined) return undefined;
  const result = key.safeParse(parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (result.success) return result.data;
  throw Problem.invalid([
    {
      in: 'query',
      pointer: '/cursor',
      code: 'unknown-cursor',
      detail: 'This list did not give this cursor.',
      expected: '`next` of a page of this list, or no cursor for the first page',
    },
  ]);
}

/**
 * A page of rows that were read in the order of their keys.
 * @param rows at most `limit + 1` rows: the one too many says that there is a next page
 * @param keyOf key of a row by which the list is ordered; no two rows have the same
 */
export function pageOf<Item>(
  rows: readonly Item[],
  limit: number,
  keyOf: (item: Item) => readonly CursorValue[],
): Page<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
