import { draftItems } from '../../../../src/core/discussion/index.js';
import type { RecordedFact } from '../../../../src/core/formats/index.js';
import { caseOf, type Known } from './cohort.js';

type Answer = 'met' | 'open' | 'waiting' | 'none';

function answerOf(rule: string, patient: string, known: Known): { readonly answer: Answer; readonly facts: readonly string[] } {
  const { items, waiting } = draftItems(caseOf(patient, known));
  const item = items.find((candidate) => candidate.rule === rule);
  if (item) return { answer: item.standing, facts: item.unknowns.filter(({ decidesTheItem }) => decidesTheItem).map(({ fact }) => fact) };
  const wait = waiting.find((candidate) => candidate.rule === rule);
  return wait ? { answer: 'waiting', facts: wait.waitsFor.map(({ fact }) => fact) } : { answer: 'none', facts: [] };
}

const fact = (name: RecordedFact['name'], value: unknown, more: Partial<RecordedFact> = {}): Partial<RecordedFact> => ({ name, value, ...more });
const stable = (on: string, is = true) => fact('clinical-stability', { stable: is, by: 'Dr Weber' }, { date: on });
const inhibitor = (drugClass: string) => fact('agents', [{ name: 'drug X', drugClass }]);

interface Expectation {
  readonly name: string;
  readonly rule: string;
  readonly patient: string;
  readonly known?: Known;
  readonly answer: Answer;
  /** Facts that decide: those the item is marked by, or those the rule waits for. */
  readonly facts?: readonly string[];
}

const firstProgression: Known = { until: '2026-03-15' };

