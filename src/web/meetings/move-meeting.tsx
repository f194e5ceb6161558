import { useState } from 'react';
import { Group, NumberInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import type { components } from '../api/schema.d.js';
import { instantAt, localParts, showInstant } from '../format/dates.js';
import { Loading } from '../frame/loading.js';
import { NotSaved } from '../frame/not-saved.js';
import { tell } from '../frame/notice.js';
import { Dialogue } from '../parts/dialogue.js';
import { DateField } from '../parts/form/date-field.js';
import { FormActions } from '../parts/form/form-actions.js';
import { useCheckedForm } from '../parts/form/use-checked-form.js';
import type { ListedMeeting } from '../placement/meetings-query.js';
import { usePlacementTexts } from '../placement/texts/index.js';
import { useWords } from '../texts/words.js';
import { PeopleToTell } from './people-to-tell.js';
import { longestMeeting, plannedMeetingSchema, shortestMeeting, type MeetingToPlan } from './planned-meeting.js';
import { readRule, repeatsFrom, ruleOf, type Repeating } from './repeat.js';
import { RepeatFields, RepeatPreview } from './repeat-fields.js';
import { seriesQuery } from './series-query.js';
import { useMeetingTexts } from './texts/index.js';
import { ReachField, type Reach } from './whole-series.js';

type Series = components['schemas']['MeetingSeries'];

interface MoveMeetingProps {
  readonly meeting: ListedMeeting;
  readonly onClose: () => void;
}

/** Gives a meeting another time, length or place: it alone, or those of its series that follow too. */
export function MoveMeeting({ meeting, onClose }: MoveMeetingProps) {
  const texts = useMeetingTexts().planning;
  const words = useWords();
  const { data: series } = useQuery({ ...seriesQuery(meeting.seriesId ?? ''), enabled: meeting.seriesId !== null });
  return (
    <Dialogue onClose={onClose} title={texts.moveTitle(showInstant(meeting.startsAt, meeting.timeZone, words.months))}>
      {meeting.seriesId !== null && series === undefined ? (
        <Loading />
      ) : (
        <MoveForm meeting={meeting} series={series ?? null} onClose={onClose} />
      )}
    </Dialogue>
  );
}

function MoveForm({ meeting, series, onClose }: MoveMeetingProps & { readonly series: Series | null }) {
  const texts = useMeetingTexts();
  const placing = usePlacementTexts();
  const { timeZone, boardId } = meeting;
  const start = localParts(meeting.startsAt, timeZone);
  const rule = readRule(series?.rule ?? '');
  const form = useCheckedForm<MeetingToPlan>(
    plannedMeetingSchema({ ...texts, range: placing.minutesRange }, () => timeZone),
    {
      boardId,
      ...start,
      minutes: meeting.minutes,
      place: meeting.place ?? '',
      repeat: rule.repeat ?? 'week',
      until: rule.until,
    },
  );
  const [reach, setReach] = useState<Reach>('this');
  const { date, time, minutes, until } = form.values;
  const repeat = repeatsFrom(date).includes(form.values.repeat) ? form.values.repeat : 'week';
  const move = useMove(meeting, series, onClose);
  const following = reach === 'following' && repeat !== 'once';
  return (
    <form noValidate onSubmit={form.submit((values) => move.mutate({ values, repeat: following ? repeat : null }))}>
      {series !== null && <ReachField value={reach} onChange={setReach} />}
      <Group align="start" grow>
        <DateField label={texts.date} required withAsterisk={false} {...form.getInputProps('date')} />
        <TextInput
          type="time"
          label={texts.time}
          description={timeZone}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          required
          withAsterisk={false}
          data-autofocus
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
        {...form.getInputProps('minutes')}
        value={minutes ?? meeting.minutes}
      />
      <TextInput
        mt="sm"
        label={texts.place}
        maxLength={500}
        {...form.getInputProps('place')}
        value={form.values.place ?? ''}
      />
      {following && (
        <>
          <RepeatFields
            always
            date={date}
            repeat={repeat}
            until={until}
            onRepeat={(value) => form.setFieldValue('repeat', value)}
            onUntil={(value) => form.setFieldValue('until', value)}
          />
          {date !== '' && time !== '' && (
            <RepeatPreview
              boardId={boardId}
              timeZone={timeZone}
              date={date}
              time={time}
              minutes={Number(minutes)}
              repeat={repeat}
              until={until}
              isOwn={(id) => series?.meetings.some((own) => own.id === id) ?? false}
            />
          )}
        </>
      )}
      <PeopleToTell meetingId={meeting.id} />
      <NotSaved error={move.error} />
      <FormActions submit={texts.planning.moveNow} pending={move.isPending} onCancel={onClose} />
    </form>
  );
}

interface Move {
  readonly values: MeetingToPlan;
  /** Null: this meeting alone. */
  readonly repeat: Repeating | null;
}

function useMove(meeting: ListedMeeting, series: Series | null, onClose: () => void) {
  const texts = useMeetingTexts().planning;
  const words = useWords();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ values, repeat }: Move) => {
      const { date, time } = values;
      const minutes = Number(values.minutes);
      const place = values.place?.trim() ?? '';
      if (repeat !== null && series !== null)
        return dataOf(
          api.POST('/api/meeting-series/{id}/change', {
            params: { path: { id: series.id }, header: { 'If-Match': `"${series.version}"` } },
            body: {
              fromMeetingId: meeting.id,
              firstStart: `${date}T${time}`,
              rule: ruleOf(repeat, date, values.until),
              minutes,
              ...(place === '' ? {} : { place }),
            },
          }),
        );
      return dataOf(
        api.POST('/api/meetings/{id}/move', {
          params: { path: { id: meeting.id }, header: { 'If-Match': `"${meeting.version}"` } },
          body: {
            startsAt: instantAt(date, time, meeting.timeZone) ?? '',
            minutes,
            place: place === '' ? null : place,
          },
        }),
      );
    },
    onSuccess: ({ peopleToTell }, { values: { date, time } }) => {
      void queries.invalidateQueries({ queryKey: ['meetings'] });
      const when = showInstant(instantAt(date, time, meeting.timeZone) ?? '', meeting.timeZone, words.months);
      tell({
        words: `${texts.moved(when)} ${texts.tell(peopleToTell.map(({ displayName }) => displayName).join(', '))}`,
      });
      onClose();
    },
  });
}
