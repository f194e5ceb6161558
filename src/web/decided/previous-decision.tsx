import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { localParts, showDate } from '../format/dates.js';
import { routes } from '../frame/routes.js';
import { useLanguage } from '../texts/language.js';
import { useWords } from '../texts/words.js';
import type { BoardCase } from '../placement/listed-case.js';
import { decisionsOfPatientQuery, type FollowedDecision } from './decision-query.js';
import { becameInOneLine, inOneLine } from './outcome-words.js';
import { useDecidedTexts } from './texts/index.js';
import styles from './decided.module.css';

type Past = Pick<FollowedDecision, 'caseId' | 'caseNumber' | 'signedOn' | 'kind' | 'protocol' | 'options' | 'became'>;

/** What was decided before and what became of it, in the header of a case; nothing where nothing was. */
export function PreviousDecision({ board }: { readonly board: BoardCase }) {
  const { previousDecision: before, timeZone } = board;
  if (before === null) return null;
  const { decision, caseId, number } = before;
  const became = decision.became === null ? null : { ...decision.became, daysFromDecision: null };
  return (
    <PastDecision
      past={{
        ...decision,
        caseId,
        caseNumber: number,
        signedOn: localParts(decision.signedAt, timeZone).date,
        became,
      }}
    />
  );
}

/** The last decision on a patient, in the header of the patient's page. */
export function LastDecision({ patientId }: { readonly patientId: string }) {
  const last = useQuery(decisionsOfPatientQuery(patientId)).data?.at(-1);
  return last === undefined ? null : <PastDecision past={last} />;
}

function PastDecision({ past }: { readonly past: Past }) {
  const texts = useDecidedTexts();
  const words = useWords();
  const language = useLanguage();
  return (
    <p className={styles['past']}>
      <strong>{texts.previous}</strong> (
      <Link to={routes.case} params={{ caseId: past.caseId }} search={{ tab: 'decision' }}>
        {texts.ofCase(past.caseNumber, showDate(past.signedOn, words.months))}
      </Link>
      ): {inOneLine(past, texts, language)}{' '}
      <span className={styles['became']}>
        {texts.became}: {past.became === null ? texts.notYet : becameInOneLine(past.became, texts, words)}
      </span>
    </p>
  );
}
