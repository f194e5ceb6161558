import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { routes } from '../frame/routes.js';
import parts from '../parts/parts.module.css';
import { showInstant } from '../format/dates.js';
import type { ListedMeeting } from '../placement/meetings-query.js';
import { useWords } from '../texts/words.js';
import { PrepareCases } from './prepare-cases.js';
import { useMeetingTexts } from './texts/index.js';
import styles from './agenda.module.css';

/** What a coordinator does with the whole agenda; null for who reads it. */
interface HeadTools {
  /** What would be taken back, in words; null where there is nothing. */
  readonly undoes: string | null;
  readonly waitingShown: boolean;
  readonly mayCarry: boolean;
  readonly onUndo: () => void;
  readonly onWaiting: () => void;
  readonly onCarryOver: () => void;
  readonly onEdit: () => void;
}

interface AgendaHeadProps {
  readonly meeting: ListedMeeting;
  readonly tools: HeadTools | null;
  /** Whether this person may freeze what the board will be shown. */
  readonly mayPrepare: boolean;
}

export function AgendaHead({ meeting, tools, mayPrepare }: AgendaHeadProps) {
  const texts = useMeetingTexts();
  const words = useWords();
  return (
    <>
      <div className={parts['heading']}>
        <h1>{texts.agenda.title(showInstant(meeting.startsAt, meeting.timeZone, words.months))}</h1>
        <span className="soft">{[meeting.boardName, meeting.place, meeting.timeZone].filter(Boolean).join(' · ')}</span>
      </div>
      <div className={`screen-only ${styles['head-tools']}`}>
        {meeting.state !== 'cancelled' && (
          <>
            <Button
              size="compact-md"
              renderRoot={(props) => (
                <Link to={routes.present} params={{ meetingId: meeting.id }} search={{}} {...props} />
              )}
            >
              {texts.agenda.present}
            </Button>
            <Button
              variant="default"
              size="compact-md"
              renderRoot={(props) => (
                <Link to={routes.opinion} params={{ meetingId: meeting.id }} search={{}} {...props} />
              )}
            >
              {texts.agenda.opinion}
            </Button>
          </>
        )}
        {mayPrepare && <PrepareCases meetingId={meeting.id} />}
        <Button variant="default" size="compact-md" onClick={() => window.print()}>
          {texts.agenda.print}
        </Button>
        <Button
          component="a"
          variant="default"
          size="compact-md"
          href={`/api/meetings/${meeting.id}/calendar.ics`}
          download
        >
          {texts.agenda.invite}
        </Button>
        {tools !== null && (
          <>
            <Button variant="default" size="compact-md" onClick={tools.onEdit}>
              {texts.agenda.edit}
            </Button>
            <Button variant="default" size="compact-md" onClick={tools.onCarryOver} disabled={!tools.mayCarry}>
              {texts.agenda.carryOver}
            </Button>
            <Button variant="default" size="compact-md" aria-expanded={tools.waitingShown} onClick={tools.onWaiting}>
              {texts.agenda.waiting}
            </Button>
            {tools.undoes !== null && (
              <Button variant="default" size="compact-md" onClick={tools.onUndo}>
                {texts.agenda.undo(tools.undoes)}
              </Button>
            )}
          </>
        )}
      </div>
    </>
  );
}
