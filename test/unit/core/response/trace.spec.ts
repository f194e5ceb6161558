/** The words of a trace, for what a classification says and for steps as they may be stored. */
import { explain, type TraceStep } from '../../../../src/core/response/index.js';
import type { CompactFinding, CompactLine } from '../../../conformance/notation.js';
import { followUps } from './support.js';

const words = (line: CompactLine, rule: string): string => explain(followUps(line).at(-1)!.trace.find((step) => step.rule === rule)!);

describe('a lesion that came back after a confirmed complete response', () => {
  const back: readonly CompactFinding[] = [30, 'absent', 'absent', 2];
  test('a target', () => {
    expect(words({ lesions: { T: { sizes: back }, U: { sizes: back } } }, 'RECIST-1.1/target/reappearance'))
      .toBe('T, U came back after a complete response (after-confirmed-cr): progression. Outcome: PD.');
  });
  test('a non-target', () => {
    expect(words({ lesions: { T: { sizes: [30, 0, 0, 0] }, N: { role: 'non-target', sizes: ['present', 'absent', 'absent', 'present'] } } }, 'RECIST-1.1/non-target/reappearance'))
      .toBe('N came back after a complete response (after-confirmed-cr): progression. Outcome: PD.');
  });
});

describe('what a stored step does not hold', () => {
  const stored = (rule: string, inputs: TraceStep['inputs'], outcome = 'SD'): string => explain({ rule, inputs, outcome });
  test('is said to be not known: lengths, changes and words', () => {
    expect(stored('RECIST-1.1/target/PR-stays', { sum: 60_000, baseline: null, nadir: null }, 'PR')).toBe(
      'The sum of 60.0 mm is not known against baseline and no progression against the nadir of not known; a response was given before and stays (not known). Outcome: PR.');
    expect(stored('RECIST-1.1/target/PR', { sum: null, baseline: 80_000 }, 'PR')).toBe(
      'The sum of not known is not known against the baseline of 80.0 mm: at least -30 %. Outcome: PR.');
  });
  test.each([
    ['shrinkers', { shrinkerBaselines: [40_000], shrinkerSizes: [20_000] }], ['their baselines', { shrinkers: ['S'], shrinkerSizes: [20_000] }],
    ['their sizes', { shrinkers: ['S'], shrinkerBaselines: [40_000] }], ['labels as a list', { shrinkers: 'S', shrinkerBaselines: [40_000], shrinkerSizes: [20_000] }],
  ])('makes no list of sizes: %s', (_, inputs) => {
    expect(stored('pattern/lesions', { definition: 'DR-A', shrinkPercent: 30, ...inputs })).toContain('DR-A: lesions at least 30 % below baseline: none. ');
  });
  test('a whole list says each size', () => {
    expect(stored('pattern/lesions', { definition: 'DR-A', shrinkPercent: 30, shrinkers: ['S'], shrinkerBaselines: [40_000], shrinkerSizes: [20_000] }))
      .toContain('below baseline: S 40.0 to 20.0 mm (-50.0 %). ');
  });
  test('a rule of another version is named as it stands', () => {
    expect(stored('RECIST-2/target', {}, 'PD')).toBe('RECIST-2/target. Outcome: PD.');
  });
});
