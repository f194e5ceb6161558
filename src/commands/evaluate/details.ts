/** What `consilium evaluate --details` adds to its lines: everything that the response core computes beside the verdicts, as data. */
import { regionOf } from '../../core/discussion/response-words.js';
import type { RecordedFact } from '../../core/record/index.js';
import {
  burdenResponses,
  checkTargetSelection,
  type EvaluatorClassification,
  fitGrowth,
  type GrowthAssessment,
  type GrowthFits,
  type HyperprogressionVerdict,
  type ImmuneBurdenTimepoint,
  type Known,
  type LineClassification,
  type MetabolicTimepoint,
  patternLimits,
  oligometastaticState,
  type OligometastaticAnswer,
  type OligoprogressionFinding,
  type PseudoprogressionFinding,
  type ReportedScore,
  reportedScoreSources,
  type ResponseOptions,
  type Robustness,
  sandboxCriteria,
  sandboxPet,
  type SandboxPet,
  type SelectionFault,
  type SmallestFlip,
  smallestFlips,
  type FlagFinding,
  targetRobustness,
  type TimepointClassification,
  type TraceStep,
  type TreatmentLineHistory,
  volumeKinetics,
  type VolumePoint,
  type VolumeSum,
  volumetricChange,
} from '../../core/response/index.js';

type Burden = Omit<ImmuneBurdenTimepoint, 'timepoint'>;

/** Lengths inside are micrometres, as in the trace. */
export interface TimepointDetails {
  /** Each verdict's rule, inputs and outcome: RECIST 1.1, iRECIST, then the patterns. */
  readonly trace: readonly TraceStep[];
  /** With the oligometastatic state, or the first question of its tree that is not answered. */
  readonly oligoprogression: (OligoprogressionFinding & OligometastaticAnswer) | null;
  /** PERCIST, EORTC 1999, imPERCIST5, PERCIMT and dissociation by uptake; null without uptake. */
  readonly metabolic: MetabolicTimepoint | null;
  /** iPERCIST, PECRIT, MTV and TLG: for study only, each with its source; null where the scan has no uptake. */
  readonly sandbox: (SandboxPet & { readonly sources: typeof sandboxCriteria }) | null;
  /** Volumes in mm³ with their changes in percent: for study only; null where none is known at this scan. */
  readonly volumes: {
    readonly lesions: readonly (Omit<VolumePoint, 'timepoint'> & { readonly lesion: string })[];
    /** Null where a lesion of the baseline has no volume then or now. */
    readonly sum: Omit<VolumeSum, 'timepoint'> | null;
    readonly source: typeof volumetricChange;
  } | null;
  /** NI-RADS and Hopkins in the words of the report; null where none was stated. */
  readonly reportedScores: {
    readonly words: readonly string[];
    readonly note: string;
    readonly sources: typeof reportedScoreSources;
  } | null;
  readonly irRECIST: Burden | null;
  readonly imRECIST: Burden | null;
}

export interface SummaryDetails {
  /** At the first evaluation: TGR in percent of volume a month, TGK in mm a month. */
  readonly growthRates: Omit<GrowthAssessment, 'definitions'> | null;
  readonly hyperprogression: readonly HyperprogressionVerdict[];
  /** Rates a day, of the sum of the targets and of each lesion. */
  readonly stein: Omit<GrowthFits, 'evaluator'>;
  readonly pseudoprogression: readonly PseudoprogressionFinding[];
  /** Flags and watches of the line that this evaluator sees. */
  readonly flags: readonly FlagFinding[];
  readonly targetSelection: readonly SelectionFault[];
  /** At the last follow-up; null where there is none. */
  readonly latest: {
    readonly timepoint: string;
    readonly smallestFlips: readonly SmallestFlip[];
    readonly targetRobustness: Robustness | null;
  } | null;
}

export interface LineDetails {
  ofTimepoint(evaluator: string, timepoint: string): TimepointDetails | undefined;
  ofEvaluator(evaluator: string): SummaryDetails | undefined;
}

interface DetailedLine {
  readonly history: TreatmentLineHistory;
  readonly facts: readonly RecordedFact[];
}

/** The details of one treatment line. They re-classify the history many times: made on request only. */
export function lineDetails(
  line: DetailedLine,
  classification: LineClassification,
  options: ResponseOptions,
): LineDetails {
  const burdens = (['irRECIST', 'imRECIST'] as const).map((criterion) =>
    burdenResponses(line.history, criterion, options),
  );
  const fits = new Map(fitGrowth(line.history, options).map(({ evaluator, ...fit }) => [evaluator, fit]));
  const find = (name: string): EvaluatorClassification | undefined =>
    classification.evaluators.find(({ evaluator }) => evaluator === name);
  return {
    ofTimepoint(name, key) {
      const own = find(name);
      const timepoint = own?.timepoints.find((one) => one.key === key);
      if (own === undefined || timepoint === undefined) return undefined;
      const [irRECIST = null, imRECIST = null] = burdens.map((evaluators) =>
        burdenAt(evaluators.find(({ evaluator }) => evaluator === name)?.timepoints ?? [], key),
      );
      return {
        trace: [
          ...timepoint.trace,
          ...(timepoint.immune?.trace ?? []),
          ...timepoint.patterns.flatMap(({ trace }) => trace),
        ],
        oligoprogression: oligoprogressionAt(timepoint, own, line),
        metabolic: timepoint.metabolic ?? null,
        sandbox: sandboxAt(own, key, line.history),
        volumes: volumesAt(own, key),
        reportedScores: scoresAt(timepoint),
        irRECIST,
        imRECIST,
      };
    },
    ofEvaluator(name) {
      const own = find(name);
      return own === undefined ? undefined : summaryDetails(own, classification, line.history, fits, options);
    },
  };
}

