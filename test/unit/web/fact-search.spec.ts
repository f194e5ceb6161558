import { describe, expect, it } from '@jest/globals';
import { statableFacts } from '../../../src/modules/assessments/fact-definitions.js';
import type { CaseFact } from '../../../src/web/record/case/case.js';
import { factsFound } from '../../../src/web/record/facts/fact-search.js';
import { factSynonyms } from '../../../src/web/record/facts/fact-synonyms.js';
import { factWords, treatmentWords } from '../../../src/web/record/facts/fact-words.js';
import { quickAnswers } from '../../../src/web/record/facts/quick-answers.js';
import { isInBlood, seriesOf, type NotCompared } from '../../../src/web/record/facts/series.js';
import { seriesName, seriesWords } from '../../../src/web/record/facts/series-words.js';
import { english } from '../../../src/web/record/texts/english.js';
import { german } from '../../../src/web/record/texts/german.js';
import { english as words } from '../../../src/web/texts/english.js';

const found = (typed: string, texts: typeof english = english): string[] =>
  factsFound(statableFacts, typed, texts.factName).map(({ name }) => name);

describe('a fact is found', () => {
  it.each([
    ['XRT', 'prior-radiotherapy'],
    ['Bestrahlung', 'prior-radiotherapy'],
    ['SBRT', 'local-treatment'],
    ['chemoradiation', 'prior-radiotherapy'],
    ['PEG', 'feeding-tube'],
    ['Sonde', 'feeding-tube'],
    ['ECOG', 'ecog'],
    ['Allgemeinzustand', 'ecog'],
    ['neck dissection', 'local-treatment'],
    ['Lymphknotenausräumung', 'local-treatment'],
    ['biopsy', 'tissue'],
    ['Punktion', 'tissue'],
    ['TNM', 'stage-at-diagnosis'],
    ['SINS', 'spine-stability-sins'],
    ['dysphagia', 'swallowing'],
    ['Schluckstörung', 'swallowing'],
    ['schluckstorung', 'swallowing'],
    ['Vortherapie', 'lines-before'],
    ['abgesetzt', 'drug-stopped'],
    ['NavDx', 'hpv-dna'],
    ['zystisch', 'lesion-appearance'],
    ['irAE', 'immune-adverse-event'],
    ['pembrolizumab', 'agents'],
    ['ctdna', 'circulating-tumour-dna'],
    ['VAF', 'circulating-tumour-dna'],
    ['Flüssigbiopsie', 'circulating-tumour-dna'],
  ])('by the word %s, first of all, in either language of the page', (word, name) => {
    expect([found(word)[0], found(word, german)[0]]).toEqual([name, name]);
  });

  it('by the beginning of a word, and by words in the middle of a name', () => {
    expect(found('radioth')).toContain('prior-radiotherapy');
    expect(found('dissection')).toContain('local-treatment');
    expect(found('Cps')).toEqual(expect.arrayContaining(['pd-l1-cps']));
  });

  it('not by a word that means none', () => {
    expect(found('xyzzy')).toEqual([]);
  });

  it('by its name where nothing is typed, all of them in the order of the alphabet', () => {
    expect(found('')).toHaveLength(statableFacts.length);
    const labels = factsFound(statableFacts, '', german.factName).map(({ label }) => label);
    expect(labels).toEqual([...labels].sort((one, other) => one.localeCompare(other)));
  });

  it('by words of every fact, and of no other', () => {
    const names = statableFacts.map(({ name }) => name);
    expect(Object.keys(factSynonyms).filter((name) => !names.includes(name))).toEqual([]);
    expect(names.filter((name) => factSynonyms[name] === undefined)).toEqual(['age']);
  });
});

