import { useMutation, useQueryClient } from '@tanstack/react-query';
import { tell } from '../frame/notice.js';
import { boardCaseQuery } from '../placement/board-case-query.js';
import type { BoardCase, CaseEdit, CaseMove } from './case-model.js';
import { commentOnCase, editCase, moveCase } from './case-query.js';
import { useCaseTexts } from './texts/index.js';

const restingOnCases = ['patient', 'worklist', 'cases', 'agenda', 'meetings'];

/** Reads anew whatever rests on a case. */
function useReadCaseAnew(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all(restingOnCases.map((key) => queries.invalidateQueries({ queryKey: [key] })));
  };
}

/** Takes in a case that the service answered, and reads anew whatever rests on it. */
function useCaseChanged(): (changed: BoardCase) => void {
  const queries = useQueryClient();
  const readAnew = useReadCaseAnew();
  return (changed) => {
    queries.setQueryData(boardCaseQuery(changed.id).queryKey, changed);
    void readAnew();
  };
}

/** Where someone else was faster, what holds now is read: the refusal stays on the screen above it. */
function useReadAnew(): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: ['patient'] });
}

export function useEditCase(board: BoardCase, onDone: () => void) {
  const changed = useCaseChanged();
  return useMutation({
    mutationFn: (edit: CaseEdit) => editCase(board, edit),
    onSuccess: (answered) => {
      changed(answered);
      onDone();
    },
    onError: useReadAnew(),
  });
}

/** Moves a case on, and tells that it was done. */
export function useMoveCase(board: BoardCase, onDone: () => void) {
  const texts = useCaseTexts();
  const changed = useCaseChanged();
  return useMutation({
    mutationFn: (move: CaseMove) => moveCase(board, move),
    onSuccess: (answered, { transition }) => {
      changed(answered);
      onDone();
      tell({ words: texts.done(texts.eventOf(transition), board.number) });
    },
    onError: useReadAnew(),
  });
}

export function useComment(caseId: string, onDone: () => void) {
  const changed = useCaseChanged();
  return useMutation({
    mutationFn: ({ words, proposes }: { readonly words: string; readonly proposes: boolean }) =>
      commentOnCase(caseId, words, proposes),
    onSuccess: (answered) => {
      changed(answered);
      onDone();
    },
  });
}
