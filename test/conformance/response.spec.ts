/**
 * Runs every case of test/conformance/cases: published tables and worked examples, and the vectors of the clinical reference.
 */
import { readdirSync, readFileSync } from 'node:fs';
import {
  classifyLine,
  type EvaluatorClassification,
  type LineClassification,
  type TimepointClassification,
} from '../../src/core/response/index.js';
import { historyOf, type CompactFinding, type CompactLine } from './notation.js';

interface ExpectedFlag {
  readonly definition: string;
  readonly tier?: 'flag' | 'watch';
  readonly state?: 'open' | 'ended';
  readonly episode?: string;
  readonly latestTimepoint?: string;
  readonly course?: 'concurrent' | 'sequential';
  readonly attribution?: string;
  readonly holds?: readonly string[];
  readonly growers?: readonly string[];
  readonly shrinkers?: readonly string[];
  readonly newLesions?: readonly string[];
  readonly for?: readonly string[];
  readonly against?: readonly string[];
}

interface Expected {
  /** By follow-up, in time order; every key by itself. Sums in mm. */
  readonly baselineSum?: number | null;
  readonly sums?: readonly (number | null)[];
  readonly measuredParts?: readonly (number | null)[];
  readonly target?: readonly string[];
  readonly nonTarget?: readonly string[];
  readonly newLesion?: readonly string[];
  readonly overall?: readonly string[];
  readonly immune?: readonly string[];
  readonly immuneNotes?: readonly (string | null)[];
  readonly immuneProgression?: string | null;
  readonly best?: Readonly<Record<string, string | null>>;
  readonly afterProgression?: readonly boolean[];
  readonly patterns?: Readonly<Record<string, readonly string[]>>;
  /** Flags (not watches) and, if given, watches, by definition. */
  readonly flags?: readonly ExpectedFlag[];
  readonly watches?: readonly ExpectedFlag[];
  readonly queries?: readonly string[];
  readonly outside?: string;
  /** Expectations of further evaluators. */
  readonly evaluators?: Readonly<Record<string, Expected>>;
}

interface Change {
  /** Why the verdict moves here. */
  readonly because: string;
  readonly lesion: string;
  readonly scan: number;
  readonly to: CompactFinding;
  readonly evaluator?: string;
  readonly expected: Expected;
}

interface Case extends CompactLine {
  readonly id: string;
  readonly options?: Parameters<typeof classifyLine>[1];
  readonly expected: Expected;
  readonly changes?: readonly Change[];
}

interface CaseFile {
  readonly source: string;
  readonly cases: readonly Case[];
}

const folder = new URL('./cases/', import.meta.url);
const readJson = <Shape>(name: string): Shape => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Shape;
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ name, ...readJson<CaseFile>(name) }));
const deviations = new Map(
  JSON.parse(readFileSync(new URL('./known-deviations.json', import.meta.url), 'utf8')) as [id: string, why: string][],
);

const millimetres = (micrometres: number | null): number | null => (micrometres === null ? null : micrometres / 1000);

const columns: Readonly<Record<string, (timepoint: TimepointClassification) => unknown>> = {
  sums: ({ sumOfDiameters }) => millimetres(sumOfDiameters),
  measuredParts: ({ measuredPart }) => millimetres(measuredPart),
  target: ({ targetResponse }) => targetResponse,
  nonTarget: ({ nonTargetResponse }) => nonTargetResponse,
  newLesion: ({ newLesion }) => newLesion,
  overall: ({ overallResponse }) => overallResponse,
  immune: ({ immuneResponse }) => immuneResponse,
  immuneNotes: ({ immune }) => immune?.note,
  afterProgression: ({ afterProgression }) => afterProgression,
};

