import { useMemo, useState } from 'react';
import type { EvaluatorStanding } from '../../charts/lesion-standing.js';
import { RelativeChart } from '../../charts/relative-chart.js';
import { relativeSizes } from '../../charts/relative-sizes.js';
import { RelativeTable } from '../../charts/relative-table.js';
import { useCurves, type DrawnEvaluator, type DrawnLine } from '../lesions/curves.js';
import { usePatientTexts } from '../texts/index.js';
import parts from '../../parts/parts.module.css';
import styles from './screen.module.css';

interface LesionFigureProps {
  readonly line: DrawnLine;
  readonly evaluator: DrawnEvaluator;
  readonly standing: Pick<EvaluatorStanding, 'lesions' | 'timepoint'>;
  /** Drawn for a shared screen. */
  readonly large?: boolean;
}

/** All lesions in one chart, or the table that says the same. */
export function LesionFigure({ line, evaluator, standing, large = false }: LesionFigureProps) {
  const texts = usePatientTexts().screen;
  const { axis, treatments, localTreatments } = useCurves(line, evaluator);
  const sizes = useMemo(() => relativeSizes(standing, evaluator.lesions, axis), [standing, evaluator, axis]);
  const [asTable, setAsTable] = useState(false);
  if (sizes.drawn.length + sizes.beside.length === 0) return null;
  return (
    <figure className={styles['figure']}>
      {asTable ? (
        <div className={parts['scroll']} tabIndex={0} role="region" aria-label={texts.chartName}>
          <RelativeTable sizes={sizes} axis={axis} />
        </div>
      ) : (
        <RelativeChart
          sizes={sizes}
          axis={axis}
          treatments={treatments}
          localTreatments={localTreatments}
          name={texts.chartName}
          title={texts.chartTitle}
          newLesion={texts.newLesion}
          large={large}
        />
      )}
      <button
        type="button"
        className={`${parts['word-button']} ${styles['twin']} screen-only`}
        aria-label={`${texts.chartName}: ${asTable ? texts.asChart : texts.asTable}`}
        title={asTable ? texts.asChart : texts.asTable}
        onClick={() => setAsTable(!asTable)}
      >
        <svg width="15" height="15" viewBox="0 0 15 15" aria-hidden="true" className={parts['icon']}>
          {asTable ? (
            <path d="M1.5 1.5v12h12M3.5 10l3-4 3 2 4-5" />
          ) : (
            <path d="M1.5 2.5h12v10h-12zM1.5 6h12M1.5 9.2h12M6 2.5v10" />
          )}
        </svg>
      </button>
    </figure>
  );
}
