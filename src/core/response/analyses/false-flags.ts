/**
 * The false-flag rate to be expected under a board's settings: histories in which nothing truly grows are measured with noise and
 * classified like any other (docs/clinical-basis.md#measurement-noise). Seeded: the same settings always give the same
 * rate.
 */
import { classifyLine } from '../classify-line.js';
import type { Micrometres, TreatmentLineHistory } from '../model/history.js';
import { resolveOptions, type NoiseParameters, type ResponseOptions } from '../model/options.js';
import { normalFrom, seededRandom } from './seeded-random.js';
import { knownAt, readerName, SimulatedReaders, simulatedHistory } from './simulated-history.js';
import type { ReaderCondition } from './simulation-choices.js';

interface SimulatedLesion {
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
  /** Who measures; left out: one reader, stated. */
  readonly readers?: Pick<ReaderCondition, 'count' | 'stated'>;
}

export interface FalseFlagRate {
  readonly rate: number;
  /** Standard error of the rate, from the number of runs. */
  readonly standardError: number;
}

const daysApart = 56;

function drawHistory(
  { lesions, scans, readers = { count: 1, stated: true } }: FalseFlagSettings,
  noise: NoiseParameters,
  random: () => number,
): TreatmentLineHistory {
  const measuring = new SimulatedReaders(lesions.length, readers.count, noise, normalFrom(random));
  return simulatedHistory(
    Array.from({ length: scans + 1 }, (_, scan) => {
      const reader = readers.count === 1 ? 0 : Math.floor(random() * readers.count);
      return {
        day: scan * daysApart,
        reader: readerName(reader, readers),
        modality: 'CT',
        sliceThickness: null,
        contrastPhase: null,
        findings: lesions.map(({ baseline, share }, index) => ({
          label: `L${index + 1}`,
          organ: 'lung',
          isNew: false,
          micrometres: measuring.measure(scan === 0 ? baseline : baseline * share, index, reader),
          equivocal: false,
        })),
      };
    }),
  );
}

/**
 * The share of simulated patients without any true growth who would be flagged by DR-A at one scan or more. A flag counts when it
 * would have been raised at that scan, whatever became of it later: each scan is classified as if it were the last.
 */
export function expectedFalseFlagRate(settings: FalseFlagSettings, options?: ResponseOptions): FalseFlagRate {
  const { noise } = resolveOptions(options);
  const random = seededRandom(settings.seed);
  let flagged = 0;
  for (let run = 0; run < settings.runs; run += 1) {
    if (everFlagged(drawHistory(settings, noise, random), settings.scans, options)) flagged += 1;
  }
  const rate = flagged / settings.runs;
  return { rate, standardError: Math.sqrt((rate * (1 - rate)) / settings.runs) };
}

function everFlagged(history: TreatmentLineHistory, scans: number, options: ResponseOptions | undefined): boolean {
  for (let scan = 1; scan <= scans; scan += 1) {
    const { flags } = classifyLine(knownAt(history, scan), { ...options, definitions: ['DR-A'] });
    if (flags.some(({ tier, latestTimepoint }) => tier === 'flag' && latestTimepoint === `${scan}`)) return true;
  }
  return false;
}
