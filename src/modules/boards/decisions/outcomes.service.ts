import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { caseWorkflow, decisionWorkflow, statesBefore } from '../../../core/workflow/index.js';
import type { Actor } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading } from '../../../platform/database/index.js';
import { requireIfMatch } from '../../../platform/http/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { readableCase, requireBoardRole, requireConductor } from '../cases/case-access.js';
import { preparationOf } from '../preparation/bundle.js';
import { type Choice, missingParts } from './missing-parts.js';
import { emptyOutcome, type OutcomeContent } from './outcome-content.js';
import { keepText, outcomeOf, type OutcomeTextRow, textOf, textsOf, writeVersion } from './outcome-rows.js';
import type { ShownOutcome, ShownOutcomeTexts } from './outcome-views.js';
import { type CaseInSession, lockSession, tellSession } from './session.js';
import { requireWay } from './ways.js';

export interface OutcomeWrite {
  readonly caseId: string;
  readonly ifMatch: string | undefined;
  readonly content: OutcomeContent;
}

/** The outcome of a case as it is typed on the shared screen, until it is read back. */
@Injectable()
export class Outcomes {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  async read(actor: Actor, caseId: string): Promise<ShownOutcome> {
    return this.database.asActor(
      actor,
      async (manager) => {
        const mine = await readableCase(manager, actor, caseId);
        requireBoardRole(mine);
        this.trail.noteRead('outcome.read', [mine.found.patientId]);
        return shownOutcome(manager, mine.found);
      },
      reading,
    );
  }

  /** Everything that was ever typed, also what came too late to become a version. */
  async texts(actor: Actor, caseId: string): Promise<ShownOutcomeTexts> {
    return this.database.asActor(
      actor,
      async (manager) => {
        const mine = await readableCase(manager, actor, caseId);
        requireBoardRole(mine);
        this.trail.noteRead('outcome.read', [mine.found.patientId]);
        return { items: (await textsOf(manager, caseId)).map(shownText) };
      },
      reading,
    );
  }

  /**
   * Makes a text the next version. One that was typed on an older version is kept beside it, and refused.
   * @throws Problem 'changed meanwhile' with both texts whole
   */
  async write(actor: Actor, { caseId, ifMatch, content }: OutcomeWrite): Promise<ShownOutcome> {
    const written = await this.database.asActor(actor, async (manager) => {
      const mine = await lockSession(manager, actor, caseId);
      requireConductor(mine);
      requireWritable(mine);
      const before = await outcomeOf(manager, caseId);
      const conflict = conflictOf(ifMatch, before?.version ?? 0);
      if (conflict !== null && before !== undefined) {
        await keepText(manager, before.id, { version: null, madeOn: conflict, content, by: actor.accountId });
        await tellSession(manager, this.trail, mine, { action: 'outcome.write-beside' });
        return { kind: 'refused', theirs: await textOf(manager, before.id, before.version) } as const;
      }
      if (conflict !== null) requireIfMatch(ifMatch, 0);
      await writeVersion(manager, before, {
        caseId,
        meetingId: mine.meeting?.id ?? null,
        roles: mine.roles,
        by: actor.accountId,
        content,
      });
      const shown = await shownOutcome(manager, mine.found);
      await tellSession(manager, this.trail, mine, { action: 'outcome.write' });
      return { kind: 'written', shown } as const;
    });
    if (written.kind === 'written') return written.shown;
    throw refusedBeside(written.theirs, content);
  }

  /**
   * Keeps that the text was read back to the board as it stands.
   * @throws Problem 'invalid' that names each missing part
   */
  async readBack(actor: Actor, caseId: string): Promise<ShownOutcome> {
    return this.database.asActor(actor, async (manager) => {
      const mine = await lockSession(manager, actor, caseId);
      requireConductor(mine);
      requireWritable(mine);
      const outcome = await outcomeOf(manager, caseId);
      const content =
        outcome === undefined ? emptyOutcome : (await textOf(manager, outcome.id, outcome.version)).content;
      const missing = missingParts(content, await choiceOf(manager, mine.found));
      if (missing.length > 0) throw Problem.invalid(missing);
      if (outcome === undefined) throw new Error('An outcome without a text is complete.');
      const state = requireWay(decisionWorkflow, {
        thing: 'The outcome',
        state: outcome.state,
        transition: 'read-back',
        by: mine.roles,
        holds: { complete: true },
      });
      await manager.query(
        'UPDATE outcome SET state = $2, read_back_version = version, read_back_by = $3, read_back_at = now() WHERE id = $1',
        [outcome.id, state, actor.accountId],
      );
      const shown = await shownOutcome(manager, mine.found);
      await tellSession(manager, this.trail, mine, { action: 'outcome.read-back' });
      return shown;
    });
  }
}

