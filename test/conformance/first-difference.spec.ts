import { firstDifference, inWords } from './first-difference.js';

const told = (was: unknown, is: unknown): string | null => {
  const difference = firstDifference(was, is);
  return difference && inWords('P', difference);
};

test.each<[string, unknown, unknown, string | null]>([
  ['nothing', { a: [1, { b: null }] }, { a: [1, { b: null }] }, null],
  ['the whole', 1, '1', 'P: it was 1, is "1"'],
  ['a value deep inside', { a: { b: [1, 2] }, c: 1 }, { a: { b: [1, 3] }, c: 2 }, 'P: a.b.1 was 2, is 3'],
  ['what is there no more', { a: 1, b: null }, { a: 1 }, 'P: b was null, is nothing'],
  ['what is new', { a: [] }, { a: [{}] }, 'P: a.0 was nothing, is {}'],
  ['a list for an object', { a: [] }, { a: {} }, 'P: a was [], is {}'],
  [
    'what stands in named places',
    { evaluators: [{ evaluator: 'A', timepoints: [{ label: 'week 9', sum: 1 }] }] },
    { evaluators: [{ evaluator: 'A', timepoints: [{ label: 'week 9', sum: 2 }] }] },
    'P, evaluator A, timepoint week 9: sum was 1, is 2',
  ],
  [
    'the names themselves',
    { flags: [{ definition: 'DR-A', tier: 'flag' }] },
    { flags: [{ definition: 'DR-B' }, { definition: 'DR-A', tier: 'watch' }] },
    'P: flags was ["DR-A"], is ["DR-B","DR-A"]',
  ],
])('the first difference is told in words: %s', (_, was, is, words) => {
  expect(told(was, is)).toBe(words);
});

test('a long value is cut', () => {
  expect(told('x'.repeat(1_000), 1)).toMatch(/^P: it was "x{296}\.\.\., is 1$/);
});
