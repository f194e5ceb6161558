/**
 * How far the patients of a study are from this one, on six axes (docs/clinical-basis.md#evidence): what differs is named, not weighed. What was not
 * read of the study, or is not known of the patient, is never taken for the same.
 */
import { newestOf } from '../facts/case-fact.js';
import type { CasePicture } from '../facts/case-picture.js';
import type { FactReadings } from '../facts/facts.js';
import type { PopulationAnswer } from '../facts/population.js';
import { allOf, anyOf, negate, type Truth } from '../facts/truth.js';
import {
  designDifference,
  differsIn,
  extentStudied,
  fewProgressingDifference,
  openIn,
  questionDifference,
  type AxisDifference,
} from '../catalog/evidence-axes.js';
import type { Evidence, ItemSubject, Rule } from '../catalog/rule.js';
import type { Phrase } from '../phrases/phrase.js';

export interface EvidenceDistance {
  readonly id: string;
  /** direct = all six axes fit; indirect = one of them differs; not-known = it depends on what is not known. */
  readonly distance: 'direct' | 'indirect' | 'not-known';
  readonly differs: readonly Phrase[];
}

/** Of whom the distance is asked. */
export interface DistanceFrom {
  readonly picture: CasePicture;
  readonly population: PopulationAnswer;
  readonly facts: FactReadings;
}

function tumourDifference({ id, studied }: Evidence, { population: answer }: DistanceFrom): AxisDifference[] {
  const population: Phrase = { id: 'catalogue', parameters: { text: `evidence/${id}/population` } };
  if (answer.standing !== 'covered')
    return openIn('tumour', { id: 'shown-in-unknown-population', parameters: { population } });
  const { group: here } = answer;
  if (studied.tumours.includes(here)) return [];
  if (here === 'squamous' && studied.tumours.includes('head-and-neck')) return [];
  return differsIn('tumour', { id: 'shown-in-other-population', parameters: { population, here } });
}

/** The virus that matters at a site: p16 stands for HPV in the oropharynx and in a node of unknown primary, EBV in the nasopharynx. */
function virusAt(site: string | null): 'p16' | 'ebv' | null {
  if (site === 'oropharynx' || site === 'unknown-primary') return 'p16';
  return site === 'nasopharynx' ? 'ebv' : null;
}

function virusFits({ studied: { virus } }: Evidence, marker: 'p16' | 'ebv' | null, { picture }: DistanceFrom): Truth {
  if (marker === null || virus === 'both') return true;
  const newest = newestOf(picture.facts, marker);
  if (virus === 'not-stated' || newest?.state !== 'known') return 'unknown';
  return newest.value === virus;
}

function siteFits({ studied: { sites } }: Evidence, site: string | null): Truth {
  if (sites === 'not-stated' || site === null) return 'unknown';
  return sites.includes(site);
}

/** Said of studies of the same tumour only: another tumour has other sites. */
function siteDifference(evidence: Evidence, from: DistanceFrom): AxisDifference[] {
  const newest = newestOf(from.picture.facts, 'primary-site');
  const site = newest?.state === 'known' && typeof newest.value === 'string' ? newest.value : null;
  const marker = virusAt(site);
  const fits = allOf([siteFits(evidence, site), virusFits(evidence, marker, from)]);
  if (fits === true) return [];
  const { sites, virus } = evidence.studied;
  const words: Phrase = { id: 'site-studied', parameters: { sites, virus, marker } };
  return fits === false ? differsIn('site', words) : openIn('site', words);
}

/** Whether the patient's disease has an extent that was studied. */
function hasExtent(extent: Evidence['studied']['extents'][number], { facts }: DistanceFrom): Truth {
  if (extent === 'locoregional-recurrence') return truthIn(facts, 'locoregional-only');
  if (extent === 'metastatic') return negate(truthIn(facts, 'locoregional-only'));
  if (extent === 'de-novo-metastatic') return truthIn(facts, 'de-novo-metastatic');
  // Few lesions that progress are asked for by the item itself; of any other item it is not known.
  return extent === 'oligometastatic' ? truthIn(facts, 'oligometastatic-before') : 'unknown';
}

