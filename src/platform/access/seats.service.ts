import { Injectable } from '@nestjs/common';
import { AuditTrail, type AuditDetail } from '../audit/index.js';
import { Database, reading } from '../database/index.js';
import { Problem } from '../problem/index.js';
import { AccessChanges } from './access-changes.service.js';
import { AccountDirectory } from './account-directory.service.js';
import { AccountService, type NewSeat } from './account.service.js';
import type { BoardRole } from './actor.js';

/** Who stands in for the holder of a seat. */
interface Deputy {
  readonly id: string;
  readonly accountId: string;
  readonly displayName: string;
  readonly from: Date;
  /** Null: until it is ended. */
  readonly until: Date | null;
  readonly standsInNow: boolean;
}

/** A seat in force, with those who stand in for its holder now or will. */
export interface Seat {
  readonly id: string;
  readonly accountId: string;
  readonly displayName: string;
  readonly role: BoardRole;
  readonly discipline: string | null;
  readonly since: Date;
  readonly deputies: readonly Deputy[];
}

/** A person of the site who may be given a seat. */
export interface Candidate {
  readonly accountId: string;
  readonly displayName: string;
  readonly email: string | null;
}

export interface NewDeputy {
  readonly accountId: string;
  readonly from: Date;
  readonly until: Date | null;
}

/** A seat of a board, of the site of whoever asks. */
export interface SeatPlace {
  readonly siteId: string;
  readonly boardId: string;
  readonly seatId: string;
}

const mostCandidates = 20;

const selectSeats = `
  SELECT seat.id, seat.account_id AS "accountId", account.display_name AS "displayName", seat.role, seat.discipline, seat.since
  FROM board_membership AS seat JOIN account ON account.id = seat.account_id
  WHERE seat.board_id = $1 AND seat.until IS NULL ORDER BY account.display_name, seat.id`;

const selectDeputies = `
  SELECT deputy.id, deputy.membership_id AS "seatId", deputy.account_id AS "accountId", account.display_name AS "displayName",
    deputy.starts_at AS "from", deputy.ends_at AS "until", deputy.starts_at <= now() AS "standsInNow"
  FROM seat_deputy AS deputy JOIN board_membership AS seat ON seat.id = deputy.membership_id JOIN account ON account.id = deputy.account_id
  WHERE seat.board_id = $1 AND seat.until IS NULL AND deputy.withdrawn_at IS NULL AND (deputy.ends_at IS NULL OR deputy.ends_at > now())
  ORDER BY deputy.starts_at, deputy.id`;

const selectCandidates = `
  SELECT id AS "accountId", display_name AS "displayName", email FROM account
  WHERE site_id = $1 AND kind = 'person' AND disabled_at IS NULL
    AND (strpos(lower(display_name), lower($2)) > 0 OR strpos(email, lower($2)) > 0)
  ORDER BY display_name, id LIMIT ${mostCandidates}`;

const insertDeputy = `
  INSERT INTO seat_deputy (membership_id, account_id, starts_at, ends_at)
  SELECT seat.id, account.id, $4, $5 FROM board_membership AS seat JOIN account ON account.site_id = $6
  WHERE seat.id = $1 AND seat.board_id = $2 AND seat.until IS NULL AND account.id = $3 AND account.id <> seat.account_id AND account.disabled_at IS NULL
  RETURNING id`;

const withdrawDeputy = `
  UPDATE seat_deputy AS deputy SET withdrawn_at = now() FROM board_membership AS seat
  WHERE deputy.id = $1 AND deputy.membership_id = $2 AND seat.id = deputy.membership_id AND seat.board_id = $3 AND deputy.withdrawn_at IS NULL
  RETURNING deputy.account_id AS "accountId"`;

/** Seats on a board with their disciplines and deputies. Who may ask for a change is decided by its callers; every change is audited. */
@Injectable()
export class SeatService {
  constructor(
    private readonly database: Database,
    private readonly changes: AccessChanges,
    private readonly trail: AuditTrail,
    private readonly directory: AccountDirectory,
    private readonly accounts: AccountService,
  ) {}

