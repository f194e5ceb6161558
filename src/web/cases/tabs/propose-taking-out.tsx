import { Dialogue } from '../../parts/dialogue.js';
import type { CaseItem } from '../../record/case/case.js';
import { TakeOutForm } from '../../record/points/take-out-form.js';
import type { BoardCase } from '../case-model.js';
import { useCaseTexts } from '../texts/index.js';
import { useProposeTakingOut } from '../use-case-changes.js';

interface ProposeTakingOutProps {
  readonly board: BoardCase;
  readonly point: CaseItem;
  readonly onClose: () => void;
}

/** Asks why somebody proposes to take a point out. Nothing is taken out by it. */
export function ProposeTakingOut({ board, point, onClose }: ProposeTakingOutProps) {
  const texts = useCaseTexts();
  const propose = useProposeTakingOut(board.id, onClose);
  return (
    <Dialogue onClose={onClose} title={texts.proposeOutTitle}>
      <TakeOutForm
        question={point.question}
        hint={texts.proposeOutHint}
        submit={texts.proposeOutNow}
        pending={propose.isPending}
        error={propose.error}
        onReason={(reason) => propose.mutate({ itemId: point.id, reason })}
        onCancel={onClose}
      />
    </Dialogue>
  );
}
