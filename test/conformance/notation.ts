/**
 * A compact notation of treatment line histories for tests: lesions with their sizes by scan, scans by week.
 */
import type {
  Finding,
  FindingState,
  LesionFacts,
  LesionRole,
  Modality,
  Organ,
  ReportedContext,
  Timepoint,
  TreatmentContext,
  TreatmentLineHistory,
  UptakeReference,
} from '../../src/core/response/index.js';

/**
 * One finding: a number is a size in mm; a string is a state, an equivocal new lesion ('equivocal' without, '12?' with a size),
 * a split ('8+6') or a merger ('merged:T1'); null is no row.
 */
export type CompactFinding = number | string | null;

export interface CompactLesion {
  readonly role?: LesionRole;
  readonly organ?: Organ | null;
  readonly site?: string;
  readonly sizes: readonly CompactFinding[];
  readonly uptake?: readonly (Readonly<Record<string, string>> | null)[];
  readonly facts?: Partial<LesionFacts>;
}

export interface CompactScan {
  readonly reader?: string;
  readonly modality?: Modality;
  readonly sliceThickness?: number;
  readonly contrastPhase?: string;
  readonly organsImaged?: readonly Organ[];
  readonly baseline?: boolean;
  readonly held?: readonly string[];
  readonly forNewSymptom?: boolean;
  readonly uptakeReference?: Partial<UptakeReference>;
}

export interface CompactLine {
  /** Weeks from the start of treatment; the scan of week 0 lies on the day of the start and is the baseline. */
  readonly weeks?: readonly number[];
  /** Days from the start instead of weeks. */
  readonly days?: readonly number[];
  readonly lesions: Readonly<Record<string, CompactLesion>>;
  readonly scans?: readonly CompactScan[];
  readonly treatment?: Partial<TreatmentContext>;
  readonly reported?: Partial<ReportedContext>;
  readonly clinicalEvaluator?: string;
  /** Sizes of further evaluators by lesion; the first evaluator is the one above. */
  readonly evaluators?: Readonly<Record<string, Readonly<Record<string, readonly CompactFinding[]>>>>;
  readonly evaluator?: string;
}

const startDate = '2026-01-05';

/** The ISO date so many days after the start of treatment. */
export const dateOfDay = (day: number): string =>
  new Date(Date.parse(`${startDate}T00:00:00Z`) + day * 86_400_000).toISOString().slice(0, 10);
export const dateOfWeek = (week: number): string => dateOfDay(week * 7);
export const on = (date: string) => ({ from: date, to: date });

const micrometres = (millimetres: number): number => Math.round(millimetres * 1000);

type Reported = Pick<Finding, 'state' | 'micrometres' | 'certainty' | 'fragments' | 'mergedInto'>;

function reportedOf(compact: number | string): Reported {
  const plain: Reported = { state: 'measured', micrometres: null, certainty: null, fragments: null, mergedInto: null };
  if (typeof compact === 'number') return { ...plain, micrometres: micrometres(compact) };
  if (compact.startsWith('merged:')) return { ...plain, state: 'merged', mergedInto: compact.slice('merged:'.length) };
  if (compact === 'equivocal') return { ...plain, state: 'present', certainty: 'equivocal' };
  if (/^\d+(\.\d+)?\?$/.test(compact))
    return { ...plain, micrometres: micrometres(Number(compact.slice(0, -1))), certainty: 'equivocal' };
  if (compact.includes('+')) {
    const fragments = compact.split('+').map((part) => micrometres(Number(part)));
    return { ...plain, micrometres: fragments.reduce((sum, part) => sum + part, 0), fragments };
  }
  return { ...plain, state: compact as FindingState };
}

