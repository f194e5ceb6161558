/**
 * How far the patients of a study are from this one: what differs, in words. A difference is named, not weighed.
 */
import { newestOf } from '../facts/case-fact.js';
import type { CasePicture } from '../facts/case-picture.js';
import type { PopulationAnswer } from '../facts/population.js';
import type { Evidence } from '../catalog/rule.js';

export interface EvidenceDistance {
  readonly id: string;
  /** direct = nothing named here differs; indirect = something does; not-known = it depends on what is not known. */
  readonly distance: 'direct' | 'indirect' | 'not-known';
  readonly differs: readonly string[];
}

type Difference = { readonly words: string; readonly open: boolean };

const differs = (words: string): Difference[] => [{ words, open: false }];
const open = (words: string): Difference[] => [{ words, open: true }];

function tumourDifference({ studied, population }: Evidence, answer: PopulationAnswer): Difference[] {
  if (answer.standing !== 'covered') return open(`shown in ${population}; the population of this patient is not known`);
  if (studied.tumours.includes(answer.group)) return [];
  if (answer.group === 'squamous' && studied.tumours.includes('head-and-neck')) return [];
  return differs(
    `shown in ${population}, not in ${answer.group === 'nasopharynx' ? 'nasopharyngeal carcinoma' : 'squamous cell carcinoma of the head and neck'}`,
  );
}

const drugWords = {
  'checkpoint-inhibitor': 'a checkpoint inhibitor alone',
  'checkpoint-inhibitor-with-chemotherapy': 'a checkpoint inhibitor with chemotherapy',
  chemotherapy: 'chemotherapy alone',
  none: 'without a drug in the question',
} as const;

function drugDifference({ studied: { drug } }: Evidence, { history: { treatment } }: CasePicture): Difference[] {
  if (drug === 'any') return [];
  const words = `given there: ${drugWords[drug]}`;
  if (drug === 'none') return differs(`studied ${drugWords.none}`);
  if (treatment.agents === null) return open(words);
  const inhibitor = treatment.agents.some(({ drugClass }) => drugClass === 'immune-checkpoint-inhibitor');
  const others = treatment.agents.some(({ drugClass }) => drugClass !== 'immune-checkpoint-inhibitor');
  const here = inhibitor
    ? others
      ? 'checkpoint-inhibitor-with-chemotherapy'
      : 'checkpoint-inhibitor'
    : 'chemotherapy';
  return drug === here ? [] : differs(words);
}

function lineDifference({ studied: { lines } }: Evidence, { facts }: CasePicture): Difference[] {
  if (lines === 'any') return [];
  const newest = newestOf(facts, 'line-number');
  const words = lines === 'first' ? 'studied in the first line' : 'studied after an earlier line';
  if (newest?.state !== 'known' || typeof newest.value !== 'number') return open(words);
  return (newest.value === 1) === (lines === 'first') ? [] : differs(words);
}

/** The distance of one piece of evidence from a patient. That its patients were selected is said, and makes it indirect. */
export function distanceOf(evidence: Evidence, picture: CasePicture, population: PopulationAnswer): EvidenceDistance {
  const found = [
    ...tumourDifference(evidence, population),
    ...drugDifference(evidence, picture),
    ...lineDifference(evidence, picture),
    ...(evidence.studied.selected ? differs('selected patients') : []),
  ];
  const distance = found.some((difference) => !difference.open)
    ? 'indirect'
    : found.length > 0
      ? 'not-known'
      : 'direct';
  return { id: evidence.id, distance, differs: found.map(({ words }) => words) };
}
