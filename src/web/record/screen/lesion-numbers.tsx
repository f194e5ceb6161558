import { markOf, type LesionStanding } from '../../charts/lesion-standing.js';
import type { FirstScreen } from './first-screen.js';
import { usePatientTexts } from '../texts/index.js';
import parts from '../../parts/parts.module.css';
import styles from './screen.module.css';

type Row = FirstScreen['lesions'][number];

interface LesionNumbersProps {
  readonly lesions: readonly Row[];
  readonly standings: readonly LesionStanding[];
}

/** Baseline, previous nadir, now, and the change against both. Where the last scan is held there is no now, and no column for it. */
export function LesionNumbers({ lesions, standings }: LesionNumbersProps) {
  const texts = usePatientTexts().screen;
  if (lesions.length === 0) return null;
  const isHeld = lesions.every(({ kind }) => kind === 'held');
  const columns = [
    { head: texts.baseline, of: ({ baseline }: Row) => baseline },
    { head: texts.previousNadir, of: ({ previousNadir }: Row) => previousNadir },
    ...(isHeld
      ? []
      : [
          { head: texts.now, of: ({ now }: Row) => now },
          { head: texts.againstBaseline, of: ({ againstBaseline }: Row) => againstBaseline },
          { head: texts.againstNadir, of: ({ againstNadir }: Row) => againstNadir },
        ]),
  ];
  const marks = new Map(standings.map((standing) => [standing.lesion, markOf(standing)]));
  return (
    <div className={parts['scroll']} tabIndex={0} role="region" aria-label={texts.lesions}>
      <table className={styles['numbers']} aria-label={texts.lesions}>
        <thead>
          <tr>
            <th scope="col">{texts.lesion}</th>
            {columns.map(({ head }) => (
              <th key={head} scope="col" className="number">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lesions.map((row) => {
            const mark = marks.get(row.lesion);
            return (
              <tr key={row.lesion}>
                <th scope="row">
                  {mark !== undefined && (
                    <span aria-hidden="true" className={`${styles['shape']} ${styles[mark.tone] ?? ''}`}>
                      {mark.shape}
                    </span>
                  )}
                  {row.words}
                  {row.note !== null && <span className={styles['note']}> {row.note}</span>}
                </th>
                {columns.map(({ head, of }) => (
                  <td key={head} className={`number ${head === texts.now ? styles['now'] : ''}`}>
                    {of(row)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
