/**
 * Sensitivity and false flags side by side, with and without each hold, by who measured: simulated patients (true-courses.ts) are
 * measured with noise and classified like any other, each scan as if it were the last
 * (docs/clinical-basis.md#sensitivity-and-false-flags-p). Seeded: the same choices and options always give the same counts.
 */
import { classifyLine } from '../classify-line.js';
import type { FlagFinding } from '../model/classification.js';
import type { Micrometres, TreatmentLineHistory } from '../model/history.js';
import { millimetre } from '../model/lengths.js';
import { resolveOptions, type ResponseOptions } from '../model/options.js';
import type { HoldCode } from '../model/phrases.js';
import { expectedFalseFlagRate } from './false-flags.js';
import { normalFrom, seededRandom } from './seeded-random.js';
import {
  knownAt,
  readerName,
  SimulatedReaders,
  simulatedHistory,
  type SimulatedFinding,
  type SimulatedScan,
} from './simulated-history.js';
import {
  circumstances,
  noiseRuleChoices,
  readerConditions,
  simulationChoices,
  type Circumstance,
  type ReaderCondition,
  type SimulationChoices,
} from './simulation-choices.js';
import { drawCourse, type CourseKind, type Draw, type TrueCourse } from './true-courses.js';

/** The holds that sizes, scans and sightings decide; every other rests on a fact that is stated or not, and nothing is drawn for it. */
const simulatedHolds = [
  'within-noise',
  'small-lesion',
  'first-scan-early',
  'different-modality',
  'different-contrast-phase',
  'different-slice-thickness',
  'small-new-node',
  'new-lesion-equivocal',
] as const satisfies readonly HoldCode[];
type SimulatedHold = (typeof simulatedHolds)[number];

/** Which holds are left out: none (as decided), one, or all of them. */
export type LeftOut = 'none' | SimulatedHold | 'all';

/** Patients of a kind, and how many of them were flagged. */
export interface Found {
  readonly patients: number;
  /** By the first, and by the second scan that shows it. */
  readonly first: number;
  readonly second: number;
}

const drawFrom = (seed: number): Draw => {
  const random = seededRandom(seed);
  return { random, normal: normalFrom(random) };
};

type Machine = Pick<SimulatedScan, 'modality' | 'sliceThickness' | 'contrastPhase'>;

const usual: Machine = { modality: 'CT', sliceThickness: millimetre, contrastPhase: 'portal venous' };
const unlike: Readonly<Partial<Record<Circumstance, Machine>>> = {
  'different-modality': { ...usual, modality: 'MR' },
  'different-contrast-phase': { ...usual, contrastPhase: 'arterial' },
  'different-slice-thickness': { ...usual, sliceThickness: 5 * millimetre },
};

interface Setting {
  readonly kind: CourseKind;
  readonly readers: ReaderCondition;
  readonly circumstance: Circumstance;
  readonly choices: SimulationChoices;
  readonly options: ResponseOptions | undefined;
}

/** The patient as these readers measure them; where scans are to differ, one of them, the baseline too, is unlike the others. */
function measured({ days, lesions }: TrueCourse, setting: Setting, draw: Draw): TreatmentLineHistory {
  const { readers, circumstance, options } = setting;
  const { noise } = resolveOptions(options);
  const measuring = new SimulatedReaders(lesions.length, readers.count, noise, draw.normal);
  const other = unlike[circumstance];
  const differs = other === undefined ? null : Math.floor(draw.random() * days.length);
  return simulatedHistory(
    days.map((day, scan): SimulatedScan => {
      const reader = Math.floor(draw.random() * readers.count);
      return {
        day,
        reader: readerName(reader, readers),
        ...(scan === differs ? other! : usual),
        findings: lesions.flatMap(({ label, organ, newAt, equivocalAt, sizes }, lesion): SimulatedFinding[] =>
          newAt !== null && scan < newAt
            ? []
            : [
                {
                  label,
                  organ,
                  isNew: newAt !== null,
                  micrometres: measuring.measure(sizes[scan]!, lesion, reader),
                  equivocal: equivocalAt === scan,
                },
              ],
        ),
      };
    }),
  );
}

