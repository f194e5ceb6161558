/**
 * Every text that the response core gives, id by id, with the parameters each needs. The words stand in core/discussion/phrases, in every
 * language; here and in what is stored there are none.
 */
import type {
  DateInterval,
  FindingState,
  HeldValue,
  LesionRole,
  Micrometres,
  Organ,
  TissueKind,
  TissueMethod,
  UptakeQuantity,
} from './history.js';
import type { NamedLesion, NamedScan, NoParameters, PhraseOf } from './phrase.js';
import type { ReadingName } from './reading-choices.js';
import type { TracePhrases, TraceStep } from './trace.js';
import type { MetabolicResponse, OverallResponse } from './verdicts.js';

/** What was measured: a lesion, or the sum of an organ's lesions. */
export type NamedMeasured = NamedLesion | { readonly sumOf: Organ };

interface OfLesion {
  readonly lesion: NamedLesion;
}

/** Scans by the sender's labels. */
interface OfScans {
  readonly scans: readonly { readonly label: string }[];
}

interface OfLesions {
  readonly lesions: readonly NamedLesion[];
}

interface OfDays {
  readonly days: number;
}

/** Why a met definition is held back as a watch, by the code of the reason. */
export interface HoldPhrases {
  'setting-unknown': NoParameters;
  'treatment-unknown': NoParameters;
  'no-checkpoint-inhibitor': NoParameters;
  /** Days after the last dose within which a scan counts as under the drug. */
  'last-dose-unknown': OfDays;
  'checkpoint-inhibitor-ended': OfDays;
  /** The largest growth in multiples of the noise SD, and the multiple that it stays under. */
  'within-noise': { readonly grew: readonly NamedMeasured[]; readonly multiple: number; readonly under: number };
  'small-lesion': { readonly only: NamedMeasured; readonly under: Micrometres; readonly changedUnder: Micrometres };
  'different-modality': NoParameters;
  'different-contrast-phase': NoParameters;
  'different-slice-thickness': NoParameters;
  'different-reader': NoParameters;
  'recent-procedure': OfLesions & OfDays;
  'first-scan-early': OfDays;
  'new-lesion-equivocal': OfLesions;
  'new-lesion-not-imaged-before': OfLesions;
  /** `smaller`: labels of those that were seen before, and larger; words written before there was this have none. */
  'small-new-node': OfLesions & { readonly smaller?: readonly string[] };
  'outside-population': NoParameters;
  'sarcoid-like-nodes': NoParameters;
  infection: NoParameters;
  flare: NoParameters;
  'evaluators-disagree': { readonly metFor: readonly string[]; readonly notMetFor: readonly string[] };
  'not-met-by-clinical-reader': { readonly reader: string };
  'clinical-reader-has-not-read': { readonly reader: string };
  'watch-definition': { readonly definition: string };
}
export type HoldCode = keyof HoldPhrases;

/** A hold of one patient, and what it means for any patient: for counts over many, without lesions, sizes and evaluators. */
type Holds = { readonly [Code in HoldCode as `hold/${Code}`]: HoldPhrases[Code] } & {
  readonly [Code in HoldCode as `hold-in-general/${Code}`]: NoParameters;
};

/** What forbids holding a flag back, by its code. */
export interface OverrulingPhrases {
  'organ-at-risk': NoParameters;
  'ecog-worse': NoParameters;
  'second-growth': { readonly grew: readonly NamedMeasured[] };
}

type Overruling = {
  readonly [Code in keyof OverrulingPhrases as `never-held/${Code}`]: OverrulingPhrases[Code];
};

/** A change of size; `since` is the scan that growth is counted from, null for an organ's sum. */
interface SaidGrowth {
  readonly what: NamedMeasured;
  readonly from: Micrometres;
  readonly to: Micrometres;
  readonly since: NamedScan | null;
}

/** A new lesion with its size now. Results of engines before 0.8.0 lack `first` and `notAt`. */
export interface SaidAppearance {
  readonly lesion: NamedLesion;
  readonly size: Micrometres | null;
  /** The scan that first showed it, also where it was equivocal then. */
  readonly first?: NamedScan;
  /** The last scan before that which shows its place without it (`lastReportedWithout`); null where there is none. */
  readonly notAt?: NamedScan | null;
}

interface ReasonPhrases {
  /** Why a definition is met: what grew or is new, what shrank, with sizes and dates. */
  readonly 'reason/grew-while-shrank': {
    readonly grew: readonly SaidGrowth[];
    readonly appeared: readonly SaidAppearance[];
    /** True where what appeared is reported as equivocal. */
    readonly equivocal: boolean;
    readonly shrank: readonly Omit<SaidGrowth, 'since'>[];
    readonly baseline: NamedScan;
    readonly scan: NamedScan;
  };
  readonly 'outside/curative-intent': NoParameters;
}

/** At which scan a lesion has no size. */
interface WithoutSize extends OfLesion {
  readonly at: 'this-scan' | 'baseline';
}

