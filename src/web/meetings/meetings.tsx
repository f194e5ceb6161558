import { useState } from 'react';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { LoadFailure } from '../app/failure.js';
import { Loading } from '../app/loading.js';
import { routes } from '../app/routes.js';
import { showInstant } from '../format/dates.js';
import { Empty } from '../parts/empty.js';
import parts from '../parts/parts.module.css';
import { coordinatesAny } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { useTexts } from '../texts/texts.js';
import { isOver, meetingsQuery, type ListedMeeting } from './meetings-query.js';
import { PlanMeeting } from './plan-meeting.js';
import styles from './meetings.module.css';

/** Meetings of one's boards: those to come, the next first, then those that were. */
export function Meetings() {
  const texts = useTexts();
  const mayPlan = coordinatesAny(useSession());
  const [planning, setPlanning] = useState(false);
  const { data, error, refetch } = useQuery(meetingsQuery);
  if (error !== null && data === undefined) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const coming = data.filter((meeting) => !isOver(meeting));
  const past = data.filter(isOver).reverse();
  return (
    <>
      <div className={parts['heading']}>
        <h1>{texts.frame.meetings}</h1>
        {mayPlan && <Button onClick={() => setPlanning(true)}>{texts.meetings.plan}</Button>}
      </div>
      {coming.length === 0 ? (
        <Empty title={texts.meetings.none}>
          <p>{texts.meetings.noneHint}</p>
        </Empty>
      ) : (
        <MeetingList meetings={coming} />
      )}
      {past.length > 0 && (
        <>
          <h2 className={styles['past']}>{texts.meetings.past}</h2>
          <MeetingList meetings={past} />
        </>
      )}
      {planning && <PlanMeeting meetings={data} onClose={() => setPlanning(false)} />}
    </>
  );
}

function MeetingList({ meetings }: { readonly meetings: readonly ListedMeeting[] }) {
  const texts = useTexts();
  return (
    <ul className={styles['list']}>
      {meetings.map((meeting) => (
        <li key={meeting.id} className="card">
          <Link to={routes.agenda} params={{ meetingId: meeting.id }} className={styles['when']}>
            {showInstant(meeting.startsAt, meeting.timeZone, texts.months)}
          </Link>
          <span>{[meeting.boardName, meeting.place].filter(Boolean).join(' · ')}</span>
          <span className={meeting.state === 'planned' && meeting.minutesPlanned > meeting.minutes ? 'danger' : 'soft'}>
            {meeting.state === 'cancelled'
              ? texts.agenda.cancelled
              : `${texts.meetings.contents(meeting.patientCount, meeting.itemCount)} · ${texts.agenda.minutes(meeting.minutesPlanned, meeting.minutes)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
