/** Which discussion items may stand on an agenda, and which of them wait for one. */
import type { EntityManager } from 'typeorm';
import { type Phrase, phraseFrom } from '../../../core/discussion/index.js';
import { type Actor, patientScope } from '../../../platform/access/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { questionSql, whyNowSql } from '../../triage/index.js';
import type { WaitingItem } from './agenda-views.js';

/**
 * A question is (treatment line, rule): it stands on one agenda at a time, also when changed evidence has made a successor of the
 * item. A meeting that is over does not count: what stood on its agenda stays there.
 */
const standsElsewhere = (item: string): string => `EXISTS (
  SELECT FROM agenda_item AS standing
  JOIN meeting AS holding ON holding.id = standing.meeting_id
  JOIN triage_discussion_item AS earlier ON earlier.id = standing.discussion_item_id
  WHERE standing.removed_at IS NULL AND earlier.treatment_line_id = ${item}.treatment_line_id AND earlier.rule = ${item}.rule
    AND (earlier.id = ${item}.id OR holding.starts_at + make_interval(mins => holding.minutes) > now())
)`;

interface PlaceableRow {
  readonly patientId: string;
  readonly state: string;
  readonly superseded: boolean;
  readonly successorId: string | null;
  readonly onBoard: boolean;
  readonly standsElsewhere: boolean;
}

/** Keeps the item and the patient's place on the board as they are until the transaction ends. */
const lockSql = `
  SELECT item.id FROM triage_discussion_item AS item WHERE item.id = $1 FOR SHARE`;

const lockPlaceSql = `
  SELECT place.id FROM access_patient_board AS place
  JOIN assessments_treatment_line AS line ON line.patient_id = place.patient_id JOIN triage_discussion_item AS item ON item.treatment_line_id = line.id
  WHERE item.id = $1 AND place.board_id = $2 AND place.until IS NULL FOR SHARE OF place`;

const placeableSql = (scope: string): string => `
  SELECT line.patient_id AS "patientId", item.state, item.superseded_at IS NOT NULL AS superseded, ${standsElsewhere('item')} AS "standsElsewhere",
    (SELECT current.id FROM triage_discussion_item AS current
      WHERE current.treatment_line_id = item.treatment_line_id AND current.rule = item.rule AND current.superseded_at IS NULL) AS "successorId"
  FROM triage_discussion_item AS item JOIN assessments_treatment_line AS line ON line.id = item.treatment_line_id
  WHERE item.id = $1 AND ${scope}`;

function refusalOf(
  itemId: string,
  { state, superseded, successorId, onBoard, standsElsewhere: stands }: PlaceableRow,
): Problem | null {
  if (superseded)
    return Problem.conflict(
      `The evidence of item ${itemId} has changed; its successor is item ${successorId ?? 'not there any more'}.`,
      { successorId },
    );
  if (state !== 'accepted') return Problem.conflict(`Item ${itemId} is ${state}: expected an accepted one.`);
  if (!onBoard) return Problem.conflict(`The patient of item ${itemId} does not stand on the board of this meeting.`);
  return stands
    ? Problem.conflict(`The question of item ${itemId} stands on an agenda already: take it off there first.`)
    : null;
}

/**
 * Passes for an accepted, current item of a patient of this board that stands on no agenda.
 * @throws Problem 'not found' for an item outside of the actor's scope, 'conflict' that says what stands against it
 */
export async function requirePlaceable(
  manager: EntityManager,
  actor: Actor,
  boardId: string,
  itemId: string,
): Promise<{ readonly patientId: string }> {
  await manager.query(lockSql, [itemId]);
  const places = await manager.query<unknown[]>(lockPlaceSql, [itemId, boardId]);
  const scope = patientScope(actor, 'line.patient_id', 2);
  const [row] = await manager.query<Omit<PlaceableRow, 'onBoard'>[]>(placeableSql(scope.sql), [
    itemId,
    ...scope.parameters,
  ]);
  if (!row) throw Problem.notFound(`There is no item ${itemId} of a patient on a board of yours.`);
  const refusal = refusalOf(itemId, { ...row, onBoard: places.length > 0 });
  if (refusal) throw refusal;
  return { patientId: row.patientId };
}

type WaitingRow = Omit<WaitingItem['item'], 'acceptedAt' | 'question' | 'whyNow'> & {
  readonly question: Phrase | string;
  readonly whyNow: readonly (Phrase | string)[];
  readonly acceptedAt: Date | null;
  readonly patientId: string;
  readonly synthetic: boolean;
};

/** Accepted items of a board's patients that stand on no agenda, in the order of their ids. */
export async function waitingItems(
  manager: EntityManager,
  actor: Actor,
  boardId: string,
  afterId: string | null,
  limit: number,
): Promise<WaitingItem[]> {
  const scope = patientScope(actor, 'patient.id', 4);
  const rows = await manager.query<WaitingRow[]>(
    `
    SELECT item.id, item.rule, ${questionSql('item')} AS question, item.content ->> 'windowEnds' AS "windowEnds", ${whyNowSql('item')} AS "whyNow", item.content ->> 'standing' AS standing, item.version,
      item.state_changed_at AS "acceptedAt", patient.id AS "patientId", patient.synthetic
    FROM triage_discussion_item AS item JOIN assessments_treatment_line AS line ON line.id = item.treatment_line_id JOIN assessments_patient AS patient ON patient.id = line.patient_id
    WHERE item.state = 'accepted' AND item.superseded_at IS NULL AND ($2::bigint IS NULL OR item.id > $2) AND ${scope.sql}
      AND EXISTS (SELECT FROM access_patient_board AS place WHERE place.patient_id = patient.id AND place.board_id = $1 AND place.until IS NULL)
      AND NOT ${standsElsewhere('item')}
    ORDER BY item.id LIMIT $3`,
    [boardId, afterId, limit, ...scope.parameters],
  );
  return rows.map(({ patientId, synthetic, acceptedAt, question, whyNow, ...item }) => ({
    item: {
      ...item,
      question: phraseFrom(question),
      whyNow: whyNow.map(phraseFrom),
      acceptedAt: acceptedAt?.toISOString() ?? null,
    },
    patient: { id: patientId, synthetic },
  }));
}
