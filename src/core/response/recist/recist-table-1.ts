/**
 * RECIST 1.1, table 1: time point response with target (with or without non-target) disease.
 * Eisenhauer, Eur J Cancer 2009;45:228-47. Rows 1, 2, 4, 5, 7, 8, 9 were checked in a secondary text, rows 3 and 6 are general
 * knowledge (docs/clinical-basis.md#recist-11). The progressive rows stand first because they hold whatever the other
 * columns say. A patient without non-target lesions reads as if these were in complete response ('not-applicable').
 */
import type { NonTargetResponse, OverallResponse, TargetResponse } from '../model/classification.js';

export interface RecistRow {
  /** Number of the row as printed. */
  readonly row: number;
  readonly target: readonly TargetResponse[] | 'any';
  readonly nonTarget: readonly NonTargetResponse[] | 'any';
  readonly newLesion: boolean | 'any';
  readonly overall: OverallResponse;
}

const nonProgressive: readonly NonTargetResponse[] = ['CR', 'NON-CR/NON-PD', 'NE', 'not-applicable'];

export const recistTable1: readonly RecistRow[] = [
  { row: 9, target: 'any', nonTarget: 'any', newLesion: true, overall: 'PD' },
  { row: 7, target: ['PD'], nonTarget: 'any', newLesion: 'any', overall: 'PD' },
  { row: 8, target: 'any', nonTarget: ['PD'], newLesion: 'any', overall: 'PD' },
  { row: 1, target: ['CR'], nonTarget: ['CR', 'not-applicable'], newLesion: false, overall: 'CR' },
  { row: 2, target: ['CR'], nonTarget: ['NON-CR/NON-PD'], newLesion: false, overall: 'PR' },
  { row: 3, target: ['CR'], nonTarget: ['NE'], newLesion: false, overall: 'PR' },
  { row: 4, target: ['PR'], nonTarget: nonProgressive, newLesion: false, overall: 'PR' },
  { row: 5, target: ['SD'], nonTarget: nonProgressive, newLesion: false, overall: 'SD' },
  { row: 6, target: ['NE'], nonTarget: nonProgressive, newLesion: false, overall: 'NE' },
];
