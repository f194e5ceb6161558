import { useState, type FormEvent } from 'react';
import { Button, Group, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import type { components } from '../api/schema.d.js';
import { Dialogue } from '../parts/dialogue.js';
import { useProblemWords } from './problem-words.js';
import { useFrameTexts } from './texts/index.js';
import { useWords } from '../texts/words.js';
import { routes } from './routes.js';
import { useShortcuts } from './keyboard/shortcuts.js';
import styles from './find-patient.module.css';

type FoundPatient = components['schemas']['Patient'];

const longestNumber = 120;

/** By the number that the hospital gave, asked in a body and kept in the audit: it stands in no address and in no history. */
const findPatients = async (patientId: string): Promise<readonly FoundPatient[]> =>
  (await dataOf(api.POST('/api/patients/search', { body: { patientId } }))).items;

/** From a patient's number to the patient's page, from every page, opened by 'p' or by its button. */
export function FindPatient() {
  const texts = useFrameTexts();
  const [open, setOpen] = useState(false);
  useShortcuts({ p: () => setOpen(true) });
  return (
    <>
      <Button
        variant="default"
        size="compact-md"
        className={styles['open']}
        aria-label={texts.find.title}
        onClick={() => setOpen(true)}
      >
        <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
          <path
            d="M9.2 9.2 13 13M6 10.5a4.5 4.5 0 1 1 0-9 4.5 4.5 0 0 1 0 9z"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.6"
            strokeLinecap="round"
          />
        </svg>
        <span className={styles['name']}>{texts.find.title}</span>
      </Button>
      <Dialogue opened={open} onClose={() => setOpen(false)} title={texts.find.title}>
        <Find onLeave={() => setOpen(false)} />
      </Dialogue>
    </>
  );
}

function Find({ onLeave }: { readonly onLeave: () => void }) {
  const texts = useFrameTexts();
  const words = useWords();
  const problemWords = useProblemWords();
  const navigate = useNavigate();
  const [number, setNumber] = useState('');
  // What was typed is not kept once the dialogue is closed.
  const search = useMutation({ mutationFn: findPatients, gcTime: 0 });
  const goToOnly = (found: readonly FoundPatient[]): void => {
    const [only] = found;
    if (only === undefined || found.length > 1) return;
    onLeave();
    void navigate({ to: routes.patient, params: { patientId: only.id } }).then(() =>
      document.getElementById('content')?.focus({ preventScroll: true }),
    );
  };
  const wanted = number.trim();
  const ask = (event: FormEvent): void => {
    event.preventDefault();
    if (wanted !== '') search.mutate(wanted, { onSuccess: goToOnly });
  };
  const type = (typed: string): void => {
    setNumber(typed);
    search.reset();
  };
  return (
    <form onSubmit={ask} autoComplete="off">
      <TextInput
        label={texts.find.number}
        description={texts.find.hint}
        required
        withAsterisk={false}
        maxLength={longestNumber}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={number}
        onChange={(event) => type(event.currentTarget.value)}
        autoFocus
        data-autofocus
      />
      <div role="status" className={styles['answer']}>
        {search.data?.length === 0 && (
          <p>
            <strong>{texts.find.nobody}</strong> <span className="soft">{texts.find.nobodyHint}</span>
          </p>
        )}
        {search.data !== undefined && search.data.length > 1 && <Several found={search.data} onLeave={onLeave} />}
      </div>
      {search.error !== null && (
        <p role="alert" className="danger">
          {problemWords(search.error)}
        </p>
      )}
      <Group mt="md" justify="flex-end">
        <Button variant="default" onClick={onLeave}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={search.isPending} disabled={wanted === ''}>
          {texts.find.now}
        </Button>
      </Group>
    </form>
  );
}

/** Two issuers may have given the same number: a person says which is meant. */
function Several({ found, onLeave }: { readonly found: readonly FoundPatient[]; readonly onLeave: () => void }) {
  const texts = useFrameTexts();
  const words = useWords();
  return (
    <>
      <p>{texts.find.several}</p>
      <ul>
        {found.map(({ id, issuer }) => (
          <li key={id}>
            <Link to={routes.patient} params={{ patientId: id }} onClick={onLeave}>
              {words.caseNumber(id)}
            </Link>{' '}
            <span className="soft">{texts.find.givenBy(issuer)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
