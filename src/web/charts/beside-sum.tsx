import { scaleLinear } from '@visx/scale';
import { LinePath } from '@visx/shape';
import { plot, timeScale, width } from './sum-chart.js';
import type { TimeAxis } from './time-axis.js';
import styles from './charts.module.css';

/** One value; `open` is one of which only is known that it is below something. */
interface BesidePoint {
  readonly at: number;
  readonly value: number;
  readonly label: string;
  readonly open: boolean;
}

export interface BesideRow {
  readonly name: string;
  readonly unit: string;
  readonly points: readonly BesidePoint[];
}

const rowHeight = 40;
const labelRoom = 15;
const leastApart = 44;

/** What was measured in blood, a row each, under the sums and on their time axis; `words` says it to who does not see it. */
export function BesideSum({
  rows,
  axis,
  words,
}: {
  readonly rows: readonly BesideRow[];
  readonly axis: TimeAxis;
  readonly words: string;
}) {
  const x = timeScale(axis);
  return (
    <svg viewBox={`0 0 ${width} ${rows.length * rowHeight}`} className={styles['sums']} role="img" aria-label={words}>
      {rows.map(({ name, unit, points }, index) => {
        const bottom = (index + 1) * rowHeight - 5;
        const y = scaleLinear<number>({
          domain: [0, Math.max(...points.map(({ value }) => value)) || 1],
          range: [bottom, index * rowHeight + labelRoom],
        });
        const labelled = spacedLabels(points.map(({ at }) => x(at)));
        return (
          <g key={`${name} ${unit}`}>
            <line x1={plot.left} x2={plot.right} y1={bottom} y2={bottom} className={styles['axis']} />
            <LinePath data={[...points]} x={({ at }) => x(at)} y={({ value }) => y(value)} className={styles['line']} />
            {points.map(({ at, value, label, open }, place) => (
              <g key={`${at} ${value}`}>
                <circle cx={x(at)} cy={y(value)} r={3.5} className={styles[open ? 'point-open' : 'point-noise']} />
                {labelled.has(place) && (
                  <text x={x(at)} y={y(value) - 6} textAnchor="middle" className={styles['small-label']}>
                    {label}
                  </text>
                )}
              </g>
            ))}
            {[name, unit].map((line, at) => (
              <text key={line} x={plot.right + 4} y={bottom - 14 + at * 13} className={styles['small-label']}>
                {line}
              </text>
            ))}
          </g>
        );
      })}
    </svg>
  );
}

/** Which points have room for their label: the last always, then from the last to the first. */
function spacedLabels(places: readonly number[]): ReadonlySet<number> {
  const kept = new Set<number>();
  let room = Infinity;
  for (let index = places.length - 1; index >= 0; index -= 1) {
    if (room - places[index]! < leastApart) continue;
    kept.add(index);
    room = places[index]!;
  }
  return kept;
}
