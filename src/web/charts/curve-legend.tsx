import { useChartTexts } from './texts/index.js';
import type { TreatmentBar } from './lesion-curve.js';
import styles from './charts.module.css';

/** What the marks of the curves mean, in words. */
export function CurveLegend({ treatments }: { readonly treatments: readonly TreatmentBar[] }) {
  const texts = useChartTexts();
  return (
    <ul className={styles['legend']}>
      <li>
        <svg width="18" height="10" aria-hidden="true">
          <rect width="18" height="10" className={styles['band']} />
        </svg>
        {texts.bandLegend}
      </li>
      <li className={styles['reference-shrink']}>
        <svg width="18" height="10" aria-hidden="true">
          <line x1="0" x2="18" y1="5" y2="5" />
        </svg>
        {texts.shrinkLegend}
      </li>
      <li className={styles['reference-grow']}>
        <svg width="18" height="10" aria-hidden="true">
          <line x1="0" x2="18" y1="5" y2="5" />
        </svg>
        {texts.growLegend}
      </li>
      <li>
        <svg width="18" height="10" aria-hidden="true">
          <rect width="18" height="10" className={styles['hatched']} />
        </svg>
        {texts.hatchLegend}
      </li>
      {treatments.length > 0 && (
        <li>
          <svg width="18" height="10" aria-hidden="true">
            <rect width="18" height="5" y="2.5" className={styles['treatment']} />
          </svg>
          {treatments.map(({ name }) => name).join(', ')}
        </li>
      )}
    </ul>
  );
}
