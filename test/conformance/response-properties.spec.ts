import fc from 'fast-check';
import {
  classifyLine,
  explanationOf,
  patternDefinitions,
  type LineClassification,
  type OverallResponse,
  type TimepointClassification,
} from '../../src/core/response/index.js';
import { historyOf, type CompactFinding, type CompactLesion, type CompactLine } from './notation.js';

const size = fc.integer({ min: 0, max: 700 }).map((tenths) => tenths / 10);
const baselineSize = fc.integer({ min: 100, max: 700 }).map((tenths) => tenths / 10);
const targetFinding: fc.Arbitrary<CompactFinding> = fc.oneof(
  { weight: 8, arbitrary: size },
  { weight: 1, arbitrary: fc.constantFrom('absent', 'too-small-to-measure', 'not-evaluable', null) },
);
const nonTargetFinding: fc.Arbitrary<CompactFinding> = fc.constantFrom(
  'present',
  'present',
  'absent',
  'unequivocal-progression',
  'not-done',
  'increased',
  null,
);
const newFinding: fc.Arbitrary<CompactFinding> = fc.constantFrom(
  null,
  null,
  null,
  12,
  'equivocal',
  'absent',
  'present',
);
const organ = fc.constantFrom('lung' as const, 'liver' as const, 'lymph-node' as const);

const scans = 5;
const target = fc
  .record({
    organ,
    sizes: fc.tuple(baselineSize, fc.array(targetFinding, { minLength: scans - 1, maxLength: scans - 1 })),
  })
  .map(({ organ: where, sizes: [first, rest] }): CompactLesion => ({ organ: where, sizes: [first, ...rest] }));
const nonTarget = fc
  .array(nonTargetFinding, { minLength: scans - 1, maxLength: scans - 1 })
  .map((rest): CompactLesion => ({ role: 'non-target', organ: 'bone', sizes: ['present', ...rest] }));
const newLesion = fc
  .array(newFinding, { minLength: scans - 1, maxLength: scans - 1 })
  .map((rest): CompactLesion => ({ role: 'new', organ: 'bone', sizes: [null, ...rest] }));

const line: fc.Arbitrary<CompactLine> = fc
  .record({
    targets: fc.array(target, { minLength: 1, maxLength: 5 }),
    nonTargets: fc.array(nonTarget, { maxLength: 2 }),
    newLesions: fc.array(newLesion, { maxLength: 2 }),
  })
  .map(({ targets, nonTargets, newLesions }) => ({
    weeks: [0, 8, 16, 24, 32],
    lesions: Object.fromEntries([
      ...targets.map((lesion, index) => [`T${index}`, lesion] as const),
      ...nonTargets.map((lesion, index) => [`X${index}`, lesion] as const),
      ...newLesions.map((lesion, index) => [`Y${index}`, lesion] as const),
    ]),
  }));

const runs = { numRuns: 200, seed: 20260105 };
const followUps = (result: LineClassification): readonly TimepointClassification[] =>
  result.evaluators[0]!.timepoints.filter(({ phase }) => phase === 'follow-up');
const overall = (compact: CompactLine): readonly (OverallResponse | null)[] =>
  followUps(classifyLine(historyOf(compact))).map(({ overallResponse }) => overallResponse);

const replaceSize = (compact: CompactLine, label: string, scan: number, to: CompactFinding): CompactLine => {
  const lesion = compact.lesions[label]!;
  return {
    ...compact,
    lesions: {
      ...compact.lesions,
      [label]: { ...lesion, sizes: lesion.sizes.map((own, index) => (index === scan ? to : own)) },
    },
  };
};

test('the order of timepoints, lesions and evaluators never matters', () => {
  fc.assert(
    fc.property(line, fc.infiniteStream(fc.nat()), (compact, stream) => {
      const history = historyOf({ ...compact, evaluators: { second: {} } });
      const shuffle = <Item>(items: readonly Item[]): Item[] =>
        items
          .map((item) => ({ item, rank: stream.next().value }))
          .sort((one, other) => one.rank - other.rank)
          .map(({ item }) => item);
      const shuffled = {
        ...history,
        evaluators: shuffle(
          history.evaluators.map((own) => ({
            ...own,
            timepoints: shuffle(
              own.timepoints.map((timepoint) => ({ ...timepoint, findings: shuffle(timepoint.findings) })),
            ),
          })),
        ),
      };
      expect(classifyLine(shuffled)).toEqual(classifyLine(history));
    }),
    runs,
  );
});

