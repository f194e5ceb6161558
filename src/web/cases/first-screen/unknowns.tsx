import type { CaseLine } from '../../record/case/case.js';
import { AnswerOpenPoint } from '../../record/facts/answer-open-point.js';
import type { FirstScreen } from '../case-model.js';
import { useCaseTexts } from '../texts/index.js';
import styles from '../cases.module.css';

interface UnknownsProps {
  readonly screen: FirstScreen;
  readonly patientId: string;
  readonly line: CaseLine | undefined;
  readonly onMore: () => void;
}

/** The three facts that could change most, each with its answers beside it. */
export function Unknowns({ screen: { unknowns, moreUnknowns }, patientId, line, onMore }: UnknownsProps) {
  const texts = useCaseTexts();
  if (unknowns.length === 0) return null;
  return (
    <section aria-labelledby="could-change" className={styles['unknowns']}>
      <div className={styles['minor-head']}>
        <h3 id="could-change">{texts.couldChangeMost}</h3>
        {moreUnknowns !== null && (
          <button type="button" className={`${styles['word-button']} screen-only`} onClick={onMore}>
            {moreUnknowns}
          </button>
        )}
      </div>
      <ul>
        {unknowns.map(({ words, answer }) => (
          <li key={words} data-unknown={answer?.fact ?? ''}>
            <span>{words}</span>
            {answer !== null && line !== undefined && (
              <AnswerOpenPoint patientId={patientId} line={line} about={words} answer={answer} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
