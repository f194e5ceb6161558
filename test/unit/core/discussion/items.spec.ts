import {
  catalogue,
  chaseList,
  closingReason,
  draftItems,
  parkingState,
  render,
  type DraftItem,
  type Evidence,
  type Rendered,
} from '../../../../src/core/discussion/index.js';
import type { RecordedFact } from '../../../../src/core/record/index.js';
import { caseOf, patientIds, readInEnglish, type Known } from './cohort.js';

const itemOf = (rule: string, patient: string, known?: Known): Rendered<DraftItem> => {
  const item = readInEnglish(caseOf(patient, known)).items.find((candidate) => candidate.rule === rule);
  if (!item) throw new Error(`${patient} has no item by ${rule}`);
  return item;
};
const rulesOf = (patient: string, known?: Known): string[] =>
  draftItems(caseOf(patient, known)).items.map(({ rule }) => rule);
const fact = (name: RecordedFact['name'], value: unknown, more: Partial<RecordedFact> = {}): Partial<RecordedFact> => ({
  name,
  value,
  ...more,
});

describe('the matrix lesion x option', () => {
  const item = itemOf('T3a', 'HN-01');
  const cell = (lesion: string, option: string) =>
    item.matrix.cells.find((found) => found.lesion === lesion && found.option === option);

  it('lists every lesion that is left with its sizes and its course', () => {
    expect(item.matrix.lesions).toEqual([
      { lesion: 'H', words: 'liver lesion (H)', baseline: 20_000, now: 11_000, course: 'not-growing' },
      { lesion: 'L1', words: 'lung lesion (L1)', baseline: 24_000, now: 12_000, course: 'not-growing' },
      { lesion: 'L2', words: 'lung lesion (L2)', baseline: 18_000, now: 9_000, course: 'not-growing' },
      { lesion: 'N', words: 'lymph node (N)', baseline: 18_000, now: 26_000, course: 'growing' },
    ]);
  });

  it('says of the growing node what speaks for SBRT and what blocks it, by whose word', () => {
    expect(cell('N', 'sbrt')).toMatchObject({
      speaksFor: ['called treatable locally (radiation oncologist, 18-May-2026)'],
      blocks: ['in a prior radiotherapy field: this would be re-irradiation'],
      unknown: [],
    });
  });

  it('has no cell where an option is not about a lesion', () => {
    expect(cell('L1', 'sbrt')).toBeUndefined();
    expect(item.matrix.cells.filter(({ option }) => option === 'no-local-therapy')).toEqual([]);
  });

  it('asks what is unknown of the one lesion', () => {
    expect(
      itemOf('T3a', 'HN-10', { until: '2026-03-25' }).matrix.cells.find(({ option }) => option === 'sbrt')!.unknown,
    ).toEqual(['whether it lies in a prior radiotherapy field']);
    const declined = itemOf('T3a', 'HN-01', {
      facts: [fact('treatable', { treatable: 'unknown', by: 'nobody' }, { lesion: 'N', state: 'unknown' })],
    });
    expect(declined.matrix.cells.find(({ option }) => option === 'sbrt')!.unknown).toEqual([
      'whether it can be treated locally',
    ]);
  });

  it('tells what stays untreated under each local treatment and under none', () => {
    const words = (option: string) => item.matrix.residual.find((found) => found.option === option)?.words;
    expect(words('sbrt')).toBe(
      'stays untreated: liver lesion (H) 11 mm; lung lesion (L1) 12 mm; lung lesion (L2) 9 mm',
    );
    expect(words('no-local-therapy')).toContain('lymph node (N) 26 mm');
    expect(words('biopsy-first')).toBeUndefined();
  });

  it('keeps the order of the catalogue in every item', () => {
    for (const { items } of patientIds.map((patient) => draftItems(caseOf(patient)))) {
      for (const { options, matrix } of items) {
        const order = options.map(({ id }) => id);
        expect(matrix.residual.map(({ option }) => option)).toEqual(
          order.filter((id) => matrix.residual.some(({ option }) => option === id)),
        );
        for (const { option } of matrix.cells) expect(order).toContain(option);
      }
    }
  });
});

