import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Actor, patientScope } from '../../platform/access/index.js';
import { Problem } from '../../platform/http/index.js';
import type { RecordingContext } from '../assessments/index.js';

export interface NamedPatient {
  readonly issuer: string;
  readonly id: string;
}

/** Who sends, and what they may send about. */
@Injectable()
export class Senders {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * What is recorded along with what the actor sends now.
   * @throws Problem 409 where the site has no board on which new patients could stand
   */
  async contextOf(actor: Actor): Promise<RecordingContext> {
    const [board]: { id: string }[] = await this.dataSource.query('SELECT id FROM board WHERE site_id = $1 AND is_default', [actor.siteId]);
    if (board === undefined) throw Problem.conflict('This site has no default board, so nobody could see its new patients: an administrator has to add one first.');
    return { accountId: actor.accountId, siteId: actor.siteId, boardId: board.id, importId: null };
  }

  /** Of the patients named, those that are on a board of the actor's, as their indexes. */
  async inScope(actor: Actor, patients: readonly NamedPatient[]): Promise<ReadonlySet<number>> {
    const scope = patientScope(actor, 'patient.id', 2);
    const rows: { index: number }[] = await this.dataSource.query(`
      SELECT named.index FROM json_to_recordset($1) AS named (index integer, issuer text, id text)
      JOIN patient ON patient.issuer = named.issuer AND patient.patient_id = named.id AND ${scope.sql}`,
    [JSON.stringify(patients.map(({ issuer, id }, index) => ({ index, issuer, id }))), ...scope.parameters]);
    return new Set(rows.map(({ index }) => index));
  }
}
