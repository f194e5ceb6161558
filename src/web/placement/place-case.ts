import { api } from '../api/client.js';
import { ApiProblem, dataOf } from '../api/problem.js';
import { agendaOf, type Agenda } from './agenda-query.js';
import type { ListedCase } from './listed-case.js';

const tries = 5;

export interface Placed {
  /** Id of the place on the agenda. */
  readonly entryId: string;
  readonly agenda: Agenda;
}

/**
 * Puts a case last on the agenda, with its own minutes where none are given. Where someone else changes the agenda meanwhile, it is put
 * last on that.
 */
export async function placeCase(
  meetingId: string,
  { id }: Pick<ListedCase, 'id'>,
  minutes: number | undefined,
): Promise<Placed> {
  const agenda = agendaOf(
    await onCurrentAgenda(meetingId, (header) =>
      dataOf(
        api.POST('/api/meetings/{id}/agenda', {
          params: { path: { id: meetingId }, header },
          body: { caseId: id, ...(minutes === undefined ? {} : { minutes }) },
        }),
      ),
    ),
  );
  const placed = agenda.entries.at(-1);
  if (placed === undefined) throw new Error(`The agenda of meeting ${meetingId} has no case after one was placed.`);
  return { entryId: placed.id, agenda };
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
