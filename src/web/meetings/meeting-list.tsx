import { useState } from 'react';
import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { routes } from '../frame/routes.js';
import { showInstant } from '../format/dates.js';
import { lazyDialogue } from '../parts/lazy-dialogue.js';
import { isOver, type ListedMeeting } from '../placement/meetings-query.js';
import { usePlacementTexts } from '../placement/texts/index.js';
import { mayCoordinate } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { useWords } from '../texts/words.js';
import { useMeetingTexts } from './texts/index.js';
import styles from './meetings.module.css';

const MoveMeeting = lazyDialogue(() => import('./move-meeting.js'), 'MoveMeeting');
const CancelMeeting = lazyDialogue(() => import('./cancel-meeting.js'), 'CancelMeeting');

interface Open {
  readonly what: 'move' | 'cancel';
  readonly meeting: ListedMeeting;
}

/** Meetings in a row each. Coordinators of a board move and cancel what is planned and to come. */
export function MeetingList({ meetings }: { readonly meetings: readonly ListedMeeting[] }) {
  const [open, setOpen] = useState<Open | null>(null);
  return (
    <>
      <ul className={styles['list']}>
        {meetings.map((meeting) => (
          <MeetingRow key={meeting.id} meeting={meeting} onOpen={(what) => setOpen({ what, meeting })} />
        ))}
      </ul>
      {open?.what === 'move' && <MoveMeeting meeting={open.meeting} onClose={() => setOpen(null)} />}
      {open?.what === 'cancel' && <CancelMeeting meeting={open.meeting} onClose={() => setOpen(null)} />}
    </>
  );
}

interface MeetingRowProps {
  readonly meeting: ListedMeeting;
  readonly onOpen: (what: Open['what']) => void;
}

function MeetingRow({ meeting, onOpen }: MeetingRowProps) {
  const texts = useMeetingTexts();
  const words = useWords();
  const when = showInstant(meeting.startsAt, meeting.timeZone, words.months);
  const mayChange = mayCoordinate(useSession(), meeting.boardId) && meeting.state === 'planned' && !isOver(meeting);
  return (
    <li className="card">
      <Link to={routes.agenda} params={{ meetingId: meeting.id }} className={styles['when']}>
        {when}
      </Link>
      <span className={styles['where']}>
        {[meeting.boardName, meeting.place].filter(Boolean).join(' · ')}
        {meeting.seriesId !== null && <span className="soft"> · {texts.planning.repeating}</span>}
      </span>
      <Contents meeting={meeting} />
      {mayChange && (
        <Group gap={8} wrap="nowrap" className={styles['tools']}>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => onOpen('move')}
            aria-label={texts.planning.moveOf(when)}
          >
            {texts.planning.move}
          </Button>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => onOpen('cancel')}
            aria-label={texts.planning.cancelOf(when)}
          >
            {texts.planning.cancel}
          </Button>
        </Group>
      )}
    </li>
  );
}

function Contents({ meeting }: { readonly meeting: ListedMeeting }) {
  const texts = useMeetingTexts();
  const placing = usePlacementTexts();
  const { state, stateReason } = meeting;
  if (state === 'cancelled')
    return (
      <span className="soft">
        {texts.agenda.cancelled}
        {stateReason !== null && ` ${texts.planning.because(stateReason)}`}
      </span>
    );
  const isFull = state === 'planned' && meeting.minutesPlanned > meeting.minutes;
  const contents = `${texts.contents(meeting.patientCount, meeting.itemCount)} · ${placing.minutes(meeting.minutesPlanned, meeting.minutes)}`;
  return (
    <span className={isFull ? 'danger' : 'soft'}>
      {state === 'planned' ? contents : `${texts.planning.states[state]} · ${contents}`}
    </span>
  );
}
