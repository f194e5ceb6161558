import { useState } from 'react';
import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { Loading } from '../../frame/loading.js';
import { today } from '../../format/dates.js';
import { Dialogue } from '../../parts/dialogue.js';
import { FormActions } from '../../parts/form/form-actions.js';
import { useCheckedForm } from '../../parts/form/use-checked-form.js';
import { usePatientTexts } from '../texts/index.js';
import { useWords } from '../../texts/words.js';
import type { CaseLine, FactDefinition, StatedFact } from '../case/case.js';
import { factDefinitionsQuery, statedFactsQuery } from '../case/case-query.js';
import { factToState, fieldOfPointer, replacedBy, typedEntries, type TypedFact } from './fact-form.js';
import { FactEntry } from './fact-entry.js';
import { factSchema } from './fact-schema.js';
import { Refusal, useFieldFaults, type FieldAt } from './refusal.js';
import { StatedValue } from './stated-value.js';
import { useStateFact } from './use-state-fact.js';
import styles from '../patient.module.css';

interface StateFactProps {
  readonly patientId: string;
  readonly line: CaseLine;
  /** The statement to correct; left out, a new one is made. */
  readonly corrected?: StatedFact;
  readonly onClose: () => void;
}

/** States a fact about the patient, or corrects one: what is asked for comes from the service's own list of facts. */
export function StateFact({ patientId, line, corrected, onClose }: StateFactProps) {
  const texts = usePatientTexts();
  const definitions = useQuery(factDefinitionsQuery).data;
  const [name, setName] = useState<string>(corrected?.name ?? '');
  const definition = definitions?.find((one) => one.name === name);
  return (
    <Dialogue onClose={onClose} title={texts.stateTitle} wide>
      {definitions === undefined ? (
        <Loading />
      ) : (
        <>
          <NativeSelect
            label={texts.fact}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            disabled={corrected !== undefined}
            data-autofocus={corrected === undefined ? true : undefined}
            data={[{ value: '', label: texts.chooseFact, disabled: true }, ...named(definitions, texts.factName)]}
          />
          {definition !== undefined && (
            <FactForm
              key={name}
              patientId={patientId}
              line={line}
              definition={definition}
              corrected={corrected}
              onClose={onClose}
            />
          )}
        </>
      )}
    </Dialogue>
  );
}

const named = (definitions: readonly FactDefinition[], nameOf: (name: string) => string) =>
  definitions
    .map(({ name }) => ({ value: name, label: nameOf(name) }))
    .sort((one, other) => one.label.localeCompare(other.label));

interface FactFormProps extends StateFactProps {
  readonly definition: FactDefinition;
}

function typedAtFirst(definition: FactDefinition, line: CaseLine, corrected: StatedFact | undefined): TypedFact {
  return {
    state: corrected?.state ?? 'known',
    entries: typedEntries(definition, corrected?.value),
    date: corrected === undefined ? today() : (corrected.date ?? ''),
    source: '',
    lesion: corrected?.lesion ?? line.evaluators[0]?.lesions[0]?.lesion ?? '',
    treatmentLineId: corrected?.treatmentLineId ?? line.id,
  };
}

function FactForm({ patientId, line, definition, corrected, onClose }: FactFormProps) {
  const texts = usePatientTexts();
  const words = useWords();
  const form = useCheckedForm(
    factSchema(definition, { ...texts, needed: words.needed }),
    typedAtFirst(definition, line, corrected),
  );
  const typed = form.values;
  const stated = useQuery(statedFactsQuery(patientId, definition.name)).data;
  const state = useStateFact(patientId, onClose);
  const replaced = replacedBy(definition, typed, stated ?? []);
  const fieldAt: FieldAt = (pointer) => fieldOfPointer(definition, typed.entries.length, pointer);
  const fieldFaults = useFieldFaults(fieldAt);
  return (
    <form
      noValidate
      onSubmit={form.submit((values) =>
        state.mutate(factToState(definition, values, replaced), {
          onError: (error) => form.setErrors(fieldFaults(error)),
        }),
      )}
    >
      {stated !== undefined && stated.length > 0 && <StatedSoFar stated={stated} />}
      {definition.scope === 'lesion' && (
        <NativeSelect mt="sm" label={texts.factLesion} data={lesionLabels(line)} {...form.getInputProps('lesion')} />
      )}
      <NativeSelect
        mt="sm"
        label={texts.factState}
        data={(['known', 'none', 'unknown'] as const).map((value) => ({
          value,
          label: texts.factStates[value],
        }))}
        {...form.getInputProps('state')}
      />
      {typed.state === 'known' && <Entries definition={definition} form={form} />}
      <TextInput mt="sm" label={texts.factDate} {...form.getInputProps('date')} />
      <TextInput mt="sm" label={texts.factSource} required withAsterisk={false} {...form.getInputProps('source')} />
      {replaced !== undefined && (
        <p className="small" role="status">
          {texts.replaced(replaced.recordedBy)}
        </p>
      )}
      <Refusal error={state.error} fieldAt={fieldAt} />
      <FormActions submit={texts.save} pending={state.isPending} disabled={stated === undefined} onCancel={onClose} />
    </form>
  );
}

function StatedSoFar({ stated }: { readonly stated: readonly StatedFact[] }) {
  const texts = usePatientTexts();
  return (
    <div className={styles['stated']}>
      <strong>{texts.stated}</strong>
      <ul>
        {stated.map((one) => (
          <li key={one.id}>
            <StatedValue fact={one} withOrigin />
          </li>
        ))}
      </ul>
    </div>
  );
}

const lesionLabels = ({ evaluators }: CaseLine): string[] => [
  ...new Set(evaluators.flatMap(({ lesions }) => lesions.map(({ lesion }) => lesion))),
];

interface EntriesProps {
  readonly definition: FactDefinition;
  readonly form: UseFormReturnType<TypedFact>;
}

/** The fields of the value; a list has as many entries as are asked for. */
function Entries({ definition, form }: EntriesProps) {
  const texts = usePatientTexts();
  const { entries } = form.values;
  return (
    <>
      {entries.map((_, index) => (
        // The place of an entry is all that names it.
        <FactEntry key={index} definition={definition} index={index} form={form} />
      ))}
      {definition.isList && (
        <Group mt={6} gap={6}>
          <Button size="compact-sm" variant="default" onClick={() => form.insertListItem('entries', {})}>
            {texts.addEntry}
          </Button>
          {entries.length > 1 && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => form.removeListItem('entries', entries.length - 1)}
            >
              {texts.removeEntry}
            </Button>
          )}
        </Group>
      )}
    </>
  );
}
