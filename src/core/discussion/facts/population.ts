/**
 * Whom the rules cover (docs/clinical-basis.md#populations-p): recurrent or metastatic squamous cell carcinoma of the
 * head and neck, and apart from it nasopharyngeal carcinoma.
 */
import { newestOf } from './case-fact.js';
import type { DiscussionInput } from './case-picture.js';
import type { PopulationGroup } from '../catalog/rule.js';
import type { OutsideReason, Phrase, PopulationGap } from '../phrases/phrase.js';

/**
 * covered = `group` says by which rules; outside = recognised, and these rules do not cover it; unknown = the facts in `missing`
 * are needed first, and no site-specific item is drafted.
 */
export type PopulationAnswer =
  | { readonly standing: 'covered'; readonly group: PopulationGroup; readonly words: Phrase }
  | { readonly standing: 'outside'; readonly group: null; readonly words: Phrase }
  | {
      readonly standing: 'unknown';
      readonly group: null;
      readonly words: Phrase;
      readonly missing: readonly PopulationGap[];
    };

const covered = (group: PopulationGroup, words: Phrase): PopulationAnswer => ({ standing: 'covered', group, words });
const coveredBySite = (group: PopulationGroup, site: string): PopulationAnswer =>
  covered(group, { id: 'population-covered', parameters: { site } });
const outside = (why: OutsideReason): PopulationAnswer => ({
  standing: 'outside',
  group: null,
  words: { id: 'population-outside', parameters: { why } },
});
const unknown = (...missing: PopulationGap[]): PopulationAnswer => ({
  standing: 'unknown',
  group: null,
  words: { id: 'population-unknown', parameters: { missing } },
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
  if (p16 === ebv) return unknown('primary-site');
  const words: Phrase = { id: 'population-by-marker', parameters: { marker: ebv ? 'EBV' : 'p16' } };
  return covered(ebv ? 'nasopharynx' : 'squamous', words);
}

function bySite(site: string, input: DiscussionInput): PopulationAnswer {
  const histology = histologyOf(input);
  if (site === 'salivary' || site === 'cutaneous' || site === 'thyroid') return outside(site);
  if (site === 'other') return outside('other-site');
  if (histology === 'another') return outside('other-histology');
  if (site === 'nasopharynx') return coveredBySite('nasopharynx', site);
  if (histology === 'nasopharyngeal-carcinoma') return unknown('primary-site-of-nasopharyngeal-carcinoma');
  if (site === 'unknown-primary') return unknownPrimary(input);
  // Squamous by far most often at the other sites, where the item is marked; at this one it is not.
  if (site === 'sinonasal' && histology === 'unknown') return unknown('histology');
  return coveredBySite('squamous', site);
}

/** Which population a case belongs to. A curative-intent line is outside whatever the primary is. */
export function populationOf(input: DiscussionInput): PopulationAnswer {
  if (input.history.treatment.setting === 'curative-intent') return outside('curative-intent');
  const site = newestOf(input.facts, 'primary-site');
  return site?.state === 'known' && typeof site.value === 'string'
    ? bySite(site.value, input)
    : unknown('primary-site');
}
