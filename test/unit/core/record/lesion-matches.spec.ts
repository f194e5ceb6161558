import {
  assembleHistory,
  factsReadAs,
  matchingOf,
  refusalOfMatch,
  type FindingDocument,
  type LesionMatch,
  type RecordedAssessment,
  type RecordedFact,
} from '../../../../src/core/record/index.js';
import { classifyLine } from '../../../../src/core/response/index.js';

const finding = (lesion: string, size: string | null, more: Partial<FindingDocument> = {}): FindingDocument => ({
  lesion,
  role: 'target',
  organ: 'liver',
  axis: 'longest-diameter',
  ...(size === null ? { state: 'present' } : { state: 'measured', size }),
  ...more,
});
const scan = (date: string, findings: readonly FindingDocument[], evaluator = 'radiology'): RecordedAssessment => ({
  status: 'accepted',
  document: {
    issuer: 'h',
    sourceId: `${evaluator} ${date}`,
    patient: { issuer: 'h', id: 'p' },
    evaluator,
    timepoint: { label: date, date },
    findings: [...findings],
  },
});
const match = (label: string, readAs: string, evaluator = 'radiology'): LesionMatch => ({ evaluator, label, readAs });
const historyOf = (assessments: readonly RecordedAssessment[], ...matches: readonly LesionMatch[]) =>
  assembleHistory({ assessments, facts: [], matches });
const proposalsOf = (assessments: readonly RecordedAssessment[], ...matches: readonly LesionMatch[]) =>
  matchingOf(historyOf(assessments, ...matches)).flatMap(({ proposals }) => proposals);
const kinds = (reasons: readonly { readonly kind: string }[] | undefined) => reasons?.map(({ kind }) => kind);

const renamed = [
  scan('2026-01-12', [finding('T01', '30', { site: 'liver seg 7' }), finding('T02', '20', { organ: 'lung' })]),
  scan('2026-03-16', [finding('LIVER S7', '18', { site: 'Liver S7' }), finding('T02', '21', { organ: 'lung' })]),
];

describe('a matched label', () => {
  it('is read as the lesion that it is, and keeps what was sent', () => {
    const [radiology] = historyOf(renamed, match('LIVER S7', 'T01')).evaluators;
    expect(radiology!.timepoints.map(({ findings }) => findings.map(({ lesion, sentAs }) => [lesion, sentAs]))).toEqual(
      [
        [
          ['T01', undefined],
          ['T02', undefined],
        ],
        [
          ['T01', 'LIVER S7'],
          ['T02', undefined],
        ],
      ],
    );
  });

  it('gives the sum that was missing, and the result says as what the lesion was sent', () => {
    const classified = (...matches: LesionMatch[]) => classifyLine(historyOf(renamed, ...matches)).evaluators[0]!;
    expect(classified().timepoints[1]).toMatchObject({ sumOfDiameters: null, targetResponse: 'NE' });
    const read = classified(match('LIVER S7', 'T01'));
    expect(read.timepoints[1]).toMatchObject({ sumOfDiameters: 39_000, targetResponse: 'SD' });
    expect(read.lesions.find(({ lesion }) => lesion === 'T01')!.points.map(({ sentAs }) => sentAs)).toEqual([
      undefined,
      'LIVER S7',
    ]);
  });

  it('takes the role of the lesion, and its sender is not asked for sending another', () => {
    const scans = [renamed[0]!, scan('2026-03-16', [finding('LIVER S7', '18', { role: 'new' }), finding('T02', '21')])];
    const { evaluators, queries } = classifyLine(historyOf(scans, match('LIVER S7', 'T01')));
    expect(evaluators[0]!.lesions.find(({ lesion }) => lesion === 'T01')).toMatchObject({ role: 'target' });
    expect(evaluators[0]!.timepoints[1]!.newLesion).not.toBe('unequivocal');
    expect(queries.map(({ code }) => code)).not.toContain('lesion-role-changed');
  });

  it('is one evaluator’s alone', () => {
    const scans = [
      ...renamed,
      ...renamed.map((one) =>
        scan(
          one.status === 'accepted' ? one.document.timepoint.label : '',
          one.status === 'accepted' ? one.document.findings : [],
          'reader 2',
        ),
      ),
    ];
    const labels = historyOf(scans, match('LIVER S7', 'T01')).evaluators.map(({ evaluator, timepoints }) => [
      evaluator,
      timepoints.at(-1)!.findings.map(({ lesion }) => lesion),
    ]);
    expect(labels).toEqual([
      ['radiology', ['T01', 'T02']],
      ['reader 2', ['LIVER S7', 'T02']],
    ]);
  });

  it('is followed by the mass that another lesion merged into', () => {
    const scans = [
      renamed[0]!,
      scan('2026-03-16', [
        finding('S7', '40'),
        finding('T02', null, { state: 'merged', mergedInto: 'S7', organ: 'liver' }),
      ]),
    ];
    const [radiology] = historyOf(scans, match('S7', 'T01')).evaluators;
    expect(radiology!.timepoints[1]!.findings).toMatchObject([
      { lesion: 'T01', sentAs: 'S7' },
      { lesion: 'T02', mergedInto: 'T01' },
    ]);
  });

  it('holds a timepoint that later reports both, by name, and picks neither', () => {
    const scans = [...renamed, scan('2026-05-18', [finding('T01', '17'), finding('LIVER S7', '16')])];
    const [radiology] = historyOf(scans, match('LIVER S7', 'T01')).evaluators;
    expect(radiology!.timepoints[2]!.held).toEqual([
      {
        value: "'LIVER S7' and 'T01' were matched as one lesion and are both reported at this timepoint",
        code: 'contradiction',
        sent: 'LIVER S7, T01',
      },
    ]);
  });
});