describe('the flag of an item', () => {
  it('names its definitions, met and not, and the measurement confidence; never a count', () => {
    const shown = itemOf('T3a', 'HN-01').flagShown!;
    expect(shown).toMatchObject({
      definition: 'DR-A',
      met: ['DR-A', 'DR-C', 'TAZ18'],
      notMet: ['DR-B', 'BER20'],
      notAssessable: ['SAT21'],
      evaluatorsFor: ['radiology'],
      evaluatorsAgainst: [],
    });
    expect(shown.measurementConfidence).toBeCloseTo(0.919, 3);
    expect(itemOf('T7', 'HN-04').flagShown).toBeNull();
  });
});

describe('what is missing', () => {
  it('stands in the order of what it could change: flag or item, option, the rest', () => {
    for (const item of patientIds.flatMap((patient) => readInEnglish(caseOf(patient)).items)) {
      const ranks = item.unknowns.map(({ couldChange }) =>
        couldChange.includes('flag') || couldChange.includes('item') ? 0 : couldChange.includes('option') ? 1 : 2,
      );
      expect(ranks).toEqual([...ranks].sort());
      for (const { suppliers, whoCouldAnswer } of item.unknowns)
        expect([suppliers.length > 0, whoCouldAnswer !== '']).toEqual([true, true]);
    }
  });

  it('carries a window in which an answer is current', () => {
    const unknowns = itemOf('T4', 'HN-01').unknowns;
    expect(unknowns.find(({ fact: name }) => name === 'resectable')).toMatchObject({
      freshForDays: 56,
      suppliers: ['head and neck surgery'],
    });
    expect(unknowns.find(({ fact: name }) => name === 'anticoagulation')).toMatchObject({ couldChange: ['option'] });
  });

  it('shows a statement that is older than its window before the scan, and not a day earlier', () => {
    const ecog = (date: string) => itemOf('T3a', 'HN-01', { facts: [fact('ecog', 1, { date })] }).outOfDate;
    expect(ecog('2026-04-19')).toMatchObject([{ fact: 'ecog', date: '2026-04-19', freshForDays: 28 }]);
    expect(ecog('2026-04-20')).toEqual([]);
  });

  it('becomes a list of questions by who could answer, each once', () => {
    const { items } = draftItems(caseOf('HN-01'));
    const text = render(chaseList(items), 'en');
    expect(text).toContain('Head and neck surgery:\n- whether what is left is resectable now');
    const radiology = text
      .split('\n\n')
      .find((group) => group.startsWith('Radiology:'))!
      .split('\n')
      .slice(1);
    expect(new Set(radiology).size).toBe(radiology.length);
    expect(render(chaseList([]), 'en')).toBe('');
    expect(render(chaseList(items), 'de')).toContain(
      'Kopf-Hals-Chirurgie:\n- ob der verbliebene Tumor jetzt resektabel ist',
    );
  });
});

