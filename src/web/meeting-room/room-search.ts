/** Where one is in the room, as it stands in the address: ids alone. */
export const steps = ['case', 'opinions', 'options', 'outcome', 'read-back'] as const;
export type Step = (typeof steps)[number];

export interface RoomSearch {
  readonly case?: string;
  /** Left out: the case itself. */
  readonly step?: Step;
}

export interface OpinionSearch {
  readonly case?: string;
}

const idOf = (value: unknown): { readonly case?: string } => {
  const id = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return /^\d{1,18}$/.test(id) ? { case: id } : {};
};

/** Reads the address of the room; what it does not know is left out. */
export function readRoomSearch(search: Record<string, unknown>): RoomSearch {
  const step = steps.find((one) => one === search['step']);
  return { ...idOf(search['case']), ...(step === undefined || step === 'case' ? {} : { step }) };
}

/** The same of the page on which a member writes an opinion. */
export const readOpinionSearch = (search: Record<string, unknown>): OpinionSearch => idOf(search['case']);
