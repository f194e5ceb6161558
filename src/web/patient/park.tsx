import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTexts } from '../texts/texts.js';
import type { CaseItem, CaseLine } from './case.js';
import { NamedConfirmation } from './named-confirmation.js';

interface ParkProps {
  readonly patientId: string;
  readonly line: CaseLine;
  readonly item: CaseItem;
  readonly onClose: () => void;
}

/** A named clinician's word that the case waits for a confirming scan, and until when. */
export function Park({ patientId, line, item, onClose }: ParkProps) {
  const texts = useTexts();
  const [until, setUntil] = useState('');
  return (
    <NamedConfirmation
      patientId={patientId}
      title={texts.patient.parkTitle}
      about={`${item.question} ${texts.patient.parkHint}`}
      byLabel={texts.patient.confirmedBy}
      onLabel={texts.patient.confirmedOn}
      submit={texts.patient.parkNow}
      complete={until !== ''}
      onClose={onClose}
      fact={(by, on) => ({
        name: 'parked',
        state: 'known',
        value: { until, by },
        date: on,
        source: by,
        treatmentLineId: line.id,
      })}
    >
      <TextInput
        mt="sm"
        type="date"
        label={texts.patient.parkUntil}
        required
        withAsterisk={false}
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
    </NamedConfirmation>
  );
}
