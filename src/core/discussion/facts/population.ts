/**
 * Whom the rules cover (clinical-decisions.md 3): recurrent or metastatic squamous cell carcinoma of the head and neck, and apart
 * from it nasopharyngeal carcinoma.
 */
import { newestOf } from './case-fact.js';
import type { DiscussionInput } from './case-picture.js';
import type { PopulationGroup } from '../catalog/rule.js';

/**
 * covered = `group` says by which rules; outside = recognised, and these rules do not cover it; unknown = the facts in `missing`
 * are needed first, and no site-specific item is drafted.
 */
export type PopulationAnswer =
  | { readonly standing: 'covered'; readonly group: PopulationGroup; readonly words: string }
  | { readonly standing: 'outside'; readonly group: null; readonly words: string }
  | { readonly standing: 'unknown'; readonly group: null; readonly words: string; readonly missing: readonly string[] };

const covered = (group: PopulationGroup, words: string): PopulationAnswer => ({ standing: 'covered', group, words });
const outside = (words: string): PopulationAnswer => ({
  standing: 'outside',
  group: null,
  words: `outside what these rules cover: ${words}`,
});
const unknown = (...missing: string[]): PopulationAnswer => ({
  standing: 'unknown',
  group: null,
  words: `population unknown: not known: ${missing.join(', ')}`,
  missing,
});

type Histology = 'squamous-cell-carcinoma' | 'nasopharyngeal-carcinoma' | 'unknown' | 'another';

function histologyOf({ facts }: DiscussionInput): Histology {
  const newest = newestOf(facts, 'histology');
  if (newest?.state !== 'known') return 'unknown';
  return newest.value === 'squamous-cell-carcinoma' || newest.value === 'nasopharyngeal-carcinoma'
    ? newest.value
    : 'another';
}

const isPositive = ({ facts }: DiscussionInput, name: string): boolean => {
  const newest = newestOf(facts, name);
  return newest?.state === 'known' && newest.value === 'positive';
};

/** A neck node of unknown primary: EBV tells nasopharynx and p16 tells oropharynx, as the staging system reads them [P]. */
function unknownPrimary(input: DiscussionInput): PopulationAnswer {
  const [p16, ebv] = [isPositive(input, 'p16'), isPositive(input, 'ebv')];
  if (p16 === ebv) return unknown('primary site');
  return ebv
    ? covered('nasopharynx', 'neck node of unknown primary, EBV positive')
    : covered('squamous', 'neck node of unknown primary, p16 positive');
}

function bySite(site: string, input: DiscussionInput): PopulationAnswer {
  const histology = histologyOf(input);
  if (site === 'salivary' || site === 'cutaneous' || site === 'thyroid') return outside(`${site} primary`);
  if (site === 'other') return outside('primary outside the head and neck sites named');
  if (histology === 'another') return outside('another histology');
  if (site === 'nasopharynx') return covered('nasopharynx', 'nasopharynx');
  if (histology === 'nasopharyngeal-carcinoma')
    return unknown('primary site (nasopharyngeal carcinoma was stated with another site)');
  if (site === 'unknown-primary') return unknownPrimary(input);
  // Squamous by far most often at the other sites, where the item is marked; at this one it is not.
  if (site === 'sinonasal' && histology === 'unknown') return unknown('histology');
  return covered('squamous', site.replace('-', ' '));
}

/** Which population a case belongs to. A curative-intent line is outside whatever the primary is. */
export function populationOf(input: DiscussionInput): PopulationAnswer {
  if (input.history.treatment.setting === 'curative-intent')
    return outside('a perioperative, adjuvant or other curative-intent line');
  const site = newestOf(input.facts, 'primary-site');
  return site?.state === 'known' && typeof site.value === 'string'
    ? bySite(site.value, input)
    : unknown('primary site');
}
