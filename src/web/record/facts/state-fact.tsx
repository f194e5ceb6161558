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
import { useSession } from '../../session/session.js';
import { useWords } from '../../texts/words.js';
import type { Answer, CaseLine, FactDefinition, StatedFact } from '../case/case.js';
import { factDefinitionsQuery, statedFactsQuery } from '../case/case-query.js';
import {
  eachLesion,
  factToState,
  fieldOfPointer,
  keyOf,
  pathOf,
  replacedBy,
  typedEntries,
  type TypedFact,
} from './fact-form.js';
import { ChooseFact } from './choose-fact.js';
import { FactEntry } from './fact-entry.js';
import { factSchema } from './fact-schema.js';
import { Refusal, useFieldFaults, type FieldAt } from './refusal.js';
import type { QuickAnswer } from './quick-answers.js';
import { StatedValue } from './stated-value.js';
import { useStateFact } from './use-state-fact.js';
import styles from '../record.module.css';

/** An open point that is answered: its words, its fact, and what was chosen of it already. */
interface Answering {
  readonly about: string;
  readonly answer: Answer;
  readonly chosen?: QuickAnswer;
}

interface StateFactProps {
  readonly patientId: string;
  readonly line: CaseLine;
  /** The statement to correct; left out, a new one is made. */
  readonly corrected?: StatedFact;
  /** The open point that it answers; left out, any fact may be chosen. */
  readonly answering?: Answering;
  readonly onClose: () => void;
}

/** States a fact about the patient, or corrects one: what is asked for comes from the service's own list of facts. */
export function StateFact({ patientId, line, corrected, answering, onClose }: StateFactProps) {
  const texts = usePatientTexts();
  const definitions = useQuery(factDefinitionsQuery).data;
  const [name, setName] = useState<string>(corrected?.name ?? answering?.answer.fact ?? '');
  const definition = definitions?.find((one) => one.name === name);
  const isFixed = corrected !== undefined || answering !== undefined;
  return (
    <Dialogue onClose={onClose} title={isFixed ? `${texts.fact}: ${texts.factName(name)}` : texts.stateTitle} wide>
      {definitions === undefined ? (
        <Loading />
      ) : (
        <>
          {answering !== undefined && <p className="soft">{texts.answers(answering.about)}</p>}
          {!isFixed && <ChooseFact definitions={definitions} value={name} onChoose={setName} />}
          {definition !== undefined && (
            <LoadedForm
              key={name}
              patientId={patientId}
              line={line}
              definition={definition}
              corrected={corrected}
              answering={answering}
              onClose={onClose}
            />
          )}
        </>
      )}
    </Dialogue>
  );
}

interface FactFormProps extends Omit<StateFactProps, 'corrected' | 'answering'> {
  readonly definition: FactDefinition;
  readonly corrected: StatedFact | undefined;
  readonly answering: Answering | undefined;
}

/** A form that completes what was stated waits until that is read; what was chosen already stands in any case. */
function LoadedForm(props: FactFormProps) {
  const { patientId, definition, answering } = props;
  const stated = useQuery(statedFactsQuery(patientId, definition.name)).data;
  if (answering?.answer.completes === true && stated === undefined) return <Loading />;
  return <FactForm {...props} stated={stated} />;
}

interface TypedAtFirst extends Pick<FactFormProps, 'definition' | 'line' | 'corrected' | 'answering'> {
  readonly stated: readonly StatedFact[] | undefined;
  readonly source: string;
}

function lesionAtFirst({ definition, line, corrected, answering }: TypedAtFirst): string {
  if (corrected !== undefined) return corrected.lesion ?? '';
  const asked = answering?.answer.lesions ?? [];
  if (asked.length > 1) return eachLesion;
  return asked[0] ?? (definition.scope === 'lesion' ? (lesionLabels(line)[0] ?? '') : '');
}