describe('the answers that stand beside an open point', () => {
  const answers = (name: string): string[] =>
    quickAnswers(statableFacts.find((one) => one.name === name)!).map(({ state, word }) => `${state}: ${word}`);

  it.each([
    ['ecog', ['known: 0', 'known: 1', 'known: 2', 'known: 3', 'known: 4']],
    ['treatable', ['known: yes', 'known: no']],
    ['clinical-stability', ['known: yes', 'known: no']],
    ['lesion-region', ['known: locoregional', 'known: distant']],
    ['disease-extent', ['known: locoregional-only', 'known: distant-metastases', 'known: de-novo-m1']],
    ['organ-at-risk', ['none: none']],
    ['prior-radiotherapy', ['none: none']],
    ['anticoagulation', ['none: none']],
    ['pd-l1-cps', []],
    ['spine-stability-sins', []],
    ['tissue', []],
    ['agents', []],
    ['platinum-free-interval-months', []],
  ])('of %s are %j', (name, expected) => {
    expect(answers(name)).toEqual(expected);
  });

  it('have their words in both languages', () => {
    const all = [...new Set(statableFacts.flatMap((definition) => quickAnswers(definition).map(({ word }) => word)))];
    const letters = all.filter((word) => /\D/.test(word));
    expect(letters.filter((word) => german.answerWord(word) === english.answerWord(word))).toEqual([]);
  });
});

const fact = (
  name: string,
  value: unknown,
  date: string | null = null,
  state: CaseFact['state'] = 'known',
): CaseFact => ({
  name,
  state,
  value,
  date,
});

describe('values over time', () => {
  it('are a series a fact, the oldest first, with what is below detection, the assay and the decimal mark', () => {
    const facts = [
      fact('ebv-dna', { copiesPerMl: 0, belowDetection: 'yes', assay: 'BamHI-W' }, '2026-06-02'),
      fact('ebv-dna', { copiesPerMl: 12_400 }, '2026-01-22'),
      fact('ecog', 1, '2026-01'),
      fact('ecog', undefined, '2026-02', 'unknown'),
      fact('weight-kg', 68.5),
      fact('hpv-dna', { copiesPerMl: 30 }, '2026'),
    ];
    const shown = (texts: typeof english) =>
      seriesOf(facts, texts).map(({ name, points }) => [name, points.map(({ words: said }) => said)]);
    expect(shown(english)).toEqual([
      ['ecog', ['1']],
      ['weight-kg', ['68.5']],
      ['ebv-dna', ['12,400 copies/ml', 'below detection, BamHI-W']],
      ['hpv-dna', ['30 copies/ml']],
    ]);
    expect(shown(german)[1]).toEqual(['weight-kg', ['68,5']]);
    expect(shown(german)[2]).toEqual(['ebv-dna', ['12.400 Kopien/ml', 'unter der Nachweisgrenze, BamHI-W']]);
  });
});

