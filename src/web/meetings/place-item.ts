import { api } from '../api/client.js';
import { ApiProblem, dataOf } from '../api/problem.js';

/** A question that can be put on a meeting. */
export interface PlaceableItem {
  readonly id: string;
  readonly question: string;
  /** Whose question it is, where those of several cases are placed together. */
  readonly caseId?: string;
}

const tries = 5;

/** Accepts a drafted question and puts it last on the agenda. Where someone else changes the agenda meanwhile, it is put last on that. */
export async function placeItem(meetingId: string, { id }: PlaceableItem, minutes: number): Promise<void> {
  const item = await dataOf(api.GET('/api/items/{id}', { params: { path: { id } } }));
  if (item.state === 'draft') await dataOf(api.POST('/api/items/{id}/accept', { params: { path: { id }, header: { 'If-Match': `"${item.version}"` } } }));
  for (let attempt = 1; ; attempt += 1) {
    const { version } = await dataOf(api.GET('/api/meetings/{id}', { params: { path: { id: meetingId } } }));
    try {
      await dataOf(api.POST('/api/meetings/{id}/agenda', { params: { path: { id: meetingId }, header: { 'If-Match': `"${version}"` } }, body: { itemId: id, minutes } }));
      return;
    } catch (problem) {
      if (!(problem instanceof ApiProblem) || problem.status !== 412 || attempt === tries) throw problem;
    }
  }
}
