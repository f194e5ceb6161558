import type { EntityManager } from 'typeorm';

/** Result of a check of the whole chain. */
export type AuditChainVerdict =
  /** `lastHash` (hexadecimal), noted down elsewhere, later proves that no row was cut off the end. */
  | { readonly intact: true; readonly rows: number; readonly lastId: string | null; readonly lastHash: string | null }
  | { readonly intact: false; readonly brokenId: string; readonly fault: 'altered' | 'predecessor missing' };

interface Broken {
  readonly id: string;
  readonly altered: boolean;
}

const firstBroken = `
  SELECT id, altered FROM (
    SELECT id, previous_hash, lag(hash) OVER (ORDER BY id) AS expected, hash IS DISTINCT FROM audit_event_hash(event) AS altered
    FROM audit_event AS event
  ) AS chain
  WHERE altered OR previous_hash IS DISTINCT FROM expected
  ORDER BY id LIMIT 1`;

const ending = `
  SELECT (SELECT count(*) FROM audit_event)::int AS rows, last.id, encode(last.hash, 'hex') AS hash
  FROM (SELECT 1) AS one LEFT JOIN (SELECT id, hash FROM audit_event ORDER BY id DESC LIMIT 1) AS last ON true`;

/**
 * Checks every audit row against its own hash and against the hash of the row before it.
 * @returns the first row that was altered or whose predecessor is missing, else where the chain ends
 */
export async function verifyAuditChain(manager: EntityManager): Promise<AuditChainVerdict> {
  const [broken] = await manager.query<Broken[]>(firstBroken);
  if (broken) return { intact: false, brokenId: broken.id, fault: broken.altered ? 'altered' : 'predecessor missing' };
  const [end] = await manager.query<{ rows: number; id: string | null; hash: string | null }[]>(ending);
  return { intact: true, rows: end?.rows ?? 0, lastId: end?.id ?? null, lastHash: end?.hash ?? null };
}
