import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { ApiProblem, dataOf } from '../api/problem.js';
import { Refusal } from './refusal.js';
import { useImportTexts } from './texts/index.js';
import styles from './imports.module.css';

interface QueryAnswerFormProps {
  readonly id: string;
  /** It is about a cell, which can be told as it should be. */
  readonly correctable: boolean;
  /** It only asks: what was sent may be right. */
  readonly explainable: boolean;
  readonly onDone: () => void;
}

/** Answers a question by the cell as it should be, with which the row is read again, or in words. */
export function QueryAnswerForm({ id, correctable, explainable, onDone }: QueryAnswerFormProps) {
  const texts = useImportTexts();
  const queries = useQueryClient();
  const [value, setValue] = useState('');
  const [words, setWords] = useState('');
  const send = useMutation({
    mutationFn: (body: { value: string } | { words: string }) =>
      dataOf(api.POST('/api/sender-queries/{id}/answer', { params: { path: { id } }, body })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['imports'] });
      onDone();
    },
  });
  const isReady = (correctable && value.trim() !== '') || (explainable && words.trim() !== '');
  return (
    <form
      className={styles['answer']}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) send.mutate(correctable && value.trim() !== '' ? { value } : { words });
      }}
    >
      {correctable && (
        <TextInput
          label={texts.cellAsItShouldBe}
          description={texts.cellHint}
          value={value}
          maxLength={2000}
          data-autofocus
          onChange={({ currentTarget }) => setValue(currentTarget.value)}
        />
      )}
      {explainable && (
        <TextInput
          label={texts.inWords}
          description={texts.inWordsHint}
          value={words}
          maxLength={2000}
          disabled={value.trim() !== ''}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
      )}
      <Button type="submit" loading={send.isPending} disabled={!isReady}>
        {texts.sendAnswer}
      </Button>
      <Button variant="default" onClick={onDone}>
        {texts.cancel}
      </Button>
      {send.error !== null && (
        <Refusal problem={send.error instanceof ApiProblem ? send.error : new ApiProblem(0, {})} />
      )}
    </form>
  );
}
