import { useChartTexts } from './texts/index.js';
import { useWords } from '../texts/words.js';
import { markOf, type LesionStanding } from './lesion-standing.js';
import { standingWords } from './standing-words.js';
import styles from './standing-mark.module.css';

/** Shape, colour and word together: none of them says it alone. */
export function StandingMark({ standing }: { readonly standing: LesionStanding }) {
  const texts = useChartTexts();
  const words = useWords();
  const { shape, tone } = markOf(standing);
  return (
    <span className={`${styles['mark']} ${styles[tone] ?? ''}`}>
      <span aria-hidden="true" className={styles['shape']}>
        {shape}
      </span>{' '}
      {standingWords(standing, texts, words)}
    </span>
  );
}
