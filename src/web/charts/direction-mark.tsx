import { useChartTexts } from './texts/index.js';
import type { Direction } from './lesion-direction.js';
import styles from './direction-mark.module.css';

const shapes: Readonly<Record<Direction, string>> = {
  new: '✚',
  grew: '▲',
  'grew-less': '△',
  noise: '●',
  'shrank-less': '▽',
  shrank: '▼',
  'not-measured': '▨',
};

const tones: Readonly<Record<Direction, string>> = {
  new: 'grow',
  grew: 'grow',
  'grew-less': 'grow',
  noise: 'noise',
  'shrank-less': 'shrink',
  shrank: 'shrink',
  'not-measured': 'unknown',
};

/** Shape, colour and word together: none of them says it alone. */
export function DirectionMark({ direction }: { readonly direction: Direction }) {
  const texts = useChartTexts();
  return (
    <span className={`${styles['mark']} ${styles[tones[direction]] ?? ''}`}>
      <span aria-hidden="true" className={styles['shape']}>
        {shapes[direction]}
      </span>{' '}
      {texts.directions[direction]}
    </span>
  );
}
