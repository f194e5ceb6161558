import { attributesOfRule, catalogue, type DraftItem } from '../../../core/discussion/index.js';
import type { CaseLineView } from './case-views.js';

type CaseItemView = CaseLineView['items'][number];

export interface ItemRow extends Pick<CaseItemView, 'id' | 'version' | 'state' | 'stateReason' | 'predecessorId'> {
  readonly treatmentLineId: string;
  /** As PostgreSQL writes an instant in JSON. */
  readonly createdAt: string;
  readonly content: DraftItem;
}

/** Items in the order in which a case is read, which carries no preference; those of rules that are gone stand last, the oldest first. */
export const inReadingOrder = (items: readonly ItemRow[]): ItemRow[] =>
  [...items].sort((one, other) => placeOf(one) - placeOf(other) || (BigInt(one.id) < BigInt(other.id) ? -1 : 1));

const placeOf = ({ content }: ItemRow): number => attributesOfRule(content.rule).leads;

/** What the rules made of an item, but what it is compared by. */
const drafted = ({
  flag: _flag,
  flagShown,
  chase: _chase,
  evidence: _evidence,
  evidenceDistance: _distance,
  evidenceUsed: _used,
  ...shown
}: DraftItem) => ({ ...shown, flag: flagShown });

/** An item as one page shows it. */
export const itemView = ({
  id,
  version,
  state,
  stateReason,
  predecessorId,
  createdAt,
  content,
}: ItemRow): CaseItemView => ({
  id,
  version,
  state,
  stateReason,
  predecessorId,
  createdAt: new Date(createdAt).toISOString(),
  parks: attributesOfRule(content.rule).parks,
  urgent: attributesOfRule(content.rule).urgent,
  ...drafted(content),
  evidence: cited(content),
});

const cited = ({ evidenceDistance }: DraftItem): CaseItemView['evidence'] =>
  evidenceDistance.flatMap(({ id, distance, differs }) => {
    const found = catalogue.evidence.get(id);
    if (found === undefined) return [];
    const { finding, source, doi, level, esmo, population } = found;
    return [{ id, finding, source, doi, level, esmo, population, distance, differs }];
  });
