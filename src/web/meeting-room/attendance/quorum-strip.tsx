import { useDisciplineName } from '../../texts/discipline-name.js';
import { useRoomTexts } from '../texts/index.js';
import type { Attendance } from './attendance-query.js';
import styles from '../room.module.css';

/** Who is there, by discipline, and which places nobody fills for this case. */
export function QuorumStrip({ quorum: { met, present, missing } }: Pick<Attendance, 'quorum'>) {
  const texts = useRoomTexts().quorum;
  const nameOf = useDisciplineName();
  return (
    <p className={styles['quorum']} data-quorum={met ? 'met' : 'not-met'}>
      <strong>{met ? texts.met : texts.notMet}</strong>{' '}
      {present.length === 0 ? texts.nobody : texts.present(present.map(nameOf).join(', '))}
      {missing.length > 0 && (
        <strong className={styles['lacks']}>
          {' '}
          {texts.missing(missing.map((oneOf) => oneOf.map(nameOf).join(texts.or)).join('; '))}
        </strong>
      )}
    </p>
  );
}