describe('contradictions', () => {
  const words = (rule: string, patient: string, facts: Known['facts']): string[] =>
    itemOf(rule, patient, { facts }).contradictions.map((one) => one.words);

  it('of two current statements are shown with both sides', () => {
    expect(
      words(
        'T3a',
        'HN-01',
        [
          fact('treatable', { treatable: 'yes', by: 'Dr Weber' }, { lesion: 'N', date: '2026-05-18' }),
          fact('treatable', { treatable: 'no', by: 'Dr Kim' }, { lesion: 'N', date: '2026-05-18' }),
        ].reverse(),
      ),
    ).toEqual([
      'treatable of N was stated as "treatable no, by Dr Kim" (18-May-2026) and "treatable yes, by Dr Weber" (18-May-2026)',
    ]);
    expect(
      words('T3a', 'HN-01', [
        fact('primary-site', 'oropharynx', { date: '2026-01-01' }),
        fact('primary-site', 'larynx', { date: '2026-02-01' }),
      ])[0],
    ).toContain('primary site was stated as "oropharynx"');
  });

  it('are not made of a course over time, of two who say the same, or of what is not known', () => {
    expect(
      words('T12', 'HN-04', [fact('ecog', 1, { date: '2026-01-15' }), fact('ecog', 2, { date: '2026-03-24' })]),
    ).toEqual([]);
    expect(
      words('T3a', 'HN-01', [
        fact('treatable', { treatable: 'yes', by: 'A' }, { lesion: 'N' }),
        fact('treatable', { treatable: 'yes', by: 'B' }, { lesion: 'N' }),
      ]),
    ).toEqual([]);
    expect(words('T3a', 'HN-01', [fact('p16', 'positive'), { name: 'p16', state: 'unknown' }])).toEqual([]);
  });

  it.each<[string, string, string, Known['facts'], string]>([
    [
      'extent against lesions',
      'T3a',
      'HN-01',
      [fact('disease-extent', 'locoregional-only')],
      'the disease was stated as locoregional only, and liver lesion (H), lung lesion (L1) and lung lesion (L2) is listed',
    ],
    [
      'no radiotherapy against a field',
      'T3a',
      'HN-01',
      [{ name: 'prior-radiotherapy', state: 'none' }],
      'no prior radiotherapy was stated, and lymph node (N) was stated to lie in a prior field',
    ],
    [
      'a last dose against a drug that goes on',
      'T3a',
      'HN-01',
      [fact('last-dose', '2026-03-01')],
      'the drug was stated as still given, and its last dose as 01-Mar-2026',
    ],
    [
      'stability against ECOG',
      'T10',
      'HN-02',
      [fact('ecog', 0, { date: '2026-01-14' }), fact('ecog', 2, { date: '2026-03-16' })],
      'treating oncologist stated (16-Mar-2026) that the patient is clinically stable, and ECOG went from 0 to 2 (16-Mar-2026)',
    ],
  ])('%s', (_, rule, patient, facts, expected) => {
    expect(words(rule, patient, facts)).toContain(expected);
  });
});

/** How far a study would be from the patient of HN-04, in the second line, if T7 cited it. */
function distanceIn(study: Evidence, facts: readonly Partial<RecordedFact>[]): string | undefined {
  const rules = catalogue.rules.map((rule) => (rule.id === 'T7' ? { ...rule, evidence: [{ id: study.id }] } : rule));
  const changed = { ...catalogue, rules, evidence: new Map([...catalogue.evidence, [study.id, study]]) };
  const known = caseOf('HN-04', { facts: [fact('line-number', 2), ...facts] });
  return draftItems(known, changed).items.find(({ rule }) => rule === 'T7')?.evidenceDistance[0]?.distance;
}

