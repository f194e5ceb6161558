import { type CaseItem, type CaseLine, isOpen } from '../../record/case/case.js';

/**
 * An accepted question first, then the first draft. What is reported stands above all questions, and its own leads only where it is
 * alone; a question whose window ended before today rests on no later scan, and leads only where nothing else is open.
 *
 * @param today as YYYY-MM-DD
 */
export function leadingItem({ items }: Pick<CaseLine, 'items'>, today: string): CaseItem | undefined {
  const open = items.filter(isOpen);
  const inTime = open.filter(({ windowEnds }) => windowEnds === null || windowEnds >= today);
  const firstOf = (among: readonly CaseItem[]) =>
    among.find(({ state }) => state === 'accepted') ?? among.find(({ urgent }) => !urgent);
  return firstOf(inTime) ?? firstOf(open) ?? open[0];
}
