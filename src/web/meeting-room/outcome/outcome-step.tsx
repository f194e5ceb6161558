import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { PreparedCase } from '../../record/prepared/prepared-case.js';
import { useSession } from '../../session/session.js';
import type { Attendance } from '../attendance/attendance-query.js';
import { useDisciplineName } from '../../texts/discipline-name.js';
import { useRoomTexts } from '../texts/index.js';
import { Beside } from './beside.js';
import { Conflict } from './conflict.js';
import { focusField } from './fields.js';
import { Missing } from './missing.js';
import { OutcomeForm } from './outcome-form.js';
import type { Outcome } from './outcome-model.js';
import { outcomeQuery } from './outcome-query.js';
import { SavingMark } from './saving-mark.js';
import { OutcomeInWords, type OptionWords } from './outcome-words.js';
import type { TypedOutcome } from './use-outcome.js';
import styles from '../room.module.css';

interface OutcomeStepProps {
  readonly caseId: string;
  readonly outcome: Outcome;
  /** Null for who only reads. */
  readonly typed: TypedOutcome | null;
  readonly prepared: PreparedCase | null;
  readonly optionWords: OptionWords;
  /** False while the opinions come first. */
  readonly optionsOpen: boolean;
  readonly attendance: Attendance | undefined;
  readonly onReadBack: () => void;
}

/** The outcome typed live, with what it still lacks beside it; who may not type reads it as it grows. */
export function OutcomeStep({ typed, outcome, ...props }: OutcomeStepProps) {
  const texts = useRoomTexts().outcome;
  if (typed !== null) return <Typed {...props} outcome={outcome} typed={typed} />;
  return (
    <>
      <h2>{texts.title}</h2>
      {outcome.version === 0 && <p>{texts.nothingTyped}</p>}
      <OutcomeInWords content={outcome.content} optionWords={props.optionWords} />
    </>
  );
}

function Typed({
  caseId,
  prepared,
  optionsOpen,
  optionWords,
  attendance,
  onReadBack,
  outcome,
  typed,
}: OutcomeStepProps & { readonly typed: TypedOutcome }) {
  const texts = useRoomTexts().outcome;
  const reader = useSession()?.displayName ?? '';
  const nameOf = useDisciplineName();
  const { keeper, content, conflict } = typed;
  const goOn = useWayOn(caseId, typed, onReadBack);
  useEffect(() => {
    // Who came by a key goes on in the form; who pressed a button of the bar stays on it.
    if (document.activeElement?.matches('body, [data-step]') ?? true) focusField('/kind');
  }, []);
  const screen = prepared?.screen ?? null;
  const people = [...new Set((attendance?.people ?? []).flatMap(({ name, discipline }) => [name, nameOf(discipline)]))];
  if (conflict !== null)
    return (
      <Conflict
        mine={content}
        theirs={conflict}
        optionWords={optionWords}
        onSettle={(settled) => keeper.settle(settled)}
      />
    );
  return (
    <div
      className={styles['typing']}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        void goOn();
      }}
    >
      <OutcomeForm
        content={content}
        options={optionsOpen ? (screen?.options ?? []) : null}
        lesions={(screen?.lesions ?? []).map(({ lesion }) => lesion)}
        people={people}
        unknowns={(screen?.unknowns ?? []).map(({ words }) => words)}
        onType={(change) => keeper.type(change)}
      />
      <aside className={styles['beside-form']} aria-label={texts.stateOfText}>
        <SavingMark {...typed} />
        <Beside caseId={caseId} reader={reader} optionWords={optionWords} />
        <Missing missing={outcome.missing} />
        <button type="button" className={styles['main-button']} onClick={onReadBack}>
          {texts.toReadBack}
        </button>
        <p>
          {texts.wayOnKeys.map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}{' '}
          {texts.wayOn}
        </p>
      </aside>
    </div>
  );
}

/** Sends what waits, and leads to the first part that is missing by what the service then says; with none, on to be read back. */
function useWayOn(caseId: string, { keeper }: TypedOutcome, onReadBack: () => void): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await keeper.flush();
    const missing = queries.getQueryData(outcomeQuery(caseId).queryKey)?.missing[0];
    if (missing !== undefined) focusField(missing.pointer);
    else if (keeper.state().saving === 'saved') onReadBack();
  };
}
