import {
  answerOf,
  attributesOfRule,
  catalogue,
  type DraftItem,
  isEsmoLevel,
  itemFrom,
  type Phrase,
  type StoredItem,
} from '../../../core/discussion/index.js';
import type { CaseLineView } from './case-views.js';

type CaseItemView = CaseLineView['items'][number];

export interface ItemRow extends Pick<
  CaseItemView,
  'id' | 'version' | 'state' | 'stateReason' | 'stateChangedBy' | 'stateChangedAt' | 'predecessorId'
> {
  readonly treatmentLineId: string;
  /** As PostgreSQL writes an instant in JSON. */
  readonly createdAt: string;
  readonly content: StoredItem;
}

/** Items in the order in which a case is read, which carries no preference; those of rules that are gone stand last, the oldest first. */
export const inReadingOrder = (items: readonly ItemRow[]): ItemRow[] =>
  [...items].sort((one, other) => placeOf(one) - placeOf(other) || (BigInt(one.id) < BigInt(other.id) ? -1 : 1));

const placeOf = ({ content }: ItemRow): number => attributesOfRule(content.rule).leads;

/** What the rules made of an item, but what it is compared by. */
const drafted = ({
  flag: _flag,
  flagShown,
  evidence: _evidence,
  evidenceDistance: _distance,
  evidenceUsed: _used,
  ...shown
}: DraftItem) => ({ ...shown, flag: flagShown });

/**
 * An item as one page shows it.
 * @param mayPark false while a question stands that forbids to park the case
 */
export function itemView(
  { id, version, state, stateReason, stateChangedBy, stateChangedAt, predecessorId, createdAt, content }: ItemRow,
  mayPark: boolean,
): CaseItemView {
  const item = itemFrom(content);
  const answered = <Unknown extends { readonly fact: string }>(unknown: Unknown) => ({
    ...unknown,
    answer: answerOf(unknown.fact, item),
  });
  return {
    id,
    version,
    state,
    stateReason,
    stateChangedBy,
    stateChangedAt: stateChangedAt === null ? null : new Date(stateChangedAt).toISOString(),
    predecessorId,
    createdAt: new Date(createdAt).toISOString(),
    parks: mayPark && attributesOfRule(content.rule).parks,
    urgent: attributesOfRule(content.rule).urgent,
    ...drafted(item),
    unknowns: item.unknowns.map(answered),
    outOfDate: item.outOfDate.map(answered),
    evidence: cited(item),
  };
}

const textOf = (text: string): Phrase => ({ id: 'catalogue', parameters: { text } });

/** A piece of evidence in words; null for one that the catalogue has no longer. */
export function citedText(id: string): Omit<CaseItemView['evidence'][number], 'distance' | 'differs'> | null {
  const found = catalogue.evidence.get(id);
  if (found === undefined) return null;
  const { source, doi, esmo } = found;
  return {
    id,
    finding: textOf(`evidence/${id}/finding`),
    source,
    doi,
    level: textOf(`evidence/${id}/level`),
    esmo: isEsmoLevel(esmo) ? esmo : textOf(`term/${esmo}`),
    population: textOf(`evidence/${id}/population`),
  };
}

const cited = ({ evidenceDistance }: DraftItem): CaseItemView['evidence'] =>
  evidenceDistance.flatMap(({ id, distance, differs }) => {
    const text = citedText(id);
    return text === null ? [] : [{ ...text, distance, differs }];
  });
