import { useState, type FormEvent } from 'react';
import { Button, Group, NumberInput, Radio, Stack, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import { Loading } from '../frame/loading.js';
import { useNotice } from '../frame/notice.js';
import { routes } from '../frame/routes.js';
import { instantAt, showInstant } from '../format/dates.js';
import { Dialogue } from '../parts/dialogue.js';
import { mayCoordinate } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { NotSaved } from '../frame/not-saved.js';
import { useMeetingTexts } from './texts/index.js';
import { usePlacementTexts } from '../placement/texts/index.js';
import { useWords } from '../texts/words.js';
import type { ListedMeeting } from '../placement/meetings-query.js';
import { boardsQuery } from '../session/boards-query.js';

const usualMinutes = 60;
const shortest = 5;
const longest = 600;

/** Plans a meeting of a board that one coordinates. Length and place are those of the board's last meeting until others are given. */
export function PlanMeeting({
  meetings,
  onClose,
}: {
  readonly meetings: readonly ListedMeeting[];
  readonly onClose: () => void;
}) {
  const texts = useMeetingTexts();
  const placing = usePlacementTexts();
  const words = useWords();
  const session = useSession();
  const queries = useQueryClient();
  const tell = useNotice();
  const boards = useQuery(boardsQuery);
  const own = (boards.data ?? []).filter(({ id }) => mayCoordinate(session, id));
  const [chosen, choose] = useState<string | null>(null);
  const board = own.find(({ id }) => id === chosen) ?? own[0];
  const last = meetings.filter(({ boardId }) => boardId === board?.id).at(-1);
  const [date, setDate] = useState('');
  const [time, setTime] = useState('');
  const [minutes, setMinutes] = useState<number | string | null>(null);
  const [place, setPlace] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const length = Number(minutes ?? last?.minutes ?? usualMinutes);
  const startsAt = board === undefined ? null : instantAt(date, time, board.timeZone);
  const past = startsAt !== null && Date.parse(startsAt) < Date.now();
  const fits = Number.isInteger(length) && length >= shortest && length <= longest;
  const plan = useMutation({
    mutationFn: async (at: string) => {
      const where = (place ?? last?.place ?? '').trim();
      return dataOf(
        api.POST('/api/boards/{id}/meetings', {
          params: { path: { id: board?.id ?? '' } },
          body: { startsAt: at, minutes: length, ...(where === '' ? {} : { place: where }) },
        }),
      );
    },
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: ['meetings'] });
      tell({
        words: texts.planned(showInstant(made.startsAt, made.timeZone, words.months)),
        link: (
          <Link to={routes.agenda} params={{ meetingId: made.id }}>
            {placing.openAgenda}
          </Link>
        ),
      });
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (startsAt !== null && !past && fits) plan.mutate(startsAt);
  };
  return (
    <Dialogue onClose={onClose} title={texts.plan}>
      {board === undefined ? (
        <Loading />
      ) : (
        <form onSubmit={submit} noValidate>
          {own.length > 1 && (
            <Radio.Group label={texts.board} value={board.id} onChange={choose} mb="sm">
              <Stack gap={6} mt={4}>
                {own.map(({ id, name }) => (
                  <Radio key={id} value={id} label={name} />
                ))}
              </Stack>
            </Radio.Group>
          )}
          <Group align="start" grow>
            <TextInput
              type="date"
              label={texts.date}
              required
              withAsterisk={false}
              value={date}
              onChange={(event) => setDate(event.currentTarget.value)}
              data-autofocus
              error={asked && date === '' ? texts.dateMissing : past ? texts.inPast : undefined}
            />
            <TextInput
              type="time"
              label={texts.time}
              description={board.timeZone}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              required
              withAsterisk={false}
              value={time}
              onChange={(event) => setTime(event.currentTarget.value)}
              error={asked && time === '' ? texts.timeMissing : undefined}
            />
          </Group>
          <NumberInput
            mt="sm"
            w={180}
            label={texts.length}
            min={shortest}
            max={longest}
            step={5}
            clampBehavior="none"
            allowDecimal={false}
            selectAllOnFocus
            value={minutes ?? length}
            onChange={setMinutes}
            error={fits ? undefined : placing.minutesRange(shortest, longest)}
          />
          <TextInput
            mt="sm"
            label={texts.place}
            maxLength={200}
            value={place ?? last?.place ?? ''}
            onChange={(event) => setPlace(event.currentTarget.value)}
          />
          <NotSaved error={plan.error} />
          <Group mt="md" justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words.cancel}
            </Button>
            <Button type="submit" loading={plan.isPending}>
              {texts.planNow}
            </Button>
          </Group>
        </form>
      )}
    </Dialogue>
  );
}
