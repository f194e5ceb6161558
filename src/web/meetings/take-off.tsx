import { Dialogue } from '../parts/dialogue.js';
import { ReasonForm } from '../parts/form/reason-form.js';
import type { AgendaEntry } from '../placement/agenda-query.js';
import { keyOf, numberOf } from './agenda-model.js';
import { useMeetingTexts } from './texts/index.js';

interface TakeOffProps {
  readonly entry: AgendaEntry;
  readonly onClose: () => void;
  readonly onTakeOff: (key: string, reason: string) => void;
}

/** Asks why a case leaves the agenda. */
export function TakeOff({ entry, onClose, onTakeOff }: TakeOffProps) {
  const texts = useMeetingTexts();
  return (
    <Dialogue onClose={onClose} title={texts.agenda.takeOffTitle(numberOf(entry))}>
      <ReasonForm
        submit={texts.agenda.takeOffNow}
        onReason={(reason) => onTakeOff(keyOf(entry), reason)}
        onCancel={onClose}
      >
        <p className="soft">{entry.content?.case.question}</p>
      </ReasonForm>
    </Dialogue>
  );
}
