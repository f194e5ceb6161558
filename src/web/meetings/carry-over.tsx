import { Radio, Stack } from '@mantine/core';
import * as z from 'zod/mini';
import { useQuery } from '@tanstack/react-query';
import { showInstant } from '../format/dates.js';
import { Loading } from '../frame/loading.js';
import { Dialogue } from '../parts/dialogue.js';
import { FormActions } from '../parts/form/form-actions.js';
import { useCheckedForm } from '../parts/form/use-checked-form.js';
import { meetingsQuery, type ListedMeeting } from '../placement/meetings-query.js';
import { usePlacementTexts } from '../placement/texts/index.js';
import { useWords } from '../texts/words.js';
import { useMeetingTexts } from './texts/index.js';

interface CarryOverProps {
  readonly meeting: ListedMeeting;
  /** How many cases go. */
  readonly count: number;
  readonly onClose: () => void;
  readonly onCarry: (toMeetingId: string) => void;
}

/** Asks on which later meeting of the board cases go on. */
export function CarryOver({ meeting, count, onClose, onCarry }: CarryOverProps) {
  const texts = useMeetingTexts().agenda;
  const placing = usePlacementTexts();
  const words = useWords();
  const meetings = useQuery(meetingsQuery);
  const later = (meetings.data ?? []).filter(
    ({ id, boardId, state, startsAt }) =>
      id !== meeting.id && boardId === meeting.boardId && state === 'planned' && startsAt > meeting.startsAt,
  );
  const form = useCheckedForm(z.object({ to: z.string() }), { to: '' });
  const to = form.values.to === '' ? later[0]?.id : form.values.to;
  return (
    <Dialogue onClose={onClose} title={texts.carryTitle(count)}>
      <form noValidate onSubmit={form.submit(() => to !== undefined && onCarry(to))}>
        {meetings.isPending && <Loading />}
        {meetings.isSuccess && later.length === 0 && <p>{texts.carryNone}</p>}
        {later.length > 0 && (
          <Radio.Group label={texts.carryTo} {...form.getInputProps('to')} value={to ?? ''}>
            <Stack gap={6} mt={4}>
              {later.map(({ id, startsAt, timeZone, minutes, minutesPlanned }) => (
                <Radio
                  key={id}
                  value={id}
                  label={`${showInstant(startsAt, timeZone, words.months)} · ${placing.minutes(minutesPlanned, minutes)}`}
                />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <FormActions submit={texts.carryNow} submitFirst disabled={to === undefined} onCancel={onClose} />
      </form>
    </Dialogue>
  );
}
