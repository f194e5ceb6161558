/** The sixteen synthetic patients against the table they come from: sizes, sums and facts. */
import { readFileSync } from 'node:fs';
import {
  assembleHistory,
  checkAssessmentDocument,
  checkFactStatement,
  recordedFactsOf,
  type AssessmentDocument,
  type FactStatement,
} from '../../../../src/core/record/index.js';
import type { Timepoint, TreatmentLineHistory } from '../../../../src/core/response/index.js';

const linesOf = (name: string): unknown[] =>
  readFileSync(`demo/head-and-neck/${name}.jsonl`, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

const documents = linesOf('assessments').map((value): AssessmentDocument => {
  const checked = checkAssessmentDocument(value);
  if ('faults' in checked) throw new Error(JSON.stringify(checked.faults));
  return checked.document;
});
const statements = linesOf('facts').map((value): FactStatement => {
  const checked = checkFactStatement(value);
  if ('faults' in checked) throw new Error(JSON.stringify(checked.faults));
  return checked.statement;
});

const patients = Array.from({ length: 16 }, (_, index) => `HN-${String(index + 1).padStart(2, '0')}`);

const historyOf = (patient: string): TreatmentLineHistory =>
  assembleHistory({
    assessments: documents
      .filter((document) => document.patient.id === patient)
      .map((document) => ({ status: 'accepted', document })),
    facts: statements
      .filter((statement) => statement.patient.id === patient)
      .flatMap((statement, index) => recordedFactsOf(statement, index * 100)),
  });

const inTime = ({ timepoints }: TreatmentLineHistory['evaluators'][number]): Timepoint[] =>
  [...timepoints].sort((one, other) => (one.date!.from < other.date!.from ? -1 : 1));

/** Sum of the measured targets in mm, and how many targets were not measured and are not gone. */
const sumOf = ({ findings }: Timepoint) => {
  const targets = findings.filter(({ role }) => role === 'target');
  return {
    sum: targets.reduce((total, { micrometres }) => total + (micrometres ?? 0), 0) / 1000,
    missing: targets.filter(({ state }) => state !== 'measured' && state !== 'absent').length,
  };
};

/** As printed: the sums of each evaluator, in time. 08 and 14 have no sizes of targets. */
const printed: Readonly<Record<string, readonly (readonly number[])[]>> = {
  'HN-01': [[80, 63, 58]],
  'HN-02': [[72, 44]],
  'HN-03': [[90, 73]],
  'HN-04': [[74, 96, 106]],
  'HN-05': [[84, 48, 31]],
  'HN-06': [[74, 91, 63, 43]],
  'HN-07': [[50, 55, 80]],
  'HN-08': [[0, 0]],
  'HN-09': [[94, 34]],
  'HN-10': [[56, 46, 16]],
  'HN-11': [[113, 65, 42]],
  'HN-12': [[88, 40, 26]],
  'HN-13': [[54, 44]],
  'HN-14': [[0, 0, 0]],
  'HN-15': [[44, 23, 20]],
  'HN-16': [
    [44, 43],
    [44, 42],
    [44, 42],
  ],
};

const sizes = (patient: string, lesion: string, evaluator = 0) =>
  inTime(historyOf(patient).evaluators[evaluator]!).map(({ findings }) => {
    const finding = findings.find((candidate) => candidate.lesion === lesion);
    return finding === undefined
      ? undefined
      : finding.micrometres === null
        ? finding.state
        : finding.micrometres / 1000;
  });

/** Day numbers from the first day of treatment. */
const daysFromStart = (patient: string) => {
  const history = historyOf(patient);
  const start = Date.parse(history.treatment.start!.from);
  return inTime(history.evaluators[0]!).map(({ date }) => (Date.parse(date!.from) - start) / 86_400_000);
};

it('every line says that it is synthetic, and every patient is there', () => {
  expect(documents).toHaveLength(47);
  expect(statements).toHaveLength(25);
  expect(
    [...documents, ...statements].filter(
      ({ synthetic, issuer, patient }) =>
        synthetic !== true || issuer !== 'consilium-demo' || patient.issuer !== 'consilium-demo',
    ),
  ).toEqual([]);
  expect([...new Set(documents.map(({ patient }) => patient.id))].sort()).toEqual(patients);
  expect(new Set(documents.map(({ sourceId }) => sourceId)).size).toBe(47);
  expect(new Set(statements.map(({ sourceId }) => sourceId)).size).toBe(25);
});

it.each(patients)('%s: the sums are those of the table', (patient) => {
  expect(
    historyOf(patient).evaluators.map((evaluator) => inTime(evaluator).map((timepoint) => sumOf(timepoint).sum)),
  ).toEqual(printed[patient]);
});

it.each([
  ['HN-01', 'N', [18, 19, 26]],
  ['HN-01', 'L1', [24, 16, 12]],
  ['HN-01', 'L2', [18, 13, 9]],
  ['HN-01', 'H', [20, 15, 11]],
  ['HN-02', 'L1', [30, 18]],
  ['HN-02', 'L2', [22, 13]],
  ['HN-02', 'N', [20, 13]],
  ['HN-02', 'New-1', [undefined, 16]],
  ['HN-03', 'L1', [12, 16]],
  ['HN-03', 'L2', [13, 17]],
  ['HN-03', 'H1', [40, 24]],
  ['HN-03', 'H2', [25, 16]],
  ['HN-04', 'P', [35, 46, 50]],
  ['HN-04', 'N', [24, 30, 33]],
  ['HN-04', 'L', [15, 20, 23]],
  ['HN-05', 'P', [40, 24, 16]],
  ['HN-05', 'N', [26, 14, 9]],
  ['HN-05', 'L', [18, 10, 6]],
  ['HN-06', 'P', [30, 34, 26, 16]],
  ['HN-06', 'N', [28, 36, 24, 18]],
  ['HN-06', 'L', [16, 21, 13, 9]],
  ['HN-07', 'P', [30, 33, 50]],
  ['HN-07', 'N', [20, 22, 30]],
  ['HN-08', 'P', ['present', 'present']],
  ['HN-09', 'P', [32, 20]],
  ['HN-09', 'N', [24, 14]],
  ['HN-09', 'L', [20, 'not-done']],
  ['HN-09', 'H', [18, 'not-done']],
  ['HN-10', 'N', [18, 25, 'not-evaluable']],
  ['HN-10', 'L1', [22, 12, 9]],
  ['HN-10', 'L2', [16, 9, 7]],
  ['HN-11', 'P', [48, 32, 28]],
  ['HN-11', 'N', [30, 19, 14]],
  ['HN-11', 'L1', [20, 8, 'absent']],
  ['HN-11', 'L2', [15, 6, 'absent']],
  ['HN-12', 'P', [38, 20, 17]],
  ['HN-12', 'N', [28, 12, 9]],
  ['HN-12', 'H', [22, 8, 'absent']],
  ['HN-13', 'L1', [10, 12]],
  ['HN-13', 'L2', [24, 15]],
  ['HN-13', 'N', [20, 17]],
  ['HN-14', 'E', ['present', 'unequivocal-progression', 'increased']],
  ['HN-14', 'N1', [12, 'present', 'present']],
  ['HN-14', 'N2', [13, 'present', 'present']],
  ['HN-15', 'N', [26, 14, 12]],
  ['HN-15', 'L1', [18, 9, 8]],
  ['HN-15', 'New-1', [undefined, undefined, 14]],
])('%s %s measures %j', (patient, lesion, expected) => {
  expect(sizes(patient, lesion)).toEqual(expected);
});

it('HN-16: three readers, each with a history of their own', () => {
  expect(
    historyOf('HN-16').evaluators.map(({ evaluator }, index) => [
      evaluator,
      sizes('HN-16', 'N', index),
      sizes('HN-16', 'L', index),
    ]),
  ).toEqual([
    ['reader A', [24, 30], [20, 13]],
    ['reader B', [24, 28], [20, 14]],
    ['reader C', [23, 28], [21, 14]],
  ]);
});

it.each([
  ['HN-01', [-5, 63, 126]],
  ['HN-02', [-5, 56]],
  ['HN-04', [-5, 63, 91]],
  ['HN-06', [-5, 56, 91, 147]],
  ['HN-07', [-60, 0, 56]],
  ['HN-10', [-5, 63, 126]],
  ['HN-11', [-5, 63, 168]],
  ['HN-14', [-5, 63, 98]],
  ['HN-15', [-5, 63, 189]],
])('%s is scanned on days %j of treatment', (patient, days) => {
  expect(daysFromStart(patient)).toEqual(days);
});

it('organs and axes are those of the letters, everywhere', () => {
  const organs: Readonly<Record<string, string>> = { P: 'primary-site', N: 'lymph-node', L: 'lung', H: 'liver' };
  const lettered = documents
    .flatMap(({ findings }) => findings)
    .filter(({ lesion, role }) => role === 'target' && lesion[0]! in organs);
  expect(lettered.filter(({ lesion, organ }) => organ !== organs[lesion[0]!])).toEqual([]);
  expect(
    lettered.filter(
      ({ organ, axis, state }) =>
        state === 'measured' && axis !== (organ === 'lymph-node' ? 'short-axis' : 'longest-diameter'),
    ),
  ).toEqual([]);
});

it('each patient is on a checkpoint inhibitor for recurrent or metastatic disease; chemotherapy beside it in 11 and 12 alone', () => {
  const histories = patients.map(historyOf);
  expect(
    histories.filter(
      ({ treatment }) =>
        treatment.setting !== 'recurrent-or-metastatic' || treatment.ongoing !== 'yes' || treatment.start === null,
    ),
  ).toEqual([]);
  expect(histories.map(({ treatment }) => treatment.agents?.map(({ drugClass }) => drugClass))).toEqual(
    patients.map((patient) =>
      patient === 'HN-11' || patient === 'HN-12'
        ? ['immune-checkpoint-inhibitor', 'chemotherapy', 'chemotherapy']
        : ['immune-checkpoint-inhibitor'],
    ),
  );
});

it('the facts that the table states are read', () => {
  expect(historyOf('HN-01').lesions['N']).toMatchObject({
    priorRadiotherapyField: 'in-field',
    progressionSinceRadiotherapy: { from: '2026-01-07', to: '2026-01-07' },
    treatable: 'yes',
  });
  expect(historyOf('HN-04').reported.ecog.map(({ value }) => value)).toEqual([1, 2]);
  expect(historyOf('HN-07').reported.organAtRisk).toBe('yes');
  expect(historyOf('HN-10').lesions['N']?.localTreatments).toEqual([
    { kind: 'surgery', date: { from: '2026-04-03', to: '2026-04-03' } },
  ]);
  expect(historyOf('HN-15').lesions['New-1']?.secondPrimary?.histology).toBe('lung adenocarcinoma');
  expect(
    inTime(historyOf('HN-13').evaluators[0]!).map(({ reader, sliceThickness }) => [reader, sliceThickness]),
  ).toEqual([
    ['reader 1', 1_000],
    ['reader 2', 5_000],
  ]);
  expect(
    inTime(historyOf('HN-08').evaluators[0]!).map(({ modality, findings }) => [
      modality,
      findings.map(({ lesion, uptake }) => [lesion, uptake[0]?.value]),
    ]),
  ).toEqual([
    [
      'PET-CT',
      [
        ['L', '6.0'],
        ['N', '5.0'],
        ['P', '8.4'],
      ],
    ],
    [
      'PET-CT',
      [
        ['L', '8.4'],
        ['N', '3.2'],
        ['P', '4.2'],
      ],
    ],
  ]);
  expect(patients.filter((patient) => historyOf(patient).reported.stability.length > 0)).toEqual(['HN-02', 'HN-06']);
});

it('every scan names its reader: one a patient, but for HN-13 (two) and HN-16 (three)', () => {
  const readers = patients.map((patient) => [
    ...new Set(documents.filter((document) => document.patient.id === patient).map(({ reader }) => reader)),
  ]);
  expect(readers.flat()).not.toContain(undefined);
  expect(readers.map((own) => own.length)).toEqual(
    patients.map((patient) => (patient === 'HN-13' ? 2 : patient === 'HN-16' ? 3 : 1)),
  );
});

const drugOf = (patient: string) => historyOf(patient).treatment.agents!.map(({ name }) => name);

it('the drugs are those of the table: pembrolizumab where it names none', () => {
  const named: Readonly<Record<string, readonly string[]>> = {
    'HN-02': ['nivolumab'],
    'HN-06': ['nivolumab'],
    'HN-07': ['nivolumab'],
    'HN-11': ['pembrolizumab', 'platinum', '5-fluorouracil'],
    'HN-12': ['toripalimab', 'gemcitabine', 'cisplatin'],
    'HN-15': ['nivolumab'],
  };
  expect(Object.fromEntries(patients.map((patient) => [patient, drugOf(patient)]))).toEqual(
    Object.fromEntries(patients.map((patient) => [patient, named[patient] ?? ['pembrolizumab']])),
  );
});

describe('the stage at diagnosis and the lines before', () => {
  const factsOf = (patient: string) =>
    statements.filter((statement) => statement.patient.id === patient).flatMap(({ facts }) => facts);
  const factOf = (patient: string, name: string) => factsOf(patient).find((fact) => fact.name === name);
  const stageOf = (patient: string): string =>
    (factOf(patient, 'stage-at-diagnosis')?.value as { readonly stage: string }).stage;

  it.each(patients)('%s has both, marked as invented, in the 8th edition', (patient) => {
    expect(factOf(patient, 'stage-at-diagnosis')).toMatchObject({
      state: 'known',
      value: { edition: 8 },
      source: 'demo cohort, invented',
    });
    expect(factOf(patient, 'lines-before')).toMatchObject({ source: 'demo cohort, invented' });
  });

  it('metastatic from the start is who the table says is, and nobody else', () => {
    expect(patients.filter((patient) => stageOf(patient).includes('M1'))).toEqual(['HN-12']);
    expect(patients.filter((patient) => factOf(patient, 'disease-extent')?.value === 'de-novo-m1')).toEqual(['HN-12']);
  });

  it('a second line names a first, a first line none; nivolumab follows platinum', () => {
    for (const patient of patients) {
      const line = factOf(patient, 'line-number')?.value;
      const before = factOf(patient, 'lines-before');
      expect([patient, line === 2]).toEqual([patient, String(before?.value).startsWith('1: ')]);
      expect([patient, /platin/.test(String(before?.value))]).toEqual([
        patient,
        drugOf(patient).includes('nivolumab') || patient === 'HN-01',
      ]);
    }
  });

  it('nothing but the table speaks of radiotherapy', () => {
    const irradiated = patients.filter((patient) => /\bRT\b/.test(JSON.stringify(factOf(patient, 'lines-before'))));
    expect(irradiated).toEqual(['HN-01']);
  });
});
