import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { LoadFailure } from '../../frame/failure.js';
import { Loading } from '../../frame/loading.js';
import { routes } from '../../frame/routes.js';
import parts from '../../parts/parts.module.css';
import { useRulesTexts } from '../texts/index.js';
import { useWords } from '../../texts/words.js';
import { itemHistoryQuery } from '../rules-query.js';
import { useInstant } from '../use-instant.js';
import styles from '../rules.module.css';

const shownDigits = 12;

/** How a question came about: each that stood, by which rule and engine, and why it took the place of the one before. */
export function ItemHistory() {
  const texts = useRulesTexts();
  const wordsTexts = useWords();
  const instant = useInstant();
  const { itemId } = useParams({ from: `/inside${routes.itemHistory}` });
  const { data, error, refetch } = useQuery(itemHistoryQuery(itemId));
  if (error !== null && data === undefined) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const { item, entries } = data;
  return (
    <>
      <p className={styles['back']}>
        <Link to={routes.patient} params={{ patientId: item.patient.id }}>
          ← {texts.toPatient(item.patient.id)}
        </Link>
      </p>
      <div className={parts['heading']}>
        <h1>{texts.historyOf}</h1>
        <span className="soft">
          <Link to={routes.rules} hash={item.rule}>
            {item.rule}
          </Link>
        </span>
      </div>
      <p className={styles['intro']}>{texts.historyIntro}</p>
      {item.successorId !== null && (
        <p className={styles['attention']}>
          {texts.successor}{' '}
          <Link to={routes.itemHistory} params={{ itemId: item.successorId }}>
            {texts.toSuccessor}
          </Link>
        </p>
      )}
      <ol className={styles['history']}>
        {entries.map((entry) => (
          <li key={entry.itemId} className="card">
            <h2>{entry.question}</h2>
            <p>
              <strong>{wordsTexts.itemStates[entry.state]}</strong>
              {entry.stateReason === null ? '' : `: ${wordsTexts.reasonOf(entry.stateReason)}`}{' '}
              <span className="soft">
                · {texts.madeAt} {instant(entry.createdAt)}
              </span>
            </p>
            <h3>{texts.because}</h3>
            {entry.because.length === 0 ? (
              <p>{texts.first}</p>
            ) : (
              <ul className={styles['points']}>
                {entry.because.map(({ code, words }) => (
                  <li key={code}>{words}</li>
                ))}
              </ul>
            )}
            <p className="small soft">
              {texts.madeBy(entry.ruleVersion, entry.engineVersion, entry.ruleSetVersion)} · {texts.inputHash}{' '}
              {entry.inputHash.slice(0, shownDigits)}
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}
