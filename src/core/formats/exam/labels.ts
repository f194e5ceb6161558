/** Ids of other standards, which may be longer than ours: cut to a text that stays equal for equal ids and different for different ones. */
import { createHash } from 'node:crypto';

const longest = { lesion: 60, patient: 120, source: 200, text: 120 } as const;

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** The id itself where it is short enough, else its digest. */
export function boundedId(id: string, kind: keyof typeof longest): string {
  const text = id.trim();
  return text.length <= longest[kind] ? text : `sha256-${digestOf(text)}`;
}

/** One id for several: the same whatever their order. */
export const jointId = (ids: readonly string[]): string => `joint-${digestOf(JSON.stringify([...ids].sort()))}`;

/** Whole characters only: the cut may go through one. */
export const cut = (text: string, most: number): string =>
  text.length <= most ? text : text.slice(0, most - 1).replace(/\p{Surrogate}$/u, '') + '…';
