import { useState } from 'react';
import { ActionIcon } from '@mantine/core';
import { DateInput, DatesProvider, type DateInputProps } from '@mantine/dates';
import '@mantine/dates/styles.css';
import 'dayjs/locale/de';
import { showDate } from '../../format/dates.js';
import { dateFromText } from '../../format/typed-date.js';
import { useLanguage } from '../../texts/language.js';
import { monthsInEveryLanguage } from '../../texts/months.js';
import { useWords } from '../../texts/words.js';

interface DateFieldProps extends Omit<DateInputProps, 'value' | 'onChange'> {
  /** An ISO date, '' while there is none. */
  readonly value?: string;
  readonly onChange?: (date: string) => void;
}

/**
 * A whole date, shown as every date here: dd-Mmm-yyyy. Typed, it may also be 2026-05-04 or 4.5.2026; the calendar opens by its button, so
 * that it lies over nothing while somebody types.
 */
export function DateField({ value = '', onChange, ...others }: DateFieldProps) {
  const { months, calendar } = useWords();
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const take = (date: string | null): void => {
    setOpen(false);
    onChange?.(date ?? '');
  };
  return (
    <DatesProvider settings={{ locale: language }}>
      <DateInput
        {...others}
        allowDeselect
        value={value === '' ? null : value}
        onChange={take}
        valueFormat={(date) => showDate(date, months)}
        dateParser={(typed) => dateFromText(typed, monthsInEveryLanguage)}
        placeholder={calendar.form}
        ariaLabels={calendar.labels}
        popoverProps={{ opened: open, onChange: setOpen, withinPortal: false }}
        rightSection={<OpenCalendar label={calendar.open} onOpen={() => setOpen(true)} />}
      />
    </DatesProvider>
  );
}

function OpenCalendar({ label, onOpen }: { readonly label: string; readonly onOpen: () => void }) {
  return (
    <ActionIcon variant="subtle" size="sm" aria-label={label} onClick={onOpen}>
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
        <path d="M1.5 3h11v9.5h-11zM1.5 6h11M4.5 1v3M9.5 1v3" fill="none" stroke="currentColor" strokeWidth="1.4" />
      </svg>
    </ActionIcon>
  );
}
