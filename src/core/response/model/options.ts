/**
 * Every reading and every parameter that the literature leaves open (clinical-decisions 9, 1 and 2), with this project's default
 * and the other reading. Nothing of this is buried in code.
 */
import { defaultWindows, type BestResponseWindows } from '../recist/best-response.js';
import type { Micrometres } from './history.js';
import { millimetre } from './lengths.js';

export interface RecistReadings {
  /** A scan with a missing target: NE unless the measured rest already is PD against the nadir, or always NE. */
  readonly missingTarget: 'ne-unless-rest-is-pd' | 'ne';
  /** Scans that may set the nadir. */
  readonly nadirFrom: 'complete-sums' | 'measured-parts';
  /** All nodes under 10 mm and nothing else left: CR even where the sum of these nodes rose, or PD first. */
  readonly normalNodes: 'cr-even-if-sum-rose' | 'pd-by-sum-first';
  /** EORTC: PR stays for the targets until they are PD; memoryless: each scan against the baseline alone. */
  readonly partialResponse: 'stays-until-pd' | 'memoryless';
  /** Growth after a target CR, short of PD. */
  readonly growthAfterCompleteResponse: 'pr' | 'by-size';
  /** When a lesion that came back is PD by itself. */
  readonly reappearance: 'after-confirmed-cr' | 'after-any-cr' | 'by-size-only';
  /** After a PD by reappearance. */
  readonly reappearedLesion: 'pd-while-present' | 'by-size';
  /** Some non-targets not evaluated: NE, or the verdict of those that were. */
  readonly partlyEvaluatedNonTargets: 'ne' | 'evaluated-rest';
  /** A new lesion without a row at a later scan. */
  readonly newLesionWithoutRow: 'still-present' | 'not-counted';
  /** An equivocal new lesion that becomes unequivocal. */
  readonly equivocalNewLesion: 'dated-back' | 'from-the-unequivocal-scan';
  /** After the first PD. */
  readonly afterProgression: 'classify-and-mark' | 'stays-pd';
  /** Value of a lesion that is seen but too small to measure. */
  readonly tooSmallValue: Micrometres;
  /** Days from which a second CR confirms the first. */
  readonly confirmationDays: number;
}

export interface ImmuneReadings {
  /** Scans under this many days from the first iUPD of the block are disregarded: 4 weeks less a tolerance of 2 days. */
  readonly earliestConfirmationDays: number;
}

export interface MetabolicReadings {
  /** EORTC 1999: a scan after one cycle responds at -15 %, a later one beyond -25 %. */
  readonly afterFirstCycle: boolean;
}

export interface NoiseParameters {
  /** Constant part of the SD of the difference of two measurements. */
  readonly constant: Micrometres;
  /** Part proportional to the mean of the two sizes, one evaluator throughout (a lower bound: from re-reading one image). */
  readonly sameReader: number;
  /** The same for different evaluators (interval change). */
  readonly differentReaders: number;
}

export interface FlagPolicy {
  /** Hold a flag back while the grower's change lies within the noise and is seen for the first time. A board may switch it off. */
  readonly noiseRule: boolean;
  /** Multiple of the noise SD from which a growth counts as beyond measurement noise. */
  readonly noiseMultiple: number;
  /** Days after the last dose within which a scan still counts as under the checkpoint inhibitor. */
  readonly daysAfterLastDose: number;
  /** A growing lesion treated, biopsied or irradiated less than this many days ago holds the flag back. */
  readonly daysAfterProcedure: number;
  /** A first scan earlier than this many days after the start holds the flag back. */
  readonly daysToFirstScan: number;
  /** The only grower or shrinker under this size ... */
  readonly smallLesion: Micrometres;
  /** ... with a change under this one holds the flag back. */
  readonly smallChange: Micrometres;
  /** Assessments of two evaluators belong to the same scan within this many days. */
  readonly sameTimepointDays: number;
}

export interface ResponseOptions {
  readonly recist?: Partial<RecistReadings>;
  readonly immune?: Partial<ImmuneReadings>;
  readonly metabolic?: Partial<MetabolicReadings>;
  readonly bestResponse?: Partial<BestResponseWindows>;
  readonly noise?: Partial<NoiseParameters>;
  readonly flags?: Partial<FlagPolicy>;
  /** Ids of the pattern definitions to evaluate; left out: all. */
  readonly definitions?: readonly string[];
}

export interface ResolvedOptions {
  readonly recist: RecistReadings;
  readonly immune: ImmuneReadings;
  readonly metabolic: MetabolicReadings;
  readonly bestResponse: BestResponseWindows;
  readonly noise: NoiseParameters;
  readonly flags: FlagPolicy;
  readonly definitions: readonly string[] | null;
}

/** The project's choice for each reading (clinical-decisions 9), noise parameter (2) and flag parameter (1) [P]. */
export const defaultOptions: ResolvedOptions = {
  recist: {
    missingTarget: 'ne-unless-rest-is-pd',
    nadirFrom: 'complete-sums',
    normalNodes: 'cr-even-if-sum-rose',
    partialResponse: 'stays-until-pd',
    growthAfterCompleteResponse: 'pr',
    reappearance: 'after-confirmed-cr',
    reappearedLesion: 'pd-while-present',
    partlyEvaluatedNonTargets: 'ne',
    newLesionWithoutRow: 'still-present',
    equivocalNewLesion: 'dated-back',
    afterProgression: 'classify-and-mark',
    tooSmallValue: 5 * millimetre,
    confirmationDays: 28,
  },
  immune: { earliestConfirmationDays: 26 },
  metabolic: { afterFirstCycle: false },
  bestResponse: defaultWindows,
  noise: { constant: 1 * millimetre, sameReader: 0.0865, differentReaders: 0.157 },
  flags: {
    noiseRule: true,
    noiseMultiple: 2.5,
    daysAfterLastDose: 84,
    daysAfterProcedure: 84,
    daysToFirstScan: 42,
    smallLesion: 15 * millimetre,
    smallChange: 5 * millimetre,
    sameTimepointDays: 14,
  },
  definitions: null,
};

/** Fills what the caller left out with the defaults. */
export const resolveOptions = (options: ResponseOptions | undefined): ResolvedOptions =>
  options === undefined
    ? defaultOptions
    : {
        recist: { ...defaultOptions.recist, ...options.recist },
        immune: { ...defaultOptions.immune, ...options.immune },
        metabolic: { ...defaultOptions.metabolic, ...options.metabolic },
        bestResponse: { ...defaultOptions.bestResponse, ...options.bestResponse },
        noise: { ...defaultOptions.noise, ...options.noise },
        flags: { ...defaultOptions.flags, ...options.flags },
        definitions: options.definitions ?? null,
      };
