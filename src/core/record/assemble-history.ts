/** The one way from what is recorded of a treatment line to the input of the response core. */
import { type EvaluatorHistory, timepointLimits, type TreatmentLineHistory } from '../response/index.js';
import { evaluatorOf, examOf } from './exams.js';
import { compareText, groupBy } from './order.js';
import type { HistoryOptions, RecordedAssessment, RecordedLine } from './recorded.js';
import { clinicalEvaluatorOf, factsOfLesions, reportedOf, treatmentOf } from './reported-facts.js';
import { timepointsOf } from './timepoints-of-exams.js';

export const historyDefaults: HistoryOptions = { sameTimepointDays: timepointLimits.sameTimepointDays };

/**
 * Makes the history of one treatment line from its current assessments, accepted and held, and its current facts. Evaluators stay
 * apart; exams of one evaluator that belong to one timepoint become one, each lesion keeping its own exam's date and modality, and
 * the timepoint the interval over all of them (which of these dates it then, is the response core's to say). Held assessments make
 * their timepoint 'held'. The order of assessments and facts carries no meaning: equal content gives an equal history.
 */
export function assembleHistory(line: RecordedLine, options: HistoryOptions = historyDefaults): TreatmentLineHistory {
  const byEvaluator = groupBy(line.assessments, evaluatorOf);
  const lesions = factsOfLesions(line.facts, (label) =>
    [...byEvaluator].filter(([, assessments]) => usesLabel(assessments, label)).map(([evaluator]) => evaluator),
  );
  const evaluators = [...byEvaluator]
    .sort(([one], [other]) => compareText(one, other))
    .map(([evaluator, assessments]): EvaluatorHistory => {
      const own = lesions.ofEvaluator.get(evaluator);
      return {
        evaluator,
        timepoints: timepointsOf(assessments.map(examOf), options.sameTimepointDays),
        ...(own === undefined ? {} : { lesions: own }),
      };
    });
  return {
    treatment: treatmentOf(line.facts),
    reported: reportedOf(line.facts),
    lesions: lesions.shared,
    clinicalEvaluator: clinicalEvaluatorOf(line.facts),
    evaluators,
  };
}

const usesLabel = (assessments: readonly RecordedAssessment[], label: string): boolean =>
  assessments.some(
    (assessment) =>
      assessment.status === 'accepted' && assessment.document.findings.some((finding) => finding.lesion === label),
  );
