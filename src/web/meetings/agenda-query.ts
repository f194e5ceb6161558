import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import type { components } from '../api/schema.d.js';
import { changed, type Agenda, type AgendaChange } from './agenda-model.js';

type AnsweredAgenda = components['schemas']['Agenda'];

/** The agenda of one meeting. */
export const agendaQuery = (meetingId: string) =>
  queryOptions({
    queryKey: ['agenda', meetingId],
    queryFn: async ({ signal }): Promise<Agenda> =>
      agendaOf(await dataOf(api.GET('/api/meetings/{id}/agenda', { params: { path: { id: meetingId } }, signal }))),
  });

export function agendaOf({ meeting, items }: AnsweredAgenda): Agenda {
  return {
    meeting,
    entries: items.map(({ id, minutes, content }) => ({
      id,
      minutes,
      content:
        content === null
          ? null
          : {
              itemId: content.item.id,
              patientId: content.patient.id,
              question: content.item.question,
              windowEnds: content.item.windowEnds,
              whyNow: content.item.whyNow,
              changedSince: content.changedSince,
            },
    })),
  };
}

/**
 * Makes one change on the version of the agenda that is given. A moved patient is a new order of all entries: one change, however many
 * questions move. @throws ApiProblem 412 where someone else was faster
 */
export async function saveAgendaChange({ meeting, entries }: Agenda, change: AgendaChange): Promise<Agenda> {
  const header = { 'If-Match': `"${meeting.version}"` };
  switch (change.kind) {
    case 'move-patient':
    case 'move-question': {
      const agendaItemIds = changed(entries, change).map(({ id }) => id);
      return agendaOf(
        await dataOf(
          api.PUT('/api/meetings/{id}/agenda/order', {
            params: { path: { id: meeting.id }, header },
            body: { agendaItemIds },
          }),
        ),
      );
    }
    case 'minutes':
      return agendaOf(
        await dataOf(
          api.PUT('/api/meetings/{id}/agenda/{agendaItemId}/minutes', {
            params: entryParams(meeting, change),
            body: { minutes: change.minutes },
          }),
        ),
      );
    case 'take-off':
      return agendaOf(
        await dataOf(
          api.POST('/api/meetings/{id}/agenda/{agendaItemId}/remove', {
            params: entryParams(meeting, change),
            body: { reason: change.reason },
          }),
        ),
      );
  }
}

const entryParams = ({ id, version }: Agenda['meeting'], { entryId }: { readonly entryId: string }) => ({
  path: { id, agendaItemId: entryId },
  header: { 'If-Match': `"${version}"` },
});
