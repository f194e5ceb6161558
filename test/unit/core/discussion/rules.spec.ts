import { catalogue, draftItems } from '../../../../src/core/discussion/index.js';
import type { RecordedFact } from '../../../../src/core/record/index.js';
import { caseOf, type Known } from './cohort.js';

type Answer = 'met' | 'open' | 'waiting' | 'none';

function answerOf(
  rule: string,
  patient: string,
  known: Known,
): { readonly answer: Answer; readonly facts: readonly string[] } {
  const { items, waiting } = draftItems(caseOf(patient, known));
  const item = items.find((candidate) => candidate.rule === rule);
  if (item)
    return {
      answer: item.standing,
      facts: item.unknowns.filter(({ decidesTheItem }) => decidesTheItem).map(({ fact }) => fact),
    };
  const wait = waiting.find((candidate) => candidate.rule === rule);
  return wait ? { answer: 'waiting', facts: wait.waitsFor.map(({ fact }) => fact) } : { answer: 'none', facts: [] };
}

const fact = (name: RecordedFact['name'], value: unknown, more: Partial<RecordedFact> = {}): Partial<RecordedFact> => ({
  name,
  value,
  ...more,
});
const stable = (on: string, is = true) => fact('clinical-stability', { stable: is, by: 'Dr Weber' }, { date: on });
const inhibitor = (drugClass: string) => fact('agents', [{ name: 'drug X', drugClass }]);

const access = (lesion: string, accessible: 'yes' | 'no') =>
  fact('biopsy-access', { accessible, by: 'Dr Weber' }, { lesion });
const treatable = (lesion: string, answer: 'yes' | 'no') =>
  fact('treatable', { treatable: answer, by: 'Dr Weber' }, { lesion });
const resectable = (answer: 'yes' | 'no', on: string) =>
  fact('resectability', { resectable: answer, by: 'Dr Weber' }, { date: on });
const acknowledged = (what: string, on: string) =>
  fact('organ-at-risk-acknowledged', { what, by: 'Dr Weber' }, { date: on });
const extent = fact('disease-extent', 'locoregional-only');
const carotid = fact(
  'organ-at-risk',
  { what: 'carotid', report: 'carotid contact 200 degrees' },
  { date: '2026-04-27' },
);
const becameResectable: Known = {
  sizes: { P: '20', N: '15' },
  facts: [extent, resectable('no', '2026-03-05'), resectable('yes', '2026-04-28')],
};

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

/** L was irradiated after the first progression, shrank, and grows again while the others shrink. */
const treatedAndGrownAgain: Known = {
  sizes: { L: '19' },
  facts: [fact('local-treatment', [{ kind: 'radiotherapy', on: '2026-03-30' }], { lesion: 'L' })],
};

