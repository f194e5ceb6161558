import { showDate, showPartialDate, today } from '../../format/dates.js';
import { percentShown } from '../../format/percent.js';
import { TierMark } from '../../parts/tier-mark.js';
import { WindowPassed } from '../../parts/window-passed.js';
import { usePatientTexts } from '../../record/texts/index.js';
import type { PatientTexts } from '../../record/texts/english.js';
import { useWords } from '../../texts/words.js';
import type { CaseFact, CaseLine } from '../../record/case/case.js';
import { AnswerOpenPoint } from '../../record/facts/answer-open-point.js';
import { proposalOf } from '../../record/facts/fact-words.js';
import { ItemTools } from './item-tools.js';
import { leadingEvaluator, standingOf } from '../../record/case/reading.js';
import { headlineWithoutFlag, secondPrimaryWords } from './headline.js';
import { leadingItem } from './leading-item.js';
import styles from '../../record/record.module.css';

/** The question that leads, why it is asked now, and what the treating clinician proposes; without a question, why there is none. */
export function WhyNow({
  line,
  facts,
  patientId,
}: {
  readonly line: CaseLine;
  readonly facts: readonly CaseFact[];
  readonly patientId: string;
}) {
  const texts = usePatientTexts();
  const words = useWords();
  const item = leadingItem(line, today());
  const flag =
    line.flags.find(({ tier, state }) => tier === 'flag' && state === 'open') ??
    line.flags.find(({ state }) => state === 'open');
  const standing = standingOf(line, leadingEvaluator(line)?.evaluator);
  const others = secondPrimaryWords(standing, texts);
  return (
    <section className={`card ${styles['why']}`} aria-labelledby="question">
      {item !== undefined && <ItemTools item={item} line={line} />}
      <div>
        <div className={styles['marks']}>
          {flag !== undefined && <TierMark tier={flag.tier} />}
          {flag !== undefined && (
            <span className="soft small">
              {[
                words.definitionName(flag.definition),
                flag.course === null ? null : texts.flagCourse(flag.course),
                confidenceOfFlag(line, flag.definition, texts),
              ]
                .filter((part) => part !== null)
                .join(' · ')}
            </span>
          )}
          <LineStatus line={line} isHeld={standing?.phase === 'held'} />
        </div>
        <h2 id="question" className={styles['question']}>
          {item?.question ?? (flag === undefined ? headlineWithoutFlag(standing, texts) : texts.noQuestion)}
        </h2>
        <p className={styles['reason']}>{item === undefined ? flag?.reason : item.whyNow.join(' ')}</p>
        {item !== undefined && (
          <div className={styles['marks']}>
            <WindowPassed windowEnds={item.windowEnds} />
            <Proposal facts={facts} />
          </div>
        )}
        {flag?.tier === 'watch' && flag.holds.length > 0 && (
          <p className="small">
            <strong>{words.heldBack}</strong> {flag.holds.join('; ')}
          </p>
        )}
        {others !== null && <p className="small">{others}</p>}
        {line.population !== null && <p className="small">{line.population}</p>}
        {line.queries.length > 0 && (
          <p className="small">
            <strong>{texts.asked}</strong>{' '}
            {line.queries.map(({ words: asked, answer }) => (
              <span key={asked}>
                {asked}
                {answer !== null && (
                  <AnswerOpenPoint patientId={patientId} line={line} about={asked} answer={answer} />
                )}{' '}
              </span>
            ))}
          </p>
        )}
      </div>
    </section>
  );
}

/** The figure stands with the items that rest on the flag; a flag without an item has none to show. */
function confidenceOfFlag({ items }: CaseLine, definition: string, texts: PatientTexts): string | null {
  const confidence = items.find(({ flag }) => flag?.definition === definition)?.flag?.measurementConfidence ?? null;
  return confidence === null ? null : texts.confidenceOfFlag(percentShown(confidence));
}

function Proposal({ facts }: { readonly facts: readonly CaseFact[] }) {
  const texts = usePatientTexts();
  const words = useWords();
  const proposal = proposalOf(facts);
  return (
    <p className="small">
      <strong>{texts.proposal}:</strong>{' '}
      {proposal === null ? (
        <em>{texts.notStated}</em>
      ) : (
        `${proposal.words} (${[texts.by(proposal.by), proposal.date === null ? null : showPartialDate(proposal.date, words.months)].filter((part) => part !== null).join(', ')})`
      )}
    </p>
  );
}

interface LineStatusProps {
  readonly line: CaseLine;
  /** The last scan waits for the sender: no size, sum or verdict is of now. */
  readonly isHeld: boolean;
}

function LineStatus({ line, isHeld }: LineStatusProps) {
  const texts = usePatientTexts();
  const words = useWords();
  const { parking } = line;
  return (
    <>
      {parking !== null && (
        <span className={styles['parked']}>
          ⏸{' '}
          {parking.ended
            ? texts.windowEnded(showDate(parking.until, words.months))
            : texts.parkedUntil(showDate(parking.until, words.months), parking.by)}
        </span>
      )}
      {line.state === 'being-classified' && (
        <span className="small" role="status">
          ⟳ {words.jobs.classifying}
        </span>
      )}
      {line.state === 'failed' && <span className={styles['failed']}>{words.jobs.failed}</span>}
      {isHeld && <strong className="small">{texts.lastScanHeld}</strong>}
      {line.held.length > 0 && (
        <a href="#held" className={styles['held-link']}>
          ▨ {words.jobs.held(line.held.length)}
        </a>
      )}
    </>
  );
}
