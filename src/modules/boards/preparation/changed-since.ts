/** What changed since a case was prepared, in words and numbers. Pure. */
import { canonicalText, type Phrase } from '../../../core/discussion/index.js';
import type { LineContent } from '../../triage/index.js';
import type { Standing } from './bundle.js';

/** One thing that is another one now. `was` and `now` are null for what was not there, or is there no more. */
export interface Change {
  readonly kind: 'scan' | 'lesion' | 'point' | 'fact' | 'question' | 'proposal' | 'versions';
  /** What it is about: the label of a scan or a lesion, the rule of a point, the name of a fact. */
  readonly of: string;
  readonly words: Phrase | null;
  /** Of a lesion: which of its sizes, in mm. */
  readonly figure?: 'now' | 'baseline';
  readonly was: Phrase | string | null;
  readonly now: Phrase | string | null;
}

type Line = LineContent | null;

const same = (one: unknown, other: unknown): boolean => canonicalText(one) === canonicalText(other);

/** Every difference of what stands now from what was frozen, in the order scans, lesions, points, facts, the rest. */
export const changesSince = (frozen: Standing, now: Standing): Change[] => [
  ...scansOf(frozen.line, now.line),
  ...lesionsOf(frozen.line, now.line),
  ...pointsOf(frozen.line, now.line),
  ...factsOf(frozen.line, now.line),
  ...textOf('question', frozen.case.question, now.case.question),
  ...textOf('proposal', frozen.case.proposal, now.case.proposal),
  ...versionsOf(frozen.line, now.line),
];

/** The values of both sides by a key: those that differ, with the value of each side or null. */
function differing<Value>(
  was: readonly Value[],
  now: readonly Value[],
  keyOf: (value: Value) => string,
  isSame: (one: Value, other: Value) => boolean,
): { readonly was: Value | null; readonly now: Value | null }[] {
  const [before, after] = [was, now].map((values) => new Map(values.map((value) => [keyOf(value), value])));
  const keys = [...new Set([...before!.keys(), ...after!.keys()])];
  return keys.flatMap((key) => {
    const pair = { was: before!.get(key) ?? null, now: after!.get(key) ?? null };
    return pair.was !== null && pair.now !== null && isSame(pair.was, pair.now) ? [] : [pair];
  });
}

const scanInWords = (scan: LineContent['scans'][number] | null): string | null =>
  scan === null
    ? null
    : [scan.timepoint, scan.to ?? scan.from, scan.evaluator, ...(scan.state === 'held' ? ['held'] : [])]
        .filter((part) => part !== null)
        .join(', ');

const scansOf = (was: Line, now: Line): Change[] =>
  differing(
    was?.scans ?? [],
    now?.scans ?? [],
    ({ evaluator, timepoint }) => canonicalText([evaluator, timepoint]),
    (one, other) => one.id === other.id && one.state === other.state,
  ).map((pair) => ({
    kind: 'scan',
    of: (pair.now ?? pair.was)!.timepoint,
    words: null,
    was: scanInWords(pair.was),
    now: scanInWords(pair.now),
  }));

/** Sizes that the table of lesions shows. The lowest size before follows from a new scan, and says nothing that this does not. */
const lesionsOf = (was: Line, now: Line): Change[] =>
  (['now', 'baseline'] as const).flatMap((figure) =>
    differing(
      was?.screen.lesions ?? [],
      now?.screen.lesions ?? [],
      ({ lesion }) => lesion,
      (one, other) => same(one[figure], other[figure]),
    ).map((pair) => ({
      kind: 'lesion',
      of: (pair.now ?? pair.was)!.lesion,
      words: (pair.now ?? pair.was)!.words,
      figure,
      was: pair.was?.[figure] ?? null,
      now: pair.now?.[figure] ?? null,
    })),
  );

const pointsOf = (was: Line, now: Line): Change[] =>
  differing(
    was?.merged.questions ?? [],
    now?.merged.questions ?? [],
    ({ rule }) => rule,
    (one, other) => same(one.question, other.question),
  ).map((pair) => ({
    kind: 'point',
    of: (pair.now ?? pair.was)!.rule,
    words: (pair.now ?? pair.was)!.title,
    was: pair.was?.question ?? null,
    now: pair.now?.question ?? null,
  }));

type Fact = LineContent['facts'][number];

const factInWords = (fact: Fact | null): string | null => {
  if (fact === null) return null;
  const value = typeof fact.value === 'string' ? fact.value : canonicalText(fact.value);
  return [fact.state === 'known' ? value : fact.state, fact.lesion, fact.date]
    .filter((part) => part !== null)
    .join(', ');
};

const factsOf = (was: Line, now: Line): Change[] =>
  differing(
    was?.facts ?? [],
    now?.facts ?? [],
    ({ order }) => String(order),
    () => true,
  ).map((pair) => ({
    kind: 'fact',
    of: (pair.now ?? pair.was)!.name,
    words: (pair.now ?? pair.was)!.words,
    was: factInWords(pair.was),
    now: factInWords(pair.now),
  }));

const textOf = (kind: 'question' | 'proposal', was: Change['was'], now: Change['now']): Change[] =>
  same(was, now) ? [] : [{ kind, of: kind, words: null, was, now }];

const versionInWords = (line: Line): string | null =>
  line === null || line.engineVersion === null ? null : `${line.engineVersion}, ${line.ruleSetVersion ?? ''}`;

function versionsOf(was: Line, now: Line): Change[] {
  const [before, after] = [versionInWords(was), versionInWords(now)];
  return before === after ? [] : [{ kind: 'versions', of: 'engine and rules', words: null, was: before, now: after }];
}
