import type { ClassificationQuery } from './classification.js';
import type { QueryPhrases, ResponsePhrase } from './phrases.js';

export type Asked = Pick<ClassificationQuery, 'code' | 'words'>;

/** A question to the sender, by its code. */
export const asking = <Code extends keyof QueryPhrases>(code: Code, parameters: QueryPhrases[Code]): Asked => ({
  code,
  words: { id: `query/${code}`, parameters } as unknown as ResponsePhrase,
});

const nothing: readonly never[] = [];

/** The questions that some of the items raise, in their order; most histories raise none. */
export function raised<Item>(
  items: readonly Item[],
  ask: (item: Item, index: number) => ClassificationQuery | null,
): readonly ClassificationQuery[] {
  let queries: ClassificationQuery[] | null = null;
  for (let index = 0; index < items.length; index += 1) {
    const query = ask(items[index]!, index);
    if (query !== null) (queries ??= []).push(query);
  }
  return queries ?? nothing;
}
