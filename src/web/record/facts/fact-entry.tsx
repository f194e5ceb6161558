import { NativeSelect, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { FactDefinition, FactField } from '../case/case.js';
import { usePatientTexts } from '../texts/index.js';
import { keyOf, pathOf, type TypedFact } from './fact-form.js';

interface FactEntryProps {
  readonly definition: FactDefinition;
  readonly index: number;
  readonly form: UseFormReturnType<TypedFact>;
  /** Path of the field that has the focus when the form comes; null where none has. */
  readonly focused: string | null;
}

/** The fields of one value, each with the fault at its place. */
export function FactEntry({ definition, index, form, focused }: FactEntryProps) {
  const texts = usePatientTexts();
  const labelOf = (field: FactField): string => {
    const name = field.name === null ? texts.value : texts.fieldName(field.name);
    return form.values.entries.length > 1 ? `${index + 1}. ${name}` : name;
  };
  return (
    <>
      {definition.fields.map((field) => {
        const path = pathOf(index, field);
        const shared = {
          mt: 'sm',
          label: labelOf(field),
          'data-autofocus': path === focused ? true : undefined,
          autoFocus: path === focused,
          ...form.getInputProps(path),
          value: form.values.entries[index]?.[keyOf(field)] ?? '',
        };
        const choices = field.kind === 'truth' ? ['yes', 'no'] : field.choices;
        if (choices.length === 0) {
          return (
            <TextInput
              key={path}
              {...shared}
              inputMode={field.kind === 'number' || field.kind === 'whole-number' ? 'decimal' : 'text'}
              description={
                field.kind === 'texts' ? texts.severalHint : field.kind === 'date' ? texts.dateForms : undefined
              }
            />
          );
        }
        return (
          <NativeSelect
            key={path}
            {...shared}
            data={[{ value: '', label: '–' }, ...choices.map((value) => ({ value, label: texts.choice(value) }))]}
          />
        );
      })}
    </>
  );
}
