import { Group, NumberInput, Radio, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Loading } from '../frame/loading.js';
import { tell } from '../frame/notice.js';
import { routes } from '../frame/routes.js';
import { showInstant } from '../format/dates.js';
import { Dialogue } from '../parts/dialogue.js';
import { FormActions } from '../parts/form/form-actions.js';
import { useCheckedForm } from '../parts/form/use-checked-form.js';
import { mayCoordinate } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { NotSaved } from '../frame/not-saved.js';
import { usePlacementTexts } from './texts/index.js';
import { useWords } from '../texts/words.js';
import { comingMeetings, meetingsQuery, type ListedMeeting } from './meetings-query.js';
import { longestMinutes, minutesSchema, shortestMinutes } from './minutes.js';
import { placeItem, takeBack, type PlaceableItem } from './place-item.js';
import styles from './placement.module.css';

interface PlaceOnMeetingProps {
  readonly items: readonly PlaceableItem[];
  readonly onClose: () => void;
  readonly onPlaced: () => void;
}

/** What was asked for: the list of items behind the dialogue shrinks while they are placed. */
interface Placing {
  readonly meeting: ListedMeeting;
  readonly items: readonly PlaceableItem[];
  readonly minutes: number;
}

/** What is typed and chosen. */
interface Wanted extends Record<string, unknown> {
  /** Null while none was chosen. */
  readonly meetingId: string | null;
  /** Ids of questions that stay where they are. */
  readonly left: readonly string[];
  readonly minutes: number | string;
}

const usualMinutes = 5;

/**
 * Puts questions on a meeting: the next one with time for them unless another is chosen. Drafts are accepted on the way, which is what
 * placing means.
 */
export function PlaceOnMeeting({ items, onClose, onPlaced }: PlaceOnMeetingProps) {
  const texts = usePlacementTexts();
  const words = useWords();
  const session = useSession();
  const meetings = useQuery(meetingsQuery);
  const own = comingMeetings(meetings.data ?? []).filter(({ boardId }) => mayCoordinate(session, boardId));
  const form = useCheckedForm<Wanted>(
    z.object({ minutes: minutesSchema(texts.minutesRange(shortestMinutes, longestMinutes)) }),
    { meetingId: null, left: [], minutes: usualMinutes },
  );
  const { meetingId, left, minutes } = form.values;
  const wanted = items.filter(({ id }) => !left.includes(id));
  const needed = wanted.length * Number(minutes);
  const meeting =
    own.find(({ id }) => id === meetingId) ?? own.find((candidate) => minutesLeft(candidate) >= needed) ?? own[0];
  const over = meeting === undefined ? 0 : Math.max(0, needed - minutesLeft(meeting));
  const place = usePlace(() => {
    onPlaced();
    onClose();
  });
  return (
    <Dialogue onClose={onClose} title={texts.title(wanted.length)} wide>
      <form
        noValidate
        onSubmit={form.submit((values) => {
          if (meeting !== undefined) place.mutate({ meeting, items: wanted, minutes: Number(values.minutes) });
        })}
      >
        {items.length === 1 ? (
          items.map(({ id, question, caseId }) => (
            <p key={id}>
              <strong>{words.caseNumber(caseId)}</strong> {question}
            </p>
          ))
        ) : (
          <Questions
            items={items}
            left={left}
            onLeave={(id) =>
              form.setFieldValue('left', left.includes(id) ? left.filter((other) => other !== id) : [...left, id])
            }
          />
        )}
        {meetings.isPending && <Loading />}
        {meetings.isSuccess && own.length === 0 && <p>{texts.none}</p>}
        {own.length > 0 && (
          <Radio.Group mt="md" label={texts.meeting} {...form.getInputProps('meetingId')} value={meeting?.id ?? ''}>
            <Stack gap={6} mt={4}>
              {own.map(({ id, startsAt, timeZone, boardName, minutes: length, minutesPlanned }) => (
                <Radio
                  key={id}
                  value={id}
                  label={`${showInstant(startsAt, timeZone, words.months)} · ${boardName} · ${texts.minutes(minutesPlanned, length)}`}
                />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <Group mt="sm" align="end">
          <NumberInput
            w={180}
            label={texts.minutesEach}
            min={shortestMinutes}
            max={longestMinutes}
            clampBehavior="none"
            allowDecimal={false}
            selectAllOnFocus
            {...form.getInputProps('minutes')}
          />
          {meeting !== undefined && (
            <p className={over > 0 ? 'danger' : ''}>{texts.needs(needed, minutesLeft(meeting))}</p>
          )}
        </Group>
        <NotSaved error={place.error} />
        <FormActions
          submit={over > 0 ? texts.anyway(over) : texts.now}
          submitFirst
          pending={place.isPending}
          disabled={(meetings.isSuccess && meeting === undefined) || wanted.length === 0}
          onCancel={onClose}
        />
      </form>
    </Dialogue>
  );
}

/** Puts the questions on the meeting one after the other, and tells of it with the way back. */
function usePlace(onPlaced: () => void) {
  const texts = usePlacementTexts();
  const words = useWords();
  const queries = useQueryClient();
  const readAnew = (): Promise<unknown> =>
    Promise.all(
      ['worklist', 'agenda', 'patient', 'meetings'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
    );
  const confirm = ({ meeting, items, minutes }: Placing, placed: readonly string[]): void => {
    const counted = { patients: new Set(items.map(({ caseId }) => caseId)).size, questions: placed.length };
    tell({
      words: texts.done({
        ...counted,
        when: showInstant(meeting.startsAt, meeting.timeZone, words.months),
        used: meeting.minutesPlanned + minutes * placed.length,
        of: meeting.minutes,
      }),
      link: (
        <Link to={routes.agenda} params={{ meetingId: meeting.id }}>
          {texts.openAgenda}
        </Link>
      ),
      undo: async () => {
        await takeBack(meeting.id, placed, texts.undoReason).finally(readAnew);
        return texts.undone(counted.questions);
      },
    });
  };
  return useMutation({
    mutationFn: async ({ meeting, items, minutes }: Placing) => {
      const placed: string[] = [];
      for (const item of items) placed.push(await placeItem(meeting.id, item, minutes));
      return placed;
    },
    onSettled: readAnew,
    onSuccess: (placed, placing) => {
      confirm(placing, placed);
      onPlaced();
    },
  });
}

const minutesLeft = ({ minutes, minutesPlanned }: ListedMeeting): number => minutes - minutesPlanned;

interface QuestionsProps {
  readonly items: readonly PlaceableItem[];
  readonly left: readonly string[];
  readonly onLeave: (id: string) => void;
}

/** What is put on the meeting, by case; each question can be left where it is. */
function Questions({ items, left, onLeave }: QuestionsProps) {
  const texts = usePlacementTexts();
  const words = useWords();
  return (
    <fieldset className={styles['questions']}>
      <legend className="visually-hidden">{texts.questions}</legend>
      {items.map(({ id, question, caseId }) => (
        <label key={id}>
          <input type="checkbox" checked={!left.includes(id)} onChange={() => onLeave(id)} />
          <span>
            <strong>{words.caseNumber(caseId)} </strong>
            {question}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
