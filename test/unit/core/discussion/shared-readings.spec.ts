/** Readings that a flag and an item share, and triggers at their edges, on histories made for the purpose. */
import {
  catalogue,
  draftItems,
  forbiddenIn,
  regionOf,
  type DiscussionInput,
  type DraftOutcome,
  type Rendered,
} from '../../../../src/core/discussion/index.js';
import { assembleHistory, type AssessmentDocument, type RecordedFact } from '../../../../src/core/record/index.js';
import {
  classifyLine,
  ecogDropped,
  ecogThenAndNow,
  establishedLesionGrew,
} from '../../../../src/core/response/index.js';
import { readInEnglish } from './cohort.js';

type FindingDocument = AssessmentDocument['findings'][number];
type Size = string | 'too small';

interface Lesion {
  readonly organ: NonNullable<FindingDocument['organ']>;
  readonly site?: string;
  /** In mm, baseline first. */
  readonly sizes: readonly Size[];
}

interface Line {
  readonly lesions: Readonly<Record<string, Lesion>>;
  readonly facts?: readonly Partial<RecordedFact>[];
}

const dates = ['2026-01-05', '2026-03-02', '2026-05-04'];

const findingOf = (lesion: string, { organ, site }: Lesion, size: Size): FindingDocument => {
  const place = { lesion, role: 'target' as const, organ, ...(site === undefined ? {} : { site }) };
  if (size === 'too small') return { ...place, state: 'too-small-to-measure' };
  return size === '0' ? { ...place, state: 'absent' } : { ...place, state: 'measured', size };
};

const fact = (name: RecordedFact['name'], value: unknown, more: Partial<RecordedFact> = {}): Partial<RecordedFact> => ({
  name,
  value,
  ...more,
});

const squamous = [fact('primary-site', 'larynx'), fact('histology', 'squamous-cell-carcinoma')];
const underway = [
  fact('agents', [{ name: 'pembrolizumab', drugClass: 'immune-checkpoint-inhibitor' }]),
  fact('treatment-start', '2026-01-07'),
  fact('treatment-ongoing', 'yes'),
  fact('setting', 'recurrent-or-metastatic'),
];

function lineOf({ lesions, facts = [] }: Line): DiscussionInput {
  const scans = Math.max(...Object.values(lesions).map(({ sizes }) => sizes.length));
  const documents = Array.from({ length: scans }, (_, index): AssessmentDocument => ({
    issuer: 'test',
    sourceId: `scan-${index}`,
    patient: { issuer: 'test', id: 'P' },
    evaluator: 'radiology',
    timepoint: { label: `scan ${index}`, date: dates[index]!, ...(index === 0 ? { baseline: true } : {}) },
    modality: 'CT',
    findings: Object.entries(lesions).map(([label, lesion]) => findingOf(label, lesion, lesion.sizes[index]!)),
  }));
  const recorded = [...underway, ...(facts.some(({ name }) => name === 'primary-site') ? [] : squamous), ...facts].map(
    (one, order): RecordedFact =>
      ({ state: 'known', lesion: null, evaluator: null, date: null, order, ...one }) as RecordedFact,
  );
  const history = assembleHistory({
    assessments: documents.map((document) => ({ status: 'accepted', document })),
    facts: recorded,
  });
  return { facts: recorded, history, classification: classifyLine(history) };
}

const drafted = (line: Line): Rendered<DraftOutcome> => readInEnglish(lineOf(line));
const rulesOf = (line: Line): string[] => drafted(line).items.map(({ rule }) => rule);

describe('whether a lesion grew', () => {
  it.each([
    ['growth by the rule', { nadir: 18_000, now: 26_000, kind: 'measured', normalNodes: false }, true],
    ['+20 % and +5 mm exactly', { nadir: 25_000, now: 30_000, kind: 'measured', normalNodes: false }, true],
    ['a micrometre under +5 mm', { nadir: 20_000, now: 24_999, kind: 'measured', normalNodes: false }, false],
    ['a micrometre under +20 %', { nadir: 30_000, now: 35_999, kind: 'measured', normalNodes: false }, false],
    ['the 5 mm default after nothing', { nadir: 0, now: 5_000, kind: 'default', normalNodes: false }, false],
    ['5 mm measured after nothing', { nadir: 0, now: 5_000, kind: 'measured', normalNodes: false }, true],
    ['a node that stays normal', { nadir: 4_000, now: 9_900, kind: 'measured', normalNodes: true }, false],
  ] as const)('%s', (_, size, grew) => {
    expect(establishedLesionGrew(size)).toBe(grew);
  });

  it('is read alike by the items: the 5 mm default is no growth of the distant disease', () => {
    const withLung = (last: Size): string[] =>
      rulesOf({
        lesions: {
          P: { organ: 'primary-site', sizes: ['40', '25', '25'] },
          L1: { organ: 'lung', sizes: ['20', '0', last] },
          L2: { organ: 'lung', sizes: ['20', '8', '8'] },
        },
        facts: [fact('resectability', { resectable: 'yes', by: 'surgeon' }, { date: '2026-05-05' })],
      });
    expect(withLung('too small')).toContain('T6a');
    expect(withLung('3')).toContain('T6a');
    expect(withLung('6')).not.toContain('T6a');
  });
});

