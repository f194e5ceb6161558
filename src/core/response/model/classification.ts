/**
 * The output of the response core: verdicts with their trace, as plain values that can be stored and shown.
 */
import type { DateInterval, DiameterAxis, LesionRole, Micrometres, Modality, Organ, ReportedScore } from './history.js';
import type { ResponsePhrase } from './phrases.js';
import type { TraceStep } from './trace.js';
import type {
  ConfirmationRoute,
  ImmuneNote,
  ImmuneResponse,
  MetabolicResponse,
  NewLesionFinding,
  NonTargetResponse,
  OverallResponse,
  PatternDefinition,
  PatternVerdictValue,
  TargetResponse,
} from './verdicts.js';

export type { TraceStep } from './trace.js';
export type * from './verdicts.js';

/** baseline = the reference; before-treatment = an earlier scan; held = waits for the sender, not classified. */
export const timepointPhases = ['before-treatment', 'baseline', 'follow-up', 'held'] as const;
export type TimepointPhase = (typeof timepointPhases)[number];

export interface ImmuneTimepoint {
  readonly response: ImmuneResponse;
  /** Row of table 2 (11 to 14: this project's rows). */
  readonly row: number;
  /** Key of the timepoint of the iUPD that is open or was confirmed; the date of progression once it is confirmed. */
  readonly progressionSince: string | null;
  readonly confirmedBy: readonly ConfirmationRoute[];
  readonly note: ImmuneNote | null;
  /** Clinical stability as stated for the time from this scan to the next. */
  readonly stability: 'stable' | 'not-stable' | 'unknown';
  readonly trace: readonly TraceStep[];
}

/** One metabolic criterion at one timepoint; `reference` and `now` are what was compared, as decimal texts. */
export interface MetabolicVerdict {
  readonly response: MetabolicResponse;
  readonly reference: string | null;
  readonly now: string | null;
  /** Why it is NE, or what could not be checked. */
  readonly reasons: readonly ResponsePhrase[];
}

/** PET beside the sizes: never mixed with millimetres. */
export interface MetabolicTimepoint {
  readonly percist: MetabolicVerdict;
  readonly eortc1999: MetabolicVerdict;
  readonly imPercist5: MetabolicVerdict;
  readonly percimt: MetabolicVerdict;
  /** Dissociated response by SULpeak [P]. */
  readonly dissociated: {
    readonly verdict: PatternVerdictValue;
    readonly responders: readonly string[];
    readonly progressors: readonly string[];
    readonly newLesions: readonly string[];
  };
  /** Set where sizes and uptake say different things: a finding by itself. */
  readonly disagreement: ResponsePhrase | null;
}

/** How one lesion changed: sizes in micrometres; percentages are exact ratios and are only rounded where they are shown. */
export interface LesionChange {
  readonly lesion: string;
  readonly role: LesionRole;
  readonly organ: Organ | null;
  readonly baseline: Micrometres | null;
  readonly nadir: Micrometres | null;
  readonly previous: Micrometres | null;
  readonly now: Micrometres | null;
  /** 'organ' where the sizes are an organ's sum and `lesion` names the organ; left out, it is one lesion. */
  readonly unit?: 'lesion' | 'organ';
}

export interface PatternVerdict {
  readonly definition: PatternDefinition;
  readonly verdict: PatternVerdictValue;
  /** Lesions (or organs, for an organ-level definition) on each side. */
  readonly shrinkers: readonly string[];
  readonly growers: readonly string[];
  /** New lesions on the growing side: kept apart from growth of established lesions everywhere. */
  readonly newLesions: readonly string[];
  /** concurrent = shrank further or newly in this interval; sequential = the response was held since an earlier scan. */
  readonly course: 'concurrent' | 'sequential' | null;
  readonly trace: readonly TraceStep[];
}

export interface LesionTimepoint {
  readonly timepoint: string;
  readonly state: string;
  readonly size: Micrometres | null;
  readonly change: LesionChange | null;
  /** Set where a local treatment lies, or may lie, between the baseline and this scan: shown, not counted. */
  readonly treated?: true;
  /** Set where its tissue shows no tumour, and it has not grown on since. */
  readonly benign?: true;
  /** Volume in mm³ as decimal text, for study only; several where assessments differ. Left out where none was sent. */
  readonly volumes?: readonly string[];
  /** The label that was sent, where a person confirmed that it is this lesion. */
  readonly sentAs?: string;
}

