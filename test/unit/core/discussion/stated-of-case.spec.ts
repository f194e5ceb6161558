/** What was stated of lesions and radiotherapy as the page says it, in both languages; and a case that is never parked. */
import { describe, expect, it } from '@jest/globals';
import {
  draftItems,
  languages,
  render,
  statedOfLesion,
  statedRadiotherapy,
  type FieldLesion,
  type StatedFact,
} from '../../../../src/core/discussion/index.js';
import { assembleHistory, type RecordedFact } from '../../../../src/core/record/index.js';
import type { Organ } from '../../../../src/core/response/index.js';
import { caseOf } from './cohort.js';

const fact = (name: string, value: unknown, more: Partial<StatedFact> = {}): StatedFact => ({
  name,
  state: 'known',
  value,
  lesion: null,
  evaluator: null,
  date: null,
  order: 1,
  ...more,
});
const ofLesion = (name: string, value: unknown, more: Partial<StatedFact> = {}): StatedFact =>
  fact(name, value, { lesion: 'N', ...more });

/** The lines of lesion N in each language, its facts read as they are everywhere. */
function said(facts: readonly StatedFact[], organ: Organ = 'lymph-node'): string[][] {
  const { lesions } = assembleHistory({ assessments: [], facts: facts as readonly RecordedFact[] });
  const notes = statedOfLesion({ label: 'N', organ, facts: lesions['N'] ?? null }, facts);
  return languages.map((language) => notes.map((note) => render(note, language)));
}

describe('what was stated of a lesion', () => {
  it('tissue with its result, kind, method, date and markers', () => {
    const facts = [
      ofLesion('tissue', {
        result: 'benign',
        kind: 'osteoradionecrosis',
        method: 'core',
        on: '2026-05-22',
        p16: 'negative',
      }),
    ];
    expect(said(facts)).toEqual([
      ['tissue (22-May-2026, core needle): no tumour, osteoradionecrosis, p16 negative'],
      ['Gewebe (22-Mai-2026, Stanze): kein Tumor, Osteoradionekrose, p16 negativ'],
    ]);
  });

  it('a statement of the older form, in the words of the report, is shown with the result that they say', () => {
    const facts = [ofLesion('tissue', { shows: 'core biopsy: granulation tissue, no malignancy', on: '2026-05' })];
    expect(said(facts)).toEqual([
      ['tissue (May-2026, core needle): no tumour, inflammation, "core biopsy: granulation tissue, no malignancy"'],
      ['Gewebe (Mai-2026, Stanze): kein Tumor, Entzündung, „core biopsy: granulation tissue, no malignancy“'],
    ]);
  });

  it('local treatments with technique and dose, an operation with its pathology, each once', () => {
    const facts = [
      ofLesion('local-treatment', [{ kind: 'surgery', on: '2026-04-03' }], { order: 1 }),
      ofLesion(
        'local-treatment',
        [
          {
            kind: 'surgery',
            on: '2026-04-03',
            technique: 'neck dissection II-V',
            resectionMargin: 'R1',
            extranodalExtension: 'yes',
            viableTumour: 'yes',
          },
          { kind: 'radiotherapy', on: '2025-02', technique: 'SBRT', doseGy: 24, fractions: 3 },
        ],
        { order: 2 },
      ),
    ];
    expect(said(facts)).toEqual([
      [
        'operation (03-Apr-2026, neck dissection II-V, R1 (microscopic), with extranodal extension, viable tumour)',
        'radiotherapy (Feb-2025, SBRT, 24 Gy in 3 fractions)',
      ],
      [
        'Operation (03-Apr-2026, „neck dissection II-V“, R1 (mikroskopisch), mit extranodaler Ausbreitung, vitaler Tumor)',
        'Bestrahlung (Feb-2025, „SBRT“, 24 Gy in 3 Fraktionen)',
      ],
    ]);
  });

  it('a cystic or necrotic lesion says that its size may mislead, a solid one does not; the newest word counts', () => {
    const appearance = (word: string, date: string): StatedFact =>
      ofLesion('lesion-appearance', { appearance: word }, { date });
    expect(said([appearance('solid', '2026-01-01'), appearance('cystic', '2026-05-18')])).toEqual([
      ['called cystic (18-May-2026): size may mislead'],
      ['als zystisch bezeichnet (18-Mai-2026): die Größe kann irreführen'],
    ]);
    expect(said([appearance('necrotic', '2026-01-01'), appearance('solid', '2026-05-18')])[0]).toEqual([
      'called solid (18-May-2026)',
    ]);
  });

  it('a condition of the lesion or of its region, of no other region, and not once it was taken back', () => {
    const region = (organ: Organ, present: 'yes' | 'no', date: string): StatedFact =>
      fact('region-condition', { condition: 'sarcoid-like', organ, present }, { date });
    expect(
      said([ofLesion('infection', 'yes', { date: '2026-05' }), region('lymph-node', 'yes', '2026-05-18')]),
    ).toEqual([
      [
        'infection reported here (May-2026)',
        'sarcoid-like reaction reported for this region (lymph nodes) (18-May-2026)',
      ],
      [
        'Infektion hier berichtet (Mai-2026)',
        'sarkoidähnliche Reaktion für diese Region (Lymphknoten) berichtet (18-Mai-2026)',
      ],
    ]);
    expect(said([region('lung', 'yes', '2026-05-18')])[0]).toEqual([]);
    expect(said([region('lymph-node', 'yes', '2026-05-01'), region('lymph-node', 'no', '2026-05-18')])[0]).toEqual([]);
    expect(
      said([ofLesion('flare', 'yes', { date: '2026-05-01' }), ofLesion('flare', 'no', { date: '2026-05-18' })])[0],
    ).toEqual([]);
  });

  it('the stability of the spine', () => {
    expect(said([ofLesion('spine-stability-sins', 9, { date: '2026-05-18' })], 'bone')).toEqual([
      ['stability of the spine: SINS 9 of 18 (18-May-2026)'],
      ['Stabilität der Wirbelsäule: SINS 9 von 18 (18-Mai-2026)'],
    ]);
  });

  it('nothing, where nothing was stated of it', () => {
    expect(said([ofLesion('ecog', 1, { lesion: null })])).toEqual([[], []]);
  });
});

