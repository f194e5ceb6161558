import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import {
  checkFactStatement,
  factDefinitions,
  type FactName,
  type FactStatement,
  latestDay,
} from '../../core/record/index.js';
import { type Actor, PatientAccess } from '../../platform/access/index.js';
import { AuditTrail } from '../../platform/audit/index.js';
import { Database, reading } from '../../platform/database/index.js';
import { decodeCursor, idSchema, type Page, pageOf } from '../../platform/http/index.js';
import { Problem, type ProblemError } from '../../platform/problem/index.js';
import { JobQueue } from '../../platform/queue/index.js';
import { contentHash } from './content-hash.js';
import { FactRecorder } from './fact-recorder.service.js';
import type { FactHistoryQuery, FactToState, StatedFactView } from './fact-views.js';

/** Issuer of what people state here. */
export const peopleIssuer = 'consilium';

interface PatientRow {
  readonly issuer: string;
  readonly id: string;
  readonly siteId: string;
}

interface FactRow extends Omit<StatedFactView, 'recordedAt' | 'supersededAt'> {
  readonly recordedAt: Date;
  readonly supersededAt: Date | null;
}

const factSql = `
  SELECT fact.id, fact.name, fact.state, fact.value, fact.treatment_line_id AS "treatmentLineId", fact.lesion, fact.evaluator, fact.date_as_sent AS date,
    fact.source, fact.issuer, fact.revision, (fact.issuer = '${peopleIssuer}' AND account.kind = 'person') AS "byPeople",
    account.display_name AS "recordedBy", fact.recorded_at AS "recordedAt", fact.superseded_at AS "supersededAt"
  FROM case_fact AS fact JOIN access_account AS account ON account.id = fact.recorded_by`;

const byId = z.tuple([idSchema]);

/** What ends the work on a patient, and with it cases: stated by who may end a case (docs/workflow.md, 'end'). */
const endings: readonly FactName[] = ['died', 'follow-up-ended'];

/**
 * Boards for whose patients an actor may state a fact.
 * @throws Problem 'not allowed' for a fact that is not theirs to state on any board
 */
function boardsToStateFor({ boardIds, coordinatorOf, chairOf }: Actor, name: string): readonly string[] {
  if (!endings.some((ending) => ending === name)) return boardIds;
  const conducted = [...coordinatorOf, ...chairOf];
  if (conducted.length === 0)
    throw Problem.notAllowed('Coordinators and chairs of the board state what ends its cases.');
  return conducted;
}

/** Facts that people state about patients of the boards on which they sit, and the history of every fact. */
@Injectable()
export class StatedFacts {
  constructor(
    private readonly database: Database,
    private readonly access: PatientAccess,
    private readonly recorder: FactRecorder,
    private readonly trail: AuditTrail,
    private readonly queue: JobQueue,
  ) {}

  /**
   * Records what a person states, by the same identity and versions as what senders send. One fact of one date (of one organ or field, where it names one) is one source record:
   * another value for that date is a correction and names the revision that it replaces.
   * @throws Problem 'not found' for a patient on no board where the actor may state it, 'invalid', or 'conflict' where someone else was faster
   */
  async state(actor: Actor, patientId: string, fact: FactToState): Promise<StatedFactView> {
    await this.access.require({ ...actor, boardIds: boardsToStateFor(actor, fact.name) }, patientId);
    const { view, touchedLineIds } = await this.database.asActor(actor, async (manager) => {
      const patient = await readPatient(manager, patientId);
      const statement = await statementOf(manager, patientId, patient, fact);
      const {
        outcomes: [outcome],
        touchedLineIds: touched,
      } = await this.recorder.record(manager, [statement], {
        accountId: actor.accountId,
        siteId: patient.siteId,
        boardId: '',
        importId: null,
      });
      if (outcome === undefined || outcome.status === 'conflict') throw overtaken(outcome?.currentRevision ?? null);
      if (outcome.status === 'created')
        await this.trail.record(manager, { action: 'fact.state', patientIds: [patientId] });
      return { view: await readStatement(manager, statement, outcome.revision), touchedLineIds: touched };
    });
    if (touchedLineIds.length > 0) await this.queue.enqueue('classify-lines', { treatmentLineIds: touchedLineIds });
    return view;
  }

  /** Every statement of facts about a patient, by people and by senders, the newest first. */
  async history(
    actor: Actor,
    patientId: string,
    { name, lesion, current, limit, cursor }: FactHistoryQuery,
  ): Promise<Page<StatedFactView>> {
    await this.access.require(actor, patientId);
    this.trail.noteRead('fact.list', [patientId]);
    const [before] = decodeCursor(cursor, byId) ?? [null];
    const rows = await this.database.asActor(
      actor,
      (manager) =>
        manager.query<FactRow[]>(
          `
      ${factSql} WHERE fact.patient_id = $1 AND ($2::bigint IS NULL OR fact.id < $2) AND ($3::text IS NULL OR fact.name = $3)
        AND ($4::text IS NULL OR fact.lesion = $4) AND (NOT $5 OR fact.superseded_at IS NULL)
      ORDER BY fact.id DESC LIMIT $6`,
          [patientId, before, name ?? null, lesion ?? null, current === 'true', limit + 1],
        ),
      reading,
    );
    return pageOf(rows.map(factView), limit, ({ id }) => [id]);
  }
}

