/** Questions that every tabular format asks about a lesion it could read. */
import type { Organ } from '../response/index.js';
import { type FindingDocument, isUnreadable, micrometresFromText } from '../record/index.js';
import type { RowFaults } from './row-faults.js';
import type { ImportRow } from './tabular-format.js';

/** RECIST 1.1 (Eisenhauer 2009; EORTC FAQ): a target is measurable from 10 mm longest diameter, a node from 15 mm short axis. */
const measurableFrom = { node: 15_000, other: 10_000 } as const;

export interface LesionPlace {
  readonly row: ImportRow;
  readonly sizeColumn: string;
  /** Patient, evaluator, lesion: the same question is asked once. */
  readonly about: readonly string[];
  readonly timepoint: string;
}

const isNode = (organ: Organ | undefined, axis: FindingDocument['axis']): boolean =>
  organ === 'lymph-node' || (organ === undefined && axis === 'short-axis');

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
  { role, organ, axis, size }: FindingDocument,
  atBaseline: boolean,
  place: LesionPlace,
  faults: RowFaults,
): void {
  if (!atBaseline || role !== 'target' || size === undefined) return;
  const length = micrometresFromText(size);
  const threshold = isNode(organ, axis) ? measurableFrom.node : measurableFrom.other;
  if (isUnreadable(length) || length.micrometres >= threshold) return;
  faults.ask({
    code: 'baseline-below-measurability',
    row: place.row,
    column: place.sizeColumn,
    about: [...place.about, place.timepoint],
    message: `a target of ${size} mm at baseline`,
    expected: `a target of at least ${threshold / 1000} mm ${isNode(organ, axis) ? 'short axis (lymph node)' : 'longest diameter'}, or role 'non-target'`,
  });
}

export function askAboutRounding(text: string, place: LesionPlace, faults: RowFaults): void {
  const length = micrometresFromText(text);
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
