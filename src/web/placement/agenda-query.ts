import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import type { components } from '../api/schema.d.js';
import type { ListedCase } from './listed-case.js';

type Meeting = components['schemas']['Meeting'];
type AnsweredAgenda = components['schemas']['Agenda'];

export interface AgendaEntry {
  readonly id: string;
  readonly minutes: number;
  /** Null where the patient does not stand on this board any more. */
  readonly content: {
    readonly case: ListedCase;
    readonly patientId: string;
    /** How many of its facts are there, and the first that is not; null where nothing is asked yet, or it is not known here. */
    readonly readiness: components['schemas']['ListedReadiness'];
  } | null;
}

export interface Agenda {
  /** Its `version` is that of the agenda: every change names the version that it was made on. */
  readonly meeting: Meeting;
  /** In the order of the meeting. */
  readonly entries: readonly AgendaEntry[];
}

/** The agenda of one meeting. */
export const agendaQuery = (meetingId: string) =>
  queryOptions({
    queryKey: ['agenda', meetingId],
    queryFn: async ({ signal }): Promise<Agenda> =>
      agendaOf(await dataOf(api.GET('/api/meetings/{id}/agenda', { params: { path: { id: meetingId } }, signal }))),
  });

/** An agenda as the screens show it, of what the service answers. */
export function agendaOf({ meeting, items }: AnsweredAgenda): Agenda {
  return {
    meeting,
    entries: items.map(({ id, minutes, content }) => ({
      id,
      minutes,
      content:
        content === null ? null : { case: content.case, patientId: content.patient.id, readiness: content.readiness },
    })),
  };
}