/** True where a flag names what truly dissociates, an organ through its lesions. */
function namesTruth({ growers, newLesions }: FlagFinding, { dissociated, lesions }: TrueCourse): boolean {
  const organs = lesions.filter(({ label }) => dissociated.includes(label)).map(({ organ }) => organ);
  return [...growers, ...newLesions].some(({ lesion, organ, unit }) =>
    unit === 'organ' ? organs.some((one) => one === organ) : dissociated.includes(lesion),
  );
}

const isSimulated = (code: string): boolean => simulatedHolds.some((hold) => hold === code);

/** Whether a finding is a flag where these holds are left out. */
const isFlag = ({ holds }: FlagFinding, leftOut: LeftOut): boolean =>
  holds.every(({ code }) => (leftOut === 'all' ? isSimulated(code) : code === leftOut));

/** A patient as they come out: by scan, the findings that say what is looked for. */
interface Patient {
  readonly shownAt: number | null;
  readonly findings: readonly (readonly FlagFinding[])[];
}

/** What is looked at in a patient: up to the second scan that shows a dissociation, and all scans where there is none. */
function lookedAt(course: TrueCourse, history: TreatmentLineHistory, options: ResponseOptions | undefined): Patient {
  const last = course.shownAt === null ? course.days.length - 1 : course.shownAt + 1;
  const chosen = { ...options, definitions: ['DR-A', 'DR-B', 'DR-C'] };
  const findings = Array.from({ length: last }, (_, index) =>
    classifyLine(knownAt(history, index + 1), chosen).flags.filter(
      (finding) =>
        finding.latestTimepoint === `${index + 1}` && (course.shownAt === null || namesTruth(finding, course)),
    ),
  );
  return { shownAt: course.shownAt, findings };
}

/** The patients of a kind; they are the same for every condition of the readers. */
function patientsOf(setting: Setting): readonly Patient[] {
  const { kind, circumstance, choices, options } = setting;
  const [truth, measuring] = [drawFrom(choices.seed), drawFrom(choices.seed + 1)];
  return Array.from({ length: choices.patients }, () => {
    const course = drawCourse(kind, { ...truth, choices, circumstance });
    return lookedAt(course, measured(course, setting, measuring), options);
  });
}

const flaggedBy = ({ findings }: Patient, scan: number, leftOut: LeftOut): boolean =>
  findings.slice(0, scan).some((seen) => seen.some((finding) => isFlag(finding, leftOut)));

const countWhere = <Value>(values: readonly Value[], holds: (value: Value) => boolean): number =>
  values.filter(holds).length;

/** How many true dissociations are flagged, for each choice of holds left out. */
function foundAmong(patients: readonly Patient[], leftOut: LeftOut): Found {
  return {
    patients: patients.length,
    first: countWhere(patients, (patient) => flaggedBy(patient, patient.shownAt!, leftOut)),
    second: countWhere(patients, (patient) => flaggedBy(patient, patient.shownAt! + 1, leftOut)),
  };
}

/** How many patients without dissociation ever carry a flag. */
const flaggedAmong = (patients: readonly Patient[], leftOut: LeftOut): number =>
  countWhere(patients, (patient) => flaggedBy(patient, patient.findings.length, leftOut));

/** One line of the table: sensitivity and false flags side by side. Growth of established lesions and new lesions stay apart. */
export interface CallRates {
  readonly readers: ReaderCondition['id'];
  readonly circumstance: Circumstance;
  readonly leftOut: LeftOut;
  /** null: nothing of this kind is drawn in this circumstance. */
  readonly establishedGrowth: Found | null;
  readonly newLesion: Found | null;
  readonly withoutDissociation: { readonly patients: number; readonly flagged: number };
}

interface Drawn {
  readonly kinds: { readonly established: boolean; readonly newLesion: boolean };
  readonly without: CourseKind;
  readonly leftOut: readonly LeftOut[];
}

const bothKinds = { established: true, newLesion: true };
const onlyEstablished = { established: true, newLesion: false };
const onlyNew = { established: false, newLesion: true };

