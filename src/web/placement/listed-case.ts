import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import type { components } from '../api/schema.d.js';

/** A case as lists and agendas show it. */
export type ListedCase = components['schemas']['ListedCase'];
export type CaseListRow = components['schemas']['CaseListRow'];
export type BoardCase = components['schemas']['BoardCase'];
export type CaseTransition = components['schemas']['CaseTransition'];

type Versioned = Pick<ListedCase, 'id' | 'version'>;

type Led = Pick<ListedCase, 'leadsTo'>;

/** What may be offered on a case: what leads on from its state by the service's table. Whether it is taken, the service says. */
export const isPlaceable = ({ leadsTo }: Led): boolean => leadsTo.includes('schedule');
export const isAcceptable = ({ leadsTo }: Led): boolean => leadsTo.includes('accept');
export const isDismissable = ({ leadsTo }: Led): boolean => leadsTo.includes('dismiss');
export const isReturnable = ({ leadsTo }: Led): boolean => leadsTo.includes('return');
export const isMergeable = ({ leadsTo }: Led): boolean => leadsTo.includes('merge');

export const readCase = (id: string): Promise<BoardCase> =>
  dataOf(api.GET('/api/cases/{id}', { params: { path: { id } } }));

/** Moves a case on, as it stood when it was seen. @throws ApiProblem 412 where it was changed since, 409 where the way is not open */
export const moveCase = ({ id, version }: Versioned, body: CaseTransition): Promise<BoardCase> =>
  dataOf(
    api.POST('/api/cases/{id}/transitions', {
      params: { path: { id }, header: { 'If-Match': `"${version}"` } },
      body,
    }),
  );

/** How a case comes from where it was moved to a place from which every earlier one is reached. */
const waysToAccepted: Readonly<Partial<Record<ListedCase['state'], CaseTransition['transition']>>> = {
  returned: 'accept',
  dismissed: 'reopen',
  merged: 'unmerge',
};

/**
 * Leads a case that was accepted, returned, dismissed, merged or taken off an agenda just now back to where it stood before, owner
 * included. A deferred one stays accepted: it waits for a meeting in both.
 */
export async function restoreCase(before: ListedCase): Promise<void> {
  let now = await readCase(before.id);
  const toAccepted = waysToAccepted[now.state];
  if (toAccepted !== undefined && now.state !== before.state) now = await moveCase(now, { transition: toAccepted });
  if (now.state !== 'accepted') return;
  if (before.state === 'raised' || before.state === 'referred') now = await moveCase(now, { transition: 'put-back' });
  if (before.state === 'returned' && before.asked !== null)
    now = await moveCase(now, {
      transition: 'return',
      words: before.stateWords ?? before.asked.what,
      asked: before.asked,
    });
  if (now.ownerId !== before.ownerId)
    await dataOf(
      api.PATCH('/api/cases/{id}', {
        params: { path: { id: now.id }, header: { 'If-Match': `"${now.version}"` } },
        body: { ownerId: before.ownerId },
      }),
    );
}
