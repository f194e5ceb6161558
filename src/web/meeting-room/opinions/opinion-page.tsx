import { useState } from 'react';
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { LoadFailure } from '../../frame/failure.js';
import { Loading } from '../../frame/loading.js';
import { NotSaved } from '../../frame/not-saved.js';
import { routes } from '../../frame/routes.js';
import { Empty } from '../../parts/empty.js';
import { agendaQuery } from '../../placement/agenda-query.js';
import type { ListedCase } from '../../placement/listed-case.js';
import { LesionNumbers } from '../../record/screen/lesion-numbers.js';
import { Options } from '../../record/screen/options.js';
import { forgetOnDevice, keepOnDevice, keptOnDevice, placeOf } from '../../session/kept-on-device.js';
import { useSession } from '../../session/session.js';
import { useWords } from '../../texts/words.js';
import { currentCase } from '../current-case.js';
import { useRoomTexts } from '../texts/index.js';
import { usePrepared } from '../use-prepared.js';
import { OpinionList } from './opinion-list.js';
import { opinionsQuery, writeOpinion, type Opinions } from './opinions-query.js';
import styles from '../room.module.css';

/** A member's own device: the case that the board has before it, one's own view first, then the options and the views of others. */
export function OpinionPage() {
  const { meetingId } = useParams({ from: `/inside${routes.opinion}` });
  const search = useSearch({ from: `/inside${routes.opinion}` });
  const { data, error, refetch } = useQuery(agendaQuery(meetingId));
  const navigate = useNavigate();
  const texts = useRoomTexts();
  const words = useWords();
  if (error !== null && data === undefined) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const cases = data.entries.flatMap(({ content }) => (content === null ? [] : [content.case]));
  const shown = cases.find(({ id }) => id === search.case) ?? currentCase(cases);
  return (
    <div className={styles['device']}>
      <h1>{texts.opinions.page}</h1>
      {shown === undefined ? (
        <Empty title={texts.nothingOnAgenda}>
          <p>{texts.nothingOnAgendaHint}</p>
        </Empty>
      ) : (
        <>
          <NativeSelect
            label={texts.opinions.caseChoice}
            value={shown.id}
            data={cases.map(({ id, number, state }) => ({
              value: id,
              label: `${words.caseNumber(String(number))}, ${words.cases.states[state]}`,
            }))}
            onChange={(event) =>
              void navigate({
                to: routes.opinion,
                params: { meetingId },
                search: { case: event.currentTarget.value },
                replace: true,
              })
            }
          />
          <OneCase key={shown.id} found={shown} />
        </>
      )}
    </div>
  );
}

function OneCase({ found }: { readonly found: ListedCase }) {
  const texts = useRoomTexts();
  const { prepared, isRead } = usePrepared(found.id);
  const { data: opinions, error, refetch } = useQuery(opinionsQuery(found.id));
  if (error !== null && opinions === undefined) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  if (opinions === undefined || !isRead) return <Loading />;
  if (prepared === null) return <p>{texts.notPrepared}</p>;
  const { screen } = prepared;
  return (
    <>
      {screen !== null && <p className="soft">{screen.caseLine.map(({ words }) => words).join(' · ')}</p>}
      <h2>{prepared.question ?? screen?.withoutQuestion ?? ''}</h2>
      {prepared.proposal !== null && <p>{prepared.proposal}</p>}
      {screen !== null && screen.whyNow.length > 0 && <p>{screen.whyNow.join(' ')}</p>}
      {screen !== null && prepared.figure !== null && (
        <LesionNumbers lesions={screen.lesions} standings={prepared.figure.standing.lesions} />
      )}
      <OwnView caseId={found.id} opinions={opinions} />
      <h3>{texts.opinions.others}</h3>
      {!opinions.open && <p>{texts.opinions.afterYours}</p>}
      <OpinionList items={opinions.items.filter(({ mine }) => !mine)} withWords={opinions.open} />
      {opinions.open && screen !== null && <Options options={screen.options} />}
    </>
  );
}

/** Kept on the device while it is typed; committed, it stays as it is. */
function OwnView({ caseId, opinions }: { readonly caseId: string; readonly opinions: Opinions }) {
  const texts = useRoomTexts().opinions;
  const queries = useQueryClient();
  const accountId = useSession()?.accountId ?? '';
  const place = placeOf('opinion', accountId, caseId);
  const own = opinions.items.find(({ mine }) => mine);
  const [typed, setTyped] = useState(() => {
    const kept = keptOnDevice(place);
    return typeof kept === 'string' ? kept : (own?.words ?? '');
  });
  const commit = useMutation({
    mutationFn: () => writeOpinion(caseId, typed.trim(), true),
    onSuccess: (answered) => {
      forgetOnDevice(place);
      queries.setQueryData(opinionsQuery(caseId).queryKey, answered);
    },
  });
  if (own !== undefined && own.committedAt !== null)
    return (
      <section>
        <h3>{texts.yours}</h3>
        <p data-own-view>{own.words}</p>
      </section>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== '') commit.mutate();
      }}
    >
      <Textarea
        label={texts.yours}
        description={texts.yoursHint}
        autosize
        minRows={3}
        maxLength={4000}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          keepOnDevice(place, event.currentTarget.value);
        }}
      />
      <NotSaved error={commit.error} />
      <Button mt="sm" type="submit" loading={commit.isPending} disabled={typed.trim() === ''}>
        {texts.commit}
      </Button>
    </form>
  );
}
