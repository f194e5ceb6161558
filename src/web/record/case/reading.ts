import type { EvaluatorStanding } from '../../charts/lesion-standing.js';
import type { CaseLine, ShownEvaluator, ShownTimepoint } from './case.js';

/** What says which reading leads. */
interface ReadLine {
  readonly clinicalEvaluator: string | null;
  readonly flags: readonly { readonly evaluatorsFor: readonly string[] }[];
  readonly evaluators: readonly ShownEvaluator[];
}

/** The reading that the page leads with: the designated clinical reader's, else one that raised the flag, else the first. */
export function leadingEvaluator(line: ReadLine): ShownEvaluator | undefined {
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
  { timepoints }: ShownEvaluator,
  standing: EvaluatorStanding | undefined,
): ShownTimepoint | undefined => timepoints.find(({ key }) => key === standing?.timepoint) ?? timepoints.at(-1);
