import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import type { ChangeSearch } from './change-search.js';
import type { DryRun, Releases, RuleCatalogue, RuleStanding, RuleSwitching } from './rules-model.js';

const pageSize = 100;

/** Every rule in plain language. It changes with the service alone. */
export const catalogueQuery = queryOptions({
  queryKey: ['rule-catalogue'],
  staleTime: Infinity,
  queryFn: ({ signal }): Promise<RuleCatalogue> => dataOf(api.GET('/api/rules', { signal })),
});

/** How each rule is switched, by its id. */
export const standingsQuery = queryOptions({
  queryKey: ['rules', 'standings'],
  queryFn: async ({ signal }): Promise<ReadonlyMap<string, RuleStanding>> =>
    new Map(
      (await dataOf(api.GET('/api/rule-standings', { signal }))).items.map((standing) => [standing.rule, standing]),
    ),
});

/** Decides about one rule, at once. */
export function switchRule(id: string, switching: RuleSwitching, reason: string): Promise<RuleStanding> {
  const params = { path: { id } };
  if (switching === 'off' || switching === 'on')
    return dataOf(api.POST('/api/rules/{id}/switch', { params, body: { on: switching === 'on', reason } }));
  return dataOf(api.POST('/api/rules/{id}/shadow', { params, body: { inShadow: switching === 'shadow', reason } }));
}

export const releasesQuery = queryOptions({
  queryKey: ['rules', 'releases'],
  queryFn: ({ signal }): Promise<Releases> => dataOf(api.GET('/api/releases', { signal })),
});

/** Holds up the re-evaluation under the current release, or lets it go on. @throws ApiProblem 412 where someone else was faster */
export function holdReevaluation(hold: boolean, version: number): Promise<Releases> {
  const params = { header: { 'If-Match': `"${version}"` } };
  return dataOf(
    hold ? api.POST('/api/releases/current/pause', { params }) : api.POST('/api/releases/current/resume', { params }),
  );
}

export const dryRunsQuery = queryOptions({
  queryKey: ['rules', 'dry-runs'],
  queryFn: async ({ signal }): Promise<readonly DryRun[]> =>
    (await dataOf(api.GET('/api/dry-runs', { params: { query: { limit: pageSize } }, signal }))).items,
});

/** A dry run with its progress and what it found in numbers. */
export const dryRunQuery = (id: string) =>
  queryOptions({
    queryKey: ['rules', 'dry-runs', id],
    queryFn: ({ signal }) => dataOf(api.GET('/api/dry-runs/{id}', { params: { path: { id } }, signal })),
  });

/** What would change for the patients of one's boards, a page at a time. */
export const changesQuery = (id: string, search: ChangeSearch) =>
  infiniteQueryOptions({
    queryKey: ['dry-run-changes', id, search],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }) =>
      dataOf(
        api.GET('/api/dry-runs/{id}/changes', {
          params: { path: { id }, query: { ...search, limit: pageSize, ...(cursor === undefined ? {} : { cursor }) } },
          signal,
        }),
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const startDryRun = (): Promise<DryRun> => dataOf(api.POST('/api/dry-runs'));

export type DryRunAct = 'pause' | 'resume' | 'cancel';

/** @throws ApiProblem 409 in another state, 412 where someone else was faster */
export function changeDryRun({ id, version }: DryRun, act: DryRunAct): Promise<DryRun> {
  const params = { path: { id }, header: { 'If-Match': `"${version}"` } };
  switch (act) {
    case 'pause':
      return dataOf(api.POST('/api/dry-runs/{id}/pause', { params }));
    case 'resume':
      return dataOf(api.POST('/api/dry-runs/{id}/resume', { params }));
    case 'cancel':
      return dataOf(api.POST('/api/dry-runs/{id}/cancel', { params }));
  }
}

/** @throws ApiProblem 409 with the obstacles, 412 where someone else was faster */
export const releaseDryRun = ({ id, version }: DryRun, reason: string): Promise<DryRun> =>
  dataOf(
    api.POST('/api/dry-runs/{id}/release', {
      params: { path: { id }, header: { 'If-Match': `"${version}"` } },
      body: { reason },
    }),
  );

/** An item and those whose place it took. */
export const itemHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['patient', 'item-history', id],
    queryFn: async ({ signal }) => {
      const params = { path: { id } };
      const [item, history] = await Promise.all([
        dataOf(api.GET('/api/items/{id}', { params, signal })),
        dataOf(api.GET('/api/items/{id}/history', { params, signal })),
      ]);
      return { item, entries: history.items };
    },
  });
