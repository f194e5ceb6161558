/** The disciplines that the rules name, in the words of boards. */
import type { Discipline } from './disciplines.js';
import { disciplines } from './disciplines.js';

/** Where the two lists differ. A board has no seat for spine surgery of its own: neurosurgery does not stand in for it. */
const named: Readonly<Record<string, Discipline>> = {
  'ear-nose-throat-surgery': 'ent-surgery',
  'oral-and-maxillofacial-surgery': 'oral-maxillofacial-surgery',
};

const known: readonly string[] = disciplines;

/** A discipline of the rules as boards know it; its own word where no board has it, so that it counts as missing. */
export const boardDiscipline = (name: string): string => named[name] ?? name;

/** The same for one that a board has; null for the others. */
export const seatedDiscipline = (name: string): Discipline | null => {
  const found = boardDiscipline(name);
  return known.includes(found) ? (found as Discipline) : null;
};