test('a new lesion never improves a response', () => {
  const rank: Readonly<Record<OverallResponse, number>> = { CR: 0, PR: 1, SD: 2, 'NON-CR/NON-PD': 2, NE: 3, PD: 4 };
  fc.assert(
    fc.property(line, fc.integer({ min: 1, max: scans - 1 }), (compact, from) => {
      const appeared: CompactLine = {
        ...compact,
        lesions: {
          ...compact.lesions,
          Z: { role: 'new', organ: 'brain', sizes: compact.weeks!.map((_, index) => (index >= from ? 15 : null)) },
        },
      };
      const [before, after] = [overall(compact), overall(appeared)];
      after.forEach((response, index) => expect(rank[response!]).toBeGreaterThanOrEqual(rank[before[index]!]));
    }),
    runs,
  );
});

test('a target that was not evaluated leaves the category of that scan as it was or makes it NE', () => {
  fc.assert(
    fc.property(line, fc.nat(), fc.integer({ min: 1, max: scans - 1 }), (compact, pick, scan) => {
      const targets = Object.keys(compact.lesions).filter((label) => label.startsWith('T'));
      const without = replaceSize(compact, targets[pick % targets.length]!, scan, 'not-evaluable');
      const [before, after] = [overall(compact)[scan - 1]!, overall(without)[scan - 1]!];
      expect([before, 'NE']).toContain(after);
    }),
    runs,
  );
});

test('a later timepoint never changes an earlier verdict, the back-dating of an equivocal new lesion aside', () => {
  fc.assert(
    fc.property(line, (compact) => {
      const readings = { recist: { equivocalNewLesion: 'from-the-unequivocal-scan' as const } };
      const whole = followUps(classifyLine(historyOf(compact), readings));
      for (let count = 2; count <= scans; count += 1) {
        const shorter = {
          weeks: compact.weeks!.slice(0, count),
          lesions: Object.fromEntries(
            Object.entries(compact.lesions).map(([label, lesion]) => [
              label,
              { ...lesion, sizes: lesion.sizes.slice(0, count) },
            ]),
          ),
        };
        const verdict = ({ overallResponse, targetResponse, patterns }: TimepointClassification) => ({
          overallResponse,
          targetResponse,
          patterns: patterns.map((pattern) => pattern.verdict),
        });
        expect(followUps(classifyLine(historyOf(shorter), readings)).map(verdict)).toEqual(
          whole.slice(0, count - 1).map(verdict),
        );
      }
    }),
    runs,
  );
});

test('scaling all sizes changes no verdict, the floors in millimetres aside', () => {
  // BER20 demands 5 mm of the sum of all targets, which may rise by less however large its lesions are.
  const withoutSumFloor = patternDefinitions.map(({ id }) => id).filter((id) => id !== 'BER20');
  const large = fc.integer({ min: 300, max: 900 });
  const sizes = fc.array(fc.array(large, { minLength: 4, maxLength: 4 }), { minLength: 2, maxLength: 5 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 2, max: 9 }), (lesions, factor) => {
      const scaled = (by: number): CompactLine => ({
        lesions: Object.fromEntries(
          lesions.map((own, index) => [
            `T${index}`,
            { organ: index % 2 === 0 ? 'lung' : 'liver', sizes: own.map((one) => one * by) },
          ]),
        ),
      });
      const verdict = (compact: CompactLine) =>
        followUps(classifyLine(historyOf(compact), { definitions: withoutSumFloor })).map(
          ({ overallResponse, patterns }) => ({
            overallResponse,
            patterns: patterns.map((pattern) => pattern.verdict),
          }),
        );
      expect(verdict(scaled(factor))).toEqual(verdict(scaled(1)));
    }),
    runs,
  );
});

test('the result is plain JSON and every step of its trace can be explained', () => {
  fc.assert(
    fc.property(line, (compact) => {
      const result = classifyLine(historyOf(compact));
      expect(JSON.parse(JSON.stringify(result))).toEqual(result);
      for (const timepoint of followUps(result)) {
        for (const traceStep of [...timepoint.trace, ...timepoint.patterns.flatMap(({ trace }) => trace)]) {
          expect(explanationOf(traceStep)).toEqual({
            id: traceStep.rule,
            parameters: { ...traceStep.inputs, outcome: traceStep.outcome },
          });
        }
      }
    }),
    { ...runs, numRuns: 100 },
  );
});

test('every verdict has a trace that ends in it', () => {
  fc.assert(
    fc.property(line, (compact) => {
      for (const timepoint of followUps(classifyLine(historyOf(compact)))) {
        expect(timepoint.trace.at(-1)!.outcome).toBe(timepoint.overallResponse);
        timepoint.patterns.forEach(({ trace, verdict }) => expect(trace[0]!.outcome).toBe(verdict));
      }
    }),
    { ...runs, numRuns: 100 },
  );
});
