import { NotSaved } from '../frame/not-saved.js';
import { Dialogue } from '../parts/dialogue.js';
import { ReasonForm } from '../parts/form/reason-form.js';
import { useReferralTexts } from './texts/index.js';
import { useReferredCase } from './use-referred-case.js';

interface WithdrawProps {
  readonly caseId: string;
  readonly onClose: () => void;
}

const longestReason = 300;

/** Takes a referral back, with a reason: its case ends. */
export function Withdraw({ caseId, onClose }: WithdrawProps) {
  const texts = useReferralTexts();
  const withdraw = useReferredCase(caseId, texts.withdrawn, onClose);
  return (
    <Dialogue onClose={onClose} title={texts.withdrawTitle}>
      <ReasonForm
        submit={texts.withdrawNow}
        pending={withdraw.isPending}
        refusal={<NotSaved error={withdraw.error} />}
        onReason={(reason) =>
          withdraw.mutate({ transition: 'withdraw', reason: reason.slice(0, longestReason), words: reason })
        }
        onCancel={onClose}
      >
        <p className="soft">{texts.withdrawHint}</p>
      </ReasonForm>
    </Dialogue>
  );
}
