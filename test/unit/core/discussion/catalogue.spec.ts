import { createHash } from 'node:crypto';
import {
  attributesOfRule,
  canonicalText,
  catalogue,
  catalogueSource,
  CatalogueError,
  loadCatalogue,
  parkingRules,
  ruleSetVersion,
  rulesToReview,
  urgentRules,
  type CatalogueSource,
} from '../../../../src/core/discussion/index.js';

type Json = Record<string, unknown>;

const firstRule = (change: (rule: Json) => Json): CatalogueSource => ({
  ...catalogueSource,
  rules: catalogueSource.rules.map((rule) =>
    (rule as Json)['id'] === 'T1' ? change(structuredClone(rule) as Json) : rule,
  ),
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
      'T13',
      'T3a',
      'T3b',
      'T3c',
      'T4',
      'T5',
      'T2',
      'T1',
      'T6a',
      'T6a-NPC',
      'T6b',
      'T6c',
      'T7',
      'T8',
      'T9',
      'T10',
      'T12',
      'T11',
    ]);
    expect(ruleSetVersion).toBe(catalogue.version);
  });

  it('says of each rule where it stands in the order of reading, whether it parks a case and whether it is urgent', () => {
    const inOrder = [...catalogue.rules].sort((one, other) => one.leads - other.leads);
    expect(inOrder).toEqual(catalogue.rules);
    expect([parkingRules, urgentRules]).toEqual([['T1'], ['T9']]);
    expect(attributesOfRule('T1')).toEqual({ leads: 70, parks: true, neverParked: false, urgent: false });
    expect(catalogue.rules.filter(({ id }) => attributesOfRule(id).neverParked).map(({ id }) => id)).toEqual(['T13']);
    expect(attributesOfRule('T9')).toEqual({ leads: 130, parks: false, neverParked: false, urgent: true });
    expect(attributesOfRule('T99')).toEqual({
      leads: Number.MAX_SAFE_INTEGER,
      parks: false,
      neverParked: false,
      urgent: false,
    });
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
      /rules\/7\/when/,
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
    ['no evidence at all', (rule) => ({ ...rule, evidence: [] }), /rules\/7\/evidence/],
    [
      'a placeholder that does not exist',
      (rule) => ({ ...rule, question: 'What of {the-weather}?' }),
      /there is no placeholder '\{the-weather\}'/,
    ],
    [
      "no option of 'no local therapy'",
      (rule) => ({
        ...rule,
        options: (rule['options'] as Json[]).map((option, index) => ({ ...option, id: `option-${index}` })),
      }),
      /every rule carries the option 'no-local-therapy'/,
    ],
    ['one sentence of why now', (rule) => ({ ...rule, whyNow: ['{growth}.'] }), /rules\/7\/whyNow/],
    ['a field that does not exist', (rule) => ({ ...rule, urgency: 'high' }), /rules\/7/],
    ['a version that is none', (rule) => ({ ...rule, version: 'latest' }), /rules\/7\/version/],
    ['no place in the order of reading', ({ leads: _, ...rule }) => rule, /rules\/7\/leads/],
    ['the place of another rule', (rule) => ({ ...rule, leads: 20 }), /rule T1: 'leads' is 20, and so is that of T13/],
    [
      'a question that parks a case without a window',
      (rule) => ({ ...rule, question: 'Is a confirming scan the next step?' }),
      /rule T1: it parks a case and its question names no window/,
    ],
    ['an attribute that is said to be false', (rule) => ({ ...rule, urgent: false }), /rules\/7\/urgent/],
    ['an id that stands twice', (rule) => ({ ...rule, id: 'T3b' }), /'T3b' stands twice/],
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
    const reviewed = ({ translations: _, ...source }: CatalogueSource) => source;
    const digest = createHash('sha256')
      .update(canonicalText(reviewed(catalogueSource)))
      .digest('hex');
    expect({ version: ruleSetVersion, digest }).toEqual({
      version: '1.8.0',
      digest: '8db5105f826f6c8f73e2d54ac977ce5b2e0303459fa11e3edd9d3e860c178850',
    });
  });
});
