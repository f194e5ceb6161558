import { expectedFalseFlagRate } from '../../src/core/response/index.js';

const millimetre = 1000;

/**
 * The rates that are shown to a board (docs/clinical-basis.md#measurement-noise): about 27 and 25 % at 20 mm, 56 and 29
 * % at 25 mm, 67 and 34 % at 30 mm.
 */
test.each([
  [20, 0.27, 0.25],
  [25, 0.56, 0.29],
  [30, 0.67, 0.34],
])('false flags over six scans at %d mm: about %d without the noise rule and %d with it', (size, without, withRule) => {
  const baseline = size * millimetre;
  const lesions = [0.5, 0.5, 1, 1, 1].map((share) => ({ baseline, share }));
  const settings = { lesions, scans: 6, runs: 1500, seed: 20260105 };
  const off = expectedFalseFlagRate(settings, { flags: { noiseRule: false } });
  const on = expectedFalseFlagRate(settings);
  expect(Math.abs(off.rate - without)).toBeLessThan(0.035);
  expect(Math.abs(on.rate - withRule)).toBeLessThan(0.035);
  expect(on.rate).toBeLessThan(off.rate);
  expect(off.standardError).toBeCloseTo(Math.sqrt((off.rate * (1 - off.rate)) / 1500), 12);
});
