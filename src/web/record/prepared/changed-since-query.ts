import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import { dataOf } from '../../api/problem.js';
import type { components } from '../../api/schema.d.js';

export type ChangedSince = components['schemas']['CaseChangedSince'];
export type CaseChange = ChangedSince['changes'][number];

/** What changed of a case since it was prepared. Under 'agenda': what touches a patient or the meeting touches it. */
export const changedSinceQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['agenda', 'changed-since', caseId],
    queryFn: ({ signal }): Promise<ChangedSince> =>
      dataOf(api.GET('/api/cases/{id}/changed-since', { params: { path: { id: caseId } }, signal })),
  });
