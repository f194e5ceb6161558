import type { ServiceUnderTest } from './service.js';

/** What settings show and nobody sends. */
const ofTheService = ['id', 'isDefault', 'version', 'sites', 'quorumPlaces', 'facts'];

/** Changes some of the settings of the board, as its coordinator. */
export async function changeSettings({ call, boardId }: ServiceUnderTest, change: object): Promise<void> {
  const path = `/api/boards/${boardId}/settings`;
  const shown = await call<Record<string, unknown>>('GET', path);
  const settings = Object.fromEntries(Object.entries(shown).filter(([name]) => !ofTheService.includes(name)));
  await call('PUT', path, { body: { ...settings, ...change }, ifMatch: `"${shown['version'] as number}"` });
}
