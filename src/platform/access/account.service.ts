import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail, type AuditDetail } from '../audit/index.js';
import { Database, reading, sqlState } from '../database/index.js';
import { Problem } from '../problem/index.js';
import { AccessChanges } from './access-changes.service.js';
import type { BoardRole, Role } from './actor.js';
import { greatestPasswordLength, hashPassword, leastPasswordLength } from './passwords.js';
import { newToken } from './tokens.js';

export interface NewPerson {
  readonly siteId: string;
  readonly email: string;
  readonly displayName: string;
  readonly password: string;
  readonly roles: readonly Role[];
}

export interface NewMachine {
  readonly siteId: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
}

export interface IssuedKey {
  readonly id: string;
  /** Shown this once. */
  readonly key: string;
  readonly start: string;
}

export interface NewSeat {
  readonly boardId: string;
  readonly accountId: string;
  readonly role: BoardRole;
  readonly discipline?: string | null;
}

const uniqueViolation = '23505';
const foreignKeyViolation = '23503';

const insertAccount = `
  INSERT INTO account (site_id, kind, email, display_name, password_hash) VALUES ($1, $2, $3, $4, $5) RETURNING id`;

const insertRoles = `
  INSERT INTO account_role (account_id, role) SELECT $1, unnest($2::text[]) ON CONFLICT ON CONSTRAINT pk_account_role DO NOTHING`;

const insertKey = `
  INSERT INTO api_key (account_id, name, token_hash, token_start)
  SELECT id, $2, $3, $4 FROM account WHERE id = $1 AND kind = 'machine' AND disabled_at IS NULL RETURNING id`;

const revokeKey =
  'UPDATE api_key SET revoked_at = now() WHERE id = $1 AND account_id = $2 AND revoked_at IS NULL RETURNING id';

const insertSeat = `
  INSERT INTO board_membership (board_id, account_id, role, discipline)
  SELECT board.id, account.id, $3, $4 FROM boards_board AS board JOIN account ON account.site_id = board.site_id
  WHERE board.id = $1 AND account.id = $2 AND account.disabled_at IS NULL RETURNING id`;

const endSeat = `
  UPDATE board_membership SET until = now() WHERE id = $1 AND board_id = $2 AND until IS NULL RETURNING account_id AS "accountId"`;

const activeAdministrator = `
  SELECT FROM account_role JOIN account ON account.id = account_role.account_id
  WHERE account_role.role = 'administrator' AND account.kind = 'person' AND account.disabled_at IS NULL LIMIT 1`;

const disable = 'UPDATE account SET disabled_at = now() WHERE id = $1 AND disabled_at IS NULL RETURNING id';

/** Creates accounts and says what they may do. Everything it does is audited; who may ask for it is decided by its callers. */
@Injectable()
export class AccountService {
  constructor(
    private readonly database: Database,
    private readonly changes: AccessChanges,
    private readonly trail: AuditTrail,
  ) {}

  /** Names of all sites, in their order. */
  async siteNames(): Promise<readonly string[]> {
    const sites = await this.database.asService(
      'accounts',
      (manager) => manager.query<{ name: string }[]>('SELECT name FROM site ORDER BY name'),
      reading,
    );
    return sites.map(({ name }) => name);
  }

  /** Id of the site of that name, which is created if it is not there. */
  async ensureSite(name: string): Promise<string> {
    return this.changes.make(async (manager) => {
      const created = await manager.query<{ id: string }[]>(
        'INSERT INTO site (name) VALUES ($1) ON CONFLICT ON CONSTRAINT uq_site_name DO NOTHING RETURNING id',
        [name],
      );
      if (created[0]) {
        await this.#record(manager, 'site.create', 'site', created[0].id);
        return created[0].id;
      }
      const [existing] = await manager.query<{ id: string }[]>('SELECT id FROM site WHERE name = $1', [name]);
      return required(existing?.id);
    });
  }

  /** Whether anybody may create accounts over the API. */
  async hasAdministrator(): Promise<boolean> {
    const rows = await this.database.asService(
      'accounts',
      (manager) => manager.query<unknown[]>(activeAdministrator),
      reading,
    );
    return rows.length > 0;
  }

  /**
   * @returns id of the new account
   * @throws Problem 'conflict' if the e-mail address has an account, 'invalid' for a password that is too short or too long
   */
  async addPerson(person: NewPerson): Promise<string> {
    const { length } = person.password;
    if (length < leastPasswordLength || length > greatestPasswordLength) {
      const expected = `${leastPasswordLength} to ${greatestPasswordLength} characters`;
      const detail = `A password of ${length} characters does not do: expected ${expected}.`;
      throw Problem.invalid([{ pointer: '/password', code: 'unfit-password', detail, expected }], detail);
    }
    const passwordHash = await hashPassword(person.password);
    const email = person.email.trim().toLowerCase();
    return this.#addAccount([person.siteId, 'person', email, person.displayName, passwordHash], person.roles);
  }

