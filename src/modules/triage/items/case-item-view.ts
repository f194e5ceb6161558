import { catalogue, type DraftItem } from '../../../core/discussion/index.js';
import type { CaseLineView } from './case-views.js';

type CaseItemView = CaseLineView['items'][number];

export interface ItemRow extends Pick<CaseItemView, 'id' | 'version' | 'state' | 'stateReason' | 'predecessorId'> {
  readonly treatmentLineId: string;
  /** As PostgreSQL writes an instant in JSON. */
  readonly createdAt: string;
  readonly content: DraftItem;
}

/** By the number of the rule, then by its letter: T2 stands before T10. */
const ruleOrder = new Intl.Collator('en', { numeric: true });

/** Items in the order of the catalogue, which carries no preference. */
export const inCatalogueOrder = (items: readonly ItemRow[]): ItemRow[] =>
  [...items].sort((one, other) => ruleOrder.compare(one.content.rule, other.content.rule));

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
