import { usePatientTexts } from '../../record/texts/index.js';
import type { CaseItem, CaseLine } from '../../record/case/case.js';
import { NamedConfirmation } from '../../record/facts/named-confirmation.js';

interface ParkProps {
  readonly patientId: string;
  readonly line: CaseLine;
  readonly item: CaseItem;
  readonly onClose: () => void;
}

/** A named clinician's word that the case waits for a confirming scan, and until when. */
export function Park({ patientId, line, item, onClose }: ParkProps) {
  const texts = usePatientTexts();
  return (
    <NamedConfirmation
      patientId={patientId}
      title={texts.parkTitle}
      about={`${item.question} ${texts.parkHint}`}
      byLabel={texts.confirmedBy}
      onLabel={texts.confirmedOn}
      untilLabel={texts.parkUntil}
      submit={texts.parkNow}
      onClose={onClose}
      fact={({ by, on, until }) => ({
        name: 'parked',
        state: 'known',
        value: { until, by },
        date: on,
        source: by,
        treatmentLineId: line.id,
      })}
    />
  );
}
