/**
 * RECIST 1.1, table 2: time point response with non-target disease only (Eisenhauer 2009; general knowledge, partly checked in
 * a secondary text, docs/clinical-basis.md#recist-11). The last row is this project's: without any lesion at baseline
 * nothing can be said.
 */
import type { RecistRow } from './recist-table-1.js';

export const recistTable2: readonly RecistRow[] = [
  { row: 5, target: 'any', nonTarget: 'any', newLesion: true, overall: 'PD' },
  { row: 4, target: 'any', nonTarget: ['PD'], newLesion: 'any', overall: 'PD' },
  { row: 1, target: 'any', nonTarget: ['CR'], newLesion: false, overall: 'CR' },
  { row: 2, target: 'any', nonTarget: ['NON-CR/NON-PD'], newLesion: false, overall: 'NON-CR/NON-PD' },
  { row: 3, target: 'any', nonTarget: ['NE'], newLesion: false, overall: 'NE' },
  { row: 6, target: 'any', nonTarget: ['not-applicable'], newLesion: false, overall: 'NE' },
];
