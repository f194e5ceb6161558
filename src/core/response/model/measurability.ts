/**
 * Measurable at baseline (RECIST 1.1, docs/clinical-basis.md#recist-11): longest diameter of 10 mm or more on CT or MR
 * with slices up to 5 mm (thicker: twice the slice), 20 mm on chest X-ray, 10 mm by caliper; nodes 15 mm or more in
 * short axis.
 */
import type { Finding, Micrometres, Timepoint } from './history.js';
import type { LesionSeries } from './lesion-series.js';
import { recistLimits } from '../thresholds.js';

/** Smallest measurable size of a lesion on the exam that measured it. */
export function measurableFrom(node: boolean, finding: Finding, timepoint: Timepoint): Micrometres {
  const modality = finding.modality ?? timepoint.modality;
  const { measurable, measurableNode, measurableOnXRay, thickSlice, slicesAcross } = recistLimits;
  const { sliceThickness } = timepoint;
  const bySlice = sliceThickness !== null && sliceThickness > thickSlice ? slicesAcross * sliceThickness : 0;
  const byKind = modality === 'X-ray' ? measurableOnXRay : node ? measurableNode : measurable;
  return Math.max(byKind, bySlice);
}

/**
 * True when the lesion is measurable disease at this baseline. A target was chosen by its reader as measurable and is taken at
 * the reader's word; another lesion is measurable where its size says so. What is new is not there at baseline.
 */
export function isMeasurableAtBaseline(lesion: LesionSeries, baseline: number, timepoint: Timepoint): boolean {
  const reading = lesion.readings[baseline];
  if (lesion.role === 'new' || lesion.secondPrimary || reading?.kind !== 'measured') return false;
  return lesion.role === 'target' || reading.size! >= measurableFrom(lesion.node, reading.finding!, timepoint);
}
