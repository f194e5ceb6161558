/** The demonstration's sixteen patients are those whose verdicts are held here: the same lesions, organs, sizes and states. */
import { readFileSync } from 'node:fs';
import {
  assembleHistory,
  recordedFactsOf,
  type AssessmentDocument,
  type FactStatement,
} from '../../src/core/record/index.js';
import { classifyLine, type LineClassification } from '../../src/core/response/index.js';
import type { CompactFinding } from './notation.js';

interface CohortCase {
  readonly id: string;
  readonly evaluator?: string;
  readonly lesions: Readonly<
    Record<
      string,
      { readonly role?: string; readonly organ?: string | null; readonly sizes: readonly CompactFinding[] }
    >
  >;
  readonly evaluators?: Readonly<Record<string, Readonly<Record<string, readonly CompactFinding[]>>>>;
}

interface DemoDocument {
  readonly patient: { readonly id: string };
  readonly evaluator: string;
  readonly timepoint: { readonly date: string };
  readonly findings: readonly {
    readonly lesion: string;
    readonly role: string;
    readonly organ?: string;
    readonly state: string;
    readonly size?: string;
    readonly certainty?: string;
  }[];
}

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const cohort = (JSON.parse(read('./cases/head-and-neck-cohort.json')) as { cases: readonly CohortCase[] }).cases.filter(
  ({ id }) => /^HN-\d\d( before tissue)?$/.test(id),
);
const documents = read('../../demo/head-and-neck/assessments.jsonl')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as DemoDocument);

type Sheet = Readonly<Record<string, readonly string[]>>;

const shown = (state: string, size: string | undefined): string =>
  state === 'measured' ? `${Number(size)} mm` : state;
const compact = (finding: CompactFinding | undefined): string =>
  finding === null || finding === undefined ? 'no row' : typeof finding === 'number' ? `${finding} mm` : finding;

/** What was said of each lesion, scan by scan. */
function demoSheet(patient: string, evaluator: string): Sheet {
  const scans = documents
    .filter((document) => document.patient.id === patient && document.evaluator === evaluator)
    .sort((one, other) => (one.timepoint.date < other.timepoint.date ? -1 : 1));
  const lesions = [...new Set(scans.flatMap(({ findings }) => findings.map(({ lesion }) => lesion)))].sort();
  return Object.fromEntries(
    lesions.map((lesion) => {
      const rows = scans.map(({ findings }) => findings.find((finding) => finding.lesion === lesion));
      const known = rows.find((row) => row !== undefined)!;
      return [
        `${lesion} ${known.role} ${known.organ ?? 'no organ'}`,
        rows.map((row) => (row === undefined ? 'no row' : shown(row.state, row.size))),
      ];
    }),
  );
}

function caseSheet(line: CohortCase, sizes: (label: string) => readonly CompactFinding[]): Sheet {
  const scans = Math.max(...Object.values(line.lesions).map((lesion) => lesion.sizes.length));
  return Object.fromEntries(
    Object.entries(line.lesions)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([label, { role, organ }]) => [
        `${label} ${role ?? 'target'} ${organ === null ? 'no organ' : (organ ?? 'lung')}`,
        Array.from({ length: scans }, (_, scan) => compact(sizes(label)[scan])),
      ]),
  );
}

const sheets = cohort.flatMap((line) => {
  const patient = line.id.slice(0, 5);
  const first = line.evaluator ?? 'radiology';
  return [
    { patient, evaluator: first, expected: caseSheet(line, (label) => line.lesions[label]!.sizes) },
    ...Object.entries(line.evaluators ?? {}).map(([evaluator, own]) => ({
      patient,
      evaluator,
      expected: caseSheet(line, (label) => own[label]!),
    })),
  ];
});

test('there are sixteen patients', () => {
  expect(new Set(sheets.map(({ patient }) => patient)).size).toBe(16);
  expect(new Set(documents.map(({ patient }) => patient.id))).toEqual(new Set(sheets.map(({ patient }) => patient)));
});

test.each(sheets)('$patient, $evaluator', ({ patient, evaluator, expected }) => {
  expect(demoSheet(patient, evaluator)).toEqual(expected);
});

const statements = read('../../demo/head-and-neck/facts.jsonl')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as FactStatement);

/** The demonstration's patient with the documents and facts as they travel through the service. */
function classifyDemo(patient: string): LineClassification {
  const assessments = documents
    .filter((document) => document.patient.id === patient)
    .map((document) => ({ status: 'accepted' as const, document: document as unknown as AssessmentDocument }));
  const facts = statements
    .filter((statement) => statement.patient.id === patient)
    .flatMap((statement, index) => recordedFactsOf(statement, index * 1000));
  return classifyLine(assembleHistory({ assessments, facts }));
}

/** Overall and immune responses by evaluator, and the flags that are raised, as the sixteen patients are printed. */
test.each<readonly [string, readonly string[], readonly string[], readonly string[]]>([
  ['HN-01', ['SD', 'SD'], ['iSD', 'iSD'], ['DR-A']],
  ['HN-02', ['PD'], ['iUPD'], ['DR-B']],
  ['HN-03', ['SD'], ['iSD'], ['DR-C']],
  ['HN-04', ['PD', 'PD'], ['iUPD', 'iCPD'], []],
  ['HN-05', ['PR', 'PR'], ['iPR', 'iPR'], []],
  ['HN-06', ['PD', 'SD', 'PR'], ['iUPD', 'iSD', 'iPR'], []],
  ['HN-07', ['PD'], ['iUPD'], []],
  ['HN-08', ['NE'], ['NE'], []],
  ['HN-09', ['NE'], ['NE'], []],
  ['HN-10', ['SD', 'NE'], ['iSD', 'NE'], ['DR-A']],
  ['HN-11', ['PR', 'PR'], ['iPR', 'iPR'], []],
  ['HN-12', ['PR', 'PR'], ['iPR', 'iPR'], []],
  ['HN-13', ['SD'], ['iSD'], []],
  ['HN-14', ['PD', 'PD'], ['iUPD', 'iCPD'], []],
  ['HN-15', ['PR', 'PR'], ['iPR', 'iPR'], []],
  ['HN-16', ['SD'], ['iSD'], []],
])('%s as it travels through the service: %j, %j, flags %j', (patient, overall, immune, flags) => {
  const result = classifyDemo(patient);
  for (const { timepoints } of result.evaluators) {
    const followUps = timepoints.filter(({ phase }) => phase === 'follow-up');
    expect(followUps.map(({ overallResponse }) => overallResponse)).toEqual(overall);
    expect(followUps.map(({ immuneResponse }) => immuneResponse)).toEqual(immune);
  }
  expect(result.flags.filter(({ tier }) => tier === 'flag').map(({ definition }) => definition)).toEqual(flags);
});
