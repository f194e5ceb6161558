/** The curves of a letter, drawn from the bundle on which the board looked. Pure. */
import type { Language } from '../../../core/discussion/index.js';
import type { Bundle } from '../preparation/bundle.js';
import { shownDay } from './shown-times.js';
import { letterTexts } from './texts/index.js';

/** What is drawn of a reading as it was computed; the bundle keeps more. */
interface Reading {
  readonly evaluator: string;
  readonly timepoints: readonly {
    readonly key: string;
    readonly label: string;
    readonly date: { readonly from: string; readonly to: string } | null;
  }[];
  readonly lesions: readonly {
    readonly lesion: string;
    /** Sizes in micrometres, in the order of the timepoints. */
    readonly points: readonly { readonly size: number | null }[];
  }[];
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const size = { width: 520, height: 110 } as const;
const plot = { left: 34, right: size.width - 92, top: 8, bottom: size.height - 18 } as const;
const leastBetweenLabels = 9;
const leastBetweenDates = 62;
const millimetre = 1_000;
const dashes = ['none', '5 2', '1.5 2', '7 2 1.5 2'] as const;

/**
 * Curves of all lesions that were measured at two scans or more, in mm over time, each with its label at its end and a dash of its own.
 * A size that is missing leaves a gap. Null where there is no such lesion: the table says the same.
 * @param language of the dates, that of the letter's rendered lines
 */
export function chartOf(bundle: Bundle, language: Language): string | null {
  const reading = leadingReading(bundle);
  if (reading === undefined) return null;
  const lesions = reading.lesions.filter(({ points }) => points.filter(isMeasured).length > 1);
  if (lesions.length === 0) return null;
  const highest = Math.max(...lesions.flatMap(({ points }) => points.map((point) => point.size ?? 0)), millimetre);
  const x = placesOf(reading);
  const y = (micrometres: number): number => plot.bottom - (micrometres * (plot.bottom - plot.top)) / highest;
  const curves = lesions.map(({ lesion, points }) => ({
    lesion,
    runs: runsOf(
      points.map(({ size: micrometres }, at) => (micrometres === null ? null : { x: x[at]!, y: y(micrometres) })),
    ),
  }));
  return svgOf([
    axis(highest, y),
    ...curves.flatMap(({ runs }, index) => runs.map((run) => curve(run, dashes[index % dashes.length]!))),
    ...labels(curves.map(({ lesion, runs }) => ({ lesion, end: runs.at(-1)!.at(-1)! }))),
    ...dates(reading, x, language),
  ]);
}

const isMeasured = ({ size: micrometres }: { readonly size: number | null }): boolean => micrometres !== null;

/** The designated clinical reader's, else one that raised the flag, else the first: as the page of the case has it. */
function leadingReading({ line }: Bundle): Reading | undefined {
  const readings = (line?.verdicts ?? []) as unknown as readonly Reading[];
  const flags = (line?.flags ?? []) as unknown as readonly {
    readonly content?: { readonly evaluatorsFor?: string[] };
  }[];
  const sees = flags.flatMap(({ content }) => content?.evaluatorsFor ?? []);
  return (
    readings.find(({ evaluator }) => evaluator === line?.clinicalEvaluator) ??
    readings.find(({ evaluator }) => sees.includes(evaluator)) ??
    readings[0]
  );
}

/** Where each scan stands: by its date where every scan has one, else one beside the other. */
function placesOf({ timepoints }: Reading): readonly number[] {
  const days = timepoints.map(({ date }) => (date === null ? Number.NaN : Date.parse(date.from)));
  const [from, to] = [Math.min(...days), Math.max(...days)];
  const share =
    days.every((day) => !Number.isNaN(day)) && to > from
      ? days.map((day) => (day - from) / (to - from))
      : days.map((_, index) => index / Math.max(1, days.length - 1));
  return share.map((part) => plot.left + 6 + part * (plot.right - plot.left - 6));
}

/** Measured points that follow one another. */
function runsOf(points: readonly (Point | null)[]): readonly (readonly Point[])[] {
  const runs: Point[][] = [];
  points.forEach((point, index) => {
    if (point === null) return;
    if (index === 0 || points[index - 1] === null) runs.push([]);
    runs.at(-1)!.push(point);
  });
  return runs;
}

const shown = (value: number): string => value.toFixed(1);
const safe = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const text = ({ x, y }: Point, words: string, anchor = 'start'): string =>
  `<text x="${shown(x)}" y="${shown(y)}" text-anchor="${anchor}">${safe(words)}</text>`;

const curve = (run: readonly Point[], dash: string): string =>
  `<polyline points="${run.map(({ x, y }) => `${shown(x)},${shown(y)}`).join(' ')}" fill="none" stroke="#1f4e6b" stroke-width="1.3" stroke-dasharray="${dash}"/>` +
  run.map(({ x, y }) => `<circle cx="${shown(x)}" cy="${shown(y)}" r="1.8" fill="#1f4e6b"/>`).join('');

const axis = (highest: number, y: (micrometres: number) => number): string =>
  `<line x1="${plot.left}" x2="${plot.right}" y1="${plot.bottom}" y2="${plot.bottom}" stroke="#4a5560"/>` +
  text({ x: plot.left - 4, y: plot.bottom + 3 }, '0', 'end') +
  text({ x: plot.left - 4, y: y(highest) + 3 }, `${Math.round(highest / millimetre)} mm`, 'end');

/** Labels at the ends of their curves, pushed apart so that each can be read. */
function labels(ends: readonly { readonly lesion: string; readonly end: Point }[]): string[] {
  let least = -Infinity;
  return [...ends]
    .sort((one, other) => one.end.y - other.end.y)
    .map(({ lesion, end }) => {
      least = Math.max(end.y + 3, least + leastBetweenLabels);
      return text({ x: Math.max(end.x, plot.right) + 6, y: least }, lesion);
    });
}

/** Dates under the axis, or the sender's labels where a scan has none; one that would lie over the one before is left out. */
function dates({ timepoints }: Reading, x: readonly number[], language: Language): string[] {
  let before = -Infinity;
  return timepoints.flatMap(({ label, date }, index) => {
    const at = x[index]!;
    if (at - before < leastBetweenDates) return [];
    before = at;
    const words =
      date === null || date.from !== date.to ? label : shownDay(date.from, letterTexts[language], 'chart.timepoints');
    return [text({ x: at, y: size.height - 5 }, words, index === 0 ? 'start' : 'middle')];
  });
}

const svgOf = (parts: readonly string[]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="Source Sans 3" font-size="9">${parts.join('')}</svg>`;
