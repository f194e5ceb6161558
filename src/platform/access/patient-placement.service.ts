import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/index.js';
import { Database, sqlState } from '../database/index.js';
import { Problem } from '../problem/index.js';

export interface PatientMove {
  readonly siteId: string;
  readonly patientId: string;
  /** Board that the patient leaves; null to put the patient on one board more. */
  readonly fromBoardId: string | null;
  readonly toBoardId: string;
  readonly reason: string;
}

const uniqueViolation = '23505';

const placeNew = `
  INSERT INTO patient_board (patient_id, board_id) SELECT patient.id, $2 FROM unnest($1::bigint[]) AS patient (id)
  WHERE NOT EXISTS (SELECT FROM patient_board AS place WHERE place.patient_id = patient.id)
  ON CONFLICT (patient_id, board_id) WHERE until IS NULL DO NOTHING`;

const sameSite = `
  SELECT FROM assessments_patient AS patient JOIN boards_board AS board ON board.site_id = patient.site_id WHERE patient.id = $1 AND board.id = $2 AND patient.site_id = $3`;

const leave =
  'UPDATE patient_board SET until = now() WHERE patient_id = $1 AND board_id = $2 AND until IS NULL RETURNING id';

const join = 'INSERT INTO patient_board (patient_id, board_id, reason) VALUES ($1, $2, $3)';

/** Says on which boards a patient stands, and so who sees the patient. */
@Injectable()
export class PatientPlacement {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * Puts patients who never stood on any board on this one, within the transaction that received them. Whoever was moved elsewhere is
   * left where they are: a later delivery must not undo the move.
   */
  async placeNew(manager: EntityManager, patientIds: readonly string[], boardId: string): Promise<void> {
    await manager.query(placeNew, [[...patientIds], boardId]);
  }

  /** Puts a patient on one board more, within the transaction that asks for it, as a referral does. */
  async placeBeside(manager: EntityManager, patientId: string, boardId: string, reason: string): Promise<void> {
    await this.#join(manager, patientId, boardId, reason);
  }

  /** Takes a patient off a board on which something put it, where it still stands there. */
  async takeOff(manager: EntityManager, patientId: string, boardId: string): Promise<void> {
    await manager.query(leave, [patientId, boardId]);
  }

  /**
   * Moves a patient from one board to another of the same site, at once for everyone.
   * @throws Problem 'not found' for a patient or board that the site does not have, 'conflict' if the patient does not stand on the
   *   board to leave or stands on the one to join already
   */
  async move({ siteId, patientId, fromBoardId, toBoardId, reason }: PatientMove): Promise<void> {
    await this.database.asService('patient-access', async (manager) => {
      const found = await manager.query<unknown[]>(sameSite, [patientId, toBoardId, siteId]);
      if (found.length === 0)
        throw Problem.notFound(`There is no patient ${patientId} and board ${toBoardId} of one site.`);
      if (fromBoardId !== null) await this.#leave(manager, patientId, fromBoardId);
      await this.#join(manager, patientId, toBoardId, reason);
      await this.trail.record(manager, {
        action: 'patient.move',
        patientIds: [patientId],
        subjectType: 'board',
        subjectId: toBoardId,
        detail: { fromBoardId, toBoardId },
      });
    });
  }

  async #leave(manager: EntityManager, patientId: string, boardId: string): Promise<void> {
    const [left] = await manager.query<[unknown[], number]>(leave, [patientId, boardId]);
    if (left.length === 0)
      throw Problem.conflict(
        `Patient ${patientId} does not stand on board ${boardId}: expected a board that the patient is on now.`,
      );
  }

  async #join(manager: EntityManager, patientId: string, boardId: string, reason: string): Promise<void> {
    await manager.query(join, [patientId, boardId, reason]).catch((error: unknown) => {
      throw sqlState(error) === uniqueViolation
        ? Problem.conflict(`Patient ${patientId} stands on board ${boardId} already.`)
        : error;
    });
  }
}
