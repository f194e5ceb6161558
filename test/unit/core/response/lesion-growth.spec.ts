/** Growth of one lesion over its nadir, at the edges of the rule. */
import { establishedLesionGrew, type SizeOverNadir } from '../../../../src/core/response/index.js';
import { grewOverNadir } from '../../../../src/core/response/model/change-rules.js';

const size = (nadir: number, now: number, change: Partial<SizeOverNadir> = {}): SizeOverNadir => ({
  nadir: 1000 * nadir,
  now: 1000 * now,
  kind: 'measured',
  normalNodes: false,
  ...change,
});

test.each<[string, SizeOverNadir, boolean]>([
  ['+20 % and +5 mm exactly', size(25, 30), true],
  ['+5 mm and less than +20 %', size(25.1, 30.1), false],
  ['+20 % and less than 5 mm', size(20, 24), false],
  ['from nothing to 5 mm', size(0, 5), true],
  ['from nothing to under 5 mm', size(0, 4.999), false],
  ['seen, and too small to measure', size(0, 5, { kind: 'default' }), false],
  ['a node that is normal', size(2, 9.9, { normalNodes: true }), false],
])('the grow rule of DR-A: %s', (_, sizes, grew) => expect(establishedLesionGrew(sizes)).toBe(grew));

test('a rule may ask for a percentage alone, or for more than it', () => {
  const rule = { shrinkPercent: 10, shrinkStrict: false, growPercent: 10, growStrict: false, growLength: 0 };
  expect([10.9, 11, 11.1].map((now) => grewOverNadir(size(10, now), rule))).toEqual([false, true, true]);
  expect([10.9, 11, 11.1].map((now) => grewOverNadir(size(10, now), { ...rule, growStrict: true }))).toEqual([
    false,
    false,
    true,
  ]);
  expect([4.9, 5].map((now) => grewOverNadir(size(0, now), rule))).toEqual([false, true]);
});
