import { useState } from 'react';
import { Button, Group, Textarea } from '@mantine/core';
import * as z from 'zod/mini';
import { NotSaved } from '../../frame/not-saved.js';
import { useCheckedForm } from '../../parts/form/use-checked-form.js';
import { coordinatesCase } from '../case-rights.js';
import { useSession } from '../../session/session.js';
import { useWords } from '../../texts/words.js';
import type { BoardCase, FirstScreen } from '../case-model.js';
import { proposedOutOf } from '../taken-out.js';
import { useCaseTexts } from '../texts/index.js';
import { useEditCase } from '../use-case-changes.js';
import styles from '../cases.module.css';

interface QuestionProps {
  readonly board: BoardCase;
  /** Null where nothing was measured. */
  readonly screen: FirstScreen | null;
  /** How many of the points to discuss somebody took out. */
  readonly takenOut?: number;
  /** Opens the points to discuss. */
  readonly onPoints?: () => void;
}

/** The question for the board, edited in place by who coordinates it, with the treating clinician's own proposal beside it. */
export function Question({ board, screen, takenOut = 0, onPoints }: QuestionProps) {
  const texts = useCaseTexts();
  const mayEdit = coordinatesCase(useSession(), board.boardId);
  const [editing, setEditing] = useState(false);
  const proposed = proposedOutOf(board);
  const question = screen?.question ?? board.question;
  const proposal = screen?.proposal ?? (board.proposal === null ? null : texts.proposalOfCase(board.proposal));
  if (editing) return <EditQuestion board={board} question={question ?? ''} onClose={() => setEditing(false)} />;
  return (
    <div className={styles['question-row']}>
      <h2 id="case-question" className={styles['question']}>
        {question ?? screen?.withoutQuestion ?? texts.nothingAsked}
        {mayEdit && (
          <button
            type="button"
            className={`${styles['word-button']} screen-only`}
            aria-label={texts.editQuestionName}
            title={texts.editQuestionName}
            onClick={() => setEditing(true)}
          >
            <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" className={styles['icon']}>
              <path d="M1.5 12.5l.7-3.2 7.6-7.6 2.5 2.5-7.6 7.6zM8.3 3.2l2.5 2.5" />
            </svg>
          </button>
        )}
        {onPoints !== undefined && board.pointCount + takenOut > 0 && (
          <button
            type="button"
            className={`${styles['word-button']} screen-only`}
            aria-label={texts.points(board.pointCount, takenOut, proposed)}
            title={texts.points(board.pointCount, takenOut, proposed)}
            onClick={onPoints}
          >
            <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" className={styles['icon']}>
              <path d="M1.5 3h1M5 3h7.5M1.5 7h1M5 7h7.5M1.5 11h1M5 11h7.5" />
            </svg>
            {takenOut > 0 && <span className={styles['taken-out']}>{texts.out(takenOut)}</span>}
            {proposed > 0 && <span className={styles['taken-out']}>{texts.proposedCount(proposed)}</span>}
          </button>
        )}
      </h2>
      {proposal !== null && <p className={styles['proposal']}>{proposal}</p>}
    </div>
  );
}

function EditQuestion({
  board,
  question,
  onClose,
}: {
  readonly board: BoardCase;
  readonly question: string;
  readonly onClose: () => void;
}) {
  const texts = useCaseTexts();
  const words = useWords();
  const edit = useEditCase(board, onClose);
  const form = useCheckedForm(
    z.object({ question: z.string().check(z.trim(), z.minLength(1, words.needed), z.maxLength(4000)) }),
    { question },
  );
  return (
    <form noValidate onSubmit={form.submit((typed) => edit.mutate({ question: typed.question.trim() }))}>
      <Textarea
        label={texts.question}
        autosize
        minRows={2}
        autoFocus
        onKeyDown={({ key }) => {
          if (key === 'Escape') onClose();
        }}
        {...form.getInputProps('question')}
      />
      <NotSaved error={edit.error} />
      <Group gap={6} my={6}>
        <Button size="compact-sm" type="submit" loading={edit.isPending}>
          {texts.save}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        {!board.questionProposed && (
          <Button size="compact-sm" variant="default" onClick={() => edit.mutate({ question: null })}>
            {texts.proposeAgain}
          </Button>
        )}
      </Group>
    </form>
  );
}