const expectations: readonly Expectation[] = [
  {
    name: 'first PD, stable, no organ at risk, not rapid',
    rule: 'T1',
    patient: 'HN-06',
    known: firstProgression,
    answer: 'met',
  },
  {
    name: 'one millimetre short of PD (+18.9 %)',
    rule: 'T1',
    patient: 'HN-06',
    known: { ...firstProgression, sizes: { N: '33' } },
    answer: 'none',
  },
  {
    name: 'a flag without PD: only a progression is confirmed',
    rule: 'T1',
    patient: 'HN-01',
    known: { facts: [stable('2026-05-20'), { name: 'organ-at-risk', state: 'none' }] },
    answer: 'none',
  },
  {
    name: 'an iUPD anew after iSD',
    rule: 'T1',
    patient: 'HN-06',
    known: { sizes: { P: '30', N: '28', L: '19' }, facts: [stable('2026-06-11')] },
    answer: 'met',
  },
  {
    name: 'an iUPD that goes on',
    rule: 'T1',
    patient: 'HN-06',
    known: { until: '2026-04-20', sizes: { P: '34', N: '36', L: '21' }, facts: [stable('2026-04-16')] },
    answer: 'none',
  },
  {
    name: 'stability 15 days before the scan',
    rule: 'T1',
    patient: 'HN-06',
    known: { ...firstProgression, facts: [stable('2026-02-25')] },
    answer: 'waiting',
    facts: ['clinically-stable'],
  },
  {
    name: 'stability 14 days before the scan',
    rule: 'T1',
    patient: 'HN-06',
    known: { ...firstProgression, facts: [stable('2026-02-26')] },
    answer: 'met',
  },
  {
    name: 'stability by a month that may lie outside the window',
    rule: 'T1',
    patient: 'HN-06',
    known: { facts: [stable('2026-02')], until: '2026-03-15' },
    answer: 'waiting',
    facts: ['clinically-stable'],
  },
  {
    name: 'not stable',
    rule: 'T1',
    patient: 'HN-06',
    known: { ...firstProgression, facts: [stable('2026-03-12', false)] },
    answer: 'none',
  },
  {
    name: 'stable, and later not',
    rule: 'T1',
    patient: 'HN-06',
    known: { facts: [stable('2026-03-12'), stable('2026-04-01', false)], until: '2026-03-15' },
    answer: 'none',
  },
  {
    name: 'nobody stated stability',
    rule: 'T1',
    patient: 'HN-06',
    known: { ...firstProgression, without: ['clinical-stability'] },
    answer: 'waiting',
    facts: ['clinically-stable'],
  },
  {
    name: 'an organ at risk is reported',
    rule: 'T1',
    patient: 'HN-06',
    known: { ...firstProgression, facts: [fact('organ-at-risk', { what: 'airway', report: 'narrowed' })] },
    answer: 'none',
  },
  {
    name: 'nobody said whether an organ is at risk',
    rule: 'T1',
    patient: 'HN-06',
    known: { ...firstProgression, without: ['organ-at-risk'] },
    answer: 'open',
    facts: ['organ-at-risk'],
  },
  {
    name: 'growth of 40.5 % in 61 days',
    rule: 'T1',
    patient: 'HN-06',
    known: { ...firstProgression, sizes: { N: '47', P: '36' } },
    answer: 'none',
  },
  {
    name: 'growth of 39.2 % in 61 days',
    rule: 'T1',
    patient: 'HN-06',
    known: { ...firstProgression, sizes: { N: '46', P: '36' } },
    answer: 'met',
  },
  {
    name: 'a drug that is no checkpoint inhibitor',
    rule: 'T1',
    patient: 'HN-06',
    known: { ...firstProgression, facts: [inhibitor('chemotherapy')] },
    answer: 'none',
  },
  {
    name: 'treatment not known',
    rule: 'T1',
    patient: 'HN-06',
    known: { ...firstProgression, without: ['agents'] },
    answer: 'waiting',
    facts: ['on-checkpoint-inhibitor'],
  },
  {
    name: 'setting not known',
    rule: 'T1',
    patient: 'HN-06',
    known: { ...firstProgression, without: ['setting'] },
    answer: 'waiting',
    facts: ['recurrent-or-metastatic'],
  },
  {
    name: 'last dose 13 weeks before the scan',
    rule: 'T1',
    patient: 'HN-06',
    known: { ...firstProgression, facts: [fact('treatment-ongoing', 'no'), fact('last-dose', '2025-12-10')] },
    answer: 'none',
  },
  {
    name: 'last dose within 12 weeks of the scan',
    rule: 'T1',
    patient: 'HN-06',
    known: { ...firstProgression, facts: [fact('treatment-ongoing', 'no'), fact('last-dose', '2025-12-19')] },
    answer: 'met',
  },

  { name: 'one established lesion grows, treatable, the rest respond', rule: 'T3a', patient: 'HN-01', answer: 'met' },
  { name: 'grows by 4 mm only', rule: 'T3a', patient: 'HN-01', known: { sizes: { N: '22' } }, answer: 'none' },
  {
    name: 'not treatable',
    rule: 'T3a',
    patient: 'HN-01',
    known: { facts: [fact('treatable', { treatable: 'no', by: 'Dr Weber' }, { lesion: 'N' })] },
    answer: 'none',
  },
  {
    name: 'nobody said whether it is treatable',
    rule: 'T3a',
    patient: 'HN-01',
    known: { without: ['treatable'] },
    answer: 'open',
    facts: ['growing-lesions-treatable'],
  },
  {
    name: 'treatment not known: a watch, no item',
    rule: 'T3a',
    patient: 'HN-01',
    known: { without: ['agents'] },
    answer: 'none',
  },
  { name: 'a new lesion alone is not established growth', rule: 'T3a', patient: 'HN-02', answer: 'none' },

  {
    name: 'treated, and grown again by 6 mm',
    rule: 'T3c',
    patient: 'HN-06',
    known: treatedAndGrownAgain,
    answer: 'met',
  },
  {
    name: 'treated, and grown again by 4 mm only',
    rule: 'T3c',
    patient: 'HN-06',
    known: { ...treatedAndGrownAgain, sizes: { L: '17' } },
    answer: 'none',
  },
  {
    name: 'grown again, and so did another lesion',
    rule: 'T3c',
    patient: 'HN-06',
    known: { ...treatedAndGrownAgain, sizes: { L: '19', N: '30' } },
    answer: 'none',
  },
  {
    name: 'a new lesion in the spine',
    rule: 'T13',
    patient: 'HN-02',
    known: { sites: { 'New-1': 'T8 vertebra' } },
    answer: 'met',
  },
  { name: 'a new lesion in the iliac bone', rule: 'T13', patient: 'HN-02', answer: 'none' },

  { name: 'a new lesion while others shrink', rule: 'T3b', patient: 'HN-02', answer: 'met' },
  { name: 'established growth without a new lesion', rule: 'T3b', patient: 'HN-01', answer: 'none' },
  { name: 'tissue showed a second primary', rule: 'T3b', patient: 'HN-15', answer: 'none' },
  {
    name: 'treatment not known: a watch, no item',
    rule: 'T3b',
    patient: 'HN-02',
    known: { without: ['agents'] },
    answer: 'none',
  },

  { name: 'distant response, residue resectable by dated word', rule: 'T6a', patient: 'HN-11', answer: 'met' },
  {
    name: 'distant lesions shrank by 29 % only',
    rule: 'T6a',
    patient: 'HN-11',
    known: { until: '2026-07-13', sizes: { L1: '14', L2: '11', P: '48', N: '30' } },
    answer: 'none',
  },
  {
    name: 'nobody said whether it is resectable',
    rule: 'T6a',
    patient: 'HN-11',
    known: { without: ['resectability'] },
    answer: 'waiting',
    facts: ['resectable', 'irradiable'],
  },
  {
    name: 'said without a date',
    rule: 'T6a',
    patient: 'HN-11',
    known: { facts: [fact('resectability', { resectable: 'yes', by: 'Dr Weber' })] },
    answer: 'waiting',
    facts: ['resectable', 'irradiable'],
  },
  {
    name: 'said before the baseline',
    rule: 'T6a',
    patient: 'HN-11',
    known: { facts: [fact('resectability', { resectable: 'yes', by: 'Dr Weber' }, { date: '2025-12-01' })] },
    answer: 'waiting',
    facts: ['resectable', 'irradiable'],
  },
  {
    name: 'neither resectable nor irradiable',
    rule: 'T6a',
    patient: 'HN-11',
    known: {
      facts: [
        fact('resectability', { resectable: 'no', by: 'Dr Weber' }, { date: '2026-07-13' }),
        fact('irradiability', { irradiable: 'no', by: 'Dr Weber' }, { date: '2026-07-13' }),
      ],
    },
    answer: 'none',
  },
  {
    name: 'irradiable instead',
    rule: 'T6a',
    patient: 'HN-11',
    known: {
      without: ['resectability'],
      facts: [fact('irradiability', { irradiable: 'yes', by: 'Dr Weber' }, { date: '2026-07-13' })],
    },
    answer: 'met',
  },
  { name: 'the residue grows', rule: 'T6a', patient: 'HN-11', known: { sizes: { P: '39' } }, answer: 'none' },
  { name: 'no residue is left', rule: 'T6a', patient: 'HN-05', known: { sizes: { P: '0', N: '9' } }, answer: 'none' },
  {
    name: 'treatment not known',
    rule: 'T6a',
    patient: 'HN-11',
    known: { without: ['agents'] },
    answer: 'waiting',
    facts: ['on-checkpoint-inhibitor'],
  },

  { name: 'nasopharynx, de novo M1, distant response', rule: 'T6a-NPC', patient: 'HN-12', answer: 'met' },
  {
    name: 'metastatic later',
    rule: 'T6a-NPC',
    patient: 'HN-12',
    known: { facts: [fact('disease-extent', 'distant-metastases')] },
    answer: 'met',
  },
  {
    name: 'extent at the start not known',
    rule: 'T6a-NPC',
    patient: 'HN-12',
    known: { without: ['disease-extent'] },
    answer: 'met',
  },
  {
    name: 'nobody said whether it is irradiable',
    rule: 'T6a-NPC',
    patient: 'HN-12',
    known: { without: ['irradiability'] },
    answer: 'open',
    facts: ['irradiable', 'resectable'],
  },

  {
    name: 'a new lesion that can be reached',
    rule: 'T2',
    patient: 'HN-02',
    known: { facts: [access('New-1', 'yes')] },
    answer: 'met',
  },
  {
    name: 'nobody said whether it can be reached',
    rule: 'T2',
    patient: 'HN-02',
    answer: 'open',
    facts: ['lesion-at-issue-accessible'],
  },
  {
    name: 'it cannot be reached',
    rule: 'T2',
    patient: 'HN-02',
    known: { facts: [access('New-1', 'no')] },
    answer: 'none',
  },
  {
    name: 'tissue of it was reported',
    rule: 'T2',
    patient: 'HN-02',
    known: { facts: [fact('tissue', { shows: 'squamous cell carcinoma', on: '2026-03-30' }, { lesion: 'New-1' })] },
    answer: 'none',
  },
  {
    name: 'growth in a prior field',
    rule: 'T2',
    patient: 'HN-01',
    known: { facts: [access('N', 'yes')] },
    answer: 'met',
  },
  {
    name: 'growth outside of it, and nobody said that its nature matters',
    rule: 'T2',
    patient: 'HN-01',
    known: { facts: [access('N', 'yes'), fact('prior-radiotherapy-field', { inField: 'no' }, { lesion: 'N' })] },
    answer: 'waiting',
    facts: ['nature-would-change-plan'],
  },
  {
    name: 'somebody said that its nature matters',
    rule: 'T2',
    patient: 'HN-10',
    known: {
      until: '2026-03-25',
      facts: [
        access('N', 'yes'),
        fact('nature-would-change-plan', { wouldChange: 'yes', by: 'Dr Weber' }, { lesion: 'N' }),
      ],
    },
    answer: 'met',
  },
  {
    name: 'prior field not known',
    rule: 'T2',
    patient: 'HN-10',
    known: { until: '2026-03-25', facts: [access('N', 'yes')] },
    answer: 'waiting',
    facts: ['progressing-in-prior-field', 'nature-would-change-plan'],
  },
  {
    name: 'first progression, everything measured grew together',
    rule: 'T2',
    patient: 'HN-06',
    known: { until: '2026-03-15', facts: [access('N', 'yes')] },
    answer: 'none',
  },
  {
    name: 'first progression, all lesions grew',
    rule: 'T2',
    patient: 'HN-04',
    known: { until: '2026-03-30' },
    answer: 'none',
  },
  {
    name: 'uptake rises in one lesion and falls in others',
    rule: 'T2',
    patient: 'HN-08',
    answer: 'open',
    facts: ['lesion-at-issue-accessible'],
  },
  {
    name: 'setting not known',
    rule: 'T2',
    patient: 'HN-08',
    known: { without: ['setting'] },
    answer: 'waiting',
    facts: ['recurrent-or-metastatic'],
  },

  {
    name: 'a node grows, nobody named its region',
    rule: 'T4',
    patient: 'HN-01',
    answer: 'open',
    facts: ['growing-in-neck', 'distant-response'],
  },
  { name: 'it grows by 4 mm only', rule: 'T4', patient: 'HN-01', known: { sizes: { N: '22' } }, answer: 'none' },
  {
    name: 'distant disease shrank by 16 % only',
    rule: 'T4',
    patient: 'HN-01',
    known: { sizes: { L1: '16', L2: '17', H: '19' } },
    answer: 'none',
  },
  {
    name: 'treatment not known: a watch, no item',
    rule: 'T4',
    patient: 'HN-01',
    known: { without: ['agents'] },
    answer: 'none',
  },

  { name: 'the growing node lies in a prior field', rule: 'T5', patient: 'HN-01', answer: 'met' },
  {
    name: 'it lies outside',
    rule: 'T5',
    patient: 'HN-01',
    known: { facts: [fact('prior-radiotherapy-field', { inField: 'no' }, { lesion: 'N' })] },
    answer: 'none',
  },
  {
    name: 'nobody said whether it does',
    rule: 'T5',
    patient: 'HN-01',
    known: { without: ['prior-radiotherapy-field'] },
    answer: 'waiting',
    facts: ['progressing-in-prior-field'],
  },
  {
    name: 'progression in a field without dated progression since',
    rule: 'T5',
    patient: 'HN-07',
    known: { facts: [fact('prior-radiotherapy-field', { inField: 'yes' }, { lesion: 'P' })] },
    answer: 'met',
  },

  {
    name: 'not resectable before, resectable now',
    rule: 'T6b',
    patient: 'HN-07',
    known: becameResectable,
    answer: 'met',
  },
  {
    name: 'nobody said that it was not resectable before',
    rule: 'T6b',
    patient: 'HN-07',
    known: { ...becameResectable, facts: [extent, resectable('yes', '2026-04-28')] },
    answer: 'waiting',
    facts: ['became-resectable'],
  },
  {
    name: 'nobody said how far the disease goes',
    rule: 'T6b',
    patient: 'HN-07',
    known: { ...becameResectable, facts: [resectable('no', '2026-03-05'), resectable('yes', '2026-04-28')] },
    answer: 'waiting',
    facts: ['locoregional-only'],
  },
  {
    name: 'not resectable now either',
    rule: 'T6b',
    patient: 'HN-07',
    known: { ...becameResectable, facts: [extent, resectable('yes', '2026-03-05'), resectable('no', '2026-04-28')] },
    answer: 'none',
  },
  {
    name: 'distant lesions were there',
    rule: 'T6b',
    patient: 'HN-11',
    known: { facts: [extent, resectable('no', '2026-02-01'), resectable('yes', '2026-07-13')] },
    answer: 'none',
  },

  {
    name: 'all that is left was called treatable',
    rule: 'T6c',
    patient: 'HN-05',
    known: { facts: [treatable('P', 'yes'), treatable('L', 'yes')] },
    answer: 'met',
  },
  {
    name: 'one site was called not treatable',
    rule: 'T6c',
    patient: 'HN-05',
    known: { facts: [treatable('P', 'yes'), treatable('L', 'no')] },
    answer: 'none',
  },
  {
    name: 'nobody said so of one site',
    rule: 'T6c',
    patient: 'HN-05',
    known: { facts: [treatable('P', 'yes')] },
    answer: 'waiting',
    facts: ['remaining-lesions-treatable'],
  },
  {
    name: 'stable disease is no response',
    rule: 'T6c',
    patient: 'HN-03',
    known: { facts: ['L1', 'L2', 'H1', 'H2'].map((lesion) => treatable(lesion, 'yes')) },
    answer: 'none',
  },

  { name: 'confirmed concordant progression', rule: 'T7', patient: 'HN-04', answer: 'met' },
  { name: 'rapid growth', rule: 'T7', patient: 'HN-07', answer: 'met' },
  {
    name: 'first progression, not rapid, no new lesion',
    rule: 'T7',
    patient: 'HN-04',
    known: { until: '2026-03-30' },
    answer: 'none',
  },
  { name: 'one new lesion in one organ', rule: 'T7', patient: 'HN-02', answer: 'none' },
  {
    name: 'setting not known',
    rule: 'T7',
    patient: 'HN-04',
    known: { without: ['setting'] },
    answer: 'waiting',
    facts: ['recurrent-or-metastatic'],
  },

  { name: 'growth five times as fast as before treatment', rule: 'T8', patient: 'HN-07', answer: 'met' },
  {
    name: 'growth slower than before treatment',
    rule: 'T8',
    patient: 'HN-07',
    known: { sizes: { P: '34', N: '23' } },
    answer: 'none',
  },
  {
    name: 'no scan before treatment',
    rule: 'T8',
    patient: 'HN-04',
    known: { until: '2026-03-30' },
    answer: 'waiting',
    facts: ['faster-than-before-treatment'],
  },

  { name: 'a report names the carotid', rule: 'T9', patient: 'HN-07', answer: 'met' },
  {
    name: 'a named clinician acknowledged it',
    rule: 'T9',
    patient: 'HN-07',
    known: { facts: [acknowledged('carotid', '2026-04-28')] },
    answer: 'none',
  },
  {
    name: 'an older report was acknowledged',
    rule: 'T9',
    patient: 'HN-07',
    known: { facts: [acknowledged('carotid', '2026-04-20')] },
    answer: 'met',
  },
  {
    name: 'another finding was acknowledged',
    rule: 'T9',
    patient: 'HN-07',
    known: { facts: [acknowledged('airway', '2026-04-28')] },
    answer: 'met',
  },
  {
    name: 'a later report of none takes nothing back',
    rule: 'T9',
    patient: 'HN-07',
    known: { facts: [carotid, { name: 'organ-at-risk', state: 'none', date: '2026-05-10' }] },
    answer: 'met',
  },
  { name: 'nothing was reported', rule: 'T9', patient: 'HN-04', answer: 'none' },
  {
    name: 'the patient is outside what the rules cover',
    rule: 'T9',
    patient: 'HN-07',
    known: { facts: [{ name: 'primary-site', value: 'thyroid' }] },
    answer: 'met',
  },
  {
    name: 'the line has curative intent',
    rule: 'T9',
    patient: 'HN-07',
    known: { facts: [{ name: 'setting', value: 'curative-intent' }] },
    answer: 'met',
  },
  {
    name: 'the patient is outside what the rules cover',
    rule: 'T8',
    patient: 'HN-07',
    known: { facts: [{ name: 'primary-site', value: 'thyroid' }] },
    answer: 'none',
  },

  { name: 'the drug goes on, stability confirmed', rule: 'T10', patient: 'HN-02', answer: 'met' },
  {
    name: 'the drug was stopped',
    rule: 'T10',
    patient: 'HN-02',
    known: { facts: [fact('treatment-ongoing', 'no'), fact('last-dose', '2026-03-01')] },
    answer: 'none',
  },
  {
    name: 'nobody said whether it is given',
    rule: 'T10',
    patient: 'HN-02',
    known: { without: ['treatment-ongoing'], facts: [fact('last-dose', '2026-03-01')] },
    answer: 'waiting',
    facts: ['drug-ongoing'],
  },
  {
    name: 'nobody confirmed stability',
    rule: 'T10',
    patient: 'HN-02',
    known: { without: ['clinical-stability'] },
    answer: 'waiting',
    facts: ['clinically-stable'],
  },
  {
    name: 'a later scan took the progression back',
    rule: 'T10',
    patient: 'HN-06',
    known: { facts: [stable('2026-06-11')] },
    answer: 'none',
  },

  { name: 'chest and abdomen were not imaged', rule: 'T11', patient: 'HN-09', answer: 'met' },
  { name: 'PET and sizes', rule: 'T11', patient: 'HN-08', answer: 'met' },
  { name: 'evaluators disagree', rule: 'T11', patient: 'HN-16', answer: 'met' },
  { name: 'a lesion is not evaluable since it was treated', rule: 'T11', patient: 'HN-10', answer: 'none' },
  { name: 'another reader without a finding held back', rule: 'T11', patient: 'HN-13', answer: 'none' },

  { name: 'ECOG 2', rule: 'T12', patient: 'HN-04', answer: 'met' },
  {
    name: 'ECOG 1, nobody said whether a local option is left',
    rule: 'T12',
    patient: 'HN-04',
    known: { facts: [fact('ecog', 1, { date: '2026-03-24' })] },
    answer: 'waiting',
    facts: ['no-local-option'],
  },
  {
    name: 'confirmed progression without local option',
    rule: 'T12',
    patient: 'HN-04',
    known: {
      facts: [fact('ecog', 1, { date: '2026-03-24' }), ...['P', 'N', 'L'].map((lesion) => treatable(lesion, 'no'))],
    },
    answer: 'met',
  },
  {
    name: 'one lesion was called treatable',
    rule: 'T12',
    patient: 'HN-04',
    known: { facts: [fact('ecog', 1, { date: '2026-03-24' }), treatable('P', 'yes')] },
    answer: 'none',
  },
  {
    name: 'a burden of symptoms',
    rule: 'T12',
    patient: 'HN-03',
    known: { facts: [fact('symptom-burden', { burden: 'yes', by: 'Dr Weber' }, { date: '2026-03-17' })] },
    answer: 'met',
  },
];

