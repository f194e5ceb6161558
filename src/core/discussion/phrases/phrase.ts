import type {
  DateInterval,
  Micrometres,
  NamedLesion,
  NamedScan,
  NoParameters,
  Organ,
  PhraseOf,
  ResponsePhrases,
  TissueKind,
  TissueMethod,
  TissueResult,
} from '../../response/index.js';
import type { Evidence } from '../catalog/rule.js';
import type { CasePhrases } from './case-phrases.js';

/** Whom a study was about and what it asked. */
type Studied = Evidence['studied'];

/** A lesion with its size at two times. */
export interface SizedLesion {
  readonly lesion: NamedLesion;
  readonly from: Micrometres;
  readonly to: Micrometres;
}

/** A lesion with its size at baseline and now, or the state reported now; null = not known. */
export interface FollowedLesion {
  readonly lesion: NamedLesion;
  readonly baseline: Micrometres | null;
  readonly now: Micrometres | null;
  readonly state: string | null;
}

/** A lesion with its size now, or the state reported now. */
export type PresentLesion = Omit<FollowedLesion, 'baseline'>;

/** A lesion with its first size; null = not measured. */
export interface MeasuredLesion {
  readonly lesion: NamedLesion;
  readonly size: Micrometres | null;
}

/** Since when a new lesion is there, and the last scan that showed its organ without it; null = none did. */
interface Appeared {
  readonly first?: NamedScan | null;
  readonly notAt?: NamedScan | null;
}

/** A value as it was stated, for a text that quotes it. */
export interface StatedValue {
  readonly state: 'known' | 'none' | 'unknown';
  readonly value: unknown;
  readonly date: DateInterval | null;
}

/** Percent of volume a month, and mm a month; null = not known. */
export interface GrowthRates {
  readonly volume: number | null;
  readonly diameters: number | null;
}

/** Drugs by name; empty where none is named, or no checkpoint inhibitor is among them. */
interface Drugs {
  readonly drugs: readonly string[];
}

/** Who said something, and when; null = undated. */
interface Said {
  readonly by: string;
  readonly date: DateInterval | null;
}

/** Codes by which a change is told. */
export const changeCodes = [
  'definition-met',
  'definition-not-met',
  'flag-ended',
  'held-back',
  'no-longer-held-back',
  'flag-says-otherwise',
  'condition-met',
  'no-longer-waits',
  'now-covered',
  'rule-shown-again',
  'rule-version',
  'follow-up-ended',
  'acknowledged',
  'parking-ended',
  'evidence-differs',
  'says-otherwise',
  'rule-switched-off',
  'rule-in-shadow',
  'patient-died',
  'rule-retired',
  'outside-population',
  'population-unknown',
  'carried-out',
  'second-primary',
  'flag-withdrawn',
  'flag-held-back',
  'waits-for-facts',
  'no-longer-met',
] as const;
export type ChangeCode = (typeof changeCodes)[number];

/** Bounds of a count; at least one of them is set. */
interface Bounds {
  readonly atLeast: number | null;
  readonly atMost: number | null;
}

/** Of lesions: which ones the text speaks of. */
export type LesionGroup = 'growing' | 'at-issue' | 'growing-in-neck' | 'growing-in-field' | 'residual';

/** Why a patient is not among those whom the rules cover. */
export type OutsideReason = 'curative-intent' | 'salivary' | 'cutaneous' | 'thyroid' | 'other-site' | 'other-histology';

/** What has to be known before a patient's population is. */
export type PopulationGap = 'primary-site' | 'histology' | 'primary-site-of-nasopharyngeal-carcinoma';

/** What was stated of a lesion and of radiotherapy. */
export interface StatedPhrases {
  'no-prior-radiotherapy': NoParameters;
  'lesions-in-field': { readonly lesions: readonly NamedLesion[] };
  /** Stated to lie in a prior field, and not in which. */
  'field-not-known': { readonly lesions: readonly NamedLesion[] };

