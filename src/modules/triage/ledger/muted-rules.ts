import type { EntityManager } from 'typeorm';

/** Why a rule is shown to nobody: switched off, or computed and counted in shadow. */
export type Muting = 'off' | 'shadow';
export type MutedRules = ReadonlyMap<string, Muting>;

export interface MutedRow {
  readonly rule: string;
  readonly muting: Muting;
}

/** SQL of the rules that are shown to nobody as of now, in the order of their ids. */
export const mutedRulesSql = `
  SELECT rule, CASE WHEN is_on THEN 'shadow' ELSE 'off' END AS muting
  FROM (SELECT DISTINCT ON (rule) rule, is_on, in_shadow FROM rule_switch ORDER BY rule, version DESC) AS decided
  WHERE NOT is_on OR in_shadow ORDER BY rule`;

/** The rules that are shown to nobody as of now, in the order of their ids. */
export async function readMutedRules(manager: EntityManager): Promise<MutedRules> {
  return mutedRulesOf(await manager.query<MutedRow[]>(mutedRulesSql));
}

export const mutedRulesOf = (rows: readonly MutedRow[]): MutedRules =>
  new Map(rows.map(({ rule, muting }) => [rule, muting]));

export function areSameMuted(one: MutedRules, other: MutedRules): boolean {
  return one.size === other.size && [...one].every(([rule, muting]) => other.get(rule) === muting);
}
