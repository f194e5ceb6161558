import { Link } from '@tanstack/react-router';
import { routes } from '../frame/routes.js';
import { SyntheticMark } from '../frame/synthetic-mark.js';
import type { ListedMeeting } from '../placement/meetings-query.js';
import { useRoomTexts } from './texts/index.js';
import styles from './room.module.css';

/** A meeting on whose agenda nothing stands. */
export function EmptyRoom({ meeting }: { readonly meeting: ListedMeeting }) {
  const texts = useRoomTexts();
  return (
    <div className={styles['room']}>
      <div className={styles['content']}>
        <h1>{texts.nothingOnAgenda}</h1>
        <p>{texts.nothingOnAgendaHint}</p>
        <p>
          <Link to={routes.agenda} params={{ meetingId: meeting.id }}>
            {texts.leave}
          </Link>{' '}
          <SyntheticMark />
        </p>
      </div>
    </div>
  );
}
