import { api } from '../api/client.js';
import { ApiProblem, dataOf } from '../api/problem.js';

/** A question that can be put on a meeting. */
export interface PlaceableItem {
  readonly id: string;
  readonly question: string;
  /** Whose question it is. */
  readonly caseId: string;
}

const tries = 5;

/**
 * Accepts a drafted question and puts it last on the agenda. Where someone else changes the agenda meanwhile, it is put last on that.
 * @returns id of its place on the agenda
 */
export async function placeItem(meetingId: string, { id }: PlaceableItem, minutes: number): Promise<string> {
  const item = await dataOf(api.GET('/api/items/{id}', { params: { path: { id } } }));
  if (item.state === 'draft')
    await dataOf(
      api.POST('/api/items/{id}/accept', { params: { path: { id }, header: { 'If-Match': `"${item.version}"` } } }),
    );
  const { items } = await onCurrentAgenda(meetingId, (header) =>
    dataOf(
      api.POST('/api/meetings/{id}/agenda', {
        params: { path: { id: meetingId }, header },
        body: { itemId: id, minutes },
      }),
    ),
  );
  const placed = items.at(-1);
  if (placed === undefined) throw new Error(`The agenda of meeting ${meetingId} has no item after one was placed.`);
  return placed.id;
}

/** Takes off what was just put on; what someone else took off meanwhile stays off. */
export async function takeBack(meetingId: string, agendaItemIds: readonly string[], reason: string): Promise<void> {
  for (const agendaItemId of agendaItemIds) {
    await onCurrentAgenda(meetingId, (header) =>
      dataOf(
        api.POST('/api/meetings/{id}/agenda/{agendaItemId}/remove', {
          params: { path: { id: meetingId, agendaItemId }, header },
          body: { reason },
        }),
      ),
    ).catch((problem: unknown) => {
      if (!(problem instanceof ApiProblem) || problem.status !== 404) throw problem;
    });
  }
}

/** Makes a change that is right on any version, on the one that holds now. */
async function onCurrentAgenda<Answer>(
  meetingId: string,
  change: (header: { readonly 'If-Match': string }) => Promise<Answer>,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const { version } = await dataOf(api.GET('/api/meetings/{id}', { params: { path: { id: meetingId } } }));
    try {
      return await change({ 'If-Match': `"${version}"` });
    } catch (problem) {
      if (!(problem instanceof ApiProblem) || problem.status !== 412 || attempt === tries) throw problem;
    }
  }
}
