import { scanTime } from '../../charts/scan-time.js';
import { usePatientTexts } from '../texts/index.js';
import { useWords } from '../../texts/words.js';
import type { ShownTimepoint } from '../case/case.js';
import styles from '../record.module.css';

export const verdictShapes = { met: '✓', 'not-met': '✗', 'not-assessable': '▨' } as const;

/** What each definition said at each follow-up, side by side; nothing where there was only one. */
export function DefinitionsOverTime({ timepoints }: { readonly timepoints: readonly ShownTimepoint[] }) {
  const texts = usePatientTexts();
  const words = useWords();
  const followUps = timepoints.filter(({ phase }) => phase === 'follow-up');
  const definitions = [...new Set(followUps.flatMap(({ patterns }) => patterns.map(({ definition }) => definition)))];
  if (followUps.length < 2 || definitions.length === 0) return null;
  return (
    <div className={styles['table-scroll']} tabIndex={0} role="region" aria-label={texts.definitionsOverTime}>
      <table className={styles['plain-table']}>
        <caption>{texts.definitionsOverTime}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.definition}</th>
            {followUps.map((timepoint) => (
              <th scope="col" key={timepoint.key}>
                {scanTime(timepoint, words.months)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {definitions.map((definition) => (
            <tr key={definition}>
              <th scope="row">{words.definitionName(definition)}</th>
              {followUps.map(({ key, patterns }) => {
                const verdict = patterns.find((pattern) => pattern.definition === definition)?.verdict;
                return (
                  <td className={styles['verdict']} key={key}>
                    {verdict === undefined ? '–' : `${verdictShapes[verdict]} ${words.verdicts[verdict]}`}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
