import { useState } from 'react';
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import { useBoardTexts } from './texts/index.js';

interface PersonFieldProps {
  readonly boardId: string;
  readonly label: string;
  readonly value: string | null;
  readonly error?: string | undefined;
  readonly onChange: (accountId: string | null) => void;
}

const leastLetters = 2;
const pauseMilliseconds = 200;

/** Finds somebody of the site by a part of the name or the e-mail address. */
export function PersonField({ boardId, label, value, error, onChange }: PersonFieldProps) {
  const texts = useBoardTexts();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.replace(/ <.*$/, '').trim(), pauseMilliseconds);
  const { data = [] } = useQuery({
    queryKey: ['board', boardId, 'candidates', search],
    queryFn: async ({ signal }) =>
      (
        await dataOf(
          api.GET('/api/boards/{id}/candidates', { params: { path: { id: boardId }, query: { search } }, signal }),
        )
      ).items,
    enabled: search.length >= leastLetters,
    placeholderData: keepPreviousData,
  });
  return (
    <Select
      label={label}
      description={texts.searchHint}
      searchable
      data-autofocus
      value={value}
      onChange={onChange}
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options }) => options}
      nothingFoundMessage={search.length < leastLetters ? texts.typeMore : texts.nobodyFound}
      comboboxProps={{ withinPortal: false }}
      error={error}
      data={data.map(({ accountId, displayName, email }) => ({
        value: accountId,
        label: email === null ? displayName : `${displayName} <${email}>`,
      }))}
    />
  );
}
