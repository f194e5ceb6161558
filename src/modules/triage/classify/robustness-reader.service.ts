import { Injectable } from '@nestjs/common';
import {
  checkTargetSelection,
  classifyLine,
  smallestFlips,
  targetRobustness,
  type TreatmentLineHistory,
} from '../../../core/response/index.js';
import { type Actor, PatientAccess } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading, snapshot } from '../../../platform/database/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { HistoryReader } from '../../assessments/index.js';
import type { EvaluatorRobustness, RobustnessView } from './robustness-views.js';

/** Both searches classify the history anew for each trial: with more than this many lesions x lesions x scans a reader would wait for seconds. */
const mostTrials = 4_000;
const mostTargetChoices = 200;

/**
 * How much the verdicts of a line hang on single millimetres and on the choice of targets. Computed when asked for, from what is
 * recorded now, and never stored: nothing is decided by it.
 */
@Injectable()
export class RobustnessReader {
  constructor(
    private readonly database: Database,
    private readonly access: PatientAccess,
    private readonly histories: HistoryReader,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws Problem 'not found' for a line that is not there, or of a patient outside of the actor's boards */
  async read(actor: Actor, treatmentLineId: string): Promise<RobustnessView> {
    const [line] = await this.database.asService(
      'patient-access',
      (manager) =>
        manager.query<{ patientId: string }[]>(
          'SELECT patient_id AS "patientId" FROM assessments_treatment_line WHERE id = $1',
          [treatmentLineId],
        ),
      reading,
    );
    if (line === undefined) throw Problem.notFound(`There is no treatment line ${treatmentLineId}.`);
    await this.access.require(actor, line.patientId);
    this.trail.noteRead('case.read', [line.patientId]);
    const [read] = await this.database.asActor(
      actor,
      (manager) => this.histories.read(manager, [treatmentLineId]),
      snapshot,
    );
    return {
      id: treatmentLineId,
      evaluators:
        read === undefined
          ? []
          : read.history.evaluators.flatMap(({ evaluator }) => robustnessOf(read.history, evaluator)),
    };
  }
}

function robustnessOf(history: TreatmentLineHistory, evaluator: string): EvaluatorRobustness[] {
  const classified = classifyLine(history).evaluators.find((one) => one.evaluator === evaluator);
  const last = classified?.timepoints.at(-1);
  if (classified === undefined || last === undefined || last.phase !== 'follow-up') return [];
  const { key: timepoint } = last;
  const tooLarge = classified.lesions.length ** 2 * classified.timepoints.length > mostTrials;
  const targetChoice = tooLarge
    ? null
    : targetRobustness(history, evaluator, timepoint, undefined, { most: mostTargetChoices });
  return [
    {
      evaluator,
      timepoint,
      tooLarge,
      flips: tooLarge
        ? []
        : smallestFlips(history, evaluator, timepoint).map(({ verdict, from, flip }) => ({
            verdict,
            now: from,
            words: flip === null ? null : flip.words,
          })),
      targetChoice:
        targetChoice === null
          ? null
          : {
              choices: targetChoice.choices,
              tried: targetChoice.tried,
              exact: targetChoice.exact,
              sameCategory: targetChoice.sameCategory,
              sameFlag: targetChoice.sameDissociation,
              error: targetChoice.error,
            },
      selectionFaults: checkTargetSelection(history, evaluator).map(({ words, lesions }) => ({
        id: 'said-of',
        parameters: { said: words, labels: lesions },
      })),
    },
  ];
}
