import { draftItems, noLocalTherapy, type DraftItem, type Rendered } from '../../../../src/core/discussion/index.js';
import { caseOf, patientIds, readInEnglish, type Known } from './cohort.js';

const rulesOf = (patient: string, known?: Known): string[] =>
  draftItems(caseOf(patient, known)).items.map(({ rule, standing }) => (standing === 'met' ? rule : `${rule} open`));

const itemOf = (rule: string, patient: string, known?: Known): Rendered<DraftItem> => {
  const item = readInEnglish(caseOf(patient, known)).items.find((candidate) => candidate.rule === rule);
  if (!item) throw new Error(`${patient} has no item by ${rule}`);
  return item;
};

describe('the items of the head and neck cohort', () => {
  /** 'open' where the table's question is asked and a fact that decides it is not stated: nobody said where N lies, or whether a lesion can be reached. */
  const atTheEnd: Readonly<Record<string, readonly string[]>> = {
    'HN-01': ['T3a', 'T4 open', 'T5', 'T2 open'],
    'HN-02': ['T3b', 'T2 open', 'T1', 'T10'],
    'HN-03': ['T3a open', 'T2 open'],
    'HN-04': ['T7', 'T12'],
    'HN-07': ['T7', 'T8', 'T9'],
    'HN-08': ['T2 open', 'T11'],
    'HN-09': ['T11'],
    'HN-11': ['T6a'],
    'HN-12': ['T6a-NPC'],
    'HN-14': ['T7'],
    'HN-16': ['T11'],
  };

  it.each(patientIds)('%s at its last assessment', (patient) => {
    expect(rulesOf(patient)).toEqual(atTheEnd[patient] ?? []);
  });

  it.each([
    ['HN-06', '2026-03-15', ['T1', 'T10'], 'the first progression at week 8'],
    ['HN-06', '2026-04-20', [], 'week 13: the progression was taken back'],
    ['HN-10', '2026-03-25', ['T3a', 'T4 open'], 'week 9, before the neck dissection'],
    ['HN-15', '2026-08-10', ['T3b', 'T2 open'], 'week 27, before the biopsy'],
    ['HN-04', '2026-03-30', ['T12'], 'first progression, nobody confirmed stability: parking is not offered; ECOG 2'],
    ['HN-14', '2026-04-10', [], 'first progression without sizes'],
    ['HN-01', '2026-03-20', [], 'week 9: N grew by 1 mm'],
  ])('%s until %s: %j (%s)', (patient, until, rules) => {
    expect(rulesOf(patient, { until })).toEqual(rules);
  });

  it('carries the option of no local therapy in every item', () => {
    const items = patientIds.flatMap((patient) => draftItems(caseOf(patient)).items);
    expect(items.length).toBe(22);
    for (const { options } of items) expect(options.map(({ id }) => id)).toContain(noLocalTherapy);
  });

  it('says why now in two sentences with lesions, millimetres and dates', () => {
    expect(itemOf('T3a', 'HN-01').whyNow).toEqual([
      'Lymph node (N) grew 18 to 26 mm (+44.4 %, +8 mm; 07-Jan-2026 to 18-May-2026).',
      'All other lesions shrank by 30 % or more since 07-Jan-2026 (liver lesion (H) 20 to 11 mm; lung lesion (L1) 24 to 12 mm; lung lesion (L2) 18 to 9 mm); shrinkage and growth fall into the same interval.',
    ]);
    expect(itemOf('T1', 'HN-06', { until: '2026-03-15' }).whyNow[0]).toBe(
      'First progression by RECIST 1.1 at 12-Mar-2026: the sum of target diameters rose 74 to 91 mm against its lowest value before (+23.0 %).',
    );
  });

  it('asks for a confirming scan by dates, four to eight weeks after the scan', () => {
    expect(itemOf('T1', 'HN-06', { until: '2026-03-15' }).question).toBe(
      'Is a confirming scan between 09-Apr-2026 and 07-May-2026, 4 to 8 weeks after 12-Mar-2026, same modality (CT), the next step?',
    );
  });

  it('puts the opposing evidence first for a new lesion', () => {
    expect(itemOf('T3b', 'HN-02').evidence[0]).toBe('klemen-2019');
  });

  it('leaves attribution open beside chemotherapy, and withholds what presumes the checkpoint inhibitor alone', () => {
    const combined = {
      facts: [
        {
          name: 'agents' as const,
          value: [
            { name: 'pembrolizumab', drugClass: 'immune-checkpoint-inhibitor' },
            { name: 'carboplatin', drugClass: 'chemotherapy' },
          ],
        },
      ],
    };
    const [alone, together] = [itemOf('T1', 'HN-02'), itemOf('T1', 'HN-02', combined)];
    expect([alone.attribution, together.attribution]).toEqual(['checkpoint-inhibitor', 'unknown']);
    expect([alone.evidence, together.evidence]).toEqual([['haddad-2019-abstract'], []]);
    expect(alone.cautions.join()).toContain('Growth first and shrinkage later');
    expect(together.cautions.join()).not.toContain('Growth first and shrinkage later');
    expect(together.cautions.join()).toContain(
      'Attribution unknown: together with pembrolizumab the patient is given carboplatin',
    );
    expect(itemOf('T6a', 'HN-11').attribution).toBe('unknown');
  });

  it('blocks an option that the patient declined, and asks where a wish names none', () => {
    const wish = (declines: string) => ({
      facts: [
        {
          name: 'patient-wish' as const,
          value: { words: 'no more radiation', declines: [declines] },
          date: '2026-05-20',
        },
      ],
    });
    const declined = itemOf('T3a', 'HN-01', wish('Radiotherapy'));
    expect(declined.options.find(({ id }) => id === 'sbrt')?.blocks).toContain('declined by the patient (20-May-2026)');
    expect(declined.options.find(({ id }) => id === 'biopsy-first')?.blocks).toEqual([]);
    const unclear = itemOf('T3a', 'HN-01', wish('another operation'));
    for (const { blocks, unknown } of unclear.options.filter(({ id }) => id !== 'sbrt')) {
      expect(blocks).toEqual([]);
      expect(unknown).toContain(
        'whether "another operation", which the patient declined (20-May-2026), means this option',
      );
    }
  });

  it('drafts nothing for a patient who has died', () => {
    expect(rulesOf('HN-01', { facts: [{ name: 'died', value: { on: '2026-06-01' } }] })).toEqual([]);
  });
});

