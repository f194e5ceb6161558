import { useState } from 'react';
import { Button, Textarea } from '@mantine/core';
import * as z from 'zod/mini';
import { Link } from '@tanstack/react-router';
import { NotSaved } from '../frame/not-saved.js';
import { routes } from '../frame/routes.js';
import { showDate, showPartialDate } from '../format/dates.js';
import { lazyDialogue } from '../parts/lazy-dialogue.js';
import { useCheckedForm } from '../parts/form/use-checked-form.js';
import parts from '../parts/parts.module.css';
import { useWords } from '../texts/words.js';
import type { Referral } from './referral-query.js';
import { useReferralTexts } from './texts/index.js';
import { typedOf, type TypedField } from './typed-form.js';
import { useReferredCase } from './use-referred-case.js';
import styles from './referrals.module.css';

const Withdraw = lazyDialogue(() => import('./withdraw.js'), 'Withdraw');

const fields: readonly TypedField[] = [
  'question',
  'proposal',
  'patientKnows',
  'ecog',
  'presenter',
  'comorbidity',
  'by',
  'byClock',
  'summary',
];
const withdrawable: readonly string[] = ['referred', 'returned', 'accepted'];

/** What was sent, what became of it, and, where the board asks for something, the answer. */
export function SentReferral({ referral }: { readonly referral: Referral }) {
  const texts = useReferralTexts();
  const words = useWords();
  const [withdrawing, setWithdrawing] = useState(false);
  const { caseId, caseNumber, caseState, asked, boardName } = referral;
  const typed = typedOf(referral.form);
  const shown = (field: TypedField): string =>
    field === 'by' && typed.by !== '' ? showPartialDate(typed.by, words.months) : typed[field];
  return (
    <>
      <div className={parts['heading']}>
        <h1>{texts.formTitle}</h1>
        <span className="soft">{boardName}</span>
      </div>
      {caseId !== null && caseNumber !== null && (
        <p>
          <Link to={routes.case} params={{ caseId }}>
            {words.caseNumber(String(caseNumber))}
          </Link>{' '}
          {texts.caseState(caseState ?? '', words.cases.states)}
        </p>
      )}
      {caseId !== null && asked !== null && (
        <section className={styles['asked']}>
          <h2>{texts.asked}</h2>
          <p>{words.cases.until(asked.what, asked.from, showDate(asked.until, words.months))}</p>
          <Answer caseId={caseId} />
        </section>
      )}
      <dl className={styles['shown']}>
        {fields
          .filter((field) => shown(field) !== '')
          .map((field) => (
            <div key={field}>
              <dt>{texts.fields[field]}</dt>
              <dd>{shown(field)}</dd>
            </div>
          ))}
      </dl>
      {caseId !== null && withdrawable.includes(caseState ?? '') && (
        <Button variant="default" mt="md" onClick={() => setWithdrawing(true)}>
          {texts.withdraw}
        </Button>
      )}
      {caseId !== null && withdrawing && <Withdraw caseId={caseId} onClose={() => setWithdrawing(false)} />}
    </>
  );
}

const longestAnswer = 4_000;

function Answer({ caseId }: { readonly caseId: string }) {
  const texts = useReferralTexts();
  const words = useWords();
  const form = useCheckedForm(z.object({ answer: z.string().check(z.trim(), z.minLength(1, words.needed)) }), {
    answer: '',
  });
  const answer = useReferredCase(caseId, texts.answered, form.reset);
  return (
    <form
      noValidate
      onSubmit={form.submit(({ answer: typed }) =>
        answer.mutate({ transition: 'answer', reason: texts.answerReason, words: typed.trim() }),
      )}
    >
      <Textarea label={texts.answer} maxLength={longestAnswer} autosize minRows={3} {...form.getInputProps('answer')} />
      <NotSaved error={answer.error} title={texts.notSent} />
      <Button mt="sm" type="submit" loading={answer.isPending}>
        {texts.sendAnswer}
      </Button>
    </form>
  );
}
