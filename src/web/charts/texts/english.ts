import type { LesionStanding } from '../lesion-standing.js';
import type { NewLesionFinding } from '../../../core/response/index.js';
import { plural } from '../../texts/plural.js';

const listed = (parts: readonly (string | null)[]): string => {
  const said = parts.filter((part) => part !== null);
  return said.length < 2 ? said.join('') : `${said.slice(0, -1).join(', ')} and ${said.at(-1) ?? ''}`;
};

type Kind = LesionStanding['kind'];

/** Of a word in place of a size, of a lesion that was not evaluated and of a mass the words are made apart. */
const standings: Readonly<Record<Exclude<Kind, 'reported' | 'not-evaluated' | 'merged'>, string>> = {
  grew: 'grew',
  shrank: 'shrank',
  'grew-short': 'grew, short of a threshold',
  'shrank-short': 'shrank, short of a threshold',
  'within-noise': 'within noise',
  'normal-node': 'normal node',
  new: 'new',
  'new-equivocal': 'new, equivocal',
  'first-size': 'measured for the first time',
  'not-yet-seen': 'not seen yet',
  treated: 'treated locally, not counted',
  'second-primary': 'second primary, not counted',
  held: 'held: waits for the sender',
  baseline: 'baseline',
  'before-treatment': 'before treatment',
};

const uncounted: Readonly<Record<NonNullable<LesionStanding['uncounted']>, string>> = {
  'in-prior-field': 'not counted: in a prior field without progression since',
  'no-tumour-in-tissue': 'not counted: no tumour in its tissue',
  'sent-as-new': 'not counted: sent as new, and there before',
  'not-at-baseline': 'not counted: first seen after the baseline',
  'not-measurable-at-baseline': 'not counted: not measurable at baseline',
  'no-true-baseline': 'not counted: the first scan came after the start',
  'no-baseline': 'not counted: the baseline is not known',
};

const notEvaluated: Readonly<Partial<Record<LesionStanding['reported'], string>>> = {
  'not-evaluable': 'not evaluable',
  'not-done': 'not done',
  'no-row': 'not reported at this scan',
};

const newLesionFindings: Readonly<Record<NewLesionFinding, string>> = {
  yes: 'yes',
  no: 'no',
  equivocal: 'equivocal',
  unknown: 'not known',
};

/** How many lesions stand in one way. */
export interface StandingCount {
  readonly words: string;
  readonly count: number;
}

export interface Reading {
  readonly lesions: number;
  readonly scans: number;
  /** Scans that wait for the sender. */
  readonly held: number;
  readonly period: string;
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
  standings,
  uncounted,
  notEvaluated: (reported: LesionStanding['reported']): string => notEvaluated[reported] ?? 'not evaluable',
  oneMassWith: (lesions: readonly string[]): string => `one mass with ${listed(lesions)}`,
  inOneMass: 'merged into one mass',
  notCounted: (said: string): string => `${said}, not counted`,
  shortOfThreshold: 'changed, short of a threshold',
  mayBeNoise: 'may be noise alone',
  normalNodeShrank: 'a normal node counts as shrunk',
  normalNodeCannotGrow: 'a normal node cannot grow',
  newWithoutRow: 'no row at this scan: taken to be there',
  progressedAt: (scan: string): string => `unequivocal progression on ${scan} stands`,
  fromNothing: 'from 0 mm',
  oneMissed: (reached: string, short: string, needed: string): string =>
    `${reached}, but ${short} of the ${needed} needed`,
  bothMissed: (percent: string, percentNeeded: string, length: string, lengthNeeded: string): string =>
    `${percent} of the ${percentNeeded} and ${length} of the ${lengthNeeded} needed`,
  shrinkMissed: (reached: string, needed: string): string => `${reached} of the ${needed} needed`,
  newLesionFindings,
  lesion: 'Lesion',
  asTable: 'as a table',
  sizesAtEveryScan: 'Sizes at every scan, in mm',
  sums: 'Sums and responses at every scan',
  showFewer: 'Show fewer',
  since: { nadir: 'from previous nadir', baseline: 'from baseline' },
  bandLegend: 'measurement noise: bands that overlap may be noise alone',
  shrinkLegend: 'up to this size it has shrunk',
  growLegend: 'from this size on it has grown',
  hatchLegend: 'not measured, held or treated',
  stripSentence: ({ lesions, scans, period, counts }: Reading & { readonly counts: readonly StandingCount[] }) =>
    `${plural(lesions, 'lesion', 'lesions')} over ${plural(scans, 'scan', 'scans')} (${period}): ${listed(counts.map(({ words, count }) => `${count} ${words}`))}.`,
  heldSentence: ({ lesions, scans, held, period }: Reading) =>
    held === scans
      ? `${held} of ${plural(scans, 'scan', 'scans')} held: nothing can be said before the sender answers.`
      : `${plural(lesions, 'lesion', 'lesions')} over ${plural(scans, 'scan', 'scans')} (${period}): the last scan is held and waits for the sender, so nothing is said of now.`,
  sumSentence: ({ baseline, now, change, response, byNewLesion }: SumChange) =>
    `Sum of diameters ${baseline} mm at baseline, ${now} mm now${change === null ? '' : ` (${change})`}${response === null ? '' : `; overall response ${response}${byNewLesion ? ', because of a new lesion' : ''}`}.`,
  partSentence: ({ baseline, now, response }: SumChange) =>
    `Sum of diameters ${baseline} mm at baseline. At the last scan not every target was measured: ${now} mm of those that were${response === null ? '' : `; overall response ${response}`}.`,
  heldSum: (baseline: string) =>
    `Sum of diameters ${baseline} mm at baseline. The last scan is held and waits for the sender: there is no sum now.`,
  baselineSum: (baseline: string) => `Sum of diameters ${baseline} mm at baseline; there is no follow-up yet.`,
  nothingMeasured: (baseline: string) =>
    `Sum of diameters ${baseline} mm at baseline. At the last scan no target was measured.`,
  noSumsHeld: (held: number, scans: number) =>
    `There is no sum of diameters: ${held} of ${plural(scans, 'scan', 'scans')} held.`,
  noSums: 'There is no sum of diameters: no target lesion was measured.',
  responseTo: (millimetres: string) => `PR to ${millimetres}`,
  progressionFrom: (millimetres: string) => `PD from ${millimetres}`,
  scan: 'Scan',
  sumInMillimetres: 'Sum, mm',
  fromBaseline: 'From baseline',
  fromNadir: 'From previous nadir',
  target: 'Target',
  nonTarget: 'Non-target',
  newLesions: 'New lesion',
  overall: 'Overall',
  measuredPart: (size: string) => `${size} of those measured`,
};

export type ChartTexts = typeof english;
