import type { PreparedCase } from '../../record/prepared/prepared-case.js';
import { useSession } from '../../session/session.js';
import type { Attendance } from '../attendance/attendance-query.js';
import { useDisciplineName } from '../../texts/discipline-name.js';
import { useRoomTexts } from '../texts/index.js';
import { Beside } from './beside.js';
import { Conflict } from './conflict.js';
import { Missing } from './missing.js';
import { OutcomeForm } from './outcome-form.js';
import type { Outcome } from './outcome-model.js';
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
    <div className={styles['typing']}>
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
      </aside>
    </div>
  );
}
