/**
 * Treatment lines drawn with a seed, with everything in them that a history can hold: held and undated scans, study days, several
 * readers and modalities, splits and mergers, local treatments, prior fields, second primaries, uptake. And readings drawn with them.
 */
import {
  defaultOptions,
  drugClasses,
  localTreatmentKinds,
  modalities,
  patternDefinitions,
  readingChoices,
  type DateInterval,
  type EvaluatorHistory,
  type Finding,
  type FindingState,
  type LesionFacts,
  type LesionRole,
  type Organ,
  type ReadingChoice,
  type ReportedContext,
  type ResponseOptions,
  type Timepoint,
  type TreatmentContext,
  type TreatmentLineHistory,
  type UptakeReference,
} from '../../src/core/response/index.js';
import { dateOfDay } from './notation.js';

/** Draws from one seeded stream (mulberry32). */
class Draw {
  constructor(private state: number) {}

  number(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  whole(from: number, to: number): number {
    return from + Math.floor(this.number() * (to - from + 1));
  }

  one<Value>(values: readonly Value[]): Value {
    return values[this.whole(0, values.length - 1)]!;
  }

  chance(share: number): boolean {
    return this.number() < share;
  }

  maybe<Value>(share: number, value: () => Value): Value | null {
    return this.chance(share) ? value() : null;
  }
}

const known = ['yes', 'no', 'unknown'] as const;
const states: readonly FindingState[] = [
  'absent',
  'too-small-to-measure',
  'not-evaluable',
  'not-done',
  'present',
  'increased',
  'unchanged',
  'decreased',
  'unequivocal-progression',
];
/** Steps from one scan to the next: on, over and under the thresholds of 10, 20 and 30 %. */
const steps = [0.5, 0.69, 0.7, 0.71, 0.85, 0.9, 1, 1, 1.1, 1.19, 1.2, 1.21, 1.5] as const;

const near = (draw: Draw, day: number): DateInterval => {
  const from = day + draw.whole(-3, 3);
  return { from: dateOfDay(from), to: dateOfDay(draw.chance(0.15) ? from + draw.whole(1, 20) : from) };
};

interface DrawnLesion {
  readonly label: string;
  readonly role: LesionRole;
  readonly organ: Organ | null;
  readonly withUptake: boolean;
  size: number;
  uptake: number;
}

function lesionsOf(draw: Draw): DrawnLesion[] {
  const withUptake = draw.chance(0.3);
  const organ = (): Organ | null =>
    draw.one(['lung', 'lung', 'liver', 'lymph-node', 'lymph-node', 'primary-site', 'bone', null]);
  const of = (role: LesionRole, count: number): DrawnLesion[] =>
    Array.from({ length: count }, (_, index): DrawnLesion => ({
      label: `${role}-${index}`,
      role,
      organ: organ(),
      withUptake,
      size: draw.whole(16, 120) * 500,
      uptake: draw.whole(20, 90) / 10,
    }));
  return [...of('target', draw.whole(0, 4)), ...of('non-target', draw.whole(0, 3)), ...of('new', draw.whole(0, 3))];
}

function findingOf(draw: Draw, lesion: DrawnLesion, first: boolean, all: readonly DrawnLesion[]): Finding[] {
  const { label, role, organ } = lesion;
  lesion.size = Math.round((lesion.size * (first ? 1 : draw.one(steps))) / 100) * 100;
  lesion.uptake = Math.round(lesion.uptake * (first ? 1 : draw.one(steps)) * 10) / 10;
  if (draw.chance(0.04) || (role === 'new' && (first || draw.chance(0.5)))) return [];
  const unmeasured = draw.chance(role === 'target' ? 0.12 : 0.6);
  const merges = unmeasured && draw.chance(0.15);
  const state = !unmeasured ? 'measured' : merges ? 'merged' : first ? 'present' : draw.one(states);
  const half = Math.floor(lesion.size / 2);
  return [
    {
      lesion: label,
      role: draw.chance(0.02) ? 'non-target' : role,
      organ,
      site: draw.maybe(0.3, () => `site of ${label}`),
      axis: organ === 'lymph-node' && draw.chance(0.9) ? 'short-axis' : 'longest-diameter',
      state,
      micrometres: state === 'measured' ? lesion.size : null,
      fragments: state === 'measured' && draw.chance(0.05) ? [half, lesion.size - half] : null,
      mergedInto: merges ? draw.one(all).label : null,
      certainty: role === 'new' ? draw.one(['unequivocal', 'equivocal', null]) : null,
      reason: draw.maybe(0.1, () => 'artefact'),
      examDate: null,
      modality: draw.maybe(0.05, () => draw.one(modalities)),
      uptake:
        lesion.withUptake && draw.chance(0.9)
          ? (['SULpeak', 'SUVmax', 'TLG'] as const)
              .filter(() => draw.chance(0.8))
              .map((quantity) => ({ quantity, value: lesion.uptake.toFixed(1) }))
          : [],
    },
  ];
}

const referenceOf = (draw: Draw): UptakeReference => ({
  liverMean: draw.maybe(0.9, () => draw.one(['1.6', '1.7', '2.0'])),
  liverSd: draw.maybe(0.9, () => '0.2'),
  liverDiseased: draw.one([null, false, true]),
  bloodPoolMean: draw.maybe(0.8, () => '1.2'),
  bloodPoolSd: draw.maybe(0.8, () => '0.1'),
  uptakeMinutes: draw.maybe(0.7, () => draw.one([60, 70, 80])),
  scanner: draw.maybe(0.7, () => draw.one(['one', 'one', 'two'])),
});

function historyOfOne(
  draw: Draw,
  evaluator: string,
  drawn: readonly DrawnLesion[],
  days: readonly number[],
): EvaluatorHistory {
  const lesions = drawn.map((lesion) => ({ ...lesion }));
  const byStudyDay = draw.chance(0.1);
  const readers = draw.chance(0.2) ? ['one', 'two', null] : ['one'];
  const scanner = draw.chance(0.2) ? (['CT', 'MR', null] as const) : (['CT'] as const);
  return {
    evaluator,
    timepoints: days.map((day, index): Timepoint => ({
      key: `t${index}`,
      label: `scan ${index}`,
      date: byStudyDay && draw.chance(0.9) ? null : draw.maybe(0.98, () => near(draw, day)),
      studyDay: byStudyDay || draw.chance(0.2) ? day + 1 : null,
      statedBaseline: draw.chance(0.1) ? draw.one([true, false]) : null,
      modality: draw.one(scanner),
      reader: draw.one(readers),
      sliceThickness: draw.maybe(0.2, () => draw.one([1000, 5000, 8000])),
      contrastPhase: draw.maybe(0.1, () => draw.one(['arterial', 'venous'])),
      organsImaged: draw.maybe(0.1, () => ['lung', 'liver', 'lymph-node', 'primary-site']),
      uptakeReference: draw.maybe(0.5, () => referenceOf(draw)),
      forNewSymptom: draw.maybe(0.2, () => draw.chance(0.5)),
      held: draw.chance(0.04) ? [{ value: 'size of a lesion', code: null, sent: null }] : [],
      findings: lesions.flatMap((lesion) => findingOf(draw, lesion, index === 0, lesions)),
    })),
  };
}

const factsOf = (draw: Draw, last: number): LesionFacts => ({
  priorRadiotherapyField: draw.one(['in-field', 'out-of-field', 'unknown']),
  progressionSinceRadiotherapy: draw.maybe(0.4, () => near(draw, draw.whole(-60, last))),
  localTreatments: draw.chance(0.5)
    ? [{ kind: draw.one(localTreatmentKinds), date: near(draw, draw.whole(-60, last)) }]
    : [],
  secondPrimary: draw.maybe(0.15, () => ({ date: near(draw, last), histology: 'adenocarcinoma' })),
  treatable: draw.one(known),
});

const treatmentOf = (draw: Draw, last: number): TreatmentContext => ({
  agents: draw.maybe(0.95, () => [
    { name: 'drug', drugClass: draw.chance(0.85) ? ('immune-checkpoint-inhibitor' as const) : draw.one(drugClasses) },
    ...(draw.chance(0.2) ? [{ name: 'other', drugClass: draw.one(drugClasses) }] : []),
  ]),
  start: draw.maybe(0.9, () => near(draw, draw.one([0, 0, 0, -20, 10]))),
  lastDose: draw.maybe(0.3, () => near(draw, draw.whole(0, last))),
  ongoing: draw.chance(0.6) ? 'yes' : draw.one(known),
  setting: draw.chance(0.9) ? 'recurrent-or-metastatic' : draw.one(['curative-intent', 'unknown']),
});

const reportedOf = (draw: Draw, last: number): ReportedContext => {
  const rarely = () => (draw.chance(0.1) ? 'yes' : draw.one(['no', 'unknown'] as const));
  return {
    organAtRisk: rarely(),
    sarcoidLikeNodes: rarely(),
    infection: rarely(),
    flare: rarely(),
    ecog: Array.from({ length: draw.whole(0, 3) }, () => ({
      date: near(draw, draw.whole(-10, last)),
      value: draw.whole(0, 3),
    })),
    stability: Array.from({ length: draw.whole(0, 2) }, () => ({
      date: near(draw, draw.whole(0, last)),
      stable: draw.chance(0.5),
      by: 'clinician',
    })),
  };
};

/** The history of one seed. */
export function drawnHistory(seed: number): TreatmentLineHistory {
  const draw = new Draw(seed);
  const before = draw.chance(0.3) ? [-60] : [];
  const days = [
    ...before,
    draw.one([0, 0, -7]),
    ...Array.from({ length: draw.whole(1, 4) }, (_, index) => 28 + index * draw.one([20, 28, 56]) + draw.whole(0, 30)),
  ];
  const last = Math.max(...days);
  const lesions = lesionsOf(draw);
  const evaluators = draw.chance(0.25) ? ['radiology', 'central'] : ['radiology'];
  const histories = evaluators.map((evaluator) => historyOfOne(draw, evaluator, lesions, days));
  return {
    treatment: treatmentOf(draw, last),
    reported: reportedOf(draw, last),
    lesions: Object.fromEntries(
      lesions.filter(() => draw.chance(0.15)).map(({ label }) => [label, factsOf(draw, last)]),
    ),
    clinicalEvaluator: draw.maybe(0.3, () => draw.one(['radiology', 'central', 'nobody'])),
    evaluators: draw.chance(0.5) ? histories : [...histories].reverse(),
  };
}

/** Readings of one seed: those of the project for every other one, else drawn from what may be chosen. */
export function drawnOptions(seed: number): ResponseOptions | undefined {
  if (seed % 2 === 0) return undefined;
  const draw = new Draw(-seed);
  const { flags } = defaultOptions;
  return {
    recist: Object.fromEntries(
      Object.entries<ReadingChoice<string | number>>(readingChoices.recist)
        .filter(([, { choices }]) => choices.length > 0 && draw.chance(0.4))
        .map(([option, { choices }]) => [option, draw.one(choices)]),
    ),
    immune: draw.chance(0.2) ? { earliestConfirmationDays: 40 } : {},
    metabolic: { afterFirstCycle: draw.chance(0.3) },
    bestResponse: draw.chance(0.3) ? { minimumStableDays: 56, notEvaluableBetween: draw.one([null, 0, 1]) } : {},
    flags: { noiseRule: draw.chance(0.7), sameTimepointDays: draw.one([flags.sameTimepointDays, 0, 30]) },
    ...(draw.chance(0.2) ? { definitions: patternDefinitions.filter(() => draw.chance(0.5)).map(({ id }) => id) } : {}),
  };
}