describe('radiotherapy', () => {
  const scan = { from: '2026-05-18', to: '2026-05-18' };
  const node: FieldLesion = {
    label: 'N',
    organ: 'lymph-node',
    site: 'left neck',
    region: 'locoregional',
    inPriorField: true,
  };
  const lung: FieldLesion = { label: 'L', organ: 'lung', site: null, region: 'distant', inPriorField: false };
  const lines = (facts: readonly StatedFact[], at: typeof scan | null = scan, lesions = [node, lung]): string[] =>
    statedRadiotherapy(facts, lesions, at).map((line) => render(line, 'en'));
  const neck = { field: 'neck', doseGy: 70, fractions: 35, technique: 'IMRT', start: '2023-10', end: '2023-11' };
  const organs = [fact('feeding-tube', 'no'), fact('tracheostomy', 'no')];

  it('is a line a course: field, technique, dose, dates, lesions in it, interval, MIRI class', () => {
    expect(lines([fact('prior-radiotherapy', neck)])).toEqual([
      'prior radiotherapy: neck, IMRT, 70 Gy in 35 fractions, Oct-2023 to Nov-2023; whether the treatment plan is available is not known; in its field: left neck (N); 30 months from its end to this scan; MIRI class I where it is resected first, else II (over 2 years)',
    ]);
  });

  it('is read in German too', () => {
    const [line] = statedRadiotherapy([fact('prior-radiotherapy', neck)], [node], scan);
    expect(render(line!, 'de')).toBe(
      'frühere Strahlentherapie: „neck“, „IMRT“, 70 Gy in 35 Fraktionen, Okt-2023 bis Nov-2023; ob der Bestrahlungsplan vorliegt, ist nicht bekannt; im Feld: „left neck“ (N); 30 Monate von ihrem Ende bis zu dieser Untersuchung; MIRI-Klasse I, wenn zuvor reseziert wird, sonst II (mehr als 2 Jahre)',
    );
  });

  it.each([
    ['2023-11-30', [], 'MIRI class I where it is resected first, else II (over 2 years)'],
    ['2025-11-30', organs, 'MIRI class II (2 years or less, without a feeding tube or tracheostomy)'],
    [
      '2025-11-30',
      [fact('feeding-tube', 'yes')],
      'MIRI class III (2 years or less, with a feeding tube or tracheostomy)',
    ],
    [
      '2025-11-30',
      [],
      'MIRI class II or III (2 years or less; whether there is a feeding tube or a tracheostomy is not known)',
    ],
    ['2024', organs, 'the MIRI class is not known, since the interval is not'],
    [undefined, organs, 'the MIRI class is not known, since the interval is not'],
  ])('a course that ended %s has its class worked out from facts, and unknown where one is', (end, more, expected) => {
    const [line] = lines([
      fact('prior-radiotherapy', { field: 'neck', ...(end === undefined ? {} : { end }) }),
      ...more,
    ]);
    expect(line).toMatch(new RegExp(`${expected.replaceAll(/[()]/g, '\\$&')}$`));
  });

  it('without a dated scan there is no interval, and no class', () => {
    expect(lines([fact('prior-radiotherapy', neck), ...organs], null)[0]).not.toMatch(/months/);
    expect(lines([fact('prior-radiotherapy', neck), ...organs], null)[0]).toMatch(/MIRI class is not known/);
  });

  it('each course has its own lesions, and a lesion of which it is not known in which is told', () => {
    const mandible = fact(
      'prior-radiotherapy',
      { field: 'left mandible', end: '2019-05', lesions: ['L'] },
      { order: 2 },
    );
    const found = lines([fact('prior-radiotherapy', { ...neck, lesions: ['N'] }), mandible]);
    expect(found).toHaveLength(2);
    expect(found[0]).toMatch(/left mandible.*in its field: lung lesion \(L\)/);
    expect(found[1]).toMatch(/neck.*in its field: left neck \(N\)/);
    const nowhere: FieldLesion = { ...node, site: null, region: 'unknown' };
    const open = lines(
      [fact('prior-radiotherapy', { field: 'A' }), fact('prior-radiotherapy', { field: 'B' }, { order: 2 })],
      scan,
      [nowhere],
    );
    expect(open.at(-1)).toBe('in a prior field, and not known in which: lymph node (N)');
  });

  it('none is said where it was asked and there is none; nothing where nobody stated anything', () => {
    expect(lines([fact('prior-radiotherapy', undefined, { state: 'none' })])).toEqual([
      'no prior radiotherapy, as stated',
    ]);
    expect(lines([])).toEqual([]);
  });
});

