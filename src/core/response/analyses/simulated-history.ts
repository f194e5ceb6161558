/**
 * True sizes as readers measure them, and as a treatment line's history on a checkpoint inhibitor
 * (docs/clinical-basis.md#measurement-noise).
 */
import type { Finding, Micrometres, Modality, Organ, Timepoint, TreatmentLineHistory } from '../model/history.js';
import type { NoiseParameters } from '../model/options.js';
import type { ReaderCondition } from './simulation-choices.js';

export interface SimulatedFinding {
  readonly label: string;
  readonly organ: Organ;
  readonly isNew: boolean;
  readonly micrometres: Micrometres;
  readonly equivocal: boolean;
}

export interface SimulatedScan {
  /** Days from the baseline, which is the start of treatment. */
  readonly day: number;
  readonly reader: string | null;
  readonly modality: Modality;
  readonly sliceThickness: Micrometres | null;
  readonly contrastPhase: string | null;
  readonly findings: readonly SimulatedFinding[];
}

/**
 * Measures true sizes. The variance of a difference of two measurements is that of the noise parameters, by one reader and by two:
 * what two readers differ by more than one does from himself is an offset of each reader on each lesion, in proportion to its size.
 */
export class SimulatedReaders {
  readonly #offsets: readonly (readonly number[])[];

  constructor(
    lesions: number,
    private readonly count: number,
    private readonly noise: NoiseParameters,
    private readonly normal: () => number,
  ) {
    const { sameReader, differentReaders } = noise;
    const spread = Math.sqrt(Math.max(0, differentReaders * differentReaders - sameReader * sameReader) / 2);
    // One reader's offset is on every size alike: nothing that is compared holds it.
    this.#offsets = Array.from({ length: lesions }, () =>
      Array.from({ length: count }, () => (count === 1 ? 0 : spread * normal())),
    );
  }

  /** One measurement carries half the variance of a difference of two. */
  measure(size: Micrometres, lesion: number, reader: number): Micrometres {
    const { constant, sameReader } = this.noise;
    const proportional = sameReader * size;
    const own = this.normal() * Math.sqrt((constant * constant + proportional * proportional) / 2);
    return Math.max(0, Math.round(size * (1 + this.#offsets[lesion]![reader]!) + own));
  }
}

/** The name under which a reader is stated; null where the service is not told. */
export const readerName = (reader: number, { stated }: Pick<ReaderCondition, 'stated'>): string | null =>
  stated ? `reader ${reader + 1}` : null;

const start = Date.UTC(2026, 0, 5);
const dateOf = (day: number): string => new Date(start + day * 86_400_000).toISOString().slice(0, 10);

const findingOf = ({ label, organ, isNew, micrometres, equivocal }: SimulatedFinding): Finding => ({
  lesion: label,
  role: isNew ? 'new' : 'target',
  organ,
  site: null,
  axis: organ === 'lymph-node' ? 'short-axis' : 'longest-diameter',
  state: isNew && micrometres === 0 ? 'absent' : 'measured',
  micrometres,
  fragments: null,
  mergedInto: null,
  certainty: isNew ? (equivocal ? 'equivocal' : 'unequivocal') : null,
  reason: null,
  examDate: null,
  modality: null,
  uptake: [],
});

/** The scans of one patient, the baseline first, each keyed by its place. */
export function simulatedHistory(scans: readonly SimulatedScan[]): TreatmentLineHistory {
  const timepoints = scans.map(
    ({ day, reader, modality, sliceThickness, contrastPhase, findings }, index): Timepoint => ({
      key: `${index}`,
      label: `${index}`,
      date: { from: dateOf(day), to: dateOf(day) },
      studyDay: null,
      statedBaseline: index === 0,
      modality,
      reader,
      sliceThickness,
      contrastPhase,
      organsImaged: null,
      held: [],
      findings: findings.map(findingOf),
    }),
  );
  return {
    treatment: {
      agents: [{ name: 'checkpoint inhibitor', drugClass: 'immune-checkpoint-inhibitor' }],
      start: { from: dateOf(0), to: dateOf(0) },
      lastDose: null,
      ongoing: 'yes',
      setting: 'recurrent-or-metastatic',
    },
    reported: { organAtRisk: 'no', ecog: [], sarcoidLikeNodes: 'no', infection: 'no', flare: 'no', stability: [] },
    lesions: {},
    clinicalEvaluator: null,
    evaluators: [{ evaluator: 'one', timepoints }],
  };
}

/** A history as it was known at one of its scans. */
export function knownAt(history: TreatmentLineHistory, scan: number): TreatmentLineHistory {
  const [own] = history.evaluators;
  return { ...history, evaluators: [{ ...own!, timepoints: own!.timepoints.slice(0, scan + 1) }] };
}
