import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { asWritten, type Phrase, phraseFrom } from '../../../core/discussion/index.js';
import { type FlagFinding, holdInGeneral } from '../../../core/response/index.js';
import { type Actor, PatientAccess, patientScope } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading } from '../../../platform/database/index.js';
import { decodeCursor, idSchema, type Page, pageOf } from '../../../platform/http/index.js';
import { questionSql } from '../items/list-columns.js';
import { lastScanSql, lineStateSql } from '../classify/line-state.js';
import type { FlagQuery, FlagView, WatchSummary } from '../triage-views.js';

interface FlagRow {
  readonly id: string;
  readonly treatmentLineId: string;
  readonly patientId: string;
  readonly synthetic: boolean;
  readonly content: FlagFinding;
  readonly lastScanFrom: string | null;
  readonly lastScanTo: string | null;
  readonly lineState: FlagView['lineState'];
  readonly heldAssessments: number;
  readonly items: readonly (Omit<FlagView['items'][number], 'question'> & { readonly question: Phrase | string })[];
  readonly since: Date;
}

/** The last scan stands as text: a date of PostgreSQL that went through JSON or a time zone would not be the same day everywhere. */
const columns = `
  flag.id, flag.treatment_line_id AS "treatmentLineId", patient.id AS "patientId", patient.synthetic, flag.content, flag.created_at AS since, scan.last_from AS "lastScanFrom", scan.last_to AS "lastScanTo",
  scan.held AS "heldAssessments", ${lineStateSql('line', 'scan.held')} AS "lineState", items.list AS items`;

const sources = `
  FROM flag
  JOIN assessments_treatment_line AS line ON line.id = flag.treatment_line_id
  JOIN assessments_patient AS patient ON patient.id = line.patient_id
  CROSS JOIN LATERAL (${lastScanSql('line.id')}) AS scan
  CROSS JOIN LATERAL (
    SELECT coalesce(json_agg(json_build_object('id', item.id::text, 'rule', rule, 'question', ${questionSql('item')}, 'state', item.state) ORDER BY rule), '[]') AS list
    FROM discussion_item AS item WHERE treatment_line_id = line.id AND item.superseded_at IS NULL AND item.state <> 'closed') AS items`;

const byId = z.tuple([idSchema]);

/** The worklist: what coordinators read of flags and watches. */
@Injectable()
export class FlagReader {
  constructor(
    private readonly database: Database,
    private readonly access: PatientAccess,
    private readonly trail: AuditTrail,
  ) {}

  /** Open flags or watches of the actor's patients, the newest first. */
  async list(actor: Actor, { tier, definition, patientId, limit, cursor }: FlagQuery): Promise<Page<FlagView>> {
    if (patientId !== undefined) await this.access.require(actor, patientId);
    const [before] = decodeCursor(cursor, byId) ?? [null];
    const scope = patientScope(actor, 'patient.id', 6);
    const rows = await this.database.asActor(
      actor,
      (manager) =>
        manager.query<FlagRow[]>(
          `
      SELECT ${columns} ${sources}
      WHERE flag.superseded_at IS NULL AND flag.state = 'open' AND flag.tier = $1 AND ($2::bigint IS NULL OR flag.id < $2)
        AND ($3::text IS NULL OR flag.definition = $3) AND ($4::bigint IS NULL OR patient.id = $4) AND ${scope.sql}
      ORDER BY flag.id DESC LIMIT $5`,
          [tier, before, definition ?? null, patientId ?? null, limit + 1, ...scope.parameters],
        ),
      reading,
    );
    const page = pageOf(rows.map(flagView), limit, ({ id }) => [id]);
    this.trail.noteRead(
      'flag.list',
      page.items.map(({ patient }) => patient.id),
    );
    return page;
  }

  /** How many open watches there are, by the reason that makes each a watch; one with several reasons counts for each. */
  async watches(actor: Actor): Promise<WatchSummary> {
    const scope = patientScope(actor, 'patient.id', 1);
    const open = (lateral: string): string => `
      FROM flag JOIN assessments_treatment_line AS line ON line.id = flag.treatment_line_id JOIN assessments_patient AS patient ON patient.id = line.patient_id ${lateral}
      WHERE flag.superseded_at IS NULL AND flag.state = 'open' AND flag.tier = 'watch' AND ${scope.sql}`;
    const counts = 'count(*)::integer AS count, (count(*) FILTER (WHERE patient.synthetic))::integer AS synthetic';
    const [reasons, [all]] = await this.database.asActor(
      actor,
      async (manager) =>
        [
          await manager.query<Omit<WatchSummary['reasons'][number], 'words'>[]>(
            `
      SELECT hold.code, ${counts} ${open(`CROSS JOIN LATERAL jsonb_to_recordset(flag.content -> 'holds') AS hold (code text)`)}
      GROUP BY hold.code ORDER BY count(*) DESC, hold.code`,
            [...scope.parameters],
          ),
          await manager.query<{ count: number; synthetic: number }[]>(`SELECT ${counts} ${open('')}`, [
            ...scope.parameters,
          ]),
        ] as const,
      reading,
    );
    return {
      reasons: reasons.map((reason) => ({
        ...reason,
        words: holdInGeneral(reason.code) ?? asWritten(reason.code),
      })),
      total: all?.count ?? 0,
      synthetic: all?.synthetic ?? 0,
    };
  }
}

function flagView(row: FlagRow): FlagView {
  const { id, treatmentLineId, content, lineState, heldAssessments, items, lastScanFrom, lastScanTo } = row;
  const { tier, definition, episode, reason, course, attribution, evaluatorsFor, evaluatorsAgainst, holds } = content;
  return {
    id,
    treatmentLineId,
    tier,
    definition,
    episode,
    reason: phraseFrom(reason),
    course,
    attribution,
    lineState,
    heldAssessments,
    items: items.map((item) => ({ ...item, question: phraseFrom(item.question) })),
    patient: { id: row.patientId, synthetic: row.synthetic },
    evaluatorsFor: [...evaluatorsFor],
    evaluatorsAgainst: [...evaluatorsAgainst],
    holds: holds.map(({ code, words }) => ({ code, words: phraseFrom(words) })),
    lastScan: lastScanFrom === null || lastScanTo === null ? null : { from: lastScanFrom, to: lastScanTo },
    since: row.since.toISOString(),
  };
}
