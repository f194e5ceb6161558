import { useMutation, useQueryClient } from '@tanstack/react-query';
import { tell } from '../../frame/notice.js';
import { Dialogue } from '../../parts/dialogue.js';
import type { CaseItem } from '../case/case.js';
import { usePatientTexts } from '../texts/index.js';
import { takeInAgain, takeOut, type TakeOutReason } from './points-query.js';
import { TakeOutForm } from './take-out-form.js';

interface TakeOutProps {
  readonly point: Pick<CaseItem, 'id' | 'version' | 'question'>;
  /** What somebody proposed, chosen beforehand. */
  readonly proposed?: TakeOutReason | undefined;
  readonly onClose: () => void;
}

/** Asks why a question is taken out of what is discussed, and takes it out, with a way back. */
export function TakeOut({ point, proposed, onClose }: TakeOutProps) {
  const texts = usePatientTexts();
  const queries = useQueryClient();
  const readAnew = (): Promise<void> => queries.invalidateQueries();
  const take = useMutation({
    mutationFn: (reason: TakeOutReason) => takeOut(point, reason),
    onSuccess: (out) => {
      void readAnew();
      onClose();
      tell({
        words: texts.tookOut(point.question),
        undo: async () => {
          await takeInAgain(out).finally(readAnew);
          return texts.tookIn(point.question);
        },
      });
    },
    onError: () => void queries.invalidateQueries({ queryKey: ['patient'] }),
  });
  return (
    <Dialogue onClose={onClose} title={texts.takeOutTitle}>
      <TakeOutForm
        question={point.question}
        proposed={proposed}
        hint={texts.takeOutHint}
        submit={texts.takeOutNow}
        pending={take.isPending}
        error={take.error}
        onReason={take.mutate}
        onCancel={onClose}
      />
    </Dialogue>
  );
}
