import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import type { components } from '../api/schema.d.js';

export type ListedMeeting = components['schemas']['Meeting'];

const pageSize = 200;
const dayInMilliseconds = 86_400_000;
/** Meetings that began longer ago than this are not listed. */
const daysBack = 90;

/** Meetings of all one's boards, in the order of their beginnings. */
export const meetingsQuery = queryOptions({
  queryKey: ['meetings'],
  queryFn: async ({ signal }): Promise<readonly ListedMeeting[]> => {
    const from = new Date(Date.now() - daysBack * dayInMilliseconds).toISOString();
    const boards = await dataOf(api.GET('/api/boards', { signal }));
    const pages = await Promise.all(
      boards.items.map(({ id }) =>
        dataOf(
          api.GET('/api/boards/{id}/meetings', { params: { path: { id }, query: { from, limit: pageSize } }, signal }),
        ),
      ),
    );
    return pages.flatMap(({ items }) => items).sort((one, other) => one.startsAt.localeCompare(other.startsAt));
  },
});

export const isOver = ({ startsAt, minutes }: ListedMeeting): boolean =>
  Date.parse(startsAt) + minutes * 60_000 < Date.now();

/** Planned meetings that are not over. */
export const comingMeetings = (meetings: readonly ListedMeeting[]): readonly ListedMeeting[] =>
  meetings.filter((meeting) => meeting.state === 'planned' && !isOver(meeting));
