import { api } from '../../api/client.js';
import { dataOf } from '../../api/problem.js';
import type { CaseItem } from '../../record/case/case.js';

/** Dismisses a question on the version that was read. @throws ApiProblem 412 where someone else was faster */
export async function dismissItem({ id, version }: CaseItem, reason: string): Promise<void> {
  await dataOf(
    api.POST('/api/items/{id}/dismiss', {
      params: { path: { id }, header: { 'If-Match': `"${version}"` } },
      body: { reason },
    }),
  );
}
