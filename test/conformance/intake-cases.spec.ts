/** Files as senders make them, through `consilium evaluate`: what must come out, and what must be said. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate } from '../support/evaluate.js';
import { EvaluateUsageError } from '../../src/commands/evaluate/usage-error.js';

interface Expected {
  readonly source?: string;
  readonly timepoints?: readonly string[];
  readonly best?: readonly string[];
  readonly dates?: readonly (string | null)[];
  readonly reported?: readonly (string | null)[];
  readonly evaluators?: readonly string[];
  readonly said?: readonly string[];
  readonly silent?: true;
  readonly status?: 0 | 1 | 'refused';
}

const folder = 'test/fixtures/intake';
const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<string, Expected>;
const files = readdirSync(join(folder, 'cases'));
const filesOf = (name: string): string[] =>
  files.filter((file) => file.split('.')[0] === name).map((file) => join(folder, 'cases', file));

interface Line {
  readonly summary?: true;
  readonly patient: string;
  readonly evaluator: string;
  readonly visit: string;
  readonly date: string | null;
  readonly phase: string;
  readonly sumOfDiameters: number | null;
  readonly overallResponse: string | null;
  readonly immuneResponse: string | null;
  readonly reportedResponse?: string | null;
  readonly bestOverallResponse: string | null;
  readonly confirmedBestOverallResponse: string | null;
  readonly immuneBestOverallResponse: string | null;
}

interface Outcome {
  readonly status: 0 | 1 | 'refused';
  readonly timepoints: readonly Line[];
  readonly summaries: readonly Line[];
  readonly said: readonly string[];
}

function outcomeOf(name: string): Outcome {
  const lines: Line[] = [];
  const said: string[] = [];
  let status: Outcome['status'];
  try {
    status = evaluate([...filesOf(name), '--output', 'jsonl'], {
      print: (line) => lines.push(JSON.parse(line) as Line),
      refuse: (line) => said.push(line),
    });
  } catch (error) {
    if (!(error instanceof EvaluateUsageError)) throw error;
    said.push(error.message);
    status = 'refused';
  }
  return {
    status,
    said,
    timepoints: lines.filter(({ summary }) => summary === undefined),
    summaries: lines.filter(({ summary }) => summary === true),
  };
}

const shown = (value: string | number | null): string => (value === null ? '-' : String(value));

const timepointAs = (pattern: string, line: Line): string => {
  const response = line.phase === 'held' ? 'held' : shown(line.overallResponse);
  const parts = [line.patient, line.visit, shown(line.sumOfDiameters), response];
  return [...parts, ...(pattern.split(' | ').length > 4 ? [shown(line.immuneResponse)] : [])].join(' | ');
};

const bestAs = (line: Line): string =>
  [
    line.patient,
    ...[line.bestOverallResponse, line.confirmedBestOverallResponse, line.immuneBestOverallResponse].map(shown),
  ].join(' | ');

/** Said of every file that names no treatment line or no evaluator, whatever else it holds. */
const always = /treatment line|evaluator is not stated/;

test('every case has its files, and every file its case', () => {
  expect(files.map((file) => file.split('.')[0]).filter((name) => !(name! in expected))).toEqual([]);
  expect(Object.keys(expected).filter((name) => filesOf(name).length === 0)).toEqual([]);
  expect(Object.keys(expected)).toHaveLength(84);
});

describe.each(Object.entries(expected))('%s', (name, wanted) => {
  const outcome = outcomeOf(name);

  if (wanted.timepoints !== undefined)
    it('gives these timepoints', () => {
      expect(outcome.timepoints.map((line, index) => timepointAs(wanted.timepoints![index] ?? '', line))).toEqual(
        wanted.timepoints,
      );
    });

  if (wanted.best !== undefined)
    it('gives these best responses', () => expect(outcome.summaries.map(bestAs)).toEqual(wanted.best));

  if (wanted.dates !== undefined)
    it('gives these dates', () => expect(outcome.timepoints.map(({ date }) => date)).toEqual(wanted.dates));

  if (wanted.reported !== undefined)
    it('finds what was reported', () =>
      expect(outcome.timepoints.map(({ reportedResponse }) => reportedResponse)).toEqual(wanted.reported));

  if (wanted.evaluators !== undefined)
    it('keeps to these evaluators', () =>
      expect([...new Set(outcome.timepoints.map(({ evaluator }) => evaluator))]).toEqual(wanted.evaluators));

  if (wanted.said !== undefined)
    it.each(wanted.said)('says: %s', (pattern) => {
      expect(outcome.said).toContainEqual(expect.stringMatching(new RegExp(pattern)));
    });

  if (wanted.silent === true)
    it('says nothing else', () => expect(outcome.said.filter((line) => !always.test(line))).toEqual([]));

  if (wanted.status !== undefined) it('ends so', () => expect(outcome.status).toBe(wanted.status));
});