  /** What tissue of a lesion showed; `shows` in the words of the report. */
  'lesion-tissue': {
    readonly result: TissueResult;
    readonly kind: TissueKind | null;
    readonly method: TissueMethod | null;
    readonly date: DateInterval;
    readonly histology: string | null;
    readonly p16: string | null;
    readonly eber: string | null;
    readonly shows: string | null;
  };
  'lesion-treated': {
    readonly kind: string;
    readonly on: DateInterval | null;
    readonly technique: string | null;
    readonly doseGy: number | null;
    readonly fractions: number | null;
    readonly margin: string | null;
    readonly resectionMargin: string | null;
    readonly extranodalExtension: string | null;
    readonly viableTumour: string | null;
  };
  'lesion-appearance': { readonly appearance: string; readonly date: DateInterval | null };
  /** `region`: the organ it was stated of; null = the lesion itself. */
  'lesion-condition': {
    readonly condition: string;
    readonly date: DateInterval | null;
    readonly region: Organ | null;
  };
  'lesion-sins': { readonly score: number; readonly date: DateInterval | null };
}

/** What the page of a case says with other phrases in it; the rest stands in `case-phrases.ts`. */
export interface CaseTexts {
  'option-short': { readonly option: string; readonly words: Phrase; readonly lesions: readonly string[] };
  'reason-short': { readonly reason: Phrase };
  'unknown-shown': { readonly fact: Phrase; readonly lesions: readonly string[]; readonly whoCouldAnswer: Phrase };
  readiness: {
    readonly there: number;
    readonly of: number;
    readonly first: {
      readonly standing: 'missing' | 'stale';
      readonly fact: Phrase;
      readonly lesions: readonly string[];
      readonly whoCouldAnswer: Phrase;
      readonly lastStated: string | null;
    } | null;
  };
}

/**
 * What the discussion room can say, id by id, with the parameters each needs. `en/discussion.ts` and `de/discussion.ts` hold the words;
 * a phrase that lacks its words in one of them does not compile. An id that was released is never given to something else: stored items
 * are read by it.
 */
export interface DiscussionPhrases extends StatedPhrases, CasePhrases, CaseTexts {
  /** A text of somebody else, or of a time before phrases: shown as it was written, in every language. */
  'as-written': { readonly text: string };
  /** A fault of what was sent: its message as it goes to the sender, or the words for its kind. */
  'sender-query': { readonly code: string; readonly message: string; readonly value: string | null };
  /** A text of the catalogue of rules by its id, with what its braces are filled with. */
  catalogue: { readonly text: string; readonly with?: Readonly<Record<string, Phrase>> };
  /** Several phrases in a row, joined by a comma and 'and'. */
  list: { readonly parts: readonly Phrase[] };
  /** Several phrases in a row, divided by semicolons. */
  clauses: { readonly parts: readonly Phrase[] };

  lesion: NamedLesion;
  lesions: { readonly lesions: readonly NamedLesion[] };
  'the-lesions': { readonly group: LesionGroup; readonly lesions: readonly NamedLesion[] };
  'the-new-lesions': { readonly lesions: readonly NamedLesion[] };
  /** The operation that fits the place: of nodes a neck dissection, of others a resection. */
  'neck-operation': { readonly nodes: readonly NamedLesion[]; readonly others: readonly NamedLesion[] };

  'lesion-grew': SizedLesion & { readonly since: NamedScan | null; readonly at: NamedScan | null };
  /** A finding of another evaluator names it as growing, and the sizes of this one do not bear it out. */
  'lesion-called-growing': SizedLesion & { readonly since: NamedScan | null; readonly at: NamedScan | null };
  'lesion-progressed': { readonly lesion: NamedLesion; readonly at: NamedScan | null };
  /** Items of rule sets before 1.6.0 lack `first` and `notAt`. */
  'lesion-is-new': MeasuredLesion & { readonly at: NamedScan | null } & Appeared;
  'lesion-took-up-more': { readonly lesion: NamedLesion; readonly at: NamedScan | null };
  'new-lesions-appeared': {
    readonly lesions: readonly (MeasuredLesion & Appeared)[];
    readonly at: NamedScan | null;
    readonly notAt: NamedScan | null;
  };
  /** What became of the lesions that do not grow. */
  'others-changed': {
    readonly shrank: readonly SizedLesion[];
    /** Before rule set 1.7.0 with those that rose by 30 % or more. */
    readonly changedLess: readonly SizedLesion[];
    /** Left out before rule set 1.7.0. */
    readonly rose?: readonly SizedLesion[];
    /** Treated locally, and grown again over the lowest size since; left out before there was this. */
    readonly regrown?: readonly SizedLesion[];
    readonly unknown: readonly NamedLesion[];
    readonly count: number;
    /** True where nothing else stands beside them: no treated lesion and no new one. Left out before rule set 1.6.0. */
    readonly nothingElse?: boolean;
    readonly since: NamedScan | null;
    readonly at: NamedScan | null;
  };
  'others-since': {
    readonly sized: readonly SizedLesion[];
    readonly unsized: readonly NamedLesion[];
    readonly since: NamedScan | null;
  };
  'lesions-shrank': { readonly lesions: readonly FollowedLesion[]; readonly since: NamedScan | null };
  /**
   * Before rule set 1.6.0 without the two last. `heldSince`: the scan from which on what shrank has stayed so, null where it has not;
   * 'growth-before': nothing grew in the last interval itself.
   */
  course: {
    readonly course: 'concurrent' | 'sequential' | null;
    readonly heldSince?: NamedScan | null;
    readonly beside?: 'growth' | 'growth-before' | 'new-lesion';
  };
  /** Values of EBV DNA in copies a ml, oldest first; null = the statement has none. */
  'ebv-dna-course': {
    readonly values: readonly {
      readonly copies: number;
      readonly belowDetection: boolean;
      readonly date: DateInterval | null;
    }[];
  };

