import { useWords } from './words.js';

/** Whom a board named, in the reader's language: a discipline in words; what is none, a name for example, as it stands. */
export function useDisciplineName(): (named: string) => string {
  const { disciplines } = useWords();
  return (named) => (disciplines as Readonly<Record<string, string>>)[named] ?? named;
}