describe('a case that is never parked', () => {
  const parked: Partial<RecordedFact> = {
    name: 'parked',
    value: { until: '2026-04-20', by: 'Dr Berger' },
    date: '2026-03-18',
  };

  it('waits where a named clinician confirmed it, and not with a new lesion in the spine or the brain', () => {
    expect(draftItems(caseOf('HN-02', { facts: [parked] })).parking).toMatchObject({ until: '2026-04-20' });
    const spine = draftItems(caseOf('HN-02', { facts: [parked], sites: { 'New-1': 'vertebra T8' } }));
    expect(spine.items.map(({ rule }) => rule)).toContain('T13');
    expect(spine.parking).toBeNull();
  });

  it('does not wait while a report names an organ at risk, acknowledged or not', () => {
    const report: Partial<RecordedFact> = {
      name: 'organ-at-risk',
      value: { what: 'airway', report: 'narrow airway' },
      date: '2026-03-17',
    };
    const acknowledged: Partial<RecordedFact> = {
      name: 'organ-at-risk-acknowledged',
      value: { what: 'airway', by: 'Dr Berger' },
      date: '2026-03-18',
    };
    expect(draftItems(caseOf('HN-02', { facts: [parked, report] })).parking).toBeNull();
    expect(draftItems(caseOf('HN-02', { facts: [parked, report, acknowledged] })).parking).toBeNull();
  });

  it('names neurosurgery in its question', () => {
    const item = draftItems(caseOf('HN-02', { sites: { 'New-1': 'vertebra T8' } })).items.find(
      ({ rule }) => rule === 'T13',
    );
    expect(languages.map((language) => render(item!.question, language))).toEqual([
      expect.stringContaining('Neurosurgery or spine surgery takes part'),
      expect.stringMatching(/Neurochirurgie|Wirbelsäulenchirurgie/),
    ]);
  });
});
