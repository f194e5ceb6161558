import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import { agendaOf, type Agenda } from '../placement/agenda-query.js';
import { takeBack } from '../placement/place-case.js';
import { changed, entryOf, keyOfCase, type AgendaChange } from './agenda-model.js';

type Change<Kind extends AgendaChange['kind']> = Extract<AgendaChange, { readonly kind: Kind }>;

/** Makes one change on the version of the agenda that is given. @throws ApiProblem 412 where someone else was faster */
export async function saveAgendaChange(agenda: Agenda, change: AgendaChange): Promise<Agenda> {
  switch (change.kind) {
    case 'move':
      return move(agenda, change);
    case 'minutes':
      return setMinutes(agenda, change);
    case 'take-off':
      return takeOff(agenda, change);
    case 'place':
      return place(agenda, { caseId: change.case.id, to: change.to, minutes: change.minutes });
    case 'carry-over':
      return carryOver(agenda, change);
    case 'bring-back':
      return bringBack(agenda, change);
  }
}

const headerOf = ({ meeting }: Agenda) => ({ 'If-Match': `"${meeting.version}"` });

const entryParams = (agenda: Agenda, key: string) => ({
  path: { id: agenda.meeting.id, agendaItemId: entryOf(agenda.entries, key)?.id ?? '0' },
  header: headerOf(agenda),
});

const move = async (agenda: Agenda, change: Change<'move'>): Promise<Agenda> =>
  agendaOf(
    await dataOf(
      api.PUT('/api/meetings/{id}/agenda/order', {
        params: { path: { id: agenda.meeting.id }, header: headerOf(agenda) },
        body: { agendaItemIds: changed(agenda.entries, change).map(({ id }) => id) },
      }),
    ),
  );

const setMinutes = async (agenda: Agenda, { key, minutes }: Change<'minutes'>): Promise<Agenda> =>
  agendaOf(
    await dataOf(
      api.PUT('/api/meetings/{id}/agenda/{agendaItemId}/minutes', {
        params: entryParams(agenda, key),
        body: { minutes },
      }),
    ),
  );

const takeOff = async (agenda: Agenda, { key, reason }: Change<'take-off'>): Promise<Agenda> =>
  agendaOf(
    await dataOf(
      api.POST('/api/meetings/{id}/agenda/{agendaItemId}/remove', {
        params: entryParams(agenda, key),
        body: { reason },
      }),
    ),
  );

interface Placement {
  readonly caseId: string;
  readonly to: number;
  readonly minutes: number | undefined;
}

const place = async (agenda: Agenda, { caseId, to, minutes }: Placement): Promise<Agenda> =>
  agendaOf(
    await dataOf(
      api.POST('/api/meetings/{id}/agenda', {
        params: { path: { id: agenda.meeting.id }, header: headerOf(agenda) },
        body: { caseId, position: to + 1, ...(minutes === undefined ? {} : { minutes }) },
      }),
    ),
  );

const carryOver = async (agenda: Agenda, { keys, toMeetingId }: Change<'carry-over'>): Promise<Agenda> =>
  agendaOf(
    await dataOf(
      api.POST('/api/meetings/{id}/agenda/carry-over', {
        params: { path: { id: agenda.meeting.id }, header: headerOf(agenda) },
        body: {
          toMeetingId,
          agendaItemIds: keys.flatMap((key) => entryOf(agenda.entries, key)?.id ?? []),
        },
      }),
    ),
  );

/** Takes cases off the meeting that they were carried to, and puts each where it stood. */
async function bringBack(agenda: Agenda, { carried, fromMeetingId }: Change<'bring-back'>): Promise<Agenda> {
  const from = agendaOf(
    await dataOf(api.GET('/api/meetings/{id}/agenda', { params: { path: { id: fromMeetingId } } })),
  );
  let now = agenda;
  for (const one of carried) {
    const entry = entryOf(from.entries, keyOfCase(one.caseId));
    if (entry !== undefined) await takeBack(fromMeetingId, [entry.id], 'carried-back');
    now = await place(now, { caseId: one.caseId, to: one.place, minutes: one.minutes });
  }
  return now;
}
