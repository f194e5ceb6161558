import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import { agendaOf, type Agenda } from '../placement/agenda-query.js';
import { changed, type AgendaChange } from './agenda-model.js';

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
