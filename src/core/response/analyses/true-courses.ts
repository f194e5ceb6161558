/**
 * Patients as they truly are, drawn from the choices of simulation-choices.ts: what each lesion measures at each scan before anybody
 * measures it (docs/clinical-basis.md#sensitivity-and-false-flags-p).
 */
import { isPartialResponse } from '../model/change-rules.js';
import type { Micrometres, Organ } from '../model/history.js';
import { isNormalNode } from '../model/nodes.js';
import { establishedLesionGrew } from '../patterns/lesion-growth.js';
import { recistLimits } from '../thresholds.js';
import type { Circumstance, LogNormal, SimulationChoices } from './simulation-choices.js';

/**
 * A lesion that was there grows while another responds; a new one appears while another responds; a response without either; the same with
 * a finding that is called new at one scan and is none at the next.
 */
export type CourseKind = 'established-growth' | 'new-lesion' | 'response' | 'response-with-passing-finding';

export interface TrueLesion {
  readonly label: string;
  readonly organ: Organ;
  /** The scan that first shows it, where it is not there from the baseline on. */
  readonly newAt: number | null;
  /** The scan at which it is called equivocal. */
  readonly equivocalAt: number | null;
  /** By scan, the baseline first; 0 where it is not there. */
  readonly sizes: readonly Micrometres[];
}

export interface TrueCourse {
  /** Day of each scan, the baseline at 0. */
  readonly days: readonly number[];
  readonly lesions: readonly TrueLesion[];
  /** Labels of those that truly grow or are new. */
  readonly dissociated: readonly string[];
  /** The first scan at which the true sizes are a dissociation by the thresholds of DR-A, or the new lesion is there; null: at none. */
  readonly shownAt: number | null;
}

export interface Draw {
  /** From 0 to under 1. */
  readonly random: () => number;
  /** Standard normal. */
  readonly normal: () => number;
}

/** Who draws, from what, and in which circumstance. */
export interface Drawing extends Draw {
  readonly choices: SimulationChoices;
  readonly circumstance: Circumstance;
}

const between = ({ random }: Draw, from: number, to: number): number => from + random() * (to - from);
const wholeBetween = (draw: Draw, from: number, to: number): number => Math.floor(between(draw, from, to + 1));
const logNormal = ({ normal }: Draw, { median, spread }: LogNormal): number => median * Math.exp(spread * normal());

function oneOf<Value>({ random }: Draw, weighted: readonly (readonly [value: Value, weight: number])[]): Value {
  let left = random();
  return (weighted.find(([, weight]) => (left -= weight) < 0) ?? weighted.at(-1)!)[0];
}

/** Draws until what was drawn is what is asked for. */
function drawUntil<Value>(draw: () => Value, holds: (value: Value) => boolean): Value {
  for (;;) {
    const value = draw();
    if (holds(value)) return value;
  }
}

function drawDays({ choices, circumstance }: Drawing, followUps: number): readonly number[] {
  const { earlyDay, daysBetweenScans } = choices;
  const first = circumstance === 'first-scan-early' ? earlyDay : daysBetweenScans;
  return [0, ...Array.from({ length: followUps }, (_, index) => first + index * daysBetweenScans)];
}

function drawBaseline(drawing: Drawing, organ: Organ): Micrometres {
  const { baseline, smallest, smallestNode, largest } = drawing.choices;
  const least = organ === 'lymph-node' ? smallestNode : smallest;
  return drawUntil(
    () => logNormal(drawing, baseline),
    (size) => size >= least && size <= largest,
  );
}

/** A lesion that falls to its lowest share, ever more slowly; from a day on, where one is given, it grows from what is left. */
function drawLesion(drawing: Drawing, label: string, days: readonly number[], growsFrom: number | null): TrueLesion {
  const { organs, growth, halfOfTheFall, daysBetweenScans } = drawing.choices;
  const organ = oneOf(drawing, organs);
  const [baseline, lowest, pace] = [drawBaseline(drawing, organ), drawing.random(), logNormal(drawing, growth)];
  const turn = growsFrom ?? Number.POSITIVE_INFINITY;
  const sizeAt = (day: number): Micrometres => {
    const left = lowest + (1 - lowest) * 0.5 ** (Math.min(day, turn) / halfOfTheFall);
    return Math.round(baseline * left * (1 + pace) ** (Math.max(0, day - turn) / daysBetweenScans));
  };
  return { label, organ, newAt: null, equivocalAt: null, sizes: days.map(sizeAt) };
}

const drawCount = (drawing: Drawing): number =>
  wholeBetween(drawing, drawing.choices.fewestLesions, drawing.choices.mostLesions);

/** Lesions of which the first so many grow from a day on. */
const drawLesions = (
  drawing: Drawing,
  days: readonly number[],
  count: number,
  growers = 0,
  growsFrom: number | null = null,
): readonly TrueLesion[] =>
  Array.from({ length: count }, (_, index) =>
    drawLesion(drawing, `L${index + 1}`, days, index < growers ? growsFrom : null),
  );

