import { useState } from 'react';
import { Group } from '@mantine/core';
import { instantAt, today } from '../format/dates.js';
import { NotSaved } from '../frame/not-saved.js';
import { Dialogue } from '../parts/dialogue.js';
import { DateField } from '../parts/form/date-field.js';
import { FormActions } from '../parts/form/form-actions.js';
import { useWords } from '../texts/words.js';
import type { Seat } from './board-query.js';
import { PersonField } from './person-field.js';
import { useBoardTexts } from './texts/index.js';
import { useSeatChange } from './use-seat-change.js';

interface AddDeputyProps {
  readonly boardId: string;
  readonly timeZone: string;
  readonly seat: Seat;
  readonly onClose: () => void;
}

/** Lets somebody stand in for the holder of a seat, from the beginning of one day until the end of another. */
export function AddDeputy({ boardId, timeZone, seat, onClose }: AddDeputyProps) {
  const texts = useBoardTexts();
  const words = useWords();
  const [accountId, setAccountId] = useState<string | null>(null);
  const [from, setFrom] = useState(today());
  const [until, setUntil] = useState('');
  const [tried, setTried] = useState(false);
  const change = useSeatChange(boardId, onClose);
  const isBackwards = until !== '' && until < from;
  return (
    <Dialogue onClose={onClose} title={texts.deputyFor(seat.displayName)}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          const start = instantAt(from, '00:00', timeZone);
          if (accountId === null || start === null || isBackwards) return;
          const end = until === '' ? null : instantAt(dayAfter(until), '00:00', timeZone);
          change.mutate({ what: 'deputy', seatId: seat.id, accountId, from: start, until: end });
        }}
      >
        <p className="soft">{texts.deputyHint}</p>
        <PersonField
          boardId={boardId}
          label={texts.person}
          value={accountId}
          error={tried && accountId === null ? words.needed : undefined}
          onChange={setAccountId}
        />
        <Group mt="sm" align="start" grow>
          <DateField
            label={texts.from}
            value={from}
            onChange={setFrom}
            error={tried && from === '' ? words.needed : undefined}
          />
          <DateField
            label={texts.until}
            value={until}
            onChange={setUntil}
            error={isBackwards ? texts.backwards : undefined}
            clearable
          />
        </Group>
        <NotSaved error={change.error} />
        <FormActions submit={texts.deputyNow} pending={change.isPending} onCancel={onClose} />
      </form>
    </Dialogue>
  );
}

const dayAfter = (date: string): string =>
  new Date(Date.parse(`${date}T00:00Z`) + 86_400_000).toISOString().slice(0, 10);
