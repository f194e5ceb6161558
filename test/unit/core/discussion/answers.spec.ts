/** Each open point of a question names the fact by which a person answers it, and stating that fact answers it. */
import { describe, expect, it } from '@jest/globals';
import {
  answerableFacts,
  answerOf,
  answerOfQuery,
  catalogue,
  draftItems,
  type Answer,
  type DraftItem,
} from '../../../../src/core/discussion/index.js';
import { factDefinitions, type FactName, type RecordedFact } from '../../../../src/core/record/index.js';
import { caseOf, patientIds, type Known } from './cohort.js';

const by = 'Dr Berger';

/** A value of each fact that answers something; those of lesions hold for each lesion that is asked about. */
const answers: Readonly<Partial<Record<FactName, unknown>>> = {
  agents: [{ name: 'pembrolizumab', drugClass: 'immune-checkpoint-inhibitor' }],
  setting: 'recurrent-or-metastatic',
  'primary-site': 'larynx',
  histology: 'squamous-cell-carcinoma',
  treatable: { treatable: 'yes', by },
  'lesion-region': 'locoregional',
  'prior-radiotherapy-field': { inField: 'no' },
  tissue: { result: 'this-tumour', method: 'core', on: '2026-08-01' },
  'biopsy-access': { accessible: 'yes', by },
  'nature-would-change-plan': { wouldChange: 'yes', by },
  'spine-stability-sins': 8,
  'clinical-stability': { stable: true, by },
  'organ-at-risk': { what: 'airway', report: 'narrow airway' },
  ecog: 1,
  resectability: { resectable: 'yes', by },
  irradiability: { irradiable: 'yes', by },
  'disease-extent': 'distant-metastases',
  'oligometastatic-before': 'no',
  'local-option-may-close': { mayClose: 'no', by },
  'treatment-ongoing': 'yes',
  'prior-radiotherapy': { field: 'neck', doseGy: 70, fractions: 35, end: '2020-01-31', planAvailable: 'yes' },
  anticoagulation: 'apixaban',
  'ebv-dna': { copiesPerMl: 0, belowDetection: 'yes' },
  'patient-wish': { words: 'to stay at home' },
  'pd-l1-assay': '22C3',
  'pd-l1-cps': 20,
  smoking: 'smoker',
  symptoms: 'pain',
  'brain-imaging': { modality: 'MR', shows: 'no metastasis' },
  'carotid-contact-degrees': 90,
  comorbidity: 'COPD',
  'consent-beyond-progression': 'yes',
  'dental-status': 'sound',
  'feeding-tube': 'no',
  'fitness-for-anaesthesia': { words: 'fit', by },
  'immune-adverse-event': { what: 'colitis', grade: 2 },
  'line-number': 1,
  'lung-function': 'FEV1 2.1 l',
  'open-trials': 'none here',
  'palliative-care-involved': 'no',
  'patient-informed': 'knows the scan',
  'platinum-free-interval-months': 8,
  steroids: { prednisoneEquivalentMg: 0 },
  tolerable: { tolerable: 'yes', by },
  tracheostomy: 'no',
  'weight-loss-percent': 3,
};

const stating = ({ fact, lesions, completes }: Answer, date: string, before: unknown): Partial<RecordedFact>[] => {
  const value = completes && before !== undefined ? { ...(before as object), planAvailable: 'yes' } : answers[fact];
  if (value === undefined) throw new Error(`no answer stands here for '${fact}'`);
  expect(factDefinitions[fact].value.safeParse(value).success).toBe(true);
  const labels = lesions.length === 0 ? [null] : lesions;
  return labels.map((lesion, index) => ({ name: fact, value, lesion, date, order: 10_000 + index }));
};

const moments: readonly (readonly [string, Known])[] = [
  ...patientIds.map((patient) => [patient, {}] as const),
  ['HN-06', { until: '2026-03-15' }],
  ['HN-10', { until: '2026-03-25' }],
  ['HN-15', { until: '2026-08-10' }],
];

/** Facts that one statement cannot answer alone, each with the reason. */
const needsMore: Readonly<Record<string, string>> = {
  'ecog-worse': 'needs two values of ECOG, then and now',
  'became-resectable': 'needs an earlier word that it was not',
};

const unknownsOf = (patient: string, known: Known) =>
  draftItems(caseOf(patient, known)).items.flatMap((item) =>
    item.unknowns.map(({ fact }) => ({ patient, known, item, fact, answer: answerOf(fact, item) })),
  );

const lastDay = (item: DraftItem): string => item.evidenceUsed.timepoint?.date?.to ?? '2026-08-01';

describe('an open point and the fact that answers it', () => {
  it('are named for facts of the register alone', () => {
    expect(answerableFacts.filter((fact) => !catalogue.facts.has(fact))).toEqual([]);
  });

  it('every fact that somebody else than radiology could answer has one', () => {
    const answerable = new Set(answerableFacts);
    const measuredOnly = new Set(['growing-in-ablation-organ', 'new-in-ablation-organ', 'condition-of-patient']);
    const open = [...catalogue.facts.values()]
      .filter(({ id, suppliers }) => suppliers.join() !== 'radiology' && !answerable.has(id) && !measuredOnly.has(id))
      .map(({ id }) => id);
    expect(open).toEqual([]);
  });

  const open = moments
    .flatMap(([patient, known]) => unknownsOf(patient, known))
    .filter(({ answer }) => answer !== null);

  it('are many in the cohort', () => {
    expect(open.length).toBeGreaterThan(200);
    expect(new Set(open.map(({ fact }) => fact)).size).toBeGreaterThan(30);
  });

  it('are answered by stating it', () => {
    const left = open.filter(({ patient, known, item, fact, answer }) => {
      if (needsMore[fact] !== undefined) return false;
      // What was stated of that name stays.
      const before = caseOf(patient, known).facts.filter(({ name }) => name === answer!.fact);
      const facts = stating(answer!, lastDay(item), before.at(-1)?.value);
      const after = draftItems(caseOf(patient, { ...known, facts: [...(before as RecordedFact[]), ...facts] }));
      const same = after.items.find(({ rule }) => rule === item.rule);
      return same?.unknowns.some((one) => one.fact === fact) === true;
    });
    expect(left.map(({ patient, item, fact, answer }) => [patient, item.rule, fact, answer])).toEqual([]);
  });

  it('of lesions name the lesions that are asked about, growing and new ones apart', () => {
    const found = (patient: string, rule: string, fact: string) =>
      open.find((one) => one.patient === patient && one.item.rule === rule && one.fact === fact)?.answer;
    expect(found('HN-03', 'T3a', 'growing-lesions-treatable')).toEqual({
      fact: 'treatable',
      lesions: ['L1', 'L2'],
      completes: false,
    });
    expect(found('HN-02', 'T3b', 'new-lesions-treatable')).toEqual({
      fact: 'treatable',
      lesions: ['New-1'],
      completes: false,
    });
    expect(found('HN-01', 'T3a', 'organ-at-risk')).toEqual({ fact: 'organ-at-risk', lesions: [], completes: false });
  });

  it('what the sender is asked of treatment and setting is answered here, a question about sizes by the sender alone', () => {
    expect(['which-treatment', 'which-setting', 'last-dose'].map((code) => answerOfQuery(code)?.fact)).toEqual([
      'agents',
      'setting',
      'last-dose',
    ]);
    expect(answerOfQuery('size-tenfold')).toBeNull();
  });
});
