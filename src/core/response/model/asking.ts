import type { ClassificationQuery } from './classification.js';
import type { QueryPhrases, ResponsePhrase } from './phrases.js';

export type Asked = Pick<ClassificationQuery, 'code' | 'words'>;

/** A question to the sender, by its code. */
export const asking = <Code extends keyof QueryPhrases>(code: Code, parameters: QueryPhrases[Code]): Asked => ({
  code,
  words: { id: `query/${code}`, parameters } as unknown as ResponsePhrase,
});
