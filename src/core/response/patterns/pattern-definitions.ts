/**
 * The published and the project's own definitions of dissociated, mixed or heterogeneous response, as data
 * (docs/clinical-basis.md#published-definitions-of-dissociated-mixed-or-heterogeneous-response). There is no consensus:
 * a verdict is always given with the definition's id.
 */
import { recistThresholds, type Thresholds } from '../model/change-rules.js';
import { millimetre } from '../model/lengths.js';
import { flagLimits } from '../thresholds.js';

/** flag: worklist and items; watch: patient page and a quiet list; sandbox: shown for study only, never in a count. */
type DefinitionTier = 'flag' | 'watch' | 'sandbox';

/** One lesion shrinks while another grows, or a new one appears. */
export interface LesionRule extends Thresholds {
  readonly unit: 'lesion';
  readonly lesions: 'measurable' | 'targets';
  /** Where the absolute growth is demanded: of the lesion itself, or of the sum of all targets over its nadir. */
  readonly growLengthOf: 'lesion' | 'sum-of-targets';
  readonly growth: 'established' | 'new' | 'established-or-new';
  /** Fewer lesions measured at both times: not assessable. */
  readonly fewestLesions: number;
}

/** Organs instead of lesions: the sum of an organ's measurable lesions. */
export interface OrganRule extends Thresholds {
  readonly unit: 'organ';
  readonly fewestOrgans: number;
  readonly firstEvaluationOnly: boolean;
  /** Rule 2: every organ responds and a new lesion (or clear worsening of what is not measured) appears. */
  readonly secondRule: 'new-lesion' | 'new-lesion-or-non-target-progression';
  /** An organ with a missing lesion whose measured part already is progression counts as progressive. */
  readonly measuredPartMayProgress: boolean;
}

/** Lesions in different categories (responding, stable, progressing), with stable against another counted as well. */
export interface CategoryRule extends Thresholds {
  readonly unit: 'category';
  /** Also met by a responding lesion beside a new one. */
  readonly newLesionCounts: boolean;
  /** Responding beside progressing lesions suffices; else a stable one must be among them. */
  readonly responseBesideGrowthSuffices: boolean;
  readonly fewestLesions: number;
}

/** The uptake of one lesion falls while that of another rises, or a new one appears; both thresholds inclusive, against the baseline. */
export interface UptakeRule {
  readonly unit: 'uptake';
  readonly quantity: 'SULpeak';
  readonly percent: number;
  /** Least absolute change, a decimal in SUL. */
  readonly absolute: string;
  /** Fewer lesions stated at both scans, and none new: not assessable. */
  readonly fewestLesions: number;
}

/**
 * not-independent: rests on single lesions and on the sum of all targets at once, which are not independent, so that there is no closed
 * form; uptake-noise-unknown: the noise of uptake is not established.
 */
export type NoConfidence = 'not-computed' | 'not-independent' | 'uptake-noise-unknown';

export interface PatternDefinitionData {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  /** Population in which it was shown. */
  readonly population: string;
  readonly tier: DefinitionTier;
  /** Certainty mark of the rule's text in the clinical reference; what is less sure beside it (title, DOI) is said in `source`. */
  readonly certainty: 'V' | 'V2' | 'K' | 'K?' | 'P';
  /** Null where the source gives no numbers, or numbers that diameters cannot answer; `notComputed` says which. */
  readonly rule: LesionRule | OrganRule | CategoryRule | UptakeRule | null;
  readonly notComputed: string | null;
  /** Why a verdict has no measurement confidence; null where it has one. */
  readonly noConfidence: NoConfidence | null;
  /** A watch that becomes a flag where so many measured lesions of the growing organ grew by this percentage each, and its sum beyond noise. */
  readonly flaggedWith?: { readonly growers: number; readonly percent: number };
}

const strictThresholds: Thresholds = {
  shrinkPercent: 30,
  shrinkStrict: true,
  growPercent: 20,
  growStrict: true,
  growLength: 0,
};
const tenPercent: Thresholds = {
  shrinkPercent: 10,
  shrinkStrict: false,
  growPercent: 10,
  growStrict: false,
  growLength: 0,
};

const projectPopulation =
  'recurrent or metastatic head and neck squamous cell carcinoma on a checkpoint inhibitor; not validated';

type Certainty = PatternDefinitionData['certainty'];

const withoutNumbers = (
  id: string,
  certainty: Certainty,
  title: string,
  source: string,
  population: string,
  notComputed: string,
): PatternDefinitionData => ({
  id,
  title,
  source,
  population,
  tier: 'sandbox',
  certainty,
  rule: null,
  notComputed,
  noConfidence: 'not-computed',
});