describe('the distance of evidence from this patient', () => {
  const distance = (rule: string, patient: string, id: string, known?: Known) =>
    itemOf(rule, patient, known).evidenceDistance.find((one) => one.id === id);

  it('is named in words, axis by axis', () => {
    expect(distance('T3a', 'HN-01', 'mcbride-2021')).toEqual({
      id: 'mcbride-2021',
      distance: 'indirect',
      differs: [
        'not read of it: primary sites and p16 status',
        'studied in metastatic disease',
        'whether a checkpoint inhibitor was given before was not read',
        'asked there: an abscopal effect',
      ],
    });
    expect(distance('T3a', 'HN-01', 'tsai-2024-curb')).toEqual({
      id: 'tsai-2024-curb',
      distance: 'indirect',
      differs: [
        'shown in non-small-cell lung cancer and breast cancer, not in squamous cell carcinoma of the head and neck',
        'whether a checkpoint inhibitor was given before was not read',
      ],
    });
    expect(distance('T6a-NPC', 'HN-12', 'you-2020')).toMatchObject({
      distance: 'indirect',
      differs: expect.arrayContaining(['given there: chemotherapy alone']),
    });
    expect(distance('T7', 'HN-14', 'asco-2023')).toMatchObject({
      distance: 'indirect',
      differs: expect.arrayContaining(['studied before progression on a checkpoint inhibitor']),
    });
  });

  it('says of re-irradiation, of salvage with lirilumab and of MIRI that it is locoregional recurrence', () => {
    for (const [rule, patient, id] of [
      ['T5', 'HN-01', 'gogineni-2019'],
      ['T5', 'HN-01', 'ward-2018-miri'],
      ['T4', 'HN-01', 'salvage-surgery-lirilumab-2022'],
    ] as const)
      expect(distance(rule, patient, id)).toMatchObject({
        distance: 'indirect',
        differs: expect.arrayContaining(['studied in locoregional recurrence']),
      });
  });

  it('says before which progression and in which line the trials of first and second line stand', () => {
    const checkmate = (line: number) =>
      distance('T7', 'HN-04', 'checkmate-141', { facts: [fact('line-number', line)] });
    expect(checkmate(1)?.differs).toContain('studied after an earlier line');
    expect(checkmate(2)?.differs).not.toContain('studied after an earlier line');
    for (const line of [1, 2])
      expect(checkmate(line)).toMatchObject({
        distance: 'indirect',
        differs: expect.arrayContaining(['studied before progression on a checkpoint inhibitor']),
      });
  });

  it('cites the studies of nasopharyngeal carcinoma first there, and nowhere else', () => {
    const nasopharynx = { facts: [fact('primary-site', 'nasopharynx')] };
    expect(itemOf('T5', 'HN-01', nasopharynx).evidence[0]).toBe('toripalimab-imrt-2021');
    expect(itemOf('T5', 'HN-01').evidence[0]).toBe('gogineni-2019');
  });

  it('is not known while an axis is open, and direct only where all six fit', () => {
    const trial = catalogue.evidence.get('interlink-1')!;
    const seen = (studied: Partial<Evidence['studied']>, facts: readonly Partial<RecordedFact>[] = []) =>
      distanceIn({ ...trial, studied: { ...trial.studied, ...studied } }, facts);
    const sites = { sites: ['hypopharynx'] };
    expect(seen({})).toBe('not-known');
    expect(seen(sites)).toBe('direct');
    for (const studied of [
      { tumours: ['nasopharynx' as const] },
      { sites: ['larynx'] },
      { extents: ['few-progressing' as const], ...sites },
      { lines: 'first' as const, ...sites },
      { inhibitor: 'before-progression' as const, ...sites },
      { drug: 'none' as const, ...sites },
      { question: 'abscopal-effect' as const, ...sites },
      { design: 'retrospective' as const, ...sites },
      { selected: true, ...sites },
    ])
      expect([studied, seen(studied)]).not.toEqual([studied, 'direct']);
  });

  it('stands beside every piece of evidence of every item', () => {
    for (const { evidence, evidenceDistance, withoutEvidence } of patientIds.flatMap(
      (patient) => draftItems(caseOf(patient)).items,
    )) {
      expect(evidenceDistance.map(({ id }) => id)).toEqual(evidence);
      if (withoutEvidence !== null) expect(evidence).toEqual([]);
    }
  });
});

