import type { LesionTrajectory } from '../../core/response/index.js';
import { showMillimetres } from '../format/lengths.js';
import { useChartTexts } from './texts/index.js';
import { useWords } from '../texts/words.js';
import { scanTime } from './scan-time.js';
import type { TimeAxis } from './time-axis.js';
import styles from './charts.module.css';

interface SizeTableProps {
  readonly lesions: readonly LesionTrajectory[];
  readonly axis: TimeAxis;
}

/** Sizes of every lesion at every scan, in mm. */
export function SizeTable({ lesions, axis }: SizeTableProps) {
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
        {lesions.map((lesion) => {
          const points = new Map(lesion.points.map((point) => [point.timepoint, point]));
          return (
            <tr key={lesion.lesion}>
              <th scope="row">{lesion.lesion}</th>
              {axis.scans.map(({ key }) => {
                const point = points.get(key);
                return (
                  <td key={key} className="number">
                    {point === undefined
                      ? '–'
                      : point.size === null
                        ? words.findingState(point.state)
                        : showMillimetres(point.size, words.decimalMark)}
                  </td>
                );
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
