import { Injectable } from '@nestjs/common';
import { AccountDirectory, type ListedAccount, type ListedMembership } from './account-directory.service.js';
import { AccountService, type IssuedKey, type NewSeat } from './account.service.js';
import type { NewAccount, PatientMoveBody } from './access-schemas.js';
import type { Actor, Role } from './actor.js';
import { PatientPlacement } from './patient-placement.service.js';

/** What an administrator does, each within the administrator's own site: what is of another site is not there. */
@Injectable()
export class AccountAdministration {
  constructor(
    private readonly accounts: AccountService,
    private readonly directory: AccountDirectory,
    private readonly placement: PatientPlacement,
  ) {}

  async list({ siteId }: Actor): Promise<readonly ListedAccount[]> {
    return this.directory.list(siteId);
  }

  async create({ siteId }: Actor, account: NewAccount): Promise<ListedAccount> {
    const id =
      account.kind === 'person'
        ? await this.accounts.addPerson({ ...account, siteId })
        : await this.accounts.addMachine({ ...account, siteId });
    return this.directory.read(siteId, id);
  }

  async grantRole({ siteId }: Actor, accountId: string, role: Role): Promise<void> {
    await this.directory.read(siteId, accountId);
    await this.accounts.grantRole(accountId, role);
  }

  async disable({ siteId }: Actor, accountId: string): Promise<void> {
    await this.directory.read(siteId, accountId);
    await this.accounts.disableAccount(accountId);
  }

  async issueApiKey({ siteId }: Actor, accountId: string, name: string): Promise<IssuedKey> {
    await this.directory.read(siteId, accountId);
    return this.accounts.issueApiKey(accountId, name);
  }

  async revokeApiKey({ siteId }: Actor, accountId: string, apiKeyId: string): Promise<void> {
    await this.directory.read(siteId, accountId);
    await this.accounts.revokeApiKey(accountId, apiKeyId);
  }

  async members({ siteId }: Actor, boardId: string): Promise<readonly ListedMembership[]> {
    return this.directory.members(siteId, boardId);
  }

  async addMember({ siteId }: Actor, seat: NewSeat): Promise<string> {
    await this.directory.requireBoard(siteId, seat.boardId);
    return this.accounts.addBoardMember(seat);
  }

  async endMembership({ siteId }: Actor, boardId: string, membershipId: string): Promise<void> {
    await this.directory.requireBoard(siteId, boardId);
    await this.accounts.endBoardMembership(boardId, membershipId);
  }

  async movePatient({ siteId }: Actor, patientId: string, move: PatientMoveBody): Promise<void> {
    await this.placement.move({ ...move, siteId, patientId });
  }
}
