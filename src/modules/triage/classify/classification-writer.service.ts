import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { render, rendered } from '../../../core/discussion/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { notify } from '../../../platform/live/index.js';
import { LineVersions, listsBy, type LineQuery, SenderQueries } from '../../assessments/index.js';
import type { LineDiscussion } from './classification.entity.js';
import type { ComputedLine } from './compute-line.js';
import { flagChanges, type NextFlag } from '../flags/flag-changes.js';
import { itemChanges, type ItemChanges, keptStateSql } from '../items/item-changes.js';
import { readOpen } from '../items/open-marks.js';
import type { CurrentRelease } from '../release/releases.service.js';
import { readCurrentFlags, readCurrentItems } from './standing.js';

type Versions = Pick<CurrentRelease, 'engineVersion' | 'ruleSetVersion'>;

/** Writes what was computed of many lines: each kind of row in one statement. The lines must be locked, and at the versions computed. */
@Injectable()
export class ClassificationWriter {
  constructor(
    private readonly versions: LineVersions,
    private readonly queries: SenderQueries,
    private readonly trail: AuditTrail,
  ) {}

  async write(manager: EntityManager, computed: readonly ComputedLine[], release: CurrentRelease): Promise<void> {
    const ids = computed.map(({ line }) => line.treatmentLineId);
    const patientIds = [...new Set(computed.map(({ line }) => line.patientId))];
    await this.#writeClassifications(manager, ids, computed, release);
    await this.#writeFlags(manager, ids, computed);
    await this.#writeItems(manager, ids, computed, release);
    await this.#writeShadow(manager, ids, computed);
    await this.#writeQueries(manager, ids, computed);
    const reconsiderOn = new Map(
      computed.flatMap(({ line, reconsiderOn: day }) => (day === null ? [] : [[line.treatmentLineId, day] as const])),
    );
    await this.versions.markClassified(manager, ids, release.id, reconsiderOn, await readOpen(manager, ids));
    await notify(manager, { topic: 'patients', ids: patientIds });
    await this.trail.record(manager, {
      action: 'treatment-line.classify',
      patientIds,
      detail: { treatmentLineIds: ids, releaseId: release.id },
    });
  }

  async #writeClassifications(
    manager: EntityManager,
    ids: readonly string[],
    computed: readonly ComputedLine[],
    { engineVersion, ruleSetVersion }: Versions,
  ): Promise<void> {
    const rows = computed.flatMap(({ line, inputHash, classification, outcome, parking }) =>
      classification.evaluators.map((result) => ({
        treatment_line_id: line.treatmentLineId,
        evaluator: result.evaluator,
        history_version: line.historyVersion,
        engine_version: engineVersion,
        rule_set_version: ruleSetVersion,
        input_hash: inputHash.toString('hex'),
        result,
        discussion: lineDiscussion(outcome, parking),
      })),
    );
    await manager.query(
      'UPDATE classification SET superseded_at = now() WHERE treatment_line_id = ANY ($1::bigint[]) AND superseded_at IS NULL',
      [ids],
    );
    // The same version under a release that had been replaced and is back: that classification is current again.
    await manager.query(
      `
      INSERT INTO classification (treatment_line_id, evaluator, history_version, engine_version, rule_set_version, input_hash, result, discussion)
      SELECT treatment_line_id, evaluator, history_version, engine_version, rule_set_version, decode(input_hash, 'hex'), result, discussion
      FROM json_to_recordset($1) AS row (treatment_line_id bigint, evaluator text, history_version bigint, engine_version text,
        rule_set_version text, input_hash text, result json, discussion json)
      ON CONFLICT ON CONSTRAINT uq_classification_identity DO UPDATE SET superseded_at = NULL`,
      [JSON.stringify(rows)],
    );
  }

  async #writeFlags(manager: EntityManager, ids: readonly string[], computed: readonly ComputedLine[]): Promise<void> {
    const byLine = listsBy(await readCurrentFlags(manager, ids), (row) => [row.treatmentLineId, row]);
    const next = computed.flatMap((line) => flagChanges(line, byLine.get(line.line.treatmentLineId) ?? []));
    if (next.length === 0) return;
    await supersede(manager, 'flag', next);
    await manager.query(
      `
      INSERT INTO flag (treatment_line_id, definition, episode, tier, state, reason, holds, content, content_hash, history_version, predecessor_id)
      SELECT treatment_line_id, definition, episode, tier, state, reason, holds, content, decode(content_hash, 'hex'), history_version, predecessor_id
      FROM json_to_recordset($1) AS row (treatment_line_id bigint, definition text, episode text, tier text, state text, reason text,
        holds text[], content jsonb, content_hash text, history_version bigint, predecessor_id bigint)`,
      [JSON.stringify(next.map(flagRow))],
    );
  }

  async #writeItems(
    manager: EntityManager,
    ids: readonly string[],
    computed: readonly ComputedLine[],
    versions: Versions,
  ): Promise<void> {
    const byLine = listsBy(await readCurrentItems(manager, ids, 'FOR NO KEY UPDATE'), (row) => [
      row.treatmentLineId,
      row,
    ]);
    const changes = computed.map((line) => itemChanges(line, byLine.get(line.line.treatmentLineId) ?? []));
    await closeItems(
      manager,
      changes.flatMap(({ closed }) => closed),
    );
    await reopenItems(
      manager,
      changes.flatMap(({ reopened }) => reopened),
    );
    const next = changes.flatMap((change) => change.next);
    if (next.length === 0) return;
    await supersede(manager, 'discussion_item', next);
    await manager.query(
      `
      INSERT INTO discussion_item (treatment_line_id, rule, rule_version, question, question_phrase, why_now, content, evidence_hash, input_hash, engine_version, rule_set_version,
        history_version, state, state_reason, state_changed_by, state_changed_at, predecessor_id)
      SELECT treatment_line_id, rule, rule_version, question, question_phrase, why_now, content, decode(evidence_hash, 'hex'), decode(input_hash, 'hex'), $2, $3,
        history_version, state, state_reason, state_changed_by, state_changed_at, predecessor_id
      FROM json_to_recordset($1) AS row (treatment_line_id bigint, rule text, rule_version text, question text, question_phrase json, why_now json, content json,
        evidence_hash text, input_hash text, history_version bigint, state text, state_reason text, state_changed_by bigint, state_changed_at timestamptz,
        predecessor_id bigint)`,
      [JSON.stringify(next.map(itemRow)), versions.engineVersion, versions.ruleSetVersion],
    );
  }

  /** What rules would put that are shown to nobody: counted, and brought out when they are shown again. */
  async #writeShadow(manager: EntityManager, ids: readonly string[], computed: readonly ComputedLine[]): Promise<void> {
    const rows = computed.flatMap(({ line, mutedItems }) =>
      mutedItems.map(({ rule, ruleVersion, standing }) => ({
        treatment_line_id: line.treatmentLineId,
        history_version: line.historyVersion,
        rule,
        rule_version: ruleVersion,
        standing,
      })),
    );
    await manager.query('DELETE FROM shadow_item WHERE treatment_line_id = ANY ($1::bigint[])', [ids]);
    if (rows.length === 0) return;
    await manager.query(
      `
      INSERT INTO shadow_item (treatment_line_id, rule, rule_version, standing, history_version)
      SELECT treatment_line_id, rule, rule_version, standing, history_version
      FROM json_to_recordset($1) AS row (treatment_line_id bigint, rule text, rule_version text, standing text, history_version bigint)`,
      [JSON.stringify(rows)],
    );
  }

  /** What only the sender can answer about a line: asked once, and answered when the question no longer arises. */
  async #writeQueries(
    manager: EntityManager,
    ids: readonly string[],
    computed: readonly ComputedLine[],
  ): Promise<void> {
    await this.queries.askOfLines(manager, ids, computed.flatMap(queriesOf));
  }
}

