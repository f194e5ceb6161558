import { useState } from 'react';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { LoadFailure } from '../frame/failure.js';
import { Loading } from '../frame/loading.js';
import { routes } from '../frame/routes.js';
import { showInstant } from '../format/dates.js';
import { Empty } from '../parts/empty.js';
import { lazyDialogue } from '../parts/lazy-dialogue.js';
import parts from '../parts/parts.module.css';
import { coordinatesAny } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { useFrameTexts } from '../frame/texts/index.js';
import { useMeetingTexts } from './texts/index.js';
import { usePlacementTexts } from '../placement/texts/index.js';
import { useWords } from '../texts/words.js';
import { isOver, meetingsQuery, type ListedMeeting } from '../placement/meetings-query.js';
import styles from './meetings.module.css';

const PlanMeeting = lazyDialogue(() => import('./plan-meeting.js'), 'PlanMeeting');

/** Meetings of one's boards: those to come, the next first, then those that were. */
export function Meetings() {
  const texts = useMeetingTexts();
  const frame = useFrameTexts();
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
        <h1>{frame.meetings}</h1>
        {mayPlan && <Button onClick={() => setPlanning(true)}>{texts.plan}</Button>}
      </div>
      {coming.length === 0 ? (
        <Empty title={texts.none}>
          <p>{texts.noneHint}</p>
        </Empty>
      ) : (
        <MeetingList meetings={coming} />
      )}
      {past.length > 0 && (
        <>
          <h2 className={styles['past']}>{texts.past}</h2>
          <MeetingList meetings={past} />
        </>
      )}
      {planning && <PlanMeeting meetings={data} onClose={() => setPlanning(false)} />}
    </>
  );
}

function MeetingList({ meetings }: { readonly meetings: readonly ListedMeeting[] }) {
  const texts = useMeetingTexts();
  const placing = usePlacementTexts();
  const words = useWords();
  return (
    <ul className={styles['list']}>
      {meetings.map((meeting) => (
        <li key={meeting.id} className="card">
          <Link to={routes.agenda} params={{ meetingId: meeting.id }} className={styles['when']}>
            {showInstant(meeting.startsAt, meeting.timeZone, words.months)}
          </Link>
          <span>{[meeting.boardName, meeting.place].filter(Boolean).join(' · ')}</span>
          <span className={meeting.state === 'planned' && meeting.minutesPlanned > meeting.minutes ? 'danger' : 'soft'}>
            {meeting.state === 'cancelled'
              ? texts.agenda.cancelled
              : `${texts.contents(meeting.patientCount, meeting.itemCount)} · ${placing.minutes(meeting.minutesPlanned, meeting.minutes)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
