import { createHash } from 'node:crypto';
import type { JobName, JobPayloads } from './jobs.js';

/** What the queue must know about a kind of job beside its payload's type. */
export interface JobDefinition<Name extends JobName> {
  /** The payload in parts, each the work of one job: many ids in one job save rounds, but a job must stay short enough to be run again. */
  readonly parts: (payload: JobPayloads[Name]) => readonly JobPayloads[Name][];
  /** Every id of the payload. Two jobs of one kind with the same ids are the same work. */
  readonly ids: (payload: JobPayloads[Name]) => readonly string[];
}

/** Treatment lines that one job classifies: a fraction of a second of work. */
export const linesPerJob = 50;

/** Ids of treatment lines that one job of a re-evaluation stands for. */
export const linesPerBlock = 50;

export const jobDefinitions: { readonly [Name in JobName]: JobDefinition<Name> } = {
  'process-import': {
    parts: (payload) => [payload],
    ids: ({ importId }) => [importId],
  },
  'classify-lines': {
    parts: ({ treatmentLineIds }) =>
      inBatches(inIdOrder(treatmentLineIds), linesPerJob).map((ids) => ({ treatmentLineIds: ids })),
    ids: ({ treatmentLineIds }) => treatmentLineIds,
  },
  'reevaluate-lines': {
    parts: ({ firstLineIds }) => inIdOrder(firstLineIds).map((id) => ({ firstLineIds: [id] })),
    ids: ({ firstLineIds }) => firstLineIds,
  },
  'dry-run': {
    parts: (payload) => [payload],
    ids: ({ dryRunId }) => [dryRunId],
  },
};

/** Names the work of a job: jobs with the same key that wait at the same time are one. */
export function deduplicationKey<Name extends JobName>(name: Name, payload: JobPayloads[Name]): string {
  const ids = inIdOrder(jobDefinitions[name].ids(payload)).join(',');
  return ids.length <= 40 ? ids : createHash('sha256').update(ids).digest('hex');
}

const rowId = /^\d{1,19}$/;

/**
 * Payloads travel through a queue that is not guarded like the database, so they hold row ids and nothing else.
 * @throws Error naming the job when an id is something else
 */
export function assertRowIds<Name extends JobName>(name: Name, payload: JobPayloads[Name]): void {
  if (!jobDefinitions[name].ids(payload).every((id) => rowId.test(id))) {
    throw new Error(`The payload of the job ${name} holds something that is not a row id (1 to 19 digits)`);
  }
}

function inIdOrder(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].sort((one, other) => one.length - other.length || (one < other ? -1 : 1));
}

/** The items in their order, cut into batches of a size; the last may be smaller. */
export function inBatches<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, batch) =>
    items.slice(batch * size, (batch + 1) * size),
  );
}
