/** Words for the role of a lesion, in SDTM (TUORRES, TUSTRESC, TRGRPID) and in tables. Written in capitals, with spaces for hyphens. */
import type { LesionRole } from '../response/index.js';
import { wordOf, type WordTable } from './words.js';

export const rolesByWord: WordTable<LesionRole> = {
  TARGET: 'target',
  'NON-TARGET': 'non-target',
  'NON TARGET': 'non-target',
  NONTARGET: 'non-target',
  NEW: 'new',
  'NEW TARGET': 'new',
  'NEW NON TARGET': 'new',
  'NEW NONTARGET': 'new',
  'NEW MEASURABLE': 'new',
  'NEW NON MEASURABLE': 'new',
};

/** The role that a word names, with or without 'lesion' behind it; undefined where it names none that is known. */
export function roleOfWord(text: string): LesionRole | undefined {
  if (Object.hasOwn(rolesByWord, text)) return rolesByWord[text];
  const word = wordOf(text.replace(/[-_\u2010-\u2013]+/g, ' ')).replace(/ (LESION|TUMOU?R)S?$/, '');
  return Object.hasOwn(rolesByWord, word) ? rolesByWord[word] : undefined;
}