  'progression-began': {
    readonly kind: 'first' | 'anew';
    readonly at: NamedScan | null;
    readonly causes: readonly Phrase[];
  };
  'progression-not-settled': { readonly at: NamedScan | null };
  'flagged-at': { readonly at: NamedScan | null; readonly reason: Phrase };
  'progression-shown': {
    readonly progresses: boolean;
    readonly at: NamedScan | null;
    readonly response: string | null;
    readonly immune: string | null;
    readonly afterProgression: boolean;
    readonly causes: readonly Phrase[];
  };
  'sum-rose': { readonly from: Micrometres; readonly to: Micrometres };
  'non-targets-progressed': { readonly lesions: readonly NamedLesion[] };
  'lesions-are-new': { readonly lesions: readonly NamedLesion[] };

  'ecog-trend': { readonly values: readonly { readonly value: number; readonly date: DateInterval }[] };
  stability: Said & { readonly stable: boolean };
  'stability-not-confirmed': NoParameters;
  'confirmation-window': { readonly window: DateInterval | null; readonly after: NamedScan | null };
  modality: { readonly modality: string | null };

  drug: Drugs;
  'other-drugs': Drugs;
  /** What goes on without local therapy: the drug, as long as it is given, and the imaging. */
  'drug-and-imaging': Drugs & {
    readonly ongoing: 'yes' | 'no' | 'unknown';
    readonly imaging: 'next-planned' | 'early-mr';
  };
  'while-drug-continues': Drugs & {
    readonly ongoing: 'yes' | 'no' | 'unknown';
    readonly lastDose: DateInterval | null;
  };
  /** `ended`: stated as no longer given, with the last dose where it is known. */
  'line-given': Drugs & { readonly line: number | null; readonly ended?: { readonly lastDose: DateInterval | null } };

  'distant-responded': {
    readonly lesions: readonly FollowedLesion[];
    readonly since: NamedScan | null;
    readonly response: 'CR' | 'PR';
    /** The first scan of the response; null where there is no overall response at this scan. */
    readonly respondingSince: NamedScan | null;
  };
  'distant-course': { readonly lesions: readonly FollowedLesion[]; readonly since: NamedScan | null };
  residue: { readonly lesions: readonly (FollowedLesion & { readonly regionNamed: boolean })[] };
  'sizes-now': { readonly lesions: readonly PresentLesion[] };
  /** A clinician's word on whether something can be done; `answer` null = not stated. */
  'clinicians-word': {
    readonly about: 'resectable' | 'irradiable';
    readonly answer: 'yes' | 'no' | null;
    readonly by: string | null;
    readonly date: DateInterval | null;
  };
  'organs-at-risk': { readonly organs: readonly string[] };
  reports: {
    readonly reports: readonly {
      readonly what: string | null;
      readonly report: string;
      readonly date: DateInterval | null;
    }[];
  };
  /** Of items written before results were structured. */
  tissue: { readonly lesions: readonly { readonly lesion: NamedLesion; readonly shows: string }[] };
  'tissue-of-lesions': { readonly lesions: readonly { readonly lesion: NamedLesion; readonly said: Phrase }[] };
  'no-tumour-in-tissue': {
    readonly lesions: readonly {
      readonly lesion: NamedLesion;
      readonly date: DateInterval;
      readonly kind: TissueKind | null;
      readonly method: TissueMethod | null;
      /** A negative result by such a method does not exclude tumour. */
      readonly needle: boolean;
    }[];
  };
  'prior-radiotherapy': {
    readonly field: string;
    readonly doseGy: number | null;
    readonly end: DateInterval | null;
    readonly plan: 'yes' | 'no' | null;
    readonly fractions?: number | null;
    readonly technique?: string;
    readonly start?: DateInterval;
  };
  /** Courses of which it is not known in which of them the lesion lies. */
  'prior-radiotherapy-open': { readonly courses: readonly Phrase[] };
  /** `several`: more than one course is named before it, and it is that of the last. */
  'prior-radiotherapy-interval': { readonly months: number; readonly several?: boolean };
  'miri-class': { readonly class: 'I-or-II' | 'II' | 'III' | 'II-or-III' | 'unknown' };
  'prior-radiotherapy-unknown': { readonly statedNone: boolean };

