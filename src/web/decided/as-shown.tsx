import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { showInstant } from '../format/dates.js';
import { LoadFailure } from '../frame/failure.js';
import { Loading } from '../frame/loading.js';
import { preparationQuery, preparedCaseOf, type PreparedFigure } from '../record/prepared/prepared-case.js';
import type { FirstScreen } from '../record/screen/first-screen.js';
import { LesionFigure } from '../record/screen/lesion-figure.js';
import { LesionNumbers } from '../record/screen/lesion-numbers.js';
import { Options } from '../record/screen/options.js';
import { useLanguage } from '../texts/language.js';
import { useWords } from '../texts/words.js';
import type { Decision } from './decision-query.js';
import { useDecidedTexts } from './texts/index.js';
import styles from './decided.module.css';

/** What the board had before it, in the words of that day: a later correction changes nothing of it. */
export function AsShown({ decision }: { readonly decision: Decision }) {
  const texts = useDecidedTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={styles['fold']} onToggle={({ currentTarget: { open } }) => setOpen(open)}>
      <summary>{texts.asShown}</summary>
      {isOpen && <Frozen decision={decision} />}
    </details>
  );
}

function Frozen({ decision: { caseId, preparation, timeZone } }: { readonly decision: Decision }) {
  const texts = useDecidedTexts();
  const { months } = useWords();
  const language = useLanguage();
  const { data, error, refetch } = useQuery(preparationQuery(caseId, preparation));
  if (error !== null && data === undefined) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const prepared = preparedCaseOf(data, language);
  return (
    <div className={styles['frozen']}>
      <p className="soft">{texts.asShownHint(showInstant(prepared.frozenAt, timeZone, months), prepared.frozenBy)}</p>
      {prepared.question !== null && <p className={styles['chosen']}>{prepared.question}</p>}
      {prepared.proposal !== null && <p>{prepared.proposal}</p>}
      {prepared.screen === null ? (
        <p>{texts.noLine}</p>
      ) : (
        <FrozenScreen screen={prepared.screen} figure={prepared.figure} />
      )}
    </div>
  );
}

function FrozenScreen({ screen, figure }: { readonly screen: FirstScreen; readonly figure: PreparedFigure | null }) {
  const caseLine = screen.caseLine
    .filter(({ known }) => known)
    .map(({ words }) => words)
    .join(' · ');
  return (
    <>
      <p>{caseLine}</p>
      {screen.whyNow.length > 0 && <p>{screen.whyNow.join(' ')}</p>}
      {screen.question === null && screen.withoutQuestion !== null && <p>{screen.withoutQuestion}</p>}
      <div className={styles['figure']}>{figure !== null && <LesionFigure {...figure} />}</div>
      <LesionNumbers lesions={screen.lesions} standings={figure?.standing.lesions ?? []} />
      <Options options={screen.options} />
    </>
  );
}
