/** The filters of the pages as they stand in an address; what is not known is left out. */
export interface FollowUpSearch {
  /** Left out: both. */
  readonly kind?: 'action' | 'condition';
  /** Left out: every board. */
  readonly board?: string;
}

export interface StandardSearch {
  readonly board?: string;
  readonly from?: string;
  readonly until?: string;
  readonly sample?: number;
}

const isId = (value: unknown): boolean => /^\d{1,18}$/.test(String(value ?? ''));
const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);

export function readFollowUpSearch(search: Record<string, unknown>): FollowUpSearch {
  const { kind, board } = search;
  return {
    ...(kind === 'action' || kind === 'condition' ? { kind } : {}),
    ...(isId(board) ? { board: String(board) } : {}),
  };
}

const mostDrawn = 500;

export function readStandardSearch(search: Record<string, unknown>): StandardSearch {
  const { board, from, until, sample } = search;
  const size = Number(sample);
  return {
    ...(isId(board) ? { board: String(board) } : {}),
    ...(isDay(from) ? { from } : {}),
    ...(isDay(until) ? { until } : {}),
    ...(Number.isInteger(size) && size >= 1 && size <= mostDrawn ? { sample: size } : {}),
  };
}
