import type { EntityManager } from 'typeorm';

/** Where a chain ends. Noted down elsewhere, it later proves that no row was cut off the end, not even together with what the database keeps of it. */
interface AuditChainEnd {
  readonly chain: number;
  readonly lastId: string;
  /** SHA-256 as hexadecimal digits. */
  readonly lastHash: string;
}

/** Result of a check of all chains. */
export type AuditChainVerdict =
  | { readonly intact: true; readonly rows: number; readonly ends: readonly AuditChainEnd[] }
  | {
      readonly intact: false;
      readonly brokenId: string;
      readonly fault: 'altered' | 'predecessor missing' | 'end missing';
    };

interface Broken {
  readonly id: string;
  readonly altered: boolean;
}

const firstBroken = `
  SELECT id, altered FROM (
    SELECT id, previous_hash, lag(hash) OVER (PARTITION BY chain ORDER BY id) AS expected, hash IS DISTINCT FROM audit_event_hash(event) AS altered
    FROM audit_event AS event
  ) AS chain
  WHERE altered OR previous_hash IS DISTINCT FROM expected
  ORDER BY id LIMIT 1`;

/** Ends of which the database has noted another row than the last one there is, or none. */
const brokenEnds = `
  SELECT coalesce(kept.last_id, last.id) AS id
  FROM audit_chain AS kept
  FULL JOIN (SELECT DISTINCT ON (chain) chain, id, hash FROM audit_event ORDER BY chain, id DESC) AS last ON last.chain = kept.chain
  WHERE last.id IS DISTINCT FROM kept.last_id OR last.hash IS DISTINCT FROM kept.last_hash
  ORDER BY id LIMIT 1`;

const ends = `
  SELECT chain, last_id AS "lastId", encode(last_hash, 'hex') AS "lastHash" FROM audit_chain ORDER BY chain`;

/**
 * Checks every audit row against its own hash and against the hash of the row before it in its chain, and the end of each chain against
 * what the database has noted of it.
 * @returns the first row that was altered, whose predecessor is missing or that is missing at an end, else where the chains end
 */
export async function verifyAuditChain(manager: EntityManager): Promise<AuditChainVerdict> {
  const [broken] = await manager.query<Broken[]>(firstBroken);
  if (broken) return { intact: false, brokenId: broken.id, fault: broken.altered ? 'altered' : 'predecessor missing' };
  const [missing] = await manager.query<{ id: string }[]>(brokenEnds);
  if (missing) return { intact: false, brokenId: missing.id, fault: 'end missing' };
  const [counted] = await manager.query<{ rows: number }[]>('SELECT count(*)::int AS rows FROM audit_event');
  return { intact: true, rows: counted?.rows ?? 0, ends: await manager.query<AuditChainEnd[]>(ends) };
}
