/** Questions that every tabular format asks about a lesion it could read. */
import { isNode, recistLimits } from '../response/index.js';
import { type FindingDocument, isUnreadable, micrometresFromText } from '../record/index.js';
import type { RowFaults } from './row-faults.js';
import type { ImportRow } from './tabular-format.js';

export interface LesionPlace {
  readonly row: ImportRow;
  readonly sizeColumn: string;
  /** Patient, evaluator, lesion: the same question is asked once. */
  readonly about: readonly string[];
  readonly timepoint: string;
}

/** Nodes are measured by their short axis, everything else by the longest diameter (RECIST 1.1). */
export function askAboutAxis({ organ, axis, site }: FindingDocument, place: LesionPlace, faults: RowFaults): void {
  if (organ === undefined || axis === undefined || (organ === 'lymph-node') === (axis === 'short-axis')) return;
  faults.ask({
    code: 'axis-does-not-fit-site',
    row: place.row,
    column: place.sizeColumn,
    about: [...place.about, place.timepoint],
    message: `${site ?? organ} is measured by its ${axis === 'short-axis' ? 'short axis' : 'longest diameter'}; the value is read as sent`,
    expected: organ === 'lymph-node' ? 'the short axis of a lymph node' : 'the longest diameter',
  });
}

/** `atBaseline`: stated to be the baseline, or on or before study day 1. */
export function askAboutMeasurability(
  { lesion, role, organ, axis, state, size }: FindingDocument,
  atBaseline: boolean,
  place: LesionPlace,
  faults: RowFaults,
): void {
  if (!atBaseline || role !== 'target') return;
  if (state === 'absent')
    faults.ask({
      code: 'baseline-below-measurability',
      row: place.row,
      column: place.sizeColumn,
      about: [...place.about, place.timepoint],
      message: `target ${lesion} is absent at baseline`,
      expected: "a target that is there at baseline and can be measured, or role 'new'",
    });
  if (size === undefined) return;
  const length = micrometresFromText(size);
  const node = isNode(organ ?? null, axis ?? null);
  const threshold = node ? recistLimits.measurableNode : recistLimits.measurable;
  if (isUnreadable(length) || length.micrometres >= threshold) return;
  faults.ask({
    code: 'baseline-below-measurability',
    row: place.row,
    column: place.sizeColumn,
    about: [...place.about, place.timepoint],
    message: `a target of ${size} mm at baseline`,
    expected: `a target of at least ${threshold / 1000} mm ${node ? 'short axis (lymph node)' : 'longest diameter'}, or role 'non-target'`,
  });
}

/** Longer than any lesion that is measured by its diameter, or shorter than an image can show: another unit sent as mm, or a slip. */
const implausible = { over: 500_000, under: 1_000 } as const;

/** A length that was rounded, or that no lesion has: it is read as sent. */
export function askAboutLength(text: string, place: LesionPlace, faults: RowFaults): void {
  const length = micrometresFromText(text);
  const isImplausible = ({ micrometres }: { readonly micrometres: number }): boolean =>
    micrometres > implausible.over || (micrometres > 0 && micrometres < implausible.under);
  if (!isUnreadable(length) && isImplausible(length))
    faults.ask({
      code: 'out-of-range',
      row: place.row,
      column: place.sizeColumn,
      about: [...place.about, place.timepoint],
      message: `a size of ${text} mm: is the unit right? It is read as sent`,
      expected: `a size from ${implausible.under / 1000} to ${implausible.over / 1000} mm`,
    });
  if (isUnreadable(length) || !length.rounded) return;
  faults.ask({
    code: 'length-rounded',
    row: place.row,
    column: place.sizeColumn,
    about: [...place.about, place.timepoint],
    message: `'${text}' is read as ${length.micrometres / 1000} mm, the nearest micrometre`,
    expected: 'at most three decimals',
  });
}
