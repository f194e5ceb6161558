/**
 * How far the patients of a study are from this one: what differs. A difference is named, not weighed.
 */
import { newestOf } from '../facts/case-fact.js';
import type { CasePicture } from '../facts/case-picture.js';
import type { PopulationAnswer } from '../facts/population.js';
import type { Evidence } from '../catalog/rule.js';
import type { Phrase } from '../phrases/phrase.js';

export interface EvidenceDistance {
  readonly id: string;
  /** direct = nothing named here differs; indirect = something does; not-known = it depends on what is not known. */
  readonly distance: 'direct' | 'indirect' | 'not-known';
  readonly differs: readonly Phrase[];
}

type Difference = { readonly words: Phrase; readonly open: boolean };

const differs = (words: Phrase): Difference[] => [{ words, open: false }];
const open = (words: Phrase): Difference[] => [{ words, open: true }];

function tumourDifference({ id, studied }: Evidence, answer: PopulationAnswer): Difference[] {
  const population: Phrase = { id: 'catalogue', parameters: { text: `evidence/${id}/population` } };
  if (answer.standing !== 'covered') return open({ id: 'shown-in-unknown-population', parameters: { population } });
  const { group: here } = answer;
  if (studied.tumours.includes(here)) return [];
  if (here === 'squamous' && studied.tumours.includes('head-and-neck')) return [];
  return differs({ id: 'shown-in-other-population', parameters: { population, here } });
}

function drugDifference({ studied: { drug } }: Evidence, { history: { treatment } }: CasePicture): Difference[] {
  if (drug === 'any') return [];
  const words: Phrase = { id: 'drug-studied', parameters: { drug } };
  if (drug === 'none') return differs(words);
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
  const words: Phrase = { id: 'line-studied', parameters: { line: lines } };
  if (newest?.state !== 'known' || typeof newest.value !== 'number') return open(words);
  return (newest.value === 1) === (lines === 'first') ? [] : differs(words);
}

/** The distance of one piece of evidence from a patient. That its patients were selected is said, and makes it indirect. */
export function distanceOf(evidence: Evidence, picture: CasePicture, population: PopulationAnswer): EvidenceDistance {
  const found = [
    ...tumourDifference(evidence, population),
    ...drugDifference(evidence, picture),
    ...lineDifference(evidence, picture),
    ...(evidence.studied.selected ? differs({ id: 'selected-patients', parameters: {} }) : []),
  ];
  const distance = found.some((difference) => !difference.open)
    ? 'indirect'
    : found.length > 0
      ? 'not-known'
      : 'direct';
  return { id: evidence.id, distance, differs: found.map(({ words }) => words) };
}