describe('rules on patients, on the nearest patient they do not fire on, and with each fact unknown', () => {
  it.each(expectations)('$rule $patient: $name -> $answer', ({ rule, patient, known = {}, answer, facts }) => {
    const found = answerOf(rule, patient, known);
    expect(found.answer).toBe(answer);
    expect(found.facts).toEqual(facts ?? []);
  });
});

/** A patient on whom each rule raises its question. */
const raisedOn: Readonly<Record<string, readonly [string, Known?]>> = {
  T1: ['HN-06', firstProgression],
  T2: ['HN-02'],
  T3a: ['HN-01'],
  T3b: ['HN-02'],
  T3c: ['HN-06', treatedAndGrownAgain],
  T13: ['HN-02', { sites: { 'New-1': 'T8 vertebra' } }],
  T4: ['HN-01'],
  T5: ['HN-01'],
  T6a: ['HN-11'],
  'T6a-NPC': ['HN-12'],
  T6b: ['HN-07', becameResectable],
  T6c: ['HN-05', { facts: [treatable('P', 'yes'), treatable('L', 'yes')] }],
  T7: ['HN-04'],
  T8: ['HN-07'],
  T9: ['HN-07'],
  T10: ['HN-02'],
  T11: ['HN-09'],
  T12: ['HN-04'],
};

