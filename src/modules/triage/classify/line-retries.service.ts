import { Injectable } from '@nestjs/common';
import { type Actor, patientScope } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database } from '../../../platform/database/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { JobQueue } from '../../../platform/queue/index.js';
import { LineVersions } from '../../assessments/index.js';

/** A line that could not be classified is tried again at a person's word, instead of with its next assessment or after a while. */
@Injectable()
export class LineRetries {
  constructor(
    private readonly database: Database,
    private readonly versions: LineVersions,
    private readonly trail: AuditTrail,
    private readonly queue: JobQueue,
  ) {}

  /** @throws Problem 'not found' for a line of no patient on a board that the actor coordinates, 'conflict' for one that did not fail */
  async retry(actor: Actor, treatmentLineId: string): Promise<void> {
    const scope = patientScope({ boardIds: actor.coordinatorOf }, 'patient_id', 2);
    await this.database.asActor(actor, async (manager) => {
      const [line] = await manager.query<{ patientId: string }[]>(
        `
        SELECT patient_id AS "patientId" FROM assessments_treatment_line WHERE id = $1 AND ${scope.sql}`,
        [treatmentLineId, ...scope.parameters],
      );
      if (line === undefined)
        throw Problem.notFound(
          `There is no treatment line ${treatmentLineId} of a patient on a board that you coordinate.`,
        );
      if (!(await this.versions.forgetFailure(manager, treatmentLineId))) {
        throw Problem.conflict(`Treatment line ${treatmentLineId} has not failed, or is being tried again already.`);
      }
      await this.trail.record(manager, {
        action: 'treatment-line.retry',
        patientIds: [line.patientId],
        subjectType: 'treatment-line',
        subjectId: treatmentLineId,
      });
    });
    await this.queue.enqueue('classify-lines', { treatmentLineIds: [treatmentLineId] });
  }
}
