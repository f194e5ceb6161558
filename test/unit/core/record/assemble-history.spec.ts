import fc from 'fast-check';
import {
  assembleHistory,
  checkFactStatement,
  recordedFactsOf,
  type AssessmentDocument,
  type FindingDocument,
  type HeldAssessment,
  type RecordedAssessment,
  type RecordedFact,
} from '../../../../src/core/record/index.js';
import type { Modality, Organ } from '../../../../src/core/response/index.js';

const finding = (lesion: string, size: string, more: Partial<FindingDocument> = {}): FindingDocument => ({
  lesion,
  role: 'target',
  state: 'measured',
  size,
  ...more,
});

interface Exam {
  readonly label?: string;
  readonly date?: string;
  readonly studyDay?: number;
  readonly baseline?: boolean;
  readonly evaluator?: string;
  readonly modality?: Modality;
  readonly more?: Partial<AssessmentDocument>;
}

const exam = (
  { label = 'week 9', date, studyDay, baseline, evaluator = 'radiology', modality, more }: Exam,
  ...findings: FindingDocument[]
): RecordedAssessment => ({
  status: 'accepted',
  document: {
    issuer: 'h',
    sourceId: 's',
    patient: { issuer: 'h', id: 'p' },
    evaluator,
    modality,
    timepoint: { label, date, studyDay, baseline },
    findings,
    ...more,
  },
});

const sizeHeld = { value: 'size of L1', code: 'unreadable-length', sent: '1 cm' };
const held = (timepoint: HeldAssessment['timepoint'], evaluator: string | null = 'radiology'): HeldAssessment => ({
  status: 'held',
  evaluator,
  timepoint,
  held: [sizeHeld],
});

const timepointsOf = (...assessments: RecordedAssessment[]) =>
  assembleHistory({ assessments, facts: [] }).evaluators.flatMap((evaluator) => evaluator.timepoints);

let recorded = 0;
const fact = (name: RecordedFact['name'], value: unknown, more: Partial<RecordedFact> = {}): RecordedFact => ({
  name,
  state: 'known',
  value,
  lesion: null,
  evaluator: null,
  date: null,
  order: (recorded += 1),
  ...more,
});
const historyWith = (facts: RecordedFact[], assessments: RecordedAssessment[] = []) =>
  assembleHistory({ assessments, facts });

const neck = { modality: 'MR', date: '2026-03-16', label: 'MR week 9' } as const;
const chest = { modality: 'CT', date: '2026-03-26', label: 'CT week 9' } as const;
const node = finding('N', '18', { organ: 'lymph-node' });
const lung = finding('L', '9.8', { organ: 'lung' });

describe('what is reported beside sizes', () => {
  const sent = (volume: string | undefined) => finding('L', '9.8', { organ: 'lung', volume });
  const found = (...volumes: (string | undefined)[]) =>
    timepointsOf(...volumes.map((volume) => exam({ date: '2026-03-26' }, sent(volume))));

  it('is kept: a volume that one assessment of a timepoint states, or both alike', () => {
    expect(found('880.50')[0]?.findings[0]?.volumes).toEqual(['880.5']);
    expect(found(undefined, '880')[0]).toMatchObject({ held: [], findings: [{ volumes: ['880'] }] });
    expect(found('880', '880.0')[0]).toMatchObject({ held: [], findings: [{ volumes: ['880'] }] });
    expect(found(undefined)[0]?.findings[0]).not.toHaveProperty('volumes');
  });

  it('holds no timepoint where two assessments state other volumes: both are kept', () => {
    expect(found('880', '900')[0]).toMatchObject({ held: [], findings: [{ volumes: ['880', '900'] }] });
  });

  it('is kept: scores of every exam of a timepoint, each category once', () => {
    const scored = (reportedScores: AssessmentDocument['reportedScores'], at: Exam, ...own: FindingDocument[]) =>
      exam({ ...at, more: { reportedScores } }, ...own);
    const [timepoint] = timepointsOf(
      scored({ niRadsNeck: '2b', hopkins: '3' }, neck, node),
      scored({ hopkins: '3' }, chest, lung),
    );
    expect(timepoint?.reportedScores).toEqual([
      { score: 'niRadsNeck', category: '2b' },
      { score: 'hopkins', category: '3' },
    ]);
    expect(timepointsOf(exam(neck, node))[0]).not.toHaveProperty('reportedScores');
  });
});

