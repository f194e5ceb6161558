import { Radio, Stack } from '@mantine/core';
import { useMeetingTexts } from './texts/index.js';

export type Reach = 'this' | 'following';

interface ReachFieldProps {
  readonly value: Reach;
  readonly onChange: (reach: Reach) => void;
}

/** Whether a change is of one meeting of a series, or of those that follow too. */
export function ReachField({ value, onChange }: ReachFieldProps) {
  const texts = useMeetingTexts().planning;
  return (
    <Radio.Group label={texts.reach} value={value} onChange={(reach) => onChange(reach as Reach)} mb="sm">
      <Stack gap={6} mt={4}>
        <Radio value="this" label={texts.reaches.this} />
        <Radio value="following" label={texts.reaches.following} />
      </Stack>
    </Radio.Group>
  );
}