function findingOf(label: string, lesion: CompactLesion, compact: CompactFinding, index: number): Finding[] {
  if (compact === null || compact === undefined) return [];
  const organ = lesion.organ === undefined ? 'lung' : lesion.organ;
  return [
    {
      lesion: label,
      role: lesion.role ?? 'target',
      organ,
      site: lesion.site ?? null,
      axis: organ === 'lymph-node' ? 'short-axis' : 'longest-diameter',
      reason: null,
      examDate: null,
      modality: null,
      uptake: Object.entries(lesion.uptake?.[index] ?? {}).map(([quantity, value]) => ({
        quantity: quantity as Finding['uptake'][number]['quantity'],
        value,
      })),
      ...reportedOf(compact),
    },
  ];
}

const noReference: UptakeReference = {
  liverMean: null,
  liverSd: null,
  liverDiseased: null,
  bloodPoolMean: null,
  bloodPoolSd: null,
  uptakeMinutes: null,
  scanner: null,
};

function timepointsOf(
  line: CompactLine,
  days: readonly number[],
  sizes: (label: string, lesion: CompactLesion) => readonly CompactFinding[],
): Timepoint[] {
  return days.map((day, index): Timepoint => {
    const scan = line.scans?.[index] ?? {};
    const label = line.days === undefined ? `week ${day / 7}` : `day ${day}`;
    return {
      key: label,
      label,
      date: on(dateOfDay(day)),
      studyDay: null,
      statedBaseline: scan.baseline ?? null,
      modality: scan.modality ?? 'CT',
      reader: scan.reader ?? 'reader 1',
      sliceThickness: scan.sliceThickness === undefined ? null : micrometres(scan.sliceThickness),
      contrastPhase: scan.contrastPhase ?? null,
      organsImaged: scan.organsImaged ?? null,
      forNewSymptom: scan.forNewSymptom ?? null,
      uptakeReference: scan.uptakeReference === undefined ? null : { ...noReference, ...scan.uptakeReference },
      held: (scan.held ?? []).map((value) => ({ value, code: null, sent: null })),
      findings: Object.entries(line.lesions).flatMap(([lesionLabel, lesion]) =>
        findingOf(lesionLabel, lesion, sizes(lesionLabel, lesion)[index] ?? null, index),
      ),
    };
  });
}

const noFacts: LesionFacts = {
  priorRadiotherapyField: 'unknown',
  progressionSinceRadiotherapy: null,
  localTreatments: [],
  secondPrimary: null,
  treatable: 'unknown',
};

/** Writes a compact line out as a whole history: pembrolizumab, recurrent or metastatic, unless the line says otherwise. */
export function historyOf(line: CompactLine): TreatmentLineHistory {
  const scans = Math.max(...Object.values(line.lesions).map(({ sizes }) => sizes.length), line.weeks?.length ?? 0);
  const days =
    line.days ?? (line.weeks ?? Array.from({ length: scans }, (_, index) => index * 8)).map((week) => week * 7);
  const first = line.evaluator ?? 'radiology';
  const others = Object.entries(line.evaluators ?? {}).map(([evaluator, own]) => ({
    evaluator,
    timepoints: timepointsOf(line, days, (label, lesion) => own[label] ?? lesion.sizes),
  }));
  return {
    treatment: {
      agents: [{ name: 'pembrolizumab', drugClass: 'immune-checkpoint-inhibitor' }],
      start: on(startDate),
      lastDose: null,
      ongoing: 'yes',
      setting: 'recurrent-or-metastatic',
      ...line.treatment,
    },
    reported: {
      organAtRisk: 'unknown',
      ecog: [],
      sarcoidLikeNodes: 'unknown',
      infection: 'unknown',
      flare: 'unknown',
      stability: [],
      ...line.reported,
    },
    lesions: Object.fromEntries(
      Object.entries(line.lesions)
        .filter(([, { facts }]) => facts !== undefined)
        .map(([label, { facts }]) => [label, { ...noFacts, ...facts }]),
    ),
    clinicalEvaluator: line.clinicalEvaluator ?? null,
    evaluators: [{ evaluator: first, timepoints: timepointsOf(line, days, (_, lesion) => lesion.sizes) }, ...others],
  };
}
