import { useState } from 'react';
import { NativeSelect } from '@mantine/core';
import { NotSaved } from '../frame/not-saved.js';
import { Dialogue } from '../parts/dialogue.js';
import { FormActions } from '../parts/form/form-actions.js';
import { useWords } from '../texts/words.js';
import type { BoardRole, Discipline } from './board-query.js';
import { boardRoles, disciplines } from './disciplines.js';
import { PersonField } from './person-field.js';
import { useBoardTexts } from './texts/index.js';
import { useSeatChange } from './use-seat-change.js';

interface AddSeatProps {
  readonly boardId: string;
  readonly onClose: () => void;
}

/** Gives somebody of the site a seat on the board. */
export function AddSeat({ boardId, onClose }: AddSeatProps) {
  const texts = useBoardTexts();
  const words = useWords();
  const [accountId, setAccountId] = useState<string | null>(null);
  const [role, setRole] = useState<BoardRole>('member');
  const [discipline, setDiscipline] = useState<Discipline | ''>('');
  const [missing, setMissing] = useState(false);
  const change = useSeatChange(boardId, onClose);
  return (
    <Dialogue onClose={onClose} title={texts.addPerson}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(accountId === null);
          if (accountId !== null)
            change.mutate({ what: 'give', accountId, role, discipline: discipline === '' ? null : discipline });
        }}
      >
        <PersonField
          boardId={boardId}
          label={texts.person}
          value={accountId}
          error={missing && accountId === null ? words.needed : undefined}
          onChange={setAccountId}
        />
        <NativeSelect
          mt="sm"
          label={texts.role}
          value={role}
          onChange={(event) => setRole(event.currentTarget.value as BoardRole)}
          data={boardRoles.map((one) => ({ value: one, label: words.roleNames[one] }))}
        />
        <NativeSelect
          mt="sm"
          label={texts.discipline}
          value={discipline}
          onChange={(event) => setDiscipline(event.currentTarget.value as Discipline | '')}
          data={[
            { value: '', label: texts.noDiscipline },
            ...disciplines.map((one) => ({ value: one, label: words.disciplines[one] })),
          ]}
        />
        <NotSaved error={change.error} />
        <FormActions submit={texts.give} pending={change.isPending} onCancel={onClose} />
      </form>
    </Dialogue>
  );
}
