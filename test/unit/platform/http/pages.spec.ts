import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { decodeCursor, encodeCursor, pageOf, pageQuerySchema } from '../../../../src/platform/http/pages.js';
import { Problem } from '../../../../src/platform/problem/index.js';

const key = z.tuple([z.string(), z.int()]);

describe('pages', () => {
  it('lead through all items, each once', () => {
    const all = [...Array(23).keys()]
      .map((id) => ({ id, rank: `r${id % 3}` }))
      .sort((a, b) => a.rank.localeCompare(b.rank) || a.id - b.id);
    const read = (cursor: string | undefined, limit: number) => {
      const after = decodeCursor(cursor, key);
      const start =
        after === undefined
          ? 0
          : all.findIndex(({ id, rank }) => rank > after[0] || (rank === after[0] && id > after[1]));
      return pageOf(start < 0 ? [] : all.slice(start, start + limit + 1), limit, ({ rank, id }) => [rank, id]);
    };
    for (const limit of [1, 5, 22, 23, 24]) {
      const seen: unknown[] = [];
      let cursor: string | undefined;
      do {
        const page = read(cursor, limit);
        expect(page.items.length).toBeLessThanOrEqual(limit);
        seen.push(...page.items);
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      expect(seen).toEqual(all);
    }
  });

  it('have cursors that fit an address and hold any key', () => {
    const cursor = encodeCursor(['Größe/?&', 7]);
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(decodeCursor(cursor, key)).toEqual(['Größe/?&', 7]);
  });

  it.each(['', 'x', '%%%', encodeCursor(['a']), encodeCursor([7, 'a']), Buffer.from('{}').toString('base64url')])(
    'refuse the cursor "%s"',
    (cursor) => {
      expect(() => decodeCursor(cursor, key)).toThrow(Problem);
      expect(() => decodeCursor(cursor, key)).toThrow('One thing in the request is wrong');
    },
  );

  it('are of 50 items unless asked otherwise, and of 200 at most', () => {
    expect(pageQuerySchema.parse({})).toEqual({ limit: 50 });
    expect(pageQuerySchema.parse({ limit: '200', cursor: 'x' })).toEqual({ limit: 200, cursor: 'x' });
    for (const limit of ['0', '201', '1.5', 'x', '']) expect(pageQuerySchema.safeParse({ limit }).success).toBe(false);
  });
});
