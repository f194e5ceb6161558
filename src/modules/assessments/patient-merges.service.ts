import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Actor, PatientAccess, PatientPlacement } from '../../platform/access/index.js';
import { AuditTrail } from '../../platform/audit/index.js';
import { Database, reading } from '../../platform/database/index.js';
import { notify } from '../../platform/live/index.js';
import { Problem, type ProblemError } from '../../platform/problem/index.js';
import type { OtherNumbers, PatientMergeView } from './patient-merge-views.js';
import { patientKey, PatientRegister, type RegisteredPatient } from './patient-register.service.js';

/** A number of a patient, as its issuer gave it. */
interface PatientNumber {
  readonly issuer: string;
  readonly id: string;
}

/** Two numbers of one person: what comes under `merged` belongs to `survivor` from now on. */
export interface NumbersToMerge {
  readonly survivor: PatientNumber;
  readonly merged: PatientNumber;
}

/**
 * Merges of patient numbers. A merge says where a number leads and moves nothing: what both patients had, their lines and their open cases,
 * stays with each, so that undoing it is exact but for what came meanwhile, which is noted. Boards of the merged patient see the survivor too.
 */
@Injectable()
export class PatientMerges {
  constructor(
    private readonly database: Database,
    private readonly register: PatientRegister,
    private readonly placement: PatientPlacement,
    private readonly access: PatientAccess,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * Merges all of them or none, in their order.
   * @throws Problem 'invalid' that says why: a number that nobody knows, merged already, in a circle, one invented and the other real
   */
  async merge(actor: Actor, wanted: readonly NumbersToMerge[]): Promise<void> {
    await this.database.asService('intake', async (manager) => {
      // One at a time: two merges that cross would lead in a circle.
      await manager.query(`SELECT pg_advisory_xact_lock(hashtext('consilium patient merge'))`);
      for (const one of wanted) await this.#mergeOne(manager, actor, one);
    });
  }

  async #mergeOne(manager: EntityManager, actor: Actor, { survivor, merged }: NumbersToMerge): Promise<void> {
    const known = await this.register.find(manager, [survivor, merged]);
    const [into, from] = [survivor, merged].map(({ issuer, id }) => known.get(patientKey(issuer, id)));
    const ownOf = (patient: RegisteredPatient | undefined): string | null =>
      patient?.siteId === actor.siteId ? patient.ownId : null;
    const [survivorId, mergedId] = [ownOf(into), ownOf(from)];
    if (into === undefined || from === undefined || survivorId === null || mergedId === null)
      throw Problem.invalid([survivorId === null ? survivor : merged].map(unknownNumber));
    if (survivorId === mergedId || into.id === mergedId) throw Problem.invalid([circle({ survivor, merged })]);
    if (from.merges.length > 0) throw Problem.invalid([alreadyMerged(merged)]);
    if (into.synthetic !== from.synthetic) throw Problem.invalid([inventedAndReal({ survivor, merged })]);
    // Documents lead to the end of the chain, so that is who has to be seen.
    await this.register.lock(manager, [into.id, mergedId], 'alone');
    const boardsAdded = await this.#placeBeside(manager, into.id, mergedId);
    const [row] = await manager.query<{ id: string }[]>(
      'INSERT INTO patient_merge (survivor_id, merged_id, placed_id, boards_added, merged_by) VALUES ($1, $2, $3, $4, $5) RETURNING id',
      [survivorId, mergedId, into.id, boardsAdded, actor.accountId],
    );
    await notify(manager, { topic: 'patients', ids: [into.id, mergedId] });
    await this.trail.record(manager, {
      action: 'patient.merge',
      patientIds: [...new Set([survivorId, mergedId, into.id])],
      subjectType: 'patient-merge',
      subjectId: row!.id,
      detail: { survivorId, mergedId },
    });
  }