  'faster-growth': {
    readonly met: readonly string[];
    readonly notMet: readonly string[];
    readonly notAssessable: readonly string[];
  };
  'growth-rates': { readonly before: GrowthRates; readonly on: GrowthRates };

  'response-not-evaluable': { readonly at: NamedScan | null; readonly missing: readonly NamedLesion[] };
  'readers-differ': {
    readonly definition: string;
    readonly evaluatorsFor: readonly string[];
    readonly evaluatorsAgainst: readonly string[];
  };
  'modalities-differ': {
    readonly modality: string | null;
    readonly response: string | null;
    readonly otherModality: string;
    readonly otherResponse: string;
  };
  'sizes-and-uptake-differ': { readonly says: Phrase };
  'uptake-dissociates': { readonly rising: readonly NamedLesion[] };
  'assessments-held': { readonly labels: readonly string[] };
  'not-in-this-item': { readonly labels: readonly string[] };
  'what-is-open': { readonly reasons: readonly Phrase[] };
  /** Each evaluator's sizes of a lesion, oldest first. */
  readings: {
    readonly readings: readonly {
      readonly evaluator: string;
      readonly lesion: string;
      readonly sizes: readonly Micrometres[];
    }[];
  };
  'radiology-to-say': NoParameters;
  /** Sums of the lesions without a size, up to which the scan would be PR and from which on PD; null = it cannot be. */
  'verdict-bounds': {
    readonly missing: readonly NamedLesion[];
    readonly responseUpTo: Micrometres | null;
    readonly progressionFrom: Micrometres | null;
  };
  /** The sum of the lesions without a size under which the scan would be PR, and from which on it is PD. */
  'verdict-bound-of-progression': { readonly missing: readonly NamedLesion[]; readonly progressionFrom: Micrometres };
  'measured-all-the-same': { readonly growth: readonly Phrase[] };
  'definition-held': { readonly definition: string; readonly reason: Phrase; readonly holds: readonly Phrase[] };
  'baseline-after-start': { readonly baseline: NamedScan | null; readonly growth: readonly Phrase[] };
  'merged-mass-grew': {
    readonly mass: NamedLesion;
    readonly parts: readonly NamedLesion[];
    readonly before: Micrometres;
    readonly now: Micrometres;
  };
  conditions: { readonly conditions: readonly string[] };
  'lesions-smaller': { readonly lesions: readonly SizedLesion[]; readonly since: NamedScan | null };
  'one-of-the-new-lesions': { readonly lesions: readonly NamedLesion[] };
  /** Why a finding raises no question. */
  'nothing-asked-case': { readonly why: 'died' | 'follow-up-ended' };
  'nothing-asked-outside': { readonly population: Phrase };
  'nothing-asked-finding': {
    readonly definition: string;
    readonly tier: 'flag' | 'watch';
    readonly reason: Phrase;
    readonly because: readonly Phrase[];
  };
  'nothing-asked-oligoprogression': {
    readonly growth: readonly Phrase[];
    readonly untreatable: readonly NamedLesion[];
    /** Evaluators who see it and who do not; left out where they agree. */
    readonly readers?: { readonly for: readonly string[]; readonly against: readonly string[] };
  };
  'nothing-asked-open': {
    readonly definitions: readonly string[];
    readonly at: NamedScan | null;
    readonly because: Phrase;
  };
  'waits-for-facts': { readonly rule: string; readonly facts: readonly Phrase[] };
  'no-rule-met': NoParameters;
  'course-without-flag': NoParameters;

