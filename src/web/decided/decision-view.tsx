import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { showDate, showInstant } from '../format/dates.js';
import { LoadFailure } from '../frame/failure.js';
import { Loading } from '../frame/loading.js';
import { lazyDialogue } from '../parts/lazy-dialogue.js';
import { useLanguage } from '../texts/language.js';
import { useWords } from '../texts/words.js';
import { AsShown } from './as-shown.js';
import { type Decision, decisionQuery } from './decision-query.js';
import { useDisciplineName } from '../texts/discipline-name.js';
import { intentOf, optionOf, reasonOf, statementOf } from './outcome-words.js';
import { Scores } from './scores.js';
import { useDecidedTexts } from './texts/index.js';
import { Fingerprint } from './verification.js';
import { Actions, Conditions } from './work-table.js';
import styles from './decided.module.css';

const Amend = lazyDialogue(() => import('./amend.js'), 'Amend');
const FollowUp = lazyDialogue(() => import('./follow-up.js'), 'FollowUp');

/** A signed decision, whole: what was decided, by whom, on what, and what became of it. */
export function DecisionView({ decisionId }: { readonly decisionId: string }) {
  const { data, error, refetch } = useQuery(decisionQuery(decisionId));
  if (error !== null && data === undefined) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const { outcome } = data.text;
  return (
    <div className={styles['view']}>
      <Statement decision={data} />
      <Became decision={data} />
      <Conditions conditions={data.conditions} />
      <Actions actions={data.actions} />
      <div className={styles['pair']}>
        <Dissent dissent={outcome.dissent} />
        <Unknown unknown={outcome.unknown} />
      </div>
      <Quorum quorum={data.text.quorum} />
      <Amendments decision={data} />
      <Fingerprint decision={data} />
      <Scores caseId={data.caseId} timeZone={data.timeZone} />
      <AsShown decision={data} />
    </div>
  );
}

function Statement({ decision }: { readonly decision: Decision }) {
  const texts = useDecidedTexts();
  const { months } = useWords();
  const language = useLanguage();
  const { id, meetingId, signedBy, signedAt, timeZone } = decision;
  const { outcome } = decision.text;
  return (
    <section>
      <div className={styles['statement']}>
        <p>{statementOf(outcome, texts)}</p>
        {outcome.options.length > 0 && (
          <ul className={styles['chosen']}>
            {outcome.options.map((option) => (
              <li key={`${option.id} ${option.words[language]}`}>{optionOf(option, language)}</li>
            ))}
          </ul>
        )}
        <p>
          <span className="soft">{texts.intent}:</span> {intentOf(outcome.intent, texts)}
        </p>
        <p className={styles['words']}>
          <span className="soft">{texts.rationale}:</span> {outcome.rationale}
        </p>
      </div>
      <p className={styles['signed']}>
        <span>{texts.signedBy(signedBy, showInstant(signedAt, timeZone, months))}</span>
        <PdfLink address={`/api/decisions/${id}/letter.pdf`}>{texts.letter}</PdfLink>
        {meetingId !== null && <PdfLink address={`/api/meetings/${meetingId}/minutes.pdf`}>{texts.minutes}</PdfLink>}
      </p>
    </section>
  );
}

const PdfLink = ({ address, children }: { readonly address: string; readonly children: ReactNode }) => (
  <a href={address} target="_blank" rel="noreferrer" className="screen-only">
    {children}
  </a>
);

