import { useState } from 'react';
import { Button, SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { LoadFailure } from '../frame/failure.js';
import { Loading } from '../frame/loading.js';
import { routes } from '../frame/routes.js';
import { today } from '../format/dates.js';
import { Empty } from '../parts/empty.js';
import { lazyDialogue } from '../parts/lazy-dialogue.js';
import parts from '../parts/parts.module.css';
import { coordinatesAny } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { useFrameTexts } from '../frame/texts/index.js';
import { useMeetingTexts } from './texts/index.js';
import { isOver, meetingsQuery, type ListedMeeting } from '../placement/meetings-query.js';
import { MeetingList } from './meeting-list.js';
import { MeetingMonth } from './meeting-month.js';
import { readMeetingsSearch } from './meetings-search.js';
import styles from './meetings.module.css';

const PlanMeeting = lazyDialogue(() => import('./plan-meeting.js'), 'PlanMeeting');

/** Meetings of one's boards: as a list, those to come before those that were; or a month on its days. */
export function Meetings() {
  const texts = useMeetingTexts();
  const frame = useFrameTexts();
  const mayPlan = coordinatesAny(useSession());
  const [planning, setPlanning] = useState(false);
  const { view, month = today().slice(0, 7) } = useSearch({ from: `/inside${routes.meetings}` });
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(meetingsQuery);
  if (error !== null && data === undefined) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  return (
    <>
      <div className={parts['heading']}>
        <h1>{frame.meetings}</h1>
        <SegmentedControl
          size="xs"
          aria-label={texts.planning.view}
          value={view ?? 'list'}
          onChange={(chosen) => void navigate({ to: routes.meetings, search: readMeetingsSearch({ view: chosen }) })}
          data={[
            { value: 'list', label: texts.planning.views.list },
            { value: 'month', label: texts.planning.views.month },
          ]}
        />
        {mayPlan && <Button onClick={() => setPlanning(true)}>{texts.plan}</Button>}
      </div>
      {view === 'month' ? <MeetingMonth month={month} /> : <ListOfAll meetings={data} />}
      {planning && <PlanMeeting meetings={data} onClose={() => setPlanning(false)} />}
    </>
  );
}

function ListOfAll({ meetings }: { readonly meetings: readonly ListedMeeting[] }) {
  const texts = useMeetingTexts();
  const coming = meetings.filter((meeting) => !isOver(meeting));
  const past = meetings.filter(isOver).reverse();
  return (
    <>
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
    </>
  );
}