function truthIn(facts: FactReadings, fact: string): Truth {
  const { value } = facts(fact);
  return typeof value === 'boolean' ? value : 'unknown';
}

function extentDifference(evidence: Evidence, about: ItemSubject, from: DistanceFrom): AxisDifference[] {
  if (about.extent === 'few-progressing') return fewProgressingDifference(evidence);
  const fits = anyOf(evidence.studied.extents.map((extent) => hasExtent(extent, from)));
  if (fits === true) return [];
  return fits === false ? differsIn('extent', extentStudied(evidence)) : openIn('extent', extentStudied(evidence));
}

function drugDifference({ studied: { drug } }: Evidence, { picture }: DistanceFrom): AxisDifference[] {
  if (drug === 'any') return [];
  const { agents } = picture.history.treatment;
  const words: Phrase = { id: 'drug-studied', parameters: { drug } };
  if (drug === 'none') return differsIn('line', words);
  if (agents === null) return openIn('line', words);
  const inhibitor = agents.some(({ drugClass }) => drugClass === 'immune-checkpoint-inhibitor');
  const others = agents.some(({ drugClass }) => drugClass !== 'immune-checkpoint-inhibitor');
  const here = inhibitor
    ? others
      ? 'checkpoint-inhibitor-with-chemotherapy'
      : 'checkpoint-inhibitor'
    : 'chemotherapy';
  return drug === here ? [] : differsIn('line', words);
}

function lineDifference({ studied: { lines } }: Evidence, { picture }: DistanceFrom): AxisDifference[] {
  if (lines === 'any') return [];
  const newest = newestOf(picture.facts, 'line-number');
  const words: Phrase = { id: 'line-studied', parameters: { line: lines } };
  if (lines === 'not-stated' || newest?.state !== 'known' || typeof newest.value !== 'number')
    return openIn('line', words);
  return (newest.value === 1) === (lines === 'first') ? [] : differsIn('line', words);
}

/** Before or after progression on a checkpoint inhibitor. A study without the drug in question has said so already. */
function inhibitorDifference(evidence: Evidence, about: ItemSubject, { picture }: DistanceFrom): AxisDifference[] {
  const { drug, inhibitor } = evidence.studied;
  if (about.inhibitor === 'any' || drug === 'none' || drug === 'chemotherapy') return [];
  const words: Phrase = { id: 'inhibitor-studied', parameters: { inhibitor } };
  const given = picture.history.treatment.agents?.some(({ drugClass }) => drugClass === 'immune-checkpoint-inhibitor');
  // Without one in this line, whether there was progression on an earlier one is not read here.
  if (inhibitor === 'not-stated' || given !== true) return openIn('line', words);
  return inhibitor === about.inhibitor ? [] : differsIn('line', words);
}

/** What differs between the patients of a study and this one, axis by axis. */
function differencesOf(evidence: Evidence, about: ItemSubject, from: DistanceFrom): AxisDifference[] {
  const tumour = tumourDifference(evidence, from);
  return [
    ...tumour,
    ...(tumour.length === 0 ? siteDifference(evidence, from) : []),
    ...extentDifference(evidence, about, from),
    ...lineDifference(evidence, from),
    ...drugDifference(evidence, from),
    ...inhibitorDifference(evidence, about, from),
    ...questionDifference(evidence, about),
    ...designDifference(evidence),
  ];
}

/** The distance of one piece of evidence from a patient, as a rule cites it. 'direct' follows from the axes and is written nowhere else. */
export function distanceOf(evidence: Evidence, { about }: Pick<Rule, 'about'>, from: DistanceFrom): EvidenceDistance {
  // A rule that cites evidence says what it is about, or the catalogue is not loaded.
  const found = about === undefined ? [] : differencesOf(evidence, about, from);
  const distance = found.some(({ open }) => !open)
    ? 'indirect'
    : found.length > 0 || about === undefined
      ? 'not-known'
      : 'direct';
  return { id: evidence.id, distance, differs: found.map(({ words }) => words) };
}
