import type { ListedCase } from '../placement/listed-case.js';

/** The case that the board has before it: the one under discussion, else the first that waits for it, else the first. */
export const currentCase = (cases: readonly ListedCase[]): ListedCase | undefined =>
  cases.find(({ leadsTo }) => leadsTo.includes('sign')) ??
  cases.find(({ leadsTo }) => leadsTo.includes('discuss')) ??
  cases.find(isToDiscuss) ??
  cases[0];

/** Whether its discussion may begin: what is not frozen yet is frozen at that moment. */
export const isToDiscuss = ({ leadsTo }: Pick<ListedCase, 'leadsTo'>): boolean =>
  leadsTo.includes('discuss') || leadsTo.includes('prepare');

/** Whether its outcome is being written. */
export const isBeingDecided = ({ leadsTo }: Pick<ListedCase, 'leadsTo'>): boolean => leadsTo.includes('sign');
