import styles from './charts.module.css';

/** The hatching for 'not evaluable', defined once a page and used by every chart on it. */
export function HatchPattern() {
  return (
    <svg width="0" height="0" style={{ position: 'absolute' }} aria-hidden="true" focusable="false">
      <defs>
        <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="6" className={styles['hatch-line']} />
        </pattern>
      </defs>
    </svg>
  );
}
