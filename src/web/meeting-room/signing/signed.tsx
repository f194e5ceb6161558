import { useState } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Decision, decisionQuery } from '../../decided/decision-query.js';
import { LoadFailure } from '../../frame/failure.js';
import { Loading } from '../../frame/loading.js';
import { showInstant } from '../../format/dates.js';
import { lazyDialogue } from '../../parts/lazy-dialogue.js';
import { useWords } from '../../texts/words.js';
import { useDisciplineName } from '../../texts/discipline-name.js';
import { OutcomeInWords } from '../outcome/outcome-words.js';
import { useRoomTexts } from '../texts/index.js';
import styles from '../room.module.css';

const Amend = lazyDialogue(() => import('../../decided/amend.js'), 'Amend');

interface SignedProps {
  readonly decisionId: string;
  readonly timeZone: string;
}

/** What was signed, by whom and when, with the amendments that came after it. */
export function Signed(props: SignedProps) {
  const { data, error, refetch } = useQuery(decisionQuery(props.decisionId));
  if (error !== null && data === undefined) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  return data === undefined ? <Loading /> : <Text {...props} decision={data} />;
}

function Text({ decision, timeZone }: SignedProps & { readonly decision: Decision }) {
  const texts = useRoomTexts();
  const { months } = useWords();
  const nameOf = useDisciplineName();
  const [isAmending, setAmending] = useState(false);
  const { outcome, quorum } = decision.text;
  return (
    <div className={styles['read-back']} data-signed={decision.id}>
      <h2>✓ {texts.signed.by(decision.signedBy, showInstant(decision.signedAt, timeZone, months))}</h2>
      <OutcomeInWords content={outcome} optionWords={() => null} />
      {quorum !== null && (
        <p>
          <strong>{texts.signed.quorum}</strong> {quorum.met ? texts.quorum.met : texts.quorum.notMet}{' '}
          {quorum.present.length === 0
            ? texts.quorum.nobody
            : texts.quorum.present(quorum.present.map(nameOf).join(', '))}
          {quorum.missing.length > 0 &&
            ` ${texts.quorum.missing(quorum.missing.map((oneOf) => oneOf.map(nameOf).join(texts.quorum.or)).join('; '))}`}
        </p>
      )}
      <p className="soft">{texts.signed.fingerprint(decision.hash.slice(0, 16))}</p>
      {decision.amendments.length > 0 && (
        <section>
          <h3>{texts.signed.amendments}</h3>
          <ol>
            {decision.amendments.map(({ number, text, reason, by, at }) => (
              <li key={number}>
                {text} ({texts.signed.because(reason)}; {by}, {showInstant(at, timeZone, months)})
              </li>
            ))}
          </ol>
        </section>
      )}
      {decision.mayAmend && (
        <Button variant="default" onClick={() => setAmending(true)}>
          {texts.signed.amend}
        </Button>
      )}
      {isAmending && <Amend decisionId={decision.id} onClose={() => setAmending(false)} />}
    </div>
  );
}
