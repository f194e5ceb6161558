import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Actor, patientScope } from '../../platform/access/index.js';
import { Database, reading } from '../../platform/database/index.js';
import { Problem, type ProblemError } from '../../platform/problem/index.js';
import type { RecordingContext } from '../assessments/index.js';

export interface NamedPatient {
  readonly issuer: string;
  readonly id: string;
}

const boardNeeded: ProblemError = {
  in: 'body',
  pointer: '/board',
  code: 'missing',
  detail: 'You coordinate several boards, and the upload names none for its new patients.',
  expected: 'the id of a board that you coordinate',
};

/** Who sends, and what they may send about. */
@Injectable()
export class Senders {
  constructor(private readonly database: Database) {}

  /**
   * What is recorded along with what the actor sends now.
   * @throws Problem 'conflict' where the site has no board on which new patients could stand
   */
  async contextOf(manager: EntityManager, actor: Actor): Promise<RecordingContext> {
    const [board] = await manager.query<{ id: string }[]>(
      'SELECT id FROM boards_board AS board WHERE site_id = $1 AND is_default',
      [actor.siteId],
    );
    if (board === undefined)
      throw Problem.conflict(
        'This site has no default board, so nobody could see its new patients: an administrator has to add one first.',
      );
    return { accountId: actor.accountId, siteId: actor.siteId, boardId: board.id, importId: null };
  }

  /**
   * The same for an upload. Senders upload for the site, like what they send as JSON; coordinators for their boards: new patients then
   * stand on one of them, and assessments of other patients are not taken.
   * @param boardId board that the upload names for new patients
   * @throws Problem 'not allowed' for a board that the actor does not coordinate, 'invalid' where it has to be named
   */
  async uploadContextOf(manager: EntityManager, actor: Actor, boardId: string | undefined): Promise<RecordingContext> {
    const ownBoardsOnly = !actor.roles.includes('submitter');
    if (boardId === undefined && !ownBoardsOnly) return this.contextOf(manager, actor);
    if (boardId === undefined && actor.coordinatorOf.length > 1) throw Problem.invalid([boardNeeded]);
    const board = boardId ?? actor.coordinatorOf[0];
    if (board === undefined || !actor.coordinatorOf.includes(board)) {
      throw Problem.notAllowed('Coordinators upload for the boards that they coordinate, and this is none of yours.');
    }
    return { accountId: actor.accountId, siteId: actor.siteId, boardId: board, importId: null, ownBoardsOnly };
  }

  /** Of the patients named, those that are on a board of the actor's, as their indexes. */
  async inScope(actor: Actor, patients: readonly NamedPatient[]): Promise<ReadonlySet<number>> {
    const scope = patientScope(actor, 'patient.id', 2);
    const named = JSON.stringify(patients.map(({ issuer, id }, index) => ({ index, issuer, id })));
    const rows = await this.database.asActor(
      actor,
      (manager) =>
        manager.query<{ index: number }[]>(
          `
      SELECT named.index FROM json_to_recordset($1) AS named (index integer, issuer text, id text)
      JOIN assessments_patient AS patient ON patient.issuer = named.issuer AND patient.patient_id = named.id AND ${scope.sql}`,
          [named, ...scope.parameters],
        ),
      reading,
    );
    return new Set(rows.map(({ index }) => index));
  }
}
