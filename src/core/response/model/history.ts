/**
 * The input of the response core: what one evaluator reported about one treatment line, as plain values.
 * Nothing here is computed. `null` always means 'not stated'; it is never read as 'no'.
 */

/** A length in whole micrometres (1 mm = 1000). */
export type Micrometres = number;

/** Inclusive interval of ISO dates (YYYY-MM-DD). A full date has from = to; '2014-01' is 2014-01-01 to 2014-01-31. */
export interface DateInterval {
  readonly from: string;
  readonly to: string;
}

export const lesionRoles = ['target', 'non-target', 'new'] as const;
export type LesionRole = (typeof lesionRoles)[number];

export const modalities = ['CT', 'MR', 'PET-CT', 'ultrasound', 'X-ray', 'clinical'] as const;
export type Modality = (typeof modalities)[number];

export const diameterAxes = ['longest-diameter', 'short-axis'] as const;
export type DiameterAxis = (typeof diameterAxes)[number];

/** Organs by the words this project uses; paired organs are one organ (RECIST 1.1, EORTC clarification). */
export const organs = [
  'primary-site',
  'lymph-node',
  'lung',
  'liver',
  'bone',
  'brain',
  'adrenal',
  'pleura',
  'mediastinum',
  'skin',
  'soft-tissue',
  'kidney',
  'spleen',
  'pancreas',
  'bladder',
  'breast',
  'peritoneum',
  'chest',
  'abdominal-cavity',
  'body',
  'other',
] as const;
export type Organ = (typeof organs)[number];

/**
 * What was reported of one lesion at one timepoint.
 * - measured: `micrometres` holds the size
 * - too-small-to-measure: seen, but below what can be measured (5 mm by default, EORTC clarification)
 * - absent: looked for and gone (0 mm)
 * - present, decreased, unchanged, increased, unequivocal-progression: the words for lesions that are not measured
 * - merged: now part of another lesion's mass (`mergedInto`)
 * - not-evaluable, not-done: a named status with its reason, never a size
 */
export const findingStates = [
  'measured',
  'too-small-to-measure',
  'absent',
  'present',
  'decreased',
  'unchanged',
  'increased',
  'unequivocal-progression',
  'merged',
  'not-evaluable',
  'not-done',
] as const;
export type FindingState = (typeof findingStates)[number];

export const certainties = ['unequivocal', 'equivocal'] as const;
export type Certainty = (typeof certainties)[number];

export const uptakeQuantities = ['SULpeak', 'SULmax', 'SUVmax', 'SUVpeak', 'SUVmean', 'MTV', 'TLG'] as const;
export type UptakeQuantity = (typeof uptakeQuantities)[number];

/** A quantity of PET as sent: `value` is the decimal text, so that nothing is rounded on the way. */
interface Uptake {
  readonly quantity: UptakeQuantity;
  readonly value: string;
}

export interface Finding {
  /** Label of the lesion, unique inside the history. */
  readonly lesion: string;
  /** The label that was sent, where a person confirmed that it is this lesion; left out = `lesion`. */
  readonly sentAs?: string;
  readonly role: LesionRole;
  readonly organ: Organ | null;
  /** Site in the sender's words, for display. */
  readonly site: string | null;
  readonly axis: DiameterAxis | null;
  readonly state: FindingState;
  /** Set if and only if state is 'measured'; the sum of the fragments where a lesion has split. */
  readonly micrometres: Micrometres | null;
  /** Diameters of the parts where the lesion has split. */
  readonly fragments: readonly Micrometres[] | null;
  readonly mergedInto: string | null;
  /** For new lesions: how sure the reader is; null reads as 'unequivocal' only where the role was sent as new without a doubt. */
  readonly certainty: Certainty | null;
  /** Why it was not evaluable or not done, as sent. */
  readonly reason: string | null;
  /** Date of this lesion's own exam where it differs from the timepoint's. */
  readonly examDate: DateInterval | null;
  /** Modality of this lesion's own exam where it differs from the assessment's. */
  readonly modality: Modality | null;
  readonly uptake: readonly Uptake[];
  /**
   * Volume in mm³ as decimal text, beside the size and never in its place; several where assessments of one timepoint say different things:
   * none is picked. Left out = not stated.
   */
  readonly volumes?: readonly string[];
}

