/** The quorum of a case as the attendance had it, for what is signed. */
import type { EntityManager } from 'typeorm';
import { attendeesOf, attendingOf, meetingToAttend, staysOfAttendee } from '../attendance/attendance-rows.js';
import { quorumAt, quorumThrough } from '../attendance/quorum.js';
import { type Discipline, disciplines } from '../boards/disciplines.js';
import type { SignedQuorum } from './signed-text.js';

export interface AskedQuorum {
  readonly meetingId: string;
  readonly caseId: string;
  /** Of what the case needs one discipline of each list has to be there, beside those of the board's rule. */
  readonly needed: readonly (readonly string[])[];
  readonly until: Date;
}

/** @throws Error where there is no such meeting */
export async function signedQuorum(
  manager: EntityManager,
  { meetingId, caseId, needed, until }: AskedQuorum,
): Promise<SignedQuorum> {
  const meeting = await meetingToAttend(manager, meetingId);
  if (meeting === undefined) throw new Error(`There is no meeting ${meetingId}.`);
  const attendees = await attendeesOf(manager, meetingId);
  const from = (await beganAt(manager, caseId)) ?? until;
  const [start, end] = [from.getTime(), until.getTime()];
  const attendance = attendingOf(attendees);
  const rule = meeting.quorum;
  const inSeats = needed.flat().filter(isDiscipline);
  // What the case needs opens the places of the rule that count only then; what further places it needs is looked at below.
  const alone = needed.flatMap((oneOf) => (oneOf.length === 1 ? inSeats.filter((one) => oneOf[0] === one) : []));
  const through = quorumThrough(attendance, rule, [...new Set(alone)], { from: start, to: Math.max(start, end) });
  const { present } = quorumAt(attendance, rule, [], end);
  const further = needed
    .map((oneOf) => [...new Set(oneOf)])
    .filter((oneOf) =>
      through.spans.some((span) => !oneOf.some((one) => (span.present as readonly string[]).includes(one))),
    );
  const missing = eachOnce([...through.missing, ...further]);
  return {
    from: from.toISOString(),
    to: until.toISOString(),
    met: missing.length === 0,
    present: [...present],
    missing,
    people: attendees
      .filter((attendee) =>
        staysOfAttendee(attendee).some(
          ({ arrivedAt, leftAt }) => arrivedAt.getTime() <= end && (leftAt === null || leftAt.getTime() >= start),
        ),
      )
      .map(({ name, discipline }) => ({ name, discipline })),
  };
}

const isDiscipline = (name: string): name is Discipline => (disciplines as readonly string[]).includes(name);

const eachOnce = (places: readonly (readonly string[])[]): (readonly string[])[] => [
  ...new Map(places.map((anyOf) => [[...anyOf].sort().join(' '), [...anyOf]])).values(),
];

/** When the discussion of a case began last. */
async function beganAt(manager: EntityManager, caseId: string): Promise<Date | null> {
  const [row] = await manager.query<{ at: Date }[]>(
    `SELECT at FROM board_case_event WHERE case_id = $1 AND event = 'discuss' ORDER BY version DESC LIMIT 1`,
    [caseId],
  );
  return row?.at ?? null;
}
