/**
 * The smallest flip: for each verdict of a timepoint the least change in size of one lesion at that scan that would alter it.
 */
import type { LineClassification } from './classification.js';
import type { Micrometres, TreatmentLineHistory } from './history.js';
import { formatMillimetresShort, millimetre } from './lengths.js';
import { classifyLine } from './classify-line.js';
import type { ResponseOptions } from './options.js';

export interface SmallestFlip {
  /** 'RECIST-1.1', or the id of a pattern definition. */
  readonly verdict: string;
  readonly from: string;
  /** Null where no change of one lesion within the limit alters it. */
  readonly flip: { readonly lesion: string; readonly change: Micrometres; readonly to: string; readonly words: string } | null;
}

type Verdicts = ReadonlyMap<string, string>;

function verdictsAt(result: LineClassification, evaluator: string, key: string): Verdicts {
  const timepoint = result.evaluators.find((one) => one.evaluator === evaluator)?.timepoints.find((one) => one.key === key);
  return new Map([
    ['RECIST-1.1', timepoint?.overallResponse ?? 'none'],
    ...(timepoint?.patterns ?? []).map(({ definition, verdict }) => [definition, verdict] as const),
  ]);
}

function withSize(history: TreatmentLineHistory, evaluator: string, key: string, lesion: string, micrometres: Micrometres): TreatmentLineHistory {
  return {
    ...history,
    evaluators: history.evaluators.map((own) => (own.evaluator !== evaluator ? own : {
      ...own,
      timepoints: own.timepoints.map((timepoint) => (timepoint.key !== key ? timepoint : {
        ...timepoint, findings: timepoint.findings.map((finding) => (finding.lesion === lesion ? { ...finding, micrometres, fragments: null } : finding)),
      })),
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

const isSmaller = (one: Candidate, other: Candidate | undefined): boolean => other === undefined || Math.abs(one.change) < Math.abs(other.change);

/**
 * Verdicts are step functions of one size, with few steps. Walks away from the measured size millimetre by millimetre until each verdict
 * has changed or the limit is reached, then halves the last millimetre down to `resolution`.
 */
function walk({ lesion, size, verdicts }: Probe, start: Verdicts, direction: 1 | -1, limit: Micrometres, resolution: Micrometres, best: Map<string, Candidate>): void {
  const open = new Set(start.keys());
  for (let steps = 1; steps * millimetre <= limit && open.size > 0; steps += 1) {
    const far = size + direction * steps * millimetre;
    if (far < 0) return;
    const there = verdicts(far);
    for (const name of [...open]) {
      if (there.get(name) === start.get(name)) continue;
      open.delete(name);
      const found = narrow(name, { lesion, size, verdicts }, start.get(name)!, far - direction * millimetre, far, resolution);
      if (isSmaller(found, best.get(name))) best.set(name, found);
    }
  }
}

function narrow(name: string, { lesion, size, verdicts }: Probe, from: string, near: Micrometres, far: Micrometres, resolution: Micrometres): Candidate {
  let [same, changed] = [near, far];
  while (Math.abs(changed - same) > resolution) {
    const middle = Math.round((same + changed) / 2 / resolution) * resolution;
    if (middle === same || middle === changed) break;
    if (verdicts(middle).get(name) === from) same = middle;
    else changed = middle;
  }
  return { lesion, change: changed - size, to: verdicts(changed).get(name)! };
}

const wordsFor = ({ lesion, change, to }: Candidate, verdict: string): string =>
  `${formatMillimetresShort(Math.abs(change))} mm ${change > 0 ? 'more' : 'less'} in ${lesion} would make ${verdict} '${to}'`;

export interface FlipSearch {
  /** No change beyond this is looked for. */
  readonly limit?: Micrometres;
  /** Fineness of the answer. */
  readonly resolution?: Micrometres;
}

/**
 * The least change of one measured lesion at one scan that would alter each verdict there, found by re-classifying: up to 30 mm in either
 * direction and to a tenth of a millimetre, unless told otherwise. A verdict that changes and changes back within one millimetre is not seen.
 */
export function smallestFlips(history: TreatmentLineHistory, evaluator: string, timepoint: string, options?: ResponseOptions, search: FlipSearch = {}): readonly SmallestFlip[] {
  const { limit = 30 * millimetre, resolution = 100 } = search;
  const own = history.evaluators.filter((one) => one.evaluator === evaluator);
  const alone: TreatmentLineHistory = { ...history, evaluators: own };
  const start = verdictsAt(classifyLine(alone, options), evaluator, timepoint);
  const best = new Map<string, Candidate>();
  for (const finding of own[0]?.timepoints.find(({ key }) => key === timepoint)?.findings ?? []) {
    if (finding.state !== 'measured' || finding.micrometres === null) continue;
    const verdicts = (size: Micrometres): Verdicts => verdictsAt(classifyLine(withSize(alone, evaluator, timepoint, finding.lesion, size), options), evaluator, timepoint);
    const probe: Probe = { lesion: finding.lesion, size: finding.micrometres, verdicts };
    walk(probe, start, 1, limit, resolution, best);
    walk(probe, start, -1, limit, resolution, best);
  }
  return [...start].map(([verdict, from]) => {
    const found = best.get(verdict);
    return { verdict, from, flip: found === undefined ? null : { ...found, words: wordsFor(found, verdict) } };
  });
}
