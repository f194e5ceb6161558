/** What the patient page shows. */
import type {
  DateInterval,
  EvaluatorClassification,
  LesionFacts,
  TimepointClassification,
  TreatmentContext,
} from '../../../core/response/index.js';
import type { SummedTimepoint } from '../../charts/summed-timepoint.js';
import type { components } from '../../api/schema.d.js';

type Schemas = components['schemas'];

export type CaseFact = Schemas['CaseFact'];
export type StatedFact = Schemas['StatedFact'];
export type FactToState = Schemas['FactToState'];
export type FactDefinition = Schemas['FactDefinition'];
export type FactField = Schemas['FactField'];
export type Answer = Schemas['Answer'];
export type CaseItem = Schemas['CaseItem'];
export type LesionReading = Schemas['LesionReading'];
export type ReportedFinding = Schemas['Case']['reports'][number];

type Patterns = TimepointClassification['patterns'];

/** A scan's verdicts without their steps, which are asked for by themselves; texts are in the reader's language. */
export type ShownTimepoint = SummedTimepoint & {
  readonly patterns: readonly Omit<Patterns[number], 'trace'>[];
  readonly reasons: readonly string[];
  readonly notes?: readonly string[];
};

export type ShownEvaluator = Pick<EvaluatorClassification, 'evaluator' | 'lesions' | 'best' | 'pseudoprogression'> & {
  readonly timepoints: readonly ShownTimepoint[];
};

/** A treatment line with the response core's values in their own types. */
export type CaseLine = Omit<Schemas['CaseLine'], 'treatment' | 'lesionFacts' | 'evaluators'> & {
  readonly treatment: TreatmentContext;
  readonly lesionFacts: Readonly<Record<string, LesionFacts>>;
  readonly evaluators: readonly ShownEvaluator[];
};

export type PatientCase = Omit<Schemas['Case'], 'lines'> & { readonly lines: readonly CaseLine[] };

/** The latest interval of a treatment: its start, and its last dose where it has ended. */
export const treatmentPeriod = ({
  start,
  lastDose,
  ongoing,
}: TreatmentContext): { readonly from: DateInterval; readonly to: DateInterval | null } | null =>
  start === null ? null : { from: start, to: ongoing === 'yes' ? null : lastDose };

/** Whether a question still waits for a board. */
export const isOpen = ({ state }: CaseItem): boolean => state === 'draft' || state === 'accepted';
