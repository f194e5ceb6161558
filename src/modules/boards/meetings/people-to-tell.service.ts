import { Injectable } from '@nestjs/common';
import { type Actor, type Seat, SeatService } from '../../../platform/access/index.js';
import { Database, reading } from '../../../platform/database/index.js';
import { requireSeat } from '../boards/board-seats.js';
import type { PersonToTell } from './meeting-views.js';

/** Who has to hear that a meeting is moved or cancelled. Telling them is not its work. */
@Injectable()
export class PeopleToTell {
  constructor(
    private readonly database: Database,
    private readonly seats: SeatService,
  ) {}

  /** @throws Problem 'not found' for a meeting of a board on which the actor has no seat */
  async ofMeeting(actor: Actor, meetingId: string): Promise<PersonToTell[]> {
    const [meeting] = await this.database.asActor(
      actor,
      (manager) =>
        manager.query<{ boardId: string }[]>('SELECT board_id AS "boardId" FROM meeting WHERE id = $1', [meetingId]),
      reading,
    );
    requireSeat(actor, meeting?.boardId, `meeting ${meetingId}`);
    return this.ofBoard(actor, meeting?.boardId ?? '');
  }

  async ofBoard({ siteId }: Actor, boardId: string): Promise<PersonToTell[]> {
    return everybodyOnce(await this.seats.list(siteId, boardId));
  }
}

/** Each person once, by name, whatever seats they have or stand in for. */
function everybodyOnce(seats: readonly Seat[]): PersonToTell[] {
  const people = new Map<string, PersonToTell>();
  const add = (accountId: string, displayName: string, seat: Seat, standsInFor: string | null): void => {
    const known = people.get(accountId);
    people.set(accountId, {
      accountId,
      displayName,
      roles: once([...(known?.roles ?? []), seat.role]),
      disciplines: once([...(known?.disciplines ?? []), ...(seat.discipline === null ? [] : [seat.discipline])]),
      standsInFor: once([...(known?.standsInFor ?? []), ...(standsInFor === null ? [] : [standsInFor])]),
    });
  };
  for (const seat of seats) {
    add(seat.accountId, seat.displayName, seat, null);
    for (const deputy of seat.deputies)
      if (deputy.standsInNow) add(deputy.accountId, deputy.displayName, seat, seat.displayName);
  }
  return [...people.values()].sort((one, other) => one.displayName.localeCompare(other.displayName, 'en'));
}

const once = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];
