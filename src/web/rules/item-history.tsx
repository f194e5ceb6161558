import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { LoadFailure } from '../app/failure.js';
import { Loading } from '../app/loading.js';
import { routes } from '../app/routes.js';
import parts from '../parts/parts.module.css';
import { useTexts } from '../texts/texts.js';
import { itemHistoryQuery } from './rules-query.js';
import { useInstant } from './use-instant.js';
import styles from './rules.module.css';

const shownDigits = 12;

/** How a question came about: each that stood, by which rule and engine, and why it took the place of the one before. */
export function ItemHistory() {
  const texts = useTexts();
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
          ← {texts.rules.toPatient(item.patient.id)}
        </Link>
      </p>
      <div className={parts['heading']}>
        <h1>{texts.rules.historyOf}</h1>
        <span className="soft">
          <Link to={routes.rules} hash={item.rule}>
            {item.rule}
          </Link>
        </span>
      </div>
      <p className={styles['intro']}>{texts.rules.historyIntro}</p>
      {item.successorId !== null && (
        <p className={styles['attention']}>
          {texts.rules.successor}{' '}
          <Link to={routes.itemHistory} params={{ itemId: item.successorId }}>
            {texts.rules.toSuccessor}
          </Link>
        </p>
      )}
      <ol className={styles['history']}>
        {entries.map((entry) => (
          <li key={entry.itemId} className="card">
            <h2>{entry.question}</h2>
            <p>
              <strong>{texts.itemStates[entry.state]}</strong>
              {entry.stateReason === null ? '' : `: ${texts.rules.reasonOf(entry.stateReason)}`}{' '}
              <span className="soft">
                · {texts.rules.madeAt} {instant(entry.createdAt)}
              </span>
            </p>
            <h3>{texts.rules.because}</h3>
            {entry.because.length === 0 ? (
              <p>{texts.rules.first}</p>
            ) : (
              <ul className={styles['points']}>
                {entry.because.map(({ code, words }) => (
                  <li key={code}>{words}</li>
                ))}
              </ul>
            )}
            <p className="small soft">
              {texts.rules.madeBy(entry.ruleVersion, entry.engineVersion, entry.ruleSetVersion)} ·{' '}
              {texts.rules.inputHash} {entry.inputHash.slice(0, shownDigits)}
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}
