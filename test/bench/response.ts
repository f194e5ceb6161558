/**
 * Timepoints classified per second on one core: histories of ten timepoints and ten lesions, in turns by all criteria and all pattern
 * definitions with their traces as data, by one definition, and by RECIST 1.1 and iRECIST alone; with every step in words and all
 * confidences, as a page asks for them. And how the cost grows with the number of timepoints and of lesions. Medians over repeated runs.
 *
 * `npm run bench -- response FOLDER` has a checkout of RECIST-tracker (github.com/heyhey-yoyo/RECIST-tracker) do the same work in the same
 * turns: RECIST 1.1 and iRECIST of the same lesions, sizes and dates.
 */
import { existsSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { render } from '../../src/core/discussion/index.js';
import {
  classifyLine,
  classifyResponses,
  explanationOf,
  measureConfidence,
  type Finding,
  type Timepoint,
  type TreatmentLineHistory,
} from '../../src/core/response/index.js';

const organsInTurn = [
  'lung',
  'lung',
  'liver',
  'lymph-node',
  'primary-site',
  'lymph-node',
  'liver',
  'lung',
  'bone',
  'lung',
] as const;

/** A small seeded generator (mulberry32): the same histories in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const dateOf = (day: number): string => new Date(Date.UTC(2026, 0, 5 + day)).toISOString().slice(0, 10);

function historyOf(
  seed: number,
  timepointCount: number,
  lesionCount: number = organsInTurn.length,
): TreatmentLineHistory {
  const random = seeded(seed);
  const organs = Array.from({ length: lesionCount }, (_, lesion) => organsInTurn[lesion % organsInTurn.length]!);
  const sizes = organs.map(() => 15_000 + Math.floor(random() * 40_000));
  // Each lesion keeps its own pace, from -10 to +6 % a scan, with 5 % of measurement error around it.
  const paces = organs.map(() => 0.9 + random() * 0.16);
  const timepoints = Array.from({ length: timepointCount }, (_, index): Timepoint => {
    const date = dateOf(index * 56);
    const findings = organs.map((organ, lesion): Finding => {
      sizes[lesion] = sizes[lesion]! * paces[lesion]!;
      const micrometres = Math.round(sizes[lesion]! * (0.95 + random() * 0.1));
      return {
        lesion: `L${lesion}`,
        role: lesion < 8 ? 'target' : 'non-target',
        organ,
        site: null,
        axis: organ === 'lymph-node' ? 'short-axis' : 'longest-diameter',
        state: 'measured',
        micrometres,
        fragments: null,
        mergedInto: null,
        certainty: null,
        reason: null,
        examDate: null,
        modality: null,
        uptake: [],
      };
    });
    return {
      key: `t${index}`,
      label: `t${index}`,
      date: { from: date, to: date },
      studyDay: null,
      statedBaseline: null,
      modality: 'CT',
      reader: 'reader 1',
      sliceThickness: null,
      contrastPhase: null,
      organsImaged: null,
      held: [],
      findings,
    };
  });
  return {
    treatment: {
      agents: [{ name: 'pembrolizumab', drugClass: 'immune-checkpoint-inhibitor' }],
      start: { from: dateOf(0), to: dateOf(0) },
      lastDose: null,
      ongoing: 'yes',
      setting: 'recurrent-or-metastatic',
    },
    reported: {
      organAtRisk: 'unknown',
      ecog: [],
      sarcoidLikeNodes: 'unknown',
      infection: 'unknown',
      flare: 'unknown',
      stability: [],
    },
    lesions: {},
    clinicalEvaluator: null,
    evaluators: [{ evaluator: 'radiology', timepoints }],
  };
}

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)]!;

/** A line as it is shown: every step of every trace in words, and the confidence of every change and pattern. */
function rendered(history: TreatmentLineHistory): number {
  let length = measureConfidence(history).length;
  for (const { timepoints } of classifyLine(history).evaluators) {
    for (const { trace, immune, patterns } of timepoints) {
      for (const step of [...trace, ...(immune?.trace ?? []), ...patterns.flatMap((pattern) => pattern.trace)])
        length += render(explanationOf(step), 'en').length;
    }
  }
  return length;
}

type Work = (history: TreatmentLineHistory) => unknown;

/** Timepoints per second of each work: the medians over rounds in which all take their turns. */
function rates(histories: readonly TreatmentLineHistory[], rounds: number, works: readonly Work[]): readonly number[] {
  const timepoints = histories.reduce((sum, history) => sum + history.evaluators[0]!.timepoints.length, 0);
  const measured = works.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1)
    works.forEach((work, index) => {
      const before = process.hrtime.bigint();
      for (const history of histories) work(history);
      measured[index]!.push(timepoints / (Number(process.hrtime.bigint() - before) / 1e9));
    });
  return measured.map(median);
}