describe('facts of a matched label', () => {
  const fact = (more: Partial<RecordedFact>): RecordedFact => ({
    name: 'treatable',
    state: 'known',
    value: { treatable: 'yes', by: 'Dr Weber' },
    lesion: 'LIVER S7',
    evaluator: null,
    date: null,
    order: 1,
    ...more,
  });
  const read = (facts: RecordedFact[], assessments = renamed) =>
    factsReadAs({ assessments, facts, matches: [match('LIVER S7', 'T01')] });

  it('are facts of the lesion', () => {
    expect(read([fact({}), fact({ evaluator: 'radiology' }), fact({ lesion: 'T02' })])).toMatchObject([
      { lesion: 'T01', evaluator: 'radiology' },
      { lesion: 'T01', evaluator: 'radiology' },
      { lesion: 'T02', evaluator: null },
    ]);
    expect(
      assembleHistory({ assessments: renamed, facts: [fact({})], matches: [match('LIVER S7', 'T01')] }).lesions,
    ).toMatchObject({ T01: { treatable: 'yes' } });
  });

  it('stay those of the label where another evaluator uses it', () => {
    const scans = [...renamed, scan('2026-03-16', [finding('LIVER S7', '18')], 'reader 2')];
    expect(read([fact({}), fact({ evaluator: 'reader 2' })], scans)).toMatchObject([
      { lesion: 'LIVER S7', evaluator: null },
      { lesion: 'T01', evaluator: 'radiology' },
      { lesion: 'LIVER S7', evaluator: 'reader 2' },
    ]);
  });

  it('name the lesion in the field of a course of radiotherapy', () => {
    const course = fact({ name: 'prior-radiotherapy', lesion: null, value: { lesions: ['LIVER S7', 'T02'] } });
    expect(read([course])).toMatchObject([{ value: { lesions: ['T01', 'T02'] } }]);
  });
});

