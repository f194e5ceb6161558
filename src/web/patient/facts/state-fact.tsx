import { useState, type FormEvent } from 'react';
import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Loading } from '../../frame/loading.js';
import { today } from '../../format/dates.js';
import { Dialogue } from '../../parts/dialogue.js';
import { usePatientTexts } from '../texts/index.js';
import { useWords } from '../../texts/words.js';
import type { CaseLine, FactDefinition, FactToState, StatedFact } from '../case/case.js';
import { factDefinitionsQuery, statedFactsQuery } from '../case/case-query.js';
import { factToState, pointerOf, replacedBy, type TypedEntry, typedEntries, type TypedFact } from './fact-form.js';
import { FactEntry } from './fact-entry.js';
import { faultFor, Refusal } from './refusal.js';
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
    definition,
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
  const [typed, setTyped] = useState(() => typedAtFirst(definition, line, corrected));
  const stated = useQuery(statedFactsQuery(patientId, definition.name)).data;
  const state = useStateFact(patientId, onClose);
  const change = (part: Partial<TypedFact>): void => setTyped((before) => ({ ...before, ...part }));
  const replaced = replacedBy(typed, stated ?? []);
  const places = typed.entries.flatMap((_, index) =>
    definition.fields.map((field) => pointerOf(definition, index, field)),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    state.mutate(factToState(typed, replaced));
  };
  return (
    <form onSubmit={submit} noValidate>
      {stated !== undefined && stated.length > 0 && (
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
      )}
      {definition.scope === 'lesion' && (
        <NativeSelect
          mt="sm"
          label={texts.factLesion}
          value={typed.lesion}
          onChange={(event) => change({ lesion: event.currentTarget.value })}
          data={lesionLabels(line)}
          error={faultFor(state.error, '/lesion')}
        />
      )}
      <NativeSelect
        mt="sm"
        label={texts.factState}
        value={typed.state}
        onChange={(event) => change({ state: event.currentTarget.value as FactToState['state'] })}
        data={(['known', 'none', 'unknown'] as const).map((value) => ({
          value,
          label: texts.factStates[value],
        }))}
      />
      {typed.state === 'known' && (
        <Entries typed={typed} error={state.error} onChange={(entries) => change({ entries })} />
      )}
      <TextInput
        mt="sm"
        label={texts.factDate}
        value={typed.date}
        onChange={(event) => change({ date: event.currentTarget.value })}
        error={faultFor(state.error, '/date')}
      />
      <TextInput
        mt="sm"
        label={texts.factSource}
        required
        withAsterisk={false}
        value={typed.source}
        onChange={(event) => change({ source: event.currentTarget.value })}
        error={faultFor(state.error, '/source')}
      />
      {replaced !== undefined && (
        <p className="small" role="status">
          {texts.replaced(replaced.recordedBy)}
        </p>
      )}
      <Refusal error={state.error} shown={[...places, '/date', '/source', '/lesion']} />
      <Group mt="md" justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={state.isPending} disabled={typed.source.trim() === '' || stated === undefined}>
          {texts.save}
        </Button>
      </Group>
    </form>
  );
}

const lesionLabels = ({ evaluators }: CaseLine): string[] => [
  ...new Set(evaluators.flatMap(({ lesions }) => lesions.map(({ lesion }) => lesion))),
];

interface EntriesProps {
  readonly typed: TypedFact;
  readonly error: Error | null;
  readonly onChange: (entries: readonly TypedEntry[]) => void;
}

/** The fields of the value; a list has as many entries as are asked for. */
function Entries({ typed: { definition, entries }, error, onChange }: EntriesProps) {
  const texts = usePatientTexts();
  const replace = (index: number, entry: TypedEntry): void =>
    onChange(entries.map((before, place) => (place === index ? entry : before)));
  return (
    <>
      {entries.map((entry, index) => (
        // The place of an entry is all that names it.
        <FactEntry
          key={index}
          definition={definition}
          entry={entry}
          index={index}
          error={error}
          onChange={(changed) => replace(index, changed)}
        />
      ))}
      {definition.isList && (
        <Group mt={6} gap={6}>
          <Button size="compact-sm" variant="default" onClick={() => onChange([...entries, {}])}>
            {texts.addEntry}
          </Button>
          {entries.length > 1 && (
            <Button size="compact-sm" variant="default" onClick={() => onChange(entries.slice(0, -1))}>
              {texts.removeEntry}
            </Button>
          )}
        </Group>
      )}
    </>
  );
}
