import {
  catalogue,
  catalogueInWords,
  catalogueSource,
  lintCatalogue,
  rulesInWords,
  type CatalogueSource,
} from '../../../../src/core/discussion/index.js';

type Json = Record<string, unknown>;
const today = '2026-11-23';
const changed = (change: Partial<CatalogueSource>): CatalogueSource => ({ ...catalogueSource, ...change });
const withRule = (change: (rule: Json) => Json): CatalogueSource =>
  changed({
    rules: catalogueSource.rules.map((rule, index) => (index === 1 ? change(structuredClone(rule) as Json) : rule)),
  });
const withGerman = (change: (texts: Json) => Json): CatalogueSource => {
  const { de } = catalogueSource.translations as { de: Json };
  return changed({ translations: { de: { ...de, T1: change(de['T1'] as Json) } } });
};
const withEvidence = (id: string, change: (study: Json) => Json): CatalogueSource =>
  changed({
    evidence: (catalogueSource.evidence as Json[]).map((study) => (study['id'] === id ? change(study) : study)),
  });
const germanTexts = (catalogueSource.translations as { de: Json }).de;
const germanEvidence = germanTexts['evidence'] as Readonly<Record<string, Json>>;
const firstOption = (rule: Json, change: Json): Json => ({
  ...rule,
  options: (rule['options'] as Json[]).map((option, index) => (index === 0 ? { ...option, ...change } : option)),
});

describe('the linter of the catalogue', () => {
  it('finds nothing in the catalogue as it stands', () => {
    expect(lintCatalogue(catalogueSource, today)).toEqual({ faults: [], warnings: [] });
  });

  it('warns of a passed review date, and no more', () => {
    const { faults, warnings } = lintCatalogue(catalogueSource, '2027-12-01');
    expect([faults, warnings.length]).toEqual([[], catalogue.rules.length]);
    expect(warnings[0]).toBe('rule T13: its review was due by 2027-11-30');
  });

  it.each<[string, CatalogueSource, RegExp]>([
    [
      'a forbidden word',
      withRule((rule) => ({ ...rule, title: 'The preferred option' })),
      /forbidden word "preferred"/,
    ],
    [
      'a DOI that is none',
      changed({
        evidence: (catalogueSource.evidence as Json[]).map((one, index) =>
          index === 0 ? { ...one, doi: 'doi.org/10' } : one,
        ),
      }),
      /evidence\.json\/0\/doi/,
    ],
    ['a version that is none', withRule((rule) => ({ ...rule, version: '1.1' })), /semantic version/],
    [
      "an option that takes the place of 'no local therapy'",
      withRule((rule) => ({
        ...rule,
        options: (rule['options'] as Json[]).filter(({ id }) => id !== 'no-local-therapy'),
      })),
      /no-local-therapy/,
    ],
    [
      'an intent that is never suggested',
      withRule((rule) => firstOption(rule, { words: 'SBRT for an abscopal effect' })),
      /'abscopal-intent' is never suggested/,
    ],
    [
      'a score read as response',
      withRule((rule) => firstOption(rule, { words: 'rescore by NI-RADS' })),
      /'surveillance-scores-as-response' is never suggested/,
    ],
    [
      'a rule both with evidence and with words for none',
      withRule((rule) => ({ ...rule, withoutEvidence: 'none needed' })),
      /one of both/,
    ],
    [
      'a text without its German',
      withGerman(({ question: _, ...texts }) => texts),
      /^de: there is no text 'T1\/question'; every text of the catalogue has one in each language$/,
    ],
    [
      'a German text with another placeholder',
      withGerman((texts) => ({ ...texts, question: 'Ist {drug} der nächste Schritt?' })),
      /^de: 'T1\/question' holds the placeholders \{drug\}; in English they are \{confirmation-window, modality\}$/,
    ],
    [
      'a German text of nothing',
      withGerman((texts) => ({ ...texts, answer: 'ja' })),
      /^de: 'T1\/answer' translates no text of the catalogue$/,
    ],
    [
      'a forbidden German word',
      withGerman((texts) => ({ ...texts, title: 'Kein Risiko' })),
      /^forbidden word "Kein Risiko"/,
    ],
    [
      'a statement that says something else in another rule',
      withRule((rule) => ({
        ...rule,
        cautions: [...(rule['cautions'] as Json[]), { id: 'nature-unknown', words: 'Otherwise.' }],
      })),
      /the statement 'nature-unknown' says other words/,
    ],
    [
      'an option of a kind that does not exist',
      withRule((rule) => firstOption(rule, { kind: 'magic' })),
      /rules\/1\/options\/0\/kind/,
    ],
    [
      'lesions that cannot be selected',
      withRule((rule) => firstOption(rule, { lesions: 'all-of-them' })),
      /rules\/1\/options\/0\/lesions/,
    ],
    [
      "'direct' of a study that differs from the patients of the rule",
      withEvidence('tsai-2024-curb', (study) => ({ ...study, level: '2, direct' })),
      /^en: 'evidence\/tsai-2024-curb\/level' says 'direct', and 'tsai-2024-curb' as rule T3a cites it does not fit in: tumour, site, line; 'direct' is written only where all six axes fit$/m,
    ],
    [
      "'direkt' of it in German only",
      changed({
        translations: {
          de: {
            ...germanTexts,
            evidence: { ...germanEvidence, eagle: { ...germanEvidence['eagle']!, level: '2, direkt' } },
          },
        },
      }),
      /^de: 'evidence\/eagle\/level' says 'direct'/m,
    ],
    [
      "'direct' in the level of a rule",
      withRule((rule) => ({ ...rule, level: '2 direct, 4 in HNSCC' })),
      /^en: 'T3a\/level' says 'direct', and 'mcbride-2021' as rule T3a cites it does not fit in: tumour, site, extent, line, question;/m,
    ],
    [
      'a rule that cites evidence and does not say what it is about',
      withRule(({ about: _, ...rule }) => rule),
      /rules\/1\/about: a rule that cites evidence says what it is about/,
    ],
  ])('faults %s', (_, source, fault) => {
    expect(lintCatalogue(source, today).faults.join('\n')).toMatch(fault);
  });

  it('warns of evidence that nothing cites', () => {
    const [one, ...rest] = catalogueSource.evidence as Json[];
    const { de } = catalogueSource.translations as { de: { evidence: Json } };
    const translations = {
      de: { ...de, evidence: { ...de.evidence, 'hearsay-2020': de.evidence['klemen-2019'] } },
    };
    expect(
      lintCatalogue(changed({ evidence: [one, ...rest, { ...one, id: 'hearsay-2020' }], translations }), today)
        .warnings,
    ).toEqual(["evidence.json: no rule cites 'hearsay-2020'"]);
  });
});