export const patternDefinitions: readonly PatternDefinitionData[] = [
  {
    id: 'DR-A',
    title: 'Dissociated response through growth of established lesions',
    source: 'this project',
    population: projectPopulation,
    tier: 'flag',
    certainty: 'P',
    notComputed: null,
    noConfidence: null,
    rule: {
      unit: 'lesion',
      lesions: 'measurable',
      ...recistThresholds,
      growLengthOf: 'lesion',
      growth: 'established',
      fewestLesions: 2,
    },
  },
  {
    id: 'DR-B',
    title: 'Dissociated response through new lesions',
    source: 'this project',
    population: projectPopulation,
    tier: 'flag',
    certainty: 'P',
    notComputed: null,
    noConfidence: null,
    rule: {
      unit: 'lesion',
      lesions: 'measurable',
      ...recistThresholds,
      growLengthOf: 'lesion',
      growth: 'new',
      fewestLesions: 1,
    },
  },
  {
    id: 'DR-C',
    title: 'Dissociated response between organs',
    source: 'this project, after SAT21, at every evaluation',
    population: projectPopulation,
    tier: 'watch',
    flaggedWith: { growers: flagLimits.organGrowers, percent: flagLimits.organGrowerPercent },
    certainty: 'P',
    notComputed: null,
    noConfidence: null,
    rule: {
      unit: 'organ',
      ...recistThresholds,
      fewestOrgans: 2,
      firstEvaluationOnly: false,
      secondRule: 'new-lesion',
      measuredPartMayProgress: false,
    },
  },
  {
    id: 'TAZ18',
    title: 'Dissociated response',
    source: 'Tazdait, Eur J Cancer 2018;88:38-47, 10.1016/j.ejca.2017.10.017',
    population: 'non-small cell lung cancer on PD-1 or PD-L1 inhibitors, 160',
    tier: 'watch',
    certainty: 'K',
    notComputed: null,
    noConfidence: null,
    rule: {
      unit: 'lesion',
      lesions: 'measurable',
      ...strictThresholds,
      growLengthOf: 'lesion',
      growth: 'established',
      fewestLesions: 1,
    },
  },
  {
    id: 'BER20',
    title: 'Dissociated response',
    source:
      'Bernard-Tessier, probably Cancer Immunol Immunother 2021;70:221-32, 10.1007/s00262-020-02647-z (title and DOI less sure [K?])',
    population: 'solid tumours on CTLA-4 and PD-1 inhibitors, 360',
    tier: 'watch',
    certainty: 'V2',
    notComputed: null,
    noConfidence: 'not-independent',
    rule: {
      unit: 'lesion',
      lesions: 'measurable',
      ...strictThresholds,
      growLength: 5 * millimetre,
      growLengthOf: 'sum-of-targets',
      growth: 'established',
      fewestLesions: 1,
    },
  },
  {
    id: 'SAT21',
    title: 'Dissociated response, organ level, first evaluation',
    source: 'Sato, Invest New Drugs 2021, 10.1007/s10637-021-01077-7',
    population: 'non-small cell lung cancer on nivolumab, 107',
    tier: 'watch',
    certainty: 'V2',
    notComputed: null,
    noConfidence: null,
    rule: {
      unit: 'organ',
      ...recistThresholds,
      fewestOrgans: 2,
      firstEvaluationOnly: true,
      secondRule: 'new-lesion-or-non-target-progression',
      measuredPartMayProgress: true,
    },
  },
  {
    id: 'VAF21',
    title: 'Dissociated response of target lesions',
    source: 'Vaflard, Drugs R D 2021, 10.1007/s40268-021-00362-3',
    population:
      'metastatic solid tumours on checkpoint inhibitors; cut-offs a lesion not found in the text, -30 and +20 % presumed',
    tier: 'sandbox',
    certainty: 'K?',
    notComputed: null,
    noConfidence: null,
    rule: {
      unit: 'lesion',
      lesions: 'targets',
      ...recistThresholds,
      growLength: 0,
      growLengthOf: 'lesion',
      growth: 'established',
      fewestLesions: 1,
    },
  },
  {
    id: 'HAL19',
    title: 'Heterogeneous response',
    source: 'Hall, renal cell carcinoma, VEGF inhibitors (journal not checked)',
    population:
      'metastatic renal cell carcinoma on kinase inhibitors, 138: worse survival, the opposite of checkpoint inhibitors',
    tier: 'sandbox',
    certainty: 'V',
    notComputed: null,
    noConfidence: null,
    rule: {
      unit: 'lesion',
      lesions: 'measurable',
      ...tenPercent,
      growLengthOf: 'lesion',
      growth: 'established',
      fewestLesions: 1,
    },
  },
  {
    id: 'CRU16',
    title: 'Heterogeneous response',
    source: 'Crusz, BMC Med 2016;14:185, 10.1186/s12916-016-0729-9',
    population: 'metastatic renal cell carcinoma on kinase inhibitors, 27; RECIST thresholds a lesion presumed',
    tier: 'sandbox',
    certainty: 'K?',
    notComputed: null,
    noConfidence: null,
    rule: {
      unit: 'category',
      ...recistThresholds,
      newLesionCounts: false,
      responseBesideGrowthSuffices: true,
      fewestLesions: 2,
    },
  },
  {
    id: 'WON21',
    title: 'Heterogeneous response',
    source: 'Wong, Cancers 2021;13:1689, 10.3390/cancers13071689',
    population: 'renal cell carcinoma, 46; RECIST thresholds a lesion presumed',
    tier: 'sandbox',
    certainty: 'V2',
    notComputed: null,
    noConfidence: null,
    rule: {
      unit: 'category',
      ...recistThresholds,
      newLesionCounts: true,
      responseBesideGrowthSuffices: false,
      fewestLesions: 2,
    },
  },
  {
    id: 'PET-DR',
    title: 'Dissociated response of FDG uptake',
    source: 'after Humbert, EJNMMI 2020;47:1158-67, 10.1007/s00259-019-04573-4, and PERCIST 1.0; this project',
    population: 'non-small cell lung cancer on checkpoint inhibitors, 50',
    tier: 'sandbox',
    certainty: 'K?',
    notComputed: null,
    noConfidence: 'uptake-noise-unknown',
    rule: { unit: 'uptake', quantity: 'SULpeak', percent: 30, absolute: '0.8', fewestLesions: 2 },
  },
  withoutNumbers(
    'TOZ20',
    'V',
    'Dissociated response',
    'Tozuka, BMC Cancer 2020;20:207, 10.1186/s12885-020-6704-z (DOI [K])',
    'non-small cell lung cancer, progressive by RECIST at the first CT, 62',
    'no threshold for the shrinking lesions in the text that was checked',
  ),
  withoutNumbers(
    'ZHO20',
    'V2',
    'Dissociated response',
    'Zhou, J Cancer Res Clin Oncol 2020, 10.1007/s00432-020-03282-2 (DOI less sure [K?]; only part of the rule was checked)',
    'non-small cell lung cancer on PD-1 or PD-L1 inhibitors',
    'the rule for the growing part was not found',
  ),
  withoutNumbers(
    'SCI24',
    'V',
    'Dissociated response',
    'Sci Rep 2024;14:32147, 10.1038/s41598-024-84009-8',
    'advanced cancer, 177',
    'no thresholds found',
  ),
  withoutNumbers(
    'RAU20',
    'V',
    'Regressing beside progressing lesions',
    'Rauwerdink, Ann Surg Oncol 2020, 10.1245/s10434-020-08657-6',
    'melanoma',
    'no thresholds found',
  ),
  withoutNumbers(
    'HUM20b',
    'K?',
    'Dissociated response by FDG uptake',
    'Humbert, Eur J Nucl Med Mol Imaging 2020;47:1158-67, 10.1007/s00259-019-04573-4',
    'non-small cell lung cancer on checkpoint inhibitors, 50',
    'needs the uptake of each lesion: the PET criteria answer it by SULpeak, not this rule',
  ),
  withoutNumbers(
    'MER20',
    'V',
    'Discordance of primary and nodes',
    'Merlino, Front Oncol 2020;10:566315, 10.3389/fonc.2020.566315',
    'head and neck squamous cell carcinoma, neoadjuvant nivolumab, 44',
    'volumes of primary and nodes are taken, but the discordance rests on the treatment effect in the resected tissue',
  ),
  withoutNumbers(
    'VOS22',
    'V',
    'Metabolic response of the primary',
    'Vos, Eur J Nucl Med Mol Imaging 2022, 10.1007/s00259-021-05610-x',
    'head and neck squamous cell carcinoma, neoadjuvant, 21',
    'needs metabolic volumes; no rule for dissociation',
  ),
];

/** The definition of an id; undefined where there is none. */
export const patternDefinition = (id: string): PatternDefinitionData | undefined =>
  patternDefinitions.find((definition) => definition.id === id);
