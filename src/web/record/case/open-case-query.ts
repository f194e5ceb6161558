import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import { dataOf } from '../../api/problem.js';

/** A case of a patient that has not ended. */
export interface OpenCase {
  readonly id: string;
  readonly number: number;
  readonly boardName: string;
}

/** Cases of a patient that have not ended, on one's boards. */
export const openCasesQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['patient', patientId, 'open-cases'],
    queryFn: async ({ signal }): Promise<readonly OpenCase[]> =>
      (await dataOf(api.GET('/api/cases', { params: { query: { patientId, limit: 50 } }, signal }))).items.map(
        ({ id, number, boardName }) => ({ id, number, boardName }),
      ),
  });
