import { dayNumber } from '../../format/dates.js';
import type { SeriesPoint } from './series.js';
import styles from '../record.module.css';

const [width, height, edge] = [120, 28, 4];

/** A month or a year stands in its middle: the words beside the curve say how exact it is. */
export const dayOf = (date: string): number =>
  dayNumber(`${date}${'-07-01'.slice(date.length === 4 ? 0 : 3)}`.slice(0, 10));

/** The dated values of a series from their smallest to their largest; the words beside it are its twin, so that it is hidden from readers. */
export function SeriesCurve({ points }: { readonly points: readonly SeriesPoint[] }) {
  const dated = points.flatMap(({ value, date }) =>
    date === null || value === null ? [] : [{ value, day: dayOf(date) }],
  );
  if (dated.length < 2) return null;
  const days = dated.map(({ day }) => day);
  const values = dated.map(({ value }) => value);
  const [first, last, least, most] = [Math.min(...days), Math.max(...days), Math.min(...values), Math.max(...values)];
  const x = (day: number): number => edge + ((day - first) / Math.max(last - first, 1)) * (width - 2 * edge);
  const y = (value: number): number =>
    height - edge - ((value - least) / Math.max(most - least, 1)) * (height - 2 * edge);
  return (
    <svg
      className={styles['series']}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
    >
      <polyline points={dated.map(({ day, value }) => `${x(day)},${y(value)}`).join(' ')} />
      {dated.map(({ day, value }) => (
        <circle key={`${day} ${value}`} cx={x(day)} cy={y(value)} r={2.5} />
      ))}
    </svg>
  );
}
