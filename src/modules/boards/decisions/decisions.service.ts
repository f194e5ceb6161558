import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading } from '../../../platform/database/index.js';
import { notify } from '../../../platform/live/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { requireCase } from '../cases/case-access.js';
import { hashOf } from '../preparation/bundle.js';
import {
  type AmendmentRow,
  amendmentsOf,
  type DecisionRow,
  mayAmend,
  readDecision,
  requireDecision,
} from './decision-reading.js';
import type { AmendmentWrite, ShownDecision, Verification } from './outcome-views.js';
import { amendmentHash, signatureHash } from './signed-text.js';

/** Signed decisions: read, amended with a reason, verified. Never changed. */
@Injectable()
export class Decisions {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  async read(actor: Actor, decisionId: string): Promise<ShownDecision> {
    return this.database.asActor(
      actor,
      async (manager) => {
        const { found } = await requireDecision(manager, actor, decisionId);
        this.trail.noteRead('decision.read', [found.patientId]);
        return readDecision(manager, actor, decisionId);
      },
      reading,
    );
  }

  /** Recomputes every hash from what is stored. */
  async verify(actor: Actor, decisionId: string): Promise<Verification> {
    return this.database.asActor(
      actor,
      async (manager) => {
        const { decision, found } = await requireDecision(manager, actor, decisionId);
        this.trail.noteRead('decision.verify', [found.patientId]);
        return verificationOf(decision, await amendmentsOf(manager, decisionId));
      },
      reading,
    );
  }

  /** @throws Problem 'not allowed' for who does not chair the board */
  async amend(actor: Actor, decisionId: string, { reason, text }: AmendmentWrite): Promise<ShownDecision> {
    return this.database.asActor(actor, async (manager) => {
      const { decision, roles } = await requireDecision(manager, actor, decisionId);
      if (!mayAmend(roles)) throw Problem.notAllowed('The chair of the board amends a decision.');
      const { found } = await requireCase(manager, actor, decision.caseId);
      await writeAmendment(manager, decision, { reason, text, by: actor.accountId });
      const shown = await readDecision(manager, actor, decisionId);
      await notify(manager, { topic: 'patients', ids: [found.patientId] });
      await this.trail.record(manager, {
        action: 'decision.amend',
        patientIds: [found.patientId],
        subjectType: 'decision',
        subjectId: decisionId,
        detail: { caseId: found.id, number: shown.amendments.length },
      });
      return shown;
    });
  }
}

/** Its case is locked: amendments come one after the other. */
async function writeAmendment(
  manager: EntityManager,
  { id, hash }: DecisionRow,
  { reason, text, by }: AmendmentWrite & { readonly by: string },
): Promise<void> {
  const before = await amendmentsOf(manager, id);
  const number = before.length + 1;
  const [clock] = await manager.query<{ now: Date }[]>(`SELECT date_trunc('milliseconds', clock_timestamp()) AS now`);
  if (clock === undefined) throw new Error('PostgreSQL did not say what time it is.');
  const chained = amendmentHash(before.at(-1)?.hash ?? hash, {
    decisionId: id,
    number,
    reason,
    words: text,
    amendedBy: by,
    amendedAt: clock.now.toISOString(),
  });
  await manager.query(
    'INSERT INTO decision_amendment (decision_id, number, reason, words, hash, amended_by, amended_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [id, number, reason, text, chained, by, clock.now],
  );
}

function verificationOf(decision: DecisionRow, amendments: readonly AmendmentRow[]): Verification {
  const computed = signatureHash(decision.text);
  const bundleComputed = hashOf(decision.bundle);
  const bundle = {
    hash: decision.text.bundle,
    computed: bundleComputed,
    verified: bundleComputed === decision.text.bundle && bundleComputed === decision.bundleHash,
  };
  const chain = amendments.map((amendment, index) => {
    const { number, reason, text, byId, at, hash } = amendment;
    const again = amendmentHash(amendments[index - 1]?.hash ?? decision.hash, {
      decisionId: decision.id,
      number,
      reason,
      words: text,
      amendedBy: byId,
      amendedAt: at.toISOString(),
    });
    return { number, hash, computed: again, verified: again === hash };
  });
  return {
    hash: decision.hash,
    computed,
    verified: computed === decision.hash && bundle.verified && chain.every(({ verified }) => verified),
    bundle,
    amendments: chain,
  };
}
