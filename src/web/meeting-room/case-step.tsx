import { LesionFigure } from '../record/screen/lesion-figure.js';
import { LesionNumbers } from '../record/screen/lesion-numbers.js';
import type { PreparedCase } from '../record/prepared/prepared-case.js';
import { ReferralWords } from '../record/referral/referral-words.js';
import { useRoomTexts } from './texts/index.js';
import styles from './room.module.css';

/** One case on one screen, as it was prepared: who, what is asked, why now, every lesion, and what is not known. */
export function CaseStep({ prepared }: { readonly prepared: PreparedCase }) {
  const texts = useRoomTexts();
  const { screen, figure, question, proposal, referrals } = prepared;
  return (
    <>
      {screen !== null && (
        <p className={styles['case-line']}>{screen.caseLine.map(({ words }) => words).join(' · ')}</p>
      )}
      {(screen?.reported ?? []).map((words) => (
        <p key={words} className={styles['reported']}>
          {words}
        </p>
      ))}
      <h2 className={styles['question']}>{question ?? screen?.withoutQuestion ?? texts.noQuestion}</h2>
      {proposal !== null && <p>{proposal}</p>}
      {screen !== null && screen.whyNow.length > 0 && <p>{screen.whyNow.join(' ')}</p>}
      {/* Of a patient of whom nothing was measured there is only what the clinician wrote. */}
      {screen === null && referrals.map((form, index) => <ReferralWords key={index} form={form} />)}
      {screen !== null && figure !== null && (
        <div className={styles['figures']}>
          <LesionFigure line={figure.line} evaluator={figure.evaluator} standing={figure.standing} large />
          <LesionNumbers lesions={screen.lesions} standings={figure.standing.lesions} />
        </div>
      )}
    </>
  );
}
