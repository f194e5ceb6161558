import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { lazyDialogue } from '../../parts/lazy-dialogue.js';
import { mayStateFacts } from '../../session/rights.js';
import { useSession } from '../../session/session.js';
import type { Answer, CaseLine } from '../case/case.js';
import { factDefinitionsQuery } from '../case/case-query.js';
import { usePatientTexts } from '../texts/index.js';
import { quickAnswers, type QuickAnswer } from './quick-answers.js';
import styles from '../record.module.css';

const StateFact = lazyDialogue(() => import('./state-fact.js'), 'StateFact');

interface AnswerOpenPointProps {
  readonly patientId: string;
  readonly line: CaseLine;
  /** What is not known, in words. */
  readonly about: string;
  readonly answer: Answer;
  /** In a running text: the words themselves, after this number, lead to the form. */
  readonly number?: number;
}

/**
 * The answers to an open point, beside it: one click chooses, and the form that comes has everything in place but what nobody else can
 * know. Only for those who may state facts.
 */
export function AnswerOpenPoint({ patientId, line, about, answer, number }: AnswerOpenPointProps) {
  const texts = usePatientTexts();
  const mayState = mayStateFacts(useSession());
  const definitions = useQuery({ ...factDefinitionsQuery, enabled: mayState }).data;
  const [chosen, setChosen] = useState<QuickAnswer | 'open' | null>(null);
  const inText = number === undefined ? null : `${number} `;
  const definition = definitions?.find(({ name }) => name === answer.fact);
  if (!mayState || definition === undefined)
    return inText === null ? null : <NumberedWords number={inText} words={about} />;
  const quick = inText !== null || answer.completes ? [] : quickAnswers(definition);
  const complete = quick.some(({ state }) => state === 'known');
  return (
    <span className={inText !== null ? styles['answer-words'] : `${styles['answers']} screen-only`}>
      {quick.map((one) => (
        <button
          key={one.word}
          type="button"
          aria-label={texts.answerWith(about, texts.answerWord(one.word))}
          onClick={() => setChosen(one)}
        >
          {texts.answerWord(one.word)}
        </button>
      ))}
      {!complete && (
        <button
          type="button"
          aria-label={inText === null ? texts.answerTo(about) : `${inText}${about}: ${texts.answer}`}
          onClick={() => setChosen('open')}
        >
          {inText === null ? texts.answer : <NumberedWords number={inText} words={about} />}
        </button>
      )}
      {chosen !== null && (
        <StateFact
          patientId={patientId}
          line={line}
          answering={{ about, answer, ...(chosen === 'open' ? {} : { chosen }) }}
          onClose={() => setChosen(null)}
        />
      )}
    </span>
  );
}

const NumberedWords = ({ number, words }: { readonly number: string; readonly words: string }) => (
  <>
    <strong>{number}</strong>
    {words}
  </>
);
