import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LoadFailure } from '../frame/failure.js';
import { Loading } from '../frame/loading.js';
import { routes } from '../frame/routes.js';
import { showDate, showInstant } from '../format/dates.js';
import { Empty } from '../parts/empty.js';
import parts from '../parts/parts.module.css';
import { useWords } from '../texts/words.js';
import { referralsQuery, type Referral } from './referral-query.js';
import { useReferralTexts } from './texts/index.js';
import styles from './referrals.module.css';

/** Referrals that one made, the newest first, with what became of each. */
export function Referrals() {
  const texts = useReferralTexts();
  const { data, error, refetch } = useQuery(referralsQuery);
  if (error !== null && data === undefined) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  return (
    <>
      <div className={parts['heading']}>
        <h1>{texts.title}</h1>
        <Button component={Link} to={routes.newReferral}>
          {texts.refer}
        </Button>
      </div>
      {data.items.length === 0 && (
        <Empty title={texts.none}>
          <p>{texts.noneHint}</p>
        </Empty>
      )}
      <ul className={styles['list']}>
        {data.items.map((referral) => (
          <li key={referral.id} className="card">
            <OneReferral referral={referral} />
          </li>
        ))}
      </ul>
    </>
  );
}

function OneReferral({ referral }: { readonly referral: Referral }) {
  const texts = useReferralTexts();
  const words = useWords();
  const { id, form, boardName, caseId, caseNumber, state, asked, updatedAt, sentAt } = referral;
  return (
    <>
      <Link to={routes.referral} params={{ referralId: id }} className={styles['question']}>
        {form.question ?? texts.withoutQuestion}
      </Link>
      <span className="soft">
        {[
          boardName,
          state === 'draft'
            ? texts.draftOf(showInstant(updatedAt, localZone, words.months))
            : texts.sentOn(showInstant(sentAt ?? updatedAt, localZone, words.months)),
          ...(state === 'withdrawn' ? [texts.withdrawnOn(showInstant(updatedAt, localZone, words.months))] : []),
        ].join(' · ')}
      </span>
      {caseId !== null && caseNumber !== null && (
        <span>
          <Link to={routes.case} params={{ caseId }}>
            {words.caseNumber(String(caseNumber))}
          </Link>{' '}
          {texts.caseState(referral.caseState ?? '', words.cases.states)}
        </span>
      )}
      {asked !== null && (
        <strong>{words.cases.until(asked.what, asked.from, showDate(asked.until, words.months))}</strong>
      )}
    </>
  );
}

const localZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
