import { useState } from 'react';
import { Button, Group, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { LoadFailure } from '../frame/failure.js';
import { Loading } from '../frame/loading.js';
import { NotSaved } from '../frame/not-saved.js';
import { localParts, showDate } from '../format/dates.js';
import { Dialogue } from '../parts/dialogue.js';
import { FormActions } from '../parts/form/form-actions.js';
import { lazyDialogue } from '../parts/lazy-dialogue.js';
import { useWords } from '../texts/words.js';
import { seatsQuery, type Discipline, type Seat } from './board-query.js';
import { disciplines } from './disciplines.js';
import { useBoardTexts } from './texts/index.js';
import { useSeatChange } from './use-seat-change.js';
import styles from './boards.module.css';

const AddSeat = lazyDialogue(() => import('./add-seat.js'), 'AddSeat');
const AddDeputy = lazyDialogue(() => import('./add-deputy.js'), 'AddDeputy');

interface SeatsProps {
  readonly boardId: string;
  readonly timeZone: string;
}

type Open = { readonly what: 'add' } | { readonly what: 'deputy' | 'end'; readonly seat: Seat };

/** The people of a board with what they speak for, and who stands in for them. */
export function Seats({ boardId, timeZone }: SeatsProps) {
  const texts = useBoardTexts();
  const [open, setOpen] = useState<Open | null>(null);
  const close = (): void => setOpen(null);
  const { data, error, refetch } = useQuery(seatsQuery(boardId));
  if (error !== null && data === undefined) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  return (
    <section className={`card ${styles['section'] ?? ''}`} aria-labelledby="people">
      <div className={styles['head']}>
        <h2 id="people">{texts.people}</h2>
        <Button size="compact-md" onClick={() => setOpen({ what: 'add' })}>
          {texts.addPerson}
        </Button>
      </div>
      {data.length === 0 ? (
        <p className="soft">{texts.nobody}</p>
      ) : (
        <ul className={styles['seats']}>
          {data.map((seat) => (
            <SeatRow
              key={seat.id}
              boardId={boardId}
              timeZone={timeZone}
              seat={seat}
              onOpen={(what) => setOpen({ what, seat })}
            />
          ))}
        </ul>
      )}
      {open?.what === 'add' && <AddSeat boardId={boardId} onClose={close} />}
      {open?.what === 'deputy' && <AddDeputy boardId={boardId} timeZone={timeZone} seat={open.seat} onClose={close} />}
      {open?.what === 'end' && <EndSeat boardId={boardId} seat={open.seat} onClose={close} />}
    </section>
  );
}

interface SeatRowProps extends SeatsProps {
  readonly seat: Seat;
  readonly onOpen: (what: 'deputy' | 'end') => void;
}

function SeatRow({ boardId, timeZone, seat, onOpen }: SeatRowProps) {
  const texts = useBoardTexts();
  const words = useWords();
  const change = useSeatChange(boardId);
  return (
    <li>
      <div>
        <strong>{seat.displayName}</strong>
        <div className="soft">{words.roleNames[seat.role]}</div>
      </div>
      <NativeSelect
        aria-label={texts.disciplineOf(seat.displayName)}
        value={seat.discipline ?? ''}
        onChange={({ currentTarget: { value } }) =>
          change.mutate({
            what: 'discipline',
            seatId: seat.id,
            discipline: value === '' ? null : (value as Discipline),
          })
        }
        data={[
          { value: '', label: texts.noDiscipline },
          ...disciplines.map((one) => ({ value: one, label: words.disciplines[one] })),
        ]}
      />
      <Deputies boardId={boardId} timeZone={timeZone} seat={seat} />
      <Group gap={8}>
        <Button
          variant="default"
          size="compact-sm"
          aria-label={texts.deputyFor(seat.displayName)}
          onClick={() => onOpen('deputy')}
        >
          {texts.addDeputy}
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          aria-label={texts.endOf(seat.displayName)}
          onClick={() => onOpen('end')}
        >
          {texts.end}
        </Button>
      </Group>
      <NotSaved error={change.error} />
    </li>
  );
}

function Deputies({ boardId, timeZone, seat }: SeatsProps & { readonly seat: Seat }) {
  const texts = useBoardTexts();
  const { months } = useWords();
  const change = useSeatChange(boardId);
  const dayOf = (instant: string): string => showDate(localParts(instant, timeZone).date, months);
  // The end is the first moment after the last day.
  const lastDayOf = (instant: string): string => dayOf(new Date(Date.parse(instant) - 1).toISOString());
  if (seat.deputies.length === 0) return <span className="soft">{texts.noDeputy}</span>;
  return (
    <ul className={styles['deputies']}>
      {seat.deputies.map(({ id, displayName, from, until, standsInNow }) => (
        <li key={id}>
          {texts.standsIn(displayName, dayOf(from), until === null ? null : lastDayOf(until))}
          {standsInNow && <strong> {texts.now}</strong>}
          <Button
            variant="subtle"
            size="compact-xs"
            aria-label={texts.endDeputyOf(displayName)}
            onClick={() => change.mutate({ what: 'withdraw', seatId: seat.id, deputyId: id })}
          >
            {texts.endDeputy}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function EndSeat({
  boardId,
  seat,
  onClose,
}: {
  readonly boardId: string;
  readonly seat: Seat;
  readonly onClose: () => void;
}) {
  const texts = useBoardTexts();
  const change = useSeatChange(boardId, onClose);
  return (
    <Dialogue onClose={onClose} title={texts.endOf(seat.displayName)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ what: 'end', seatId: seat.id });
        }}
      >
        <p>{texts.endHint}</p>
        <NotSaved error={change.error} />
        <FormActions submit={texts.endNow} pending={change.isPending} submitFirst onCancel={onClose} />
      </form>
    </Dialogue>
  );
}
