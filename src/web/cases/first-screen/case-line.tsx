import { useState } from 'react';
import { lazyDialogue } from '../../parts/lazy-dialogue.js';
import type { CaseLine as PatientLine } from '../../record/case/case.js';
import { mayStateFacts } from '../../session/rights.js';
import { useSession } from '../../session/session.js';
import type { FirstScreen } from '../case-model.js';
import { useCaseTexts } from '../texts/index.js';
import styles from '../cases.module.css';

const StateFact = lazyDialogue(() => import('../../record/facts/state-fact.js'), 'StateFact');

interface CaseLineProps {
  readonly screen: FirstScreen;
  readonly patientId: string;
  readonly line: PatientLine | undefined;
}

/** Who the patient is and what was given, in one line; what nobody stated carries a '?' that leads to the form of its fact. */
export function CaseLine({ screen, patientId, line }: CaseLineProps) {
  const texts = useCaseTexts();
  const mayState = mayStateFacts(useSession());
  const [asked, setAsked] = useState<{ readonly words: string; readonly fact: string } | null>(null);
  return (
    <p className={styles['case-line']} aria-label={texts.caseLine} role="group">
      {screen.caseLine.map(({ field, words, known, fact }, index) => (
        <span key={field}>
          {index > 0 && <span aria-hidden="true"> · </span>}
          {known || fact === null || line === undefined || !mayState ? (
            <span className={known ? undefined : styles['open-field']}>{words}</span>
          ) : (
            <button
              type="button"
              className={styles['open-field']}
              aria-label={texts.fillIn(words)}
              onClick={() => setAsked({ words, fact })}
            >
              {words}
            </button>
          )}
        </span>
      ))}
      {asked !== null && line !== undefined && (
        <StateFact
          patientId={patientId}
          line={line}
          answering={{ about: asked.words, answer: { fact: asked.fact, lesions: [], completes: false } }}
          onClose={() => setAsked(null)}
        />
      )}
    </p>
  );
}