interface TimepointPhrases {
  readonly 'held/waits-for-sender': HeldValue;
  readonly 'not-evaluable/baseline-unknown': NoParameters;
  readonly 'not-evaluable/nothing-at-baseline': NoParameters;
  readonly 'not-evaluable/treated': WithoutSize;
  readonly 'not-evaluable/no-row': WithoutSize;
  /** `reason` in the sender's words. */
  readonly 'not-evaluable/no-size': WithoutSize & { readonly state: FindingState; readonly reason: string | null };
  readonly 'note/unread-scan': { readonly scan: string };
  readonly 'note/no-true-baseline': NoParameters;
  readonly 'note/node-rose': OfLesion & { readonly from: Micrometres; readonly to: Micrometres };
  /** `histology` in the sender's words. */
  readonly 'note/second-primary': OfLesion & { readonly histology: string };
  readonly 'note/benign': OfLesion & {
    readonly kind: TissueKind | null;
    readonly date: DateInterval;
    readonly method?: TissueMethod | null;
    /** It has grown on by 20 % and 5 mm since. */
    readonly grewOn?: boolean;
  };
  readonly 'note/treated': OfLesion;
  readonly 'note/merged': OfLesion & { readonly into: string | null };
}

/** Questions to the sender, by their code. */
export interface QueryPhrases {
  'target-without-baseline': OfLesion;
  'lesion-role-changed': OfLesion & { readonly role: LesionRole };
  'new-lesion-at-baseline': OfLesion;
  'node-on-longest-diameter': OfLesion;
  'small-node-sent-as-new': OfLesion & { readonly size: Micrometres };
  /** Other drugs were stated inside the line, from this day on. */
  'drugs-changed': { readonly drugs: readonly string[]; readonly from: DateInterval };
  'timepoint-not-placed': { readonly scan: string };
  'baseline-missing': NoParameters;
  'which-treatment': NoParameters;
  'which-setting': NoParameters;
  'last-dose': NoParameters;
  /** `days`: how far date and study day lie apart; `held`: the scan is not classified. */
  'date-against-study-day': {
    readonly scan: string;
    readonly date: string;
    readonly studyDay: number;
    readonly days: number;
    readonly held: boolean;
  };
  'visit-number-against-date': OfScans;
  'several-baselines': OfScans;
  /** A scan stated to be the baseline, with its study day, though an earlier one lies on or before study day 1. */
  'baseline-after-start': { readonly scan: string; readonly studyDay: number };
  /** The first scan came after the start of treatment, with its study day where it is known. */
  'no-baseline-before-start': { readonly scan: string; readonly studyDay: number | null };
  /** The scan that is read as the baseline, and a start of treatment that names no day. */
  'start-not-certain': { readonly scan: string };
  /** The scan that is read as the baseline, and those that are called so. */
  'baseline-by-name': { readonly scan: string; readonly scans: readonly { readonly label: string }[] };
  'target-without-size': OfLesions & { readonly scan: string };
  'evaluators-alike': { readonly evaluators: readonly string[] };
  /** Names that count (week 8, cycle 3) where the dates say the other order. */
  'name-against-date': OfScans;
  /** A name that counts from the baseline, with how many days it says and how many the dates do. */
  'name-far-from-date': { readonly scan: string; readonly named: number; readonly days: number };
  'one-day-by-number': OfScans;
  'one-day-unordered': OfScans;
  /** Dates of which one names no day, so that either scan may be the earlier one. */
  'order-not-certain': OfScans;
  /** Exams of one name by two modalities that both saw the same lesions. */
  'one-name-two-modalities': OfLesions & { readonly scan: string };
  'size-tenfold': OfLesions & { readonly scan: string; readonly change: 'ten-times' | 'a-tenth' };
  'labels-alike': OfLesions;
  'lesion-in-two-organs': OfLesion & { readonly organs: readonly Organ[] };
  'too-many-targets': { readonly count: number; readonly allowed: number };
  'too-many-in-organ': { readonly count: number; readonly allowed: number; readonly organ: Organ };
  'target-not-measurable': OfLesion & { readonly size: Micrometres };
  /** Targets of which the baseline has no size, as they were sent. */
  'target-without-size-at-baseline': OfLesions & { readonly scan: string; readonly state: FindingState };
  /** A target that became one mass with a lesion that is none. */
  'target-merged-with-other': OfLesion & { readonly other: NamedLesion; readonly scan: string };
  /** Sent as new, and at no scan as seen. */
  'new-lesion-never-seen': OfLesion & { readonly scan: string; readonly state: FindingState };
  'non-target-after-baseline': OfLesion & { readonly scan: string };
  'new-node-under-limit': OfLesion & { readonly scan: string };
}

type Queries = { readonly [Code in keyof QueryPhrases as `query/${Code}`]: QueryPhrases[Code] };

/** Two decimal texts. */
interface ThenAndNow {
  readonly before: string;
  readonly now: string;
}

