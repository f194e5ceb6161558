import type { EvaluatorClassification, TimepointClassification } from '../../../core/response/index.js';
import type { EvaluatorStanding } from '../../charts/lesion-standing.js';
import type { CaseLine } from './case.js';

/** The reading that the page leads with: the designated clinical reader's, else one that raised the flag, else the first. */
export function leadingEvaluator(line: CaseLine): EvaluatorClassification | undefined {
  const sees = line.flags.flatMap(({ evaluatorsFor }) => evaluatorsFor);
  return (
    line.evaluators.find(({ evaluator }) => evaluator === line.clinicalEvaluator) ??
    line.evaluators.find(({ evaluator }) => sees.includes(evaluator)) ??
    line.evaluators[0]
  );
}

/** How the lesions of one evaluator stand. */
export const standingOf = (line: CaseLine, evaluator: string | undefined): EvaluatorStanding | undefined =>
  line.standings.find((standing) => standing.evaluator === evaluator);

/** The verdict of an evaluator's last scan; the last one listed where a scan was added that is not classified yet. */
export const latestOf = (
  { timepoints }: EvaluatorClassification,
  standing: EvaluatorStanding | undefined,
): TimepointClassification | undefined =>
  timepoints.find(({ key }) => key === standing?.timepoint) ?? timepoints.at(-1);
