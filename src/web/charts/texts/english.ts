import type { Direction } from '../lesion-direction.js';
import type { NewLesionFinding } from '../../../core/response/index.js';
import { plural } from '../../texts/plural.js';

const listed = (parts: readonly (string | null)[]): string => {
  const said = parts.filter((part) => part !== null);
  return said.length < 2 ? said.join('') : `${said.slice(0, -1).join(', ')} and ${said.at(-1) ?? ''}`;
};

const directions: Readonly<Record<Direction, string>> = {
  new: 'new',
  grew: 'grew',
  'grew-less': 'grew, under +20 %',
  noise: 'within noise',
  'shrank-less': 'shrank, under 30 %',
  shrank: 'shrank',
  'not-measured': 'not evaluable',
};

const newLesionFindings: Readonly<Record<NewLesionFinding, string>> = {
  yes: 'yes',
  no: 'no',
  equivocal: 'equivocal',
  unknown: 'not known',
};

export interface StripCounts {
  readonly lesions: number;
  readonly scans: number;
  readonly period: string;
  readonly grew: number;
  readonly appeared: number;
  readonly shrank: number;
  readonly between: number;
  readonly noise: number;
  readonly unknown: number;
}

export interface SumChange {
  readonly baseline: string;
  readonly now: string;
  readonly change: string | null;
  readonly response: string | null;
  /** Progression that the sum alone would not be. */
  readonly byNewLesion: boolean;
}

export const english = {
  directions,
  newLesionFindings,
  lesion: 'Lesion',
  asTable: 'as a table',
  sizesAtEveryScan: 'Sizes at every scan, in mm',
  sums: 'Sums and responses at every scan',
  showFewer: 'Show fewer',
  sinceNadir: 'over nadir',
  sinceBaseline: 'from baseline',
  bandLegend: 'measurement noise: bands that overlap may be noise alone',
  shrinkLegend: '−30 % of baseline',
  growLegend: '+20 % and +5 mm over nadir',
  hatchLegend: 'not evaluable, not measured or treated',
  stripSentence: (counts: StripCounts) => {
    const parts = [
      counts.grew > 0 ? `${counts.grew} grew` : null,
      counts.appeared > 0 ? `${counts.appeared} new` : null,
      counts.shrank > 0 ? `${counts.shrank} shrank` : null,
      counts.between > 0 ? `${counts.between} changed less than a threshold` : null,
      counts.noise > 0 ? `${counts.noise} within measurement noise` : null,
      counts.unknown > 0 ? `${counts.unknown} not evaluable at the last scan` : null,
    ];
    return `${plural(counts.lesions, 'lesion', 'lesions')} over ${plural(counts.scans, 'scan', 'scans')} (${counts.period}): ${listed(parts)}.`;
  },
  sumSentence: ({ baseline, now, change, response, byNewLesion }: SumChange) =>
    `Sum of diameters ${baseline} mm at baseline, ${now} mm now${change === null ? '' : ` (${change})`}${response === null ? '' : `; overall response ${response}${byNewLesion ? ', because of a new lesion' : ''}`}.`,
  partSentence: ({ baseline, now, response }: SumChange) =>
    `Sum of diameters ${baseline} mm at baseline. At the last scan not every target was measured: ${now} mm of those that were${response === null ? '' : `; overall response ${response}`}.`,
  noSums: 'There is no sum of diameters: no target lesion was measured.',
  sumShrink: (millimetres: string) => `−30 %: ${millimetres}`,
  sumGrow: (millimetres: string) => `+20 %: ${millimetres}`,
  scan: 'Scan',
  sumInMillimetres: 'Sum, mm',
  fromBaseline: 'From baseline',
  fromNadir: 'From nadir',
  target: 'Target',
  nonTarget: 'Non-target',
  newLesions: 'New lesion',
  overall: 'Overall',
  measuredPart: (size: string) => `${size} of those measured`,
};

export type ChartTexts = typeof english;