/** Hard facts that follow from measurements alone on those patients, so that no statement can be made unknown. */
const measuredFacts = new Set([
  'T1/scan-dates',
  'T8/scan-dates',
  'T10/rapid-growth',
  'T11/scan-dates',
  'T3a/growing-in-prior-field',
]);

/** Where the rule itself goes with the statement: what it then waits for, by the same statement or by another way to the question. */
const waitsInstead: Readonly<Record<string, readonly string[]>> = {
  'T6b/resectable': ['became-resectable'],
  'T9/organ-at-risk': [],
  'T12/ecog': ['no-local-option'],
};

describe('each hard fact of each rule, made unknown', () => {
  const pairs = catalogue.rules.flatMap((rule) => rule.needs.hard.map((name) => [rule.id, name] as const));

  it.each(pairs)('%s: %s is named as missing, or the rule waits for it', (rule, name) => {
    const [patient, known = {}] = raisedOn[rule]!;
    const item = draftItems(caseOf(patient, known)).items.find((candidate) => candidate.rule === rule)!;
    const { stated } = item.evidenceUsed.facts.find((used) => used.fact === name)!;
    const names = new Set(stated.map((statement) => statement.name));
    if (measuredFacts.has(`${rule}/${name}`) && names.size === 0)
      return expect(item.unknowns.map((unknown) => unknown.fact)).not.toContain(name);
    const unknown = stated.map(({ name: statement, lesion }): Partial<RecordedFact> => ({
      name: statement as RecordedFact['name'],
      state: 'unknown',
      lesion,
    }));
    const kept = (known.facts ?? []).filter((one) => !names.has(one.name!));
    const after = draftItems(caseOf(patient, { ...known, facts: [...kept, ...unknown] }));
    const missing = [
      ...after.items.filter((candidate) => candidate.rule === rule).flatMap((one) => one.unknowns),
      ...after.waiting.filter((candidate) => candidate.rule === rule).flatMap(({ waitsFor }) => waitsFor),
    ].map((one) => one.fact);
    const instead = waitsInstead[`${rule}/${name}`];
    if (instead !== undefined) expect(missing).toEqual(instead);
    else expect(missing).toContain(name);
  });
});

