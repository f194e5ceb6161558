import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { type Actor, PatientAccess, PatientPlacement } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading } from '../../../platform/database/index.js';
import { decodeCursor, idSchema, type Page, pageOf, requireIfMatch } from '../../../platform/http/index.js';
import { notify } from '../../../platform/live/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { patientKey, PatientRegister, refusalOf } from '../../assessments/index.js';
import { openCaseSql } from '../cases/case.entity.js';
import { boardRolesOf } from '../boards/board-seats.js';
import { countCaseUp, createCase, joinOpenItems, type LockedCase, lockCase } from '../cases/case-writing.js';
import {
  type BoardToReferTo,
  neededInReferral,
  type NewReferral,
  type ReferralForm,
  type ShownReferral,
} from './referral-views.js';

interface Row extends Omit<ShownReferral, 'missing' | 'updatedAt' | 'sentAt'> {
  readonly referrerId: string;
  readonly updatedAt: Date;
  readonly sentAt: Date | null;
}

const referralSql = `
  SELECT referral.id, referral.board_id AS "boardId", board.name AS "boardName", referral.patient_id AS "patientId", referral.case_id AS "caseId",
    board_case.number AS "caseNumber", board_case.state AS "caseState", referrer.display_name AS referrer, referral.referrer_id AS "referrerId", referral.form, referral.state,
    referral.version, CASE WHEN board_case.state = 'returned' THEN board_case.asked END AS asked, referral.updated_at AS "updatedAt", referral.sent_at AS "sentAt"
  FROM referral JOIN board ON board.id = referral.board_id JOIN access_account AS referrer ON referrer.id = referral.referrer_id
  LEFT JOIN board_case ON board_case.id = referral.case_id`;

/** A clinician's referrals of patients: kept while they are typed, sent when they are whole. */
@Injectable()
export class Referrals {
  constructor(
    private readonly database: Database,
    private readonly access: PatientAccess,
    private readonly register: PatientRegister,
    private readonly placement: PatientPlacement,
    private readonly trail: AuditTrail,
  ) {}

  /** The actor's own referrals, the newest first. */
  async list(
    actor: Actor,
    { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<Page<ShownReferral>> {
    const [before] = decodeCursor(cursor, z.tuple([idSchema])) ?? [null];
    const rows = await this.database.asActor(
      actor,
      (manager) =>
        manager.query<Row[]>(
          `${referralSql} WHERE referral.referrer_id = $1 AND ($2::bigint IS NULL OR referral.id < $2) ORDER BY referral.id DESC LIMIT $3`,
          [actor.accountId, before, limit + 1],
        ),
      reading,
    );
    const page = pageOf(rows.map(shownReferral), limit, ({ id }) => [id]);
    this.trail.noteRead('referral.list', patientsOf(page.items));
    return page;
  }

  /** Boards of the actor's site, by name: who refers need not sit on one. */
  async boards(actor: Actor): Promise<BoardToReferTo[]> {
    return this.database.asActor(
      actor,
      (manager) =>
        manager.query<BoardToReferTo[]>('SELECT id, name FROM board WHERE site_id = $1 ORDER BY name', [actor.siteId]),
      reading,
    );
  }

  async read(actor: Actor, id: string): Promise<ShownReferral> {
    const shown = shownReferral(await this.database.asActor(actor, (manager) => readOwn(manager, actor, id), reading));
    this.trail.noteRead('referral.read', patientsOf([shown]));
    return shown;
  }

  /** A draft, however little of it is there. */
  async begin(actor: Actor, { boardId, patientId, form }: NewReferral): Promise<ShownReferral> {
    if (patientId !== undefined) await this.access.require(actor, patientId);
    return this.database.asActor(actor, async (manager) => {
      await requireBoardOfSite(manager, actor, boardId);
      const [row] = await manager.query<{ id: string }[]>(
        `INSERT INTO referral (board_id, referrer_id, patient_id, form, state) VALUES ($1, $2, $3, $4, 'draft') RETURNING id`,
        [boardId, actor.accountId, patientId ?? null, JSON.stringify(form)],
      );
      if (row === undefined) throw new Error('PostgreSQL returned no row for a new referral.');
      return this.#told(manager, actor, row.id, 'referral.begin');
    });
  }

  /** Keeps what was typed so far. */
  async save(actor: Actor, id: string, ifMatch: string | undefined, form: ReferralForm): Promise<ShownReferral> {
    return this.#change(actor, id, ifMatch, 'referral.save', async (manager) => {
      await manager.query('UPDATE referral SET form = $2 WHERE id = $1', [id, JSON.stringify(form)]);
    });
  }

