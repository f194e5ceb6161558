import { Injectable } from '@nestjs/common';
import { type AssessmentDocument, checkAssessmentDocument, latestDay } from '../../core/record/index.js';
import type { Actor } from '../../platform/access/index.js';
import { AuditTrail } from '../../platform/audit/index.js';
import { Database } from '../../platform/database/index.js';
import { JobQueue } from '../../platform/queue/index.js';
import { type AssessmentOutcome, AssessmentRecorder, incomingDocument } from '../assessments/index.js';
import { checkBody, type CheckedElement } from './elements.js';
import {
  answerTo,
  faultyElement,
  type IntakeAnswer,
  refusalOf,
  type RecordedAssessment,
  type RefusedElement,
} from './intake-answers.js';
import { AssessmentGathering } from './assessment-gathering.service.js';
import { Senders } from './senders.service.js';

/** Takes assessments that come as JSON: each whole or not at all, the good ones of a list in one transaction, single ones gathered. */
@Injectable()
export class AssessmentIntake {
  constructor(
    private readonly database: Database,
    private readonly senders: Senders,
    private readonly recorder: AssessmentRecorder,
    private readonly trail: AuditTrail,
    private readonly queue: JobQueue,
    private readonly gathering: AssessmentGathering,
  ) {}

  /**
   * Records what is right in the body and says of each element what became of it. Classification follows as a job.
   * @throws Problem 'invalid' or 'conflict' where one document was sent and is not recorded
   */
  async receive(actor: Actor, body: unknown): Promise<IntakeAnswer> {
    const today = latestDay(new Date());
    const { single, elements } = checkBody(body, (value) => checkAssessmentDocument(value, today));
    const documents = elements.flatMap((element) => ('document' in element ? [element.document] : []));
    const [document] = documents;
    const outcomes =
      single && document !== undefined
        ? [await this.gathering.record(actor, document)]
        : await this.#record(actor, documents);
    return answerTo(single, resultsOf(elements, outcomes, single));
  }

  async #record(actor: Actor, documents: readonly AssessmentDocument[]): Promise<readonly AssessmentOutcome[]> {
    if (documents.length === 0) return [];
    const { outcomes, touchedLineIds } = await this.database.asService('intake', async (manager) => {
      const context = await this.senders.contextOf(manager, actor);
      const recorded = await this.recorder.record(manager, documents.map(incomingDocument), context);
      const created = recorded.outcomes.flatMap((outcome) => (outcome.status === 'created' ? [outcome] : []));
      if (created.length > 0) {
        await this.trail.record(manager, {
          action: 'assessment.record',
          patientIds: [...new Set(created.map(({ patientId }) => patientId))],
          detail: { assessmentIds: created.map(({ assessmentId }) => assessmentId) },
        });
      }
      return recorded;
    });
    if (touchedLineIds.length > 0) await this.queue.enqueue('classify-lines', { treatmentLineIds: touchedLineIds });
    return outcomes;
  }
}

/** The outcomes, of the right elements only, put back among the wrong ones. */
function resultsOf(
  elements: readonly CheckedElement<AssessmentDocument>[],
  outcomes: readonly AssessmentOutcome[],
  single: boolean,
): (RecordedAssessment | RefusedElement)[] {
  const remaining = outcomes[Symbol.iterator]();
  return elements.map((element, index) =>
    'errors' in element ? faultyElement(element.errors) : resultOf(remaining.next().value, single ? '' : `/${index}`),
  );
}

function resultOf(outcome: AssessmentOutcome | undefined, place: string): RecordedAssessment | RefusedElement {
  if (outcome?.status === 'conflict') return refusalOf(outcome, place);
  if (outcome === undefined || outcome.status === 'held')
    throw new Error('A checked document was not recorded as one: expected it to be created, known or in conflict.');
  const { status, assessmentId, revision, patientId, treatmentLineId } = outcome;
  return {
    status,
    assessmentId,
    revision,
    patientId,
    treatmentLineId,
    supersededBy: outcome.status === 'known' ? outcome.supersededBy : null,
    location: `/api/assessments/${assessmentId}`,
  };
}
