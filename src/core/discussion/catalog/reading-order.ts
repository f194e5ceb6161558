/**
 * In which order the items of a case are read, and which options of different rules are one option to a board: data, checked when it is
 * loaded. The order carries no preference (docs/clinical-basis.md#a-case-in-one-reading-p).
 */
import { z } from 'zod';
import { catalogue as ownCatalogue, CatalogueError, type Catalogue } from './catalogue.js';
import orderData from './reading-order.json' with { type: 'json' };
import type { Rule } from './rule.js';
import sameData from './same-options.json' with { type: 'json' };

const orderSchema = z.array(z.strictObject({ id: z.string(), rules: z.array(z.string()).min(1) })).min(1);
const sameSchema = z.array(
  z.strictObject({ option: z.string(), also: z.array(z.string()).min(1), because: z.string().min(1) }),
);

export interface ReadingOrder {
  /** Groups of rules whose items are read together. */
  readonly groups: readonly { readonly id: string; readonly rules: readonly string[] }[];
  /** Options that a case shows under the id of another one. */
  readonly shownAs: ReadonlyMap<string, string>;
}

/** Each rule in one place, and those whose question is not above all others in the order in which their items lead. */
function orderFaults(named: readonly string[], rules: readonly Rule[]): string[] {
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  const leading = named.flatMap((id) => known.get(id) ?? []).filter(({ urgent }) => urgent !== true);
  return [
    ...named.filter((id) => !known.has(id)).map((id) => `reading-order.json: there is no rule '${id}'`),
    ...named
      .filter((id, index) => named.indexOf(id) !== index)
      .map((id) => `reading-order.json: '${id}' stands twice; each rule once`),
    ...rules
      .filter(({ id }) => !named.includes(id))
      .map(({ id }) => `reading-order.json: the rule '${id}' has no place`),
    ...leading
      .filter((rule, index) => index > 0 && leading[index - 1]!.leads > rule.leads)
      .map(({ id }) => `reading-order.json: '${id}' stands in another place than its 'leads' says`),
  ];
}

function sameFaults(shownAs: ReadonlyMap<string, string>, rules: readonly Rule[]): string[] {
  const known = new Set(rules.flatMap(({ options }) => options.map(({ id }) => id)));
  return [
    ...[...shownAs].flatMap((pair) =>
      pair.filter((id) => !known.has(id)).map((id) => `same-options.json: no rule raises the option '${id}'`),
    ),
    ...rules
      .filter(({ options }) => new Set(options.map(({ id }) => shownAs.get(id) ?? id)).size < options.length)
      .map(({ id }) => `same-options.json: the rule ${id} raises two options that it says are one`),
  ];
}

/** Checks both against the rules; throws a CatalogueError that names every fault. */
export function loadReadingOrder(order: unknown, same: unknown, catalogue: Catalogue = ownCatalogue): ReadingOrder {
  const [groups, options] = [orderSchema.safeParse(order), sameSchema.safeParse(same)];
  if (!groups.success || !options.success)
    throw new CatalogueError([
      ...(groups.error?.issues ?? []).map(
        ({ path, message }) => `${['reading-order.json', ...path].join('/')}: ${message}`,
      ),
      ...(options.error?.issues ?? []).map(
        ({ path, message }) => `${['same-options.json', ...path].join('/')}: ${message}`,
      ),
    ]);
  const shownAs = new Map(options.data.flatMap(({ option, also }) => also.map((one) => [one, option] as const)));
  const named = groups.data.flatMap((group) => group.rules);
  const faults = [...orderFaults(named, catalogue.rules), ...sameFaults(shownAs, catalogue.rules)];
  if (faults.length > 0) throw new CatalogueError(faults);
  return { groups: groups.data, shownAs };
}

/** As it stands in the files. */
export const readingOrder: ReadingOrder = loadReadingOrder(orderData, sameData);

const places: ReadonlyMap<string, number> = new Map(
  readingOrder.groups.flatMap(({ rules }) => rules).map((rule, place) => [rule, place]),
);

/** Place of a rule's item in the reading of a case; a rule that the catalogue has no longer is read last. */
export const placeOfRule = (rule: string): number => places.get(rule) ?? places.size;

/** The group that a rule's item is read in; null for a rule that the catalogue has no longer. */
export const groupOfRule = (rule: string): string | null =>
  readingOrder.groups.find(({ rules }) => rules.includes(rule))?.id ?? null;

/** The id under which a case shows an option of a rule. */
export const shownOption = (option: string): string => readingOrder.shownAs.get(option) ?? option;
