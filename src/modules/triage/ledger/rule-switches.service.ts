import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading } from '../../../platform/database/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { notify } from '../../../platform/live/index.js';
import { Computation } from '../classify/computation.service.js';
import { type ItemClosing, keptStateSql, settingAside } from '../items/item-changes.js';
import { keptAs, openItemSql } from '../items/item-states.js';
import type { RuleStanding } from './ledger-views.js';
import { markOpen } from '../items/open-marks.js';
import { titleOfRule } from './rule-titles.js';
import { Reevaluation } from '../release/reevaluation.service.js';
import { Releases } from '../release/releases.service.js';

interface Decision {
  readonly rule: string;
  readonly version: number;
  readonly isOn: boolean;
  readonly inShadow: boolean;
  readonly reason: string;
  readonly changedBy: string;
  readonly changedAt: Date;
}

interface Counts extends Record<keyof RuleStanding['items'], number> {
  readonly rule: string;
  readonly shadowItems: number;
}

const noItems = { draft: 0, accepted: 0, dismissed: 0, closed: 0 };

/** Turns single rules off, or into the shadow, and back, at once and without a release. */
@Injectable()
export class RuleSwitches {
  constructor(
    private readonly database: Database,
    private readonly releases: Releases,
    private readonly computation: Computation,
    private readonly reevaluation: Reevaluation,
    private readonly trail: AuditTrail,
  ) {}

  /** Every rule of this process with how it is switched and how many questions it puts, without patients. */
  async standings(): Promise<RuleStanding[]> {
    const [decided, counted] = await this.database.asService(
      'rules',
      async (manager) => [await readDecisions(manager), await manager.query<Counts[]>(countsSql)] as const,
      reading,
    );
    const decisions = new Map(decided.map((decision) => [decision.rule, decision]));
    const counts = new Map(counted.map((row) => [row.rule, row]));
    return this.computation.rules.map(({ id, version }) => {
      const decision = decisions.get(id);
      const { draft, accepted, dismissed, closed } = counts.get(id) ?? noItems;
      return {
        rule: id,
        ruleVersion: version,
        title: titleOfRule(id),
        isOn: decision?.isOn ?? true,
        inShadow: decision?.inShadow ?? false,
        reason: decision?.reason ?? null,
        changedBy: decision?.changedBy ?? null,
        changedAt: decision?.changedAt.toISOString() ?? null,
        items: { draft, accepted, dismissed, closed },
        shadowItems: counts.get(id)?.shadowItems ?? 0,
      };
    });
  }

  /**
   * Decides about one rule. With the decision its items leave every screen, in the same transaction; they come back as they were in
   * the background, once what they rest on was looked at again. Nothing is written any more under the former decision.
   * @throws Problem 'not found' for a rule that this process does not have
   */
  async decide(
    actor: Actor,
    rule: string,
    change: Partial<Pick<Decision, 'isOn' | 'inShadow'>>,
    reason: string,
  ): Promise<RuleStanding> {
    if (!this.computation.rules.some(({ id }) => id === rule)) throw Problem.notFound(`There is no rule ${rule}.`);
    await this.database.asService('rules', async (manager) => {
      await this.releases.lockCurrent(manager);
      const before = (await readDecisions(manager)).find((decision) => decision.rule === rule);
      const { isOn, inShadow } = { isOn: before?.isOn ?? true, inShadow: before?.inShadow ?? false, ...change };
      const version = (before?.version ?? 0) + 1;
      await manager.query(
        'INSERT INTO rule_switch (rule, version, is_on, in_shadow, reason, changed_by) VALUES ($1, $2, $3, $4, $5, $6)',
        [rule, version, isOn, inShadow, reason, actor.accountId],
      );
      const muting = !isOn ? 'off' : inShadow ? 'shadow' : null;
      const patientIds = muting === null ? [] : await setAside(manager, rule, settingAside[muting]);
      await notify(manager, { topic: 'patients', ids: patientIds });
      await notify(manager, { topic: 'rules', ids: [rule] });
      await this.trail.record(manager, {
        action: 'rule.switch',
        patientIds,
        detail: { rule, version, isOn, inShadow },
      });
    });
    await this.reevaluation.sweep();
    const standing = (await this.standings()).find((each) => each.rule === rule);
    if (standing === undefined) throw Problem.notFound(`There is no rule ${rule}.`);
    return standing;
  }
}

function readDecisions(manager: EntityManager): Promise<Decision[]> {
  return manager.query<Decision[]>(`
    SELECT DISTINCT ON (rule) rule, version, is_on AS "isOn", in_shadow AS "inShadow", reason, account.display_name AS "changedBy", changed_at AS "changedAt"
    FROM rule_switch JOIN access_account AS account ON account.id = changed_by ORDER BY rule, version DESC`);
}

const openOfRule = `rule = $1 AND ${openItemSql()}`;

/**
 * Closes the open items of a rule with a code that lets them come back, and counts their questions as those of a rule that is shown
 * to nobody. @returns the patients whose items left the screens
 */
async function setAside(manager: EntityManager, rule: string, code: ItemClosing): Promise<string[]> {
  const lines = await manager.query<{ id: string; patientId: string }[]>(
    `
    SELECT id, patient_id AS "patientId" FROM assessments_treatment_line WHERE id IN (SELECT treatment_line_id FROM discussion_item WHERE ${openOfRule})
    ORDER BY id FOR NO KEY UPDATE`,
    [rule],
  );
  await manager.query(
    'UPDATE discussion_item SET state_reason = $2 WHERE rule = $1 AND superseded_at IS NULL AND set_aside IS NOT NULL',
    [rule, code],
  );
  await manager.query(
    `
    WITH aside AS (
      UPDATE discussion_item SET set_aside = ${keptStateSql}, state = '${keptAs('set-aside')}', state_reason = $2, state_changed_by = NULL, state_changed_at = now(), version = version + 1
      WHERE ${openOfRule}
      RETURNING treatment_line_id, rule_version, content ->> 'standing' AS standing, history_version
    )
    INSERT INTO shadow_item (treatment_line_id, rule, rule_version, standing, history_version)
    SELECT treatment_line_id, $1, rule_version, standing, history_version FROM aside
    ON CONFLICT ON CONSTRAINT pk_shadow_item DO UPDATE SET rule_version = excluded.rule_version, standing = excluded.standing, history_version = excluded.history_version`,
    [rule, code],
  );
  await markOpen(
    manager,
    lines.map(({ id }) => id),
  );
  return [...new Set(lines.map(({ patientId }) => patientId))];
}

const countsSql = `
  SELECT rule, sum(draft)::integer AS draft, sum(accepted)::integer AS accepted, sum(dismissed)::integer AS dismissed, sum(closed)::integer AS closed,
    sum(shadow)::integer AS "shadowItems"
  FROM (
    SELECT rule, count(*) FILTER (WHERE state = 'draft') AS draft, count(*) FILTER (WHERE state = 'accepted') AS accepted,
      count(*) FILTER (WHERE state = 'dismissed') AS dismissed, count(*) FILTER (WHERE state = 'closed') AS closed, 0 AS shadow
    FROM discussion_item WHERE superseded_at IS NULL GROUP BY rule
    UNION ALL
    SELECT rule, 0, 0, 0, 0, count(*) FROM shadow_item GROUP BY rule
  ) AS counted GROUP BY rule`;