describe('whether ECOG dropped', () => {
  const dated = (...values: readonly (readonly [string, number])[]) =>
    values.map(([date, value]) => ({ date: { from: date, to: date }, value }));
  const days = (date: string) => ({ from: Date.parse(date) / 86_400_000, to: Date.parse(date) / 86_400_000 });
  const baseline = days('2026-01-05');

  it.each([
    ['worse long ago than now', dated(['2024-12-01', 2], ['2026-01-04', 0], ['2026-05-04', 1]), true],
    ['better now than at baseline', dated(['2026-01-04', 2], ['2026-05-04', 1]), false],
    ['only after the baseline', dated(['2026-02-04', 1], ['2026-05-04', 2]), true],
    ['once', dated(['2026-01-04', 1]), null],
    ['nothing since the baseline', dated(['2024-12-01', 2], ['2026-01-04', 0]), null],
  ] as const)('%s', (_, ecog, dropped) => {
    expect(ecogDropped(ecog, baseline)).toBe(dropped);
  });

  it('tells then and now', () => {
    expect(ecogThenAndNow(dated(['2026-05-04', 1], ['2024-12-01', 2], ['2026-01-04', 0]), baseline)).toEqual({
      then: 0,
      now: 1,
    });
    expect(ecogThenAndNow(dated(['2026-05-04', 1], ['2024-12-01', 2]), null)).toEqual({ then: 2, now: 1 });
  });

  it('is read alike by the items', () => {
    const ecog = (value: number, date: string): Partial<RecordedFact> => fact('ecog', value, { date });
    const { items } = drafted({
      lesions: {
        P: { organ: 'primary-site', sizes: ['30', '30', '40'] },
        L1: { organ: 'lung', sizes: ['20', '14', '12'] },
      },
      facts: [
        ecog(2, '2024-12-01'),
        ecog(0, '2026-01-04'),
        ecog(1, '2026-05-04'),
        fact('clinical-stability', { stable: true, by: 'oncologist' }, { date: '2026-05-05' }),
      ],
    });
    expect(items.map(({ rule }) => rule)).toContain('T3a');
    expect(items.find(({ rule }) => rule === 'T3a')!.cautions).toContainEqual(
      expect.stringMatching(/^ECOG has dropped/),
    );
  });
});

describe('growth in a prior radiotherapy field without dated progression', () => {
  const line = (inField: 'yes' | 'no'): Line => ({
    lesions: {
      N: { organ: 'lymph-node', site: 'left level IIb', sizes: ['18', '27'] },
      L1: { organ: 'lung', sizes: ['40', '22'] },
      L2: { organ: 'liver', sizes: ['30', '16'] },
    },
    facts: [fact('prior-radiotherapy-field', { inField }, { lesion: 'N' })],
  });

  it('is no flag, and still asks about re-irradiation and tissue', () => {
    const input = lineOf(line('yes'));
    expect(input.classification.evaluators[0]!.timepoints[1]!.overallResponse).toBe('SD');
    expect(
      input.classification.flags.filter(({ definition, tier }) => definition === 'DR-A' && tier === 'flag'),
    ).toEqual([]);
    const { items } = readInEnglish(input);
    expect(items.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['T2', 'T5']));
    expect(items.find(({ rule }) => rule === 'T5')).toMatchObject({
      standing: 'met',
      question: expect.stringContaining('left level IIb'),
      whyNow: [expect.stringContaining('18 to 27 mm'), expect.any(String)],
    });
  });

  it('asks neither of a lesion outside the field', () => {
    expect(rulesOf(line('no'))).not.toContain('T5');
  });
});

