import { useState } from 'react';
import { Button, Progress } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ApiProblem } from '../../api/problem.js';
import { routes } from '../../frame/routes.js';
import { boardsQuery } from '../../session/boards-query.js';
import { useSession } from '../../session/session.js';
import { BoardChoice } from '../board-choice.js';
import { Refusal } from '../refusal.js';
import { useImportTexts } from '../texts/index.js';
import { uploadFiles } from '../upload-files.js';
import { inTheWay, type TablePreview } from './table-model.js';
import { useTableTexts } from './texts/index.js';
import styles from './table.module.css';

interface TakeTableProps {
  readonly preview: TablePreview;
  /** The file is being read again: what is shown of it is not yet what would be taken. */
  readonly isLooking: boolean;
  readonly left: ReadonlySet<string>;
  readonly file: File;
  readonly issuer: string;
  readonly sheet: string;
}

/** The last step: the file is sent along with how it is read. */
export function TakeTable({ preview, isLooking, left, file, issuer, sheet }: TakeTableProps) {
  const texts = useTableTexts();
  const imports = useImportTexts();
  const session = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const boards = (useQuery(boardsQuery).data ?? []).filter(({ id }) => session?.coordinatorOf.includes(id) === true);
  const [board, setBoard] = useState(session?.coordinatorOf[0] ?? null);
  const [remember, setRemember] = useState(true);
  const [sent, setSent] = useState(0);
  const open = inTheWay(preview, left);
  const isReady = open.length === 0 && preview.refused.length === 0;
  const isTakeable = isReady && !isLooking;
  const take = useMutation({
    mutationFn: () =>
      uploadFiles({ format: 'csv', issuer, board, sheet, mapping: preview.mapping, remember }, [file], setSent),
    onSuccess: async (id) => {
      await queries.invalidateQueries({ queryKey: ['imports'] });
      await navigate({ to: routes.import, params: { importId: id } });
    },
    onSettled: () => setSent(0),
  });
  return (
    <section className={`card ${styles['section']} ${styles['take']}`} aria-labelledby="take">
      <h2 id="take">{texts.takeTitle}</h2>
      <BoardChoice boards={boards} chosen={board} onChoose={setBoard} />
      <label>
        <input
          type="checkbox"
          checked={remember}
          onChange={({ currentTarget }) => setRemember(currentTarget.checked)}
        />{' '}
        {texts.remember}
      </label>
      <p role="status">{isReady ? '' : texts.stillOpen(Math.max(open.length, 1))}</p>
      {take.isPending && <Progress w="100%" value={sent * 100} aria-label={imports.sent(Math.round(sent * 100))} />}
      {take.error !== null && (
        <Refusal problem={take.error instanceof ApiProblem ? take.error : new ApiProblem(0, {})} />
      )}
      <Button disabled={!isTakeable} loading={take.isPending} onClick={() => take.mutate()}>
        {texts.take}
      </Button>
    </section>
  );
}
