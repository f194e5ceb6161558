import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import type { components } from '../api/schema.d.js';

export type Referral = components['schemas']['Referral'];
export type ReferralForm = Referral['form'];

const pageSize = 200;
const lookAgainMilliseconds = 20_000;

/** One's own referrals, the newest first. */
export const referralsQuery = queryOptions({
  queryKey: ['referrals'],
  queryFn: ({ signal }) => dataOf(api.GET('/api/referrals', { params: { query: { limit: pageSize } }, signal })),
});

export const referralQuery = (id: string) =>
  queryOptions({
    queryKey: ['referrals', id],
    queryFn: () => readReferral(id),
    // Who has no seat on the board hears nothing of its changes.
    refetchInterval: ({ state }) => (state.data?.state === 'sent' ? lookAgainMilliseconds : false),
  });

export const readReferral = (id: string): Promise<Referral> =>
  dataOf(api.GET('/api/referrals/{id}', { params: { path: { id } } }));

/** Boards to which a patient can be referred; who refers need not sit on one. */
export const boardsToReferToQuery = queryOptions({
  queryKey: ['referrals', 'boards'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) => (await dataOf(api.GET('/api/referrals/boards', { signal }))).items,
});

export const beginReferral = (boardId: string, patientId: string | undefined): Promise<Referral> =>
  dataOf(
    api.POST('/api/referrals', { body: { boardId, form: {}, ...(patientId === undefined ? {} : { patientId }) } }),
  );

const onVersion = ({ id, version }: Pick<Referral, 'id' | 'version'>) => ({
  path: { id },
  header: { 'If-Match': `"${version}"` },
});

/** @throws ApiProblem 412 where it was changed elsewhere since */
export const saveReferral = (referral: Pick<Referral, 'id' | 'version'>, form: ReferralForm): Promise<Referral> =>
  dataOf(api.PUT('/api/referrals/{id}', { params: onVersion(referral), body: { form } }));

/** @throws ApiProblem 422 with a fault for each field that is missing */
export const sendReferral = (referral: Pick<Referral, 'id' | 'version'>): Promise<Referral> =>
  dataOf(api.POST('/api/referrals/{id}/send', { params: onVersion(referral) }));
