import { useMeetingTexts } from './texts/index.js';
import { usePlacementTexts } from '../placement/texts/index.js';
import styles from './agenda.module.css';

interface MeetingTimeProps {
  readonly used: number;
  readonly of: number;
  readonly patients: number;
  readonly cases: number;
}

/** How much of the meeting's time is planned. What is over it is hatched, beyond a line where the time ends. */
export function MeetingTime({ used, of, patients, cases }: MeetingTimeProps) {
  const texts = useMeetingTexts();
  const placing = usePlacementTexts();
  const over = used > of;
  const whole = Math.max(used, of);
  return (
    <div className={styles['minutes']}>
      <div className={styles['bar']} aria-hidden="true">
        <span className={styles['used']} style={{ width: `${(100 * Math.min(used, of)) / whole}%` }} />
        {over && <span className={styles['over-time']} style={{ width: `${(100 * (used - of)) / whole}%` }} />}
      </div>
      <strong className={over ? 'danger' : ''}>{placing.minutes(used, of)}</strong>
      <span className="soft">{texts.contents(patients, cases)}</span>
    </div>
  );
}
