/**
 * The growth and regression model of Stein over a history: each lesion and the sum of the targets of every evaluator, from the baseline on
 * (docs/clinical-basis.md#hyperprogression-and-growth-rates). Lesions that were treated locally are fitted up to the
 * treatment, since what comes after is not the drug's.
 */
import { classifyLine } from '../classify-line.js';
import type { EvaluatorClassification, LesionTrajectory } from '../model/classification.js';
import { dayNumber } from '../model/dates.js';
import type { Micrometres, TreatmentLineHistory } from '../model/history.js';
import type { ResponseOptions } from '../model/options.js';
import { fitStein, type SteinFit } from './stein.js';

/** Null where fewer than two sizes with a positive first one are known. */
export interface GrowthFits {
  readonly evaluator: string;
  readonly sum: SteinFit | null;
  readonly lesions: readonly { readonly lesion: string; readonly fit: SteinFit | null }[];
}

interface Sized {
  readonly day: number;
  readonly size: Micrometres;
}

/** Day of each scan from the baseline on: the middle of its date where it has one, else its study day; null where neither is known. */
function daysOf({ timepoints }: EvaluatorClassification): ReadonlyMap<string, number> {
  const scans = timepoints.filter(({ phase }) => phase === 'baseline' || phase === 'follow-up');
  const dated = scans.every(({ date }) => date !== null);
  return new Map(
    scans.flatMap(({ key, date, studyDay }): [string, number][] => {
      if (dated && date !== null) return [[key, (dayNumber(date.from) + dayNumber(date.to)) / 2]];
      return studyDay === null ? [] : [[key, studyDay]];
    }),
  );
}

function seriesOf({ points }: LesionTrajectory, days: ReadonlyMap<string, number>): readonly Sized[] {
  const treatedFrom = points.findIndex(({ treated }) => treated === true);
  return (treatedFrom < 0 ? points : points.slice(0, treatedFrom)).flatMap(({ timepoint, size }): Sized[] => {
    const day = days.get(timepoint);
    return day === undefined || size === null ? [] : [{ day, size }];
  });
}

function fitsOf(evaluator: EvaluatorClassification): GrowthFits {
  const days = daysOf(evaluator);
  const sums = evaluator.timepoints.flatMap(({ key, sumOfDiameters: size }): Sized[] => {
    const day = days.get(key);
    return day === undefined || size === null ? [] : [{ day, size }];
  });
  return {
    evaluator: evaluator.evaluator,
    sum: fitStein(sums),
    lesions: evaluator.lesions
      .filter(({ secondPrimary }) => !secondPrimary)
      .map((trajectory) => ({ lesion: trajectory.lesion, fit: fitStein(seriesOf(trajectory, days)) })),
  };
}

/**
 * Stein fits of every evaluator of a line: per lesion and for the sum of the targets. Rates are per day, each with its standard error where
 * more was measured than fitted; from two sizes only g or d can be had [P].
 */
export const fitGrowth = (history: TreatmentLineHistory, options?: ResponseOptions): readonly GrowthFits[] =>
  classifyLine(history, options).evaluators.map(fitsOf);
