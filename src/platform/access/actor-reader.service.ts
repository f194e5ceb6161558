import { Injectable } from '@nestjs/common';
import { Database, reading } from '../database/index.js';
import type { Actor } from './actor.js';
import { KnownActors } from './known-actors.js';
import { standsIn } from './seat-deputy.entity.js';
import { tokenHash, tokenKind, type TokenKind } from './tokens.js';

/** What a token tells: who presents it, and whether it still holds (neither expired nor revoked, account not disabled). */
export interface Presented {
  readonly actor: Actor;
  readonly holds: boolean;
}

type Row = Actor & { readonly holds: boolean };

const holds: Readonly<Record<TokenKind, string>> = {
  css: 'token.revoked_at IS NULL AND token.expires_at > now()',
  csk: 'token.revoked_at IS NULL',
};
const tables: Readonly<Record<TokenKind, string>> = { css: 'session', csk: 'api_key' };

/** Seats of the account's own that last, and those of others for whom it stands in now. */
const seats = `
  SELECT seat.board_id, seat.role FROM board_membership AS seat WHERE seat.account_id = account.id AND seat.until IS NULL
  UNION
  SELECT seat.board_id, seat.role FROM seat_deputy AS deputy JOIN board_membership AS seat ON seat.id = deputy.membership_id
  WHERE deputy.account_id = account.id AND seat.until IS NULL AND ${standsIn}`;

const boardsWhere = (condition: string): string =>
  `(SELECT coalesce(array_agg(DISTINCT seat.board_id ORDER BY seat.board_id) FILTER (WHERE ${condition}), '{}') FROM seats AS seat)`;

const statement = (kind: TokenKind) => `
  WITH account AS (SELECT account.*, ${holds[kind]} AS token_holds FROM ${tables[kind]} AS token JOIN account ON account.id = token.account_id WHERE token.token_hash = $1),
  seats AS (SELECT seat.* FROM account CROSS JOIN LATERAL (${seats}) AS seat)
  SELECT account.id AS "accountId", account.kind, account.site_id AS "siteId", account.display_name AS "displayName",
    ARRAY(
      SELECT role FROM account_role WHERE account_id = account.id UNION SELECT seat.role FROM seats AS seat
      UNION SELECT 'member' FROM seats AS seat WHERE seat.role = 'chair' ORDER BY 1
    ) AS "roles",
    ${boardsWhere('true')} AS "boardIds", ${boardsWhere(`seat.role = 'coordinator'`)} AS "coordinatorOf", ${boardsWhere(`seat.role = 'chair'`)} AS "chairOf",
    account.token_holds AND account.disabled_at IS NULL AS "holds"
  FROM account`;

const statements: Readonly<Record<TokenKind, string>> = { css: statement('css'), csk: statement('csk') };

/**
 * Finds out who presents a token, with one indexed query, or from what is known of a moment ago: a revoked token or a seat that ended counts
 * from the next request on in the process that took the change, and as soon as PostgreSQL has told of it, within a second at the latest, in every
 * other. Refusals are never remembered.
 *
 * OpenID Connect joins here: an access token of the hospital's provider is checked against its published keys and mapped to an account
 * by issuer and subject; roles and seats stay the rows that they are.
 */
@Injectable()
export class ActorReader {
  constructor(
    private readonly database: Database,
    private readonly known: KnownActors,
  ) {}

  /** @returns undefined for a token that was never ours */
  async read(token: string): Promise<Presented | undefined> {
    const kind = tokenKind(token);
    if (!kind) return undefined;
    const hash = tokenHash(token);
    const key = hash.toString('base64');
    const known = this.known.get(key);
    if (known !== undefined) return { actor: known, holds: true };
    const keep = this.known.keeper();
    const [row] = await this.database.asService(
      'accounts',
      (manager) => manager.query<Row[]>(statements[kind], [hash]),
      reading,
    );
    if (!row) return undefined;
    const { holds: stillHolds, ...actor } = row;
    if (stillHolds) keep(key, actor);
    return { actor, holds: stillHolds };
  }
}
