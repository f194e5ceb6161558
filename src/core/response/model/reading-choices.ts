/**
 * Every reading and every parameter that the literature leaves open, as data: what may be chosen, and this project's choice; the
 * question behind each is a phrase by its name (docs/clinical-basis.md). The one list: types, defaults and the options of the command line are made from it.
 */
import {
  bestResponseLimits,
  flagLimits,
  immuneLimits,
  noiseLimits,
  recistLimits,
  timepointLimits,
} from '../thresholds.js';
import type { Micrometres } from './history.js';

/** What a value may be where the choice is not one of a few words. */
export type ReadingKind = 'word' | 'true-or-false' | 'whole-number' | 'whole-number-or-none' | 'number' | 'micrometres';

export interface ReadingChoice<Value> {
  readonly kind: ReadingKind;
  /** The words that may be chosen, the standard first; empty where it is no word. */
  readonly choices: readonly Value[];
  readonly standard: Value;
}

const words = <const Words extends readonly [string, ...string[]]>(
  ...choices: Words
): ReadingChoice<Words[number]> => ({ kind: 'word', choices, standard: choices[0] });

const value =
  <Value>(kind: ReadingKind) =>
  (standard: Value): ReadingChoice<Value> => ({ kind, choices: [], standard });

const trueOrFalse = value<boolean>('true-or-false');
const wholeNumber = value<number>('whole-number');
const wholeNumberOrNone = value<number | null>('whole-number-or-none');
const number = value<number>('number');
const length = value<Micrometres>('micrometres');

/** By group: readings of RECIST 1.1, of iRECIST, of the PET criteria and of best response; measurement noise; the policy of flags. */
export const readingChoices = {
  recist: {
    /** A scan with a missing target: NE unless the measured rest already is PD against the nadir, or always NE. */
    missingTarget: words('ne-unless-rest-is-pd', 'ne'),
    /** Scans that may set the nadir. */
    nadirFrom: words('complete-sums', 'measured-parts'),
    /** All nodes under 10 mm and nothing else left, the sum of these nodes risen: CR all the same, or PD first. */
    normalNodes: words('cr-even-if-sum-rose', 'pd-by-sum-first'),
    /** PR, once given: it stays until the targets are PD (EORTC), or each scan is read against the baseline alone. */
    partialResponse: words('stays-until-pd', 'memoryless'),
    /** Growth after a target CR, short of PD. */
    growthAfterCompleteResponse: words('pr', 'by-size'),
    /** When a lesion that came back is PD by itself. */
    reappearance: words('after-confirmed-cr', 'after-any-cr', 'by-size-only'),
    /** After a PD by reappearance. */
    reappearedLesion: words('pd-while-present', 'by-size'),
    /** Some non-targets not evaluated: NE, or the verdict of those that were. */
    partlyEvaluatedNonTargets: words('ne', 'evaluated-rest'),
    /** A new lesion without a row at a later scan. */
    newLesionWithoutRow: words('still-present', 'not-counted'),
    /** An equivocal new lesion that becomes unequivocal. */
    equivocalNewLesion: words('dated-back', 'from-the-unequivocal-scan'),
    /** After the first PD. */
    afterProgression: words('classify-and-mark', 'stays-pd'),
    /** Size of a lesion that is seen but too small to measure. */
    tooSmallValue: length(recistLimits.tooSmall),
    /** Days from which a second CR confirms the first. */
    confirmationDays: wholeNumber(bestResponseLimits.confirmationDays),
  },
  immune: {
    /** Scans under this many days from the first iUPD of the block are disregarded. */
    earliestConfirmationDays: wholeNumber(immuneLimits.earliestConfirmationDays),
  },
  metabolic: {
    /** EORTC 1999: the scan follows one cycle and responds at -15 %, not beyond -25 %. */
    afterFirstCycle: trueOrFalse(false),
  },
  bestResponse: {
    /** Days from the baseline after which a response that is not PD is at least SD; defined by the protocol. */
    minimumStableDays: wholeNumber(bestResponseLimits.minimumStableDays),
    /** Days from which a later response confirms an earlier one. */
    confirmationDays: wholeNumber(bestResponseLimits.confirmationDays),
    /** Scans that may be NE between a response and its confirmation; none: any number. */
    notEvaluableBetween: wholeNumberOrNone(null),
  },
  noise: {
    /** Constant part of the SD of the difference of two measurements. */
    constant: length(noiseLimits.constant),
    /** Part proportional to the mean of the two sizes, one evaluator throughout (a lower bound: from re-reading one image). */
    sameReader: number(noiseLimits.sameReader),
    /** Part proportional to the mean of the two sizes, different evaluators (interval change). */
    differentReaders: number(noiseLimits.differentReaders),
  },
  flags: {
    /** Hold a flag back while the grower's change lies within the noise and is seen for the first time. */
    noiseRule: trueOrFalse(true),
    /** Multiple of the noise SD from which a growth counts as beyond measurement noise. */
    noiseMultiple: number(flagLimits.noiseMultiple),
    /** Days after the last dose within which a scan still counts as under the checkpoint inhibitor. */
    daysAfterLastDose: wholeNumber(flagLimits.daysAfterLastDose),
    /** A growing lesion treated, biopsied or irradiated less than this many days ago holds the flag back. */
    daysAfterProcedure: wholeNumber(flagLimits.daysAfterProcedure),
    /** A first scan earlier than this many days after the start holds the flag back. */
    daysToFirstScan: wholeNumber(flagLimits.daysToFirstScan),
    /** The only grower or shrinker under this size .... */
    smallLesion: length(flagLimits.smallLesion),
    /** ... with a change under this one holds the flag back. */
    smallChange: length(flagLimits.smallChange),
    /** Assessments of two evaluators belong to the same scan within this many days. */
    sameTimepointDays: wholeNumber(timepointLimits.sameTimepointDays),
  },
};

export type ReadingGroup = keyof typeof readingChoices;

/** What was chosen in one group. */
export type Chosen<Group extends ReadingGroup> = {
  readonly [Name in keyof (typeof readingChoices)[Group]]: (typeof readingChoices)[Group][Name] extends ReadingChoice<
    infer Value
  >
    ? Value
    : never;
};

/** This project's choices of one group. */
export const standardsOf = <Group extends ReadingGroup>(group: Group): Chosen<Group> =>
  Object.fromEntries(
    Object.entries<ReadingChoice<unknown>>(readingChoices[group]).map(([name, { standard }]) => [name, standard]),
  ) as Chosen<Group>;

/** The name of a reading in its group: 'recist/partialResponse'. */
export type ReadingName = {
  readonly [Group in ReadingGroup]: `${Group}/${keyof (typeof readingChoices)[Group] & string}`;
}[ReadingGroup];
