import { NativeSelect } from '@mantine/core';
import { type ColumnName, columnNames } from './table-model.js';
import { useTableTexts } from './texts/index.js';

interface ColumnChoiceProps {
  readonly column: string;
  readonly chosen: ColumnName | 'ignored' | null;
  readonly onChoose: (as: ColumnName | 'ignored' | null) => void;
}

/** What a column of the sender is. */
export function ColumnChoice({ column, chosen, onChoose }: ColumnChoiceProps) {
  const texts = useTableTexts();
  return (
    <NativeSelect
      aria-label={texts.readAs(column)}
      value={chosen ?? ''}
      onChange={({ currentTarget: { value } }) => onChoose(value === '' ? null : (value as ColumnName | 'ignored'))}
      data={[
        { value: '', label: texts.open },
        ...columnNames.map((name) => ({ value: name, label: texts.columns[name] })),
        { value: 'ignored', label: texts.ignored },
      ]}
    />
  );
}