describe('timepoints of one evaluator', () => {
  it('puts MR of the neck and CT of the chest within 14 days together, each lesion with its own date and modality', () => {
    expect(timepointsOf(exam(neck, node), exam(chest, lung))).toEqual([
      expect.objectContaining({
        key: 'MR week 9',
        label: 'CT week 9 + MR week 9',
        date: { from: '2026-03-16', to: '2026-03-26' },
        modality: null,
        held: [],
        findings: [
          expect.objectContaining({
            lesion: 'L',
            micrometres: 9_800,
            modality: 'CT',
            examDate: { from: '2026-03-26', to: '2026-03-26' },
          }),
          expect.objectContaining({
            lesion: 'N',
            micrometres: 18_000,
            modality: 'MR',
            examDate: { from: '2026-03-16', to: '2026-03-16' },
          }),
        ],
      }),
    ]);
  });

  it.each([
    ['the fifteenth day', exam(neck, node), exam({ ...chest, date: '2026-03-31' }, lung), 2],
    ['the fourteenth day', exam(neck, node), exam({ ...chest, date: '2026-03-30' }, lung), 1],
    ['the same lesion in both', exam(neck, node), exam(chest, node, lung), 2],
    [
      'the same modality and organ',
      exam({ ...neck, modality: 'CT' }, finding('L2', '9', { organ: 'lung' })),
      exam(chest, lung),
      2,
    ],
    ['the same modality, other organs', exam({ ...neck, modality: 'CT' }, node), exam(chest, lung), 1],
    [
      'the same modality, organs not stated',
      exam({ ...neck, modality: 'CT' }, finding('N', '18')),
      exam(chest, lung),
      2,
    ],
    [
      'one of them stated to be the baseline, the other not to be',
      exam({ ...neck, baseline: true }, node),
      exam({ ...chest, baseline: false }, lung),
      2,
    ],
    ['days that cannot be compared', exam({ ...neck, date: undefined, studyDay: 60 }, node), exam(chest, lung), 2],
    [
      'study days within 14',
      exam({ ...neck, date: undefined, studyDay: 60 }, node),
      exam({ ...chest, date: undefined, studyDay: 74 }, lung),
      1,
    ],
    [
      'study days beyond 14',
      exam({ ...neck, date: undefined, studyDay: 60 }, node),
      exam({ ...chest, date: undefined, studyDay: 75 }, lung),
      2,
    ],
    [
      'one of them held',
      exam(neck, node),
      held({ label: 'CT week 9', date: '2026-03-20', studyDay: null, baseline: null }),
      2,
    ],
    ['one label, within 14 days', exam({ date: '2026-03-16' }, node), exam({ date: '2026-03-20' }, lung), 1],
    ['one label, two months apart', exam({ date: '2026-03-16' }, node), exam({ date: '2026-05-16' }, lung), 2],
    [
      'one label, one lesion by two modalities',
      exam({ date: '2026-03-16', modality: 'CT' }, lung),
      exam({ date: '2026-03-17', modality: 'PET-CT' }, lung),
      2,
    ],
    ['one label, no date in one', exam({ date: '2026-03-16' }, node), exam({ studyDay: 64 }, lung), 1],
    ['two evaluators', exam(neck, node), exam({ ...chest, evaluator: 'other' }, lung), 2],
  ])('%s', (_what, one, other, count) => {
    expect(timepointsOf(one, other)).toHaveLength(count);
    expect(timepointsOf(other, one)).toEqual(timepointsOf(one, other));
  });

  it('takes the window as a parameter', () => {
    const assessments = [exam(neck, node), exam(chest, lung)];
    expect(
      assembleHistory({ assessments, facts: [] }, { sameTimepointDays: 9 }).evaluators[0]?.timepoints,
    ).toHaveLength(2);
    expect(
      assembleHistory({ assessments, facts: [] }, { sameTimepointDays: 10 }).evaluators[0]?.timepoints,
    ).toHaveLength(1);
  });

  it('gives each of two timepoints of one label a key of its own', () => {
    const keys = timepointsOf(
      exam({ date: '2026-03-16' }, lung),
      exam({ date: '2026-05-16' }, lung),
      exam({ date: '2026-07-16' }, lung),
    ).map(({ key }) => key);
    expect(keys).toEqual(['week 9', 'week 9 (2026-05-16)', 'week 9 (2026-07-16)']);
  });

  it('holds a timepoint of which one assessment is held, and keeps what the other says', () => {
    expect(
      timepointsOf(
        exam({ date: '2026-03-16' }, node),
        held({ label: 'week 9', date: null, studyDay: null, baseline: null }),
      ),
    ).toEqual([expect.objectContaining({ held: [sizeHeld], findings: [expect.objectContaining({ lesion: 'N' })] })]);
  });

  it('shows what is held without a timepoint or an evaluator', () => {
    expect(assembleHistory({ assessments: [held(null, null), held(null, null)], facts: [] }).evaluators).toEqual([
      {
        evaluator: '(evaluator not stated)',
        timepoints: [
          expect.objectContaining({ key: '(timepoint not stated)', date: null, studyDay: null, held: [sizeHeld] }),
        ],
      },
    ]);
  });

  it('holds a timepoint of which two assessments say different things of one lesion, and picks neither silently', () => {
    const same = timepointsOf(exam({ date: '2026-03-16' }, lung), exam({ date: '2026-03-16' }, lung));
    const other = timepointsOf(
      exam({ date: '2026-03-16' }, lung),
      exam({ date: '2026-03-16' }, finding('L', '9.9', { organ: 'lung' })),
    );
    expect(same.map((timepoint) => timepoint.held)).toEqual([[]]);
    expect(other.map((timepoint) => timepoint.held)).toEqual([
      [
        {
          value: 'lesion L is reported differently by two assessments of this timepoint',
          code: 'contradiction',
          sent: 'L',
        },
      ],
    ]);
  });

  it('keeps a partial date as an interval, and a date of a lesion where it differs', () => {
    const [timepoint] = timepointsOf(exam({ date: '2014-01' }, lung, finding('NT', '5', { examDate: '2014-01-02' })));
    expect(timepoint?.date).toEqual({ from: '2014-01-01', to: '2014-01-31' });
    expect(timepoint?.findings.map(({ lesion, examDate }) => [lesion, examDate])).toEqual([
      ['L', null],
      ['NT', { from: '2014-01-02', to: '2014-01-02' }],
    ]);
  });

  it('adds up the fragments of a lesion that has split', () => {
    const [timepoint] = timepointsOf(
      exam({ date: '2026-03-16' }, { lesion: 'L', role: 'target', state: 'measured', fragments: ['4.2', '5.9'] }),
    );
    expect(timepoint?.findings[0]).toMatchObject({ micrometres: 10_100, fragments: [4_200, 5_900] });
  });

  it('knows the organs imaged only where every exam states them, and slice and phase only where all agree', () => {
    const imaged = (organs: Organ[] | undefined, sliceThickness: string) => ({ organsImaged: organs, sliceThickness });
    const both = timepointsOf(
      exam({ ...neck, more: imaged(['lymph-node'], '1') }, node),
      exam({ ...chest, more: imaged(['lung'], '1') }, lung),
    );
    const one = timepointsOf(
      exam({ ...neck, more: imaged(['lymph-node'], '1') }, node),
      exam({ ...chest, more: imaged(undefined, '5') }, lung),
    );
    expect(both[0]).toMatchObject({ organsImaged: ['lung', 'lymph-node'], sliceThickness: 1_000 });
    expect(one[0]).toMatchObject({ organsImaged: null, sliceThickness: null });
  });

  it('gives the same history in whatever order assessments and facts come', () => {
    const assessments = [
      exam(neck, node),
      exam(chest, lung),
      exam({ date: '2026-03-16', evaluator: 'other' }, node),
      exam({ date: '2026-05-16' }, lung),
      exam({ date: '2026-03-17' }, lung),
      exam({ date: undefined, studyDay: 60, label: 'day 60' }, lung),
      exam({ date: undefined, studyDay: 64, label: 'day 64' }, node),
      held({ label: 'week 9', date: null, studyDay: null, baseline: null }),
      held(null),
    ];
    const facts = [
      fact('ecog', 1, { date: '2026-01' }),
      fact('ecog', 2, { date: '2026-03' }),
      fact('setting', 'curative-intent'),
      fact('setting', 'recurrent-or-metastatic'),
      fact('treatable', { treatable: 'yes', by: 's' }, { lesion: 'N' }),
    ];
    const expected = assembleHistory({ assessments, facts });
    fc.assert(
      fc.property(
        fc.shuffledSubarray(assessments, { minLength: assessments.length }),
        fc.shuffledSubarray(facts, { minLength: facts.length }),
        (someAssessments, someFacts) => {
          expect(assembleHistory({ assessments: someAssessments, facts: someFacts })).toEqual(expected);
        },
      ),
    );
  });

  it('refuses a document that was recorded unchecked, instead of reading nothing', () => {
    expect(() => timepointsOf(exam({ date: '2026-03-16' }, finding('L', 'about 9')))).toThrow(
      'a recorded length cannot be read',
    );
    expect(() => timepointsOf(exam({ date: 'March' }, lung))).toThrow('a recorded date cannot be read');
    expect(() => historyWith([fact('setting', 'palliative')])).toThrow("a recorded value of fact 'setting'");
  });
});

