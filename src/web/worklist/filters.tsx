import { useState } from 'react';
import { Button, Checkbox, CloseButton, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { routes } from '../frame/routes.js';
import { boardsQuery } from '../session/boards-query.js';
import { useWorklistTexts } from './texts/index.js';
import { useSavedFilters } from './saved-filters.js';
import { isSameSearch, usualWait, waits, type WaitFilter, type WorklistSearch } from './search.js';
import styles from './worklist.module.css';

interface FiltersProps {
  readonly search: WorklistSearch;
  readonly words: string;
  readonly onWords: (words: string) => void;
}

const filters: readonly WaitFilter[] = [...waits, 'any'];
const everyBoard = '';

/** What the list is narrowed to, and what is looked for in it. */
export function Filters({ search, words, onWords }: FiltersProps) {
  const texts = useWorklistTexts();
  const navigate = useNavigate({ from: routes.worklist });
  const boards = useQuery(boardsQuery).data ?? [];
  const go = (next: WorklistSearch): void => void navigate({ search: next });
  const { mine, board, ...rest } = search;
  return (
    <>
      <div className={styles['filters']} role="search">
        <SegmentedControl
          className={styles['waits']}
          aria-label={texts.waitsFilter}
          value={search.waits ?? usualWait}
          onChange={(value) => go({ ...search, waits: value })}
          data={filters.map((value) => ({ value, label: texts.waits[value] }))}
        />
        <Checkbox
          className={styles['mine']}
          label={texts.mine}
          checked={mine ?? false}
          onChange={({ currentTarget: { checked } }) =>
            go({ ...rest, ...(board === undefined ? {} : { board }), ...(checked ? { mine: true as const } : {}) })
          }
        />
        {boards.length > 1 && (
          <NativeSelect
            aria-label={texts.boardFilter}
            value={board ?? everyBoard}
            data={[
              { value: everyBoard, label: texts.everyBoard },
              ...boards.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={({ currentTarget: { value } }) =>
              go({
                ...rest,
                ...(mine === undefined ? {} : { mine }),
                ...(value === everyBoard ? {} : { board: value }),
              })
            }
          />
        )}
        <TextInput
          id="worklist-search"
          type="search"
          autoComplete="off"
          className={styles['search']}
          aria-label={texts.search}
          placeholder={texts.search}
          value={words}
          onChange={(event) => onWords(event.currentTarget.value)}
        />
      </div>
      <SavedFilters search={search} onChoose={go} />
    </>
  );
}

const longestName = 60;

interface SavedFiltersProps {
  readonly search: WorklistSearch;
  readonly onChoose: (search: WorklistSearch) => void;
}

/** Filters that were saved in this browser under a name. */
function SavedFilters({ search, onChoose }: SavedFiltersProps) {
  const texts = useWorklistTexts();
  const { saved, save, forget } = useSavedFilters();
  const [name, setName] = useState<string | null>(null);
  const isSaved = saved.some((filter) => isSameSearch(filter.search, search));
  return (
    <div className={styles['saved']}>
      {saved.map((filter) => (
        <span key={filter.name} className={styles['saved-filter']}>
          <Button
            size="compact-sm"
            variant="default"
            aria-pressed={isSameSearch(filter.search, search)}
            onClick={() => onChoose(filter.search)}
          >
            {filter.name}
          </Button>
          <CloseButton size="sm" aria-label={texts.forget(filter.name)} onClick={() => forget(filter.name)} />
        </span>
      ))}
      {name === null && !isSaved && (
        <Button size="compact-sm" variant="default" onClick={() => setName('')}>
          {texts.save}
        </Button>
      )}
      {name !== null && (
        <form
          className={styles['saved-filter']}
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() !== '') save({ name: name.trim(), search });
            setName(null);
          }}
        >
          <TextInput
            size="xs"
            autoFocus
            aria-label={texts.filterName}
            placeholder={texts.filterName}
            maxLength={longestName}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setName(null);
            }}
          />
          <Button size="compact-sm" type="submit">
            {texts.saveNow}
          </Button>
        </form>
      )}
    </div>
  );
}
