/**
 * What is recorded of the results of the response core: reproducibility.json holds a digest of each, so that a review sees which of them
 * a change touches; reproducibility.jsonl.br holds the results themselves, one a line, packed, from which a failure tells the first value
 * that differs.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
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
import {
  type AssessmentDocument,
  assembleHistory,
  type FactStatement,
  recordedFactsOf,
} from '../../src/core/record/index.js';
import { drawnHistory, drawnOptions } from './drawn-histories.js';

const digestsFile = new URL('./reproducibility.json', import.meta.url);
const resultsFile = new URL('./reproducibility.jsonl.br', import.meta.url);

/** A result by the names of its parts, in their order. */
export type Result = Readonly<Record<string, unknown>>;

/** As it is compared: numbers that are no whole ones to nine digits, since the last ones depend on the processor. */
export const written = (value: unknown): string =>
  JSON.stringify(value, (_, own: unknown) =>
    typeof own === 'number' && !Number.isInteger(own) ? Number(own.toPrecision(9)) : own,
  );
export const digestOf = (result: Result): string =>
  createHash('sha256')
    .update(written(Object.values(result)))
    .digest('hex')
    .slice(0, 12);

const lineCount = 160;
const analysisCount = 16;
const lineOf = (seed: number): Result => ({
  classification: classifyLine(drawnHistory(seed), drawnOptions(seed)),
  confidence: measureConfidence(drawnHistory(seed), drawnOptions(seed)),
});

function analysesOf(seed: number): Result {
  const [history, options] = [drawnHistory(seed), drawnOptions(seed)];
  const { evaluator, timepoints } = history.evaluators[0]!;
  const last = timepoints.at(-1)!.key;
  return {
    irRECIST: burdenResponses(history, 'irRECIST', options),
    imRECIST: burdenResponses(history, 'imRECIST', options),
    targetSelection: checkTargetSelection(history, evaluator),
    flips: smallestFlips(history, evaluator, last, options, { limit: 2_000 }),
    robustness: targetRobustness(history, evaluator, last, options, { most: 4 }),
    definitions: compareDefinitions([classifyLine(history, options), classifyLine(drawnHistory(seed + 1))]),
  };
}

const cohort = <Content>(file: string): readonly Content[] =>
  readFileSync(new URL(`../../demo/head-and-neck/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Content);
const documents = cohort<AssessmentDocument>('assessments.jsonl');
const statements = cohort<FactStatement>('facts.jsonl');
export const patientIds = [...new Set(documents.map(({ patient }) => patient.id))].sort();

export function patientOf(id: string): Result {
  const history = assembleHistory({
    assessments: documents
      .filter(({ patient }) => patient.id === id)
      .map((document) => ({ status: 'accepted' as const, document })),
    facts: statements
      .filter(({ patient }) => patient.id === id)
      .flatMap((statement, index) => recordedFactsOf(statement, index * 1_000)),
  });
  return { classification: classifyLine(history), confidence: measureConfidence(history) };
}

const numbered = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** What gives each result, by the name under which it is recorded. */
export const sources: ReadonlyMap<string, () => Result> = new Map([
  ...numbered(lineCount).map((seed) => [`line ${seed}`, () => lineOf(seed)] as const),
  ...numbered(analysisCount).map((seed) => [`analyses of line ${seed}`, () => analysesOf(seed)] as const),
  ...patientIds.map((id) => [id, () => patientOf(id)] as const),
]);

interface Recorded {
  readonly engineVersion: string;
  readonly digests: Readonly<Record<string, string>>;
}

/** Records the results anew, in both files. */
export function recordResults(): void {
  const results = [...sources].map(([name, source]) => [name, source()] as const);
  const digests = Object.fromEntries(results.map(([name, result]) => [name, digestOf(result)]));
  const recorded: Recorded = { engineVersion, digests };
  writeFileSync(digestsFile, `${JSON.stringify(recorded, null, 1)}\n`);
  const lines = results.map(([name, result]) => written([name, result])).join('\n');
  writeFileSync(resultsFile, brotliCompressSync(lines, { params: { [constants.BROTLI_PARAM_LGWIN]: 24 } }));
}

export const recordedDigests = (): Recorded => JSON.parse(readFileSync(digestsFile, 'utf8')) as Recorded;

let unpacked: ReadonlyMap<string, unknown> | undefined;

/** A result as it was recorded. Unpacked only where it is asked for: it is long. */
export function recordedResult(name: string): unknown {
  unpacked ??= new Map(
    brotliDecompressSync(readFileSync(resultsFile))
      .toString('utf8')
      .split('\n')
      .map((line) => JSON.parse(line) as [string, unknown]),
  );
  return unpacked.get(name);
}
