import { useState } from 'react';
import { Button } from '@mantine/core';
import { today } from '../../format/dates.js';
import { WindowPassed } from '../../parts/window-passed.js';
import { mayStateFacts } from '../../session/rights.js';
import { useSession } from '../../session/session.js';
import { usePatientTexts } from '../../record/texts/index.js';
import { useWords } from '../../texts/words.js';
import { type CaseItem, type CaseLine, isOpen } from '../../record/case/case.js';
import { lazyDialogue } from '../../parts/lazy-dialogue.js';
import { ChangedSince } from './changed-since.js';
import { CopyChase } from '../../record/facts/copy-chase.js';
import { ItemTools } from './item-tools.js';
import { leadingItem } from './leading-item.js';
import { OptionMatrix } from './option-matrix.js';
import { Unknowns } from './unknowns.js';
import styles from '../../record/record.module.css';

const StateFact = lazyDialogue(() => import('../../record/facts/state-fact.js'), 'StateFact');

/** The question that leads: its options by lesion. */
export function LeadingQuestion({ patientId, line }: { readonly patientId: string; readonly line: CaseLine }) {
  const texts = usePatientTexts();
  const mayState = mayStateFacts(useSession());
  const [stating, setStating] = useState(false);
  const item = leadingItem(line, today());
  const further = line.items.filter((one) => isOpen(one) && one !== item);
  return (
    <section className="card" aria-labelledby="options">
      <div className={styles['section-head']}>
        <h2 id="options">{texts.toDiscuss}</h2>
        {line.chase !== '' && <CopyChase text={line.chase} />}
        {mayState && (
          <Button size="compact-sm" variant="default" className="screen-only" onClick={() => setStating(true)}>
            {texts.stateFact}
          </Button>
        )}
        {stating && <StateFact patientId={patientId} line={line} onClose={() => setStating(false)} />}
      </div>
      {item === undefined ? (
        <p className="soft">
          {line.flags.some(({ tier, state }) => tier === 'flag' && state === 'open')
            ? texts.noItemForFlag
            : texts.noItem}
        </p>
      ) : (
        <Options item={item} />
      )}
      {further.length > 0 && (
        <nav aria-label={texts.furtherQuestions} className={styles['further']}>
          <span className="soft">{texts.furtherQuestions}:</span>
          <ul>
            {further.map(({ id, rule, title }) => (
              <li key={id}>
                <a href={`#question-${id}`}>
                  {rule} {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </section>
  );
}

/** What is not known of the question that leads, beside what was measured: facts on one side, options on the other. */
export function LeadingUnknowns({ line, patientId }: { readonly line: CaseLine; readonly patientId: string }) {
  const texts = usePatientTexts();
  const item = leadingItem(line, today());
  return (
    item !== undefined && (
      <section aria-label={texts.notKnownMost}>
        <Unknowns item={item} line={line} patientId={patientId} />
      </section>
    )
  );
}

/** Every other question, in the order of the catalogue; what waits for a fact, and what is settled. */
export function FurtherQuestions({ line, patientId }: { readonly line: CaseLine; readonly patientId: string }) {
  const texts = usePatientTexts();
  const words = useWords();
  const first = leadingItem(line, today());
  const further = line.items.filter((item) => isOpen(item) && item !== first);
  const done = line.items.filter((item) => !isOpen(item));
  return (
    <>
      {further.map((item) => (
        <section
          key={item.id}
          id={`question-${item.id}`}
          className={`card ${styles['question-card']}`}
          aria-labelledby={`question-${item.id}-title`}
        >
          <div className={styles['item-head']}>
            <h2 id={`question-${item.id}-title`}>{item.question}</h2>
            <ItemTools item={item} line={line} compact />
          </div>
          <WindowPassed windowEnds={item.windowEnds} />
          <p className={styles['reason']}>{item.whyNow.join(' ')}</p>
          <Options item={item} />
          <Unknowns item={item} line={line} patientId={patientId} />
        </section>
      ))}
      {line.waiting.length + done.length + line.nothingAsked.length > 0 && (
        <section className={`card ${styles['question-card']}`}>
          {line.nothingAsked.length > 0 && (
            <>
              <h2>{texts.nothingAsked}</h2>
              <ul className={styles['plain']}>
                {line.nothingAsked.map((words) => (
                  <li key={words}>{words}</li>
                ))}
              </ul>
            </>
          )}
          {line.waiting.length > 0 && (
            <>
              <h2>{texts.waiting}</h2>
              <ul className={styles['plain']}>
                {line.waiting.map(({ title, waitsFor }) => (
                  <li key={title}>
                    {title} <span className="soft">({texts.waitsFor(waitsFor)})</span>
                  </li>
                ))}
              </ul>
            </>
          )}
          {done.length > 0 && (
            <>
              <h2>{texts.settled(done.length)}</h2>
              <ul className={styles['plain']}>
                {done.map((item) => (
                  <li key={item.id}>
                    {item.question}{' '}
                    <span className="soft">
                      {words.itemStates[item.state]}
                      {item.stateReason === null ? '' : `: ${words.reasonOf(item.stateReason)}`}
                    </span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
      )}
    </>
  );
}

function Options({ item }: { readonly item: CaseItem }) {
  const texts = usePatientTexts();
  return (
    <>
      <ChangedSince item={item} />
      {item.standing === 'open' && (
        <p className="small">
          <strong>?</strong> {texts.open}
        </p>
      )}
      {item.attribution === 'unknown' && <p className="small">{texts.attributionUnknown}</p>}
      <OptionMatrix item={item} />
    </>
  );
}
