import type { CaseLine, ShownEvaluator } from '../../record/case/case.js';
import { standingOf } from '../../record/case/reading.js';
import type { FirstScreen as Screen } from '../case-model.js';
import { LesionFigure } from './lesion-figure.js';
import { LesionNumbers } from './lesion-numbers.js';
import { Options } from './options.js';
import { Unknowns } from './unknowns.js';
import styles from '../cases.module.css';

interface FirstScreenProps {
  readonly screen: Screen;
  readonly patientId: string;
  readonly line: CaseLine | undefined;
  readonly evaluator: ShownEvaluator | undefined;
  /** Opens all reasons and unknowns. */
  readonly onMore: () => void;
}

/** What a board reads first: every lesion on the left, options and what could change most on the right; full width where nothing is asked. */
export function FirstScreen({ screen, patientId, line, evaluator, onMore }: FirstScreenProps) {
  const standing = line === undefined ? undefined : standingOf(line, evaluator?.evaluator);
  const asks = screen.options.length + screen.unknowns.length > 0;
  return (
    <div className={asks ? styles['columns'] : styles['wide']}>
      <div className={asks ? undefined : styles['side-by-side']}>
        {line !== undefined && evaluator !== undefined && standing !== undefined && (
          <LesionFigure line={line} evaluator={evaluator} standing={standing} />
        )}
        <LesionNumbers lesions={screen.lesions} standings={standing?.lesions ?? []} />
      </div>
      {asks && (
        <div>
          <Options options={screen.options} onMore={onMore} />
          <Unknowns screen={screen} patientId={patientId} line={line} onMore={onMore} />
        </div>
      )}
    </div>
  );
}
