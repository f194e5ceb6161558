import { useRoomTexts } from '../texts/index.js';
import { useDisciplineName } from '../../texts/discipline-name.js';
import type { Opinions } from './opinions-query.js';
import styles from '../room.module.css';

interface OpinionListProps {
  readonly items: Opinions['items'];
  /** False: only who has committed is said. */
  readonly withWords: boolean;
}

/** The views of the disciplines in the order in which they were written, or only whose are there. */
export function OpinionList({ items, withWords }: OpinionListProps) {
  const texts = useRoomTexts().opinions;
  const nameOf = useDisciplineName();
  if (items.length === 0) return <p className="soft">{texts.none}</p>;
  return (
    <ul className={styles['opinions']}>
      {items.map(({ by, discipline, words, committedAt }) => (
        <li key={`${by} ${discipline}`}>
          <strong>{nameOf(discipline)}</strong> ({by}):{' '}
          {withWords && committedAt !== null && words !== null
            ? words
            : committedAt === null
              ? texts.beingWritten
              : texts.committed}
        </li>
      ))}
    </ul>
  );
}
