import { Injectable } from '@nestjs/common';
import { Database, reading } from '../database/index.js';
import { Problem } from '../problem/index.js';
import type { AccountKind, BoardRole, Role } from './actor.js';

interface ListedKey {
  readonly id: string;
  readonly name: string;
  readonly start: string;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}

export interface ListedAccount {
  readonly id: string;
  readonly kind: AccountKind;
  readonly email: string | null;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly apiKeys: readonly ListedKey[];
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
}

export interface ListedMembership {
  readonly id: string;
  readonly accountId: string;
  readonly displayName: string;
  readonly role: BoardRole;
  readonly since: Date;
  readonly until: Date | null;
}

const selectAccounts = `
  SELECT id, kind, email, display_name AS "displayName", created_at AS "createdAt", disabled_at AS "disabledAt",
    ARRAY(SELECT role FROM account_role WHERE account_id = account.id ORDER BY 1) AS roles,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', key.id::text, 'name', key.name, 'start', key.token_start,
       'createdAt', key.created_at, 'revokedAt', key.revoked_at) ORDER BY key.id), '[]')
     FROM api_key AS key WHERE key.account_id = account.id) AS "apiKeys"
  FROM account WHERE site_id = $1`;

const selectMembers = `
  SELECT seat.id, seat.account_id AS "accountId", account.display_name AS "displayName", seat.role, seat.since, seat.until
  FROM boards_board AS board JOIN board_membership AS seat ON seat.board_id = board.id JOIN account ON account.id = seat.account_id
  WHERE board.id = $1 AND board.site_id = $2 ORDER BY seat.until IS NOT NULL, seat.id`;

/** Tells an administrator which accounts and seats there are, each within one site. */
@Injectable()
export class AccountDirectory {
  constructor(private readonly database: Database) {}

  /** All accounts of the site, oldest first. */
  async list(siteId: string): Promise<readonly ListedAccount[]> {
    return this.#query<ListedAccount>(`${selectAccounts} ORDER BY id`, [siteId]);
  }

  /** @throws Problem 'not found' if the site has no such account */
  async read(siteId: string, accountId: string): Promise<ListedAccount> {
    const [account] = await this.#query<ListedAccount>(`${selectAccounts} AND id = $2`, [siteId, accountId]);
    if (!account) throw Problem.notFound(`There is no account ${accountId}.`);
    return account;
  }

  /**
   * All seats of a board, those in force first.
   * @throws Problem 'not found' if the site has no such board
   */
  async members(siteId: string, boardId: string): Promise<readonly ListedMembership[]> {
    await this.requireBoard(siteId, boardId);
    return this.#query<ListedMembership>(selectMembers, [boardId, siteId]);
  }

  /** @throws Problem 'not found' if the site has no such board */
  async requireBoard(siteId: string, boardId: string): Promise<void> {
    const found = await this.#query('SELECT FROM boards_board AS board WHERE id = $1 AND site_id = $2', [
      boardId,
      siteId,
    ]);
    if (found.length === 0) throw Problem.notFound(`There is no board ${boardId}.`);
  }

  #query<Row>(sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    return this.database.asService('accounts', (manager) => manager.query<Row[]>(sql, [...parameters]), reading);
  }
}
