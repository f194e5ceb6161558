import { TierMark } from '../parts/tier-mark.js';
import { useTexts } from '../texts/texts.js';
import type { CaseItem, CaseLine } from './case.js';
import { ItemTools } from './item-tools.js';
import styles from './patient.module.css';

/** The question that leads, and why it is asked now; without a question, why there is none. */
export function WhyNow({ line }: { readonly line: CaseLine }) {
  const texts = useTexts();
  const item = leadingItem(line);
  const flag = line.flags.find(({ tier, state }) => tier === 'flag' && state === 'open') ?? line.flags.find(({ state }) => state === 'open');
  return (
    <section className={`card ${styles['why']}`} aria-labelledby="question">
      {item !== undefined && <ItemTools item={item} />}
      <div>
        <div className={styles['marks']}>
          {flag !== undefined && <TierMark tier={flag.tier} />}
          {flag !== undefined && <span className="soft small">{texts.definitionName(flag.definition)}{flag.course === null ? '' : ` · ${texts.course(flag.course)}`}</span>}
          <LineStatus line={line} />
        </div>
        <h2 id="question" className={styles['question']}>{item?.question ?? (flag === undefined ? texts.patient.noFlag : texts.patient.noQuestion)}</h2>
        <p className={styles['reason']}>{item === undefined ? flag?.reason : item.whyNow.join(' ')}</p>
        {flag?.tier === 'watch' && flag.holds.length > 0 && <p className="small"><strong>{texts.patient.heldBack}</strong> {flag.holds.join('; ')}</p>}
        {line.population !== null && <p className="small">{line.population}</p>}
        {line.queries.length > 0 && <p className="small"><strong>{texts.patient.asked}</strong> {line.queries.join(' ')}</p>}
      </div>
    </section>
  );
}

/** An accepted question first, then the first draft. */
export function leadingItem(line: CaseLine): CaseItem | undefined {
  const open = line.items.filter(({ state }) => state === 'draft' || state === 'accepted');
  return open.find(({ state }) => state === 'accepted') ?? open[0];
}

function LineStatus({ line }: { readonly line: CaseLine }) {
  const texts = useTexts();
  return (
    <>
      {line.state === 'being-classified' && <span className="small" role="status">⟳ {texts.jobs.classifying}</span>}
      {line.state === 'failed' && <span className={styles['failed']}>{texts.jobs.failed}</span>}
      {line.held.length > 0 && <a href="#held" className={styles['held-link']}>▨ {texts.jobs.held(line.held.length)}</a>}
    </>
  );
}