describe('what is never suggested', () => {
  it('is shown with its reason and its evidence', () => {
    expect(catalogue.neverSuggested.map(({ id }) => id)).toEqual([
      'abscopal-intent',
      'surveillance-scores-as-response',
    ]);
    const page = rulesInWords(catalogue);
    for (const { words, because } of catalogue.neverSuggested) expect(page).toContain(`- ${words}. ${because}`);
  });
});

describe('the rules in plain language', () => {
  const page = rulesInWords(catalogue);

  it('hold every rule, every option and every piece of evidence, and no brace of a template', () => {
    for (const { id, title, options } of catalogueInWords(catalogue, 'en').rules) {
      expect(page).toContain(`## ${id}: ${title}`);
      for (const { words } of options) expect(page).toContain(words);
    }
    for (const { id, finding, doi } of catalogue.evidence.values()) {
      expect(page).toContain(`### ${id}`);
      expect(page).toContain(finding);
      if (doi !== null) expect(page).toContain(`https://doi.org/${doi}`);
    }
    expect(page).not.toMatch(/[{}]|undefined|\[object/);
  });

  it('say a condition in words', () => {
    expect(catalogueInWords(catalogue, 'en').rules.find(({ id }) => id === 'T6c')!.when).toContain(
      '("remaining lesions" is 1 or more)',
    );
    expect(catalogueInWords(catalogue, 'en').rules.find(({ id }) => id === 'T7')!.when).toContain(
      '("growing or new lesions" is 6 or more)',
    );
  });
});
