import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { actionWorkflow, conditionWorkflow, decisionWorkflow } from '../../../core/workflow/index.js';
import { type Language, languages, rendered } from '../../../core/discussion/index.js';
import type { Actor } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading } from '../../../platform/database/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { findCase, moveCase } from '../cases/case-writing.js';
import { type Bundle, freeze, preparationOf } from '../preparation/bundle.js';
import { Preparations } from '../preparation/preparations.service.js';
import { readDecision } from './decision-reading.js';
import { differencesOf, missingParts } from './missing-parts.js';
import type { OutcomeContent } from './outcome-content.js';
import { outcomeOf, type OutcomeRow, textOf, textsOf } from './outcome-rows.js';
import type { ShownDecision, Signing } from './outcome-views.js';
import { choiceOf } from './outcomes.service.js';
import { type CaseInSession, lockSession, tellSession } from './session.js';
import { signedQuorum } from './signed-quorum.js';
import { signatureHash, type SignedOption, type SignedText } from './signed-text.js';
import { requireWay } from './ways.js';

interface Preparing {
  readonly id: string;
  readonly hash: string;
  readonly bundle: Bundle;
}

/** Signs what was read back: from then on it is a decision, and changes no more. */
@Injectable()
export class Signatures {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly preparations: Preparations,
  ) {}

  /**
   * @throws Problem 'not allowed' for who does not chair the board; 'conflict' with the difference where the text is not the one that was
   *   read back
   */
  async sign(actor: Actor, caseId: string, { hash }: Signing): Promise<ShownDecision> {
    const listed = await this.#bundleOfListed(actor, caseId);
    return this.database.asActor(actor, async (manager) => {
      const mine = await lockSession(manager, actor, caseId);
      if (!mine.roles.includes('chair')) throw Problem.notAllowed('The chair of the board signs.');
      const outcome = await outcomeOf(manager, caseId);
      if (outcome === undefined)
        throw Problem.conflict(`Nothing was typed as the outcome of case ${mine.found.number}.`);
      const content = await requireReadBack(manager, outcome, hash);
      const state = requireWay(decisionWorkflow, {
        thing: 'The outcome',
        state: outcome.state,
        transition: 'sign',
        by: mine.roles,
        holds: {
          complete: missingParts(content, await choiceOf(manager, mine.found)).length === 0,
          unchanged: true,
        },
      });
      await manager.query('UPDATE outcome SET state = $2 WHERE id = $1', [outcome.id, state]);
      const decisionId = await this.#write(manager, actor, mine, { outcome, content, listed });
      const shown = await readDecision(manager, actor, decisionId);
      await tellSession(manager, this.trail, mine, {
        action: 'decision.sign',
        decisionId,
        detail: { caseId: mine.found.id, hash: shown.hash },
      });
      return shown;
    });
  }

  /** A case that was listed may never have been prepared: it is frozen with its signature. */
  async #bundleOfListed(actor: Actor, caseId: string): Promise<Bundle | null> {
    const asked = await this.database.asActor(
      actor,
      async (manager) => {
        const found = await findCase(manager, caseId);
        return found?.state === 'listed' && (await preparationOf(manager, caseId)) === undefined;
      },
      reading,
    );
    return asked ? this.preparations.bundle(actor, caseId) : null;
  }

  async #write(
    manager: EntityManager,
    actor: Actor,
    mine: CaseInSession,
    {
      outcome,
      content,
      listed,
    }: {
      readonly outcome: OutcomeRow;
      readonly content: OutcomeContent;
      readonly listed: Bundle | null;
    },
  ): Promise<string> {
    const preparation = await preparationFor(manager, actor, mine, listed);
    const text = await textToSign(manager, actor, mine, content, preparation);
    const [row] = await manager.query<{ id: string }[]>(
      `INSERT INTO decision (case_id, outcome_id, meeting_id, preparation_id, text, hash, signed_by, signed_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
      [
        mine.found.id,
        outcome.id,
        mine.meeting?.id ?? null,
        preparation.id,
        JSON.stringify(text),
        signatureHash(text),
        actor.accountId,
        text.signedAt,
      ],
    );
    if (row === undefined) throw new Error('PostgreSQL returned no row for a new decision.');
    await setWork(manager, row.id, content, mine.roles);
    await moveCase(manager, mine.found, {
      transition: 'sign',
      by: mine.roles,
      actorId: actor.accountId,
      holds: { 'outcome-complete': true, 'read-back': true },
      detail: { decisionId: row.id, meetingId: mine.meeting?.id ?? null },
    });
    return row.id;
  }
}

/** The text that was read back, where it stands unchanged and is the one that the chair means. */
async function requireReadBack(manager: EntityManager, outcome: OutcomeRow, hash: string): Promise<OutcomeContent> {
  const now = await textOf(manager, outcome.id, outcome.version);
  if (outcome.readBackVersion === null)
    throw Problem.conflict('The outcome was not read back: read it back to the board, then sign.');
  const readBack = await textOf(manager, outcome.id, outcome.readBackVersion);
  if (outcome.readBackVersion === outcome.version && readBack.hash === hash) return now.content;
  const meant = (await textsOf(manager, outcome.caseId)).find((text) => text.hash === hash) ?? readBack;
  throw Problem.conflict(
    `The text was changed by ${now.writtenBy} since it was read back: read it back again, then sign. What differs stands beside this.`,
    { version: outcome.version, differences: differencesOf(meant.content, now.content) },
  );
}

/** The bundle on which the board looked. */
async function preparationFor(
  manager: EntityManager,
  actor: Actor,
  { found, meeting }: CaseInSession,
  listed: Bundle | null,
): Promise<Preparing> {
  const newest = await preparationOf(manager, found.id);
  if (newest !== undefined) return newest;
  if (listed === null)
    throw Problem.conflict(`Case ${found.number} was not prepared: nothing says on what its decision would rest.`);
  const frozen = await freeze(manager, {
    caseId: found.id,
    meetingId: meeting?.id ?? null,
    bundle: listed,
    by: actor.accountId,
  });
  return { ...frozen, bundle: listed };
}

async function textToSign(
  manager: EntityManager,
  actor: Actor,
  { found, meeting }: CaseInSession,
  content: OutcomeContent,
  { bundle, hash }: Preparing,
): Promise<SignedText> {
  const [clock] = await manager.query<{ now: Date }[]>(`SELECT date_trunc('milliseconds', clock_timestamp()) AS now`);
  if (clock === undefined) throw new Error('PostgreSQL did not say what time it is.');
  const quorum =
    meeting === null
      ? null
      : await signedQuorum(manager, {
          meetingId: meeting.id,
          caseId: found.id,
          needed: bundle.line?.disciplines ?? [],
          until: clock.now,
        });
  return {
    format: 1,
    case: { id: found.id, number: found.number, boardId: found.boardId, meetingId: meeting?.id ?? null },
    outcome: { ...content, options: content.options.map((option) => signedOption(option, bundle)) },
    bundle: hash,
    quorum,
    signedBy: { accountId: actor.accountId, name: actor.displayName },
    signedAt: clock.now.toISOString(),
  };
}

function signedOption({ id, words, lesions }: OutcomeContent['options'][number], { line }: Bundle): SignedOption {
  const shown = line?.merged.matrix.options.find((option) => option.id === id)?.words;
  const inWords = (language: Language): string =>
    [shown === undefined ? null : rendered(shown, language), words].filter((part) => part !== null).join('; ');
  return {
    id,
    words: Object.fromEntries(languages.map((language) => [language, inWords(language)])) as SignedOption['words'],
    lesions,
  };
}

/** Actions and conditions of a decision as things that somebody has to answer for. */
async function setWork(
  manager: EntityManager,
  decisionId: string,
  { actions, conditions }: OutcomeContent,
  by: readonly string[],
): Promise<void> {
  const open = requireWay(actionWorkflow, { thing: 'The action', state: 'new', transition: 'set', by });
  for (const { words, owner, due } of actions)
    await manager.query(
      'INSERT INTO decision_action (decision_id, words, owner, due, state) VALUES ($1, $2, $3, $4, $5)',
      [decisionId, words, owner, due, open],
    );
  const waiting = requireWay(conditionWorkflow, { thing: 'The condition', state: 'new', transition: 'set', by });
  for (const { kind, words, owner, expires } of conditions)
    await manager.query(
      'INSERT INTO decision_condition (decision_id, kind, words, owner, expires, state) VALUES ($1, $2, $3, $4, $5, $6)',
      [decisionId, kind, words, owner, expires, waiting],
    );
}