describe('conversion in nasopharyngeal carcinoma', () => {
  const extent = (value: string | null): Rendered<DraftOutcome> =>
    drafted({
      lesions: { P: { organ: 'primary-site', sizes: ['40', '25'] }, H: { organ: 'liver', sizes: ['20', '8'] } },
      facts: [
        fact('primary-site', 'nasopharynx'),
        fact('histology', 'nasopharyngeal-carcinoma'),
        fact('irradiability', { irradiable: 'yes', by: 'radiation oncologist' }, { date: '2026-03-03' }),
        ...(value === null ? [] : [fact('disease-extent', value)]),
      ],
    });
  const itemOf = ({ items }: Rendered<DraftOutcome>) => items.find(({ rule }) => rule === 'T6a-NPC');
  const outside = expect.stringMatching(
    /^The disease was not metastatic from the start: it lies outside the randomised trial/,
  );

  it('is asked of disease that became metastatic later, and says that the trial was of another', () => {
    expect(itemOf(extent('distant-metastases'))).toMatchObject({
      standing: 'met',
      limits: expect.arrayContaining([outside]),
    });
    expect(itemOf(extent('de-novo-m1'))!.limits).not.toContainEqual(outside);
  });

  it('lists the extent at the start as missing while nobody stated it', () => {
    expect(itemOf(extent(null))!.unknowns).toContainEqual(
      expect.objectContaining({ fact: 'de-novo-metastatic', need: 'hard' }),
    );
  });
});

describe('treatment of all residual sites', () => {
  it.each([5, 6, 8])('is asked of %i sites: no limit of a trial is applied', (count) => {
    const labels = Array.from({ length: count }, (_, index) => `L${index}`);
    const { items } = drafted({
      lesions: Object.fromEntries(
        labels.map((label, index) => [
          label,
          { organ: (['lung', 'liver', 'bone', 'adrenal'] as const)[index % 4]!, sizes: ['30', '15'] },
        ]),
      ),
      facts: labels.map((lesion) => fact('treatable', { treatable: 'yes', by: 'surgeon' }, { lesion })),
    });
    expect(items.find(({ rule }) => rule === 'T6c')?.limits).toContainEqual(
      expect.stringMatching(/no limit of theirs is applied here/),
    );
  });
});

describe('growth faster than before treatment', () => {
  it('waits for the scan before treatment where only definitions without it are met', () => {
    const input = lineOf({
      lesions: { P: { organ: 'primary-site', sizes: ['40', '70'] }, L1: { organ: 'lung', sizes: ['12', '13'] } },
      facts: [
        fact('ecog', 0, { date: '2026-01-04' }),
        fact('ecog', 2, { date: '2026-02-20' }),
        fact('treatment-ongoing', 'no'),
        fact('last-dose', '2026-02-10'),
      ],
    });
    expect(input.classification.evaluators[0]!.growth!.definitions).toContainEqual(
      expect.objectContaining({ definition: 'LOR19', verdict: 'met' }),
    );
    const outcome = draftItems(input);
    expect(outcome.items.map(({ rule }) => rule)).not.toContain('T8');
    expect(outcome.waiting.find(({ rule }) => rule === 'T8')?.waitsFor.map(({ fact: name }) => name)).toEqual([
      'faster-than-before-treatment',
    ]);
  });
});

describe('where a node lies', () => {
  it.each([
    ['left level IIb', 'locoregional'],
    ['level 2 left', 'locoregional'],
    ['level II', 'locoregional'],
    ['levels II-IV right', 'locoregional'],
    ['Level Va', 'locoregional'],
    ['level 1b', 'locoregional'],
    ['level of the carina', 'unknown'],
    ['mediastinal', 'distant'],
    ['station 7', 'unknown'],
  ] as const)('%s: %s', (site, region) => {
    expect(regionOf('lymph-node', site)).toBe(region);
  });
});

describe('the words that no text may use', () => {
  it.each([
    'Three of five definitions are met.',
    '2 of 5 DR definitions',
    '3/5 definitions',
    'two out of the five published definitions',
    'The board was alerted.',
    'iRECIST says to treat on',
    'iRECIST says treating on',
    '95 percent sure',
    '95 % certain',
    'A scan is due in 3 days.',
    'in two days',
    '5 days left',
    '3 days to go',
  ])('finds "%s"', (text) => {
    expect(forbiddenIn([text], 'en')).not.toEqual([]);
  });

  it.each([
    'met DR-A, DR-C; not met DR-B',
    'Is a confirming scan in 4-8 weeks the next step?',
    'at the pace of 40 % in 61 days or more',
    'confirms, within 14 days of the scan',
    '40 Gy in 5 fractions',
  ])('lets "%s" be', (text) => {
    expect(forbiddenIn([text], 'en')).toEqual([]);
  });
});

