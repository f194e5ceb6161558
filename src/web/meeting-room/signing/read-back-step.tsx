import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../../api/problem.js';
import { useShortcuts } from '../../frame/keyboard/shortcuts.js';
import { NotSaved } from '../../frame/not-saved.js';
import { localParts } from '../../format/dates.js';
import type { Attendance } from '../attendance/attendance-query.js';
import { QuorumStrip } from '../attendance/quorum-strip.js';
import { Missing } from '../outcome/missing.js';
import type { Decision, Outcome } from '../outcome/outcome-model.js';
import { decisionQuery } from '../../decided/decision-query.js';
import { outcomeQuery, readBack, sign } from '../outcome/outcome-query.js';
import { OutcomeInWords, type OptionWords } from '../outcome/outcome-words.js';
import { useRoomTexts } from '../texts/index.js';
import { Differences, type Difference } from './differences.js';
import styles from '../room.module.css';

interface ReadBackStepProps {
  readonly caseId: string;
  readonly outcome: Outcome;
  /** Whether words typed on this device are not with the service yet: what is shown would not be the whole text. */
  readonly isBehind: boolean;
  readonly timeZone: string;
  readonly optionWords: OptionWords;
  readonly attendance: Attendance | undefined;
  /** What this person may do here. */
  readonly mayReadBack: boolean;
  readonly maySign: boolean;
  readonly onSigned: (decision: Decision) => void;
}

/** The text as it will be signed; read back, the chair signs it. */
export function ReadBackStep({
  caseId,
  timeZone,
  optionWords,
  attendance,
  mayReadBack,
  maySign,
  onSigned,
  outcome,
  isBehind,
}: ReadBackStepProps) {
  const texts = useRoomTexts().readBack;
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: () => readBack(caseId),
    onSuccess: (answered) => {
      signing.reset();
      queries.setQueryData(outcomeQuery(caseId).queryKey, answered);
    },
    onError: () => queries.invalidateQueries({ queryKey: outcomeQuery(caseId).queryKey }),
  });
  const signing = useMutation({
    mutationFn: (hash: string) => sign(caseId, hash),
    onSuccess: (decision) => {
      queries.setQueryData(decisionQuery(decision.id).queryKey, decision);
      onSigned(decision);
    },
    onError: () => queries.invalidateQueries({ queryKey: outcomeQuery(caseId).queryKey }),
  });
  const isReadBack = outcome.readBack !== null && outcome.readBack.version === outcome.version;
  const isComplete = outcome.missing.length === 0 && outcome.version > 0 && !isBehind;
  // A refusal holds until another text has been read back.
  const refusal = isReadBack && signing.variables !== outcome.hash ? null : signing.error;
  const differences = differencesOf(refusal);
  const read = (): void => {
    if (mayReadBack && isComplete && !again.isPending) again.mutate();
  };
  const put = (): void => {
    // The hash of what this screen shows: a text that changed meanwhile is refused with the difference.
    if (maySign && isReadBack && outcome.hash !== null && !signing.isPending) signing.mutate(outcome.hash);
  };
  useShortcuts({ r: read, s: put });
  return (
    <div className={styles['read-back']}>
      <h2>{texts.title}</h2>
      <OutcomeInWords content={outcome.content} optionWords={optionWords} />
      {attendance !== undefined && <QuorumStrip quorum={attendance.quorum} />}
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
            onClick={read}
          >
            {isReadBack ? texts.readAgain : texts.read} (r)
          </Button>
        )}
        {maySign && (
          <Button size="lg" disabled={!isReadBack} loading={signing.isPending} onClick={put}>
            {texts.sign} (s)
          </Button>
        )}
        {!maySign && isReadBack && <p>{texts.chairSigns}</p>}
      </div>
    </div>
  );
}

/** What the service answers of a text that is not the one that was read back; null for any other refusal. */
function differencesOf(error: Error | null): readonly Difference[] | null {
  const differences = error instanceof ApiProblem ? error.document['differences'] : undefined;
  return Array.isArray(differences) ? (differences as Difference[]) : null;
}
