import { Group, NumberInput, Radio, Stack, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import type { components } from '../api/schema.d.js';
import { instantAt, showInstant } from '../format/dates.js';
import { Loading } from '../frame/loading.js';
import { NotSaved } from '../frame/not-saved.js';
import { tell } from '../frame/notice.js';
import { routes } from '../frame/routes.js';
import { Dialogue } from '../parts/dialogue.js';
import { DateField } from '../parts/form/date-field.js';
import { FormActions } from '../parts/form/form-actions.js';
import { useCheckedForm } from '../parts/form/use-checked-form.js';
import type { ListedMeeting } from '../placement/meetings-query.js';
import { usePlacementTexts } from '../placement/texts/index.js';
import { boardsQuery } from '../session/boards-query.js';
import { mayCoordinate } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { useWords } from '../texts/words.js';
import { longestMeeting, plannedMeetingSchema, shortestMeeting, type MeetingToPlan } from './planned-meeting.js';
import { useMeetingTexts } from './texts/index.js';

type Board = components['schemas']['Board'];

const usualMinutes = 60;

interface PlanMeetingProps {
  readonly meetings: readonly ListedMeeting[];
  readonly onClose: () => void;
}

/** Plans a meeting of a board that one coordinates. */
export function PlanMeeting({ meetings, onClose }: PlanMeetingProps) {
  const texts = useMeetingTexts();
  const session = useSession();
  const boards = useQuery(boardsQuery).data;
  const [first, ...others] = (boards ?? []).filter(({ id }) => mayCoordinate(session, id));
  return (
    <Dialogue onClose={onClose} title={texts.plan}>
      {first === undefined ? (
        <Loading />
      ) : (
        <PlanForm boards={[first, ...others]} meetings={meetings} onClose={onClose} />
      )}
    </Dialogue>
  );
}

interface PlanFormProps extends PlanMeetingProps {
  readonly boards: readonly [Board, ...Board[]];
}

/** Length and place are those of the board's last meeting until others are given. */
function PlanForm({ boards, meetings, onClose }: PlanFormProps) {
  const texts = useMeetingTexts();
  const placing = usePlacementTexts();
  const timeZoneOf = (boardId: string): string => (boards.find(({ id }) => id === boardId) ?? boards[0]).timeZone;
  const schema = plannedMeetingSchema({ ...texts, range: placing.minutesRange }, timeZoneOf);
  const form = useCheckedForm<MeetingToPlan>(schema, {
    boardId: boards[0].id,
    date: '',
    time: '',
    minutes: null,
    place: null,
  });
  const { boardId, minutes, place } = form.values;
  const last = meetings.filter((meeting) => meeting.boardId === boardId).at(-1);
  const usual = { minutes: last?.minutes ?? usualMinutes, place: last?.place ?? '' };
  const plan = usePlan(onClose);
  return (
    <form
      noValidate
      onSubmit={form.submit((values) =>
        plan.mutate({
          boardId,
          startsAt: instantAt(values.date, values.time, timeZoneOf(boardId)) ?? '',
          minutes: Number(values.minutes ?? usual.minutes),
          place: (values.place ?? usual.place).trim(),
        }),
      )}
    >
      {boards.length > 1 && (
        <Radio.Group label={texts.board} mb="sm" {...form.getInputProps('boardId')}>
          <Stack gap={6} mt={4}>
            {boards.map(({ id, name }) => (
              <Radio key={id} value={id} label={name} />
            ))}
          </Stack>
        </Radio.Group>
      )}
      <Group align="start" grow>
        <DateField label={texts.date} required withAsterisk={false} data-autofocus {...form.getInputProps('date')} />
        <TextInput
          type="time"
          label={texts.time}
          description={timeZoneOf(boardId)}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          required
          withAsterisk={false}
          {...form.getInputProps('time')}
        />
      </Group>
      <NumberInput
        mt="sm"
        w={180}
        label={texts.length}
        min={shortestMeeting}
        max={longestMeeting}
        step={5}
        clampBehavior="none"
        allowDecimal={false}
        selectAllOnFocus
        {...form.getInputProps('minutes')}
        value={minutes ?? usual.minutes}
      />
      <TextInput
        mt="sm"
        label={texts.place}
        maxLength={200}
        {...form.getInputProps('place')}
        value={place ?? usual.place}
      />
      <NotSaved error={plan.error} />
      <FormActions submit={texts.planNow} pending={plan.isPending} onCancel={onClose} />
    </form>
  );
}

interface Plan {
  readonly boardId: string;
  readonly startsAt: string;
  readonly minutes: number;
  readonly place: string;
}

/** Plans the meeting, tells of it and closes; where the service refuses, the form stays with what was typed. */
function usePlan(onClose: () => void) {
  const texts = useMeetingTexts();
  const placing = usePlacementTexts();
  const words = useWords();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ boardId, place, ...meeting }: Plan) =>
      dataOf(
        api.POST('/api/boards/{id}/meetings', {
          params: { path: { id: boardId } },
          body: { ...meeting, ...(place === '' ? {} : { place }) },
        }),
      ),
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
}
