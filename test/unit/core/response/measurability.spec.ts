import type { CompactLine, CompactScan } from '../../../conformance/notation.js';
import { verdicts } from './support.js';

/** A growing non-target counts in the patterns where it was measurable at baseline. */
const grows = (size: number, organ: 'lung' | 'lymph-node', scan: CompactScan): unknown => {
  const line: CompactLine = { lesions: { S: { sizes: [60, 30] }, G: { role: 'non-target', organ, sizes: [size, 2 * size] } }, scans: [scan, scan] };
  return verdicts(line, 'DR-A')[0];
};

test.each([
  ['10 mm', 'lung', {}, 10, 9.9], ['short axis 15 mm of a node', 'lymph-node', {}, 15, 14.9],
  ['slices of 5 mm are thin', 'lung', { sliceThickness: 5 }, 10, 9.9], ['twice a slice of 8 mm', 'lung', { sliceThickness: 8 }, 16, 15.9],
  ['20 mm on a plain film', 'lung', { modality: 'X-ray' }, 20, 19.9],
] as const)('measurable from %s', (_, organ, scan, from, under) => {
  expect([grows(from, organ, scan), grows(under, organ, scan)]).toEqual(['met', 'not-assessable']);
});
