import { NativeSelect } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import { showInstant } from '../format/dates.js';
import { useProblemWords } from '../frame/problem-words.js';
import { DateField } from '../parts/form/date-field.js';
import { useLanguage } from '../texts/language.js';
import { useWords } from '../texts/words.js';
import { placeInMonth, repeatsFrom, ruleOf, type Repeat, type Repeating } from './repeat.js';
import { useMeetingTexts } from './texts/index.js';
import styles from './meetings.module.css';

interface RepeatValues {
  /** ISO date of the first meeting, '' while it is not given. */
  readonly date: string;
  readonly repeat: Repeat;
  /** Last day, '' for no end. */
  readonly until: string;
}

interface RepeatFieldsProps extends RepeatValues {
  /** True where it repeats anyway: 'once' is then not offered. */
  readonly always?: boolean;
  readonly untilError?: string | undefined;
  readonly onRepeat: (repeat: Repeat) => void;
  readonly onUntil: (until: string) => void;
}

/** How a meeting repeats, in words of the day that was chosen, and until when. */
export function RepeatFields({
  date,
  repeat,
  until,
  always = false,
  untilError,
  onRepeat,
  onUntil,
}: RepeatFieldsProps) {
  const texts = useMeetingTexts().planning;
  const language = useLanguage();
  const offered = repeatsFrom(date).filter((one) => !always || one !== 'once');
  const weekday = date === '' ? null : weekdayName(date, language);
  return (
    <>
      <NativeSelect
        mt="sm"
        label={texts.repeat}
        value={repeat}
        onChange={(event) => onRepeat(event.currentTarget.value as Repeat)}
        data={offered.map((one) => ({ value: one, label: texts.repeats(one, weekday, placeInMonth(date)) }))}
      />
      {repeat !== 'once' && (
        <DateField mt="sm" label={texts.until} value={until} onChange={onUntil} error={untilError} clearable />
      )}
    </>
  );
}

const weekdayName = (date: string, language: string): string =>
  new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00Z`));

interface PreviewProps {
  readonly boardId: string;
  readonly timeZone: string;
  readonly date: string;
  readonly time: string;
  readonly minutes: number;
  readonly repeat: Repeating;
  readonly until: string;
  /** Meetings that the change itself takes away from where they are. */
  readonly isOwn?: (meetingId: string) => boolean;
}

/** The next five meetings as the service would make them, and what is in the way of each. */
export function RepeatPreview({ boardId, timeZone, isOwn = () => false, ...shape }: PreviewProps) {
  const texts = useMeetingTexts().planning;
  const words = useWords();
  const problemWords = useProblemWords();
  const { date, time, minutes, repeat, until } = shape;
  const query = { firstStart: `${date}T${time}`, rule: ruleOf(repeat, date, until), minutes };
  const { data, error } = useQuery({
    queryKey: ['meetings', 'preview', boardId, query],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/api/boards/{id}/meeting-series/preview', { params: { path: { id: boardId }, query }, signal })),
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (error !== null) return <p className="danger">{problemWords(error)}</p>;
  return (
    <section className={styles['preview']} aria-label={texts.preview} aria-live="polite">
      <h3>{texts.preview}</h3>
      <ol>
        {data?.items.map(({ startsAt, inTheWay }) => (
          <li key={startsAt}>
            {showInstant(startsAt, timeZone, words.months)}
            {inTheWay !== null && !isOwn(inTheWay.meetingId) && (
              <strong className="danger">
                {' '}
                {texts.inTheWay(showInstant(inTheWay.startsAt, timeZone, words.months))}
              </strong>
            )}
          </li>
        ))}
      </ol>
      <p className="soft small">{texts.ahead}</p>
    </section>
  );
}
