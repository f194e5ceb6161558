import { createHash } from 'node:crypto';
import {
  canonicalText,
  catalogue,
  catalogueSource,
  CatalogueError,
  loadCatalogue,
  ruleSetVersion,
  rulesToReview,
  type CatalogueSource,
} from '../../../../src/core/discussion/index.js';

type Json = Record<string, unknown>;

const firstRule = (change: (rule: Json) => Json): CatalogueSource => ({
  ...catalogueSource,
  rules: catalogueSource.rules.map((rule, index) => (index === 0 ? change(structuredClone(rule) as Json) : rule)),
});

const faultsOf = (source: CatalogueSource): readonly string[] => {
  try {
    loadCatalogue(source);
    return [];
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
    return error.faults;
  }
};

describe('the catalogue', () => {
  it('loads as it stands', () => {
    expect(catalogue.rules.map(({ id }) => id)).toEqual([
      'T1',
      'T2',
      'T3a',
      'T3b',
      'T4',
      'T5',
      'T6a',
      'T6a-NPC',
      'T6b',
      'T6c',
      'T7',
      'T8',
      'T9',
      'T10',
      'T11',
      'T12',
    ]);
    expect(ruleSetVersion).toBe(catalogue.version);
  });

  it.each<[string, (rule: Json) => Json, RegExp]>([
    [
      'a fact that does not exist',
      (rule) => ({ ...rule, when: { fact: 'lucky-number', is: true } }),
      /there is no fact 'lucky-number'/,
    ],
    [
      'a needed fact that does not exist',
      (rule) => ({ ...rule, needs: { hard: ['lucky-number'], strong: [], context: [] } }),
      /there is no fact 'lucky-number'/,
    ],
    [
      'an operator that does not exist',
      (rule) => ({ ...rule, when: { fact: 'flag-open', looksLike: true } }),
      /rules\/0\/when/,
    ],
    [
      'a truth compared as a number',
      (rule) => ({ ...rule, when: { fact: 'flag-open', atLeast: 1 } }),
      /'flag-open' is a fact of kind 'truth'/,
    ],
    [
      'a number asked as a truth',
      (rule) => ({ ...rule, when: { fact: 'growing-lesions', is: true } }),
      /'growing-lesions' is a fact of kind 'number'/,
    ],
    [
      'evidence that does not exist',
      (rule) => ({ ...rule, evidence: [{ id: 'hearsay' }] }),
      /there is no evidence 'hearsay'/,
    ],
    ['no evidence at all', (rule) => ({ ...rule, evidence: [] }), /rules\/0\/evidence/],
    [
      'a phrase that does not exist',
      (rule) => ({ ...rule, question: 'What of {the-weather}?' }),
      /there is no phrase '\{the-weather\}'/,
    ],
    [
      "no option of 'no local therapy'",
      (rule) => ({
        ...rule,
        options: (rule['options'] as Json[]).map((option, index) => ({ ...option, id: `option-${index}` })),
      }),
      /every rule carries the option 'no-local-therapy'/,
    ],
    ['one sentence of why now', (rule) => ({ ...rule, whyNow: ['{growth}.'] }), /rules\/0\/whyNow/],
    ['a field that does not exist', (rule) => ({ ...rule, urgency: 'high' }), /rules\/0/],
    ['a version that is none', (rule) => ({ ...rule, version: 'latest' }), /rules\/0\/version/],
    ['an id that stands twice', (rule) => ({ ...rule, id: 'T3a' }), /'T3a' stands twice/],
  ])('is refused with %s', (_, change, fault) => {
    expect(faultsOf(firstRule(change)).join('\n')).toMatch(fault);
  });

  it('is refused with a fact that has no reader, and with a reader that is not described', () => {
    const [first, ...rest] = catalogueSource.facts as Json[];
    expect(faultsOf({ ...catalogueSource, facts: [{ ...first, id: 'lucky-number' }, ...rest] }).join('\n')).toMatch(
      /'lucky-number' has no reader[^]*is not described/,
    );
  });

  it('names every fault at once', () => {
    expect(
      faultsOf(
        firstRule((rule) => ({ ...rule, when: { fact: 'lucky-number', is: true }, evidence: [{ id: 'hearsay' }] })),
      ),
    ).toHaveLength(2);
  });

  it('tells whose review date has passed, on a day that the caller names', () => {
    expect(rulesToReview('2027-11-30')).toEqual([]);
    expect(rulesToReview('2027-12-01')).toHaveLength(catalogue.rules.length);
  });

  it('keeps the certainty marks of the reference, and a DOI where it gives one', () => {
    for (const { marks, source } of catalogue.evidence.values()) {
      expect(marks.length).toBeGreaterThan(0);
      expect(source).not.toBe('');
    }
    expect(catalogue.evidence.get('tsai-2024-curb')).toMatchObject({
      doi: '10.1016/S0140-6736(23)01857-3',
      marks: [{ mark: 'V2' }, { mark: 'K', of: 'DOI' }],
    });
  });

  it('cites every entry of the evidence register in some rule', () => {
    const cited = new Set(catalogue.rules.flatMap(({ evidence }) => evidence.map(({ id }) => id)));
    expect([...catalogue.evidence.keys()].filter((id) => !cited.has(id))).toEqual([]);
  });

  it('has a new version whenever a text of it changes: the digest belongs to the version', () => {
    const digest = createHash('sha256').update(canonicalText(catalogueSource)).digest('hex');
    expect({ version: ruleSetVersion, digest }).toEqual({
      version: '1.4.2',
      digest: 'd91acb29ab86a5166248b86aed2f78598b05525edad8734ce7179ffb0e28c3ec',
    });
  });
});
