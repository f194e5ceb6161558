import { api } from '../../api/client.js';
import { dataOf } from '../../api/problem.js';
import type { components } from '../../api/schema.d.js';

type Versioned = { readonly id: string; readonly version: number };
export type TakeOutReason = components['schemas']['Dismissal'];

/** Why a point is taken out. */
export const takeOutCodes = [
  'not-a-board-question',
  'answered-outside-the-board',
  'already-decided',
  'measurement-to-be-corrected',
  'raised-by-mistake',
  'other',
] as const satisfies readonly TakeOutReason['reason'][];

const onVersion = ({ id, version }: Versioned) => ({ path: { id }, header: { 'If-Match': `"${version}"` } });

/** Takes a question out of what is discussed, on the version that was read. @throws ApiProblem 412 where someone else was faster */
export const takeOut = (point: Versioned, reason: TakeOutReason): Promise<Versioned> =>
  dataOf(api.POST('/api/items/{id}/dismiss', { params: onVersion(point), body: reason }));

/** Takes a question in again that was taken out. @throws ApiProblem 412 where someone else was faster */
export const takeInAgain = (point: Versioned): Promise<Versioned> =>
  dataOf(api.POST('/api/items/{id}/accept', { params: onVersion(point) }));
