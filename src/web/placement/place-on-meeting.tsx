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
import { restoreCase, type ListedCase } from './listed-case.js';
import { comingMeetings, meetingsQuery, type ListedMeeting } from './meetings-query.js';
import { longestMinutes, minutesSchema, shortestMinutes } from './minutes.js';
import { placeCase, takeBack, type Placed } from './place-case.js';
import { readCasesAnew } from './read-anew.js';
import styles from './placement.module.css';

interface PlaceOnMeetingProps {
  readonly cases: readonly ListedCase[];
  readonly onClose: () => void;
  readonly onPlaced: () => void;
}

/** What was asked for: the list of cases behind the dialogue shrinks while they are placed. */
interface Placing {
  readonly meeting: ListedMeeting;
  readonly cases: readonly ListedCase[];
  /** Undefined: each as it has them itself. */
  readonly minutes: number | undefined;
}

/** What is typed and chosen. */
interface Wanted extends Record<string, unknown> {
  /** Null while none was chosen. */
  readonly meetingId: string | null;
  /** Ids of cases that stay where they are. */
  readonly left: readonly string[];
  readonly minutes: number | string;
}

const usualMinutes = 5;

/** Puts cases on a meeting of their board: the next one with time for them unless another is chosen. */
export function PlaceOnMeeting({ cases, onClose, onPlaced }: PlaceOnMeetingProps) {
  const texts = usePlacementTexts();
  const words = useWords();
  const session = useSession();
  const meetings = useQuery(meetingsQuery);
  const boardIds = new Set(cases.map(({ boardId }) => boardId));
  const own = comingMeetings(meetings.data ?? []).filter(
    ({ boardId }) => boardIds.has(boardId) && mayCoordinate(session, boardId),
  );
  const form = useCheckedForm<Wanted>(
    z.object({ minutes: minutesSchema(texts.minutesRange(shortestMinutes, longestMinutes)) }),
    { meetingId: null, left: [], minutes: usualMinutes },
  );
  const { meetingId, left, minutes } = form.values;
  const among = (boardId: string | undefined): readonly ListedCase[] =>
    cases.filter((one) => !left.includes(one.id) && (boardId === undefined || one.boardId === boardId));
  const neededAt = (candidate: ListedMeeting): number => among(candidate.boardId).length * Number(minutes);
  const meeting =
    own.find(({ id }) => id === meetingId) ??
    own.find((candidate) => minutesLeft(candidate) >= neededAt(candidate)) ??
    own[0];
  const wanted = among(meeting?.boardId);
  const needed = wanted.length * Number(minutes);
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
          if (meeting === undefined) return;
          const given = form.isDirty('minutes') ? Number(values.minutes) : undefined;
          place.mutate({ meeting, cases: wanted, minutes: given });
        })}
      >
        <Cases
          cases={cases}
          left={left}
          onLeave={(id) =>
            form.setFieldValue('left', left.includes(id) ? left.filter((other) => other !== id) : [...left, id])
          }
        />
        {boardIds.size > 1 && <p className="soft small">{texts.severalBoards}</p>}
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

/** Puts the cases on the meeting one after the other, and tells of it with the way back. */
function usePlace(onPlaced: () => void) {
  const texts = usePlacementTexts();
  const words = useWords();
  const queries = useQueryClient();
  const readAnew = (): Promise<unknown> => readCasesAnew(queries);
  const confirm = ({ meeting, cases }: Placing, placed: readonly Placed[]): void => {
    const { minutesPlanned = meeting.minutesPlanned, minutes } = placed.at(-1)?.agenda.meeting ?? meeting;
    tell({
      words: texts.done({
        cases: placed.length,
        when: showInstant(meeting.startsAt, meeting.timeZone, words.months),
        used: minutesPlanned,
        of: minutes,
      }),
      link: (
        <Link to={routes.agenda} params={{ meetingId: meeting.id }}>
          {texts.openAgenda}
        </Link>
      ),
      undo: async () => {
        const entries = placed.map(({ entryId }) => entryId);
        await (async () => {
          await takeBack(meeting.id, entries, texts.undoReason);
          for (const one of cases) await restoreCase(one);
        })().finally(readAnew);
        return texts.undone(placed.length);
      },
    });
  };
  return useMutation({
    mutationFn: async ({ meeting, cases, minutes }: Placing) => {
      const placed: Placed[] = [];
      for (const one of cases) placed.push(await placeCase(meeting.id, one, minutes));
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

interface CasesProps {
  readonly cases: readonly ListedCase[];
  readonly left: readonly string[];
  readonly onLeave: (id: string) => void;
}

/** What is put on the meeting; of several, each can be left where it is. */
function Cases({ cases, left, onLeave }: CasesProps) {
  const texts = usePlacementTexts();
  const words = useWords();
  const shown = ({ number, question, pointCount }: ListedCase) => (
    <span>
      <strong>{words.caseNumber(String(number))} </strong>
      {question ?? words.cases.noQuestion}
      {pointCount > 1 && <span className="soft"> {words.cases.morePoints(pointCount - 1)}</span>}
    </span>
  );
  const [only, ...others] = cases;
  if (only !== undefined && others.length === 0) return <p>{shown(only)}</p>;
  return (
    <fieldset className={styles['questions']}>
      <legend className="visually-hidden">{texts.cases}</legend>
      {cases.map((one) => (
        <label key={one.id}>
          <input type="checkbox" checked={!left.includes(one.id)} onChange={() => onLeave(one.id)} />
          {shown(one)}
        </label>
      ))}
    </fieldset>
  );
}
