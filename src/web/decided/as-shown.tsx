import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { showInstant } from '../format/dates.js';
import { LoadFailure } from '../frame/failure.js';
import { Loading } from '../frame/loading.js';
import type { FirstScreen } from '../record/screen/first-screen.js';
import { LesionNumbers } from '../record/screen/lesion-numbers.js';
import { Options } from '../record/screen/options.js';
import { useLanguage } from '../texts/language.js';
import { useWords } from '../texts/words.js';
import { type Decision, preparationQuery } from './decision-query.js';
import { useDecidedTexts } from './texts/index.js';
import styles from './decided.module.css';

/** What a bundle says in one language, as it was said then. */
interface FrozenTexts {
  readonly question: string | null;
  readonly line: { readonly screen: FirstScreen } | null;
}

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
  const { question, line } = (data.bundle as { readonly texts: Readonly<Record<string, FrozenTexts>> }).texts[
    language
  ]!;
  return (
    <div className={styles['frozen']}>
      <p className="soft">{texts.asShownHint(showInstant(data.frozenAt, timeZone, months), data.frozenBy)}</p>
      {question !== null && <p className={styles['chosen']}>{question}</p>}
      {line === null ? <p>{texts.noLine}</p> : <FrozenScreen screen={line.screen} />}
    </div>
  );
}

function FrozenScreen({ screen }: { readonly screen: FirstScreen }) {
  const { cases } = useWords();
  const caseLine = screen.caseLine
    .filter(({ known }) => known)
    .map(({ words }) => words)
    .join(' · ');
  return (
    <>
      <p>{caseLine}</p>
      {screen.whyNow.length > 0 && <p>{screen.whyNow.join(' ')}</p>}
      {screen.question === null && screen.withoutQuestion !== null && <p>{screen.withoutQuestion}</p>}
      <LesionNumbers lesions={screen.lesions} standings={[]} />
      <Options options={screen.options} />
      {screen.options.length === 0 && screen.question === null && <p className="soft">{cases.noQuestion}</p>}
    </>
  );
}
