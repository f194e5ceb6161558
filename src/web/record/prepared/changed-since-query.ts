import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import { dataOf } from '../../api/problem.js';
import type { components } from '../../api/schema.d.js';

export type ChangedSince = components['schemas']['CaseChangedSince'];
export type CaseChange = ChangedSince['changes'][number];

export type ChangedOnAgenda = components['schemas']['AgendaChangedSince'];

/** What changed of the prepared cases of an agenda, all in one. Under 'agenda' as well. */
export const changedOnAgendaQuery = (meetingId: string) =>
  queryOptions({
    queryKey: ['agenda', 'changed-on-agenda', meetingId],
    queryFn: ({ signal }): Promise<ChangedOnAgenda> =>
      dataOf(api.GET('/api/meetings/{id}/changed-since', { params: { path: { id: meetingId } }, signal })),
  });

/** What changed of a case since it was prepared. Under 'agenda': what touches a patient or the meeting touches it. */
export const changedSinceQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['agenda', 'changed-since', caseId],
    queryFn: ({ signal }): Promise<ChangedSince> =>
      dataOf(api.GET('/api/cases/{id}/changed-since', { params: { path: { id: caseId } }, signal })),
  });
