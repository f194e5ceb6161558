import { Injectable } from '@nestjs/common';
import { type Actor, patientScope } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading } from '../../../platform/database/index.js';
import { requireSeat } from '../boards/board-seats.js';
import { drawSample } from './audit-sample.js';
import type { ShownStandardOfCare, StandardOfCareQuery } from './quality-views.js';

type Row = Omit<ShownStandardOfCare['items'][number], 'inSample'>;

/** $1 the board, $2 and $3 first and last day of the listing. A case that was discussed after all is none of the list. */
const listSql = (scope: string): string => `
  SELECT board_case.id AS "caseId", board_case.number, board_case.state, json_build_object('id', patient.id::text, 'synthetic', patient.synthetic) AS patient,
    board_case.protocol, (listing.at AT TIME ZONE board.time_zone)::date::text AS "listedOn", lister.display_name AS "listedBy",
    (decision.signed_at AT TIME ZONE board.time_zone)::date::text AS "signedOn", signer.display_name AS "signedBy"
  FROM board_case JOIN board ON board.id = board_case.board_id
  JOIN assessments_patient AS patient ON patient.id = board_case.patient_id
  JOIN LATERAL (
    SELECT event.event, event.at, event.by FROM board_case_event AS event
    WHERE event.case_id = board_case.id AND event.event IN ('list', 'discuss-after-all', 'discuss') ORDER BY event.version DESC LIMIT 1) AS listing ON true
  LEFT JOIN access_account AS lister ON lister.id = listing.by
  LEFT JOIN decision ON decision.case_id = board_case.id
  LEFT JOIN access_account AS signer ON signer.id = decision.signed_by
  WHERE board_case.board_id = $1 AND listing.event = 'list' AND board_case.protocol IS NOT NULL
    AND (listing.at AT TIME ZONE board.time_zone)::date BETWEEN $2 AND $3 AND ${scope}
  ORDER BY listing.at, board_case.id`;

/** Cases that were listed under a standard of care and not discussed, with a sample of them for an audit. */
@Injectable()
export class StandardOfCare {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws Problem 'not found' for a board on which the actor has no seat */
  async read(
    actor: Actor,
    boardId: string,
    { from, until, sample }: StandardOfCareQuery,
  ): Promise<ShownStandardOfCare> {
    requireSeat(actor, boardId, `board ${boardId}`);
    const scope = patientScope(actor, 'board_case.patient_id', 4);
    const { boardName, rows } = await this.database.asActor(
      actor,
      async (manager) => {
        const [board] = await manager.query<{ name: string }[]>('SELECT name FROM board WHERE id = $1', [boardId]);
        return {
          boardName: board?.name ?? '',
          rows: await manager.query<Row[]>(listSql(scope.sql), [boardId, from, until, ...scope.parameters]),
        };
      },
      reading,
    );
    this.trail.noteRead('standard-of-care.list', [...new Set(rows.map(({ patient }) => patient.id))]);
    const seed = `${boardId} ${from} ${until}`;
    const drawn = drawSample(
      rows.map(({ caseId }) => caseId),
      sample,
      seed,
    );
    return {
      boardName,
      sample: { size: drawn.size, of: rows.length, seed },
      items: rows.map((row) => ({ ...row, inSample: drawn.has(row.caseId) })),
    };
  }
}
