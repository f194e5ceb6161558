import { Injectable } from '@nestjs/common';
import { Database, reading } from '../database/index.js';
import type { Actor } from './actor.js';
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

const seats = (filter = '') =>
  `FROM board_membership AS seat WHERE seat.account_id = account.id AND seat.until IS NULL ${filter}`;

const statement = (kind: TokenKind) => `
  SELECT account.id AS "accountId", account.kind, account.site_id AS "siteId", account.display_name AS "displayName",
    ARRAY(SELECT role FROM account_role WHERE account_id = account.id UNION SELECT seat.role ${seats()} ORDER BY 1) AS "roles",
    ARRAY(SELECT DISTINCT seat.board_id ${seats()} ORDER BY 1) AS "boardIds",
    ARRAY(SELECT seat.board_id ${seats(`AND seat.role = 'coordinator'`)} ORDER BY 1) AS "coordinatorOf",
    ${holds[kind]} AND account.disabled_at IS NULL AS "holds"
  FROM ${tables[kind]} AS token JOIN account ON account.id = token.account_id
  WHERE token.token_hash = $1`;

const statements: Readonly<Record<TokenKind, string>> = { css: statement('css'), csk: statement('csk') };

/**
 * Finds out who presents a token, with one indexed query. Nothing is remembered between requests, so that a revoked token or a seat
 * that ended counts from the next request on, in every process.
 *
 * OpenID Connect joins here: an access token of the hospital's provider is checked against its published keys and mapped to an account
 * by issuer and subject; roles and seats stay the rows that they are.
 */
@Injectable()
export class ActorReader {
  constructor(private readonly database: Database) {}

  /** @returns undefined for a token that was never ours */
  async read(token: string): Promise<Presented | undefined> {
    const kind = tokenKind(token);
    if (!kind) return undefined;
    const [row] = await this.database.asService(
      'accounts',
      (manager) => manager.query<Row[]>(statements[kind], [tokenHash(token)]),
      reading,
    );
    if (!row) return undefined;
    const { holds: stillHolds, ...actor } = row;
    return { actor, holds: stillHolds };
  }
}