/** What was reported, the newest first, and the way to report. */
function Became({ decision }: { readonly decision: Decision }) {
  const texts = useDecidedTexts();
  const { months } = useWords();
  const [reporting, setReporting] = useState(false);
  const { followUps, offered, caseId, caseNumber, timeZone } = decision;
  return (
    <section>
      <h3>{texts.became}</h3>
      {followUps.length === 0 && <p className="soft">{texts.nobodyReported}</p>}
      <ul>
        {[...followUps].reverse().map((report) => (
          <li key={report.at}>
            <strong>{texts.becameOn(texts.carriedOut[report.carriedOut], showDate(report.date, months))}</strong>
            {report.reasons.length > 0 && `. ${report.reasons.map((code) => reasonOf(code, texts)).join(', ')}`}
            {report.treatmentGiven !== null && `. ${texts.treatment}: ${report.treatmentGiven}`}
            {report.startedOn !== null &&
              `, ${texts.started(showDate(report.startedOn, months), report.daysFromDecision)}`}
            {report.words !== null && `. ${report.words}`}{' '}
            <span className="soft small">
              ({texts.reportedBy(report.by, showInstant(report.at, timeZone, months))})
            </span>
          </li>
        ))}
      </ul>
      {offered.includes('follow-up') && (
        <Button mt={6} size="compact-sm" className="screen-only" onClick={() => setReporting(true)}>
          {texts.report}
        </Button>
      )}
      {reporting && <FollowUp caseId={caseId} caseNumber={caseNumber} onClose={() => setReporting(false)} />}
    </section>
  );
}

function Dissent({ dissent }: Pick<Decision['text']['outcome'], 'dissent'>) {
  const texts = useDecidedTexts();
  const disciplineOf = useDisciplineName();
  return (
    <section>
      <h3>{texts.dissent}</h3>
      {dissent.length === 0 && <p className="soft">{texts.none}</p>}
      <ul>
        {dissent.map(({ by, words }) => (
          <li key={`${by} ${words}`} className={styles['words']}>
            <strong>{disciplineOf(by)}:</strong> {words}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Unknown({ unknown }: Pick<Decision['text']['outcome'], 'unknown'>) {
  const texts = useDecidedTexts();
  return (
    <section>
      <h3>{texts.unknown}</h3>
      {unknown.length === 0 && <p className="soft">{texts.none}</p>}
      <ul>
        {unknown.map((words) => (
          <li key={words} className={styles['words']}>
            {words}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The quorum as it was from the beginning of the discussion to the signature; nothing for a case that was only listed. */
function Quorum({ quorum }: Pick<Decision['text'], 'quorum'>) {
  const texts = useDecidedTexts();
  const disciplineOf = useDisciplineName();
  if (quorum === null) return null;
  const { met, present, missing, people } = quorum;
  return (
    <section>
      <h3>{texts.quorum}</h3>
      <p>{met ? texts.quorumMet : texts.quorumMissing}</p>
      <p>
        <span className="soft">{texts.present}:</span> {present.map(disciplineOf).join(', ') || '–'}
      </p>
      {missing.length > 0 && (
        <p>
          <span className="soft">{texts.missing}:</span>{' '}
          {missing.map((anyOf) => anyOf.map(disciplineOf).join(texts.or)).join('; ')}
        </p>
      )}
      {people.length > 0 && (
        <p>
          <span className="soft">{texts.people}:</span>{' '}
          {people.map(({ name, discipline }) => `${name} (${disciplineOf(discipline)})`).join(', ')}
        </p>
      )}
    </section>
  );
}

function Amendments({ decision: { id, amendments, mayAmend, timeZone } }: { readonly decision: Decision }) {
  const texts = useDecidedTexts();
  const { months } = useWords();
  const [amending, setAmending] = useState(false);
  return (
    <section>
      <h3>{texts.amendments}</h3>
      {amendments.length === 0 && <p className="soft">{texts.noAmendments}</p>}
      {amendments.map(({ number, text, reason, by, at }) => (
        <div key={number} className={styles['added']}>
          <p className={styles['words']}>{text}</p>
          <p className="soft">
            {texts.reason}: {reason} ({texts.reportedBy(by, showInstant(at, timeZone, months))})
          </p>
        </div>
      ))}
      {mayAmend && (
        <Button mt={6} size="compact-sm" variant="default" className="screen-only" onClick={() => setAmending(true)}>
          {texts.amend}
        </Button>
      )}
      {amending && <Amend decisionId={id} onClose={() => setAmending(false)} />}
    </section>
  );
}
