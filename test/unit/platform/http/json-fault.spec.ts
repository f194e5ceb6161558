import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findJsonFault } from '../../../../src/platform/http/json-fault.js';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('the first fault of a text', () => {
  it.each([
    ['', 1, 1, 'a value'],
    ['{"a": 1', 1, 8, 'a comma or }'],
    ['[1, 2', 1, 6, 'a comma or ]'],
    ['[1,]', 1, 4, 'a value'],
    ['{"a": 1,}', 1, 9, 'a name in double quotes'],
    ['{a: 1}', 1, 2, 'a name in double quotes, or }'],
    ['{"a" 1}', 1, 6, 'a colon'],
    ['{"a": }', 1, 7, 'a value'],
    ['[}', 1, 2, 'a value or ]'],
    ['{} {}', 1, 4, 'the end of the text'],
    ['{\n  "size": 012\n}', 2, 12, 'a comma or }'],
    ['{\r\n\t"size": NaN}', 2, 10, 'a value'],
    ['["a\nb"]', 1, 2, 'a value or ]'],
    ['["\\x"]', 1, 2, 'a value or ]'],
    ['[truex]', 1, 2, 'a value or ]'],
    ['[1.5.2]', 1, 5, 'a comma or ]'],
    ['[1 /* one */]', 1, 4, 'a comma or ]'],
    ['[1e]', 1, 2, 'a value or ]'],
    ["{'a': 1}", 1, 2, 'a name in double quotes, or }'],
  ])('%j is at line %d, column %d', (text, line, column, expected) => {
    expect(findJsonFault(text)).toEqual({ line, column, expected });
  });

  it('is there if and only if JSON.parse refuses the text', () => {
    fc.assert(fc.property(fc.json(), (text) => findJsonFault(text) === null));
    const damaged = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', ',', '"', '}', ']', '{', '[', ':', '\\', '0', '-', 'e', 'tru', '\n', ' '),
        fc.nat(3),
      )
      .map(
        ([text, at, piece, length]) =>
          text.slice(0, at % (text.length + 1)) + piece + text.slice((at % (text.length + 1)) + length),
      );
    fc.assert(
      fc.property(damaged, (text) => (findJsonFault(text) === null) === isJson(text)),
      { numRuns: 5_000 },
    );
  });

  it('is found in a long and in a deep text without delay', () => {
    expect(findJsonFault(`[${'1,'.repeat(500_000)}`)).toMatchObject({ expected: 'a value' });
    expect(findJsonFault('['.repeat(200_000))).toEqual({
      line: 1,
      column: 34,
      expected: 'nesting of at most 33 levels',
    });
    expect(findJsonFault(`${'['.repeat(33)}1,]`)).toMatchObject({ column: 36, expected: 'a value' });
    expect(findJsonFault(`"${'\\u00e4'.repeat(200_000)}`)).toMatchObject({ column: 1 });
  });
});
