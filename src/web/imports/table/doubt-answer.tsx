import { useState } from 'react';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { ColumnChoice } from './column-choice.js';
import { answered, holdsForAll, type Mapping, readColumn, type TableDoubt, visitOnDay } from './table-model.js';
import { useTableTexts } from './texts/index.js';
import styles from './table.module.css';

interface DoubtAnswerProps {
  readonly doubt: TableDoubt;
  readonly mapping: Mapping;
  readonly onChange: (mapping: Mapping) => void;
}

/** The field in which a doubt is answered. */
export function DoubtAnswer({ doubt, mapping, onChange }: DoubtAnswerProps) {
  const texts = useTableTexts();
  const { code, column, name, readings } = doubt;
  if (code === 'column' && column !== null)
    return <ColumnChoice column={column} chosen={null} onChoose={(as) => onChange(readColumn(mapping, column, as))} />;
  if (code === 'visit-day' && column !== null)
    return (
      <TypedAnswer
        label={texts.studyDayOf(column)}
        pattern={/^-?\d{1,5}$/}
        onAnswer={(day) => onChange(visitOnDay(mapping, column, day))}
      />
    );
  if (code === 'needed' && name !== null) {
    if (!texts.mayHoldForAll.includes(name)) return <p className="soft small">{texts.chooseAbove}</p>;
    return (
      <TypedAnswer
        label={texts.forAllRows(texts.columns[name])}
        pattern={/\S/}
        onAnswer={(value) => onChange(holdsForAll(mapping, name, value))}
      />
    );
  }
  if (code === 'many-words' || readings.length === 0) return <p className="soft small">{texts.chooseAbove}</p>;
  if (readings.length > 5)
    return (
      <NativeSelect
        aria-label={texts.doubt(doubt)}
        value=""
        onChange={({ currentTarget: { value } }) => value !== '' && onChange(answered(mapping, doubt, value))}
        data={[
          { value: '', label: texts.open },
          ...readings.map(({ value }) => ({ value, label: texts.value(doubt, value) })),
        ]}
      />
    );
  return (
    <div className={styles['readings']} role="group" aria-label={texts.doubt(doubt)}>
      {readings.map(({ value, shows }) => (
        <Button
          key={value}
          variant="default"
          size="compact-md"
          onClick={() => onChange(answered(mapping, doubt, value))}
        >
          {texts.reading(doubt, value, shows)}
        </Button>
      ))}
    </div>
  );
}

interface TypedAnswerProps {
  readonly label: string;
  readonly pattern: RegExp;
  readonly onAnswer: (value: string) => void;
}

function TypedAnswer({ label, pattern, onAnswer }: TypedAnswerProps) {
  const texts = useTableTexts();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  return (
    <form
      className={styles['typed']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setWrong(!pattern.test(typed));
        if (pattern.test(typed)) onAnswer(typed.trim());
      }}
    >
      <TextInput
        label={label}
        value={typed}
        maxLength={200}
        error={wrong ? texts.unreadableAnswer : null}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <Button type="submit" variant="default">
        {texts.answer}
      </Button>
    </form>
  );
}
