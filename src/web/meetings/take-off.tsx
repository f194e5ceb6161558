import { Dialogue } from '../parts/dialogue.js';
import { ReasonForm } from '../parts/form/reason-form.js';
import type { AgendaEntry } from '../placement/agenda-query.js';
import { patientOf } from './agenda-model.js';
import { useMeetingTexts } from './texts/index.js';

interface TakeOffProps {
  readonly entry: AgendaEntry;
  readonly onClose: () => void;
  readonly onTakeOff: (entryId: string, reason: string) => void;
}

/** Asks why an entry leaves the agenda. */
export function TakeOff({ entry, onClose, onTakeOff }: TakeOffProps) {
  const texts = useMeetingTexts();
  return (
    <Dialogue onClose={onClose} title={texts.agenda.takeOffTitle(patientOf(entry))}>
      <ReasonForm
        submit={texts.agenda.takeOffNow}
        onReason={(reason) => onTakeOff(entry.id, reason)}
        onCancel={onClose}
      >
        <p className="soft">{entry.content?.question}</p>
      </ReasonForm>
    </Dialogue>
  );
}
