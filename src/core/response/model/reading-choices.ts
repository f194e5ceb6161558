/**
 * Every reading and every parameter that the literature leaves open, as data: the question behind it, what may be chosen, and this
 * project's choice (docs/clinical-basis.md). The one list: types, defaults and the options of the command line are made from it.
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
  readonly question: string;
  readonly kind: ReadingKind;
  /** The words that may be chosen, the standard first; empty where it is no word. */
  readonly choices: readonly Value[];
  readonly standard: Value;
}

const words = <const Words extends readonly [string, ...string[]]>(
  question: string,
  ...choices: Words
): ReadingChoice<Words[number]> => ({ question, kind: 'word', choices, standard: choices[0] });

const value =
  <Value>(kind: ReadingKind) =>
  (question: string, standard: Value): ReadingChoice<Value> => ({ question, kind, choices: [], standard });

const trueOrFalse = value<boolean>('true-or-false');
const wholeNumber = value<number>('whole-number');
const wholeNumberOrNone = value<number | null>('whole-number-or-none');
const number = value<number>('number');
const length = value<Micrometres>('micrometres');

/** By group: readings of RECIST 1.1, of iRECIST, of the PET criteria and of best response; measurement noise; the policy of flags. */
export const readingChoices = {
  recist: {
    missingTarget: words(
      'A scan with a missing target: NE unless the measured rest already is PD against the nadir, or always NE',
      'ne-unless-rest-is-pd',
      'ne',
    ),
    nadirFrom: words('Scans that may set the nadir', 'complete-sums', 'measured-parts'),
    normalNodes: words(
      'All nodes under 10 mm and nothing else left, the sum of these nodes risen: CR all the same, or PD first',
      'cr-even-if-sum-rose',
      'pd-by-sum-first',
    ),
    partialResponse: words(
      'PR, once given: it stays until the targets are PD (EORTC), or each scan is read against the baseline alone',
      'stays-until-pd',
      'memoryless',
    ),
    growthAfterCompleteResponse: words('Growth after a target CR, short of PD', 'pr', 'by-size'),
    reappearance: words(
      'When a lesion that came back is PD by itself',
      'after-confirmed-cr',
      'after-any-cr',
      'by-size-only',
    ),
    reappearedLesion: words('After a PD by reappearance', 'pd-while-present', 'by-size'),
    partlyEvaluatedNonTargets: words(
      'Some non-targets not evaluated: NE, or the verdict of those that were',
      'ne',
      'evaluated-rest',
    ),
    newLesionWithoutRow: words('A new lesion without a row at a later scan', 'still-present', 'not-counted'),
    equivocalNewLesion: words(
      'An equivocal new lesion that becomes unequivocal',
      'dated-back',
      'from-the-unequivocal-scan',
    ),
    afterProgression: words('After the first PD', 'classify-and-mark', 'stays-pd'),
    tooSmallValue: length('Size of a lesion that is seen but too small to measure', recistLimits.tooSmall),
    confirmationDays: wholeNumber(
      'Days from which a second CR confirms the first',
      bestResponseLimits.confirmationDays,
    ),
  },
  immune: {
    earliestConfirmationDays: wholeNumber(
      'Scans under this many days from the first iUPD of the block are disregarded',
      immuneLimits.earliestConfirmationDays,
    ),
  },
  metabolic: {
    afterFirstCycle: trueOrFalse(
      'EORTC 1999: the scan follows one cycle and responds at -15 %, not beyond -25 %',
      false,
    ),
  },
  bestResponse: {
    minimumStableDays: wholeNumber(
      'Days from the baseline after which a response that is not PD is at least SD; defined by the protocol',
      bestResponseLimits.minimumStableDays,
    ),
    confirmationDays: wholeNumber(
      'Days from which a later response confirms an earlier one',
      bestResponseLimits.confirmationDays,
    ),
    notEvaluableBetween: wholeNumberOrNone(
      'Scans that may be NE between a response and its confirmation; none: any number',
      null,
    ),
  },
  noise: {
    constant: length('Constant part of the SD of the difference of two measurements', noiseLimits.constant),
    sameReader: number(
      'Part proportional to the mean of the two sizes, one evaluator throughout (a lower bound: from re-reading one image)',
      noiseLimits.sameReader,
    ),
    differentReaders: number(
      'Part proportional to the mean of the two sizes, different evaluators (interval change)',
      noiseLimits.differentReaders,
    ),
  },
  flags: {
    noiseRule: trueOrFalse(
      "Hold a flag back while the grower's change lies within the noise and is seen for the first time",
      true,
    ),
    noiseMultiple: number(
      'Multiple of the noise SD from which a growth counts as beyond measurement noise',
      flagLimits.noiseMultiple,
    ),
    daysAfterLastDose: wholeNumber(
      'Days after the last dose within which a scan still counts as under the checkpoint inhibitor',
      flagLimits.daysAfterLastDose,
    ),
    daysAfterProcedure: wholeNumber(
      'A growing lesion treated, biopsied or irradiated less than this many days ago holds the flag back',
      flagLimits.daysAfterProcedure,
    ),
    daysToFirstScan: wholeNumber(
      'A first scan earlier than this many days after the start holds the flag back',
      flagLimits.daysToFirstScan,
    ),
    smallLesion: length('The only grower or shrinker under this size ...', flagLimits.smallLesion),
    smallChange: length('... with a change under this one holds the flag back', flagLimits.smallChange),
    sameTimepointDays: wholeNumber(
      'Assessments of two evaluators belong to the same scan within this many days',
      timepointLimits.sameTimepointDays,
    ),
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
