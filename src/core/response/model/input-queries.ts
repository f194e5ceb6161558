/**
 * Questions to the sender that the classification raises when the history itself does not fit together. Nothing is guessed:
 * what was done with the value meanwhile stands in the question.
 */
import { asking, raised, type Asked } from './asking.js';
import type { ClassificationQuery } from './classification.js';
import { historyQueries } from './history-checks.js';
import { named, type EvaluatorMatrix, type LesionSeries } from './lesion-series.js';
import { isNormalNode } from './nodes.js';
import { wasThereBefore } from './new-lesions.js';
import { noParameters } from './phrases.js';

type LesionCheck = (lesion: LesionSeries, matrix: EvaluatorMatrix) => Asked | null;

const readableBaseline = ({ timeline }: EvaluatorMatrix): boolean =>
  timeline.timepoints[timeline.baseline]?.phase === 'baseline';

const lesionChecks: readonly LesionCheck[] = [
  (lesion, matrix) =>
    lesion.role === 'target' && readableBaseline(matrix) && lesion.readings[matrix.timeline.baseline]!.finding === null
      ? asking('target-without-baseline', { lesion: named(lesion) })
      : null,
  (lesion) => (lesion.roleChanged ? asking('lesion-role-changed', { lesion: named(lesion), role: lesion.role }) : null),
  (lesion, matrix) =>
    lesion.role === 'new' && wasThereBefore(lesion, matrix)
      ? asking('new-lesion-at-baseline', { lesion: named(lesion) })
      : null,
  (lesion, { timeline }) => {
    if (lesion.role !== 'new' || !lesion.node) return null;
    const first = lesion.readings.findIndex(({ kind }, at) => kind === 'measured' && at > timeline.baseline);
    const size = lesion.readings[first]?.size ?? null;
    return size !== null && isNormalNode(true, size)
      ? asking('small-node-sent-as-new', { lesion: named(lesion), size })
      : null;
  },
  (lesion) =>
    lesion.organ === 'lymph-node' && lesion.axis === 'longest-diameter'
      ? asking('node-on-longest-diameter', { lesion: named(lesion) })
      : null,
];

function timepointQueries({ evaluator, timeline }: EvaluatorMatrix): readonly ClassificationQuery[] {
  const notPlaced = raised(timeline.timepoints, ({ span, timepoint }) =>
    span === null && timepoint.held.length === 0
      ? { ...asking('timepoint-not-placed', { scan: timepoint.label }), evaluator, timepoint: timepoint.key }
      : null,
  );
  return timeline.baseline < 0 && timeline.timepoints.length > 0
    ? [...notPlaced, { ...asking('baseline-missing', noParameters), evaluator }]
    : notPlaced;
}

/** The queries of one evaluator's history. */
export function inputQueries(matrix: EvaluatorMatrix): readonly ClassificationQuery[] {
  const queries = [...timepointQueries(matrix)];
  for (const lesion of matrix.lesions) {
    for (const check of lesionChecks) {
      const found = check(lesion, matrix);
      if (found !== null) queries.push({ ...found, evaluator: matrix.evaluator, lesion: lesion.label });
    }
  }
  queries.push(...historyQueries(matrix));
  return queries;
}
