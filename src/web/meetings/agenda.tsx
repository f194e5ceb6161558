import { useRef, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { LoadFailure } from '../frame/failure.js';
import { useShortcuts } from '../frame/keyboard/shortcuts.js';
import { Loading } from '../frame/loading.js';
import { NotSaved } from '../frame/not-saved.js';
import { routes } from '../frame/routes.js';
import { localParts } from '../format/dates.js';
import { Empty } from '../parts/empty.js';
import { lazyDialogue } from '../parts/lazy-dialogue.js';
import { mayConduct, mayCoordinate } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { agendaQuery, type Agenda as AgendaView, type AgendaEntry } from '../placement/agenda-query.js';
import type { CaseListRow } from '../placement/listed-case.js';
import { changedOnAgendaQuery, type CaseChange } from '../record/prepared/changed-since-query.js';
import { AgendaHead } from './agenda-head.js';
import { countPatients, entryOf, keyOf, minutesBefore, minutesUsed } from './agenda-model.js';
import { AgendaRow } from './agenda-row.js';
import { ChangeConflict } from './change-conflict.js';
import { MeetingTime } from './meeting-time.js';
import { PrintPack } from './print-pack.js';
import { useMeetingTexts } from './texts/index.js';
import { useAgendaChanges } from './use-agenda-changes.js';
import { WaitingCases } from './waiting-cases.js';
import styles from './agenda.module.css';

const TakeOff = lazyDialogue(() => import('./take-off.js'), 'TakeOff');
const CarryOver = lazyDialogue(() => import('./carry-over.js'), 'CarryOver');
const MoveMeeting = lazyDialogue(() => import('./move-meeting.js'), 'MoveMeeting');

/** The agenda of one meeting. Coordinators of its board fill, order, time and carry over; everyone else reads the same without the tools. */
export function Agenda() {
  const { meetingId } = useParams({ from: `/inside${routes.agenda}` });
  const { data, error, refetch } = useQuery(agendaQuery(meetingId));
  if (error !== null && data === undefined) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  return data === undefined ? <Loading /> : <Loaded agenda={data} />;
}

/** What is open in front of the agenda. */
type Open =
  | { readonly kind: 'take-off'; readonly key: string }
  | { readonly kind: 'carry-over'; readonly keys: readonly string[] }
  | { readonly kind: 'edit' };

function Loaded({ agenda }: { readonly agenda: AgendaView }) {
  const texts = useMeetingTexts();
  const { meeting } = agenda;
  const session = useSession();
  const mayChange = mayCoordinate(session, meeting.boardId) && meeting.state === 'planned';
  const changes = useAgendaChanges(agenda);
  const { entries, change, conflict, last } = changes;
  const changesOf = useChangesOf(agenda);
  const [open, setOpen] = useState<Open | null>(null);
  const [waiting, setWaiting] = useState(false);
  const [said, say] = useState('');
  const dragged = useRef<string | CaseListRow | null>(null);
  useShortcuts(mayChange ? { z: changes.undo } : {});
  const move = (key: string, to: number): void => {
    if (to < 0 || to >= entries.length) return;
    change({ kind: 'move', key, to });
    say(texts.agenda.moved(to + 1, entries.length));
  };
  const put = (found: CaseListRow, to: number): void => {
    change({ kind: 'place', case: found, to, minutes: undefined });
    say(texts.agenda.putOn(found.number));
  };
  const dropAt = (key: string, index: number): void => {
    if (typeof dragged.current === 'string') {
      if (dragged.current !== key) move(dragged.current, index);
    } else if (dragged.current !== null) put(dragged.current, index);
    dragged.current = null;
  };
  const starts = startTimes(agenda, entries);
  const end = endOf(entries, meeting.minutes);
  const left = open?.kind === 'take-off' ? entryOf(entries, open.key) : undefined;
  const carriable = entries.filter(isCarriable);
  return (
    <>
      <AgendaHead
        meeting={meeting}
        mayPrepare={mayConduct(session, meeting.boardId) && entries.some(isPreparable)}
        tools={
          mayChange
            ? {
                undoes: last?.words ?? null,
                waitingShown: waiting,
                mayCarry: carriable.length > 0,
                onUndo: changes.undo,
                onWaiting: () => setWaiting(!waiting),
                onCarryOver: () => setOpen({ kind: 'carry-over', keys: carriable.map(keyOf) }),
                onEdit: () => setOpen({ kind: 'edit' }),
              }
            : null
        }
      />
      {meeting.state === 'cancelled' && (
        <p role="status">
          <strong>{texts.agenda.cancelled}</strong>
        </p>
      )}
      <MeetingTime
        used={minutesUsed(entries)}
        of={meeting.minutes}
        patients={countPatients(entries)}
        cases={entries.length}
      />
      {conflict !== null && <ChangeConflict conflict={conflict} onRepeat={changes.repeat} onLeave={changes.leave} />}
      <NotSaved error={changes.failure} />
      <p className="visually-hidden" aria-live="polite">
        {said}
      </p>
      <p className="visually-hidden" aria-live="polite">
        {changes.undone > 0 && texts.agenda.undone(changes.undone)}
      </p>
      <div className={waiting && mayChange ? styles['with-drawer'] : undefined}>
        {entries.length === 0 ? (
          <Empty title={texts.agenda.empty}>
            <p>{texts.agenda.emptyHint}</p>
          </Empty>
        ) : (
          <ol className={styles['list']}>
            {entries.map((entry, index) => (
              <AgendaRow
                key={keyOf(entry)}
                entry={entry}
                index={index}
                count={entries.length}
                startsAt={starts.get(entry.id) ?? ''}
                end={end === entry.id ? texts.agenda.endOfTime(meeting.minutes) : null}
                changes={changesOf(entry)}
                tools={
                  mayChange
                    ? {
                        onMove: (to) => move(keyOf(entry), to),
                        onMinutes: (minutes) => change({ kind: 'minutes', key: keyOf(entry), minutes }),
                        onTakeOff: () => setOpen({ kind: 'take-off', key: keyOf(entry) }),
                        onCarryOver: () => setOpen({ kind: 'carry-over', keys: [keyOf(entry)] }),
                        onDrag: () => {
                          dragged.current = keyOf(entry);
                        },
                        onDrop: () => dropAt(keyOf(entry), index),
                      }
                    : null
                }
              />
            ))}
          </ol>
        )}
        {waiting && mayChange && (
          <WaitingCases
            boardId={meeting.boardId}
            onPut={(found) => put(found, entries.length)}
            onDrag={(found) => {
              dragged.current = found;
            }}
          />
        )}
      </div>
      <PrintPack entries={entries} starts={starts} />
      {left !== undefined && (
        <TakeOff
          entry={left}
          onClose={() => setOpen(null)}
          onTakeOff={(key, reason) => {
            change({ kind: 'take-off', key, reason });
            setOpen(null);
          }}
        />
      )}
      {open?.kind === 'carry-over' && (
        <CarryOver
          meeting={meeting}
          count={open.keys.length}
          onClose={() => setOpen(null)}
          onCarry={(toMeetingId) => {
            change({ kind: 'carry-over', keys: open.keys, toMeetingId });
            setOpen(null);
          }}
        />
      )}
      {open?.kind === 'edit' && <MoveMeeting meeting={meeting} onClose={() => setOpen(null)} />}
    </>
  );
}

const isPrepared = ({ content }: AgendaEntry): boolean =>
  content !== null && (content.case.leadsTo.includes('discuss') || content.case.leadsTo.includes('sign'));

const unchanged: readonly CaseChange[] = [];

/** What arrived of each case since it was prepared. Nothing is asked while nothing is frozen. */
function useChangesOf({ meeting, entries }: AgendaView): (entry: AgendaEntry) => readonly CaseChange[] {
  const { data } = useQuery({ ...changedOnAgendaQuery(meeting.id), enabled: entries.some(isPrepared) });
  const byCase = new Map(data?.items.map(({ caseId, changes }) => [caseId, changes]));
  return ({ content }) => (content === null ? unchanged : (byCase.get(content.case.id) ?? unchanged));
}

/** Whether a case has no outcome yet, so that it can go to another meeting. */
const isCarriable = ({ content }: AgendaEntry): boolean => content?.case.leadsTo.includes('take-off') ?? false;

/** Whether what the board is shown of it can be frozen, for the first time or anew. */
const isPreparable = ({ content }: AgendaEntry): boolean => content?.case.leadsTo.includes('prepare') ?? false;

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