/** What PERCIST needs to know of a PET scan beside its lesions; texts are decimals as sent, null = not stated. */
export interface UptakeReference {
  readonly liverMean: string | null;
  readonly liverSd: string | null;
  /** True where the liver holds disease: the blood pool is then the reference. */
  readonly liverDiseased: boolean | null;
  readonly bloodPoolMean: string | null;
  readonly bloodPoolSd: string | null;
  /** Minutes from injection to scan. */
  readonly uptakeMinutes: number | null;
  readonly scanner: string | null;
}

/** Scores that a report may state in words (reported-scores.ts). No verdict reads them. */
export const reportedScoreNames = ['niRadsPrimary', 'niRadsNeck', 'hopkins'] as const;
export type ReportedScoreName = (typeof reportedScoreNames)[number];

export interface ReportedScore {
  readonly score: ReportedScoreName;
  /** The category as it was reported: '2b'. */
  readonly category: string;
}

/** What could not be read in an assessment that waits for its sender. */
export interface HeldValue {
  /** In English, as the sender is told; null where nothing more is known than that it waits. */
  readonly value: string | null;
  /** Kind of the fault (core/record/fault.ts) and the value as sent, from which other languages are worded; null = not known. */
  readonly code: string | null;
  readonly sent: string | null;
}

export interface Timepoint {
  /** Stable key of the timepoint inside the history (its label as sent, or its date). */
  readonly key: string;
  readonly label: string;
  /** Labels of its exams where exams of several labels make up the timepoint; left out: `label` alone. */
  readonly labels?: readonly string[];
  readonly date: DateInterval | null;
  /** Day of the study or treatment as sent; 1 is the first treatment day where the source follows CDISC, 0 where it counts from zero. */
  readonly studyDay: number | null;
  /** Place among the timepoints as the source numbers them (VISITNUM); left out = not stated. It orders what the dates do not. */
  readonly order?: number;
  /** What the source said: true = this is the baseline, false = it is not, null = not stated. */
  readonly statedBaseline: boolean | null;
  readonly modality: Modality | null;
  readonly reader: string | null;
  readonly sliceThickness: Micrometres | null;
  readonly contrastPhase: string | null;
  /** Organs that were imaged, where stated; null = not stated. */
  readonly organsImaged: readonly Organ[] | null;
  /** Organs of which a part was imaged: whether the place of a lesion was in it is not known; left out = none. */
  readonly organsPartlyImaged?: readonly Organ[];
  /** Reference uptake of a PET scan; left out = not stated. */
  readonly uptakeReference?: UptakeReference | null;
  /** Scores as reported, several of one name where assessments differ; left out = none. */
  readonly reportedScores?: readonly ReportedScore[];
  /** True where the scan was made for a new symptom (iRECIST: the one exception for an early scan); left out = not stated. */
  readonly forNewSymptom?: boolean | null;
  /** What could not be read while the assessment waits for the sender: such a timepoint is shown 'held', never classified. */
  readonly held: readonly HeldValue[];
  readonly findings: readonly Finding[];
}

export const localTreatmentKinds = ['surgery', 'radiotherapy', 'ablation', 'biopsy', 'other'] as const;
type LocalTreatmentKind = (typeof localTreatmentKinds)[number];

/** What a new or growing lesion may be instead of tumour, as reported for the lesion, its region or the patient. */
export const lesionConditions = ['sarcoid-like', 'infection', 'flare'] as const;
export type LesionCondition = (typeof lesionConditions)[number];

export const tissueResults = [
  'this-tumour',
  'second-primary',
  'benign',
  'inconclusive',
  'insufficient',
  'pending',
] as const;
export type TissueResult = (typeof tissueResults)[number];

/** Results that say nothing of what the lesion is. */
export const openTissueResults: ReadonlySet<TissueResult> = new Set(['inconclusive', 'insufficient', 'pending']);

export const tissueKinds = [
  'osteoradionecrosis',
  'granuloma',
  'inflammation',
  'fibrosis',
  'no-viable-tumour',
  'other',
] as const;
export type TissueKind = (typeof tissueKinds)[number];

export const tissueMethods = ['fine-needle', 'core', 'endoscopic', 'excision', 'effusion-cytology'] as const;
export type TissueMethod = (typeof tissueMethods)[number];