const expectations: readonly Expectation[] = [
  { name: 'first PD, stable, no organ at risk, not rapid', rule: 'T1', patient: 'HN-06', known: firstProgression, answer: 'met' },
  { name: 'one millimetre short of PD (+18.9 %)', rule: 'T1', patient: 'HN-06', known: { ...firstProgression, sizes: { N: '33' } }, answer: 'none' },
  { name: 'a flag without PD', rule: 'T1', patient: 'HN-01', known: { facts: [stable('2026-05-20'), { name: 'organ-at-risk', state: 'none' }] }, answer: 'met' },
  { name: 'an iUPD anew after iSD', rule: 'T1', patient: 'HN-06', known: { sizes: { P: '30', N: '28', L: '19' }, facts: [stable('2026-06-11')] }, answer: 'met' },
  { name: 'an iUPD that goes on', rule: 'T1', patient: 'HN-06', known: { until: '2026-04-20', sizes: { P: '34', N: '36', L: '21' }, facts: [stable('2026-04-16')] }, answer: 'none' },
  { name: 'stability 15 days before the scan', rule: 'T1', patient: 'HN-06', known: { ...firstProgression, facts: [stable('2026-02-25')] }, answer: 'waiting', facts: ['clinically-stable'] },
  { name: 'stability 14 days before the scan', rule: 'T1', patient: 'HN-06', known: { ...firstProgression, facts: [stable('2026-02-26')] }, answer: 'met' },
  { name: 'stability by a month that may lie outside the window', rule: 'T1', patient: 'HN-06', known: { facts: [stable('2026-02')], until: '2026-03-15' }, answer: 'waiting', facts: ['clinically-stable'] },
  { name: 'not stable', rule: 'T1', patient: 'HN-06', known: { ...firstProgression, facts: [stable('2026-03-12', false)] }, answer: 'none' },
  { name: 'stable, and later not', rule: 'T1', patient: 'HN-06', known: { facts: [stable('2026-03-12'), stable('2026-04-01', false)], until: '2026-03-15' }, answer: 'none' },
  { name: 'nobody stated stability', rule: 'T1', patient: 'HN-06', known: { ...firstProgression, without: ['clinical-stability'] }, answer: 'waiting', facts: ['clinically-stable'] },
  { name: 'an organ at risk is reported', rule: 'T1', patient: 'HN-06', known: { ...firstProgression, facts: [fact('organ-at-risk', { what: 'airway', report: 'narrowed' })] }, answer: 'none' },
  { name: 'nobody said whether an organ is at risk', rule: 'T1', patient: 'HN-06', known: { ...firstProgression, without: ['organ-at-risk'] }, answer: 'open', facts: ['organ-at-risk'] },
  { name: 'growth of 40.5 % in 61 days', rule: 'T1', patient: 'HN-06', known: { ...firstProgression, sizes: { N: '47', P: '36' } }, answer: 'none' },
  { name: 'growth of 39.2 % in 61 days', rule: 'T1', patient: 'HN-06', known: { ...firstProgression, sizes: { N: '46', P: '36' } }, answer: 'met' },
  { name: 'a drug that is no checkpoint inhibitor', rule: 'T1', patient: 'HN-06', known: { ...firstProgression, facts: [inhibitor('chemotherapy')] }, answer: 'none' },
  { name: 'treatment not known', rule: 'T1', patient: 'HN-06', known: { ...firstProgression, without: ['agents'] }, answer: 'waiting', facts: ['on-checkpoint-inhibitor'] },
  { name: 'setting not known', rule: 'T1', patient: 'HN-06', known: { ...firstProgression, without: ['setting'] }, answer: 'waiting', facts: ['recurrent-or-metastatic'] },
  { name: 'last dose 13 weeks before the scan', rule: 'T1', patient: 'HN-06', known: { ...firstProgression, facts: [fact('treatment-ongoing', 'no'), fact('last-dose', '2025-12-10')] }, answer: 'none' },
  { name: 'last dose within 12 weeks of the scan', rule: 'T1', patient: 'HN-06', known: { ...firstProgression, facts: [fact('treatment-ongoing', 'no'), fact('last-dose', '2025-12-19')] }, answer: 'met' },

  { name: 'one established lesion grows, treatable, the rest respond', rule: 'T3a', patient: 'HN-01', answer: 'met' },
  { name: 'grows by 4 mm only', rule: 'T3a', patient: 'HN-01', known: { sizes: { N: '22' } }, answer: 'none' },
  { name: 'not treatable', rule: 'T3a', patient: 'HN-01', known: { facts: [fact('treatable', { treatable: 'no', by: 'Dr Weber' }, { lesion: 'N' })] }, answer: 'none' },
  { name: 'nobody said whether it is treatable', rule: 'T3a', patient: 'HN-01', known: { without: ['treatable'] }, answer: 'open', facts: ['growing-lesions-treatable'] },
  { name: 'treatment not known: a watch, no item', rule: 'T3a', patient: 'HN-01', known: { without: ['agents'] }, answer: 'none' },
  { name: 'a new lesion alone is not established growth', rule: 'T3a', patient: 'HN-02', answer: 'none' },

  { name: 'a new lesion while others shrink', rule: 'T3b', patient: 'HN-02', answer: 'met' },
  { name: 'established growth without a new lesion', rule: 'T3b', patient: 'HN-01', answer: 'none' },
  { name: 'tissue showed a second primary', rule: 'T3b', patient: 'HN-15', answer: 'none' },
  { name: 'treatment not known: a watch, no item', rule: 'T3b', patient: 'HN-02', known: { without: ['agents'] }, answer: 'none' },

  { name: 'distant response, residue resectable by dated word', rule: 'T6a', patient: 'HN-11', answer: 'met' },
  { name: 'distant lesions shrank by 29 % only', rule: 'T6a', patient: 'HN-11', known: { until: '2026-07-13', sizes: { L1: '14', L2: '11', P: '48', N: '30' } }, answer: 'none' },
  { name: 'nobody said whether it is resectable', rule: 'T6a', patient: 'HN-11', known: { without: ['resectability'] }, answer: 'waiting', facts: ['resectable', 'irradiable'] },
  { name: 'said without a date', rule: 'T6a', patient: 'HN-11', known: { facts: [fact('resectability', { resectable: 'yes', by: 'Dr Weber' })] }, answer: 'waiting', facts: ['resectable', 'irradiable'] },
  { name: 'said before the baseline', rule: 'T6a', patient: 'HN-11', known: { facts: [fact('resectability', { resectable: 'yes', by: 'Dr Weber' }, { date: '2025-12-01' })] }, answer: 'waiting', facts: ['resectable', 'irradiable'] },
  { name: 'neither resectable nor irradiable', rule: 'T6a', patient: 'HN-11', known: { facts: [fact('resectability', { resectable: 'no', by: 'Dr Weber' }, { date: '2026-07-13' }), fact('irradiability', { irradiable: 'no', by: 'Dr Weber' }, { date: '2026-07-13' })] }, answer: 'none' },
  { name: 'irradiable instead', rule: 'T6a', patient: 'HN-11', known: { without: ['resectability'], facts: [fact('irradiability', { irradiable: 'yes', by: 'Dr Weber' }, { date: '2026-07-13' })] }, answer: 'met' },
  { name: 'the residue grows', rule: 'T6a', patient: 'HN-11', known: { sizes: { P: '39' } }, answer: 'none' },
  { name: 'no residue is left', rule: 'T6a', patient: 'HN-05', known: { sizes: { P: '0', N: '9' } }, answer: 'none' },
  { name: 'treatment not known', rule: 'T6a', patient: 'HN-11', known: { without: ['agents'] }, answer: 'waiting', facts: ['on-checkpoint-inhibitor'] },

  { name: 'nasopharynx, de novo M1, distant response', rule: 'T6a-NPC', patient: 'HN-12', answer: 'met' },
  { name: 'metastatic later', rule: 'T6a-NPC', patient: 'HN-12', known: { facts: [fact('disease-extent', 'distant-metastases')] }, answer: 'none' },
  { name: 'extent at the start not known', rule: 'T6a-NPC', patient: 'HN-12', known: { without: ['disease-extent'] }, answer: 'waiting', facts: ['de-novo-metastatic'] },
  { name: 'nobody said whether it is irradiable', rule: 'T6a-NPC', patient: 'HN-12', known: { without: ['irradiability'] }, answer: 'open', facts: ['irradiable', 'resectable'] },
];