const isWritable = ({ state }: Pick<CaseAsked, 'state'>): boolean =>
  (statesBefore(caseWorkflow, 'sign') as readonly string[]).includes(state);

/** @throws Problem 'conflict' for a case whose outcome is not being written */
function requireWritable({ found }: CaseInSession): void {
  if (!isWritable(found))
    throw Problem.conflict(
      `Case ${found.number} is ${found.state.replaceAll('-', ' ')}: an outcome is written while it is discussed or listed.`,
    );
}

/** The older version on which a text was typed; null where it is the current one. Throws where none is named. */
function conflictOf(ifMatch: string | undefined, current: number): number | null {
  try {
    requireIfMatch(ifMatch, current);
    return null;
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'changed meanwhile') throw error;
    return Number(/"(\d{1,9})"/.exec(ifMatch ?? '')?.[1] ?? 0);
  }
}

const refusedBeside = (theirs: OutcomeTextRow, yours: OutcomeContent): Problem =>
  Problem.changedMeanwhile(
    theirs.version ?? 0,
    `${theirs.writtenBy} changed the outcome meanwhile; it is at version ${theirs.version ?? 0} now. Your text is kept: look at both, then write one on this version.`,
    { theirs: shownText(theirs), yours },
  );

const shownText = ({ writtenAt, ...row }: OutcomeTextRow): ShownOutcomeTexts['items'][number] => ({
  ...row,
  writtenAt: writtenAt.toISOString(),
});

interface CaseAsked {
  readonly id: string;
  readonly state: string;
  readonly boardId: string;
}

/** What may be chosen: options and lesions of the case as it was prepared. */
export async function choiceOf(manager: EntityManager, { id, state, boardId }: CaseAsked): Promise<Choice> {
  const [day] = await manager.query<{ today: string }[]>(
    `SELECT (now() AT TIME ZONE time_zone)::date::text AS today FROM board WHERE id = $1`,
    [boardId],
  );
  const line = (await preparationOf(manager, id))?.bundle.line ?? null;
  return {
    options: line?.merged.matrix.options.map((option) => option.id) ?? [],
    lesions: [
      ...new Set([
        ...(line?.merged.matrix.lesions.map(({ lesion }) => lesion) ?? []),
        ...(line?.screen.lesions.map(({ lesion }) => lesion) ?? []),
      ]),
    ],
    today: day?.today ?? '',
    listed: state === 'listed',
  };
}

/** What stands in the form before anybody types: of a case that was listed, that it was, and under what. */
async function begunOutcome(manager: EntityManager, { id, state }: CaseAsked): Promise<OutcomeContent> {
  if (state !== 'listed') return emptyOutcome;
  const [row] = await manager.query<{ protocol: string | null }[]>('SELECT protocol FROM board_case WHERE id = $1', [
    id,
  ]);
  return { ...emptyOutcome, kind: 'listed-under-standard', protocol: row?.protocol ?? null };
}

async function shownOutcome(manager: EntityManager, found: CaseAsked): Promise<ShownOutcome> {
  const outcome = await outcomeOf(manager, found.id, 'with-dropped');
  const choice = await choiceOf(manager, found);
  // What was typed before the case was put off is kept, and another is begun.
  if (outcome === undefined || (outcome.state === 'dropped' && isWritable(found))) {
    const content = await begunOutcome(manager, found);
    return {
      caseId: found.id,
      state: 'none',
      version: 0,
      content,
      hash: null,
      writtenBy: null,
      writtenAt: null,
      readBack: null,
      missing: missingParts(content, choice).map((fault) => ({ ...fault })),
    };
  }
  const text = await textOf(manager, outcome.id, outcome.version);
  const { readBackVersion, readBackBy, readBackAt } = outcome;
  return {
    caseId: found.id,
    state: outcome.state,
    version: outcome.version,
    content: text.content,
    hash: text.hash,
    writtenBy: text.writtenBy,
    writtenAt: text.writtenAt.toISOString(),
    readBack:
      readBackVersion === null || readBackAt === null
        ? null
        : {
            version: readBackVersion,
            hash: (await textOf(manager, outcome.id, readBackVersion)).hash,
            by: readBackBy,
            at: readBackAt.toISOString(),
          },
    missing: missingParts(text.content, choice).map((fault) => ({ ...fault })),
  };
}
