import { useState } from 'react';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { NotSaved } from '../../frame/not-saved.js';
import { Dialogue } from '../../parts/dialogue.js';
import { useWords } from '../../texts/words.js';
import type { ListedMeeting } from '../../placement/meetings-query.js';
import { useRoomTexts } from '../texts/index.js';
import {
  arrive,
  attendanceQuery,
  markAgain,
  seatsQuery,
  type Attendance,
  type Attendee,
  type Discipline,
  type Seat,
} from './attendance-query.js';
import { useDisciplineName } from '../../texts/discipline-name.js';
import styles from '../room.module.css';

/** One press: only of that person another one has to wait, so that the next is written down as fast as one goes on. */
interface AttendanceChange {
  readonly who: string;
  readonly work: () => Promise<Attendance>;
}

interface TakeAttendanceProps {
  readonly meeting: ListedMeeting;
  readonly onClose: () => void;
}

/** Who came and who left: everybody with a seat, and guests. */
export function TakeAttendance({ meeting, onClose }: TakeAttendanceProps) {
  const texts = useRoomTexts().attendance;
  const attendance = useQuery(attendanceQuery(meeting.id, [])).data;
  const seats = useQuery(seatsQuery(meeting.boardId)).data ?? [];
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: ({ work }: AttendanceChange) => work(),
    onSettled: () => queries.invalidateQueries({ queryKey: ['agenda', 'attendance'] }),
  });
  const people = attendance?.people ?? [];
  const isChanging = (who: string): boolean => change.isPending && change.variables.who === who;
  const seated = seats.filter(({ discipline }) => discipline !== null);
  return (
    <Dialogue title={texts.title} wide onClose={onClose}>
      <ul className={styles['people']}>
        {seated.map((seat) => (
          <Person
            key={seat.id}
            name={seat.displayName}
            discipline={seat.discipline!}
            attendee={attendeeOf(people, seat)}
            disabled={isChanging(seat.id)}
            onThere={(attendee, isThere) =>
              change.mutate({
                who: seat.id,
                work: () =>
                  attendee === undefined
                    ? arrive(meeting.id, { accountId: seat.accountId, discipline: seat.discipline!, presenter: false })
                    : markAgain(meeting.id, attendee.id, isThere ? 'arrived' : 'left'),
              })
            }
          />
        ))}
        {people
          .filter((one) => !seated.some((seat) => attendeeOf([one], seat) !== undefined))
          .map((one) => (
            <Person
              key={one.id}
              name={one.name}
              discipline={one.discipline}
              attendee={one}
              disabled={isChanging(one.id)}
              onThere={(_, isThere) =>
                change.mutate({
                  who: one.id,
                  work: () => markAgain(meeting.id, one.id, isThere ? 'arrived' : 'left'),
                })
              }
            />
          ))}
      </ul>
      <NotSaved error={change.error} />
      <Guest
        pending={isChanging('guest')}
        onArrive={(guestName, discipline) =>
          change.mutate({
            who: 'guest',
            work: () => arrive(meeting.id, { guestName, discipline, presenter: false }),
          })
        }
      />
    </Dialogue>
  );
}

const attendeeOf = (people: readonly Attendee[], { accountId, discipline }: Seat): Attendee | undefined =>
  people.find((one) => one.accountId === accountId && one.discipline === discipline);

interface PersonProps {
  readonly name: string;
  readonly discipline: Discipline;
  readonly attendee: Attendee | undefined;
  readonly disabled: boolean;
  readonly onThere: (attendee: Attendee | undefined, isThere: boolean) => void;
}

function Person({ name, discipline, attendee, disabled, onThere }: PersonProps) {
  const nameOf = useDisciplineName();
  const isThere = attendee?.isThere ?? false;
  return (
    <li>
      <label>
        <input
          type="checkbox"
          checked={isThere}
          aria-disabled={disabled}
          onChange={() => {
            if (!disabled) onThere(attendee, !isThere);
          }}
        />{' '}
        {name}, {nameOf(discipline)}
      </label>
    </li>
  );
}

function Guest({
  pending,
  onArrive,
}: {
  readonly pending: boolean;
  readonly onArrive: (name: string, discipline: Discipline) => void;
}) {
  const texts = useRoomTexts().attendance;
  const { disciplines } = useWords();
  const [name, setName] = useState('');
  const [discipline, setDiscipline] = useState<Discipline>('medical-oncology');
  return (
    <form
      className={styles['guest']}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === '') return;
        onArrive(name.trim(), discipline);
        setName('');
      }}
    >
      <TextInput label={texts.guest} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <NativeSelect
        label={texts.speaksFor}
        value={discipline}
        onChange={(event) => setDiscipline(event.currentTarget.value as Discipline)}
        data={Object.entries(disciplines).map(([value, label]) => ({ value, label }))}
      />
      <Button type="submit" variant="default" loading={pending}>
        {texts.arrived}
      </Button>
    </form>
  );
}
