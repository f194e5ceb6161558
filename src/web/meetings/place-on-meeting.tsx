import { useState, type FormEvent } from 'react';
import { Button, Group, NumberInput, Radio, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/problem.js';
import { Loading } from '../app/loading.js';
import { showInstant } from '../format/dates.js';
import { Dialogue } from '../parts/dialogue.js';
import { mayCoordinate } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { useTexts } from '../texts/texts.js';
import { comingMeetings, meetingsQuery, type ListedMeeting } from './meetings-query.js';
import { placeItem, type PlaceableItem } from './place-item.js';
import styles from './meetings.module.css';

interface PlaceOnMeetingProps {
  readonly items: readonly PlaceableItem[];
  readonly onClose: () => void;
  readonly onPlaced: () => void;
}

const usualMinutes = 5;

/**
 * Puts questions on a meeting: the next one with time for them unless another is chosen. Drafts are accepted on the way, which is what
 * placing means.
 */
export function PlaceOnMeeting({ items, onClose, onPlaced }: PlaceOnMeetingProps) {
  const texts = useTexts();
  const queries = useQueryClient();
  const session = useSession();
  const meetings = useQuery(meetingsQuery);
  const own = comingMeetings(meetings.data ?? []).filter(({ boardId }) => mayCoordinate(session, boardId));
  const [chosen, choose] = useState<string | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [minutes, setMinutes] = useState<number | string>(usualMinutes);
  const wanted = items.filter(({ id }) => !left.has(id));
  const needed = wanted.length * Number(minutes);
  const meeting = own.find(({ id }) => id === chosen) ?? own.find((candidate) => minutesLeft(candidate) >= needed) ?? own[0];
  const place = useMutation({
    mutationFn: async () => {
      if (meeting === undefined) return;
      for (const item of wanted) await placeItem(meeting.id, item, Number(minutes));
    },
    onSettled: () => Promise.all(['worklist', 'agenda', 'patient', 'meetings'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
    onSuccess: () => { onPlaced(); onClose(); },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    place.mutate();
  };
  return (
    <Dialogue onClose={onClose} title={texts.place.title(wanted.length)} wide>
      <form onSubmit={submit}>
        {items.length === 1 ? items.map(({ id, question }) => <p key={id}>{question}</p>) : (
          <Questions items={items} left={left} onLeave={(id) => setLeft(left.has(id) ? new Set([...left].filter((other) => other !== id)) : new Set([...left, id]))} />
        )}
        {meetings.isPending && <Loading />}
        {meetings.isSuccess && own.length === 0 && <p>{texts.place.none}</p>}
        {own.length > 0 && (
          <Radio.Group mt="md" label={texts.place.meeting} value={meeting?.id ?? ''} onChange={choose}>
            <Stack gap={6} mt={4}>
              {own.map(({ id, startsAt, timeZone, boardName, minutes: length, minutesPlanned }) => (
                <Radio key={id} value={id} label={`${showInstant(startsAt, timeZone, texts.months)} · ${boardName} · ${texts.agenda.minutes(minutesPlanned, length)}`} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <Group mt="sm" align="end">
          <NumberInput w={180} label={texts.place.minutesEach} min={1} max={120} allowDecimal={false} value={minutes} onChange={setMinutes} />
          {meeting !== undefined && <p>{texts.place.needs(needed, minutesLeft(meeting))}</p>}
        </Group>
        {place.error !== null && <p role="alert" style={{ color: 'var(--danger)' }}>{texts.problems.notSaved}: {place.error instanceof ApiProblem && !place.error.isSilence ? place.error.message : texts.problems.offline}</p>}
        <Group mt="md" justify="flex-end">
          <Button variant="default" onClick={onClose}>{texts.frame.cancel}</Button>
          <Button type="submit" loading={place.isPending} disabled={(meetings.isSuccess && meeting === undefined) || wanted.length === 0} data-autofocus>{texts.place.now}</Button>
        </Group>
      </form>
    </Dialogue>
  );
}

const minutesLeft = ({ minutes, minutesPlanned }: ListedMeeting): number => minutes - minutesPlanned;

interface QuestionsProps {
  readonly items: readonly PlaceableItem[];
  readonly left: ReadonlySet<string>;
  readonly onLeave: (id: string) => void;
}

/** What is put on the meeting, by case; each question can be left where it is. */
function Questions({ items, left, onLeave }: QuestionsProps) {
  const texts = useTexts();
  return (
    <fieldset className={styles['questions']}>
      <legend className="visually-hidden">{texts.place.questions}</legend>
      {items.map(({ id, question, caseId }) => (
        <label key={id}>
          <input type="checkbox" checked={!left.has(id)} onChange={() => onLeave(id)} />
          <span>{caseId !== undefined && <strong>{texts.patient.caseNumber(caseId)} </strong>}{question}</span>
        </label>
      ))}
    </fieldset>
  );
}
