import { useEffect, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { LoadFailure } from '../frame/failure.js';
import { useShortcuts } from '../frame/keyboard/shortcuts.js';
import { Loading } from '../frame/loading.js';
import { NotSaved } from '../frame/not-saved.js';
import { routes } from '../frame/routes.js';
import { lazyDialogue } from '../parts/lazy-dialogue.js';
import { boardCaseQuery } from '../placement/board-case-query.js';
import type { BoardCase } from '../placement/listed-case.js';
import type { ListedMeeting } from '../placement/meetings-query.js';
import { OtherNumbers } from '../record/other-numbers.js';
import { ChangedSince } from '../record/prepared/changed-since.js';
import { mayConduct as conducts } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { attendanceQuery } from './attendance/attendance-query.js';
import { QuorumStrip } from './attendance/quorum-strip.js';
import { clockOf, type CaseClock } from './case-clock.js';
import { isBeingDecided, isToDiscuss } from './current-case.js';
import { opinionsQuery } from './opinions/opinions-query.js';
import type { Outcome } from './outcome/outcome-model.js';
import { WithOutcome } from './outcome/with-outcome.js';
import type { TypedOutcome } from './outcome/use-outcome.js';
import { RoomBar } from './room-bar.js';
import { RoomFoot, type RoomAction } from './room-foot.js';
import { steps, type Step } from './room-search.js';
import { StepContent } from './step-content.js';
import { useRoomTexts } from './texts/index.js';
import { useDiscuss, useMoveMeeting, useReadRoomAnew, useSetClock } from './use-room-changes.js';
import { usePrepared } from './use-prepared.js';
import styles from './room.module.css';

const TakeAttendance = lazyDialogue(() => import('./attendance/take-attendance.js'), 'TakeAttendance');
const Keys = lazyDialogue(() => import('./keys.js'), 'Keys');
const PutOff = lazyDialogue(() => import('./put-off.js'), 'PutOff');
const AskedOnceMore = lazyDialogue(() => import('./asked-once-more.js'), 'AskedOnceMore');
const ListUnderStandard = lazyDialogue(() => import('./put-off.js'), 'ListUnderStandard');

interface RoomCaseProps {
  readonly caseId: string;
  readonly meeting: ListedMeeting;
  readonly step: Step;
  /** Null where the case has left the agenda. */
  readonly place: { readonly index: number; readonly count: number } | null;
  readonly minutes: number | null;
  readonly onStep: (step: Step) => void;
  /** Null where there is none. */
  readonly onNext: (() => void) | null;
  readonly onPrevious: (() => void) | null;
}

/** One case before the board, from what was prepared to its signature. */
export function RoomCase(props: RoomCaseProps) {
  const { data, error, refetch } = useQuery(boardCaseQuery(props.caseId));
  if (error !== null && data === undefined) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  return data === undefined ? <Loading /> : <Loaded {...props} board={data} />;
}

type Open = 'attendance' | 'keys' | 'put-off' | 'list' | 'open' | 'end' | 'discuss';

function Loaded({
  board,
  meeting,
  step,
  place,
  minutes,
  onStep,
  onNext,
  onPrevious,
}: RoomCaseProps & { readonly board: BoardCase }) {
  const texts = useRoomTexts();
  const session = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const readAnew = useReadRoomAnew();
  const shown = usePrepared(board.id);
  const { prepared, changes } = shown;
  const attendance = useQuery(attendanceQuery(meeting.id, prepared?.disciplines ?? [])).data;
  const isOnAgenda = place !== null;
  const opinions = useQuery({ ...opinionsQuery(board.id), enabled: isOnAgenda }).data;
  const [open, setOpen] = useState<Open | null>(null);
  const discuss = useDiscuss(board.id);
  const moveMeeting = useMoveMeeting(meeting);
  const mayConduct = conducts(session, board.boardId);
  const isDeciding = isBeingDecided(board);
  const isInSession = meeting.state === 'in-session';
  const clock = useClock(board, mayConduct && isInSession && isOnAgenda && (isDeciding || isToDiscuss(board)));
  const allows = (transition: string): boolean =>
    board.allowed.some((way) => way.transition === transition && way.mayYou);
  const leave = (): void => void navigate({ to: routes.agenda, params: { meetingId: meeting.id } });

  const actions: readonly RoomAction[] = !mayConduct
    ? []
    : [
        ...(meeting.state === 'planned'
          ? [{ key: 'm', words: texts.openMeeting, isNext: true, does: () => setOpen('open') }]
          : []),
        ...(isInSession && isToDiscuss(board)
          ? [{ key: 'b', words: texts.discuss, isNext: true, does: () => setOpen('discuss') }]
          : []),
        ...(allows('defer') ? [{ key: 'd', words: texts.putOff.short, does: () => setOpen('put-off') }] : []),
        ...(allows('list') ? [{ key: 'l', words: texts.list.short, does: () => setOpen('list') }] : []),
        ...(isInSession && onNext === null && !isToDiscuss(board) && !isDeciding
          ? [{ key: 'e', words: texts.endMeeting, does: () => setOpen('end') }]
          : []),
      ];
  useShortcuts({
    ...Object.fromEntries(steps.map((one, index) => [String(index + 1), () => onStep(one)])),
    ...Object.fromEntries(actions.map(({ key, does }) => [key, does])),
    ...(onNext === null ? {} : { n: onNext, ArrowRight: onNext, PageDown: onNext }),
    ...(onPrevious === null ? {} : { N: onPrevious, ArrowLeft: onPrevious, PageUp: onPrevious }),
    o: () => onStep('outcome'),
    ...(clock.toggle === null ? {} : { p: clock.toggle }),
    q: () => setOpen('attendance'),
    f: toggleFullScreen,
    '?': () => setOpen('keys'),
    x: leave,
  });

  useFocusOn(step);

  const draw = (children: ReactNode): ReactNode => (
    <div className={styles['room']} onKeyDown={keepOwnKeys}>
      <RoomBar board={board} step={step} place={place} minutes={minutes} clock={clock.clock} onStep={onStep} />
      <div className={styles['said-first']}>
        <OtherNumbers patientId={board.patient.id} isShared />
        {changes.length > 0 && (
          <div className={styles['changed']}>
            <ChangedSince changes={changes} />
          </div>
        )}
      </div>
      <section className={styles['content']} aria-label={texts.steps[step]} tabIndex={-1} data-step={step}>
        <NotSaved error={clock.error} />
        {clock.isPaused ? (
          <p className={styles['curtain']}>{clock.toggle === null ? texts.timer.covered : texts.timer.curtain}</p>
        ) : (
          children
        )}
      </section>
      <RoomFoot
        quorum={attendance === undefined ? null : <QuorumStrip quorum={attendance.quorum} />}
        actions={actions}
        isBusy={discuss.isPending || moveMeeting.isPending}
        onAttendance={() => setOpen('attendance')}
        onPause={clock.toggle}
        isPaused={clock.isPaused}
        onKeys={() => setOpen('keys')}
        onNext={onNext}
        onPrevious={onPrevious}
        onLeave={leave}
      />
      {open === 'attendance' && <TakeAttendance meeting={meeting} onClose={() => setOpen(null)} />}
      {open === 'keys' && <Keys onClose={() => setOpen(null)} />}
      {open === 'open' && (
        <AskedOnceMore
          title={texts.askOpen}
          hint={texts.askOpenHint}
          yes={texts.openMeeting}
          pending={moveMeeting.isPending}
          error={moveMeeting.error}
          onYes={() => moveMeeting.mutate('open', { onSuccess: () => setOpen(null) })}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'discuss' && (
        <AskedOnceMore
          title={texts.askDiscuss}
          hint={texts.askDiscussHint}
          yes={texts.discuss}
          pending={discuss.isPending}
          error={discuss.error}
          onYes={() => discuss.mutate(undefined, { onSuccess: () => setOpen(null) })}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'end' && (
        <AskedOnceMore
          title={texts.askEnd}
          hint={texts.askEndHint}
          yes={texts.endMeeting}
          pending={moveMeeting.isPending}
          error={moveMeeting.error}
          onYes={() => moveMeeting.mutate('end', { onSuccess: () => setOpen(null) })}
          onClose={() => setOpen(null)}
        />
      )}
      {(open === 'put-off' || open === 'list') && (
        <LeavingDialogue
          kind={open}
          board={board}
          onClose={() => setOpen(null)}
          onDone={(answered) => {
            queries.setQueryData(boardCaseQuery(board.id).queryKey, answered);
            setOpen(null);
            void readAnew();
            if (open === 'list') onStep('outcome');
          }}
        />
      )}
    </div>
  );

  const content = (outcome: Outcome | null, typed: TypedOutcome | null): ReactNode => (
    <StepContent
      board={board}
      meeting={meeting}
      step={step}
      shown={shown}
      opinions={opinions}
      attendance={attendance}
      outcome={outcome}
      typed={typed}
      isOnAgenda={isOnAgenda}
      onStep={onStep}
    />
  );
  if (!isDeciding) return draw(content(null, null));
  return (
    <WithOutcome caseId={board.id} mayType={mayConduct}>
      {(outcome, typed) => draw(content(outcome, typed))}
    </WithOutcome>
  );
}

function LeavingDialogue({
  kind,
  ...props
}: {
  readonly kind: 'put-off' | 'list';
  readonly board: BoardCase;
  readonly onClose: () => void;
  readonly onDone: (board: BoardCase) => void;
}) {
  return kind === 'put-off' ? <PutOff {...props} /> : <ListUnderStandard {...props} />;
}

interface RoomClock {
  readonly clock: CaseClock;
  readonly isPaused: boolean;
  /** Null where it is not this person's to halt. */
  readonly toggle: (() => void) | null;
  readonly error: Error | null;
}

/** The clock of the case as the service has it; the case is covered as soon as the key is pressed. */
function useClock({ id, history }: BoardCase, mayHalt: boolean): RoomClock {
  const set = useSetClock(id);
  const clock = clockOf(history);
  const isPaused = set.isPending ? !set.variables : clock.pausedAt !== null;
  const toggle = (): void => {
    if (!set.isPending) set.mutate(isPaused);
  };
  return { clock, isPaused, toggle: mayHalt ? toggle : null, error: set.error };
}

/** Where what had the focus is gone, the step takes it: a reader of the screen is told of it, and the next Tab goes into it. */
function useFocusOn(step: Step): void {
  useEffect(() => {
    if (document.activeElement === document.body)
      document.querySelector<HTMLElement>('[data-step]')?.focus({ preventScroll: true });
  }, [step]);
}

function toggleFullScreen(): void {
  if (document.fullscreenElement === null) void document.documentElement.requestFullscreen().catch(() => undefined);
  else void document.exitFullscreen().catch(() => undefined);
}

/**
 * Escape leaves the field that one types in, so that the keys of the room are at hand. The arrows of a group of
 * choices stay its own.
 */
function keepOwnKeys(event: KeyboardEvent): void {
  const { target, key } = event;
  if (!(target instanceof HTMLElement)) return;
  if (key.startsWith('Arrow') && target.matches('input[type="radio"], [role="option"]')) event.stopPropagation();
  if (key !== 'Escape' || !target.matches('input, textarea, select')) return;
  event.stopPropagation();
  target.blur();
  document.querySelector<HTMLElement>('[data-step]')?.focus({ preventScroll: true });
}