type Peer = (history: TreatmentLineHistory) => unknown;

/** A history as RECIST-tracker takes it: the first scan is its baseline, sizes in mm. */
function asPatient(history: TreatmentLineHistory): unknown {
  const [baseline, ...followUps] = history.evaluators[0]!.timepoints;
  const ofRole = (role: Finding['role']): readonly Finding[] =>
    baseline!.findings.filter((finding) => finding.role === role);
  return {
    baselineDate: baseline!.date!.from,
    targetLesions: ofRole('target').map(({ lesion, organ, micrometres }) => ({
      id: lesion,
      isLymphNode: organ === 'lymph-node',
      baselineMm: micrometres! / 1_000,
    })),
    nonTargetLesions: ofRole('non-target').map(({ lesion }) => ({ id: lesion })),
    newLesions: [],
    visits: followUps.map(({ key, date, findings }) => ({
      id: key,
      date: date!.from,
      createdAt: date!.from,
      targetMeasurements: Object.fromEntries(
        findings
          .filter(({ role }) => role === 'target')
          .map(({ lesion, micrometres }) => [lesion, micrometres! / 1_000]),
      ),
      nonTargetStatuses: Object.fromEntries(
        findings.filter(({ role }) => role === 'non-target').map(({ lesion }) => [lesion, 'present']),
      ),
    })),
  };
}

/** The peer of a folder; its histories are translated once, before anything is measured. Null without a folder. */
async function peerIn(folder: string | undefined, histories: readonly TreatmentLineHistory[]): Promise<Peer | null> {
  if (folder === undefined) return null;
  const file = join(folder, 'src/domain/irecist.js');
  if (!existsSync(file)) throw new Error(`There is no ${file}: expected the folder of a checkout of RECIST-tracker.`);
  const { evaluateIrecistSequence } = (await import(pathToFileURL(file).href)) as {
    evaluateIrecistSequence: (patient: unknown) => unknown;
  };
  const patients = new Map(histories.map((history) => [history, asPatient(history)]));
  return (history) => evaluateIrecistSequence(patients.get(history));
}

const printed = (value: number): string => Math.round(value).toLocaleString('en');
const told = (name: string, rate: number): void => console.log(`${name.padEnd(52)} ${printed(rate)} timepoints/s`);

export async function run([peerFolder]: readonly string[] = []): Promise<void> {
  const rounds = 9;
  const short = Array.from({ length: 1000 }, (_, seed) => historyOf(seed, 10));
  const long = Array.from({ length: 100 }, (_, seed) => historyOf(seed, 100));
  const broad = Array.from({ length: 100 }, (_, seed) => historyOf(seed, 10, 100));
  const peer = await peerIn(peerFolder, short);
  const oneDefinition: Work = (history) => classifyLine(history, { definitions: ['DR-A'] });
  const works: readonly Work[] = [classifyLine, oneDefinition, classifyResponses, ...(peer === null ? [] : [peer])];
  rates(short, 3, works);
  const [all, one, alone, ofPeer] = rates(short, rounds, works);
  const [inWords] = rates(short, 3, [rendered]);
  const [hundredScans] = rates(long, rounds, [classifyLine]);
  const [hundredLesions] = rates(broad, rounds, [classifyLine]);
  console.log(`10 timepoints, 10 lesions; medians of ${rounds} rounds in turns:`);
  told('all definitions, traces as data', all!);
  told('one definition', one!);
  told('RECIST 1.1 and iRECIST alone', alone!);
  if (ofPeer === undefined)
    console.log('RECIST-tracker is not here: name the folder of a checkout to have it beside these.');
  else told(`RECIST-tracker (ours: ${(alone! / ofPeer).toFixed(1)} times)`, ofPeer);
  told('all, with wording and confidences (3 rounds)', inWords!);
  console.log(
    `100 timepoints: ${printed(hundredScans!)} timepoints/s; cost a timepoint ${(all! / hundredScans!).toFixed(2)} times that of 10 (linear: 1)`,
  );
  console.log(
    `100 lesions: ${printed(hundredLesions!)} timepoints/s; cost a lesion ${(all! / hundredLesions! / 10).toFixed(2)} times that of 10 (linear: 1)`,
  );
  console.log(`load of the machine ${loadavg()[0]!.toFixed(1)}`);
}
