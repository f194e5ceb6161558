import type { components } from '../api/schema.d.js';

/** How a lesion stands at the last scan, and how an evaluator's reading as a whole does: said by the service, drawn here. */
export type LesionStanding = components['schemas']['LesionStanding'];
export type EvaluatorStanding = components['schemas']['EvaluatorStanding'];

type Kind = LesionStanding['kind'];
type Reported = LesionStanding['reported'];

export type Tone = 'grow' | 'shrink' | 'noise' | 'unknown';

/** Shape and colour of a standing, and its place among others: what a board looks for first stands first. */
export interface Mark {
  readonly shape: string;
  readonly tone: Tone;
  readonly order: number;
}

const mark = (shape: string, tone: Tone, order: number): Mark => ({ shape, tone, order });

const marks: Readonly<Record<Exclude<Kind, 'reported'>, Mark>> = {
  grew: mark('▲', 'grow', 0),
  new: mark('✚', 'grow', 2),
  'new-equivocal': mark('✛', 'grow', 3),
  shrank: mark('▼', 'shrink', 4),
  'grew-short': mark('△', 'grow', 6),
  'shrank-short': mark('▽', 'shrink', 7),
  'second-primary': mark('◆', 'unknown', 8),
  treated: mark('▨', 'unknown', 9),
  merged: mark('▨', 'unknown', 9),
  'not-evaluated': mark('▨', 'unknown', 10),
  held: mark('▨', 'unknown', 10),
  'within-noise': mark('●', 'noise', 11),
  'normal-node': mark('○', 'noise', 12),
  'first-size': mark('○', 'noise', 12),
  baseline: mark('○', 'noise', 12),
  'before-treatment': mark('○', 'noise', 12),
  'not-yet-seen': mark('–', 'unknown', 13),
};

/** Of a word that stands in place of a size; any other word is drawn like one that says nothing of growth. */
const reportedMarks: Readonly<Partial<Record<Reported, Mark>>> = {
  'unequivocal-progression': mark('▲', 'grow', 1),
  increased: mark('△', 'grow', 5),
  decreased: mark('▽', 'shrink', 7),
  'too-small-to-measure': mark('▽', 'shrink', 7),
  absent: mark('▽', 'shrink', 7),
};
const otherWord = mark('○', 'noise', 11);

export const markOf = ({ kind, reported }: Pick<LesionStanding, 'kind' | 'reported'>): Mark =>
  kind === 'reported' ? (reportedMarks[reported] ?? otherWord) : marks[kind];

/** Standings by what a board looks for first; equal ones stay as sent. */
export const inReadingOrder = (standings: readonly LesionStanding[]): readonly LesionStanding[] =>
  [...standings].sort((one, other) => markOf(one).order - markOf(other).order);