/** What tissue of a lesion showed; null = not stated. */
export interface LesionTissue {
  readonly date: DateInterval;
  readonly result: TissueResult;
  readonly kind: TissueKind | null;
  readonly method: TissueMethod | null;
}

/** What is known of one lesion beside its sizes. */
export interface LesionFacts {
  readonly priorRadiotherapyField: 'in-field' | 'out-of-field' | 'unknown';
  /** Date from which progression inside the field was documented; null = none documented. */
  readonly progressionSinceRadiotherapy: DateInterval | null;
  readonly localTreatments: readonly { readonly kind: LocalTreatmentKind; readonly date: DateInterval }[];
  /** Set when tissue showed another tumour: the lesion leaves sums and patterns from this date on. */
  readonly secondPrimary: { readonly date: DateInterval; readonly histology: string } | null;
  readonly treatable: 'yes' | 'no' | 'unknown';
  /** The newest result that says what the lesion is; left out = none. */
  readonly tissue?: LesionTissue;
  /** Left out = none stated of the lesion itself. */
  readonly conditions?: readonly LesionCondition[];
}

export const drugClasses = [
  'immune-checkpoint-inhibitor',
  'chemotherapy',
  'targeted-therapy',
  'kinase-inhibitor',
  'other',
] as const;
export type DrugClass = (typeof drugClasses)[number];

interface Agent {
  readonly name: string;
  readonly drugClass: DrugClass;
}

/** The treatment line as the response core needs it. */
export interface TreatmentContext {
  /** null = nobody stated the drugs. */
  readonly agents: readonly Agent[] | null;
  /** Other drugs that were stated inside the line from a date on, oldest first, after those it began with; left out = none. */
  readonly changes?: readonly { readonly from: DateInterval; readonly agents: readonly Agent[] }[];
  /** What the line began with, where other drugs were stated later; left out = `agents`. */
  readonly firstAgents?: readonly Agent[];
  /** Whether the tumour is one that these rules cover; left out = not known. */
  readonly covered?: 'yes' | 'no';
  readonly start: DateInterval | null;
  /** null = not stated or still given; `ongoing` tells them apart. */
  readonly lastDose: DateInterval | null;
  readonly ongoing: 'yes' | 'no' | 'unknown';
  readonly setting: 'recurrent-or-metastatic' | 'curative-intent' | 'unknown';
}

/**
 * Reported facts that decide about holding a flag back
 * (docs/clinical-basis.md#dissociated-response-this-projects-definitions-p).
 */
export interface ReportedContext {
  readonly organAtRisk: 'yes' | 'no' | 'unknown';
  readonly ecog: readonly { readonly date: DateInterval; readonly value: number }[];
  readonly sarcoidLikeNodes: 'yes' | 'no' | 'unknown';
  readonly infection: 'yes' | 'no' | 'unknown';
  readonly flare: 'yes' | 'no' | 'unknown';
  /** Where one of these three was stated for an organ; left out = for none. */
  readonly regions?: readonly { readonly condition: LesionCondition; readonly organ: Organ }[];
  /** Dates of confirmed clinical stability, by a named clinician. */
  readonly stability: readonly { readonly date: DateInterval; readonly stable: boolean; readonly by: string }[];
}

/** One evaluator's history of one treatment line. Order of timepoints and findings carries no meaning. */
export interface EvaluatorHistory {
  readonly evaluator: string;
  readonly timepoints: readonly Timepoint[];
  /**
   * Facts of lesions where they were stated for this evaluator's label alone while another evaluator uses the same label; an entry
   * here stands in place of the one in `TreatmentLineHistory.lesions`.
   */
  readonly lesions?: Readonly<Record<string, LesionFacts>>;
}

/** A treatment line with the histories of all its evaluators, each kept apart (never two readers inside one nadir). */
export interface TreatmentLineHistory {
  readonly treatment: TreatmentContext;
  readonly reported: ReportedContext;
  /** Facts by lesion label; a lesion without an entry has none stated. */
  readonly lesions: Readonly<Record<string, LesionFacts>>;
  /** The designated clinical reader where one is designated: it drives the flags. */
  readonly clinicalEvaluator: string | null;
  readonly evaluators: readonly EvaluatorHistory[];
}