describe('facts', () => {
  it('reads nothing stated as unknown', () => {
    expect(historyWith([])).toEqual({
      treatment: { agents: null, start: null, lastDose: null, ongoing: 'unknown', setting: 'unknown' },
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
      evaluators: [],
    });
  });

  it('takes the treatment as last recorded', () => {
    const pembrolizumab = [{ name: 'pembrolizumab', drugClass: 'immune-checkpoint-inhibitor' as const }];
    const { treatment, clinicalEvaluator } = historyWith([
      fact('agents', [{ name: 'cetuximab', drugClass: 'targeted-therapy' }]),
      fact('agents', pembrolizumab),
      fact('treatment-start', '2026-01-12'),
      fact('last-dose', '2026-03'),
      fact('treatment-ongoing', 'no'),
      fact('setting', 'recurrent-or-metastatic'),
      fact('clinical-evaluator', 'radiology'),
    ]);
    expect(treatment).toEqual({
      agents: pembrolizumab,
      start: { from: '2026-01-12', to: '2026-01-12' },
      lastDose: { from: '2026-03-01', to: '2026-03-31' },
      ongoing: 'no',
      setting: 'recurrent-or-metastatic',
    });
    expect(clinicalEvaluator).toBe('radiology');
  });

  it.each([
    ['none: no drug is given', 'none', []],
    ['unknown: nobody knows', 'unknown', null],
  ] as const)('agents %s', (_what, state, agents) => {
    expect(historyWith([fact('agents', undefined, { state })]).treatment.agents).toEqual(agents);
  });

  const carotid = { what: 'carotid', report: 'contact' };
  it.each([
    ['reported', [['known', '2026-01']], 'yes'],
    ['asked, and there is none', [['none', '2026-01']], 'no'],
    ['asked, and nobody knows', [['unknown', '2026-01']], 'unknown'],
    [
      'reported, later none',
      [
        ['known', '2026-01'],
        ['none', '2026-02'],
      ],
      'no',
    ],
    [
      'none, later reported',
      [
        ['none', '2026-01'],
        ['known', '2026-02'],
      ],
      'yes',
    ],
    [
      'none, later unknown',
      [
        ['none', '2026-01'],
        ['unknown', '2026-02'],
      ],
      'unknown',
    ],
    [
      'reported, later unknown: nobody has taken it back',
      [
        ['known', '2026-01'],
        ['unknown', '2026-02'],
      ],
      'yes',
    ],
    [
      'recorded late, dated early',
      [
        ['none', '2026-02'],
        ['known', '2026-01'],
      ],
      'no',
    ],
  ] as const)('organ at risk: %s', (_what, reports, organAtRisk) => {
    const facts = reports.map(([state, date]) =>
      fact('organ-at-risk', state === 'known' ? carotid : undefined, { state, date }),
    );
    expect(historyWith(facts).reported.organAtRisk).toBe(organAtRisk);
  });

  it('reads yes and no of the other reports', () => {
    const { reported } = historyWith([
      fact('infection', 'yes'),
      fact('flare', 'no'),
      fact('sarcoid-like-nodes', undefined, { state: 'none' }),
    ]);
    expect(reported).toMatchObject({ infection: 'yes', flare: 'no', sarcoidLikeNodes: 'no' });
  });

  it('keeps series in time, undated ones as of any day', () => {
    const { reported } = historyWith([
      fact('ecog', 2, { date: '2026-03-16' }),
      fact('ecog', 1, { date: '2026-01' }),
      fact('ecog', 0),
      fact('clinical-stability', { stable: false, by: 'dr' }, { date: '2026-03-18' }),
    ]);
    expect(reported.ecog).toEqual([
      { value: 0, date: { from: '1880-01-01', to: '9999-12-31' } },
      { value: 1, date: { from: '2026-01-01', to: '2026-01-31' } },
      { value: 2, date: { from: '2026-03-16', to: '2026-03-16' } },
    ]);
    expect(reported.stability).toEqual([{ stable: false, by: 'dr', date: { from: '2026-03-18', to: '2026-03-18' } }]);
  });

  it('reads the facts of a lesion', () => {
    const { lesions } = historyWith([
      fact('prior-radiotherapy-field', { inField: 'yes', progressionSince: '2026-01' }, { lesion: 'N' }),
      fact('local-treatment', [{ kind: 'surgery', on: '2026-03-30' }], { lesion: 'N' }),
      fact(
        'local-treatment',
        [
          { kind: 'biopsy', on: '2026-03-02' },
          { kind: 'surgery', on: '2026-03-30' },
        ],
        { lesion: 'N' },
      ),
      fact('treatable', { treatable: 'no', by: 'surgeon' }, { lesion: 'N' }),
      fact('second-primary', { histology: 'adenocarcinoma', on: '2026-05-04' }, { lesion: 'L' }),
      fact('prior-radiotherapy-field', undefined, { lesion: 'L', state: 'none' }),
      fact('prior-radiotherapy-field', undefined, { lesion: '__proto__', state: 'unknown' }),
    ]);
    expect(Object.entries(lesions)).toEqual([
      [
        'L',
        {
          priorRadiotherapyField: 'out-of-field',
          progressionSinceRadiotherapy: null,
          localTreatments: [],
          secondPrimary: { histology: 'adenocarcinoma', date: { from: '2026-05-04', to: '2026-05-04' } },
          treatable: 'unknown',
        },
      ],
      [
        'N',
        {
          priorRadiotherapyField: 'in-field',
          progressionSinceRadiotherapy: { from: '2026-01-01', to: '2026-01-31' },
          secondPrimary: null,
          treatable: 'no',
          localTreatments: [
            { kind: 'biopsy', date: { from: '2026-03-02', to: '2026-03-02' } },
            { kind: 'surgery', date: { from: '2026-03-30', to: '2026-03-30' } },
          ],
        },
      ],
      [
        '__proto__',
        {
          priorRadiotherapyField: 'unknown',
          progressionSinceRadiotherapy: null,
          localTreatments: [],
          secondPrimary: null,
          treatable: 'unknown',
        },
      ],
    ]);
  });

  it("keeps a fact about one evaluator's lesion away from another's of the same label", () => {
    const assessments = [
      exam({ date: '2026-03-16', evaluator: 'A' }, lung, finding('X', '9')),
      exam({ date: '2026-03-16', evaluator: 'B' }, lung),
    ];
    const history = historyWith(
      [
        fact('treatable', { treatable: 'yes', by: 's' }, { lesion: 'L', evaluator: 'A' }),
        fact('prior-radiotherapy-field', { inField: 'no' }, { lesion: 'L' }),
        fact('treatable', { treatable: 'no', by: 's' }, { lesion: 'X', evaluator: 'A' }),
      ],
      assessments,
    );
    expect(
      Object.entries(history.lesions).map(([label, facts]) => [label, facts.treatable, facts.priorRadiotherapyField]),
    ).toEqual([
      ['L', 'unknown', 'out-of-field'],
      ['X', 'no', 'unknown'],
    ]);
    expect(history.evaluators.map(({ lesions }) => lesions?.['L'])).toEqual([
      expect.objectContaining({ treatable: 'yes', priorRadiotherapyField: 'out-of-field' }),
      undefined,
    ]);
  });

  it('takes a checked statement fact by fact, in its order', () => {
    const checked = checkFactStatement({
      issuer: 'h',
      sourceId: 'f',
      patient: { issuer: 'h', id: 'p' },
      facts: [
        { name: 'ecog', state: 'known', value: 1 },
        { name: 'treatable', lesion: 'L', evaluator: 'A', state: 'none', date: '2026' },
      ],
    });
    expect('statement' in checked && recordedFactsOf(checked.statement, 7)).toEqual([
      { name: 'ecog', state: 'known', value: 1, lesion: null, evaluator: null, date: null, order: 7 },
      { name: 'treatable', state: 'none', value: undefined, lesion: 'L', evaluator: 'A', date: '2026', order: 8 },
    ]);
  });
});
