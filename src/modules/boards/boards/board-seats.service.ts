import { Injectable } from '@nestjs/common';
import { type Actor, type Seat, SeatService } from '../../../platform/access/index.js';
import { requireKeeper, requireReader } from './board-seats.js';
import type { Discipline } from './disciplines.js';
import type { CandidateList, NewDeputyBody, NewSeatBody, SeatList, ShownSeat } from './seat-views.js';

/** A seat of a board, as a route names it. */
export interface SeatAddress {
  readonly boardId: string;
  readonly seatId: string;
}

/** The people of a board: kept by its coordinators and the administrators of its site, each change answered with how it stands now. */
@Injectable()
export class BoardSeats {
  constructor(private readonly seats: SeatService) {}

  async list(actor: Actor, boardId: string): Promise<SeatList> {
    requireReader(actor, boardId);
    return { items: (await this.seats.list(actor.siteId, boardId)).map(shownSeat) };
  }

  async candidates(actor: Actor, boardId: string, search: string): Promise<CandidateList> {
    requireKeeper(actor, boardId);
    return { items: [...(await this.seats.candidates(actor.siteId, search))] };
  }

  async give(actor: Actor, boardId: string, seat: NewSeatBody): Promise<SeatList> {
    requireKeeper(actor, boardId);
    await this.seats.give(actor.siteId, { ...seat, boardId });
    return this.#after(actor, boardId);
  }

  async setDiscipline(actor: Actor, address: SeatAddress, discipline: Discipline | null): Promise<SeatList> {
    requireKeeper(actor, address.boardId);
    await this.seats.setDiscipline({ ...address, siteId: actor.siteId }, discipline);
    return this.#after(actor, address.boardId);
  }

  async end(actor: Actor, address: SeatAddress): Promise<SeatList> {
    requireKeeper(actor, address.boardId);
    await this.seats.end({ ...address, siteId: actor.siteId });
    return this.#after(actor, address.boardId);
  }

  async addDeputy(actor: Actor, address: SeatAddress, { accountId, from, until }: NewDeputyBody): Promise<SeatList> {
    requireKeeper(actor, address.boardId);
    await this.seats.addDeputy(
      { ...address, siteId: actor.siteId },
      { accountId, from: new Date(from), until: until === null ? null : new Date(until) },
    );
    return this.#after(actor, address.boardId);
  }

  async withdrawDeputy(actor: Actor, address: SeatAddress, deputyId: string): Promise<SeatList> {
    requireKeeper(actor, address.boardId);
    await this.seats.withdrawDeputy({ ...address, siteId: actor.siteId }, deputyId);
    return this.#after(actor, address.boardId);
  }

  async #after({ siteId }: Actor, boardId: string): Promise<SeatList> {
    return { items: (await this.seats.list(siteId, boardId)).map(shownSeat) };
  }
}

/** The column is written by this room alone, through the schema that knows the disciplines. */
const shownSeat = ({ discipline, since, deputies, ...seat }: Seat): ShownSeat => ({
  ...seat,
  discipline: discipline as Discipline | null,
  since: since.toISOString(),
  deputies: deputies.map(({ from, until, ...deputy }) => ({
    ...deputy,
    from: from.toISOString(),
    until: until?.toISOString() ?? null,
  })),
});
