import { useMemo } from 'react';
import { BesideSum, type BesideRow } from '../../charts/beside-sum.js';
import type { TimeAxis } from '../../charts/time-axis.js';
import { useChartTexts } from '../../charts/texts/index.js';
import { showPartialDate } from '../../format/dates.js';
import { useWords } from '../../texts/words.js';
import type { CaseFact } from '../case/case.js';
import { usePatientTexts } from '../texts/index.js';
import { isInBlood, type Series, seriesOf } from './series.js';
import { dayOf } from './series-curve.js';
import { SeriesTable } from './series-table.js';
import { seriesName, seriesWords } from './series-words.js';
import styles from '../record.module.css';

interface DnaBesideProps {
  readonly facts: readonly CaseFact[];
  readonly axis: TimeAxis;
  /** Where the page holds the values as a table already: the address of its heading. */
  readonly tableAt?: string;
}

/** DNA of the tumour or its virus in blood under the sums of the scans, on the same time axis, with all of its values in words. */
export function DnaBeside({ facts, axis, tableAt }: DnaBesideProps) {
  const texts = usePatientTexts();
  const charts = useChartTexts();
  const { months } = useWords();
  const series = useMemo(() => seriesOf(facts, texts).filter(isInBlood), [facts, texts]);
  const drawn = useMemo(() => drawnOn(axis, series), [axis, series]);
  if (series.length === 0) return null;
  const shown = series.filter((_, index) => drawn.rows[index]!.length > 0);
  const rows = series.flatMap((one, index): BesideRow[] => {
    const points = drawn.rows[index]!;
    const [name, unit] = texts.dnaShort(one.name, one.unit);
    return points.length === 0 ? [] : [{ name, unit, points }];
  });
  const words = series.map(
    (one) => `${seriesName(one, texts)}: ${seriesWords(one, (date) => showPartialDate(date, months))}`,
  );
  return (
    <figure className={styles['figure']} aria-label={texts.inBlood}>
      {rows.length > 0 && (
        <>
          <figcaption className="small">
            {texts.besideSums(shown.map((one) => seriesName(one, texts)).join('; '))}.{' '}
            {drawn.outside > 0 && texts.outsideScans(drawn.outside)}{' '}
            {tableAt !== undefined && (
              <a href={`#${tableAt}`} className="screen-only">
                {charts.asTable}
              </a>
            )}
          </figcaption>
          <BesideSum rows={rows} axis={axis} words={words.join('. ')} />
        </>
      )}
      {tableAt === undefined && <SeriesTable series={series} />}
    </figure>
  );
}

/** The points of each series that lie in the time of the scans, where these are dated; how many lie outside of it. */
function drawnOn(
  axis: TimeAxis,
  series: readonly Series[],
): { readonly rows: readonly BesideRow['points'][]; readonly outside: number } {
  const placed = series.map(({ points }) =>
    points.flatMap(({ value, date, short, belowDetection }) =>
      value === null || date === null || axis.kind !== 'dates'
        ? []
        : [{ at: dayOf(date), value, label: short, open: belowDetection === true }],
    ),
  );
  const within = ({ at }: { readonly at: number }): boolean => at >= axis.from && at <= axis.to;
  const rows = placed.map((points) => points.filter(within));
  const all = series.reduce((count, { points }) => count + points.length, 0);
  return { rows, outside: all - rows.reduce((count, points) => count + points.length, 0) };
}