describe('populations (docs/clinical-basis.md#populations-p)', () => {
  const standing = (facts: Known['facts'], without: Known['without'] = []) =>
    draftItems(caseOf('HN-01', { facts, without })).population;

  it.each(['oral-cavity', 'oropharynx', 'hypopharynx', 'larynx', 'sinonasal'] as const)('%s is covered', (value) => {
    expect(standing([{ name: 'primary-site', value }])).toMatchObject({ standing: 'covered', group: 'squamous' });
  });

  it.each(['salivary', 'cutaneous', 'thyroid', 'other'] as const)('%s is outside', (value) => {
    const outcome = readInEnglish(caseOf('HN-01', { facts: [{ name: 'primary-site', value }] }));
    expect(outcome.population.standing).toBe('outside');
    expect(outcome.population.words).toContain('outside what these rules cover');
    expect([outcome.items, outcome.waiting]).toEqual([[], []]);
  });

  it('another histology and a curative-intent line are outside', () => {
    expect(standing([{ name: 'histology', value: 'adenocarcinoma' }]).standing).toBe('outside');
    expect(standing([{ name: 'setting', value: 'curative-intent' }]).standing).toBe('outside');
  });

  it('an unknown primary is an unknown population and gives only items that are bound to no site', () => {
    expect(rulesOf('HN-04', { without: ['primary-site'] })).toEqual(['T7', 'T12']);
    expect(rulesOf('HN-02', { without: ['primary-site'] })).toEqual([]);
    expect(itemOf('T7', 'HN-04', { without: ['primary-site'] }).limits[0]).toBe(
      'The population of this patient is not known; the evidence cited may not be about it.',
    );
    const outcome = draftItems(caseOf('HN-01', { without: ['primary-site'] }));
    expect(outcome.population).toMatchObject({ standing: 'unknown', missing: ['primary-site'] });
    expect([outcome.items, outcome.waiting]).toEqual([[], []]);
  });

  it('sinonasal without histology is unknown; the other sites are drafted and marked', () => {
    expect(standing([{ name: 'primary-site', value: 'sinonasal' }], ['histology']).standing).toBe('unknown');
    expect(itemOf('T3a', 'HN-01', { without: ['histology'] }).unknowns.map(({ fact }) => fact)).toContain('histology');
  });

  it('a neck node of unknown primary is read by p16 and EBV', () => {
    const primary = { name: 'primary-site' as const, value: 'unknown-primary' };
    expect(standing([primary])).toMatchObject({ group: 'squamous' });
    expect(standing([primary], ['p16']).standing).toBe('unknown');
    expect(standing([primary, { name: 'ebv', value: 'positive' }], ['p16'])).toMatchObject({ group: 'nasopharynx' });
    expect(standing([primary, { name: 'ebv', value: 'positive' }]).standing).toBe('unknown');
  });

  it('nasopharynx has its own form of T6a and never the other', () => {
    const asLarynx = {
      facts: [
        { name: 'primary-site' as const, value: 'larynx' },
        { name: 'histology' as const, value: 'squamous-cell-carcinoma' },
      ],
    };
    expect(rulesOf('HN-12')).toEqual(['T6a-NPC']);
    expect(rulesOf('HN-12', asLarynx)).toEqual(['T6a']);
    expect(rulesOf('HN-12', { facts: [{ name: 'disease-extent', value: 'distant-metastases' }] })).toEqual(['T6a-NPC']);
  });
});
