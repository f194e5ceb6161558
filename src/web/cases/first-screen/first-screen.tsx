import type { CaseLine, ShownEvaluator } from '../../record/case/case.js';
import { standingOf } from '../../record/case/reading.js';
import { LesionFigure } from '../../record/screen/lesion-figure.js';
import { LesionNumbers } from '../../record/screen/lesion-numbers.js';
import { Options } from '../../record/screen/options.js';
import type { FirstScreen as Screen } from '../case-model.js';
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

/** About as high as so many lines of the table of lesions. */
const linesOfChart = 9;
const linesOf = (options: Screen['options']): number =>
  options.reduce(
    (sum, option) => sum + (option.for.length + option.against.length + option.notKnown.length > 0 ? 2 : 1.05),
    0,
  );

/** What a board reads first: every lesion on the left, options on the right, what could change most under the shorter of both; full width where nothing is asked. */
export function FirstScreen({ screen, patientId, line, evaluator, onMore }: FirstScreenProps) {
  const standing = line === undefined ? undefined : standingOf(line, evaluator?.evaluator);
  const asks = screen.options.length + screen.unknowns.length > 0;
  const unknowns = <Unknowns screen={screen} patientId={patientId} line={line} onMore={onMore} />;
  const isOptionsLonger = linesOf(screen.options) > linesOfChart + screen.lesions.length;
  return (
    <div className={asks ? styles['columns'] : styles['wide']}>
      <div className={asks ? undefined : styles['side-by-side']}>
        {line !== undefined && evaluator !== undefined && standing !== undefined && (
          <LesionFigure line={line} evaluator={evaluator} standing={standing} />
        )}
        <LesionNumbers lesions={screen.lesions} standings={standing?.lesions ?? []} />
        {asks && isOptionsLonger && unknowns}
      </div>
      {asks && (
        <div>
          <Options options={screen.options} onMore={onMore} />
          {!isOptionsLonger && unknowns}
        </div>
      )}
    </div>
  );
}
