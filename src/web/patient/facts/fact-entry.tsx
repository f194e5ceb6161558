import { NativeSelect, TextInput } from '@mantine/core';
import { usePatientTexts } from '../texts/index.js';
import type { FactDefinition, FactField } from '../case/case.js';
import { keyOf, pointerOf, type TypedEntry } from './fact-form.js';
import { faultFor } from './refusal.js';

interface FactEntryProps {
  readonly definition: FactDefinition;
  readonly entry: TypedEntry;
  readonly index: number;
  readonly error: Error | null;
  readonly onChange: (entry: TypedEntry) => void;
}

/** The fields of one value, each with the service's fault at its place. */
export function FactEntry({ definition, entry, index, error, onChange }: FactEntryProps) {
  const texts = usePatientTexts();
  const labelOf = (field: FactField): string => {
    const name = field.name === null ? texts.value : texts.fieldName(field.name);
    return definition.isList ? `${index + 1}. ${name}` : name;
  };
  return (
    <>
      {definition.fields.map((field) => {
        const key = keyOf(field);
        const shared = {
          mt: 'sm',
          label: labelOf(field),
          error: faultFor(error, pointerOf(definition, index, field)),
          value: entry[key] ?? '',
          onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
            onChange({ ...entry, [key]: event.currentTarget.value }),
        };
        const choices = field.kind === 'truth' ? ['yes', 'no'] : field.choices;
        if (choices.length === 0) {
          return (
            <TextInput
              key={key}
              {...shared}
              inputMode={field.kind === 'number' || field.kind === 'whole-number' ? 'decimal' : 'text'}
              description={field.kind === 'texts' ? texts.severalHint : undefined}
            />
          );
        }
        return (
          <NativeSelect
            key={key}
            {...shared}
            data={[{ value: '', label: '–' }, ...choices.map((value) => ({ value, label: texts.choice(value) }))]}
          />
        );
      })}
    </>
  );
}