describe('DNA in blood over time', () => {
  const shown = (facts: readonly CaseFact[], texts: typeof english = english) =>
    seriesOf(facts, texts)
      .filter(isInBlood)
      .map((one) => [seriesName(one, texts), seriesWords(one, (date) => date), one.notes]);
  const ebv = (copiesPerMl: number, date: string | null, more: object = {}) =>
    fact('ebv-dna', { copiesPerMl, assay: 'BamHI-W', ...more }, date);
  const ct = (value: unknown, date: string | null = null) => fact('circulating-tumour-dna', value, date);
  const mtm = 'mean-tumour-molecules-per-ml';

  it('changes in per cent against the first value of one assay; what is below detection has no per cent', () => {
    const facts = [
      ebv(12_400, '2026-01-22'),
      ebv(180, '2026-04'),
      ebv(0, '2026-06-02', { belowDetection: 'yes' }),
      ebv(24_800, '2026-08', { assay: 'bamhi-w ' }),
    ];
    expect(shown(facts)).toEqual([
      [
        'EBV DNA',
        '12,400 copies/ml, BamHI-W (2026-01-22) → 180 copies/ml, BamHI-W (−98.5\u00a0% since the first; 2026-04) → ' +
          'below detection, BamHI-W (2026-06-02) → 24,800 copies/ml, bamhi-w  (+100.0\u00a0% since the first; 2026-08)',
        [],
      ],
    ]);
    expect(shown(facts, german)[0]?.[1]).toContain('(−98,5\u00a0% seit dem ersten Wert; 2026-04)');
  });

  it.each<[string, readonly CaseFact[], NotCompared]>([
    ['another assay', [ebv(100, '2026-01'), ebv(50, '2026-02', { assay: 'EBNA1' })], 'other-assay'],
    [
      'an assay that was not stated',
      [ebv(100, '2026-01'), ebv(50, '2026-02', { assay: undefined })],
      'assay-not-stated',
    ],
    [
      'assays of which none was stated, which are not known to be one',
      [ebv(100, '2026-01', { assay: undefined }), ebv(50, '2026-02', { assay: undefined })],
      'assay-not-stated',
    ],
    [
      'a first value of nothing',
      [ebv(0, '2026-01', { belowDetection: 'yes' }), ebv(50, '2026-02')],
      'first-is-nothing',
    ],
    ['a value without a date', [ebv(100, '2026-01'), ebv(50, null)], 'not-dated'],
  ])('says why there is no per cent with %s', (_, facts, reason) => {
    const [series] = seriesOf(facts, english);
    expect(series?.notes).toEqual([reason]);
    expect(series?.points.filter(({ change }) => change !== undefined)).toEqual([]);
    expect(english.notCompared[reason]).not.toBe(german.notCompared[reason]);
  });

  it('of two units stand apart, and what was stated in words before there were fields as it was', () => {
    const facts = [
      ct('rising, no number', '2025-12'),
      ct({ amount: 12.5, unit: mtm, assay: 'A' }, '2026-01'),
      ct({ amount: 2.5, unit: mtm, assay: 'A' }, '2026-03'),
      ct({ amount: 0.3, unit: 'variant-allele-fraction-percent', assay: 'B' }, '2026-02'),
    ];
    expect(shown(facts)).toEqual([
      [
        'circulating tumour DNA, mean tumour molecules/ml',
        '12.5 mean tumour molecules/ml, A (2026-01) → 2.5 mean tumour molecules/ml, A (−80.0\u00a0% since the first; 2026-03)',
        [],
      ],
      ['circulating tumour DNA, % variant allele fraction', '0.3 % variant allele fraction, B (2026-02)', []],
      ['circulating tumour DNA', 'rising, no number (2025-12)', []],
    ]);
    expect(shown(facts, german)[0]?.[0]).toBe('zirkulierende Tumor-DNA, mittlere Tumormoleküle/ml');
  });

  it('below detection stands with the only unit there is, and by itself where there are two', () => {
    const below = ct({ belowDetection: 'yes', assay: 'A' }, '2026-04');
    const one = [ct({ amount: 12.5, unit: mtm, assay: 'A' }, '2026-01'), below];
    expect(seriesOf(one, english).map(({ unit, points }) => [unit, points.length])).toEqual([[mtm, 2]]);
    const two = [...one, ct({ amount: 3, unit: 'copies-per-ml-plasma' }, '2026-02')];
    expect(seriesOf(two, english).map(({ unit, points }) => [unit, points.length])).toEqual([
      [mtm, 1],
      ['copies-per-ml-plasma', 1],
      [null, 1],
    ]);
  });
});

describe('the stage and what was given before', () => {
  it('has the edition of the stage at diagnosis, and shows a stage of the older form as it was stated', () => {
    const atDiagnosis = fact('stage-at-diagnosis', { stage: 'II (cT2 cN2 cM0)', edition: 8 });
    expect(factWords([atDiagnosis], english, words).stage).toBe('II (cT2 cN2 cM0) (edition 8)');
    expect(factWords([fact('stage', 'IVA')], english, words).stage).toBe('IVA');
    expect(factWords([], english, words).stage).toBeNull();
  });

  it('says which lines came before, that there were none, and why a drug stopped', () => {
    expect(treatmentWords([fact('lines-before', '1: cisplatin')], english, words.months)).toEqual([
      'Lines before: 1: cisplatin',
    ]);
    expect(treatmentWords([fact('lines-before', undefined, null, 'none')], german, words.months)).toEqual([
      'Frühere Linien: keine',
    ]);
    expect(treatmentWords([fact('drug-stopped', { why: 'toxicity', on: '2026-08' })], german, words.months)).toEqual([
      'Medikament beendet: Toxizität (Aug-2026)',
    ]);
    expect(treatmentWords([], english, words.months)).toEqual([]);
  });
});
