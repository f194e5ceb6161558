import { useRef, useState } from 'react';
import { Button, Group, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { tell } from '../frame/notice.js';
import { NotSaved } from '../frame/not-saved.js';
import { DateField } from '../parts/form/date-field.js';
import parts from '../parts/parts.module.css';
import { readCasesAnew } from '../placement/read-anew.js';
import { useWords } from '../texts/words.js';
import { referralQuery, sendReferral, type Referral } from './referral-query.js';
import { SavingState } from './saving-state.js';
import { useReferralTexts } from './texts/index.js';
import { missingIn, type TypedField } from './typed-form.js';
import { useDraft } from './use-draft.js';
import styles from './referrals.module.css';

const longestWords = 4_000;
const longestLine = 300;
const ecogs = ['', '0', '1', '2', '3', '4'];

/** The short form, kept while it is typed. What is missing is named beside each field when it is sent. */
export function DraftForm({ referral }: { readonly referral: Referral }) {
  const texts = useReferralTexts();
  const words = useWords();
  const queries = useQueryClient();
  const draft = useDraft(referral);
  const [asked, setAsked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const ofKnownPatient = referral.patientId !== null;
  const missing = asked ? missingIn(draft.typed, ofKnownPatient) : [];
  const send = useMutation({
    mutationFn: async (): Promise<Referral | null> => {
      const saved = await draft.save();
      return saved === null ? null : sendReferral(saved);
    },
    onSuccess: async (sent) => {
      if (sent === null) return;
      tell({ words: texts.sent(sent.caseNumber === null ? '' : words.caseNumber(String(sent.caseNumber))) });
      queries.setQueryData(referralQuery(sent.id).queryKey, sent);
      await readCasesAnew(queries);
    },
  });
  const field = (name: TypedField) => ({
    name,
    label: texts.fields[name],
    description: texts.hints[name],
    value: draft.typed[name],
    error: missing.includes(name) ? texts.missing[name] : undefined,
    errorProps: { role: 'alert' },
  });
  const input = (name: TypedField) => ({
    ...field(name),
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      draft.type(name, event.currentTarget.value),
  });
  const area = (name: TypedField) => ({ ...input(name), maxLength: longestWords, autosize: true, minRows: 2 });
  const line = (name: TypedField) => ({ ...input(name), maxLength: longestLine, autoComplete: 'off' });
  return (
    <>
      <div className={parts['heading']}>
        <h1>{texts.formTitle}</h1>
        <span className="soft">{referral.boardName}</span>
        <SavingState draft={draft} />
      </div>
      <form
        ref={form}
        noValidate
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          const [first] = missingIn(draft.typed, ofKnownPatient);
          if (first === undefined) return send.mutate();
          const place = form.current?.elements.namedItem(first);
          if (place instanceof HTMLElement) place.focus();
        }}
      >
        {ofKnownPatient ? (
          <p className="soft">{texts.thisPatient}</p>
        ) : (
          <Group grow align="start">
            <TextInput {...line('patientNumber')} />
            <TextInput {...line('issuer')} />
          </Group>
        )}
        <Textarea {...area('question')} />
        <Textarea {...area('proposal')} />
        <Textarea {...area('patientKnows')} />
        <Group grow align="start">
          <NativeSelect
            {...input('ecog')}
            data={ecogs.map((value) => ({ value, label: value === '' ? texts.notStated : value }))}
          />
          <TextInput {...line('presenter')} />
        </Group>
        <Textarea {...area('comorbidity')} />
        <Group grow align="start">
          <DateField {...field('by')} onChange={(date) => draft.type('by', date)} />
          <TextInput {...line('byClock')} />
        </Group>
        <Textarea {...area('summary')} />
        <NotSaved error={send.error} title={texts.notSent} />
        <div>
          <Button type="submit" loading={send.isPending} disabled={draft.saving === 'conflict'}>
            {texts.send}
          </Button>
        </div>
      </form>
    </>
  );
}