function typedAtFirst(given: TypedAtFirst): TypedFact {
  const { definition, line, corrected, answering, stated, source } = given;
  const completed = answering?.answer.completes === true ? stated?.find(({ state }) => state === 'known') : undefined;
  return {
    state: corrected?.state ?? answering?.chosen?.state ?? 'known',
    entries: typedEntries(definition, (corrected ?? completed)?.value).map((entry) => ({
      ...entry,
      ...answering?.chosen?.entry,
    })),
    date: corrected === undefined ? today() : (corrected.date ?? ''),
    source,
    lesion: lesionAtFirst(given),
    treatmentLineId: corrected?.treatmentLineId ?? line.id,
  };
}

/** The field that waits for the person: the first that is needed and empty; null where nothing is missing. */
function firstEmpty({ fields }: FactDefinition, { state, entries }: TypedFact): string | null {
  if (state !== 'known') return null;
  const field = fields.find((one) => one.required && (entries[0]?.[keyOf(one)] ?? '') === '');
  return field === undefined ? null : pathOf(0, field);
}

type FormWithStated = FactFormProps & Pick<TypedAtFirst, 'stated'>;

function FactForm({ patientId, line, definition, corrected, answering, stated, onClose }: FormWithStated) {
  const texts = usePatientTexts();
  const words = useWords();
  // Who types is the source, unless another one is named; a correction names its own.
  const person = useSession()?.displayName ?? '';
  const source = corrected === undefined ? person : '';
  const atFirst = typedAtFirst({ definition, line, corrected, answering, stated, source });
  const [focused] = useState(() => (answering === undefined ? null : firstEmpty(definition, atFirst)));
  const form = useCheckedForm(factSchema(definition, { ...texts, needed: words.needed }), atFirst);
  const typed = form.values;
  const asked = answering?.answer.lesions ?? [];
  const statements = (typed.lesion === eachLesion ? asked : [typed.lesion]).map((lesion) => ({ ...typed, lesion }));
  const state = useStateFact(patientId, onClose);
  const replacedOf = (one: TypedFact) => replacedBy(definition, one, stated ?? []);
  const [replaced] = statements.flatMap((one) => replacedOf(one) ?? []);
  const fieldAt: FieldAt = (pointer) => fieldOfPointer(definition, typed.entries.length, pointer);
  const fieldFaults = useFieldFaults(fieldAt);
  return (
    <form
      noValidate
      onSubmit={form.submit(() =>
        state.mutate(
          statements.map((one) => factToState(definition, one, replacedOf(one))),
          { onError: (error) => form.setErrors(fieldFaults(error)) },
        ),
      )}
    >
      {stated !== undefined && stated.length > 0 && <StatedSoFar stated={stated} />}
      {(definition.scope === 'lesion' || definition.ofLesionToo) && (
        <NativeSelect
          mt="sm"
          label={texts.factLesion}
          data={[
            ...(definition.ofLesionToo ? [{ value: '', label: texts.noLesion }] : []),
            ...(asked.length > 1 ? [{ value: eachLesion, label: texts.eachLesion(asked) }] : []),
            ...lesionLabels(line),
          ]}
          {...form.getInputProps('lesion')}
        />
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
      {typed.state === 'known' && <Entries definition={definition} form={form} focused={focused} />}
      <TextInput mt="sm" label={texts.factDate} description={texts.dateForms} {...form.getInputProps('date')} />
      <TextInput mt="sm" label={texts.factSource} required withAsterisk={false} {...form.getInputProps('source')} />
      {replaced !== undefined && (
        <p className="small" role="status">
          {texts.replaced(replaced.recordedBy)}
        </p>
      )}
      <Refusal error={state.error} fieldAt={fieldAt} />
      <FormActions
        submit={texts.save}
        pending={state.isPending}
        disabled={stated === undefined}
        submitFirst={answering !== undefined && focused === null}
        onCancel={onClose}
      />
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
  /** Path of the field that has the focus at first. */
  readonly focused: string | null;
}

/** The fields of the value; a list has as many entries as are asked for. */
function Entries({ definition, form, focused }: EntriesProps) {
  const texts = usePatientTexts();
  const { entries } = form.values;
  return (
    <>
      {entries.map((_, index) => (
        // The place of an entry is all that names it.
        <FactEntry key={index} definition={definition} index={index} form={form} focused={focused} />
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