export interface LesionTrajectory {
  readonly lesion: string;
  readonly role: LesionRole;
  readonly organ: Organ | null;
  readonly site: string | null;
  readonly axis: DiameterAxis | null;
  /** Set where tissue showed another tumour: the lesion is listed, and counts in no sum and no pattern. */
  readonly secondPrimary?: true;
  readonly points: readonly LesionTimepoint[];
}

export interface TimepointClassification {
  readonly key: string;
  readonly label: string;
  readonly date: DateInterval | null;
  readonly studyDay: number | null;
  readonly phase: TimepointPhase;
  readonly modality: Modality | null;
  readonly reader: string | null;
  /** Sums in micrometres. `sumOfDiameters` is null when a target is missing; `measuredPart` is then what was measured. */
  readonly baselineSum: Micrometres | null;
  readonly sumOfDiameters: Micrometres | null;
  readonly measuredPart: Micrometres | null;
  /** Baseline sum of the lesions in `measuredPart`, to show the rest apart where a target is missing or was treated. */
  readonly measuredPartBaseline?: Micrometres | null;
  /** The nadir before this scan, baseline included; from complete sums only. */
  readonly nadirSum: Micrometres | null;
  readonly targetResponse: TargetResponse | null;
  readonly nonTargetResponse: NonTargetResponse | null;
  readonly newLesion: NewLesionFinding | null;
  readonly overallResponse: OverallResponse | null;
  /** After the first PD the table still classifies; marked here. */
  readonly afterProgression: boolean;
  /** Why a response is NE; empty otherwise. */
  readonly reasons: readonly ResponsePhrase[];
  /** What else a reader must know: an unread earlier scan, a lesion treated in between, an early baseline. */
  readonly notes?: readonly ResponsePhrase[];
  readonly patterns: readonly PatternVerdict[];
  readonly trace: readonly TraceStep[];
  /** iRECIST; null where nothing is classified. */
  readonly immuneResponse?: ImmuneResponse | null;
  readonly immune?: ImmuneTimepoint | null;
  readonly oligoprogression?: OligoprogressionFinding | null;
  /** PET criteria; left out where the history holds no uptake. */
  readonly metabolic?: MetabolicTimepoint;
  /** Scores in the words of the report, which no verdict reads; left out where there are none. */
  readonly reportedScores?: readonly ReportedScore[];
  /** Assessments of the same time by another modality that say otherwise by size; left out where there are none. */
  readonly modalityDisagreements?: readonly ModalityDisagreement[];
}

/** Another modality's assessment of the same time with another outcome: neither is picked. */
export interface ModalityDisagreement {
  /** Key of the other timepoint. */
  readonly timepoint: string;
  readonly modality: Modality;
  readonly overallResponse: OverallResponse;
}

export type ImmuneBurdenResponse = 'CR' | 'PR' | 'SD' | 'PD' | 'NE';

/** irRECIST or imRECIST at one follow-up: the sum with measurable new lesions in it, in micrometres. */
export interface ImmuneBurdenTimepoint {
  readonly timepoint: string;
  readonly burden: Micrometres | null;
  readonly response: ImmuneBurdenResponse;
  /** Of a PD: what a scan four weeks or more later made of it; null for other responses. */
  readonly confirmation: 'open' | 'confirmed' | 'taken-back' | null;
}

export interface HyperprogressionVerdict {
  readonly definition: string;
  readonly verdict: PatternVerdictValue;
  /** Why it is not assessable; empty otherwise. */
  readonly reasons: readonly ResponsePhrase[];
}

/** Rates: TGR in percent of volume a month, TGK in mm a month. */
export interface GrowthAssessment {
  readonly timepoint: string;
  readonly before: { readonly days: number; readonly tgr: number | null; readonly tgk: number } | null;
  readonly on: { readonly days: number; readonly tgr: number | null; readonly tgk: number } | null;
  readonly tgrRatio: number | null;
  readonly tgrDifference: number | null;
  readonly tgkRatio: number | null;
  readonly definitions: readonly HyperprogressionVerdict[];
}