  'ecog-stated': { readonly value: number; readonly date: DateInterval | null };
  'symptom-burden-stated': { readonly by: string | null; readonly date: DateInterval | null };
  'no-local-option': NoParameters;

  'patient-declined': { readonly date: DateInterval | null };
  'wish-unmatched': { readonly declines: string; readonly date: DateInterval | null };
  'said-by': Said & { readonly said: Phrase };
  /** Something said of lesions, by their labels. */
  'said-of': { readonly said: Phrase; readonly labels: readonly string[] };
  'stays-untreated': { readonly lesions: readonly PresentLesion[] };
  'chase-list': { readonly asks: readonly { readonly suppliers: readonly Phrase[]; readonly ask: Phrase }[] };
  'last-stated': { readonly fact: Phrase; readonly date: string };

  'shown-in-unknown-population': { readonly population: Phrase };
  'shown-in-other-population': { readonly population: Phrase; readonly here: 'squamous' | 'nasopharynx' };
  'drug-studied': {
    readonly drug: 'checkpoint-inhibitor' | 'checkpoint-inhibitor-with-chemotherapy' | 'chemotherapy' | 'none';
  };
  'line-studied': { readonly line: 'first' | 'later' | 'not-stated' };
  'site-studied': {
    readonly sites: readonly string[] | 'not-stated';
    readonly virus: 'positive' | 'negative' | 'both' | 'not-stated';
    /** The virus that matters at the patient's site. */
    readonly marker: 'p16' | 'ebv' | null;
  };
  'extent-studied': { readonly extents: Studied['extents'] };
  'inhibitor-studied': { readonly inhibitor: Studied['inhibitor'] };
  'question-studied': { readonly question: Studied['question'] };
  'design-studied': { readonly design: Studied['design'] };
  'selected-patients': NoParameters;

  'stated-differently': {
    readonly fact: string;
    readonly lesion: string | null;
    readonly sides: readonly StatedValue[];
  };
  'locoregional-with-distant': { readonly lesions: readonly NamedLesion[] };
  'no-radiotherapy-with-field': { readonly lesions: readonly NamedLesion[] };
  'given-after-last-dose': { readonly lastDose: DateInterval };
  'stable-with-worse-ecog': Said & {
    readonly before: number;
    readonly after: number;
    readonly ecogDate: DateInterval;
  };
  'oligometastatic-with-many': { readonly count: number };
  'operated-and-measured': { readonly lesion: NamedLesion; readonly on: DateInterval; readonly size: Micrometres };

  /** Why a flag or an item appears, changes or goes; `parts` say of what. */
  'change-because': { readonly code: ChangeCode; readonly parts: readonly Phrase[] };
  /** A part of a flag, of an item or of the evidence that it used, by the name of its field. */
  part: { readonly field: string };
  'rule-versions': { readonly then: string; readonly now: string };

  /** A text of the catalogue as it stands, with the names of its placeholders in brackets. */
  'catalogue-template': { readonly text: string };
  'said-when': { readonly said: Phrase; readonly when: Phrase };
  'rule-population': { readonly population: 'squamous' | 'nasopharynx' | 'unknown' | 'outside' };
  'all-of': { readonly parts: readonly Phrase[] };
  'any-of': { readonly parts: readonly Phrase[] };
  not: { readonly part: Phrase };
  'fact-is': { readonly fact: Phrase; readonly is: boolean };
  'fact-counts': Bounds & { readonly fact: Phrase };
  /** The same as the lines of a list that is read from the outside in. */
  'all-of-these': NoParameters;
  'any-of-these': NoParameters;
  'not-this': NoParameters;
  'fact-answer': { readonly fact: Phrase; readonly is: boolean };
  'fact-count': Bounds & { readonly fact: Phrase };

  'population-covered': { readonly site: string };
  'population-by-marker': { readonly marker: 'EBV' | 'p16' };
  'population-outside': { readonly why: OutsideReason };
  'population-unknown': { readonly missing: readonly PopulationGap[] };
}

/** Every phrase that can be rendered, id by id: those of this room, and those of the response core. */
export interface Phrases extends DiscussionPhrases, ResponsePhrases {}

/** An id and its parameters; `render` makes a text of it. Plain data: it is stored and compared as JSON. */
export type Phrase = PhraseOf<Phrases>;
