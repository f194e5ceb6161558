/**
 * The false-flag rate to be expected under a board's settings: histories in which nothing truly grows are measured with noise and
 * classified like any other (docs/clinical-basis.md#measurement-noise). Seeded: the same settings always give the same
 * rate.
 */
import { classifyLine } from '../classify-line.js';
import type { Finding, Micrometres, Timepoint, TreatmentLineHistory } from '../model/history.js';
import { resolveOptions, type NoiseParameters, type ResponseOptions } from '../model/options.js';
import { normalFrom, seededRandom } from './seeded-random.js';

export interface SimulatedLesion {
  readonly baseline: Micrometres;
  /** True size at every follow-up, as a share of the true baseline: 1 = stable, 0.5 = held at -50 %. */
  readonly share: number;
}

export interface FalseFlagSettings {
  readonly lesions: readonly SimulatedLesion[];
  /** Follow-up scans, eight weeks apart. */
  readonly scans: number;
  readonly runs: number;
  readonly seed: number;
}

export interface FalseFlagRate {
  readonly rate: number;
  /** Standard error of the rate, from the number of runs. */
  readonly standardError: number;
}

const daysApart = 56;
const start = Date.UTC(2026, 0, 5);
const dateOf = (scan: number): string => new Date(start + scan * daysApart * 86_400_000).toISOString().slice(0, 10);

/** One measurement carries half the variance of a difference of two. */
const measured = (size: Micrometres, noise: NoiseParameters, normal: () => number): Micrometres => {
  const proportional = noise.sameReader * size;
  return Math.max(
    0,
    Math.round(size + normal() * Math.sqrt((noise.constant * noise.constant + proportional * proportional) / 2)),
  );
};

const findingOf = (index: number, micrometres: Micrometres): Finding => ({
  lesion: `L${index + 1}`,
  role: 'target',
  organ: 'lung',
  site: null,
  axis: 'longest-diameter',
  state: 'measured',
  micrometres,
  fragments: null,
  mergedInto: null,
  certainty: null,
  reason: null,
  examDate: null,
  modality: null,
  uptake: [],
});

function simulatedHistory(
  { lesions, scans }: FalseFlagSettings,
  noise: NoiseParameters,
  normal: () => number,
): TreatmentLineHistory {
  const timepoints = Array.from({ length: scans + 1 }, (_, scan): Timepoint => ({
    key: `${scan}`,
    label: `${scan}`,
    date: { from: dateOf(scan), to: dateOf(scan) },
    studyDay: null,
    statedBaseline: scan === 0,
    modality: 'CT',
    reader: 'one',
    sliceThickness: null,
    contrastPhase: null,
    organsImaged: null,
    held: [],
    findings: lesions.map(({ baseline, share }, index) =>
      findingOf(index, measured(scan === 0 ? baseline : baseline * share, noise, normal)),
    ),
  }));
  return {
    treatment: {
      agents: [{ name: 'checkpoint inhibitor', drugClass: 'immune-checkpoint-inhibitor' }],
      start: { from: dateOf(0), to: dateOf(0) },
      lastDose: null,
      ongoing: 'yes',
      setting: 'recurrent-or-metastatic',
    },
    reported: { organAtRisk: 'no', ecog: [], sarcoidLikeNodes: 'no', infection: 'no', flare: 'no', stability: [] },
    lesions: {},
    clinicalEvaluator: null,
    evaluators: [{ evaluator: 'one', timepoints }],
  };
}

/**
 * The share of simulated patients without any true growth who would be flagged by DR-A at one scan or more. A flag counts when it
 * would have been raised at that scan, whatever became of it later: each scan is classified as if it were the last.
 */
export function expectedFalseFlagRate(settings: FalseFlagSettings, options?: ResponseOptions): FalseFlagRate {
  const { noise } = resolveOptions(options);
  const normal = normalFrom(seededRandom(settings.seed));
  let flagged = 0;
  for (let run = 0; run < settings.runs; run += 1) {
    const history = simulatedHistory(settings, noise, normal);
    if (everFlagged(history, settings.scans, options)) flagged += 1;
  }
  const rate = flagged / settings.runs;
  return { rate, standardError: Math.sqrt((rate * (1 - rate)) / settings.runs) };
}

function everFlagged(history: TreatmentLineHistory, scans: number, options: ResponseOptions | undefined): boolean {
  const [own] = history.evaluators;
  for (let scan = 1; scan <= scans; scan += 1) {
    const soFar = { ...history, evaluators: [{ ...own!, timepoints: own!.timepoints.slice(0, scan + 1) }] };
    const { flags } = classifyLine(soFar, { ...options, definitions: ['DR-A'] });
    if (flags.some(({ tier, latestTimepoint }) => tier === 'flag' && latestTimepoint === `${scan}`)) return true;
  }
  return false;
}
