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
import { comingMeetings, meetingsQuery } from './meetings-query.js';
import { placeItem, type PlaceableItem } from './place-item.js';

interface PlaceOnMeetingProps {
  readonly items: readonly PlaceableItem[];
  readonly onClose: () => void;
  readonly onPlaced: () => void;
}

const usualMinutes = 5;

/** Puts questions on a meeting: the next one unless another is chosen. Drafts are accepted on the way, which is what placing means. */
export function PlaceOnMeeting({ items, onClose, onPlaced }: PlaceOnMeetingProps) {
  const texts = useTexts();
  const queries = useQueryClient();
  const session = useSession();
  const meetings = useQuery(meetingsQuery);
  const own = comingMeetings(meetings.data ?? []).filter(({ boardId }) => mayCoordinate(session, boardId));
  const [chosen, choose] = useState<string | null>(null);
  const [minutes, setMinutes] = useState<number | string>(usualMinutes);
  const meeting = own.find(({ id }) => id === chosen) ?? own[0];
  const place = useMutation({
    mutationFn: async () => {
      if (meeting === undefined) return;
      for (const item of items) await placeItem(meeting.id, item, Number(minutes));
    },
    onSettled: () => Promise.all(['flags', 'agenda', 'patient', 'meetings'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
    onSuccess: () => { onPlaced(); onClose(); },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    place.mutate();
  };
  return (
    <Dialogue onClose={onClose} title={texts.place.title(items.length)} wide>
      <form onSubmit={submit}>
        <ul>{items.map((item) => <li key={item.id}>{item.question}</li>)}</ul>
        {meetings.isPending && <Loading />}
        {meetings.isSuccess && own.length === 0 && <p>{texts.place.none}</p>}
        {own.length > 0 && (
          <Radio.Group label={texts.place.meeting} value={meeting?.id ?? ''} onChange={choose}>
            <Stack gap={6} mt={4}>
              {own.map(({ id, startsAt, timeZone, boardName, minutes: length, minutesPlanned }) => (
                <Radio key={id} value={id} label={`${showInstant(startsAt, timeZone, texts.months)} · ${boardName} · ${texts.agenda.minutes(minutesPlanned, length)}`} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <NumberInput mt="sm" w={180} label={texts.place.minutesEach} min={1} max={120} allowDecimal={false} value={minutes} onChange={setMinutes} />
        {place.error !== null && <p role="alert" style={{ color: 'var(--danger)' }}>{texts.problems.notSaved}: {place.error instanceof ApiProblem && !place.error.isSilence ? place.error.message : texts.problems.offline}</p>}
        <Group mt="md" justify="flex-end">
          <Button variant="default" onClick={onClose}>{texts.frame.cancel}</Button>
          <Button type="submit" loading={place.isPending} disabled={meeting === undefined} data-autofocus>{texts.place.now}</Button>
        </Group>
      </form>
    </Dialogue>
  );
}
