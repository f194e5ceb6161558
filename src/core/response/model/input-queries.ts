/**
 * Questions to the sender that the classification raises when the history itself does not fit together. Nothing is guessed:
 * what was done with the value meanwhile stands in the words.
 */
import type { ClassificationQuery } from './classification.js';
import type { EvaluatorMatrix, LesionSeries } from './lesion-series.js';
import { wasThereBefore } from './new-lesions.js';

type LesionCheck = (
  lesion: LesionSeries,
  matrix: EvaluatorMatrix,
) => { readonly code: string; readonly words: string } | null;

const readableBaseline = ({ timeline }: EvaluatorMatrix): boolean =>
  timeline.timepoints[timeline.baseline]?.phase === 'baseline';

const lesionChecks: readonly LesionCheck[] = [
  (lesion, matrix) =>
    lesion.role === 'target' && readableBaseline(matrix) && lesion.readings[matrix.timeline.baseline]!.finding === null
      ? {
          code: 'target-without-baseline',
          words: `Target ${lesion.label} has no row at baseline; it is in no sum until its baseline is sent.`,
        }
      : null,
  (lesion) =>
    lesion.roleChanged
      ? {
          code: 'lesion-role-changed',
          words: `Lesion ${lesion.label} was sent under several roles; it is read as '${lesion.role}', its first.`,
        }
      : null,
  (lesion, matrix) =>
    lesion.role === 'new' && wasThereBefore(lesion, matrix)
      ? {
          code: 'new-lesion-at-baseline',
          words: `Lesion ${lesion.label} was sent as new, and was there at baseline or before; it does not count as new.`,
        }
      : null,
  (lesion) =>
    lesion.organ === 'lymph-node' && lesion.axis === 'longest-diameter'
      ? {
          code: 'node-on-longest-diameter',
          words: `Node ${lesion.label} was measured along its longest diameter; RECIST 1.1 needs the short axis.`,
        }
      : null,
];

const timepointQueries = ({ evaluator, timeline }: EvaluatorMatrix): readonly ClassificationQuery[] => [
  ...timeline.timepoints
    .filter(({ span, timepoint }) => span === null && timepoint.held.length === 0)
    .map(({ timepoint }) => ({
      code: 'timepoint-not-placed',
      words: `Timepoint '${timepoint.label}' has no date that puts it among the others; a date or a study day would.`,
      evaluator,
      timepoint: timepoint.key,
    })),
  ...(timeline.baseline < 0 && timeline.timepoints.length > 0
    ? [
        {
          code: 'baseline-missing',
          words: 'Every timepoint was stated not to be the baseline; which one is it?',
          evaluator,
        },
      ]
    : []),
];

/** The queries of one evaluator's history. */
export function inputQueries(matrix: EvaluatorMatrix): readonly ClassificationQuery[] {
  const queries = [...timepointQueries(matrix)];
  for (const lesion of matrix.lesions) {
    for (const check of lesionChecks) {
      const found = check(lesion, matrix);
      if (found !== null) queries.push({ ...found, evaluator: matrix.evaluator, lesion: lesion.label });
    }
  }
  return queries;
}
