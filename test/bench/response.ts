/**
 * Timepoints classified per second on one core: histories of ten timepoints and ten lesions, all criteria and all pattern
 * definitions. Two rates: traces as data; and with every step in words and all confidences, as a page asks for them. And how the cost
 * grows with the number of timepoints. Medians over repeated runs.
 */
import { render } from '../../src/core/discussion/index.js';
import {
  classifyLine,
  explanationOf,
  measureConfidence,
  type Finding,
  type Timepoint,
  type TreatmentLineHistory,
} from '../../src/core/response/index.js';

const organs = [
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

function historyOf(seed: number, timepointCount: number): TreatmentLineHistory {
  const random = seeded(seed);
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

/** Median rate in timepoints per second over `rounds` runs through the histories. */
function rate(
  histories: readonly TreatmentLineHistory[],
  rounds: number,
  work: (history: TreatmentLineHistory) => unknown = classifyLine,
): number {
  const timepoints = histories.reduce((sum, history) => sum + history.evaluators[0]!.timepoints.length, 0);
  return median(
    Array.from({ length: rounds }, () => {
      const before = process.hrtime.bigint();
      for (const history of histories) work(history);
      return timepoints / (Number(process.hrtime.bigint() - before) / 1e9);
    }),
  );
}

const printed = (value: number): string => Math.round(value).toLocaleString('en');

export async function run(): Promise<void> {
  const rounds = 9;
  const short = Array.from({ length: 1000 }, (_, seed) => historyOf(seed, 10));
  const long = Array.from({ length: 100 }, (_, seed) => historyOf(seed, 100));
  rate(short, 3);
  const [tenEach, hundredEach, inWords] = [rate(short, rounds), rate(long, rounds), rate(short, rounds, rendered)];
  console.log(
    `10 timepoints, 10 lesions, traces as data: ${printed(tenEach)} timepoints/s (median of ${rounds} runs; goal 100,000)`,
  );
  console.log(`the same with wording and confidences:     ${printed(inWords)} timepoints/s (median of ${rounds} runs)`);
  console.log(
    `100 timepoints, 10 lesions: ${printed(hundredEach)} timepoints/s; cost a timepoint ${(tenEach / hundredEach).toFixed(2)} times that of 10 (linear: 1)`,
  );
}
