import { LoadFailure } from '../frame/failure.js';
import { Loading } from '../frame/loading.js';
import { routes } from '../frame/routes.js';
import type { BoardCase } from '../placement/listed-case.js';
import type { ListedMeeting } from '../placement/meetings-query.js';
import { mayChair, mayConduct as conducts } from '../session/rights.js';
import { useSession } from '../session/session.js';
import type { Attendance } from './attendance/attendance-query.js';
import { CaseStep } from './case-step.js';
import { isBeingDecided } from './current-case.js';
import type { Opinions } from './opinions/opinions-query.js';
import { OpinionsStep } from './opinions/opinions-step.js';
import { OptionsStep } from './options-step.js';
import type { Outcome } from './outcome/outcome-model.js';
import { OutcomeStep } from './outcome/outcome-step.js';
import type { TypedOutcome } from './outcome/use-outcome.js';
import type { Step } from './room-search.js';
import { ReadBackStep } from './signing/read-back-step.js';
import { Signed } from './signing/signed.js';
import { useRoomTexts } from './texts/index.js';
import type { Prepared } from './use-prepared.js';
import { useReadRoomAnew } from './use-room-changes.js';
import styles from './room.module.css';

interface StepContentProps {
  readonly board: BoardCase;
  readonly meeting: ListedMeeting;
  readonly step: Step;
  readonly shown: Prepared;
  readonly opinions: Opinions | undefined;
  readonly attendance: Attendance | undefined;
  /** Null before it is read, and where none is written now. */
  readonly outcome: Outcome | null;
  readonly typed: TypedOutcome | null;
  readonly isOnAgenda: boolean;
  readonly onStep: (step: Step) => void;
}

/** What one step of a case shows. */
export function StepContent(props: StepContentProps) {
  const { board, meeting, step, shown, opinions, isOnAgenda } = props;
  const { prepared, isRead, error } = shown;
  const texts = useRoomTexts();
  const session = useSession();
  const readAnew = useReadRoomAnew();
  // A case that stands on no agenda was listed: no opinions are taken of it.
  const optionsOpen = !isOnAgenda || (opinions?.openToAll ?? false);
  if (error !== null) return <LoadFailure error={error} onRetry={() => void readAnew()} />;
  if (!isRead) return <Loading />;
  if (step === 'opinions')
    return opinions === undefined ? (
      <p>{texts.opinions.notOnAgenda}</p>
    ) : (
      <OpinionsStep
        caseId={board.id}
        opinions={opinions}
        mayOpen={conducts(session, board.boardId) && isBeingDecided(board)}
        address={`${location.host}${routes.opinion.replace('$meetingId', meeting.id)}`}
      />
    );
  if (step === 'outcome' || step === 'read-back') return <Deciding {...props} optionsOpen={optionsOpen} />;
  if (prepared === null)
    return (
      <>
        <h2 className={styles['question']}>{board.question ?? texts.noQuestion}</h2>
        <p>{texts.notPrepared}</p>
      </>
    );
  return step === 'case' ? (
    <CaseStep prepared={prepared} />
  ) : (
    <OptionsStep prepared={prepared} opinions={opinions} isOpen={optionsOpen} />
  );
}

/** The outcome while it is typed and read back; what was signed from then on. */
function Deciding({
  board,
  meeting,
  step,
  shown: { prepared },
  attendance,
  outcome,
  typed,
  optionsOpen,
  onStep,
}: StepContentProps & { readonly optionsOpen: boolean }) {
  const texts = useRoomTexts();
  const session = useSession();
  const readAnew = useReadRoomAnew();
  const maySign = mayChair(session, board.boardId);
  const optionWords = (id: string): string | null =>
    prepared?.screen?.options.find((option) => option.id === id)?.words ?? null;
  if (board.decision !== null) return <Signed decisionId={board.decision.id} timeZone={meeting.timeZone} />;
  if (!isBeingDecided(board)) return <p>{texts.notDiscussed}</p>;
  if (outcome === null) return <Loading />;
  return step === 'outcome' ? (
    <OutcomeStep
      caseId={board.id}
      outcome={outcome}
      typed={typed}
      prepared={prepared}
      optionWords={optionWords}
      optionsOpen={optionsOpen}
      attendance={attendance}
      onReadBack={() => onStep('read-back')}
    />
  ) : (
    <ReadBackStep
      caseId={board.id}
      number={board.number}
      outcome={outcome}
      isBehind={typed !== null && typed.saving !== 'saved'}
      timeZone={meeting.timeZone}
      optionWords={optionWords}
      mayReadBack={conducts(session, board.boardId)}
      maySign={maySign}
      onSigned={() => void readAnew()}
    />
  );
}
