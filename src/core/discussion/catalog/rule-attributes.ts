/** What the catalogue says of a rule to whoever has an item of it and its id alone. */
import { catalogue } from './catalogue.js';
import type { Rule } from './rule.js';

export interface RuleAttributes {
  /** Place in the order in which a case is read. */
  readonly leads: number;
  readonly parks: boolean;
  /** While its question stands, the case is never parked. */
  readonly neverParked: boolean;
  readonly urgent: boolean;
}

const rules: ReadonlyMap<string, Rule> = new Map(catalogue.rules.map((rule) => [rule.id, rule]));

/** Of a rule that the catalogue has no longer: read last. */
const retired: RuleAttributes = { leads: Number.MAX_SAFE_INTEGER, parks: false, neverParked: false, urgent: false };

export function attributesOfRule(id: string): RuleAttributes {
  const rule = rules.get(id);
  return rule === undefined
    ? retired
    : {
        leads: rule.leads,
        parks: rule.parks === true,
        neverParked: rule.neverParked === true,
        urgent: rule.urgent === true,
      };
}

/** Ids of the rules for whose question a person may park the case. */
export const parkingRules: readonly string[] = catalogue.rules.filter(({ parks }) => parks).map(({ id }) => id);

/** Ids of the rules whose question stands above all others. */
export const urgentRules: readonly string[] = catalogue.rules.filter(({ urgent }) => urgent).map(({ id }) => id);

/** Ids of the rules by which of their questions leads a case, which carries no preference. */
export const leadingOrder: readonly string[] = [...catalogue.rules]
  .sort((one, other) => one.leads - other.leads)
  .map(({ id }) => id);