async function supersede(
  manager: EntityManager,
  table: 'flag' | 'discussion_item',
  next: readonly { readonly predecessorId: string | null }[],
): Promise<void> {
  const predecessors = next.flatMap(({ predecessorId }) => (predecessorId === null ? [] : [predecessorId]));
  if (predecessors.length === 0) return;
  await manager.query(`UPDATE ${table} SET superseded_at = now() WHERE id = ANY ($1::bigint[])`, [predecessors]);
}

async function closeItems(manager: EntityManager, closed: ItemChanges['closed']): Promise<void> {
  if (closed.length === 0) return;
  await manager.query(
    `
    UPDATE discussion_item SET
      set_aside = CASE WHEN row."isSetAside" THEN ${keptStateSql} END,
      state = row.state, state_reason = row.reason, state_changed_by = NULL, state_changed_at = now(), version = version + 1
    FROM json_to_recordset($1) AS row (id bigint, state text, reason text, "isSetAside" boolean) WHERE discussion_item.id = row.id`,
    [JSON.stringify(closed)],
  );
}

async function reopenItems(manager: EntityManager, reopened: ItemChanges['reopened']): Promise<void> {
  if (reopened.length === 0) return;
  await manager.query(
    `
    UPDATE discussion_item SET state = row.state, state_reason = set_aside ->> 'reason', state_changed_by = (set_aside ->> 'by')::bigint,
      state_changed_at = (set_aside ->> 'at')::timestamptz, set_aside = NULL, version = version + 1
    FROM json_to_recordset($1) AS row (id bigint, state text) WHERE discussion_item.id = row.id`,
    [JSON.stringify(reopened)],
  );
}

const lineDiscussion = (
  { population, waiting, nothingAsked }: ComputedLine['outcome'],
  parking: ComputedLine['parking'],
): LineDiscussion => ({
  population,
  waiting,
  ...(parking === null ? {} : { parking }),
  ...(nothingAsked.length === 0 ? {} : { nothingAsked }),
});

/** One question a code: what several lesions or evaluators raise stands in it together. */
function queriesOf({ line, classification }: ComputedLine): LineQuery[] {
  const phrases = listsBy(classification.queries, ({ code, words }) => [code, words]);
  return [...phrases].map(([code, words]) => ({
    treatmentLineId: line.treatmentLineId,
    code,
    message: [...new Set(words.map((phrase) => rendered(phrase, 'en')))].join(' '),
    phrases: words,
  }));
}

const flagRow = (flag: NextFlag) => ({
  treatment_line_id: flag.treatmentLineId,
  definition: flag.definition,
  episode: flag.episode,
  tier: flag.tier,
  state: flag.state,
  reason: flag.reason,
  holds: flag.holds,
  content: flag.content,
  content_hash: flag.contentHash.toString('hex'),
  history_version: flag.historyVersion,
  predecessor_id: flag.predecessorId,
});

const itemRow = (item: ItemChanges['next'][number]) => ({
  treatment_line_id: item.treatmentLineId,
  rule: item.rule,
  rule_version: item.ruleVersion,
  question: render(item.content.question, 'en'),
  question_phrase: item.content.question,
  why_now: item.content.whyNow,
  content: item.content,
  evidence_hash: item.evidenceHash.toString('hex'),
  input_hash: item.inputHash.toString('hex'),
  history_version: item.historyVersion,
  state: item.state,
  state_reason: item.stateReason,
  state_changed_by: item.stateChangedBy,
  state_changed_at: item.stateChangedAt,
  predecessor_id: item.predecessorId,
});
