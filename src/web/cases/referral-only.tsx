import { DecisionView } from '../decided/decision-view.js';
import { showInstant } from '../format/dates.js';
import { ReferralWords } from '../record/referral/referral-words.js';
import { useWords } from '../texts/words.js';
import type { BoardCase } from './case-model.js';
import { Question } from './first-screen/question.js';
import { Comments } from './tabs/history.js';
import { useCaseTexts } from './texts/index.js';
import styles from './cases.module.css';

/** A case of which nothing was measured: its question, what the referral says, and what people said. */
export function ReferralOnly({ board }: { readonly board: BoardCase }) {
  const texts = useCaseTexts();
  const { months } = useWords();
  return (
    <>
      <section className={styles['head']} aria-labelledby="case-question">
        <Question board={board} screen={null} />
        <p className="soft">{texts.nothingMeasured}</p>
      </section>
      {board.decision !== null && (
        <section className="card" aria-labelledby="case-decision">
          <h2 id="case-decision">{texts.tabs.decision}</h2>
          <DecisionView decisionId={board.decision.id} />
        </section>
      )}
      {board.referrals.map(({ id, referrer, sentAt, form }) => (
        <section key={id} className="card" aria-label={texts.referral}>
          <h2>{texts.referredBy(referrer, showInstant(sentAt, board.timeZone, months))}</h2>
          <ReferralWords form={form} />
        </section>
      ))}
      <div className="card">
        <Comments board={board} />
      </div>
    </>
  );
}
