export const waits = ['coordinator', 'information', 'meeting', 'board', 'follow-up'] as const;
export type WaitFilter = (typeof waits)[number] | 'any';
const filters: readonly WaitFilter[] = [...waits, 'any'];

/** What the worklist is narrowed to; it stands in the address, so that Back and a bookmark lead to it. Never a patient's number or words. */
export interface WorklistSearch {
  /** Left out: what waits for a coordinator. */
  readonly waits?: WaitFilter;
  /** Only cases that one owns. */
  readonly mine?: true;
  /** Left out: all boards on which one sits. */
  readonly board?: string;
}

export const usualWait: WaitFilter = 'coordinator';

export function readWorklistSearch(search: Readonly<Record<string, unknown>>): WorklistSearch {
  const wait = filters.find((candidate) => candidate === search['waits']);
  const board = /^\d{1,18}$/.test(String(search['board'] ?? '')) ? String(search['board']) : undefined;
  return {
    ...(wait === undefined ? {} : { waits: wait }),
    ...(search['mine'] === true ? { mine: true } : {}),
    ...(board === undefined ? {} : { board }),
  };
}

export const isSameSearch = (one: WorklistSearch, other: WorklistSearch): boolean =>
  (one.waits ?? usualWait) === (other.waits ?? usualWait) && one.mine === other.mine && one.board === other.board;
