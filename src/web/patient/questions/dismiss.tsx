import { useMutation, useQueryClient } from '@tanstack/react-query';
import { NotSaved } from '../../frame/not-saved.js';
import { Dialogue } from '../../parts/dialogue.js';
import { ReasonForm } from '../../parts/form/reason-form.js';
import { useWords } from '../../texts/words.js';
import type { CaseItem } from '../../record/case/case.js';
import { usePatientTexts } from '../../record/texts/index.js';
import { dismissItem } from './settle-item.js';

interface DismissProps {
  readonly patientId: string;
  readonly item: CaseItem;
  readonly onClose: () => void;
}

/** Asks why a question is dismissed. */
export function Dismiss({ patientId, item, onClose }: DismissProps) {
  const texts = usePatientTexts();
  const words = useWords();
  const queries = useQueryClient();
  const dismiss = useMutation({
    mutationFn: (reason: string) => dismissItem(item, reason),
    onSuccess: () => {
      void queries.invalidateQueries();
      onClose();
    },
    onError: () => void queries.invalidateQueries({ queryKey: ['patient'] }),
  });
  return (
    <Dialogue onClose={onClose} title={texts.dismissTitle}>
      <ReasonForm
        description={texts.dismissHint}
        submit={texts.dismissNow}
        pending={dismiss.isPending}
        refusal={<NotSaved error={dismiss.error} />}
        onReason={dismiss.mutate}
        onCancel={onClose}
      >
        <p className="soft">
          <strong>{words.caseNumber(patientId)}</strong> {item.question}
        </p>
      </ReasonForm>
    </Dialogue>
  );
}