describe('rules on patients, on the nearest patient they do not fire on, and with each fact unknown', () => {
  it.each(expectations)('$rule $patient: $name -> $answer', ({ rule, patient, known = {}, answer, facts }) => {
    const found = answerOf(rule, patient, known);
    expect(found.answer).toBe(answer);
    expect(found.facts).toEqual(facts ?? []);
  });
});

describe('what each fact says once it is stated', () => {
  const statements: readonly (readonly [string, string, Partial<RecordedFact>])[] = [
    ['local-option-may-close', 'T1', fact('local-option-may-close', { mayClose: 'no', by: 'Dr Weber' })],
    ['symptoms', 'T1', fact('symptoms', 'none')],
    ['patient-wish', 'T1', fact('patient-wish', { words: 'wants treatment' })],
    ['ecog', 'T1', fact('ecog', 1, { date: '2026-03-16' })],
    ['new-lesion-accessible', 'T3b', fact('biopsy-access', { accessible: 'yes', by: 'Dr Weber' }, { lesion: 'New-1' })],
    ['new-lesion-tissue', 'T3b', fact('tissue', { shows: 'squamous cell carcinoma', on: '2026-03-30' }, { lesion: 'New-1' })],
    ['new-lesions-treatable', 'T3b', fact('treatable', { treatable: 'yes', by: 'Dr Weber' }, { lesion: 'New-1' })],
    ['anticoagulation', 'T3b', { name: 'anticoagulation', state: 'none' }],
    ['smoking', 'T3b', fact('smoking', 'never')],
    ['oligometastatic-before', 'T3b', fact('oligometastatic-before', 'no')],
    ['prior-radiotherapy', 'T3b', { name: 'prior-radiotherapy', state: 'none' }],
  ];

  it.each(statements)('%s is no longer unknown in %s', (name, rule, statement) => {
    const unknownsOf = (known: Known) => draftItems(caseOf('HN-02', known)).items.find((item) => item.rule === rule)!.unknowns.map((unknown) => unknown.fact);
    expect(unknownsOf({})).toContain(name);
    expect(unknownsOf({ facts: [statement] })).not.toContain(name);
  });

  it('a statement that nobody knows leaves it unknown', () => {
    const { items } = draftItems(caseOf('HN-02', { facts: [{ name: 'smoking', state: 'unknown' }] }));
    expect(items.find(({ rule }) => rule === 'T3b')!.unknowns.map(({ fact: name }) => name)).toContain('smoking');
  });
});

describe('several evaluators', () => {
  it('decide only where they agree, and the designated clinical reader alone decides', () => {
    const second = caseOf('HN-06', { until: '2026-03-15', sizes: { N: '28', P: '30', L: '16' } });
    const first = caseOf('HN-06', { until: '2026-03-15' });
    const rename = (evaluator: string) => second.classification.evaluators.map((one) => ({ ...one, evaluator }));
    const both = { ...first, classification: { ...first.classification, evaluators: [...first.classification.evaluators, ...rename('second reader')] } };
    const waitsFor = draftItems(both).waiting.find(({ rule }) => rule === 'T1')?.waitsFor.map(({ fact: name }) => name);
    expect(waitsFor).toEqual(['first-progression']);
    const clinical = first.classification.evaluators[0]!.evaluator;
    const designated = { ...both, history: { ...both.history, clinicalEvaluator: clinical } };
    expect(draftItems(designated).items.map(({ rule }) => rule)).toEqual(['T1']);
  });
});
