/**
 * The readings of `RecistReadings` as data: what can be chosen, what is chosen here, and the question behind it (clinical-decisions 9).
 */
import { defaultOptions, type RecistReadings } from './options.js';

export interface ReadingChoice {
  readonly option: keyof RecistReadings;
  readonly question: string;
  /** Empty where the choice is a number. */
  readonly choices: readonly string[];
  readonly standard: string | number;
}

type Choosable = {
  [Key in keyof RecistReadings]: RecistReadings[Key] extends string ? Key : never;
}[keyof RecistReadings];

const questions: {
  readonly [Key in Choosable]: readonly [question: string, ...choices: readonly RecistReadings[Key][]];
} = {
  missingTarget: ['A scan with a missing target', 'ne-unless-rest-is-pd', 'ne'],
  nadirFrom: ['Scans that may set the nadir', 'complete-sums', 'measured-parts'],
  normalNodes: [
    'All nodes under 10 mm and nothing else left, the sum of these nodes risen',
    'cr-even-if-sum-rose',
    'pd-by-sum-first',
  ],
  partialResponse: ['PR, once given', 'stays-until-pd', 'memoryless'],
  growthAfterCompleteResponse: ['Growth after a target CR, short of PD', 'pr', 'by-size'],
  reappearance: ['When a lesion that came back is PD by itself', 'after-confirmed-cr', 'after-any-cr', 'by-size-only'],
  reappearedLesion: ['After a PD by reappearance', 'pd-while-present', 'by-size'],
  partlyEvaluatedNonTargets: ['Some non-targets not evaluated', 'ne', 'evaluated-rest'],
  newLesionWithoutRow: ['A new lesion without a row at a later scan', 'still-present', 'not-counted'],
  equivocalNewLesion: ['An equivocal new lesion that becomes unequivocal', 'dated-back', 'from-the-unequivocal-scan'],
  afterProgression: ['After the first PD', 'classify-and-mark', 'stays-pd'],
};

const numbers: readonly (readonly [option: keyof RecistReadings, question: string])[] = [
  ['tooSmallValue', 'Size of a lesion seen but too small to measure, in micrometres'],
  ['confirmationDays', 'Days from which a second CR confirms the first'],
];

export const readingChoices: readonly ReadingChoice[] = [
  ...(Object.keys(questions) as Choosable[]).map((option): ReadingChoice => {
    const [question, ...choices] = questions[option];
    return { option, question, choices, standard: defaultOptions.recist[option] };
  }),
  ...numbers.map(([option, question]): ReadingChoice => ({
    option,
    question,
    choices: [],
    standard: defaultOptions.recist[option],
  })),
];
