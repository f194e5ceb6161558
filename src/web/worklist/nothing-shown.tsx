import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import { NotSaved } from '../frame/not-saved.js';
import { routes } from '../frame/routes.js';
import { Empty } from '../parts/empty.js';
import { useWords } from '../texts/words.js';
import { useWorklistTexts } from './texts/index.js';
import { usualWait, type WorklistSearch } from './search.js';
import { casesOfPatient } from './worklist-query.js';

interface NothingShownProps {
  readonly search: WorklistSearch;
  /** What was typed; empty where nothing was. */
  readonly words: string;
  readonly more: boolean;
}

/** Why the list is empty, and where what is looked for may be instead: elsewhere, or under a patient's number. */
export function NothingShown({ search, words, more }: NothingShownProps) {
  const texts = useWorklistTexts();
  const navigate = useNavigate({ from: routes.worklist });
  const waits = search.waits ?? usualWait;
  return (
    <Empty title={words === '' ? texts.empty[waits] : texts.noMatch}>
      <p>{words !== '' && more ? texts.notAllLoaded : texts.emptyHint}</p>
      {waits !== 'any' && (
        <Button variant="default" onClick={() => void navigate({ search: { ...search, waits: 'any' } })}>
          {texts.lookAmongAll}
        </Button>
      )}
      {words !== '' && <ByNumber key={words} typed={words.trim()} />}
    </Empty>
  );
}

/** Asks whose number it is, in the body of a request that the audit keeps, and shows the open cases. */
function ByNumber({ typed }: { readonly typed: string }) {
  const texts = useWorklistTexts();
  const names = useWords();
  const find = useMutation({
    gcTime: 0,
    mutationFn: async () => {
      const { items } = await dataOf(api.POST('/api/patients/search', { body: { patientId: typed } }));
      return Promise.all(
        items.map(async ({ id, issuer }) => ({ id, issuer, cases: (await casesOfPatient(id)).items })),
      );
    },
  });
  return (
    <div>
      <Button variant="default" mt="sm" loading={find.isPending} onClick={() => find.mutate()}>
        {texts.askNumber}
      </Button>
      <p className="small soft">{texts.askNumberHint}</p>
      <NotSaved error={find.error} title={texts.notFound} />
      <div role="status">
        {find.data?.length === 0 && <p>{texts.nobody}</p>}
        {find.data?.map(({ id, issuer, cases }) => (
          <p key={id}>
            {cases.length === 0 ? (
              <Link to={routes.patient} params={{ patientId: id }}>
                {texts.patientWithoutCase(issuer)}
              </Link>
            ) : (
              cases.map((one) => (
                <Link key={one.id} to={routes.case} params={{ caseId: one.id }}>
                  {names.caseNumber(String(one.number))} · {one.question ?? names.cases.noQuestion}
                </Link>
              ))
            )}
          </p>
        ))}
      </div>
    </div>
  );
}
