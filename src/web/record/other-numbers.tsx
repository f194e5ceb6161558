import { Button } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import type { components } from '../api/schema.d.js';
import { NotSaved } from '../frame/not-saved.js';
import { routes } from '../frame/routes.js';
import { coordinatesAny } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { useWords } from '../texts/words.js';
import { usePatientTexts } from './texts/index.js';
import styles from './record.module.css';

type OtherNumber = components['schemas']['OtherNumbers']['items'][number];

const otherNumbersQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['patient', patientId, 'other-numbers'],
    queryFn: async ({ signal }): Promise<readonly OtherNumber[]> =>
      (await dataOf(api.GET('/api/patients/{id}/other-numbers', { params: { path: { id: patientId } }, signal })))
        .items,
  });

interface OtherNumbersProps {
  readonly patientId: string;
  /** On the screen that a whole board looks at: it is said, and nothing leads away or is undone from there. */
  readonly isShared?: boolean;
}

/** The patient's other numbers: what stands under them is not read together with what this page shows, and the page says so. */
export function OtherNumbers({ patientId, isShared = false }: OtherNumbersProps) {
  const numbers = useQuery(otherNumbersQuery(patientId)).data ?? [];
  return numbers.map((number) => (
    <OtherNumberLine key={`${number.standing} ${number.patientId}`} number={number} isShared={isShared} />
  ));
}

function OtherNumberLine({
  number: { patientId, standing, assessments, isSeen, mergeId },
  isShared,
}: {
  readonly number: OtherNumber;
  readonly isShared: boolean;
}) {
  const texts = usePatientTexts();
  const words = useWords();
  const queries = useQueryClient();
  const session = useSession();
  const undo = useMutation({
    mutationFn: (id: string) => dataOf(api.POST('/api/patient-merges/{id}/undo', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <div role="note" className={`card ${styles['reports']}`}>
      <p className="small">
        {texts.otherNumber[standing](words.patientNumber(patientId), assessments)}{' '}
        {isSeen && !isShared && (
          <Link to={routes.patient} params={{ patientId }}>
            {texts.showOtherNumber}
          </Link>
        )}{' '}
        {mergeId !== null && isSeen && !isShared && coordinatesAny(session) && (
          <Button size="compact-sm" variant="default" loading={undo.isPending} onClick={() => undo.mutate(mergeId)}>
            {texts.undoMerge}
          </Button>
        )}
      </p>
      <NotSaved error={undo.error} />
    </div>
  );
}
