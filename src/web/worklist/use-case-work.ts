import { useMutation, useQueryClient } from '@tanstack/react-query';
import { tell } from '../frame/notice.js';
import { useProblemWords } from '../frame/problem-words.js';
import { moveCase, restoreCase, type CaseListRow, type CaseTransition } from '../placement/listed-case.js';
import { readCasesAnew } from '../placement/read-anew.js';
import { useWords } from '../texts/words.js';
import { useWorklistTexts } from './texts/index.js';

export interface CaseWork {
  readonly cases: readonly CaseListRow[];
  readonly body: CaseTransition;
}

interface Worked {
  readonly moved: readonly CaseListRow[];
  readonly refused: readonly { readonly row: CaseListRow; readonly error: Error }[];
}

/** Moves cases on, each as it was seen, and tells of it with the way back. What is refused keeps nobody else from moving. */
export function useCaseWork(onDone: () => void) {
  const texts = useWorklistTexts();
  const words = useWords();
  const problemWords = useProblemWords();
  const queries = useQueryClient();
  const readAnew = (): Promise<unknown> => readCasesAnew(queries);
  const report = ({ moved, refused }: Worked, { body }: CaseWork): string =>
    [
      ...(moved.length === 0 ? [] : [texts.done(body.transition, moved.length)]),
      ...refused.map(({ row, error }) => texts.refused(words.caseNumber(String(row.number)), problemWords(error))),
    ].join(' ');
  return useMutation({
    mutationFn: async ({ cases, body }: CaseWork): Promise<Worked> => {
      const moved: CaseListRow[] = [];
      const refused: { row: CaseListRow; error: Error }[] = [];
      for (const row of cases) {
        try {
          await moveCase(row, body);
          moved.push(row);
        } catch (error) {
          refused.push({ row, error: error instanceof Error ? error : new Error(String(error)) });
        }
      }
      return { moved, refused };
    },
    onSettled: readAnew,
    onSuccess: (worked, work) => {
      const { moved } = worked;
      tell({
        words: report(worked, work),
        ...(moved.length === 0
          ? {}
          : {
              undo: async () => {
                await (async () => {
                  for (const row of moved) await restoreCase(row);
                })().finally(readAnew);
                return texts.undone(moved.length);
              },
            }),
      });
      onDone();
    },
  });
}
