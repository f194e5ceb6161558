import { scaleLinear } from '@visx/scale';
import { AreaClosed, LinePath } from '@visx/shape';
import type { LesionTrajectory } from '../../core/response/index.js';
import { markOf, type LesionStanding, type Tone } from './lesion-standing.js';
import type { TimeAxis } from './time-axis.js';
import styles from './charts.module.css';

/** A stretch of treatment on the axis; `to` null means still given or not stated. */
export interface TreatmentBar {
  readonly name: string;
  readonly from: number;
  readonly to: number | null;
}

/** A local treatment of one lesion: from there on its size says nothing of the drug. */
export interface LocalTreatmentMark {
  readonly at: number;
  readonly kind: string;
}

interface LesionCurveProps {
  readonly lesion: LesionTrajectory;
  readonly standing: LesionStanding;
  readonly axis: TimeAxis;
  readonly treatments: readonly TreatmentBar[];
  readonly localTreatments: readonly LocalTreatmentMark[];
}

const width = 120;
const height = 42;
const plot = { left: 5, right: 115, top: 4, bottom: 34 } as const;
const columnWidth = 8;

interface Point {
  readonly at: number;
  readonly size: number;
  /** Half the width of the noise band around the size. */
  readonly half: number;
}

/** One lesion over time: its own scale in mm, the noise band, and where it has shrunk and grown. Its table row says the same. */
export function LesionCurve({ lesion, standing, axis, treatments, localTreatments }: LesionCurveProps) {
  const { shrinksTo, growsFrom, bands } = standing;
  const halves = new Map(bands.map(({ timepoint, half }) => [timepoint, half]));
  const at = new Map(axis.scans.map((scan) => [scan.key, scan.at]));
  const placed = lesion.points.flatMap((point) => {
    const position = at.get(point.timepoint);
    return position === undefined ? [] : [{ ...point, at: position }];
  });
  const points: Point[] = placed.flatMap(({ timepoint, at: position, size }) =>
    size === null ? [] : [{ at: position, size, half: halves.get(timepoint) ?? 0 }],
  );
  const top = Math.max(
    1000,
    ...points.map(({ size, half }) => size + half),
    growsFrom ?? 0,
    standing.baseline?.size ?? 0,
  );
  const x = scaleLinear<number>({
    domain: [axis.from, axis.to === axis.from ? axis.from + 1 : axis.to],
    range: [plot.left, plot.right],
  });
  // From half of the smallest size: from 0, a growth of a third would look flat in a row of this height.
  const low = points.length === 0 ? 0 : Math.min(...points.map(({ size }) => size)) / 2;
  const y = scaleLinear<number>({ domain: [low, top * 1.06], range: [plot.bottom, plot.top] });
  const tone = toneOf[markOf(standing).tone];
  const last = points.at(-1);
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className={styles['multiple']} aria-hidden="true" focusable="false">
      <line x1={plot.left} x2={plot.right} y1={plot.bottom} y2={plot.bottom} className={styles['axis']} />
      {axis.scans.map((scan) => (
        <line
          key={scan.key}
          x1={x(scan.at)}
          x2={x(scan.at)}
          y1={plot.bottom}
          y2={plot.bottom + 2}
          className={styles['axis']}
        />
      ))}
      <AreaClosed
        data={points}
        x={({ at: value }) => x(value)}
        y={({ size, half }) => y(size + half)}
        y0={({ size, half }) => y(Math.max(low, size - half))}
        yScale={y}
        className={styles['band']}
      />
      <Reference at={shrinksTo} y={y} tone="shrink" lowest={low} />
      <Reference at={growsFrom} y={y} tone="grow" lowest={low} highest={top * 1.06} />
      {placed
        .filter(({ size, state }) => size === null && !(lesion.role === 'new' && state === 'no-row'))
        .map(({ timepoint, at: position }) => (
          <rect
            key={timepoint}
            x={x(position) - columnWidth / 2}
            y={plot.top}
            width={columnWidth}
            height={plot.bottom - plot.top}
            className={styles['hatched']}
          />
        ))}
      {localTreatments.map(({ at: value, kind }) => (
        <g key={`${kind} ${value}`}>
          <rect
            x={x(value)}
            y={plot.top}
            width={Math.max(0, plot.right - x(value))}
            height={plot.bottom - plot.top}
            className={styles['hatched']}
          />
          <path d={`M${x(value) - 4} ${plot.top - 4}h8l-4 7z`} className={styles['local']} />
        </g>
      ))}
      <LinePath data={points} x={({ at: value }) => x(value)} y={({ size }) => y(size)} className={styles['line']} />
      {points.length > 1 && last !== undefined && (
        <LinePath
          data={points.slice(-2)}
          x={({ at: value }) => x(value)}
          y={({ size }) => y(size)}
          className={styles[`line-${tone}`]}
        />
      )}
      {points.map((point) => (
        <circle
          key={point.at}
          cx={x(point.at)}
          cy={y(point.size)}
          r={point === last ? 3.6 : 2.2}
          className={styles[point === last ? `point-${tone}` : 'point']}
        />
      ))}
      {treatments.map(({ name, from, to }) => {
        const start = Math.max(plot.left, x(from));
        return (
          <rect
            key={`${name} ${from}`}
            x={start}
            y={plot.bottom + 4}
            width={Math.max(2, Math.min(plot.right, to === null ? plot.right : x(to)) - start)}
            height={4}
            className={styles['treatment']}
          />
        );
      })}
    </svg>
  );
}

/** A line is drawn grey where nothing can be said. */
const toneOf: Readonly<Record<Tone, 'shrink' | 'grow' | 'noise'>> = {
  grow: 'grow',
  shrink: 'shrink',
  noise: 'noise',
  unknown: 'noise',
};

interface ReferenceProps {
  readonly at: number | null;
  readonly y: (size: number) => number;
  readonly tone: 'shrink' | 'grow';
  readonly lowest: number;
  readonly highest?: number;
}

function Reference({ at, y, tone, lowest, highest = Infinity }: ReferenceProps) {
  if (at === null || at <= lowest || at > highest) return null;
  return (
    <g className={styles[`reference-${tone}`]}>
      <line x1={plot.left} x2={plot.right} y1={y(at)} y2={y(at)} />
    </g>
  );
}
