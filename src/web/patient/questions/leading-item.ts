import { type CaseItem, type CaseLine, isOpen } from '../case/case.js';

/** An accepted question first, then the first draft. What is reported stands above all questions, and its own leads only where it is alone. */
export function leadingItem({ items }: Pick<CaseLine, 'items'>): CaseItem | undefined {
  const open = items.filter(isOpen);
  return open.find(({ state }) => state === 'accepted') ?? open.find(({ urgent }) => !urgent) ?? open[0];
}
