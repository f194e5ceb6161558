import { useQuery } from '@tanstack/react-query';
import { usePatientTexts } from '../texts/index.js';
import { useWords } from '../../texts/words.js';
import { type EvaluatorRobustness, robustnessQuery } from './robustness-query.js';
import styles from '../record.module.css';

/** How little would alter the verdicts of the last scan. Searched when it is looked at, since it takes its time. */
export function Robustness({ lineId, isRead }: { readonly lineId: string; readonly isRead: boolean }) {
  const texts = usePatientTexts();
  const { data, isError } = useQuery({ ...robustnessQuery(lineId), enabled: isRead });
  return (
    <section>
      <h3>{texts.robustness.title}</h3>
      {isError && <p className="small">{texts.robustness.notReadable}</p>}
      {isRead && data === undefined && !isError && (
        <p className="small" role="status">
          {texts.robustness.searching}
        </p>
      )}
      {data?.evaluators.map((one) => (
        <OfEvaluator key={one.evaluator} found={one} />
      ))}
    </section>
  );
}

function OfEvaluator({
  found: { evaluator, tooLarge, flips, targetChoice, selectionFaults },
}: {
  readonly found: EvaluatorRobustness;
}) {
  const texts = usePatientTexts();
  const wordsTexts = useWords();
  const altered = flips.filter(({ words }) => words !== null);
  const steady = flips.filter(({ words }) => words === null);
  return (
    <>
      <h4>{texts.robustness.readBy(evaluator)}</h4>
      {tooLarge && <p className="small">{texts.robustness.tooLarge}</p>}
      {altered.length > 0 && (
        <div className={styles['table-scroll']} tabIndex={0} role="region" aria-label={texts.robustness.title}>
          <table className={styles['plain-table']}>
            <thead>
              <tr>
                <th scope="col">{texts.robustness.verdict}</th>
                <th scope="col">{texts.robustness.now}</th>
                <th scope="col">{texts.robustness.leastChange}</th>
              </tr>
            </thead>
            <tbody>
              {altered.map(({ verdict, now, words }) => (
                <tr key={verdict}>
                  <th scope="row">{wordsTexts.definitionName(verdict)}</th>
                  <td>{now}</td>
                  <td className={styles['words']}>{words}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {steady.length > 0 && (
        <p className="small">
          {texts.robustness.steady(steady.map(({ verdict }) => wordsTexts.definitionName(verdict)))}
        </p>
      )}
      {targetChoice !== null && <p className="small">{texts.robustness.targets(targetChoice)}</p>}
      {selectionFaults.map((fault) => (
        <p className="small" key={fault}>
          {fault}
        </p>
      ))}
    </>
  );
}
