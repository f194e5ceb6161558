import { showPartialDate } from '../../format/dates.js';
import { useWords } from '../../texts/words.js';
import { usePatientTexts } from '../texts/index.js';
import type { Series } from './series.js';
import { SeriesCurve } from './series-curve.js';
import { seriesName, seriesWords } from './series-words.js';
import styles from '../record.module.css';

/** Values over time, a row each: its curve, its words, and what has to be said of changes that are not there. */
export function SeriesTable({ series }: { readonly series: readonly Series[] }) {
  const texts = usePatientTexts();
  const { months } = useWords();
  return (
    <div className={styles['table-scroll']} tabIndex={0} role="region" aria-label={texts.series}>
      <table className={styles['plain-table']}>
        <tbody>
          {series.map((one) => (
            <tr key={`${one.name} ${one.unit}`}>
              <th scope="row">{seriesName(one, texts)}</th>
              <td>
                <SeriesCurve points={one.points} />
              </td>
              <td>
                {seriesWords(one, (date) => showPartialDate(date, months))}
                {one.notes.map((note) => (
                  <span key={note} className={styles['second-line']}>
                    {texts.notCompared[note]}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