describe('parking (T1)', () => {
  const parked = (until: string, date: string | null = '2026-03-16') =>
    fact('parked', { until, by: 'Dr Weber' }, { date });
  const parking = (known: Known) => draftItems(caseOf('HN-06', { until: '2026-03-16', ...known })).parking;

  it('is confirmed by a named clinician, and never automatic', () => {
    expect(parking({})).toBeNull();
    expect(parking({ facts: [parked('2026-04-20')] })).toEqual({
      until: '2026-04-20',
      by: 'Dr Weber',
      confirmedOn: '2026-03-16',
      timepoint: 'week 8',
    });
  });

  it('waits until the day, and comes back the day after, by the day that the caller names', () => {
    const found = parking({ facts: [parked('2026-04-20')] });
    expect([
      parkingState(found, '2026-04-20'),
      parkingState(found, '2026-04-21'),
      parkingState(null, '2026-04-21'),
    ]).toEqual(['waiting', 'window-ended', 'not-parked']);
  });

  it('does not outlast the window of eight weeks after the scan', () => {
    expect(parking({ facts: [parked('2026-09-01')] })?.until).toBe('2026-05-07');
  });

  it('has that day as the end of its window, which no other question of the case names', () => {
    const { items } = draftItems(caseOf('HN-06', { until: '2026-03-16' }));
    expect(
      items.filter(({ windowEnds }) => windowEnds !== null).map(({ rule, windowEnds }) => [rule, windowEnds]),
    ).toEqual([['T1', '2026-05-07']]);
    expect(items.length).toBeGreaterThan(1);
    expect(itemOf('T1', 'HN-06', { until: '2026-03-16' }).question).toContain('07-May-2026');
  });

  it('ends when the next scan arrives', () => {
    expect(parking({ until: '2026-04-20', facts: [parked('2026-04-20')] })).toBeNull();
  });

  it('was not confirmed for this scan if its date is older or not known', () => {
    expect(parking({ facts: [parked('2026-04-20', '2026-03-11')] })).toBeNull();
    expect(parking({ facts: [parked('2026-04-20', null)] })).toBeNull();
  });

  it('leaves the item as it is, so that what people did to it stays', () => {
    const at = { until: '2026-03-16' };
    expect(itemOf('T1', 'HN-06', { ...at, facts: [parked('2026-04-20')] })).toEqual(itemOf('T1', 'HN-06', at));
  });
});

