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
import { RepeatFields, RepeatPreview } from './repeat-fields.js';
import { repeatsFrom, ruleOf, type Repeat } from './repeat.js';
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
    repeat: 'once',
    until: '',
  });
  const { boardId, date, time, minutes, place, until } = form.values;
  const repeat = repeatsFrom(date).includes(form.values.repeat) ? form.values.repeat : 'once';
  const last = meetings.filter((meeting) => meeting.boardId === boardId).at(-1);
  const usual = { minutes: last?.minutes ?? usualMinutes, place: last?.place ?? '' };
  const plan = usePlan(onClose);
  return (
    <form
      noValidate
      onSubmit={form.submit((values) =>
        plan.mutate({
          boardId,
          date: values.date,
          time: values.time,
          timeZone: timeZoneOf(boardId),
          repeat,
          until,
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
        maxLength={500}
        {...form.getInputProps('place')}
        value={place ?? usual.place}
      />
      <RepeatFields
        date={date}
        repeat={repeat}
        until={until}
        onRepeat={(value) => form.setFieldValue('repeat', value)}
        onUntil={(value) => form.setFieldValue('until', value)}
      />
      {repeat !== 'once' && date !== '' && time !== '' && (
        <RepeatPreview
          boardId={boardId}
          timeZone={timeZoneOf(boardId)}
          date={date}
          time={time}
          minutes={Number(minutes ?? usual.minutes)}
          repeat={repeat}
          until={until}
        />
      )}
      <NotSaved error={plan.error} />
      <FormActions submit={texts.planNow} pending={plan.isPending} onCancel={onClose} />
    </form>
  );
}

interface Plan {
  readonly boardId: string;
  readonly date: string;
  readonly time: string;
  readonly timeZone: string;
  readonly minutes: number;
  readonly place: string;
  readonly repeat: Repeat;
  readonly until: string;
}

/** Plans one meeting, or a series, and answers the first meeting with how many there are. */
async function planned({ boardId, date, time, timeZone, minutes, place, repeat, until }: Plan) {
  const path = { id: boardId };
  const where = place === '' ? {} : { place };
  const startsAt = instantAt(date, time, timeZone) ?? '';
  if (repeat === 'once') {
    const { id } = await dataOf(
      api.POST('/api/boards/{id}/meetings', { params: { path }, body: { startsAt, minutes, ...where } }),
    );
    return { id, count: 1 };
  }
  const body = { firstStart: `${date}T${time}`, rule: ruleOf(repeat, date, until), minutes, leftOut: [], ...where };
  const { meetings } = await dataOf(api.POST('/api/boards/{id}/meeting-series', { params: { path }, body }));
  return { id: meetings[0]?.id ?? '', count: meetings.length };
}

/** Plans the meeting, tells of it and closes; where the service refuses, the form stays with what was typed. */
function usePlan(onClose: () => void) {
  const texts = useMeetingTexts();
  const placing = usePlacementTexts();
  const words = useWords();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: planned,
    onSuccess: ({ id, count }, { date, time, timeZone }) => {
      const when = showInstant(instantAt(date, time, timeZone) ?? '', timeZone, words.months);
      void queries.invalidateQueries({ queryKey: ['meetings'] });
      tell({
        words: count === 1 ? texts.planned(when) : texts.planning.plannedSeries(when, count),
        link: (
          <Link to={routes.agenda} params={{ meetingId: id }}>
            {placing.openAgenda}
          </Link>
        ),
      });
      onClose();
    },
  });
}
