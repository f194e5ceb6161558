import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LoadFailure } from '../frame/failure.js';
import { Loading } from '../frame/loading.js';
import { routes } from '../frame/routes.js';
import { localParts, today } from '../format/dates.js';
import { meetingsOfMonthQuery, type ListedMeeting } from '../placement/meetings-query.js';
import { useLanguage } from '../texts/language.js';
import { monthAfter, weeksOf } from './meetings-search.js';
import { useMeetingTexts } from './texts/index.js';
import styles from './month.module.css';

/** Meetings of a month on its days, each on the day that it is where its board meets. */
export function MeetingMonth({ month }: { readonly month: string }) {
  const texts = useMeetingTexts().planning;
  const language = useLanguage();
  const { data, error, refetch } = useQuery(meetingsOfMonthQuery(month, monthAfter(month, 1)));
  const name = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00Z`),
  );
  return (
    <>
      <nav className={styles['turn']} aria-label={texts.turn}>
        <Link to={routes.meetings} search={{ view: 'month', month: monthAfter(month, -1) }}>
          {texts.monthBefore}
        </Link>
        <h2 aria-live="polite">{name}</h2>
        <Link to={routes.meetings} search={{ view: 'month', month: monthAfter(month, 1) }}>
          {texts.monthAfter}
        </Link>
      </nav>
      {error !== null && data === undefined && <LoadFailure error={error} onRetry={() => void refetch()} />}
      {error === null && data === undefined && <Loading />}
      {data !== undefined && <MonthTable month={month} name={name} meetings={data} />}
    </>
  );
}

interface MonthTableProps {
  readonly month: string;
  readonly name: string;
  readonly meetings: readonly ListedMeeting[];
}

function MonthTable({ month, name, meetings }: MonthTableProps) {
  const texts = useMeetingTexts().planning;
  const language = useLanguage();
  const weeks = weeksOf(month);
  const weekday = (date: string, form: 'short' | 'long'): string =>
    new Intl.DateTimeFormat(language, { weekday: form, timeZone: 'UTC' }).format(new Date(`${date}T00:00Z`));
  return (
    <table className={styles['month']}>
      <caption className="visually-hidden">{texts.monthOf(name)}</caption>
      <thead>
        <tr>
          {weeks[0]?.map((date) => (
            <th key={date} scope="col" abbr={weekday(date, 'long')}>
              {weekday(date, 'short')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((date) => (
              <td
                key={date}
                data-outside={date.slice(0, 7) !== month || undefined}
                data-today={date === today() || undefined}
              >
                <span className={styles['day']}>{Number(date.slice(8))}</span>
                {meetings
                  .filter((meeting) => localParts(meeting.startsAt, meeting.timeZone).date === date)
                  .map((meeting) => (
                    <DayMeeting key={meeting.id} meeting={meeting} />
                  ))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayMeeting({ meeting }: { readonly meeting: ListedMeeting }) {
  const texts = useMeetingTexts().planning;
  const { time } = localParts(meeting.startsAt, meeting.timeZone);
  const state = meeting.state === 'planned' ? '' : ` ${texts.states[meeting.state]}`;
  return (
    <Link
      to={routes.agenda}
      params={{ meetingId: meeting.id }}
      className={styles['meeting']}
      data-state={meeting.state}
    >
      {time} <span className={styles['board']}>{meeting.boardName}</span>
      {state !== '' && <span className={styles['state']}>{state}</span>}
    </Link>
  );
}