async function readPatient(manager: EntityManager, patientId: string): Promise<PatientRow> {
  const [patient] = await manager.query<PatientRow[]>(
    'SELECT issuer, patient_id AS id, site_id AS "siteId" FROM patient WHERE id = $1',
    [patientId],
  );
  if (patient === undefined) throw Problem.notFound(`There is no patient ${patientId} on a board of yours.`);
  return patient;
}

/** @throws Problem 'invalid' naming every fault */
async function statementOf(
  manager: EntityManager,
  patientId: string,
  { issuer, id }: PatientRow,
  fact: FactToState,
): Promise<FactStatement> {
  const { treatmentLineId, replaces, ...content } = fact;
  const identity = (members: readonly string[]): string =>
    contentHash({
      patientId,
      treatmentLineId: treatmentLineId ?? null,
      name: fact.name,
      lesion: fact.lesion ?? null,
      evaluator: fact.evaluator ?? null,
      date: fact.date ?? null,
      ...about(fact.value, members),
    });
  const sourceId =
    replaces !== undefined && (await isOfBefore(manager, identity(aboutBefore), fact))
      ? identity(aboutBefore)
      : identity(aboutMembers);
  const checked = checkFactStatement(
    {
      issuer: peopleIssuer,
      sourceId,
      revision: (replaces ?? 0) + 1,
      patient: { issuer, id },
      facts: [content],
    },
    latestDay(new Date()),
  );
  const faults =
    'faults' in checked
      ? checked.faults.map(({ pointer, code, message, expected }): ProblemError => ({
          pointer: pointer.replace(/^\/facts\/0/, ''),
          code,
          detail: message,
          expected,
        }))
      : [];
  const isOfLine = factDefinitions[fact.name as FactName].scope === 'treatment-line';
  if (isOfLine !== (treatmentLineId !== undefined)) faults.push(misplacedLine(fact.name, isOfLine));
  if ('faults' in checked || faults.length > 0) throw Problem.invalid(faults);
  return treatmentLineId === undefined
    ? checked.statement
    : { ...checked.statement, ...(await lineNamed(manager, patientId, treatmentLineId)) };
}

/** Members of a value by which statements of one name stand side by side on one day: reports of two organs, courses of two fields. */
const aboutMembers = ['what', 'field', 'condition', 'organ'] as const;

/** What a statement is about beside its name. */
function about(value: unknown, members: readonly string[] = aboutMembers): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([name]) => members.includes(name)));
}

/** Release 0.1.0 told statements of one name and day apart by `what` alone. */
const aboutBefore = ['what'] as const;

const misplacedLine = (name: string, isMissing: boolean): ProblemError => ({
  pointer: '/treatmentLineId',
  code: isMissing ? 'missing' : 'contradiction',
  detail: isMissing
    ? `'${name}' is a fact of a treatment line and names none`
    : `'${name}' is not a fact of a treatment line`,
  expected: isMissing ? 'the id of a treatment line of the patient' : 'no treatment line here',
});

/** Whether release 0.1.0 recorded what is corrected: a correction goes on with its identity. */
async function isOfBefore(
  manager: EntityManager,
  sourceId: string,
  { value, replaces }: FactToState,
): Promise<boolean> {
  const [row] = await manager.query<{ value: unknown }[]>(
    'SELECT value FROM case_fact WHERE issuer = $1 AND source_id = $2 AND revision = $3 AND superseded_at IS NULL',
    [peopleIssuer, sourceId, replaces],
  );
  return row !== undefined && contentHash(about(row.value)) === contentHash(about(value));
}

async function lineNamed(
  manager: EntityManager,
  patientId: string,
  treatmentLineId: string,
): Promise<Pick<FactStatement, 'treatmentLine'>> {
  const [line] = await manager.query<{ key: string }[]>(
    'SELECT line_key AS key FROM treatment_line WHERE id = $1 AND patient_id = $2',
    [treatmentLineId, patientId],
  );
  if (line === undefined) {
    throw Problem.invalid([
      {
        pointer: '/treatmentLineId',
        code: 'not-in-list',
        detail: `The patient has no treatment line ${treatmentLineId}.`,
        expected: 'the id of a treatment line of the patient',
      },
    ]);
  }
  return line.key === '' ? {} : { treatmentLine: line.key };
}

async function readStatement(
  manager: EntityManager,
  { issuer, sourceId }: FactStatement,
  revision: number,
): Promise<StatedFactView> {
  const [row] = await manager.query<FactRow[]>(
    `${factSql} WHERE fact.issuer = $1 AND fact.source_id = $2 AND fact.revision = $3`,
    [issuer, sourceId, revision],
  );
  if (row === undefined)
    throw new Error('What was recorded a moment ago is not there: expected a READ COMMITTED transaction.');
  return factView(row);
}

const overtaken = (currentRevision: number | null): Problem =>
  Problem.conflict(
    'People have stated this fact for this date already: read it again, and name the revision to correct as `replaces`.',
    { currentRevision },
  );

const factView = ({ recordedAt, supersededAt, ...row }: FactRow): StatedFactView => ({
  ...row,
  recordedAt: recordedAt.toISOString(),
  supersededAt: supersededAt?.toISOString() ?? null,
});
