import type { EntityManager } from 'typeorm';

/** The channel of PostgreSQL on which processes tell each other what changed. */
export const channel = 'consilium_live';

/**
 * What changed, by ids alone. Patients are shown to those who may see them; meetings and imports belong to a board, and are shown to
 * those who have a seat on it, imports to the account too that sent them. What is released, tried and switched of
 * the rules concerns everybody.
 */
export type LiveChange =
  | { readonly topic: 'patients' | 'rules'; readonly ids: readonly string[] }
  | { readonly topic: 'meetings'; readonly ids: readonly string[]; readonly boardId: string }
  | {
      readonly topic: 'imports';
      readonly ids: readonly string[];
      readonly boardId: string;
      readonly accountId: string;
    };

export type LiveTopic = LiveChange['topic'];

/** A notification of PostgreSQL holds less than 8,000 bytes: 300 ids of 20 digits fit. */
const idsAtATime = 300;

/**
 * Tells every open page what changed, when and only when the transaction commits: its last statement but the audit's.
 *
 * @param manager of the transaction that makes the change
 */
export async function notify(manager: EntityManager, change: LiveChange): Promise<void> {
  const payloads: string[] = [];
  for (let start = 0; start < change.ids.length; start += idsAtATime) {
    payloads.push(JSON.stringify({ ...change, ids: change.ids.slice(start, start + idsAtATime) }));
  }
  if (payloads.length > 0)
    await manager.query('SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload', [channel, payloads]);
}

/** The change that a notification tells of, or null for anything else that was sent on the channel. */
export function readChange(payload: string | undefined): LiveChange | null {
  const parsed = parse(payload ?? '');
  if (!isRecord(parsed)) return null;
  const { topic, ids, boardId, accountId } = parsed;
  if (!Array.isArray(ids) || !ids.every((id): id is string => typeof id === 'string')) return null;
  if (topic === 'patients' || topic === 'rules') return { topic, ids };
  if (typeof boardId !== 'string') return null;
  if (topic === 'meetings') return { topic, ids, boardId };
  return topic === 'imports' && typeof accountId === 'string' ? { topic, ids, boardId, accountId } : null;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