const hasResponded = ({ sizes }: TrueLesion, scan: number): boolean => isPartialResponse(sizes[0]!, sizes[scan]!);

const hasGrown = ({ organ, sizes }: TrueLesion, scan: number): boolean =>
  establishedLesionGrew({
    nadir: Math.min(...sizes.slice(0, scan)),
    now: sizes[scan]!,
    kind: 'measured',
    normalNodes: isNormalNode(organ === 'lymph-node', sizes[scan]!),
  });

function drawEstablishedGrowth(drawing: Drawing): TrueCourse {
  const { followUpsToShow, growers: shares, concurrent } = drawing.choices;
  const days = drawDays(drawing, followUpsToShow + 1);
  const count = drawCount(drawing);
  const growers = Math.min(oneOf(drawing, shares), count - 1);
  const turn = drawing.random() < concurrent ? 0 : wholeBetween(drawing, 1, 2);
  const lesions = drawLesions(drawing, days, count, growers, days[turn]!);
  const [growing, others] = [lesions.slice(0, growers), lesions.slice(growers)];
  const shownAt = days
    .slice(1, followUpsToShow + 1)
    .findIndex(
      (_, index) =>
        growing.some((one) => hasGrown(one, index + 1)) && others.some((one) => hasResponded(one, index + 1)),
    );
  return { days, lesions, dissociated: growing.map(({ label }) => label), shownAt: shownAt < 0 ? null : shownAt + 1 };
}

function drawNewLesion(drawing: Drawing): TrueCourse {
  const { organs, growth, newLesionFrom, newLesionTo, followUpsToShow } = drawing.choices;
  const smallNode = drawing.circumstance === 'small-new-node';
  const days = drawDays(drawing, followUpsToShow + 1);
  const newAt = wholeBetween(drawing, 1, followUpsToShow);
  const lesions = drawLesions(drawing, days, drawCount(drawing));
  const organ = smallNode ? 'lymph-node' : oneOf(drawing, organs);
  const first = between(drawing, newLesionFrom, smallNode ? recistLimits.measurableNode : newLesionTo);
  const pace = logNormal(drawing, growth);
  const sizes = days.map((_, scan) => (scan < newAt ? 0 : Math.round(first * (1 + pace) ** (scan - newAt))));
  const equivocalAt = drawing.circumstance === 'new-lesion-equivocal' ? newAt : null;
  return {
    days,
    lesions: [...lesions, { label: 'New', organ, newAt, equivocalAt, sizes }],
    dissociated: ['New'],
    shownAt: lesions.some((one) => hasResponded(one, newAt)) ? newAt : null,
  };
}

function drawResponse(drawing: Drawing): TrueCourse {
  const days = drawDays(drawing, drawing.choices.followUps);
  return { days, lesions: drawLesions(drawing, days, drawCount(drawing)), dissociated: [], shownAt: null };
}

/** A response in which something is called new at one scan: a node under 15 mm that is normal again, or an equivocal finding that is gone. */
function drawPassingFinding(drawing: Drawing): TrueCourse {
  const course = drawResponse(drawing);
  const { organs, newLesionFrom, newLesionTo, passedNode } = drawing.choices;
  const smallNode = drawing.circumstance === 'small-new-node';
  const newAt = wholeBetween(drawing, 1, course.days.length - 1);
  const organ = smallNode ? 'lymph-node' : oneOf(drawing, organs);
  const first = Math.round(between(drawing, newLesionFrom, smallNode ? recistLimits.measurableNode : newLesionTo));
  const after = smallNode ? passedNode : 0;
  const sizes = course.days.map((_, scan) => (scan < newAt ? 0 : scan === newAt ? first : after));
  return {
    ...course,
    lesions: [...course.lesions, { label: 'New', organ, newAt, equivocalAt: smallNode ? null : newAt, sizes }],
  };
}

const sumAt = (lesions: readonly TrueLesion[], scan: number): Micrometres =>
  lesions.reduce((sum, { newAt, sizes }) => sum + (newAt === null ? sizes[scan]! : 0), 0);

/** The true sum responds by the last scan. */
const responds = ({ lesions, days }: TrueCourse): boolean =>
  isPartialResponse(sumAt(lesions, 0), sumAt(lesions, days.length - 1));

const isShown = ({ shownAt }: TrueCourse): boolean => shownAt !== null;

const kinds: Readonly<
  Record<CourseKind, readonly [(drawing: Drawing) => TrueCourse, (course: TrueCourse) => boolean]>
> = {
  'established-growth': [drawEstablishedGrowth, isShown],
  'new-lesion': [drawNewLesion, isShown],
  response: [drawResponse, responds],
  'response-with-passing-finding': [drawPassingFinding, responds],
};

/** One patient of a kind: drawn until the true sizes are what the kind says. */
export function drawCourse(kind: CourseKind, drawing: Drawing): TrueCourse {
  const [draw, holds] = kinds[kind];
  return drawUntil(() => draw(drawing), holds);
}