/** Uptakes are decimal texts, as they were compared. */
interface MetabolicPhrases {
  readonly 'metabolic/no-uptake': NoParameters;
  readonly 'metabolic/other-quantity': NoParameters;
  readonly 'metabolic/not-measurable': { readonly hottest: string; readonly threshold: string };
  readonly 'metabolic/measurability-unchecked': NoParameters;
  readonly 'metabolic/livers-differ': ThenAndNow & { readonly percent: number; readonly absolute: string };
  readonly 'metabolic/times-differ': { readonly before: number; readonly now: number; readonly minutes: number };
  readonly 'metabolic/another-scanner': ThenAndNow;
  readonly 'metabolic/new-lesion': NoParameters;
  readonly 'metabolic/new-lesions': { readonly count: number };
  readonly 'metabolic/could-be-hottest': OfLesions;
  readonly 'metabolic/perhaps-complete': { readonly liver: string };
  readonly 'metabolic/no-common-quantity': NoParameters;
  readonly 'metabolic/extent-rose': { readonly percent: number };
  readonly 'metabolic/quantity-missing': { readonly quantity: UptakeQuantity };
  readonly 'metabolic/sulpeak-missing': NoParameters;
  readonly 'metabolic/lesion-without-row': NoParameters;
  readonly 'metabolic/disagreement': { readonly bySize: OverallResponse; readonly byUptake: MetabolicResponse };
}

/** Those that say the same of everybody. */
export type PlainMetabolicPhrase = {
  readonly [Id in keyof MetabolicPhrases]: NoParameters extends MetabolicPhrases[Id] ? Id : never;
}[keyof MetabolicPhrases];

/** Why a definition of hyperprogression has no answer. */
interface GrowthPhrases {
  readonly 'growth/no-first-evaluation': NoParameters;
  readonly 'growth/no-scan-before': NoParameters;
  readonly 'growth/no-growth-before': NoParameters;
  readonly 'growth/no-sum': NoParameters;
  readonly 'growth/no-volume-rate': NoParameters;
  readonly 'growth/response-not-evaluable': NoParameters;
  readonly 'growth/organ-not-stated': NoParameters;
  readonly 'growth/two-months-unknown': NoParameters;
  readonly 'growth/given-up-unknown': NoParameters;
  readonly 'growth/ecog-unknown': NoParameters;
}

export type GrowthPhrase = keyof GrowthPhrases;

/** States of oligometastatic disease (EORTC and ESTRO consensus). */
export type OligometastaticStateCode =
  | 'synchronous-oligometastatic-disease'
  | 'metachronous-oligorecurrence'
  | 'metachronous-oligoprogression'
  | 'repeat-oligorecurrence'
  | 'repeat-oligoprogression'
  | 'repeat-oligopersistence'
  | 'induced-oligorecurrence'
  | 'induced-oligoprogression'
  | 'induced-oligopersistence';

type Oligometastatic = { readonly [State in OligometastaticStateCode as `oligometastatic/${State}`]: NoParameters };

interface AnalysisPhrases {
  readonly 'selection/too-many-targets': { readonly count: number; readonly allowed: number };
  readonly 'selection/too-many-in-organ': { readonly count: number; readonly allowed: number; readonly organ: Organ };
  readonly 'selection/not-measurable': NoParameters;
  readonly 'selection/in-prior-field': NoParameters;
  /** The least change of one lesion that makes a verdict another one. */
  readonly 'flip/one-lesion': {
    readonly lesion: string;
    readonly change: Micrometres;
    readonly verdict: string;
    readonly to: string;
  };
  /** A component of a response as reported and as derived, with the step that decided here. */
  readonly 'reported/differs': {
    readonly component: 'target' | 'non-target' | 'new-lesion' | 'overall';
    readonly reported: string;
    readonly derived: string | null;
    readonly step: TraceStep;
  };
  readonly 'no-confidence/not-assessable': NoParameters;
  readonly 'no-confidence/not-computed': NoParameters;
  readonly 'no-confidence/not-independent': NoParameters;
  readonly 'no-confidence/uptake-noise-unknown': NoParameters;
}

/** What a reading or a parameter decides. */
type Readings = { readonly [Name in ReadingName as `reading/${Name}`]: NoParameters };

/** Every phrase of the response core. */
export interface ResponsePhrases
  extends
    TracePhrases,
    Holds,
    Overruling,
    ReasonPhrases,
    TimepointPhrases,
    Queries,
    MetabolicPhrases,
    GrowthPhrases,
    Oligometastatic,
    AnalysisPhrases,
    Readings {}

export type ResponsePhrase = PhraseOf<ResponsePhrases>;

/** The question behind a reading or a parameter, by its name in `readingChoices`. */
export const readingQuestion = (name: ReadingName): ResponsePhrase =>
  ({ id: `reading/${name}`, parameters: noParameters }) as ResponsePhrase;

/** The parameters of a phrase that says the same of everybody. */
export const noParameters: NoParameters = {};
