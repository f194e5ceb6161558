import { useState } from 'react';
import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { LoadFailure } from '../../frame/failure.js';
import { Loading } from '../../frame/loading.js';
import { NotSaved } from '../../frame/not-saved.js';
import { showInstant } from '../../format/dates.js';
import { useWords } from '../../texts/words.js';
import { useDisciplineName } from '../attendance/quorum-strip.js';
import type { Decision, OutcomeContent } from '../outcome/outcome-model.js';
import { amend, decisionQuery } from '../outcome/outcome-query.js';
import { OutcomeInWords } from '../outcome/outcome-words.js';
import { useRoomTexts } from '../texts/index.js';
import styles from '../room.module.css';

/** The parts of a signed text that are shown. */
interface SignedText {
  readonly outcome: OutcomeContent;
  readonly quorum: {
    readonly met: boolean;
    readonly present: readonly string[];
    readonly missing: readonly (readonly string[])[];
  } | null;
}

interface SignedProps {
  readonly decisionId: string;
  readonly timeZone: string;
  readonly mayAmend: boolean;
}

/** What was signed, by whom and when, with the amendments that came after it. */
export function Signed(props: SignedProps) {
  const { data, error, refetch } = useQuery(decisionQuery(props.decisionId));
  if (error !== null && data === undefined) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  return data === undefined ? <Loading /> : <Text {...props} decision={data} />;
}

function Text({ decision, timeZone, mayAmend }: SignedProps & { readonly decision: Decision }) {
  const texts = useRoomTexts();
  const { months } = useWords();
  const nameOf = useDisciplineName();
  const { outcome, quorum } = decision.text as unknown as SignedText;
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
      {mayAmend && <Amend decisionId={decision.id} />}
    </div>
  );
}

/** What was signed stays: what has to be said after it stands beside it, with its reason. */
function Amend({ decisionId }: { readonly decisionId: string }) {
  const texts = useRoomTexts().signed;
  const { cancel } = useWords();
  const queries = useQueryClient();
  const [typed, setTyped] = useState<{ readonly text: string; readonly reason: string } | null>(null);
  const save = useMutation({
    mutationFn: ({ reason, text }: { readonly text: string; readonly reason: string }) =>
      amend(decisionId, reason.trim(), text.trim()),
    onSuccess: (answered) => {
      queries.setQueryData(decisionQuery(decisionId).queryKey, answered);
      setTyped(null);
    },
  });
  if (typed === null)
    return (
      <Button variant="default" onClick={() => setTyped({ text: '', reason: '' })}>
        {texts.amend}
      </Button>
    );
  const isWhole = typed.text.trim() !== '' && typed.reason.trim() !== '';
  return (
    <form
      className={styles['amend']}
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole) save.mutate(typed);
      }}
    >
      <Textarea
        label={texts.amendText}
        autosize
        autoFocus
        maxLength={4000}
        value={typed.text}
        onChange={(event) => setTyped({ ...typed, text: event.currentTarget.value })}
      />
      <TextInput
        label={texts.amendReason}
        maxLength={4000}
        value={typed.reason}
        onChange={(event) => setTyped({ ...typed, reason: event.currentTarget.value })}
      />
      <NotSaved error={save.error} />
      <div className={styles['actions']}>
        <Button type="submit" disabled={!isWhole} loading={save.isPending}>
          {texts.amendNow}
        </Button>
        <Button variant="default" onClick={() => setTyped(null)}>
          {cancel}
        </Button>
      </div>
    </form>
  );
}
