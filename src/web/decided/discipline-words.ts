import { useWords } from '../texts/words.js';

/** An owner or a dissenter as a board named them: a discipline in words; what is none, a name for example, as it stands. */
export function useNamed(): (named: string) => string {
  const { disciplines } = useWords();
  return (named) => (disciplines as Readonly<Record<string, string>>)[named] ?? named;
}
