import { describe, expect, it } from '@jest/globals';
import { Problem } from '../../../../src/platform/problem/index.js';
import { checkBody, mostElements } from '../../../../src/modules/intake/elements.js';
import type { Fault } from '../../../../src/core/record/index.js';

const odd: Fault = { pointer: '/a', code: 'unreadable', message: 'is odd', expected: 'an even number' };
const check = (value: unknown) =>
  typeof value === 'object' && value !== null && Reflect.get(value, 'a') === 1
    ? { faults: [odd] }
    : { document: value };

function problemOf(work: () => unknown): Problem {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  throw new Error('no problem was thrown');
}

describe('a body', () => {
  it('of one document points into it, of a list into the list', () => {
    const error = { in: 'body', code: 'unreadable', detail: 'is odd', expected: 'an even number' };
    expect(checkBody({ a: 1 }, check)).toEqual({ single: true, elements: [{ errors: [{ ...error, pointer: '/a' }] }] });
    expect(checkBody([{ a: 2 }, { a: 1 }], check)).toEqual({
      single: false,
      elements: [{ document: { a: 2 } }, { errors: [{ ...error, pointer: '/1/a' }] }],
    });
  });

  it.each([
    [undefined, 'invalid'],
    [[], 'invalid'],
    [Array.from({ length: mostElements + 1 }), 'too large'],
  ])('%# is refused as a whole', (body, kind) => {
    expect(problemOf(() => checkBody(body, check)).kind).toBe(kind);
  });

  it('names every text that cannot be kept, also inside lists and names of fields', () => {
    const {
      elements: [element],
    } = checkBody({ 'a/b': ['x', 'y\0'], '~c': { d: '\ud800' }, 'e\0': 1, f: '\ud83d\ude00' }, check);
    expect(element && 'errors' in element ? element.errors.map(({ pointer }) => pointer) : null).toEqual([
      '/a~1b/1',
      '/~0c/d',
      '',
    ]);
  });

  it('that is nested without end is not followed', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expect(checkBody({ deep }, check).elements).toHaveLength(1);
  });
});
