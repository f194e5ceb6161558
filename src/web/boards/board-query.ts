import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import type { components } from '../api/schema.d.js';

export type Settings = components['schemas']['ShownBoardSettings'];
export type SettingsToKeep = components['schemas']['BoardSettings'];
export type Seat = components['schemas']['Seat'];
export type BoardRole = Seat['role'];
export type Discipline = NonNullable<Seat['discipline']>;

/** What a board decides for itself. */
export const settingsQuery = (boardId: string) =>
  queryOptions({
    queryKey: ['board', boardId, 'settings'],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/api/boards/{id}/settings', { params: { path: { id: boardId } }, signal })),
  });

/** Who sits on a board. */
export const seatsQuery = (boardId: string) =>
  queryOptions({
    queryKey: ['board', boardId, 'seats'],
    queryFn: async ({ signal }) =>
      (await dataOf(api.GET('/api/boards/{id}/seats', { params: { path: { id: boardId } }, signal }))).items,
  });
