import { useState } from 'react';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../../api/problem.js';
import { useShortcuts } from '../../frame/keyboard/shortcuts.js';
import { NotSaved } from '../../frame/not-saved.js';
import { localParts } from '../../format/dates.js';
import { lazyDialogue } from '../../parts/lazy-dialogue.js';
import { Missing } from '../outcome/missing.js';
import type { Decision, Outcome } from '../outcome/outcome-model.js';
import { decisionQuery } from '../../decided/decision-query.js';
import { outcomeQuery, readBack, sign, takeOutcome } from '../outcome/outcome-query.js';
import { OutcomeInWords, type OptionWords } from '../outcome/outcome-words.js';
import { useRoomTexts } from '../texts/index.js';
import { Differences, type Difference } from './differences.js';
import styles from '../room.module.css';

const AskedOnceMore = lazyDialogue(() => import('../asked-once-more.js'), 'AskedOnceMore');

interface ReadBackStepProps {
  readonly caseId: string;
  readonly number: number;
  readonly outcome: Outcome;
  /** Whether words typed on this device are not with the service yet: what is shown would not be the whole text. */
  readonly isBehind: boolean;
  readonly timeZone: string;
  readonly optionWords: OptionWords;
  /** What this person may do here. */
  readonly mayReadBack: boolean;
  readonly maySign: boolean;
  readonly onSigned: (decision: Decision) => void;
}

/** The text as it will be signed; read back, the chair signs it. */
export function ReadBackStep({
  caseId,
  number,
  timeZone,
  optionWords,
  mayReadBack,
  maySign,
  onSigned,
  outcome,
  isBehind,
}: ReadBackStepProps) {
  const texts = useRoomTexts().readBack;
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Asked | null>(null);
  const again = useMutation({
    mutationFn: () => readBack(caseId),
    onSuccess: async (answered) => {
      signing.reset();
      await takeOutcome(queries, answered);
    },
    onError: () => queries.invalidateQueries({ queryKey: outcomeQuery(caseId).queryKey }),
    onSettled: () => setAsked(null),
  });
  const signing = useMutation({
    mutationFn: (hash: string) => sign(caseId, hash),
    onSuccess: (decision) => {
      queries.setQueryData(decisionQuery(decision.id).queryKey, decision);
      onSigned(decision);
    },
    onError: () => queries.invalidateQueries({ queryKey: outcomeQuery(caseId).queryKey }),
    onSettled: () => setAsked(null),
  });
  const isReadBack = outcome.readBack !== null && outcome.readBack.version === outcome.version;
  const isComplete = outcome.missing.length === 0 && outcome.version > 0 && !isBehind;
  // A refusal holds until another text has been read back.
  const refusal = isReadBack && signing.variables !== outcome.hash ? null : signing.error;
  const differences = differencesOf(refusal);
  const mayReadNow = mayReadBack && isComplete;
  const { hash } = outcome;
  const askRead = (): void => {
    if (mayReadNow) setAsked({ way: 'read-back', version: outcome.version });
  };
  const askSign = (): void => {
    if (maySign && isReadBack && hash !== null) setAsked({ way: 'sign', hash });
  };
  useShortcuts({ r: askRead, s: askSign });
  return (
    <div className={styles['read-back']}>
      <h2>{texts.title}</h2>
      <OutcomeInWords content={outcome.content} optionWords={optionWords} />
      {isBehind && <p role="alert">▲ {texts.behind}</p>}
      {outcome.missing.length > 0 && <Missing missing={outcome.missing} />}
      {differences !== null && <Differences differences={differences} optionWords={optionWords} />}
      <NotSaved error={again.error} title={texts.notReadBack} />
      {differences === null && <NotSaved error={refusal} title={texts.notSigned} />}
      <div className={styles['actions']}>
        {isReadBack && outcome.readBack !== null ? (
          <p data-read-back>✓ {texts.wasReadBack(localParts(outcome.readBack.at, timeZone).time)}</p>
        ) : (
          outcome.readBack !== null && <p>▲ {texts.changedSince}</p>
        )}
        {mayReadBack && (
          <Button
            size="lg"
            variant={isReadBack ? 'default' : 'filled'}
            disabled={!isComplete}
            loading={again.isPending}
            onClick={askRead}
          >
            {isReadBack ? texts.readAgain : texts.read} (r)
          </Button>
        )}
        {maySign && (
          <Button size="lg" disabled={!isReadBack} loading={signing.isPending} onClick={askSign}>
            {texts.sign} (s)
          </Button>
        )}
        {!maySign && isReadBack && <p>{texts.chairSigns}</p>}
      </div>
      {asked?.way === 'read-back' && asked.version === outcome.version && mayReadNow && (
        <AskedOnceMore
          title={texts.askRead(number)}
          hint={texts.askReadHint}
          yes={texts.read}
          pending={again.isPending}
          onYes={() => again.mutate()}
          onClose={() => setAsked(null)}
        />
      )}
      {asked?.way === 'sign' && asked.hash === hash && isReadBack && (
        <AskedOnceMore
          title={texts.askSign(number)}
          hint={texts.askSignHint}
          yes={texts.sign}
          pending={signing.isPending}
          // The hash of what this screen shows: a text that changed meanwhile is refused with the difference.
          onYes={() => signing.mutate(asked.hash)}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}

/** What is asked once more, of the text as it stood then: where it changes meanwhile, the question goes. */
type Asked = { readonly way: 'read-back'; readonly version: number } | { readonly way: 'sign'; readonly hash: string };

/** What the service answers of a text that is not the one that was read back; null for any other refusal. */
function differencesOf(error: Error | null): readonly Difference[] | null {
  const differences = error instanceof ApiProblem ? error.document['differences'] : undefined;
  return Array.isArray(differences) ? (differences as Difference[]) : null;
}
