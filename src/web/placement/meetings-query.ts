import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import type { components } from '../api/schema.d.js';
import { sessionQuery } from '../session/session.js';

export type ListedMeeting = components['schemas']['Meeting'];

const pageSize = 200;
const dayInMilliseconds = 86_400_000;
/** Meetings that began longer ago than this are not listed. */
const daysBack = 90;

/** Meetings of all one's boards, in the order of their beginnings. */
export const meetingsQuery = queryOptions({
  queryKey: ['meetings'],
  queryFn: ({ client, signal }) =>
    meetingsOfAllBoards(client, { from: new Date(Date.now() - daysBack * dayInMilliseconds).toISOString() }, signal),
});

/** Meetings of a month, given with the one after it as yyyy-mm; a day more on each side, for boards in other time zones. */
export const meetingsOfMonthQuery = (month: string, next: string) =>
  queryOptions({
    queryKey: ['meetings', 'month', month],
    queryFn: ({ client, signal }) => {
      const [from, before] = [Date.parse(`${month}-01T00:00Z`), Date.parse(`${next}-01T00:00Z`)];
      const isoOf = (instant: number): string => new Date(instant).toISOString();
      // Days of the months around it are shown too, up to the end of a week.
      const window = { from: isoOf(from - 7 * dayInMilliseconds), before: isoOf(before + 7 * dayInMilliseconds) };
      return meetingsOfAllBoards(client, window, signal);
    },
  });

/** An administrator is told of boards without a seat on them too: their meetings are not the administrator's to see. */
async function meetingsOfAllBoards(
  client: QueryClient,
  window: { readonly from: string; readonly before?: string },
  signal: AbortSignal,
): Promise<readonly ListedMeeting[]> {
  const session = await client.ensureQueryData(sessionQuery);
  const pages = await Promise.all(
    (session?.boardIds ?? []).map((id) =>
      dataOf(
        api.GET('/api/boards/{id}/meetings', {
          params: { path: { id }, query: { ...window, limit: pageSize } },
          signal,
        }),
      ),
    ),
  );
  return pages.flatMap(({ items }) => items).sort((one, other) => one.startsAt.localeCompare(other.startsAt));
}

export const isOver = ({ startsAt, minutes }: ListedMeeting): boolean =>
  Date.parse(startsAt) + minutes * 60_000 < Date.now();

/** Planned meetings that are not over. */
export const comingMeetings = (meetings: readonly ListedMeeting[]): readonly ListedMeeting[] =>
  meetings.filter((meeting) => meeting.state === 'planned' && !isOver(meeting));
