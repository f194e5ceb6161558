/** The rows of one subject, evaluator and visit, sorted into what they are. */
import { inRowOrder, RowFaults } from '../row-faults.js';
import { identifiedLesions, type IdentifiedLesion } from './sdtm-identification.js';
import { checkedTests, readTests, sdtmKeysOf, testOf, visitOf } from './sdtm-rows.js';
import { withUndoneLesions } from './sdtm-undone.js';
import type { ImportRow } from '../tabular-format.js';

/** Everything about the group that its parts need. */
export interface SdtmGroup {
  readonly rows: readonly ImportRow[];
  /** TR rows whose tests are read or checked, in the order of their file. */
  readonly results: readonly ImportRow[];
  readonly identifications: readonly ImportRow[];
  readonly lesions: ReadonlyMap<string, IdentifiedLesion>;
  readonly first: ImportRow;
  readonly key: string;
  /** Null where the rows name no subject or no visit. */
  readonly sourceId: string | null;
  readonly faults: RowFaults;
}

export function sdtmGroupOf(unordered: readonly ImportRow[], subjectRows: readonly ImportRow[]): SdtmGroup {
  const sent = inRowOrder(unordered);
  const [first] = sent;
  if (first === undefined) throw new Error('a group has at least one row');
  const { groupKey, subjectKey } = sdtmKeysOf(first);
  const lesions = identifiedLesions(subjectKey === null ? [] : inRowOrder(subjectRows));
  const faults = new RowFaults(groupKey);
  const rows = withUndoneLesions(sent, lesions, faults);
  return {
    rows,
    results: rows.filter(
      (row) => row.file === 'tr' && (readTests.includes(testOf(row)) || checkedTests.includes(testOf(row))),
    ),
    identifications: rows.filter((row) => row.file === 'tu'),
    lesions,
    first,
    key: groupKey,
    sourceId: subjectKey === null || visitOf(first) === '' ? null : groupKey,
    faults,
  };
}

/** Rows that say when the timepoint was: results that are read, or, where a visit has none, the identifications. */
export const datedRows = ({
  results,
  identifications,
}: Pick<SdtmGroup, 'results' | 'identifications'>): readonly ImportRow[] => {
  const read = results.filter((row) => readTests.includes(testOf(row)));
  return read.length > 0 ? read : identifications;
};