  /**
   * Sends a referral: it opens a case of the patient, or joins the one that is open.
   * @throws Problem 'invalid' that names each field that is missing, 'conflict' where the patient is another site's
   */
  async send(actor: Actor, id: string, ifMatch: string | undefined): Promise<ShownReferral> {
    return this.#change(actor, id, ifMatch, 'referral.send', async (manager, row) => {
      requireWhole(row);
      const patientId = row.patientId ?? (await this.#patientOf(manager, actor, row));
      await this.#placeOn(manager, patientId, row.boardId);
      const opened = await openCase(manager, actor, row, patientId);
      await manager.query(
        `UPDATE referral SET state = 'sent', sent_at = now(), case_id = $2, patient_id = $3 WHERE id = $1`,
        [id, opened.id, patientId],
      );
      await notify(manager, { topic: 'patients', ids: [patientId] });
    });
  }

  async #patientOf(manager: EntityManager, actor: Actor, { form, boardId }: Row): Promise<string> {
    const named = form.patient!;
    const patients = await this.register.register(manager, [{ ...named, synthetic: undefined }], {
      accountId: actor.accountId,
      siteId: actor.siteId,
      boardId,
      importId: null,
    });
    const patient = patients.get(patientKey(named.issuer, named.id));
    if (patient === undefined) throw new Error('A patient was registered and is not there.');
    if (refusalOf(patient, undefined, actor.siteId) !== null)
      throw Problem.conflict('The patient belongs to another site: expected one of your own.');
    return patient.id;
  }

  async #placeOn(manager: EntityManager, patientId: string, boardId: string): Promise<void> {
    const stands = await manager.query<unknown[]>(
      'SELECT FROM access_patient_board AS place WHERE place.patient_id = $1 AND place.board_id = $2 AND place.until IS NULL',
      [patientId, boardId],
    );
    if (stands.length === 0) await this.placement.placeBeside(manager, patientId, boardId, 'referral');
  }

  async #change(
    actor: Actor,
    id: string,
    ifMatch: string | undefined,
    action: string,
    work: (manager: EntityManager, row: Row) => Promise<void>,
  ): Promise<ShownReferral> {
    return this.database.asActor(actor, async (manager) => {
      await manager.query('SELECT FROM referral WHERE id = $1 FOR NO KEY UPDATE', [id]);
      const row = await readOwn(manager, actor, id);
      requireIfMatch(ifMatch, row.version);
      if (row.state !== 'draft') throw Problem.conflict(`The referral is ${row.state}: expected a draft.`);
      await work(manager, row);
      await manager.query('UPDATE referral SET version = version + 1, updated_at = now() WHERE id = $1', [id]);
      return this.#told(manager, actor, id, action);
    });
  }

  async #told(manager: EntityManager, actor: Actor, id: string, action: string): Promise<ShownReferral> {
    const shown = shownReferral(await readOwn(manager, actor, id));
    await this.trail.record(manager, {
      action,
      patientIds: patientsOf([shown]),
      subjectType: 'referral',
      subjectId: id,
    });
    return shown;
  }
}

const patientsOf = (referrals: readonly ShownReferral[]): string[] =>
  referrals.flatMap(({ patientId }) => (patientId === null ? [] : [patientId]));

