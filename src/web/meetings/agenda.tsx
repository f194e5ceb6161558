import { useRef, useState } from 'react';
import { Button, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { LoadFailure } from '../app/failure.js';
import { Loading } from '../app/loading.js';
import { routes } from '../app/routes.js';
import { localParts, showInstant } from '../format/dates.js';
import { Empty } from '../parts/empty.js';
import parts from '../parts/parts.module.css';
import { mayCoordinate } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { useTexts } from '../texts/texts.js';
import { agendaQuery } from './agenda-query.js';
import { AgendaRow } from './agenda-row.js';
import { minutesUsed, type Agenda as AgendaView } from './agenda-model.js';
import { ChangeConflict } from './change-conflict.js';
import { TakeOff } from './take-off.js';
import { useAgendaChanges } from './use-agenda-changes.js';
import styles from './agenda.module.css';

/** The agenda of one meeting. Coordinators of its board move, time and remove; everyone else reads the same without the tools. */
export function Agenda() {
  const { meetingId } = useParams({ from: `/inside${routes.agenda}` });
  const { data, error, refetch } = useQuery(agendaQuery(meetingId));
  if (error !== null && data === undefined) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  return data === undefined ? <Loading /> : <Loaded agenda={data} />;
}

function Loaded({ agenda }: { readonly agenda: AgendaView }) {
  const texts = useTexts();
  const { meeting } = agenda;
  const tools = mayCoordinate(useSession(), meeting.boardId) && meeting.state === 'planned';
  const { entries, change, conflict, repeat, leave, failure } = useAgendaChanges(agenda);
  const [leaving, setLeaving] = useState<string | null>(null);
  const [said, say] = useState('');
  const dragged = useRef<string | null>(null);
  const move = (entryId: string, to: number): void => {
    if (to < 0 || to >= entries.length) return;
    change({ kind: 'move', entryId, to });
    say(texts.agenda.moved(to + 1, entries.length));
  };
  const starts = startTimes(agenda, entries.map(({ minutes }) => minutes));
  return (
    <>
      <div className={parts['heading']}>
        <h1>{texts.agenda.title(showInstant(meeting.startsAt, meeting.timeZone, texts.months))}</h1>
        <span className="soft">{[meeting.boardName, meeting.place, meeting.timeZone].filter(Boolean).join(' · ')}</span>
        <Button variant="default" size="compact-md" className="screen-only" onClick={() => window.print()}>{texts.agenda.print}</Button>
      </div>
      {meeting.state === 'cancelled' && <p role="status"><strong>{texts.agenda.cancelled}</strong></p>}
      <Minutes used={minutesUsed(entries)} of={meeting.minutes} />
      {conflict !== null && <ChangeConflict conflict={conflict} onRepeat={repeat} onLeave={leave} />}
      {failure !== null && <p role="alert" className={styles['failure']}>{texts.problems.notSaved}: {failure.isSilence ? texts.problems.offline : failure.message}</p>}
      <p className="visually-hidden" aria-live="polite">{said}</p>
      {entries.length === 0 ? <Empty title={texts.agenda.empty}><p>{texts.agenda.emptyHint}</p></Empty> : (
        <ol className={styles['list']}>
          {entries.map((entry, index) => (
            <AgendaRow
              key={entry.id} entry={entry} index={index} count={entries.length} startsAt={starts[index] ?? ''}
              tools={tools ? {
                onMove: (to) => move(entry.id, to),
                onMinutes: (minutes) => change({ kind: 'minutes', entryId: entry.id, minutes }),
                onTakeOff: () => setLeaving(entry.id),
                onDrag: () => { dragged.current = entry.id; },
                onDrop: () => { if (dragged.current !== null && dragged.current !== entry.id) move(dragged.current, index); },
              } : null}
            />
          ))}
        </ol>
      )}
      <TakeOff
        entry={entries.find(({ id }) => id === leaving) ?? null} onClose={() => setLeaving(null)}
        onTakeOff={(entryId, reason) => { change({ kind: 'take-off', entryId, reason }); setLeaving(null); }}
      />
    </>
  );
}

function Minutes({ used, of }: { readonly used: number; readonly of: number }) {
  const texts = useTexts();
  const words = texts.agenda.minutes(used, of);
  return (
    <div className={styles['minutes']}>
      <Progress value={Math.min(100, (100 * used) / of)} aria-label={words} className={styles['bar']} />
      <strong>{words}</strong>
    </div>
  );
}

/** When each entry comes up, if the meeting keeps to its minutes. */
function startTimes({ meeting }: AgendaView, minutes: readonly number[]): readonly string[] {
  let passed = 0;
  return minutes.map((length) => {
    const at = new Date(Date.parse(meeting.startsAt) + passed * 60_000).toISOString();
    passed += length;
    return localParts(at, meeting.timeZone).time;
  });
}