  /** @returns the boards on which the survivor did not stand */
  async #placeBeside(manager: EntityManager, survivorId: string, mergedId: string): Promise<readonly string[]> {
    const boards = await manager.query<{ id: string }[]>(
      `SELECT place.board_id AS id FROM access_patient_board AS place WHERE place.patient_id = $1 AND place.until IS NULL
        AND NOT EXISTS (SELECT FROM access_patient_board AS own WHERE own.patient_id = $2 AND own.board_id = place.board_id AND own.until IS NULL)
      ORDER BY place.board_id`,
      [mergedId, survivorId],
    );
    for (const { id } of boards) await this.placement.placeBeside(manager, survivorId, id, 'merged patient numbers');
    return boards.map(({ id }) => id);
  }

  /** Of the boards that a merge gave its survivor, also of those that a later merge of the survivor gave on. */
  async #takeOff(manager: EntityManager, mergeId: string): Promise<void> {
    const placed = await manager.query<{ patientId: string; boardId: string }[]>(
      `
      WITH RECURSIVE given AS (
        SELECT placed_id, board.id AS board_id FROM patient_merge CROSS JOIN unnest(boards_added) AS board (id) WHERE patient_merge.id = $1
        UNION
        SELECT next.placed_id, given.board_id FROM given
        JOIN patient_merge AS next ON next.merged_id = given.placed_id AND next.undone_at IS NULL AND given.board_id = ANY (next.boards_added)
      )
      SELECT placed_id AS "patientId", board_id AS "boardId" FROM given`,
      [mergeId],
    );
    for (const { patientId, boardId } of placed) await this.placement.takeOff(manager, patientId, boardId);
  }

  /** The latest merges that the actor may undo, undone ones among them. */
  async list(actor: Actor): Promise<readonly PatientMergeView[]> {
    return this.database.asService('patient-access', (manager) => readMerges(manager, actor, null), reading);
  }

  /** The patient's other numbers, of which nobody may think that they are read together with this one. */
  async otherNumbers(actor: Actor, patientId: string): Promise<OtherNumbers> {
    await this.access.require(actor, patientId);
    const items = await this.database.asService(
      'patient-access',
      (manager) => manager.query<OtherNumbers['items']>(otherNumbersSql, [patientId, [...actor.boardIds]]),
      reading,
    );
    return { items };
  }

  /**
   * The merged number stands for its own patient again.
   * @throws Problem 'not found' for one that the actor may not see, 'conflict' where it is undone already
   */
  async undo(actor: Actor, id: string): Promise<PatientMergeView> {
    return this.database.asService('patient-access', async (manager) => {
      await manager.query(`SELECT pg_advisory_xact_lock(hashtext('consilium patient merge'))`);
      const [found] = await readMerges(manager, actor, id);
      if (found === undefined) throw Problem.notFound(`There is no merge ${id} of patients of yours.`);
      if (found.undoneAt !== null) throw Problem.conflict('The merge is undone already.');
      await manager.query('UPDATE patient_merge SET undone_at = now(), undone_by = $2 WHERE id = $1', [
        id,
        actor.accountId,
      ]);
      await this.#takeOff(manager, id);
      await notify(manager, { topic: 'patients', ids: [found.survivor.id, found.merged.id] });
      await this.trail.record(manager, {
        action: 'patient.unmerge',
        patientIds: [found.survivor.id, found.merged.id],
        subjectType: 'patient-merge',
        subjectId: id,
        detail: { survivorId: found.survivor.id, mergedId: found.merged.id, arrived: found.arrived.length },
      });
      const [undone] = await readMerges(manager, actor, id);
      return undone!;
    });
  }
}

