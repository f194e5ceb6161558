/**
 * A stored result names the version of the engine that made it, so one version gives one result for one history. Where this fails after an intended change: raise `engineVersion`, look at what changed, and record the results anew with
 * RECORD_RESULTS=1. Numbers that are no whole ones are compared to nine digits, since the last ones depend on the processor.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import {
  burdenResponses,
  checkTargetSelection,
  classifyLine,
  compareDefinitions,
  engineVersion,
  measureConfidence,
  smallestFlips,
  targetRobustness,
} from '../../src/core/response/index.js';
import { drawnHistory, drawnOptions } from './drawn-histories.js';

const place = new URL('./reproducibility.json', import.meta.url);
const recorded = JSON.parse(readFileSync(place, 'utf8')) as {
  readonly engineVersion: string;
  readonly lines: readonly string[];
  readonly analyses: readonly string[];
};

const written = (value: unknown): string =>
  JSON.stringify(value, (_, own: unknown) =>
    typeof own === 'number' && !Number.isInteger(own) ? Number(own.toPrecision(9)) : own,
  );
const digestOf = (value: unknown): string => createHash('sha256').update(written(value)).digest('hex').slice(0, 12);

const lineCount = 160;
const analysisCount = 16;
const lineDigest = (seed: number): string =>
  digestOf([
    classifyLine(drawnHistory(seed), drawnOptions(seed)),
    measureConfidence(drawnHistory(seed), drawnOptions(seed)),
  ]);

function analysesDigest(seed: number): string {
  const [history, options] = [drawnHistory(seed), drawnOptions(seed)];
  const { evaluator, timepoints } = history.evaluators[0]!;
  const last = timepoints.at(-1)!.key;
  return digestOf([
    burdenResponses(history, 'irRECIST', options),
    burdenResponses(history, 'imRECIST', options),
    checkTargetSelection(history, evaluator),
    smallestFlips(history, evaluator, last, options, { limit: 2_000 }),
    targetRobustness(history, evaluator, last, options, { most: 4 }),
    compareDefinitions([classifyLine(history, options), classifyLine(drawnHistory(seed + 1))]),
  ]);
}

if (process.env['RECORD_RESULTS'] === '1') {
  const of = (count: number, digest: (seed: number) => string): string[] =>
    Array.from({ length: count }, (_, index) => digest(index + 1));
  writeFileSync(
    place,
    `${JSON.stringify({ engineVersion, lines: of(lineCount, lineDigest), analyses: of(analysisCount, analysesDigest) }, null, 1)}\n`,
  );
}

test('the results were recorded with this version of the engine', () => {
  expect(recorded.engineVersion).toBe(engineVersion);
  expect([recorded.lines.length, recorded.analyses.length]).toEqual([lineCount, analysisCount]);
});
test.each(recorded.lines.map((digest, index) => [index + 1, digest] as const))(
  'line %d gives the recorded result',
  (seed, digest) => expect(lineDigest(seed)).toBe(digest),
);
test.each(recorded.analyses.map((digest, index) => [index + 1, digest] as const))(
  'line %d gives the recorded analyses',
  (seed, digest) => expect(analysesDigest(seed)).toBe(digest),
);
