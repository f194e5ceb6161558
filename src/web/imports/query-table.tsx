import { useState } from 'react';
import { Button } from '@mantine/core';
import { useWords } from '../texts/words.js';
import { showPartialDate } from '../format/dates.js';
import type { SenderQuery } from './import-model.js';
import { QueryAnswerForm } from './query-answer-form.js';
import { QueryAssignment } from './query-assignment.js';
import { useImportTexts } from './texts/index.js';
import styles from './imports.module.css';

/** Questions to senders with place, owner and day; an open one is answered in its row. */
export function QueryTable({ queries }: { readonly queries: readonly SenderQuery[] }) {
  const texts = useImportTexts();
  return (
    <div className={styles['scroll']} tabIndex={0} role="group" aria-label={texts.heldTitle}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{texts.file}</th>
            <th scope="col" className="number">
              {texts.row}
            </th>
            <th scope="col">{texts.column}</th>
            <th scope="col">{texts.value}</th>
            <th scope="col">{texts.message}</th>
            <th scope="col">{texts.wouldBeRight}</th>
            <th scope="col">{texts.query}</th>
          </tr>
        </thead>
        <tbody>
          {queries.map((query) => (
            <QueryRow key={query.id} query={query} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function QueryRow({ query }: { readonly query: SenderQuery }) {
  const texts = useImportTexts();
  const [answering, setAnswering] = useState(false);
  const { id, file, row, column, value, message, expected, state, correctable, kind } = query;
  const mayAnswer = state === 'open' && (correctable || kind === 'asks');
  return (
    <>
      <tr>
        <td>{file ?? '–'}</td>
        <td className="number">{row ?? '–'}</td>
        <td>{column ?? '–'}</td>
        <td>{value ?? '–'}</td>
        <td>{message}</td>
        <td>{expected}</td>
        <td>
          <QueryState query={query} />
          {mayAnswer && !answering && (
            <Button variant="default" size="compact-sm" onClick={() => setAnswering(true)}>
              {texts.answer}
            </Button>
          )}
          {state === 'open' && !mayAnswer && <span className="soft small">{texts.sendAgain}</span>}
        </td>
      </tr>
      {answering && state === 'open' && (
        <tr>
          <td colSpan={7}>
            <QueryAnswerForm
              id={id}
              correctable={correctable}
              explainable={kind === 'asks'}
              onDone={() => setAnswering(false)}
            />
          </td>
        </tr>
      )}
    </>
  );
}

function QueryState({ query }: { readonly query: SenderQuery }) {
  const { state, owner, dueOn, answer, answeredBy } = query;
  const texts = useImportTexts();
  const words = useWords();
  if (state === 'answered')
    return (
      <span>
        {texts.queryStates.answered}
        {answer === null ? '' : `: ${answer}`}
        {answeredBy === null ? null : <span className="soft small"> {answeredBy}</span>}
      </span>
    );
  return (
    <span className={styles['query']}>
      {texts.queryStates.open}
      <span className="soft small">
        {owner}
        {dueOn === null ? '' : `, ${texts.due(showPartialDate(dueOn, words.months))}`}
      </span>
      <QueryAssignment query={query} />
    </span>
  );
}