export interface OligoprogressionFinding {
  readonly verdict: PatternVerdictValue;
  /** Established lesions that progress; new ones stand apart. */
  readonly established: readonly string[];
  readonly newLesions: readonly string[];
}

/** Named in hindsight only: a progression that a later scan took back. */
export interface PseudoprogressionFinding {
  readonly progression: string;
  readonly takenBackAt: string;
  /** A lesion was treated locally in between and may have shrunk for that reason. */
  readonly localTreatmentBetween: boolean;
}

/** Best responses over the whole history; null where there is no follow-up. */
export interface BestResponses {
  readonly overall: OverallResponse | null;
  readonly confirmed: OverallResponse | null;
  readonly immune: ImmuneResponse | null;
  /** Key of the timepoint of progression by iRECIST: the first iUPD of the block that was confirmed. */
  readonly immuneProgression: string | null;
}

export interface EvaluatorClassification {
  readonly evaluator: string;
  readonly timepoints: readonly TimepointClassification[];
  readonly lesions: readonly LesionTrajectory[];
  readonly best?: BestResponses;
  /** Growth before and under treatment and hyperprogression, at the first evaluation; null without a follow-up. */
  readonly growth?: GrowthAssessment | null;
  readonly pseudoprogression?: readonly PseudoprogressionFinding[];
}

export type FlagTier = 'flag' | 'watch';
type FlagState = 'open' | 'ended';

/** Why a met definition is shown as a watch and not as a flag. `fact` names what would have to be known or change. */
export interface HoldReason {
  readonly code: string;
  readonly words: ResponsePhrase;
}

/**
 * One episode of one definition on one treatment line: from the timepoint at which it was first met until it is no longer met.
 * One patient and lesion set has one flag that is updated; evaluators are named for and against.
 */
export interface FlagFinding {
  readonly definition: PatternDefinition;
  /** Key of the timepoint at which the episode began. */
  readonly episode: string;
  readonly tier: FlagTier;
  readonly state: FlagState;
  /** Key of the latest timepoint at which it was met. */
  readonly latestTimepoint: string;
  readonly course: 'concurrent' | 'sequential' | null;
  /** 'unknown' where chemotherapy or the like is given with the checkpoint inhibitor. */
  readonly attribution: 'checkpoint-inhibitor' | 'unknown';
  readonly evaluatorsFor: readonly string[];
  readonly evaluatorsAgainst: readonly string[];
  readonly shrinkers: readonly LesionChange[];
  readonly growers: readonly LesionChange[];
  readonly newLesions: readonly LesionChange[];
  readonly holds: readonly HoldReason[];
  /**
   * Measurement confidence at the latest timepoint: how sure it is that the changes exceed measurement error [P]. Never a risk.
   * Null where the definition has no closed form for it.
   */
  readonly confidence?: number | null;
  /** Set where reasons to hold back were found but a rule forbids holding back (organ at risk, ECOG, second growth in a row). */
  readonly setAside?: { readonly holds: readonly HoldReason[]; readonly because: readonly HoldReason[] };
  /** One line: what grew, what shrank, between which dates, with numbers. */
  readonly reason: ResponsePhrase;
}

/** A question that only the sender can answer, raised by the classification itself (for example: which treatment?). */
export interface ClassificationQuery {
  readonly code: string;
  readonly words: ResponsePhrase;
  /** Whose reading it concerns; left out, the line as a whole. */
  readonly evaluator?: string;
  readonly timepoint?: string;
  readonly lesion?: string;
}

export interface LineClassification {
  readonly engineVersion: string;
  readonly evaluators: readonly EvaluatorClassification[];
  readonly flags: readonly FlagFinding[];
  readonly queries: readonly ClassificationQuery[];
  /** Set where the line lies outside what these rules cover: verdicts are shown, no flag and no watch is raised. */
  readonly outside?: HoldReason | null;
}