describe('what each fact says once it is stated', () => {
  const statements: readonly (readonly [string, string, Partial<RecordedFact>])[] = [
    ['local-option-may-close', 'T1', fact('local-option-may-close', { mayClose: 'no', by: 'Dr Weber' })],
    ['symptoms', 'T1', fact('symptoms', 'none')],
    ['patient-wish', 'T1', fact('patient-wish', { words: 'wants treatment' })],
    ['ecog', 'T1', fact('ecog', 1, { date: '2026-03-16' })],
    ['new-lesion-accessible', 'T3b', fact('biopsy-access', { accessible: 'yes', by: 'Dr Weber' }, { lesion: 'New-1' })],
    [
      'new-lesion-tissue',
      'T3b',
      fact('tissue', { shows: 'squamous cell carcinoma', on: '2026-03-30' }, { lesion: 'New-1' }),
    ],
    ['new-lesions-treatable', 'T3b', fact('treatable', { treatable: 'yes', by: 'Dr Weber' }, { lesion: 'New-1' })],
    ['anticoagulation', 'T3b', { name: 'anticoagulation', state: 'none' }],
    ['smoking', 'T3b', fact('smoking', 'never')],
    ['oligometastatic-before', 'T3b', fact('oligometastatic-before', 'no')],
    ['prior-radiotherapy', 'T3b', { name: 'prior-radiotherapy', state: 'none' }],
  ];

  it.each(statements)('%s is no longer unknown in %s', (name, rule, statement) => {
    const unknownsOf = (known: Known) =>
      draftItems(caseOf('HN-02', known))
        .items.find((item) => item.rule === rule)!
        .unknowns.map((unknown) => unknown.fact);
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
    const both = {
      ...first,
      classification: {
        ...first.classification,
        evaluators: [...first.classification.evaluators, ...rename('second reader')],
      },
    };
    const waitsFor = draftItems(both)
      .waiting.find(({ rule }) => rule === 'T1')
      ?.waitsFor.map(({ fact: name }) => name);
    expect(waitsFor).toEqual(['first-progression']);
    const clinical = first.classification.evaluators[0]!.evaluator;
    const designated = { ...both, history: { ...both.history, clinicalEvaluator: clinical } };
    expect(draftItems(designated).items.map(({ rule }) => rule)).toContain('T1');
  });
});
