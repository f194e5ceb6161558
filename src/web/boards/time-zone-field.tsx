import { Autocomplete } from '@mantine/core';
import { useBoardTexts } from './texts/index.js';

interface TimeZoneFieldProps {
  readonly value: string;
  readonly onChange: (timeZone: string) => void;
}

const timeZones = Intl.supportedValuesOf('timeZone');

/** The time zone in which a board meets, by its IANA name. */
export function TimeZoneField({ value, onChange }: TimeZoneFieldProps) {
  return (
    <Autocomplete
      label={useBoardTexts().timeZone}
      value={value}
      onChange={onChange}
      data={timeZones}
      limit={8}
      maxLength={100}
    />
  );
}
