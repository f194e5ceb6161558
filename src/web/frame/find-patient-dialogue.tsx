import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import type { components } from '../api/schema.d.js';
import { Dialogue } from '../parts/dialogue.js';
import { FormActions } from '../parts/form/form-actions.js';
import { useCheckedForm } from '../parts/form/use-checked-form.js';
import { useWords } from '../texts/words.js';
import { useProblemWords } from './problem-words.js';
import { routes } from './routes.js';
import { useFrameTexts } from './texts/index.js';
import styles from './find-patient.module.css';

type FoundPatient = components['schemas']['Patient'];

const longestNumber = 120;

/** By the number that the hospital gave, asked in a body and kept in the audit: it stands in no address and in no history. */
const findPatients = async (patientId: string): Promise<readonly FoundPatient[]> =>
  (await dataOf(api.POST('/api/patients/search', { body: { patientId } }))).items;

/** Asks for the number and goes to the patient who has it. What was typed is not kept once the dialogue is closed. */
export function FindPatientDialogue({ onClose }: { readonly onClose: () => void }) {
  const texts = useFrameTexts();
  const words = useWords();
  const problemWords = useProblemWords();
  const navigate = useNavigate();
  const search = useMutation({ mutationFn: findPatients, gcTime: 0 });
  const form = useCheckedForm(z.object({ number: z.string().check(z.trim(), z.minLength(1, words.needed)) }), {
    number: '',
  });
  const goToOnly = (found: readonly FoundPatient[]): void => {
    const [only] = found;
    if (only === undefined || found.length > 1) return;
    onClose();
    void navigate({ to: routes.patient, params: { patientId: only.id } }).then(() =>
      document.getElementById('content')?.focus({ preventScroll: true }),
    );
  };
  const { onChange, ...number } = form.getInputProps('number');
  return (
    <Dialogue onClose={onClose} title={texts.find.title}>
      <form
        noValidate
        autoComplete="off"
        onSubmit={form.submit((typed) => search.mutate(typed.number.trim(), { onSuccess: goToOnly }))}
      >
        <TextInput
          label={texts.find.number}
          description={texts.find.hint}
          required
          withAsterisk={false}
          maxLength={longestNumber}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          data-autofocus
          {...number}
          onChange={(event) => {
            onChange(event);
            search.reset();
          }}
        />
        <div role="status" className={styles['answer']}>
          {search.data?.length === 0 && (
            <p>
              <strong>{texts.find.nobody}</strong> <span className="soft">{texts.find.nobodyHint}</span>
            </p>
          )}
          {search.data !== undefined && search.data.length > 1 && <Several found={search.data} onLeave={onClose} />}
        </div>
        {search.error !== null && (
          <p role="alert" className="danger">
            {problemWords(search.error)}
          </p>
        )}
        <FormActions submit={texts.find.now} pending={search.isPending} onCancel={onClose} />
      </form>
    </Dialogue>
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
              {words.patientNumber(id)}
            </Link>{' '}
            <span className="soft">{texts.find.givenBy(issuer)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
