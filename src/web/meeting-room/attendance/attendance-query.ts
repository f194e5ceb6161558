import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import { dataOf } from '../../api/problem.js';
import type { components } from '../../api/schema.d.js';

type Schemas = components['schemas'];

export type Attendance = Schemas['Attendance'];
export type Attendee = Schemas['Attendee'];
export type Discipline = Attendee['discipline'];
export type Arrival = Schemas['Arrival'];
export type Seat = Schemas['Seat'];

/** Who is at a meeting, and the quorum for a case that needs one discipline of each list. */
export const attendanceQuery = (meetingId: string, needed: readonly (readonly string[])[]) =>
  queryOptions({
    queryKey: ['agenda', 'attendance', meetingId, needed],
    queryFn: ({ signal }): Promise<Attendance> =>
      dataOf(
        api.GET('/api/meetings/{id}/attendance', {
          params: {
            path: { id: meetingId },
            query: { needed: needed.map((oneOf) => oneOf.join('|')).join(',') },
          },
          signal,
        }),
      ),
  });

/** The people of a board with what they speak for. */
export const seatsQuery = (boardId: string) =>
  queryOptions({
    queryKey: ['board', boardId, 'seats-for-attendance'],
    queryFn: async ({ signal }): Promise<readonly Seat[]> =>
      (await dataOf(api.GET('/api/boards/{id}/seats', { params: { path: { id: boardId } }, signal }))).items,
  });

export const arrive = (meetingId: string, arrival: Arrival): Promise<Attendance> =>
  dataOf(api.POST('/api/meetings/{id}/attendance', { params: { path: { id: meetingId } }, body: arrival }));

export const markAgain = (meetingId: string, attendeeId: string, mark: 'arrived' | 'left'): Promise<Attendance> =>
  dataOf(
    api.PATCH('/api/meetings/{id}/attendance/{attendeeId}', {
      params: { path: { id: meetingId, attendeeId } },
      body: { do: mark },
    }),
  );
