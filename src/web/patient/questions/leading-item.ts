import { type CaseItem, type CaseLine, isOpen } from '../case/case.js';

/** The rule about reported findings: these stand above every question, so that its item leads only where it is alone. */
const reportRule = 'T9';

/** An accepted question first, then the first draft. */
export function leadingItem({ items }: Pick<CaseLine, 'items'>): CaseItem | undefined {
  const open = items.filter(isOpen);
  return open.find(({ state }) => state === 'accepted') ?? open.find(({ rule }) => rule !== reportRule) ?? open[0];
}
