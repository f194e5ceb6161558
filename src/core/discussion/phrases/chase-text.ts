import type { DiscussionPhrases } from './phrase.js';
import { capitalised, type Say } from './say.js';

/** Questions by who could answer, each once, as plain text: a heading a supplier, a line a question. */
export function chaseText({ asks }: DiscussionPhrases['chase-list'], say: Say): string {
  const groups = new Map<string, Set<string>>();
  for (const { suppliers, ask } of asks) {
    for (const supplier of suppliers.map(say.phrase)) {
      const group = groups.get(supplier) ?? new Set<string>();
      groups.set(supplier, group.add(say.phrase(ask)));
    }
  }
  return [...groups]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([supplier, group]) => `${capitalised(supplier)}:\n${[...group].map((ask) => `- ${ask}`).join('\n')}\n`)
    .join('\n');
}
