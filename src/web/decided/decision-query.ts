import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import type { components } from '../api/schema.d.js';

type Schemas = components['schemas'];

export type Decision = Schemas['Decision'];
export type DecisionOfCase = Schemas['DecisionOfCase'];
export type FollowUpWrite = Schemas['FollowUpWrite'];
export type FollowedDecision = Schemas['FollowedDecision'];
export type Verification = Schemas['DecisionVerification'];
export type DiscussionScores = Schemas['DiscussionScores'];
export type ScoreWrite = Schemas['DiscussionScoreWrite'];
export type OwedWork = Schemas['OwedWork'];

/** A signed decision with what came after it. Under 'patient': what touches the patient touches it. */
export const decisionQuery = (id: string) =>
  queryOptions({
    queryKey: ['patient', 'decision', id],
    queryFn: ({ signal }): Promise<Decision> =>
      dataOf(api.GET('/api/decisions/{id}', { params: { path: { id } }, signal })),
  });

/** Every decision of a patient, the oldest first. */
export const decisionsOfPatientQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['patient', patientId, 'decisions'],
    queryFn: async ({ signal }): Promise<readonly FollowedDecision[]> =>
      (await dataOf(api.GET('/api/follow-ups', { params: { query: { patientId, limit: 200 } }, signal }))).items,
  });

export const scoresQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['patient', 'discussion-scores', caseId],
    queryFn: ({ signal }): Promise<DiscussionScores> =>
      dataOf(api.GET('/api/cases/{id}/discussion-scores', { params: { path: { id: caseId } }, signal })),
  });

export const verifyDecision = (id: string): Promise<Verification> =>
  dataOf(api.GET('/api/decisions/{id}/verification', { params: { path: { id } } }));

export const amendDecision = (
  id: string,
  body: { readonly reason: string; readonly text: string },
): Promise<Decision> => dataOf(api.POST('/api/decisions/{id}/amendments', { params: { path: { id } }, body }));

export const reportFollowUp = (caseId: string, body: FollowUpWrite): Promise<Decision> =>
  dataOf(api.POST('/api/cases/{id}/follow-up', { params: { path: { id: caseId } }, body }));

export const scoreDiscussion = (caseId: string, body: ScoreWrite): Promise<DiscussionScores> =>
  dataOf(api.POST('/api/cases/{id}/discussion-scores', { params: { path: { id: caseId } }, body }));

/** An action or a condition, as much as is needed to report on it. */
export type Work = Pick<OwedWork, 'kind' | 'id' | 'words' | 'owner' | 'due' | 'offered'>;

/** Ways that a person may take with an action or a condition. */
export const workWays = ['report-done', 'report-met', 'report-unmet', 'hand-over', 'drop'] as const;
export type WorkWay = (typeof workWays)[number];

export interface WorkReport {
  readonly way: WorkWay;
  /** Undefined: today, where the board meets. */
  readonly on: string | undefined;
  readonly words: string;
  readonly owner: string;
  readonly due: string;
}

/** Reports on an action or a condition. @throws ApiProblem 409 where somebody else was faster */
export async function reportWork({ kind, id }: Work, { way, on, words, owner, due }: WorkReport): Promise<void> {
  const params = { path: { id } };
  const onDay = on === undefined ? {} : { on };
  if (way === 'report-done') await dataOf(api.POST('/api/actions/{id}/done', { params, body: onDay }));
  else if (way === 'report-met') await dataOf(api.POST('/api/conditions/{id}/met', { params, body: onDay }));
  else if (way === 'report-unmet')
    await dataOf(api.POST('/api/conditions/{id}/unmet', { params, body: { words, ...onDay } }));
  else if (way === 'drop')
    await dataOf(
      kind === 'action'
        ? api.POST('/api/actions/{id}/drop', { params, body: { reason: words } })
        : api.POST('/api/conditions/{id}/drop', { params, body: { reason: words } }),
    );
  else
    await dataOf(
      kind === 'action'
        ? api.POST('/api/actions/{id}/hand-over', { params, body: { owner, ...(due === '' ? {} : { due }) } })
        : api.POST('/api/conditions/{id}/hand-over', { params, body: { owner } }),
    );
}
