import { useState, type FormEvent } from 'react';
import { Button, Group, NumberInput, Radio, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Loading } from '../frame/loading.js';
import { useNotice } from '../frame/notice.js';
import { routes } from '../frame/routes.js';
import { showInstant } from '../format/dates.js';
import { Dialogue } from '../parts/dialogue.js';
import { mayCoordinate } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { NotSaved } from '../frame/not-saved.js';
import { usePlacementTexts } from './texts/index.js';
import { useWords } from '../texts/words.js';
import { comingMeetings, meetingsQuery, type ListedMeeting } from './meetings-query.js';
import { areMinutes, longestMinutes, shortestMinutes } from './minutes.js';
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

const usualMinutes = 5;

/**
 * Puts questions on a meeting: the next one with time for them unless another is chosen. Drafts are accepted on the way, which is what
 * placing means.
 */
export function PlaceOnMeeting({ items, onClose, onPlaced }: PlaceOnMeetingProps) {
  const texts = usePlacementTexts();
  const words = useWords();
  const queries = useQueryClient();
  const tell = useNotice();
  const session = useSession();
  const meetings = useQuery(meetingsQuery);
  const own = comingMeetings(meetings.data ?? []).filter(({ boardId }) => mayCoordinate(session, boardId));
  const [chosen, choose] = useState<string | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [minutes, setMinutes] = useState<number | string>(usualMinutes);
  const [refused, setRefused] = useState(false);
  const wanted = items.filter(({ id }) => !left.has(id));
  const needed = wanted.length * Number(minutes);
  const meeting =
    own.find(({ id }) => id === chosen) ?? own.find((candidate) => minutesLeft(candidate) >= needed) ?? own[0];
  const over = meeting === undefined ? 0 : Math.max(0, needed - minutesLeft(meeting));
  const readAnew = (): Promise<unknown> =>
    Promise.all(
      ['worklist', 'agenda', 'patient', 'meetings'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
    );
  const confirm = ({ meeting: on, items: placedItems, minutes: each }: Placing, placed: readonly string[]): void => {
    const counted = { patients: new Set(placedItems.map(({ caseId }) => caseId)).size, questions: placed.length };
    tell({
      words: texts.done({
        ...counted,
        when: showInstant(on.startsAt, on.timeZone, words.months),
        used: on.minutesPlanned + each * placed.length,
        of: on.minutes,
      }),
      link: (
        <Link to={routes.agenda} params={{ meetingId: on.id }}>
          {texts.openAgenda}
        </Link>
      ),
      undo: async () => {
        await takeBack(on.id, placed, texts.undoReason).finally(readAnew);
        return texts.undone(counted.questions);
      },
    });
  };
  const place = useMutation({
    mutationFn: async ({ meeting: on, items: toPlace, minutes: each }: Placing) => {
      const placed: string[] = [];
      for (const item of toPlace) placed.push(await placeItem(on.id, item, each));
      return placed;
    },
    onSettled: readAnew,
    onSuccess: (placed, placing) => {
      confirm(placing, placed);
      onPlaced();
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setRefused(!areMinutes(minutes));
    if (areMinutes(minutes) && meeting !== undefined)
      place.mutate({ meeting, items: wanted, minutes: Number(minutes) });
  };
  return (
    <Dialogue onClose={onClose} title={texts.title(wanted.length)} wide>
      <form onSubmit={submit} noValidate>
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
              setLeft(left.has(id) ? new Set([...left].filter((other) => other !== id)) : new Set([...left, id]))
            }
          />
        )}
        {meetings.isPending && <Loading />}
        {meetings.isSuccess && own.length === 0 && <p>{texts.none}</p>}
        {own.length > 0 && (
          <Radio.Group mt="md" label={texts.meeting} value={meeting?.id ?? ''} onChange={choose}>
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
            error={refused && !areMinutes(minutes) ? texts.minutesRange(shortestMinutes, longestMinutes) : undefined}
            value={minutes}
            onChange={setMinutes}
          />
          {meeting !== undefined && (
            <p className={over > 0 ? 'danger' : ''}>{texts.needs(needed, minutesLeft(meeting))}</p>
          )}
        </Group>
        <NotSaved error={place.error} />
        <Group mt="md" justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button
            type="submit"
            loading={place.isPending}
            disabled={(meetings.isSuccess && meeting === undefined) || wanted.length === 0}
            data-autofocus
          >
            {over > 0 ? texts.anyway(over) : texts.now}
          </Button>
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
  const texts = usePlacementTexts();
  const words = useWords();
  return (
    <fieldset className={styles['questions']}>
      <legend className="visually-hidden">{texts.questions}</legend>
      {items.map(({ id, question, caseId }) => (
        <label key={id}>
          <input type="checkbox" checked={!left.has(id)} onChange={() => onLeave(id)} />
          <span>
            <strong>{words.caseNumber(caseId)} </strong>
            {question}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
