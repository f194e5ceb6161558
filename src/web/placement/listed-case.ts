import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import type { components } from '../api/schema.d.js';

/** A case as lists and agendas show it. */
export type ListedCase = components['schemas']['ListedCase'];
export type CaseListRow = components['schemas']['CaseListRow'];
export type BoardCase = components['schemas']['BoardCase'];
export type CaseTransition = components['schemas']['CaseTransition'];

type Versioned = Pick<ListedCase, 'id' | 'version'>;

/** States from which a case can be put on a meeting. */
const placeableStates: readonly ListedCase['state'][] = ['raised', 'referred', 'accepted', 'deferred'];
const acceptableStates: readonly ListedCase['state'][] = ['raised', 'referred', 'returned'];
const dismissableStates: readonly ListedCase['state'][] = ['raised', 'referred', 'returned', 'accepted', 'deferred'];
const returnableStates: readonly ListedCase['state'][] = ['raised', 'referred', 'accepted', 'deferred'];

/** What may be offered on a case; whether it is taken, the service's table of transitions says. */
export const isPlaceable = ({ state }: Pick<ListedCase, 'state'>): boolean => placeableStates.includes(state);
export const isAcceptable = ({ state }: Pick<ListedCase, 'state'>): boolean => acceptableStates.includes(state);
export const isDismissable = ({ state }: Pick<ListedCase, 'state'>): boolean => dismissableStates.includes(state);
export const isReturnable = ({ state }: Pick<ListedCase, 'state'>): boolean => returnableStates.includes(state);

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

/**
 * Leads a case that was accepted, dismissed or taken off an agenda just now back to where it stood before, owner included. A deferred one
 * stays accepted: it waits for a meeting in both.
 */
export async function restoreCase(before: ListedCase): Promise<void> {
  let now = await readCase(before.id);
  if (now.state === 'dismissed') now = await moveCase(now, { transition: 'reopen' });
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
