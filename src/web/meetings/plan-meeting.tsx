import { useState, type FormEvent } from 'react';
import { Button, Group, NumberInput, Radio, Stack, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { ApiProblem, dataOf } from '../api/problem.js';
import { Loading } from '../app/loading.js';
import { useNotice } from '../app/notice.js';
import { routes } from '../app/routes.js';
import { instantAt, showInstant } from '../format/dates.js';
import { Dialogue } from '../parts/dialogue.js';
import { mayCoordinate } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { useTexts } from '../texts/texts.js';
import { boardsQuery, type ListedMeeting } from './meetings-query.js';

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
  const texts = useTexts();
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
        words: texts.meetings.planned(showInstant(made.startsAt, made.timeZone, texts.months)),
        link: (
          <Link to={routes.agenda} params={{ meetingId: made.id }}>
            {texts.place.openAgenda}
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
    <Dialogue onClose={onClose} title={texts.meetings.plan}>
      {board === undefined ? (
        <Loading />
      ) : (
        <form onSubmit={submit} noValidate>
          {own.length > 1 && (
            <Radio.Group label={texts.meetings.board} value={board.id} onChange={choose} mb="sm">
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
              label={texts.meetings.date}
              required
              withAsterisk={false}
              value={date}
              onChange={(event) => setDate(event.currentTarget.value)}
              data-autofocus
              error={asked && date === '' ? texts.meetings.dateMissing : past ? texts.meetings.inPast : undefined}
            />
            <TextInput
              type="time"
              label={texts.meetings.time}
              description={board.timeZone}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              required
              withAsterisk={false}
              value={time}
              onChange={(event) => setTime(event.currentTarget.value)}
              error={asked && time === '' ? texts.meetings.timeMissing : undefined}
            />
          </Group>
          <NumberInput
            mt="sm"
            w={180}
            label={texts.meetings.length}
            min={shortest}
            max={longest}
            step={5}
            clampBehavior="none"
            allowDecimal={false}
            selectAllOnFocus
            value={minutes ?? length}
            onChange={setMinutes}
            error={fits ? undefined : texts.agenda.minutesRange(shortest, longest)}
          />
          <TextInput
            mt="sm"
            label={texts.meetings.place}
            maxLength={200}
            value={place ?? last?.place ?? ''}
            onChange={(event) => setPlace(event.currentTarget.value)}
          />
          {plan.error !== null && (
            <p role="alert" className="danger">
              {texts.problems.notSaved}:{' '}
              {plan.error instanceof ApiProblem && !plan.error.isSilence ? plan.error.message : texts.problems.offline}
            </p>
          )}
          <Group mt="md" justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {texts.frame.cancel}
            </Button>
            <Button type="submit" loading={plan.isPending}>
              {texts.meetings.planNow}
            </Button>
          </Group>
        </form>
      )}
    </Dialogue>
  );
}