describe('the register of evidence', () => {
  it('says of early palliative care that the study was not read, and was of another tumour', () => {
    expect(catalogue.evidence.get('temel-2010')).toMatchObject({
      finding: expect.stringContaining('not read in the source'),
      studied: { tumours: ['other'] },
      marks: [{ mark: 'K', of: 'finding and source' }],
    });
  });

  it('never gives the counts of the congress abstract and those of the paper under one citation', () => {
    const [abstract, paper] = ['haddad-2019-abstract', 'haddad-2019'].map((id) => catalogue.evidence.get(id)!);
    expect(abstract!.finding).toMatch(/139.*57/);
    expect(abstract!.finding).not.toMatch(/146|62 treated/);
    expect(paper!.finding).toMatch(/146.*62/);
    expect(paper!.finding).not.toMatch(/139|57/);
    expect([abstract!.doi, paper!.doi]).toEqual([null, '10.1002/cncr.32190']);
  });

  it('says in the words of a finding where its figures were not read in the source', () => {
    const figures = new Set(['finding', 'finding and source', 'numbers', 'statements', 'result figures']);
    const secondary = [...catalogue.evidence.values()].filter(({ marks }) =>
      marks.some(({ mark, of }) => figures.has(of) && ['V2', 'K', 'K?'].includes(mark)),
    );
    expect(secondary.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['tsai-2024-curb', 'omet-2025', 'asco-2023', 'eagle', 'ward-2018-miri', 'temel-2010']),
    );
    for (const { id } of secondary) {
      expect(catalogue.texts.en.get(`evidence/${id}/finding`)).toMatch(/secondary|not read in/);
      expect(catalogue.texts.de.get(`evidence/${id}/finding`)).toMatch(
        /sekundär|nicht in der (Quelle|Publikation) gelesen/,
      );
    }
  });

  it('cites nothing about biopsies that says nothing about biopsies', () => {
    expect(catalogue.rules.find(({ id }) => id === 'T2')).toMatchObject({
      evidence: [],
      withoutEvidence: expect.stringContaining('biopsy'),
    });
  });

  it('says no more of a study than was read of it', () => {
    const finding = (id: string): string => catalogue.evidence.get(id)!.finding;
    expect(finding('mcbride-2021')).not.toContain('one lesion');
    expect(finding('guida-2019')).not.toContain('median');
    expect(finding('haddad-2019-abstract')).toContain('clinical benefit');
    for (const id of ['keynote-040', 'checkmate-141', 'eagle'])
      expect(finding(id)).not.toMatch(/after platinum|earlier checkpoint inhibitor|standard drugs/);
    expect(catalogue.evidence.get('asco-2023')).toMatchObject({
      esmo: 'not given',
      level: expect.stringMatching(/^not given/),
    });
  });
});

describe('the drug beyond progression', () => {
  const line = (stability: boolean | null): Rendered<DraftOutcome> =>
    drafted({
      lesions: { P: { organ: 'primary-site', sizes: ['30', '40'] }, L1: { organ: 'lung', sizes: ['20', '26'] } },
      facts:
        stability === null
          ? []
          : [fact('clinical-stability', { stable: stability, by: 'Dr Weber' }, { date: '2026-03-03' })],
    });
  const goOn = ({ items }: Rendered<DraftOutcome>) =>
    items.find(({ rule }) => rule === 'T10')?.options.find(({ id }) => id === 'go-on');

  it('is asked about where the clinician states that the patient is not stable, with that word against going on', () => {
    expect(goOn(line(false))!.blocks).toContainEqual(
      expect.stringMatching(/^clinically not stable, as stated by Dr Weber/),
    );
    expect(goOn(line(true))).toMatchObject({ speaksFor: [expect.stringMatching(/^clinically stable/)], blocks: [] });
  });

  it('waits while nobody stated it', () => {
    expect(line(null).items.map(({ rule }) => rule)).not.toContain('T10');
    expect(
      line(null)
        .waiting.find(({ rule }) => rule === 'T10')
        ?.waitsFor.map(({ fact: name }) => name),
    ).toEqual(['clinically-stable']);
  });
});
