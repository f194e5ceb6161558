import { useRef, useState } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { LoadFailure } from '../frame/failure.js';
import { Loading } from '../frame/loading.js';
import { routes } from '../frame/routes.js';
import { localParts, showInstant } from '../format/dates.js';
import { Empty } from '../parts/empty.js';
import { lazyDialogue } from '../parts/lazy-dialogue.js';
import parts from '../parts/parts.module.css';
import { mayCoordinate } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { NotSaved } from '../frame/not-saved.js';
import { useMeetingTexts } from './texts/index.js';
import { useWords } from '../texts/words.js';
import { agendaQuery, type Agenda as AgendaView, type AgendaEntry } from '../placement/agenda-query.js';
import { AgendaRow } from './agenda-row.js';
import { inMeetingOrder, minutesBefore, minutesUsed, patientsOf } from './agenda-model.js';
import { ChangeConflict } from './change-conflict.js';
import { MeetingTime } from './meeting-time.js';
import { useAgendaChanges } from './use-agenda-changes.js';
import styles from './agenda.module.css';

const TakeOff = lazyDialogue(() => import('./take-off.js'), 'TakeOff');

/** The agenda of one meeting. Coordinators of its board move, time and remove; everyone else reads the same without the tools. */
export function Agenda() {
  const { meetingId } = useParams({ from: `/inside${routes.agenda}` });
  const { data, error, refetch } = useQuery(agendaQuery(meetingId));
  if (error !== null && data === undefined) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  return data === undefined ? <Loading /> : <Loaded agenda={data} />;
}

function Loaded({ agenda }: { readonly agenda: AgendaView }) {
  const texts = useMeetingTexts();
  const words = useWords();
  const { meeting } = agenda;
  const mayChange = mayCoordinate(useSession(), meeting.boardId) && meeting.state === 'planned';
  const { entries, change, conflict, repeat, leave, failure } = useAgendaChanges(agenda);
  const patients = patientsOf(entries);
  const [leaving, setLeaving] = useState<string | null>(null);
  const left = entries.find(({ id }) => id === leaving);
  const [said, say] = useState('');
  const dragged = useRef<string | null>(null);
  const movePatient = (key: string, to: number): void => {
    if (to < 0 || to >= patients.length) return;
    change({ kind: 'move-patient', key, to });
    say(texts.agenda.moved(to + 1, patients.length));
  };
  const moveQuestion = (entryId: string, to: number, count: number): void => {
    change({ kind: 'move-question', entryId, to });
    say(texts.agenda.moved(to + 1, count));
  };
  const inOrder = inMeetingOrder(entries);
  const starts = startTimes(agenda, inOrder);
  const end = endOf(inOrder, meeting.minutes);
  return (
    <>
      <div className={parts['heading']}>
        <h1>{texts.agenda.title(showInstant(meeting.startsAt, meeting.timeZone, words.months))}</h1>
        <span className="soft">{[meeting.boardName, meeting.place, meeting.timeZone].filter(Boolean).join(' · ')}</span>
        <Button variant="default" size="compact-md" className="screen-only" onClick={() => window.print()}>
          {texts.agenda.print}
        </Button>
      </div>
      {meeting.state === 'cancelled' && (
        <p role="status">
          <strong>{texts.agenda.cancelled}</strong>
        </p>
      )}
      <MeetingTime
        used={minutesUsed(entries)}
        of={meeting.minutes}
        patients={patients.length}
        questions={entries.length}
      />
      {conflict !== null && <ChangeConflict conflict={conflict} onRepeat={repeat} onLeave={leave} />}
      <NotSaved error={failure} />
      <p className="visually-hidden" aria-live="polite">
        {said}
      </p>
      {entries.length === 0 ? (
        <Empty title={texts.agenda.empty}>
          <p>{texts.agenda.emptyHint}</p>
        </Empty>
      ) : (
        <ol className={styles['list']}>
          {patients.map((patient, index) => (
            <AgendaRow
              key={patient.key}
              patient={patient}
              index={index}
              count={patients.length}
              startsAt={starts}
              end={end === null ? null : { entryId: end, words: texts.agenda.endOfTime(meeting.minutes) }}
              tools={
                mayChange
                  ? {
                      onMove: (to) => movePatient(patient.key, to),
                      onMoveQuestion: (entryId, to) => moveQuestion(entryId, to, patient.entries.length),
                      onMinutes: (entryId, minutes) => change({ kind: 'minutes', entryId, minutes }),
                      onTakeOff: setLeaving,
                      onDrag: () => {
                        dragged.current = patient.key;
                      },
                      onDrop: () => {
                        if (dragged.current !== null && dragged.current !== patient.key)
                          movePatient(dragged.current, index);
                      },
                    }
                  : null
              }
            />
          ))}
        </ol>
      )}
      {left !== undefined && (
        <TakeOff
          entry={left}
          onClose={() => setLeaving(null)}
          onTakeOff={(entryId, reason) => {
            change({ kind: 'take-off', entryId, reason });
            setLeaving(null);
          }}
        />
      )}
    </>
  );
}

/** When each entry comes up, by its id, if the meeting keeps to its minutes. */
function startTimes({ meeting }: AgendaView, inOrder: readonly AgendaEntry[]): ReadonlyMap<string, string> {
  const at = (passed: number): string =>
    localParts(new Date(Date.parse(meeting.startsAt) + passed * 60_000).toISOString(), meeting.timeZone).time;
  return new Map([...minutesBefore(inOrder)].map(([id, passed]) => [id, at(passed)]));
}

/** The id of the first entry that does not come to its end within the minutes of the meeting; null where all do. */
function endOf(inOrder: readonly AgendaEntry[], minutes: number): string | null {
  const before = minutesBefore(inOrder);
  return inOrder.find((entry) => (before.get(entry.id) ?? 0) + entry.minutes > minutes)?.id ?? null;
}