function sandboxAt(
  own: EvaluatorClassification,
  key: string,
  { evaluators }: TreatmentLineHistory,
): TimepointDetails['sandbox'] {
  const history = evaluators.find(({ evaluator }) => evaluator === own.evaluator);
  const found = history === undefined ? undefined : sandboxPet(own, history).get(key);
  return found === undefined ? null : { ...found, sources: sandboxCriteria };
}

const withoutTimepoint = <Value extends { readonly timepoint: string }>({ timepoint: _, ...rest }: Value) => rest;

function volumesAt(own: EvaluatorClassification, key: string): TimepointDetails['volumes'] {
  const { lesions, sums } = volumeKinetics(own);
  const here = lesions.flatMap(({ lesion, points }) =>
    points.filter(({ timepoint }) => timepoint === key).map((point) => ({ lesion, ...withoutTimepoint(point) })),
  );
  if (here.length === 0) return null;
  const sum = sums.find(({ timepoint }) => timepoint === key);
  return { lesions: here, sum: sum === undefined ? null : withoutTimepoint(sum), source: volumetricChange };
}

const scoreNames: Readonly<Record<ReportedScore['score'], string>> = {
  niRadsPrimary: 'NI-RADS primary site',
  niRadsNeck: 'NI-RADS neck',
  hopkins: 'Hopkins',
};

/** A command speaks English. */
const scoresAt = ({ reportedScores = [] }: TimepointClassification): TimepointDetails['reportedScores'] =>
  reportedScores.length === 0
    ? null
    : {
        words: reportedScores.map(({ score, category }) => `reported: ${scoreNames[score]} ${category}`),
        note: 'NI-RADS and Hopkins were made for surveillance after treatment and are not read as a response here.',
        sources: reportedScoreSources,
      };

function summaryDetails(
  { evaluator, timepoints, growth, pseudoprogression }: EvaluatorClassification,
  { flags }: LineClassification,
  history: TreatmentLineHistory,
  fits: ReadonlyMap<string, Omit<GrowthFits, 'evaluator'>>,
  options: ResponseOptions,
): SummaryDetails {
  const latest = timepoints.findLast(({ phase }) => phase === 'follow-up')?.key;
  return {
    growthRates: growth ? ratesOf(growth) : null,
    hyperprogression: growth?.definitions ?? [],
    stein: fits.get(evaluator) ?? { sum: null, lesions: [] },
    pseudoprogression: pseudoprogression ?? [],
    flags: flags.filter(({ evaluatorsFor }) => evaluatorsFor.includes(evaluator)),
    targetSelection: checkTargetSelection(history, evaluator, options),
    latest:
      latest === undefined
        ? null
        : {
            timepoint: latest,
            smallestFlips: smallestFlips(history, evaluator, latest, options),
            targetRobustness: targetRobustness(history, evaluator, latest, options),
          },
  };
}

const ratesOf = ({
  timepoint,
  before,
  on,
  tgrRatio,
  tgrDifference,
  tgkRatio,
}: GrowthAssessment): SummaryDetails['growthRates'] => ({ timepoint, before, on, tgrRatio, tgrDifference, tgkRatio });

function burdenAt(timepoints: readonly ImmuneBurdenTimepoint[], key: string): Burden | null {
  const found = timepoints.find(({ timepoint }) => timepoint === key);
  return found === undefined
    ? null
    : { burden: found.burden, response: found.response, confirmation: found.confirmation };
}

/** More distant lesions at baseline than oligometastatic disease has say that it was polymetastatic; fewer leave the history before open. */
function polymetastaticBefore({ lesions, timepoints }: EvaluatorClassification): Known {
  const baseline = timepoints.find(({ phase }) => phase === 'baseline')?.key;
  const distant = lesions.filter(
    ({ role, organ, site, points }) =>
      role !== 'new' &&
      regionOf(organ, site) === 'distant' &&
      points.some(({ timepoint, state }) => timepoint === baseline && state !== 'no-row' && state !== 'absent'),
  );
  return distant.length > patternLimits.mostProgressingSites ? 'yes' : 'unknown';
}

function oligoprogressionAt(
  { oligoprogression }: TimepointClassification,
  own: EvaluatorClassification,
  { history, facts }: DetailedLine,
): TimepointDetails['oligoprogression'] {
  if (!oligoprogression) return null;
  const stated = facts
    .filter(({ name }) => name === 'oligometastatic-before')
    .sort((one, other) => one.order - other.order)
    .at(-1);
  const before: Known =
    stated?.state === 'known' && (stated.value === 'yes' || stated.value === 'no') ? stated.value : 'unknown';
  const progressive: Known =
    oligoprogression.verdict === 'not-assessable' ? 'unknown' : oligoprogression.verdict === 'met' ? 'yes' : 'no';
  return {
    ...oligoprogression,
    ...oligometastaticState({
      polymetastaticBefore: polymetastaticBefore(own),
      oligometastaticBefore: before,
      withinSixMonths: 'unknown',
      onSystemicTherapy: history.treatment.ongoing,
      progressive,
    }),
  };
}