function checkEvaluator(classification: EvaluatorClassification, expected: Expected): void {
  const followUps = classification.timepoints.filter(({ phase }) => phase === 'follow-up');
  if (expected.baselineSum !== undefined) {
    const baseline = classification.timepoints.find(({ phase }) => phase === 'baseline');
    expect({ baselineSum: millimetres(baseline?.baselineSum ?? null) }).toEqual({ baselineSum: expected.baselineSum });
  }
  for (const [name, read] of Object.entries(columns)) {
    const wanted = expected[name as keyof Expected];
    if (wanted !== undefined) expect({ [name]: followUps.map(read) }).toEqual({ [name]: wanted });
  }
  if (expected.immuneProgression !== undefined)
    expect(classification.best).toMatchObject({ immuneProgression: expected.immuneProgression });
  if (expected.best !== undefined) expect(classification.best).toMatchObject(expected.best);
  for (const [definition, verdicts] of Object.entries(expected.patterns ?? {})) {
    const found = followUps.map(
      ({ patterns }) => patterns.find((pattern) => pattern.definition === definition)?.verdict,
    );
    expect({ [definition]: found }).toEqual({ [definition]: verdicts });
  }
}

function checkFlags(
  result: LineClassification,
  tier: 'flag' | 'watch',
  wanted: readonly ExpectedFlag[] | undefined,
): void {
  if (wanted === undefined) return;
  const found = result.flags.filter((flag) => flag.tier === tier);
  expect(found.map(({ definition }) => definition)).toEqual(wanted.map(({ definition }) => definition));
  found.forEach((flag, index) => {
    const seen: Required<ExpectedFlag> = {
      definition: flag.definition,
      tier: flag.tier,
      state: flag.state,
      episode: flag.episode,
      latestTimepoint: flag.latestTimepoint,
      course: flag.course!,
      attribution: flag.attribution,
      holds: flag.holds.map(({ code }) => code),
      growers: flag.growers.map(({ lesion }) => lesion),
      shrinkers: flag.shrinkers.map(({ lesion }) => lesion),
      newLesions: flag.newLesions.map(({ lesion }) => lesion),
      for: flag.evaluatorsFor,
      against: flag.evaluatorsAgainst,
    };
    expect(seen).toMatchObject(wanted[index]!);
  });
}

function check(line: CompactLine, options: Case['options'], expected: Expected): void {
  const result = classifyLine(historyOf(line), options);
  checkEvaluator(
    result.evaluators.find(({ evaluator }) => evaluator === (line.evaluator ?? 'radiology'))!,
    expected,
  );
  for (const [name, own] of Object.entries(expected.evaluators ?? {})) {
    checkEvaluator(
      result.evaluators.find(({ evaluator }) => evaluator === name)!,
      own,
    );
  }
  checkFlags(result, 'flag', expected.flags);
  checkFlags(result, 'watch', expected.watches);
  if (expected.queries !== undefined) expect(result.queries.map(({ code }) => code)).toEqual(expected.queries);
  expect(result.outside?.code).toBe(expected.outside);
}

/** A case with one finding replaced. */
function changed(line: Case, { lesion, scan, to, evaluator }: Change): Case {
  const replace = (sizes: readonly CompactFinding[]) => sizes.map((size, index) => (index === scan ? to : size));
  if (evaluator !== undefined) {
    const own = line.evaluators![evaluator]!;
    return { ...line, evaluators: { ...line.evaluators, [evaluator]: { ...own, [lesion]: replace(own[lesion]!) } } };
  }
  const entry = line.lesions[lesion]!;
  return { ...line, lesions: { ...line.lesions, [lesion]: { ...entry, sizes: replace(entry.sizes) } } };
}

/** A known deviation must still deviate: when it passes, the list is out of date. */
function run(id: string, assertion: () => void): void {
  const why = deviations.get(id);
  if (why === undefined) assertion();
  else expect(assertion).toThrow();
}

describe.each(files)('$source', ({ cases }) => {
  test.each(cases)('$id', (line) => run(line.id, () => check(line, line.options, line.expected)));
  const changes = cases.flatMap((line) => (line.changes ?? []).map((change) => ({ id: line.id, line, ...change })));
  if (changes.length > 0) {
    test.each(changes)('$id: $lesion at scan $scan becomes $to: $because', (change) => {
      const { line } = change;
      expect(changed(line, change)).not.toEqual(line);
      check(changed(line, change), line.options, change.expected);
    });
  }
});

test('every known deviation names a case', () => {
  const ids = new Set(files.flatMap(({ cases }) => cases.map(({ id }) => id)));
  expect([...deviations.keys()].filter((id) => !ids.has(id))).toEqual([]);
});
