import { useMutation, useQueryClient } from '@tanstack/react-query';
import { tell } from '../frame/notice.js';
import { boardCaseQuery } from '../placement/board-case-query.js';
import { moveCase, restoreCase } from '../placement/listed-case.js';
import type { TakeOutReason } from '../record/points/points-query.js';
import type { BoardCase, CaseEdit, CaseMove, MoveName } from './case-model.js';
import { commentOnCase, editCase, proposeTakingOut } from './case-query.js';
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

/** Moves that are taken back by one button: those that the worklist takes back too. */
const takenBack: readonly MoveName[] = ['accept', 'return', 'dismiss', 'merge'];

/** Moves a case on, and tells that it was done, with the way back where there is one. */
export function useMoveCase(board: BoardCase, onDone: () => void) {
  const texts = useCaseTexts();
  const changed = useCaseChanged();
  const readAnew = useReadCaseAnew();
  const undo = async (): Promise<string> => {
    await restoreCase(board).finally(readAnew);
    return texts.undone(board.number);
  };
  return useMutation({
    mutationFn: (move: CaseMove) => moveCase(board, move),
    onSuccess: (answered, { transition }) => {
      changed(answered);
      onDone();
      tell({
        words: texts.done(texts.eventOf(transition), board.number),
        ...(takenBack.includes(transition) ? { undo } : {}),
      });
    },
    onError: useReadAnew(),
  });
}

export function useProposeTakingOut(caseId: string, onDone: () => void) {
  const texts = useCaseTexts();
  const changed = useCaseChanged();
  return useMutation({
    mutationFn: ({ itemId, reason }: { readonly itemId: string; readonly reason: TakeOutReason }) =>
      proposeTakingOut(caseId, itemId, reason),
    onSuccess: (answered) => {
      changed(answered);
      onDone();
      tell({ words: texts.proposedOut });
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
