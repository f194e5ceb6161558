import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { textErrors, textFault } from '../../../../src/platform/http/text-rule.js';

describe('a text', () => {
  it.each([
    ['a\0b', 'unreadable', 'holds a NUL (U+0000) at character 2'],
    ['ab\ud83d', 'unreadable', 'holds half of a surrogate pair (U+D83D) at character 3'],
    ['\udc00', 'unreadable', 'holds half of a surrogate pair (U+DC00) at character 1'],
    ['26 \u202e> 18', 'direction-mark', 'holds an invisible mark of writing direction (U+202E) at character 4'],
    ['\u2069', 'direction-mark', 'holds an invisible mark of writing direction (U+2069) at character 1'],
  ])('%j is not taken, and it is said where and why', (text, code, detail) => {
    expect(textFault(text)).toEqual({ code, detail, expected: expect.stringMatching(/\w/) });
  });

  it.each(['', 'Müller', '\ud83d\ude00', 'שלום', 'line\r\nline\ttab', 'zero\u200dwidth', '\ufffd'])(
    '%j is taken',
    (text) => {
      expect(textFault(text)).toBeUndefined();
    },
  );

  it('of any whole characters is taken, unless one is a NUL or a direction mark', () => {
    const whole = fc
      .string({ unit: 'binary' })
      .filter((text) => !/[\0\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(text));
    fc.assert(fc.property(whole, (text) => expect(textFault(text)).toBeUndefined()));
  });
});

describe('the texts of a value', () => {
  it('are named by their places; of a name that is not taken, its object', () => {
    const value = { 'a/b': ['x', 'y\0'], '~c': { d: '\ud800', 'e\0': '\0' }, f: 1, g: null, h: { i: '\u202e' } };
    expect(textErrors('body', value, '/3').map(({ in: part, pointer, code }) => [part, pointer, code])).toEqual([
      ['body', '/3/a~1b/1', 'unreadable'],
      ['body', '/3/~0c/d', 'unreadable'],
      ['body', '/3/~0c', 'unreadable'],
      ['body', '/3/h/i', 'direction-mark'],
    ]);
    expect(textErrors('query', 'a\0')).toEqual([
      {
        in: 'query',
        pointer: '',
        code: 'unreadable',
        detail: 'The text holds a NUL (U+0000) at character 2.',
        expected: 'Unicode text without NUL',
      },
    ]);
  });

  it('are named a hundred at most', () => {
    expect(
      textErrors(
        'body',
        Array.from({ length: 5_000 }, () => '\0'),
      ),
    ).toHaveLength(100);
  });

  it('that are nested without end are refused unread', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(100_000)}"\\u0000"${']'.repeat(100_000)}`);
    expect(textErrors('body', deep)).toMatchObject([{ pointer: '/0'.repeat(33), code: 'too-deep' }]);
    const shallow: unknown = JSON.parse(`${'['.repeat(33)}"x"${']'.repeat(33)}`);
    expect(textErrors('body', shallow)).toEqual([]);
  });
});