describe('situations (docs/clinical-basis.md#situations-p)', () => {
  const closed = (patient: string, rule: string, then: Known, later: Known): string => {
    const input = caseOf(patient, later);
    return closingReason(rule, itemOf(rule, patient, then).evidenceUsed, input, draftItems(input));
  };

  it('dies, declines or moves: nothing is asked any more, with a coded reason', () => {
    for (const [ended, reason] of [
      [fact('died', { on: '2026-06-01' }), 'patient-died'],
      [fact('follow-up-ended', { why: 'declined' }), 'follow-up-ended'],
      [fact('follow-up-ended', { why: 'transferred' }), 'follow-up-ended'],
    ] as const) {
      expect(rulesOf('HN-07', { facts: [ended] })).toEqual([]);
      expect(closed('HN-07', 'T9', {}, { facts: [ended] })).toBe(reason);
    }
  });

  it('a declined local therapy is a dated wish that blocks every local treatment, and no other option', () => {
    const item = itemOf('T4', 'HN-01', {
      facts: [
        fact(
          'patient-wish',
          { words: 'no operation, no radiation', declines: ['local therapy'] },
          { date: '2026-05-20' },
        ),
      ],
    });
    const blocked = item.options
      .filter(({ blocks }) => blocks.includes('declined by the patient (20-May-2026)'))
      .map(({ id }) => id);
    expect(blocked).toEqual(['salvage-surgery', 're-irradiation', 'sbrt']);
  });

  it('a second primary leaves the new lesion items; until tissue its nature is unknown', () => {
    expect(itemOf('T3b', 'HN-15', { until: '2026-08-10' }).cautions).toContain(
      'Until there is tissue: new lesion, nature unknown.',
    );
    expect(rulesOf('HN-15')).toEqual([]);
  });

  it('a lesion treated locally is neither growing nor left over', () => {
    expect(rulesOf('HN-10')).toEqual([]);
    expect(closed('HN-10', 'T4', { until: '2026-03-25' }, {})).toBe('carried-out');
  });

  it('a baseline after the start leaves growth before treatment open', () => {
    const outcome = draftItems(caseOf('HN-07', { facts: [fact('treatment-start', '2026-02-01')] }));
    expect(outcome.items.map(({ rule }) => rule)).not.toContain('T8');
    expect(outcome.waiting.find(({ rule }) => rule === 'T8')?.waitsFor.map((one) => one.fact)).toEqual([
      'faster-than-before-treatment',
    ]);
  });

  it('a checkpoint inhibitor with chemotherapy leaves attribution open and withholds the evidence of T10', () => {
    const combined = itemOf('T10', 'HN-02', {
      facts: [
        fact('agents', [
          { name: 'nivolumab', drugClass: 'immune-checkpoint-inhibitor' },
          { name: 'carboplatin', drugClass: 'chemotherapy' },
        ]),
      ],
    });
    expect([combined.attribution, combined.evidence]).toEqual(['unknown', []]);
    expect(combined.cautions.join()).not.toContain('10 %');
    expect(itemOf('T10', 'HN-02').evidence).toEqual(['haddad-2019-abstract', 'haddad-2019']);
  });

  it('T3a says whether the disease was oligometastatic before the drug', () => {
    expect(itemOf('T3a', 'HN-01', { facts: [fact('oligometastatic-before', 'yes')] }).cautions).toContain(
      'The disease was oligometastatic before the drug.',
    );
    expect(itemOf('T3a', 'HN-01', { facts: [fact('oligometastatic-before', 'no')] }).cautions.join()).toContain(
      'an induced state',
    );
    expect(itemOf('T3a', 'HN-01').unknowns.map((one) => one.fact)).toContain('oligometastatic-before');
  });

  it('disease without sizes is never silent', () => {
    expect(rulesOf('HN-14')).toEqual(['T7']);
    expect(itemOf('T7', 'HN-14').whyNow[0]).toContain('RECIST 1.1 PD, iRECIST iCPD');
  });

  it('evaluators who disagree: no majority vote, one joint re-read', () => {
    const item = itemOf('T11', 'HN-16');
    expect(item.question).toBe(
      'No verdict: DR-A is met for reader A and reader C and not met for reader B. What would settle it (complete imaging, joint re-read)?',
    );
    expect(item.options.map(({ id }) => id)).toEqual([
      'no-local-therapy',
      'joint-re-read',
      'discuss-on-clinical-grounds',
    ]);
    expect(item.whyNow[1]).toBe(
      'Reader A measured N 24 to 30 mm; reader B measured N 24 to 28 mm; reader C measured N 23 to 28 mm.',
    );
  });

  it("the designated clinical reader drives, and the others' disagreement stays an item", () => {
    expect(rulesOf('HN-16', { facts: [fact('clinical-evaluator', 'reader A')] })).toContain('T11');
  });

  it('PET and sizes stay apart', () => {
    expect(itemOf('T11', 'HN-08').cautions.join()).toContain('Uptake and millimetres are never mixed');
    expect(itemOf('T2', 'HN-08').whyNow[0]).toContain('took up more at PET');
  });

  it('a small node that rises to under 10 mm, or a drug stopped in response, raises nothing', () => {
    expect(rulesOf('HN-05', { sizes: { N: '9.9' } })).toEqual([]);
    expect(
      rulesOf('HN-05', {
        facts: [
          fact('treatment-ongoing', 'no'),
          fact('last-dose', '2026-05-01'),
          fact('immune-adverse-event', { what: 'colitis', grade: 3 }),
        ],
      }),
    ).toEqual([]);
  });

  it('incomplete imaging names what is open and what is not known', () => {
    const item = itemOf('T11', 'HN-09');
    expect(item.whyNow[0]).toContain('not evaluable (NE)');
    expect(item.options.map(({ id }) => id)).toEqual([
      'no-local-therapy',
      'complete-the-imaging',
      'discuss-on-clinical-grounds',
    ]);
  });
});

describe('a report of an organ at risk (T9)', () => {
  it('quotes the report and says what silence does not mean', () => {
    const item = itemOf('T9', 'HN-07');
    expect(item.question).toBe(
      'The report says "carotid contact 200 degrees" (carotid; 27-Apr-2026); has the treating team been told?',
    );
    expect(item.cautions).toContain(
      'Only findings reported to this system are shown; no notice does not mean no emergency.',
    );
    expect(item.withoutEvidence).not.toBeNull();
  });

  it('stays until a named clinician acknowledges it, and is closed as acknowledged', () => {
    const done: Known = {
      facts: [fact('organ-at-risk-acknowledged', { what: 'carotid', by: 'Dr Weber' }, { date: '2026-04-28' })],
    };
    const input = caseOf('HN-07', done);
    expect(closingReason('T9', itemOf('T9', 'HN-07').evidenceUsed, input, draftItems(input))).toBe('acknowledged');
  });
});
