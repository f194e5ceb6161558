/**
 * The questions to ask, by who could answer them, as a text to copy.
 */
import type { Phrase } from '../phrases/phrase.js';
import type { ItemUnknown, OutOfDateFact } from './missing.js';

interface Missing {
  readonly unknowns: readonly Pick<ItemUnknown, 'suppliers' | 'words'>[];
  readonly outOfDate: readonly Pick<OutOfDateFact, 'suppliers' | 'words' | 'date'>[];
}

/** What is not known of several items, then what is out of date, under each who could answer. Holds nothing that names a patient. */
export const chaseList = (items: readonly Missing[]): Phrase => ({
  id: 'chase-list',
  parameters: {
    asks: [
      ...items.flatMap(({ unknowns }) => unknowns.map(({ suppliers, words }) => ({ suppliers, ask: words }))),
      ...items.flatMap(({ outOfDate }) =>
        outOfDate.map(({ suppliers, words, date }) => ({
          suppliers,
          ask: { id: 'last-stated', parameters: { fact: words, date } } as const,
        })),
      ),
    ],
  },
});