/** What is drawn in each circumstance, and which holds are left out there. */
const drawn: Readonly<Record<Circumstance, Drawn>> = {
  none: { kinds: bothKinds, without: 'response', leftOut: ['none', 'within-noise', 'small-lesion', 'all'] },
  'first-scan-early': { kinds: onlyEstablished, without: 'response', leftOut: ['none', 'first-scan-early'] },
  'different-modality': { kinds: onlyEstablished, without: 'response', leftOut: ['none', 'different-modality'] },
  'different-contrast-phase': {
    kinds: onlyEstablished,
    without: 'response',
    leftOut: ['none', 'different-contrast-phase'],
  },
  'different-slice-thickness': {
    kinds: onlyEstablished,
    without: 'response',
    leftOut: ['none', 'different-slice-thickness'],
  },
  'small-new-node': {
    kinds: onlyNew,
    without: 'response-with-passing-finding',
    leftOut: ['none', 'small-new-node'],
  },
  'new-lesion-equivocal': {
    kinds: onlyNew,
    without: 'response-with-passing-finding',
    leftOut: ['none', 'new-lesion-equivocal'],
  },
};

const choicesIn = (circumstance: Circumstance): SimulationChoices =>
  circumstance === 'none'
    ? simulationChoices
    : { ...simulationChoices, patients: simulationChoices.patientsInCircumstance };

/**
 * The lines of the table for one condition of the readers in one circumstance, as decided first.
 *
 * @param chosen in place of the project's own choices
 * @param options under which the patients are classified; its noise is also what they are measured with
 */
export function callRates(
  readers: ReaderCondition,
  circumstance: Circumstance,
  options?: ResponseOptions,
  chosen: Partial<SimulationChoices> = {},
): readonly CallRates[] {
  const choices = { ...choicesIn(circumstance), ...chosen };
  const { kinds, without, leftOut } = drawn[circumstance];
  const patients = (kind: CourseKind) => patientsOf({ kind, readers, circumstance, choices, options });
  const established = kinds.established ? patients('established-growth') : null;
  const newLesion = kinds.newLesion ? patients('new-lesion') : null;
  const responders = patients(without);
  return leftOut.map((hold) => ({
    readers: readers.id,
    circumstance,
    leftOut: hold,
    establishedGrowth: established === null ? null : foundAmong(established, hold),
    newLesion: newLesion === null ? null : foundAmong(newLesion, hold),
    withoutDissociation: { patients: responders.length, flagged: flaggedAmong(responders, hold) },
  }));
}

/** A share in percent with one decimal, rounded down: none is shown to reach a limit that it lies under. */
export const percentFound = (count: number, of: number): string => (Math.floor((1000 * count) / of) / 10).toFixed(1);

/** A share in percent with one decimal, rounded up: none is shown to keep a limit that it lies over. */
export const percentFlagged = (count: number, of: number): string => (Math.ceil((1000 * count) / of) / 10).toFixed(1);

/** The rate of the noise rule: what of five lesions of a size, two held at -50 % and three stable, is flagged over six scans. */
export interface NoiseRuleRate {
  readonly size: Micrometres;
  readonly readers: ReaderCondition['id'];
  /** Shares of patients, with four decimals. */
  readonly withoutRule: number;
  readonly withRule: number;
}

/** The whole of what is shown: the table, and the noise rule at three sizes of lesions. */
export interface FlagRates {
  readonly table: readonly CallRates[];
  readonly noiseRule: readonly NoiseRuleRate[];
}

const fourDecimals = (rate: number): number => Math.round(rate * 10_000) / 10_000;

function noiseRuleRate(size: Micrometres, readers: ReaderCondition): NoiseRuleRate {
  const { shares, ...settings } = noiseRuleChoices;
  const drawn = { ...settings, readers, lesions: shares.map((share) => ({ baseline: size, share })) };
  return {
    size,
    readers: readers.id,
    withoutRule: fourDecimals(expectedFalseFlagRate(drawn, { flags: { noiseRule: false } }).rate),
    withRule: fourDecimals(expectedFalseFlagRate(drawn).rate),
  };
}

/** Everything, under the project's own choices. It takes some twenty seconds. */
export const flagRates = (): FlagRates => ({
  table: circumstances.flatMap((circumstance) =>
    readerConditions.flatMap((readers) => callRates(readers, circumstance)),
  ),
  noiseRule: [20, 25, 30].flatMap((size) =>
    readerConditions.map((readers) => noiseRuleRate(size * millimetre, readers)),
  ),
});
