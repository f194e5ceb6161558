/**
 * The smallest flip: for each verdict of a timepoint the least change in size of one lesion at that scan that would alter it. The PET
 * criteria are left out: they rest on uptake, not on sizes.
 */
import type { LineClassification } from '../model/classification.js';
import type { EvaluatorHistory, Micrometres, TreatmentLineHistory } from '../model/history.js';
import { growsFrom, recistThresholds } from '../model/change-rules.js';
import { millimetre } from '../model/lengths.js';
import { classifyLine } from '../classify-line.js';
import type { ResponseOptions } from '../model/options.js';
import type { ResponsePhrase } from '../model/phrases.js';

export interface SmallestFlip {
  /** 'RECIST-1.1', 'iRECIST', 'oligoprogression', or the id of a pattern definition. */
  readonly verdict: string;
  readonly from: string;
  /** Null where no change of one lesion within the limit alters it. */
  readonly flip: {
    readonly lesion: string;
    readonly change: Micrometres;
    readonly to: string;
    readonly words: ResponsePhrase;
  } | null;
}

type Verdicts = ReadonlyMap<string, string>;

function verdictsAt(result: LineClassification, key: string): Verdicts {
  const timepoint = result.evaluators[0]?.timepoints.find((one) => one.key === key);
  return new Map([
    ['RECIST-1.1', timepoint?.overallResponse ?? 'none'],
    ['iRECIST', timepoint?.immuneResponse ?? 'none'],
    ['oligoprogression', timepoint?.oligoprogression?.verdict ?? 'none'],
    ...(timepoint?.patterns ?? []).map(({ definition, verdict }) => [definition, verdict] as const),
  ]);
}

function withSize(
  history: TreatmentLineHistory,
  key: string,
  lesion: string,
  micrometres: Micrometres,
): TreatmentLineHistory {
  return {
    ...history,
    evaluators: history.evaluators.map((own) => ({
      ...own,
      timepoints: own.timepoints.map((timepoint) =>
        timepoint.key !== key
          ? timepoint
          : {
              ...timepoint,
              findings: timepoint.findings.map((finding) =>
                finding.lesion === lesion ? { ...finding, micrometres, fragments: null } : finding,
              ),
            },
      ),
    })),
  };
}

interface Probe {
  readonly lesion: string;
  readonly size: Micrometres;
  readonly verdicts: (size: Micrometres) => Verdicts;
}

interface Candidate {
  readonly lesion: string;
  readonly change: Micrometres;
  readonly to: string;
}

const isSmaller = (one: Candidate, other: Candidate | undefined): boolean =>
  other === undefined || Math.abs(one.change) < Math.abs(other.change);

/** Millimetre by millimetre up to here, by a tenth of the way beyond: flips so far off are those of large sums. */
const fineUpTo = 30 * millimetre;

const nextStep = (reached: Micrometres): Micrometres =>
  reached + (reached < fineUpTo ? millimetre : Math.round(reached / 10));

/**
 * Verdicts are step functions of one size, with few steps. Walks away from the measured size until each verdict has changed or the limit
 * is reached, then halves the last step down to `resolution`.
 */
function walk(
  { lesion, size, verdicts }: Probe,
  start: Verdicts,
  direction: 1 | -1,
  limit: Micrometres,
  resolution: Micrometres,
  best: Map<string, Candidate>,
): void {
  const open = new Set(start.keys());
  for (
    let [near, far] = [0, Math.min(limit, nextStep(0))];
    near < far && open.size > 0;
    [near, far] = [far, Math.min(limit, nextStep(far))]
  ) {
    const there = verdicts(size + direction * far);
    for (const name of [...open]) {
      if (there.get(name) === start.get(name)) continue;
      open.delete(name);
      const found = narrow(
        name,
        { lesion, size, verdicts },
        start.get(name)!,
        size + direction * near,
        size + direction * far,
        resolution,
      );
      if (isSmaller(found, best.get(name))) best.set(name, found);
    }
  }
}

function narrow(
  name: string,
  { lesion, size, verdicts }: Probe,
  from: string,
  near: Micrometres,
  far: Micrometres,
  resolution: Micrometres,
): Candidate {
  let [same, changed] = [near, far];
  while (Math.abs(changed - same) > resolution) {
    const middle = Math.round((same + changed) / 2 / resolution) * resolution;
    if (verdicts(middle).get(name) === from) same = middle;
    else changed = middle;
  }
  return { lesion, change: changed - size, to: verdicts(changed).get(name)! };
}

const phraseOf = (found: Candidate, verdict: string): ResponsePhrase => ({
  id: 'flip/one-lesion',
  parameters: { ...found, verdict },
});

export interface FlipSearch {
  /** No change beyond this is looked for; left out, as far as a threshold of growth can lie. */
  readonly limit?: Micrometres;
  /** Fineness of the answer. */
  readonly resolution?: Micrometres;
}

/** Beyond 20 % and 5 mm over the largest sum of the history no single lesion can need to grow. */
function farthest({ timepoints }: EvaluatorHistory): Micrometres {
  const sums = timepoints.map(({ findings }) => findings.reduce((sum, { micrometres }) => sum + (micrometres ?? 0), 0));
  return (
    Math.ceil(growsFrom(Math.max(0, ...sums), { ...recistThresholds, growLength: 0 })) + recistThresholds.growLength
  );
}

/**
 * The least change of one measured lesion at one scan that would alter each verdict there, found by re-classifying, to a tenth of a
 * millimetre unless told otherwise. A verdict that changes and changes back within one step (1 mm, beyond 30 mm a tenth of the way) is not seen.
 */
export function smallestFlips(
  history: TreatmentLineHistory,
  evaluator: string,
  timepoint: string,
  options?: ResponseOptions,
  search: FlipSearch = {},
): readonly SmallestFlip[] {
  const { resolution = 100 } = search;
  const own = history.evaluators.filter((one) => one.evaluator === evaluator);
  const alone: TreatmentLineHistory = { ...history, evaluators: own };
  const limit = search.limit ?? Math.max(0, ...own.map(farthest));
  const start = verdictsAt(classifyLine(alone, options), timepoint);
  const best = new Map<string, Candidate>();
  for (const finding of own[0]?.timepoints.find(({ key }) => key === timepoint)?.findings ?? []) {
    if (finding.micrometres === null) continue;
    const verdicts = (size: Micrometres): Verdicts =>
      verdictsAt(classifyLine(withSize(alone, timepoint, finding.lesion, size), options), timepoint);
    const probe: Probe = { lesion: finding.lesion, size: finding.micrometres, verdicts };
    walk(probe, start, 1, limit, resolution, best);
    walk(probe, start, -1, Math.min(limit, finding.micrometres), resolution, best);
  }
  return [...start].map(([verdict, from]) => {
    const found = best.get(verdict);
    return { verdict, from, flip: found === undefined ? null : { ...found, words: phraseOf(found, verdict) } };
  });
}