  /** @returns id of the new account, which signs in by API keys only */
  async addMachine(machine: NewMachine): Promise<string> {
    return this.#addAccount([machine.siteId, 'machine', null, machine.displayName, null], machine.roles);
  }

  /** @throws Problem 'not found' for an account that is no machine's or is disabled */
  async issueApiKey(accountId: string, name: string): Promise<IssuedKey> {
    const { token, hash, start } = newToken('csk');
    return this.changes.make(async (manager) => {
      const [issued] = await manager.query<{ id: string }[]>(insertKey, [accountId, name, hash, start]);
      if (!issued)
        throw Problem.notFound(
          `There is no active machine account ${accountId}: expected the id of one. People sign in with a password.`,
        );
      await this.#record(manager, 'api-key.issue', 'account', accountId, { apiKeyId: issued.id });
      return { id: issued.id, key: token, start };
    });
  }

  /** @throws Problem 'not found' if the account has no such key in force */
  async revokeApiKey(accountId: string, apiKeyId: string): Promise<void> {
    await this.changes.make(async (manager) => {
      const [revoked] = await manager.query<[{ id: string }[], number]>(revokeKey, [apiKeyId, accountId]);
      if (revoked.length === 0) throw Problem.notFound(`Account ${accountId} has no key ${apiKeyId} in force.`);
      await this.#record(manager, 'api-key.revoke', 'account', accountId, { apiKeyId });
    });
  }

  /** Grants a role; does nothing if the account holds it. */
  async grantRole(accountId: string, role: Role): Promise<void> {
    await this.changes.make(async (manager) => {
      await this.#grantRoles(manager, accountId, [role]);
      await this.#record(manager, 'account.grant', 'account', accountId, { role });
    });
  }

  /**
   * Ends the account's access at once: its sessions and keys stop to hold. Its past stays.
   * @throws Problem 'not found' if there is no such account or it is disabled
   */
  async disableAccount(accountId: string): Promise<void> {
    await this.changes.make(async (manager) => {
      const [disabled] = await manager.query<[unknown[], number]>(disable, [accountId]);
      if (disabled.length === 0) throw Problem.notFound(`There is no active account ${accountId}.`);
      await this.#record(manager, 'account.disable', 'account', accountId);
    });
  }

  /**
   * Gives an account a seat on a board of its own site.
   * @returns id of the membership
   * @throws Problem 'not found' for a board or account that is not there or not of one site, 'conflict' if it has that seat
   */
  async addBoardMember({ boardId, accountId, role, discipline = null }: NewSeat): Promise<string> {
    return this.changes.make(async (manager) => {
      const [seat] = await manager
        .query<{ id: string }[]>(insertSeat, [boardId, accountId, role, discipline])
        .catch((error: unknown) => {
          throw sqlState(error) === uniqueViolation
            ? Problem.conflict(`Account ${accountId} is ${role} of board ${boardId} already.`)
            : error;
        });
      if (!seat) throw Problem.notFound(`There is no board ${boardId} and active account ${accountId} of one site.`);
      await this.#record(manager, 'board-membership.start', 'account', accountId, {
        boardId,
        membershipId: seat.id,
        role,
        discipline,
      });
      return seat.id;
    });
  }

  /** @throws Problem 'not found' if the board has no such membership in force */
  async endBoardMembership(boardId: string, membershipId: string): Promise<void> {
    await this.changes.make(async (manager) => {
      const [ended] = await manager.query<[{ accountId: string }[], number]>(endSeat, [membershipId, boardId]);
      const [seat] = ended;
      if (!seat) throw Problem.notFound(`Board ${boardId} has no membership ${membershipId} in force.`);
      await this.#record(manager, 'board-membership.end', 'account', seat.accountId, { boardId, membershipId });
    });
  }

  async #addAccount(values: readonly (string | null)[], roles: readonly Role[]): Promise<string> {
    return this.changes.make(async (manager) => {
      const [created] = await manager.query<{ id: string }[]>(insertAccount, [...values]).catch((error: unknown) => {
        throw sqlState(error) === uniqueViolation
          ? Problem.conflict('This e-mail address has an account already.')
          : error;
      });
      const id = required(created?.id);
      await this.#grantRoles(manager, id, roles);
      await this.#record(manager, 'account.create', 'account', id, { roles: [...roles] });
      return id;
    });
  }

  async #grantRoles(manager: EntityManager, accountId: string, roles: readonly Role[]): Promise<void> {
    await manager.query(insertRoles, [accountId, [...roles]]).catch((error: unknown) => {
      throw sqlState(error) === foreignKeyViolation ? Problem.notFound(`There is no account ${accountId}.`) : error;
    });
  }

  async #record(
    manager: EntityManager,
    action: string,
    subjectType: string,
    subjectId: string,
    detail?: AuditDetail,
  ): Promise<void> {
    await this.trail.record(manager, { action, patientIds: [], subjectType, subjectId, detail });
  }
}

function required(id: string | undefined): string {
  if (id === undefined) throw new Error('PostgreSQL returned no row where it must return one.');
  return id;
}
