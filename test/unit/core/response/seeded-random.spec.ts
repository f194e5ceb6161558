/** The seeded generator behind simulated measurements: mulberry32, and standard normal numbers from it by Box and Muller. */
import { normalFrom, seededRandom } from '../../../../src/core/response/analyses/seeded-random.js';

const take = (count: number, next: () => number): readonly number[] => Array.from({ length: count }, () => next());
/** Gives the numbers in turn. */
const inTurn = (...numbers: readonly number[]) => {
  const left = [...numbers];
  return (): number => left.shift()!;
};

/** By mulberry32 in whole numbers of unbounded size, before the division by 2 ** 32. */
test.each([
  [0, [1_144_304_738, 1_416_247, 958_946_056, 627_933_444]],
  [1, [2_693_262_067, 11_749_833, 2_265_367_787, 4_213_581_821]],
  [20_260_105, [2_128_656_649, 826_319_638, 878_679_685, 218_216_261]],
  [-7, [1_860_010_037, 1_397_564_179, 2_337_619_704, 2_062_400_319]],
])('the sequence of seed %d', (seed, expected) => {
  expect(take(4, seededRandom(seed))).toEqual(expected.map((number) => number / 4_294_967_296));
});

test('a seed counts by its lowest 32 bits, and each generator for itself', () => {
  const [one, other] = [seededRandom(1), seededRandom(2 ** 32 + 1)];
  for (let count = 0; count < 10; count += 1) expect(one()).toBe(other());
});

test('numbers lie in [0, 1), evenly', () => {
  const numbers = take(20_000, seededRandom(5));
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...numbers)).toBeLessThan(1);
  for (let tenth = 0; tenth < 10; tenth += 1) {
    expect(Math.abs(numbers.filter((number) => Math.floor(10 * number) === tenth).length - 2000)).toBeLessThan(200);
  }
});

test.each([
  ['the first number gives the length', 1 - Math.exp(-2), 0, 2],
  ['the second the direction: half a turn', 1 - Math.exp(-2), 0.5, -2],
  ['a sixth of a turn', 1 - Math.exp(-0.5), 1 / 6, 0.5],
  ['a quarter of a turn', 1 - Math.exp(-2), 0.25, 0],
])('a normal number: %s', (_, length, direction, expected) => {
  expect(normalFrom(inTurn(length, direction))()).toBeCloseTo(expected, 12);
});

test('a uniform number of 0 is no infinite length', () => {
  expect(Math.abs(normalFrom(inTurn(0, 0.3))())).toBe(0);
});

test('normal numbers have mean 0, variance 1 and a 95 % range of 1.96', () => {
  const numbers = take(20_000, normalFrom(seededRandom(11)));
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  expect(Math.abs(mean)).toBeLessThan(0.03);
  expect(Math.abs(numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0) / numbers.length - 1)).toBeLessThan(
    0.04,
  );
  expect(Math.abs(numbers.filter((number) => Math.abs(number) < 1.96).length / numbers.length - 0.95)).toBeLessThan(
    0.006,
  );
});
