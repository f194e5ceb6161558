import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { LoadFailure } from '../frame/failure.js';
import { Loading } from '../frame/loading.js';
import { routes } from '../frame/routes.js';
import { DraftForm } from './draft-form.js';
import { referralQuery } from './referral-query.js';
import { SentReferral } from './sent-referral.js';

/** One referral: its form while it is a draft, then what was sent and what became of it. */
export function ReferralPage() {
  const { referralId } = useParams({ from: `/inside${routes.referral}` });
  const { data, error, refetch } = useQuery(referralQuery(referralId));
  if (error !== null && data === undefined) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  return data.state === 'draft' ? <DraftForm key={data.id} referral={data} /> : <SentReferral referral={data} />;
}