const otherNumbersSql = `
  WITH current AS (SELECT id, patient_id FROM assessment WHERE superseded_by IS NULL),
  in_force AS (
    SELECT id, merged_id AS other_id, 'leads-here' AS standing FROM patient_merge WHERE survivor_id = $1 AND undone_at IS NULL
    UNION ALL
    SELECT id, survivor_id, 'leads-away' FROM patient_merge WHERE merged_id = $1 AND undone_at IS NULL
  ),
  other AS (
    SELECT id AS merge_id, other_id, standing, (SELECT count(*) FROM current WHERE current.patient_id = other_id) AS assessments FROM in_force
    UNION ALL
    SELECT NULL, merge.merged_id, 'came-while-merged', count(DISTINCT current.id)
    FROM current JOIN patient_merge_arrival AS arrival ON arrival.assessment_id = current.id
    JOIN patient_merge AS merge ON merge.id = arrival.merge_id
    WHERE current.patient_id = $1 AND merge.undone_at IS NOT NULL AND merge.merged_id NOT IN (SELECT other_id FROM in_force)
    GROUP BY merge.merged_id
  )
  SELECT merge_id::text AS "mergeId", other_id::text AS "patientId", standing, assessments::int, EXISTS (
    SELECT FROM access_patient_board AS place WHERE place.patient_id = other_id AND place.until IS NULL AND place.board_id = ANY ($2::bigint[])
  ) AS "isSeen"
  FROM other ORDER BY standing, other_id`;

/** Administrators: of their site. Coordinators: of patients on boards that they coordinate. @param id null for all */
async function readMerges(manager: EntityManager, actor: Actor, id: string | null): Promise<PatientMergeView[]> {
  const number = (patient: string): string =>
    `json_build_object('id', ${patient}.id::text, 'issuer', ${patient}.issuer, 'patientId', ${patient}.patient_id)`;
  const rows = await manager.query<
    (Omit<PatientMergeView, 'mergedAt' | 'undoneAt'> & { mergedAt: Date; undoneAt: Date | null })[]
  >(
    `
    SELECT merge.id, ${number('survivor')} AS survivor, ${number('merged')} AS merged, merge.merged_at AS "mergedAt", by.display_name AS "mergedBy",
      merge.undone_at AS "undoneAt", undone.display_name AS "undoneBy",
      ARRAY(SELECT arrival.assessment_id::text FROM patient_merge_arrival AS arrival WHERE arrival.merge_id = merge.id ORDER BY arrival.assessment_id) AS arrived
    FROM patient_merge AS merge
    JOIN patient AS survivor ON survivor.id = merge.survivor_id JOIN patient AS merged ON merged.id = merge.merged_id
    JOIN access_account AS by ON by.id = merge.merged_by LEFT JOIN access_account AS undone ON undone.id = merge.undone_by
    WHERE merged.site_id = $1 AND ($2::bigint IS NULL OR merge.id = $2) AND ($3 OR EXISTS (
      SELECT FROM access_patient_board AS place WHERE place.patient_id = merged.id AND place.until IS NULL AND place.board_id = ANY ($4::bigint[])))
    ORDER BY merge.id DESC LIMIT 200`,
    [actor.siteId, id, actor.roles.includes('administrator'), [...actor.coordinatorOf]],
  );
  return rows.map((row) => ({
    ...row,
    mergedAt: row.mergedAt.toISOString(),
    undoneAt: row.undoneAt?.toISOString() ?? null,
  }));
}

const named = ({ issuer, id }: PatientNumber): string => `'${id}' of ${issuer}`;

const unknownNumber = (number: PatientNumber): ProblemError => ({
  pointer: '',
  code: 'not-found',
  detail: `There is no patient ${named(number)}, so nothing is merged.`,
  expected: 'two numbers under which something was recorded',
});

const alreadyMerged = (number: PatientNumber): ProblemError => ({
  pointer: '',
  code: 'already-merged',
  detail: `${named(number)} is merged into another number already.`,
  expected: 'a number that stands for itself; a merge can be undone by a coordinator or an administrator',
});

const circle = ({ survivor, merged }: NumbersToMerge): ProblemError => ({
  pointer: '',
  code: 'cycle',
  detail: `${named(survivor)} leads to ${named(merged)} itself: a merge of the two would lead in a circle.`,
  expected: 'a surviving number that does not lead to the merged one',
});

const inventedAndReal = ({ survivor, merged }: NumbersToMerge): ProblemError => ({
  pointer: '',
  code: 'invented-and-real',
  detail: `Of ${named(survivor)} and ${named(merged)} one is invented for a demonstration and the other is not.`,
  expected: 'two numbers of one person',
});
