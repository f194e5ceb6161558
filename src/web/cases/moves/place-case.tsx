import { NumberInput, Radio, Stack } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { showInstant } from '../../format/dates.js';
import { Loading } from '../../frame/loading.js';
import { NotSaved } from '../../frame/not-saved.js';
import { tell } from '../../frame/notice.js';
import { routes } from '../../frame/routes.js';
import { Dialogue } from '../../parts/dialogue.js';
import { FormActions } from '../../parts/form/form-actions.js';
import { useCheckedForm } from '../../parts/form/use-checked-form.js';
import { comingMeetings, meetingsQuery } from '../../placement/meetings-query.js';
import { minutesSchema } from '../../placement/minutes.js';
import { useWords } from '../../texts/words.js';
import type { BoardCase } from '../case-model.js';
import { placeCase } from '../case-query.js';
import { useCaseTexts } from '../texts/index.js';
import { useReadCaseAnew } from '../use-case-changes.js';

const usualMinutes = 5;

/** Puts the case on a coming meeting of its board: the next one with time for it unless another is chosen. */
export function PlaceCase({ board, onClose }: { readonly board: BoardCase; readonly onClose: () => void }) {
  const texts = useCaseTexts();
  const { months } = useWords();
  const readAnew = useReadCaseAnew();
  const meetings = useQuery(meetingsQuery);
  const own = comingMeetings(meetings.data ?? []).filter(({ boardId }) => boardId === board.boardId);
  const form = useCheckedForm<{ meetingId: string; minutes: number | string }>(
    z.object({ minutes: minutesSchema(texts.minutesRange) }),
    { meetingId: '', minutes: board.minutes ?? usualMinutes },
  );
  const left = ({ minutes, minutesPlanned }: (typeof own)[number]): number => minutes - minutesPlanned;
  const meeting =
    own.find(({ id }) => id === form.values.meetingId) ??
    own.find((one) => left(one) >= Number(form.values.minutes)) ??
    own[0];
  const place = useMutation({
    mutationFn: ({ meetingId, minutes }: { readonly meetingId: string; readonly minutes: number }) =>
      placeCase(meetingId, board.id, minutes),
    onSettled: readAnew,
    onSuccess: (_, { meetingId }) => {
      const on = own.find(({ id }) => id === meetingId);
      onClose();
      tell({
        words: texts.placed(board.number, on === undefined ? '' : showInstant(on.startsAt, on.timeZone, months)),
        link: (
          <Link to={routes.agenda} params={{ meetingId }}>
            {texts.openAgenda}
          </Link>
        ),
      });
    },
  });
  return (
    <Dialogue onClose={onClose} title={texts.moveNames.schedule.replace(/ …$/, '')}>
      <form
        noValidate
        onSubmit={form.submit(({ minutes }) => {
          if (meeting !== undefined) place.mutate({ meetingId: meeting.id, minutes: Number(minutes) });
        })}
      >
        {meetings.isPending && <Loading />}
        {meetings.isSuccess && own.length === 0 && <p>{texts.noMeeting}</p>}
        {own.length > 0 && (
          <Radio.Group label={texts.meeting} {...form.getInputProps('meetingId')} value={meeting?.id ?? ''}>
            <Stack gap={6} mt={4}>
              {own.map((one) => (
                <Radio
                  key={one.id}
                  value={one.id}
                  label={`${showInstant(one.startsAt, one.timeZone, months)} · ${one.boardName} · ${texts.minutesLeft(left(one))}`}
                />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <NumberInput
          mt="sm"
          w={140}
          label={texts.minutes}
          min={1}
          max={120}
          clampBehavior="none"
          allowDecimal={false}
          {...form.getInputProps('minutes')}
        />
        <NotSaved error={place.error} />
        <FormActions
          submit={texts.place}
          submitFirst
          pending={place.isPending}
          disabled={meeting === undefined}
          onCancel={onClose}
        />
      </form>
    </Dialogue>
  );
}
