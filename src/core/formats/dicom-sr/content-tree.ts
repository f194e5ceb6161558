/** The content tree of a structured report (PS3.3, C.17.3), as plain values. */
import { type Dataset, itemsOf, textOf } from './dicom-dataset.js';

export interface Code {
  readonly value: string;
  readonly scheme: string;
  readonly meaning: string;
}

export interface ContentItem {
  readonly type: string;
  readonly concept: Code | null;
  /** Of a CODE. */
  readonly code: Code | null;
  /** Of TEXT, UIDREF and PNAME. */
  readonly text: string;
  /** Of a NUM: null where it has none. */
  readonly number: string | null;
  readonly unit: Code | null;
  readonly children: readonly ContentItem[];
}

/** Deeper or larger trees are no report of measurements. */
export const treeLimits = { depth: 32, items: 50_000 } as const;

export class TreeTooLarge extends Error {
  override readonly name = 'TreeTooLarge';
}

const codeIn = (dataset: Dataset, tag: string): Code | null => {
  const [item] = itemsOf(dataset, tag);
  if (item === undefined) return null;
  const value = textOf(item, '00080100') || textOf(item, '00080119') || textOf(item, '00080120');
  return { value, scheme: textOf(item, '00080102'), meaning: textOf(item, '00080104') };
};

/** @throws TreeTooLarge */
export function contentOf(dataset: Dataset): readonly ContentItem[] {
  let items = 0;
  const childrenOf = (parent: Dataset, depth: number): readonly ContentItem[] =>
    itemsOf(parent, '0040A730').map((item) => {
      items += 1;
      if (depth > treeLimits.depth || items > treeLimits.items) throw new TreeTooLarge();
      const [measured] = itemsOf(item, '0040A300');
      return {
        type: textOf(item, '0040A040'),
        concept: codeIn(item, '0040A043'),
        code: codeIn(item, '0040A168'),
        text: textOf(item, '0040A160') || textOf(item, '0040A124') || textOf(item, '0040A123'),
        number: measured === undefined ? null : textOf(measured, '0040A30A') || null,
        unit: measured === undefined ? null : codeIn(measured, '004008EA'),
        children: childrenOf(item, depth + 1),
      };
    });
  return childrenOf(dataset, 1);
}
