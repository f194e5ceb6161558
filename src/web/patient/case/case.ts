/** What the patient page shows. */
import type {
  DateInterval,
  EvaluatorClassification,
  LesionFacts,
  TreatmentContext,
} from '../../../core/response/index.js';
import type { components } from '../../api/schema.d.js';

type Schemas = components['schemas'];

export type CaseFact = Schemas['CaseFact'];
export type StatedFact = Schemas['StatedFact'];
export type FactToState = Schemas['FactToState'];
export type FactDefinition = Schemas['FactDefinition'];
export type FactField = Schemas['FactField'];
export type CaseItem = Schemas['CaseItem'];
export type ItemUnknown = Schemas['ItemUnknown'];
export type LesionReading = Schemas['LesionReading'];
export type ReportedFinding = Schemas['Case']['reports'][number];

/** A treatment line with the response core's values in their own types. */
export type CaseLine = Omit<Schemas['CaseLine'], 'treatment' | 'lesionFacts' | 'evaluators'> & {
  readonly treatment: TreatmentContext;
  readonly lesionFacts: Readonly<Record<string, LesionFacts>>;
  readonly evaluators: readonly EvaluatorClassification[];
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
