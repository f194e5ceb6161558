import { useChartTexts } from './texts/index.js';
import { useWords } from '../texts/words.js';
import type { RelativeSizes } from './relative-sizes.js';
import { scanTime } from './scan-time.js';
import type { TimeAxis } from './time-axis.js';
import styles from './charts.module.css';

/** The chart of all lesions as a table: per cent of baseline at every scan; what was not measured has none. */
export function RelativeTable({ sizes, axis }: { readonly sizes: RelativeSizes; readonly axis: TimeAxis }) {
  const texts = useChartTexts();
  const words = useWords();
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">{texts.lesion}</th>
          {axis.scans.map((scan) => (
            <th key={scan.key} scope="col" className="number">
              {scanTime(scan, words.months)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...sizes.drawn, ...sizes.beside.map(({ lesion }) => ({ lesion, points: [] }))].map(({ lesion, points }) => {
          const percents = new Map(points.map(({ timepoint, percent }) => [timepoint, percent]));
          return (
            <tr key={lesion}>
              <th scope="row">{lesion}</th>
              {axis.scans.map(({ key }) => (
                <td key={key} className="number">
                  {percents.has(key) ? `${Math.round(percents.get(key)!)} %` : '–'}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
