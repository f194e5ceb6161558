import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { itemFrom, type StoredItem } from '../../../core/discussion/index.js';
import { itemWorkflow, refusalInWords, type Refused, transition } from '../../../core/workflow/index.js';
import { type Actor, PatientAccess, patientScope } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading } from '../../../platform/database/index.js';
import { decodeCursor, idSchema, type Page, pageOf, requireIfMatch } from '../../../platform/http/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { notify } from '../../../platform/live/index.js';
import { keptAs, type KeptItem, workflowStateOf } from './item-states.js';
import { markOpen } from './open-marks.js';
import type { ItemQuery, ItemView } from '../triage-views.js';

interface ItemRow
  extends Omit<ItemView, 'patient' | 'state' | 'createdAt' | 'stateChangedAt' | 'question' | 'content'>, KeptItem {
  readonly content: StoredItem;
  readonly patientId: string;
  readonly synthetic: boolean;
  readonly createdAt: Date;
  readonly stateChangedAt: Date | null;
}

const itemSql = `
  SELECT item.id, item.treatment_line_id AS "treatmentLineId", patient.id AS "patientId", patient.synthetic, item.rule, item.rule_version AS "ruleVersion", item.content, item.state, item.state_reason AS "stateReason",
    item.state_changed_at AS "stateChangedAt", item.version, item.predecessor_id AS "predecessorId", successor.id AS "successorId",
    item.created_at AS "createdAt", item.set_aside IS NOT NULL AS "isSetAside", item.superseded_at IS NOT NULL AS "isReplaced"
  FROM discussion_item AS item
  JOIN assessments_treatment_line AS line ON line.id = item.treatment_line_id
  JOIN assessments_patient AS patient ON patient.id = line.patient_id
  LEFT JOIN discussion_item AS successor ON successor.predecessor_id = item.id`;

const byId = z.tuple([idSchema]);

export interface ItemChange {
  readonly act: 'accept' | 'dismiss';
  readonly itemId: string;
  readonly ifMatch: string | undefined;
  /** Needed for a dismissal. */
  readonly reason: string | null;
  /** Of the reason 'other'. */
  readonly words?: string | undefined;
}

/** Discussion items as people read them and decide on them. */
@Injectable()
export class Items {
  constructor(
    private readonly database: Database,
    private readonly access: PatientAccess,
    private readonly trail: AuditTrail,
  ) {}

  /** Current items of the actor's patients, the newest first; those whose rule is shown to nobody stay out of it. */
  async list(actor: Actor, { state, patientId, limit, cursor }: ItemQuery): Promise<Page<ItemView>> {
    if (patientId !== undefined) await this.access.require(actor, patientId);
    const [before] = decodeCursor(cursor, byId) ?? [null];
    const scope = patientScope(actor, 'patient.id', 5);
    const rows = await this.database.asActor(
      actor,
      (manager) =>
        manager.query<ItemRow[]>(
          `
      ${itemSql}
      WHERE item.superseded_at IS NULL AND item.set_aside IS NULL AND ($1::text IS NULL OR item.state = $1) AND ($2::bigint IS NULL OR item.id < $2)
        AND ($3::bigint IS NULL OR patient.id = $3) AND ${scope.sql}
      ORDER BY item.id DESC LIMIT $4`,
          [state ?? null, before, patientId ?? null, limit + 1, ...scope.parameters],
        ),
      reading,
    );
    const page = pageOf(rows.map(itemView), limit, ({ id }) => [id]);
    this.trail.noteRead(
      'discussion-item.list',
      page.items.map(({ patient }) => patient.id),
    );
    return page;
  }

  /** One item, also one that another has replaced. */
  async item(actor: Actor, itemId: string): Promise<ItemView> {
    const item = itemView(
      await this.database.asActor(actor, (manager) => readItem(manager, itemId, actor.boardIds), reading),
    );
    this.trail.noteRead('discussion-item.read', [item.patient.id]);
    return item;
  }

  /**
   * Accepts or dismisses an item, as coordinator of a board on which the patient stands.
   * @throws Problem 'not found' for an item outside of the actor's boards, 'conflict' where its way does not allow it, with what is allowed
   *   now and who may, 'changed meanwhile' and 'version not named' as the version says
   */
  async change(actor: Actor, { act, itemId, ifMatch, reason, words }: ItemChange): Promise<ItemView> {
    return this.database.asActor(actor, async (manager) => {
      // The line before its item, in the order in which a classification locks them.
      await manager.query(
        `
        SELECT FROM assessments_treatment_line WHERE id = (SELECT treatment_line_id FROM discussion_item WHERE id = $1) FOR NO KEY UPDATE`,
        [itemId],
      );
      await manager.query('SELECT FROM discussion_item WHERE id = $1 FOR NO KEY UPDATE', [itemId]);
      const item = await readItem(manager, itemId, actor.coordinatorOf);
      requireIfMatch(ifMatch, item.version);
      const answer = transition(itemWorkflow, workflowStateOf(item), act, { by: ['coordinator'], reason });
      if (answer.kind === 'refused') throw refusalOf(item, answer);
      await manager.query(
        `
        UPDATE discussion_item SET state = $2, state_reason = $3, state_changed_by = $4, state_changed_at = now(), version = version + 1
        WHERE id = $1`,
        [itemId, keptAs(answer.to), words ?? reason, actor.accountId],
      );
      await markOpen(manager, [item.treatmentLineId]);
      const changed = itemView(await readItem(manager, itemId, actor.coordinatorOf));
      await notify(manager, { topic: 'patients', ids: [item.patientId] });
      await this.trail.record(manager, {
        action: `discussion-item.${act}`,
        patientIds: [item.patientId],
        subjectType: 'discussion-item',
        subjectId: itemId,
        // The code alone: the words stand with the question, and a free text in no audit.
        ...(reason === null ? {} : { detail: { reason } }),
      });
      return changed;
    });
  }
}

async function readItem(manager: EntityManager, itemId: string, boardIds: readonly string[]): Promise<ItemRow> {
  const scope = patientScope({ boardIds }, 'patient.id', 2);
  const [row] = await manager.query<ItemRow[]>(`${itemSql} WHERE item.id = $1 AND ${scope.sql}`, [
    itemId,
    ...scope.parameters,
  ]);
  if (row === undefined)
    throw Problem.notFound(`There is no discussion item ${itemId} of a patient on a board of yours.`);
  return row;
}

const refusalOf = ({ id, state, successorId }: ItemRow, refused: Refused): Problem =>
  successorId === null
    ? Problem.conflict(refusalInWords(`Item ${id}`, refused), { state, allowed: refused.allowed })
    : Problem.conflict(`Item ${id} rests on evidence that has changed: item ${successorId} took its place.`, {
        state,
        allowed: refused.allowed,
        successorId,
      });

function itemView({
  patientId,
  synthetic,
  createdAt,
  stateChangedAt,
  isSetAside: _,
  isReplaced: __,
  content: stored,
  ...item
}: ItemRow): ItemView {
  const content = itemFrom(stored);
  return {
    ...item,
    question: content.question,
    content: { ...content },
    patient: { id: patientId, synthetic },
    createdAt: createdAt.toISOString(),
    stateChangedAt: stateChangedAt?.toISOString() ?? null,
  };
}