async function readOwn(manager: EntityManager, actor: Actor, id: string): Promise<Row> {
  const [row] = await manager.query<Row[]>(`${referralSql} WHERE referral.id = $1`, [id]);
  if (row === undefined || row.referrerId !== actor.accountId)
    throw Problem.notFound(`There is no referral ${id} of yours.`);
  return row;
}

async function requireBoardOfSite(manager: EntityManager, actor: Actor, boardId: string): Promise<void> {
  const boards = await manager.query<unknown[]>('SELECT FROM board WHERE id = $1 AND site_id = $2', [
    boardId,
    actor.siteId,
  ]);
  if (boards.length === 0) throw Problem.notFound(`There is no board ${boardId} at your site.`);
}

/** Fields that a referral needs and that are not there. */
const missingIn = ({ form, patientId }: Pick<Row, 'form' | 'patientId'>): string[] => [
  ...(patientId === null && form.patient === undefined ? ['patient'] : []),
  ...neededInReferral.filter((field) => form[field] === undefined),
];

function requireWhole(row: Row): void {
  const missing = missingIn(row);
  if (missing.length === 0) return;
  throw new Problem({
    kind: 'invalid',
    detail: `The referral is not whole: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.`,
    errors: missing.map((field) => ({
      pointer: `/form/${field}`,
      code: 'missing',
      detail: 'It is needed before a referral is sent.',
      expected: field === 'patient' ? 'the issuer and the number of the patient' : 'words',
    })),
  });
}

/** The open case of the patient on the board takes the referral in; else one is made, of the patient's newest line where there is one. */
async function openCase(
  manager: EntityManager,
  actor: Actor,
  { boardId, form }: Row,
  patientId: string,
): Promise<LockedCase> {
  await manager.query('SELECT FROM board WHERE id = $1 FOR NO KEY UPDATE', [boardId]);
  const [open] = await manager.query<{ id: string }[]>(
    `SELECT id FROM board_case WHERE board_id = $1 AND patient_id = $2 AND ${openCaseSql('board_case')} ORDER BY id DESC LIMIT 1`,
    [boardId, patientId],
  );
  if (open !== undefined) return joinCase(manager, actor, open.id, form);
  const [line] = await manager.query<{ id: string }[]>(
    'SELECT id FROM assessments_treatment_line AS line WHERE line.patient_id = $1 ORDER BY line.id DESC LIMIT 1',
    [patientId],
  );
  const made = await createCase(manager, {
    boardId,
    patientId,
    treatmentLineId: line?.id ?? null,
    transition: 'refer',
    by: ['referrer', ...boardRolesOf(actor, boardId)],
    actorId: actor.accountId,
    reasons: ['referral'],
    holds: { 'referral-complete': true },
    question: form.question ?? null,
    proposal: form.proposal ?? null,
    deadline: form.by ?? null,
    deadlineClock: form.byClock ?? null,
  });
  await joinOpenItems(manager, made);
  return made;
}

async function joinCase(manager: EntityManager, actor: Actor, caseId: string, form: ReferralForm): Promise<LockedCase> {
  const open = await lockCase(manager, caseId);
  if (open === undefined) throw new Error('An open case is not there any more.');
  await manager.query(
    `UPDATE board_case SET reasons = CASE WHEN 'referral' = ANY (reasons) THEN reasons ELSE reasons || 'referral'::text END,
      question = coalesce(question, $2), proposal = coalesce(proposal, $3), deadline = least(deadline, $4::date),
      deadline_clock = CASE WHEN deadline IS NULL OR $4::date < deadline THEN $5 ELSE deadline_clock END WHERE id = $1`,
    [caseId, form.question ?? null, form.proposal ?? null, form.by ?? null, form.byClock ?? null],
  );
  return countCaseUp(manager, open, { event: 'referral-joined', by: actor.accountId });
}

const shownReferral = ({ referrerId: _, updatedAt, sentAt, ...row }: Row): ShownReferral => ({
  ...row,
  missing: row.state === 'draft' ? missingIn(row) : [],
  updatedAt: updatedAt.toISOString(),
  sentAt: sentAt?.toISOString() ?? null,
});