  /**
   * Seats in force.
   * @throws Problem 'not found' if the site has no such board
   */
  async list(siteId: string, boardId: string): Promise<readonly Seat[]> {
    await this.directory.requireBoard(siteId, boardId);
    const [seats, deputies] = await this.database.asService(
      'accounts',
      async (manager) => [
        await manager.query<Omit<Seat, 'deputies'>[]>(selectSeats, [boardId]),
        await manager.query<(Deputy & { readonly seatId: string })[]>(selectDeputies, [boardId]),
      ],
      reading,
    );
    return seats.map((seat) => ({
      ...seat,
      deputies: deputies.filter(({ seatId }) => seatId === seat.id).map(({ seatId: _, ...deputy }) => deputy),
    }));
  }

  /** People of the site with an account in use whose name or e-mail address holds the text; the first twenty by name. */
  async candidates(siteId: string, text: string): Promise<readonly Candidate[]> {
    return this.database.asService(
      'accounts',
      (manager) => manager.query<Candidate[]>(selectCandidates, [siteId, text.trim()]),
      reading,
    );
  }

  /**
   * Gives an account of the site a seat.
   * @returns id of the seat
   * @throws Problem 'not found' for a board or account that the site does not have, 'conflict' if it has that seat
   */
  async give(siteId: string, seat: NewSeat): Promise<string> {
    await this.directory.requireBoard(siteId, seat.boardId);
    return this.accounts.addBoardMember(seat);
  }

  /** @throws Problem 'not found' if the board of the site has no such seat in force */
  async end({ siteId, boardId, seatId }: SeatPlace): Promise<void> {
    await this.directory.requireBoard(siteId, boardId);
    await this.accounts.endBoardMembership(boardId, seatId);
  }

  /**
   * Says what a seat speaks for; null: for no discipline.
   * @throws Problem 'not found' if the board of the site has no such seat in force
   */
  async setDiscipline({ siteId, boardId, seatId }: SeatPlace, discipline: string | null): Promise<void> {
    await this.directory.requireBoard(siteId, boardId);
    await this.#change('board-membership.change', { boardId, membershipId: seatId, discipline }, async (manager) => {
      const [changed] = await manager.query<[{ accountId: string }[], number]>(
        'UPDATE board_membership SET discipline = $3 WHERE id = $1 AND board_id = $2 AND until IS NULL RETURNING account_id AS "accountId"',
        [seatId, boardId, discipline],
      );
      return changed[0]?.accountId ?? noSeat(boardId, seatId);
    });
  }

  /**
   * Lets another account of the site stand in for the holder of a seat.
   * @throws Problem 'not found' for a seat not in force, for an account that is not of the site, or for the holder
   */
  async addDeputy({ siteId, boardId, seatId }: SeatPlace, { accountId, from, until }: NewDeputy): Promise<void> {
    await this.directory.requireBoard(siteId, boardId);
    await this.#change('seat-deputy.start', { boardId, membershipId: seatId }, async (manager) => {
      const made = await manager.query<unknown[]>(insertDeputy, [seatId, boardId, accountId, from, until, siteId]);
      if (made.length === 0)
        throw Problem.notFound(
          `Board ${boardId} has no seat ${seatId} in force for which account ${accountId} could stand in: expected another active account of the site.`,
        );
      return accountId;
    });
  }

  /** @throws Problem 'not found' if the seat has no such deputy */
  async withdrawDeputy({ siteId, boardId, seatId }: SeatPlace, deputyId: string): Promise<void> {
    await this.directory.requireBoard(siteId, boardId);
    await this.#change('seat-deputy.end', { boardId, membershipId: seatId, deputyId }, async (manager) => {
      const [withdrawn] = await manager.query<[{ accountId: string }[], number]>(withdrawDeputy, [
        deputyId,
        seatId,
        boardId,
      ]);
      if (withdrawn[0] === undefined)
        throw Problem.notFound(`Seat ${seatId} of board ${boardId} has no deputy ${deputyId}.`);
      return withdrawn[0].accountId;
    });
  }

  /** @param work makes the change and answers the account that it concerns */
  async #change(
    action: string,
    detail: AuditDetail,
    work: (manager: Parameters<Parameters<Database['asService']>[1]>[0]) => Promise<string>,
  ): Promise<void> {
    await this.changes.make(async (manager) => {
      const subjectId = await work(manager);
      await this.trail.record(manager, { action, patientIds: [], subjectType: 'account', subjectId, detail });
    });
  }
}

function noSeat(boardId: string, seatId: string): never {
  throw Problem.notFound(`Board ${boardId} has no seat ${seatId} in force.`);
}
