import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { schemaErrors } from '../../../../src/platform/http/schema-errors.js';

const faults = (schema: z.ZodType, value: unknown) => {
  const result = schema.safeParse(value);
  return result.success ? [] : schemaErrors('body', result.error.issues);
};

describe('faults that a schema finds', () => {
  it.each<[string, z.ZodType, unknown, { pointer: string; code: string; expected: string }]>([
    [
      'a missing value',
      z.object({ size: z.string() }),
      {},
      { pointer: '/size', code: 'invalid-type', expected: 'a string' },
    ],
    [
      'a wrong type',
      z.object({ sizes: z.array(z.int()) }),
      { sizes: 1 },
      { pointer: '/sizes', code: 'invalid-type', expected: 'an array' },
    ],
    [
      'a word of no list',
      z.enum(['PR', 'SD']),
      'CRX',
      { pointer: '', code: 'invalid-value', expected: '"PR" or "SD"' },
    ],
    ['a short text', z.string().min(2), 'x', { pointer: '', code: 'too-small', expected: 'at least 2 characters' }],
    ['a small number', z.number().min(2), 1, { pointer: '', code: 'too-small', expected: 'at least 2' }],
    [
      'too many elements',
      z.array(z.any()).max(1),
      [1, 2],
      { pointer: '', code: 'too-big', expected: 'at most 1 element' },
    ],
    [
      'a form that does not fit',
      z.string().regex(/^[A-Z]$/),
      'ab',
      { pointer: '', code: 'invalid-format', expected: 'regex matching /^[A-Z]$/' },
    ],
    [
      'an e-mail address',
      z.email(),
      'ab',
      { pointer: '', code: 'invalid-format', expected: expect.stringContaining('email') as unknown as string },
    ],
    ['a step', z.number().multipleOf(5), 7, { pointer: '', code: 'not-multiple-of', expected: 'a multiple of 5' }],
    [
      "a check of one's own",
      z.string().refine(() => false, {
        error: 'No such site',
        params: { code: 'unknown-site', expected: 'a site of the list' },
      }),
      'x',
      { pointer: '', code: 'unknown-site', expected: 'a site of the list' },
    ],
    [
      'a name with slashes',
      z.record(z.string(), z.int()),
      { 'a/b~c': 'x' },
      { pointer: '/a~1b~0c', code: 'invalid-type', expected: 'a number' },
    ],
    ['half a number', z.int(), 1.5, { pointer: '', code: 'invalid-type', expected: 'a whole number' }],
  ])('%s', (_, schema, value, fault) => {
    expect(faults(schema, value)).toEqual([expect.objectContaining({ in: 'body', ...fault })]);
  });

  it('name each unknown name by itself', () => {
    expect(
      faults(z.object({ inner: z.strictObject({}) }), { inner: { a: 1, b: 2 } }).map(({ pointer, code }) => [
        pointer,
        code,
      ]),
    ).toEqual([
      ['/inner/a', 'unknown-name'],
      ['/inner/b', 'unknown-name'],
    ]);
  });

  it('are those of the alternative that was meant, where only one fits in kind', () => {
    const one = z.strictObject({ size: z.string(), label: z.string() });
    expect(
      faults(z.union([one, z.array(one)]), [{ size: 1, label: 'a' }, { size: '2' }]).map(({ pointer }) => pointer),
    ).toEqual(['/0/size', '/1/label']);
    expect(faults(z.union([one, z.array(one)]), { size: 1, label: 'a' }).map(({ pointer }) => pointer)).toEqual([
      '/size',
    ]);
    expect(faults(z.union([z.string(), z.int()]), true)).toEqual([
      expect.objectContaining({ pointer: '', code: 'invalid-union' }),
    ]);
  });

  it('never repeat the value', () => {
    const schema = z.strictObject({ name: z.enum(['a']), size: z.int().min(5), mail: z.email(), date: z.iso.date() });
    expect(
      JSON.stringify(faults(schema, { name: 'Jane Doe', size: -77, mail: 'jane.doe', date: '1950-13-41' })),
    ).not.toMatch(/jane|77|1950/i);
  });
});
