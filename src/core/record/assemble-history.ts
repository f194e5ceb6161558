/** The one way from what is recorded of a treatment line to the input of the response core. */
import { type EvaluatorHistory, timepointLimits, type TreatmentLineHistory } from '../response/index.js';
import { evaluatorOf, type Exam, examOf } from './exams.js';
import { factsReadAs, namesReadAs } from './lesion-matches.js';
import { compareText, groupBy } from './order.js';
import type { HistoryOptions, RecordedLine } from './recorded.js';
import { clinicalEvaluatorOf, factsOfLesions, reportedOf, treatmentOf } from './reported-facts.js';
import { timepointsOf } from './timepoints-of-exams.js';

export const historyDefaults: HistoryOptions = { sameTimepointDays: timepointLimits.sameTimepointDays };

/**
 * Makes the history of one treatment line from its current assessments, accepted and held, and its current facts. Evaluators stay
 * apart; exams of one evaluator that belong to one timepoint become one, each lesion keeping its own exam's date and modality, and
 * the timepoint the interval over all of them (which of these dates it then, is the response core's to say). Held assessments make
 * their timepoint 'held'. A label that a person matched is read as the lesion that it was matched to. The order of assessments, facts
 * and matches carries no meaning: equal content gives an equal history.
 */
export function assembleHistory(line: RecordedLine, options: HistoryOptions = historyDefaults): TreatmentLineHistory {
  const readAs = namesReadAs(line.matches ?? []);
  const exams = [...groupBy(line.assessments, evaluatorOf)]
    .sort(([one], [other]) => compareText(one, other))
    .map(([evaluator, assessments]): readonly [string, readonly Exam[]] => [
      evaluator,
      assessments.map((assessment) => readAs(evaluator, examOf(assessment))),
    ]);
  const facts = factsReadAs(line);
  const lesions = factsOfLesions(facts, (label) =>
    exams.filter(([, own]) => usesLabel(own, label)).map(([evaluator]) => evaluator),
  );
  const evaluators = exams.map(([evaluator, own]): EvaluatorHistory => {
    const lesionsOfOwn = lesions.ofEvaluator.get(evaluator);
    return {
      evaluator,
      timepoints: timepointsOf(own, options.sameTimepointDays),
      ...(lesionsOfOwn === undefined ? {} : { lesions: lesionsOfOwn }),
    };
  });
  return {
    treatment: treatmentOf(facts),
    reported: reportedOf(facts),
    lesions: lesions.shared,
    clinicalEvaluator: clinicalEvaluatorOf(facts),
    evaluators,
  };
}

const usesLabel = (exams: readonly Exam[], label: string): boolean =>
  exams.some(({ findings }) => findings.some(({ lesion }) => lesion === label));