describe('proposals', () => {
  it('name what speaks for one that is alone, and nothing is applied', () => {
    const [proposal, ...others] = proposalsOf(renamed);
    expect(others).toEqual([]);
    expect(proposal).toMatchObject({
      before: 'T01',
      later: 'LIVER S7',
      speaksAgainst: [],
      otherBefore: [],
      otherLater: [],
    });
    expect(kinds(proposal!.speaksFor)).toEqual(['same-organ', 'same-part', 'same-words', 'same-role', 'size-near']);
    expect(proposal!.unknown).toEqual([]);
  });

  it('list both of two candidates and say so of each', () => {
    const scans = [
      scan('2026-01-12', [finding('T01', '30'), finding('T02', '20')]),
      scan('2026-03-16', [finding('S7', '18')]),
    ];
    expect(proposalsOf(scans)).toMatchObject([
      { before: 'T01', later: 'S7', otherBefore: ['T02'], otherLater: [] },
      { before: 'T02', later: 'S7', otherBefore: ['T01'], otherLater: [] },
    ]);
    const two = [scans[0]!, scan('2026-03-16', [finding('S7', '18'), finding('S4', '22'), finding('T02', '20')])];
    expect(proposalsOf(two)).toMatchObject([
      { before: 'T01', later: 'S4', otherLater: ['S7'] },
      { before: 'T01', later: 'S7', otherLater: ['S4'] },
    ]);
  });

  it('are none where organ, side or segment differ, or where nothing says one place', () => {
    const pair = (before: Partial<FindingDocument>, later: Partial<FindingDocument>) =>
      proposalsOf([scan('2026-01-12', [finding('A', '30', before)]), scan('2026-03-16', [finding('B', '28', later)])])
        .length;
    expect(pair({}, {})).toBe(1);
    expect(pair({}, { organ: 'lung' })).toBe(0);
    expect(pair({ organ: 'lung', site: 'left upper lobe' }, { organ: 'lung', site: 'RUL' })).toBe(0);
    expect(pair({ organ: 'lung', site: 'linker Oberlappen' }, { organ: 'lung', site: 'LUL' })).toBe(1);
    expect(pair({ site: 'segment VII' }, { site: 'seg 7' })).toBe(1);
    expect(pair({ site: 'segment VII' }, { site: 'S4' })).toBe(0);
    expect(pair({ organ: 'bone', site: 'T4' }, { organ: 'bone', site: 'BWK 4' })).toBe(1);
    expect(pair({ organ: 'bone', site: 'T4' }, { organ: 'bone', site: 'L4' })).toBe(0);
    expect(pair({ organ: undefined }, { organ: undefined })).toBe(0);
    expect(pair({ organ: undefined, site: 'hilar' }, { organ: 'other', site: 'left hilar mass' })).toBe(1);
  });

  it('say what speaks against and what is not known', () => {
    const node = { organ: 'lymph-node', axis: 'short-axis' } as const;
    const [proposal] = proposalsOf([
      scan('2026-01-12', [finding('N1', '18', node), finding('T', '20')]),
      scan('2026-03-16', [finding('T', '20')]),
      scan('2026-09-21', [finding('NODE', '60', { ...node, role: 'new' }), finding('T', '20')]),
    ]);
    expect(kinds(proposal!.speaksFor)).toEqual(['same-organ']);
    expect(proposal!.speaksAgainst).toEqual([
      { kind: 'other-role', before: 'target', later: 'new' },
      { kind: 'size-far', before: 18_000, later: 60_000 },
      { kind: 'not-reported-between', scans: 1 },
      { kind: 'long-gap', days: 252 },
    ]);
    expect(kinds(proposal!.unknown)).toEqual(['side-not-known', 'place-not-known']);
  });

  it('stand beside the columns, in which a matched label keeps its own sizes', () => {
    const columns = (...matches: LesionMatch[]) =>
      matchingOf(historyOf(renamed, ...matches)).map(({ before, later }) =>
        [before, later].map((column) =>
          column.map(({ label, readAs, readings }) => [label, readAs, readings.map(({ micrometres }) => micrometres)]),
        ),
      );
    expect(columns()).toEqual([[[['T01', null, [30_000]]], [['LIVER S7', null, [18_000]]]]]);
    expect(columns(match('LIVER S7', 'T01'))).toEqual([[[['T01', null, [30_000]]], [['LIVER S7', 'T01', [18_000]]]]]);
  });

  it('are none for a lesion that is new while every other one is reported', () => {
    expect(
      proposalsOf([
        scan('2026-01-12', [finding('T01', '30')]),
        scan('2026-03-16', [finding('T01', '20'), finding('New-1', '12', { role: 'new' })]),
      ]),
    ).toEqual([]);
  });

  it('go with a match, and a further name is proposed for the same lesion', () => {
    const scans = [
      ...renamed,
      scan('2026-05-18', [finding('1.2.840.7', '15'), finding('T02', '21', { organ: 'lung' })]),
    ];
    expect(proposalsOf(scans).map(({ before, later }) => [before, later])).toEqual([
      ['LIVER S7', '1.2.840.7'],
      ['T01', '1.2.840.7'],
      ['T01', 'LIVER S7'],
    ]);
    expect(proposalsOf(scans, match('LIVER S7', 'T01')).map(({ before, later }) => [before, later])).toEqual([
      ['T01', '1.2.840.7'],
    ]);
    expect(proposalsOf(scans, match('LIVER S7', 'T01'), match('1.2.840.7', 'T01'))).toEqual([]);
  });
});

describe('a match is refused', () => {
  const scans = [...renamed, scan('2026-05-18', [finding('X', '15')])];
  const refusal = (wanted: LesionMatch, ...matches: LesionMatch[]) =>
    refusalOfMatch(historyOf(scans, ...matches), matches, wanted);

  it.each([
    ['no label of the evaluator', match('S8', 'T01'), [], { code: 'unknown-label', part: 'label' }],
    ['no lesion to read it as', match('LIVER S7', 'T09'), [], { code: 'unknown-label', part: 'readAs' }],
    ['of another evaluator', match('LIVER S7', 'T01', 'reader 2'), [], { code: 'unknown-label', part: 'label' }],
    ['itself', match('T01', 'T01'), [], { code: 'same-label' }],
    ['two of one timepoint', match('T02', 'T01'), [], { code: 'one-timepoint', inTheWay: '2026-01-12' }],
    ['seen later', match('T01', 'LIVER S7'), [], { code: 'not-seen-before', part: 'readAs' }],
    [
      'matched already',
      match('LIVER S7', 'T01'),
      [match('LIVER S7', 'T01')],
      { code: 'matched-already', inTheWay: 'T01' },
    ],
    ['a cycle', match('T01', 'LIVER S7'), [match('LIVER S7', 'T01')], { code: 'cycle', inTheWay: 'T01' }],
    ['a chain onwards', match('X', 'LIVER S7'), [match('LIVER S7', 'T01')], { code: 'chain', part: 'readAs' }],
    [
      'a chain from behind',
      match('LIVER S7', 'T01'),
      [match('X', 'LIVER S7')],
      { code: 'chain', part: 'label', inTheWay: 'X' },
    ],
  ] as const)('%s', (_why, wanted, matches, expected) => {
    expect(refusal(wanted, ...matches)).toMatchObject(expected);
  });

  it('and else it is not', () => {
    expect(refusal(match('LIVER S7', 'T01'))).toBeNull();
    expect(refusal(match('X', 'T01'), match('LIVER S7', 'T01'))).toBeNull();
  });
});
