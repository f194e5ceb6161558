import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/index.js';
import { Database, reading } from '../database/index.js';
import { Problem } from '../problem/index.js';
import type { Actor } from './actor.js';
import { patientScope } from './patient-scope.js';

/** Lets an actor on to one patient, or not. */
@Injectable()
export class PatientAccess {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * Passes if the actor may see the patient. A patient outside of the actor's scope is refused in the same words as one who does not
   * exist, and the refusal is audited.
   * @throws Problem 'not found'
   */
  async require(actor: Actor, patientId: string): Promise<void> {
    const scope = patientScope(actor, 'patient.id', 2);
    const [patient] = await this.database.asService(
      'patient-access',
      (manager) =>
        manager.query<{ inScope: boolean }[]>(
          `SELECT ${scope.sql} AS "inScope" FROM assessments_patient AS patient WHERE patient.id = $1`,
          [patientId, ...scope.parameters],
        ),
      reading,
    );
    if (patient?.inScope) return;
    if (patient) await this.trail.recordAlone({ action: 'patient.refuse', patientIds: [patientId] });
    throw Problem.notFound(`There is no patient ${patientId} on a board of yours.`);
  }
}
