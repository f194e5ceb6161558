import fc from 'fast-check';
import {
  breaksSilence,
  canonicalText,
  closingReason,
  draftItems,
  type DraftItem,
  type EvidenceUsed,
} from '../../../../src/core/discussion/index.js';
import type { RecordedFact } from '../../../../src/core/record/index.js';
import { caseOf, type Known } from './cohort.js';

const itemOf = (patient: string, known?: Known, rule = 'T3a'): DraftItem =>
  draftItems(caseOf(patient, known)).items.find((item) => item.rule === rule)!;
const evidenceOf = (patient: string, known?: Known, rule?: string): EvidenceUsed =>
  itemOf(patient, known, rule).evidenceUsed;

describe('canonical text', () => {
  it('does not depend on the order of keys, and does on the order of lists', () => {
    expect(canonicalText({ b: [1, 2], a: { d: null, c: 'x' } })).toBe('{"a":{"c":"x","d":null},"b":[1,2]}');
    expect(canonicalText([2, 1])).not.toBe(canonicalText([1, 2]));
    expect(canonicalText({ b: [1, { d: null, c: 'ü' }], a: undefined, é: 2.5 })).toBe(
      '{"b":[1,{"c":"ü","d":null}],"é":2.5}',
    );
    expect([canonicalText({ a: undefined }), canonicalText({ a: null })]).toEqual(['{}', '{"a":null}']);
  });

  it('is read back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalText(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalText(JSON.parse(text))).toBe(text);
      }),
    );
  });
});

describe('the evidence of an item', () => {
  it('is the same for the same case, in whatever order facts were recorded', () => {
    const given = caseOf('HN-01');
    expect(canonicalText(draftItems({ ...given, facts: [...given.facts].reverse() }))).toBe(
      canonicalText(draftItems(given)),
    );
  });

  it('survives storage as JSON', () => {
    const evidence = evidenceOf('HN-01');
    expect(canonicalText(JSON.parse(JSON.stringify(evidence)))).toBe(canonicalText(evidence));
  });
});

describe('the silence after a dismissal', () => {
  const dismissed = evidenceOf('HN-01');
  const now = (known: Known): boolean => breaksSilence(dismissed, evidenceOf('HN-01', known));

  it('lasts while nothing changes, and through growth of less than 5 mm', () => {
    expect(now({})).toBe(false);
    expect(now({ sizes: { N: '30' } })).toBe(false);
    expect(now({ sizes: { N: '30.9' } })).toBe(false);
  });

  it('ends at a further 5 mm', () => {
    expect(now({ sizes: { N: '31' } })).toBe(true);
  });

  it('ends when an established lesion newly grows', () => {
    const later = (side: 'growing' | 'other'): EvidenceUsed => ({
      ...dismissed,
      lesions: dismissed.lesions.map((lesion) => (lesion.lesion === 'H' ? { ...lesion, side } : lesion)),
    });
    expect([breaksSilence(dismissed, later('other')), breaksSilence(dismissed, later('growing'))]).toEqual([
      false,
      true,
    ]);
  });

  it('ends at a new lesion, and not at one more that is merely listed', () => {
    const with_ = (side: 'new' | 'other'): EvidenceUsed => ({
      ...dismissed,
      lesions: [
        ...dismissed.lesions,
        { lesion: 'X', side, baseline: null, nadir: null, now: 12_000, state: 'measured' },
      ],
    });
    expect([breaksSilence(dismissed, with_('other')), breaksSilence(dismissed, with_('new'))]).toEqual([false, true]);
  });

  it('ends at a new fact, and not when a fact is stated again on another day or taken back', () => {
    const fact = (date: string, value: number): Partial<RecordedFact> => ({ name: 'ecog', value, date });
    expect(now({ facts: [fact('2026-05-20', 1)] })).toBe(true);
    const known = evidenceOf('HN-01', { facts: [fact('2026-05-20', 1)] });
    expect(breaksSilence(known, evidenceOf('HN-01', { facts: [fact('2026-06-20', 1)] }))).toBe(false);
    expect(breaksSilence(known, evidenceOf('HN-01', { facts: [fact('2026-06-20', 2)] }))).toBe(true);
    expect(breaksSilence(known, evidenceOf('HN-01'))).toBe(false);
  });
});

describe('why a question no longer stands', () => {
  const reason = (patient: string, then: Known, rule: string, later: Known = {}): string => {
    const input = caseOf(patient, later);
    const outcome = draftItems(input);
    expect(outcome.items.map((item) => item.rule)).not.toContain(rule);
    return closingReason(rule, evidenceOf(patient, then, rule), input, outcome);
  };
  const early = { until: '2026-03-25' };

  it.each<[string, string, Known, string, Known]>([
    ['carried-out', 'HN-10', early, 'T3a', {}],
    ['second-primary', 'HN-15', { until: '2026-08-10' }, 'T3b', {}],
    ['flag-withdrawn', 'HN-01', {}, 'T3a', { sizes: { N: '20' } }],
    ['flag-held-back', 'HN-01', {}, 'T3a', { without: ['agents'] }],
    ['no-longer-met', 'HN-06', { until: '2026-03-15' }, 'T1', { until: '2026-04-20' }],
    [
      'waits-for-facts',
      'HN-06',
      { until: '2026-03-15' },
      'T1',
      { until: '2026-03-15', without: ['clinical-stability'] },
    ],
    ['outside-population', 'HN-01', {}, 'T3a', { facts: [{ name: 'primary-site', value: 'thyroid' }] }],
    ['population-unknown', 'HN-01', {}, 'T3a', { without: ['primary-site'] }],
    ['patient-died', 'HN-01', {}, 'T3a', { facts: [{ name: 'died', value: { on: '2026-06-01' } }] }],
  ])('%s: %s', (code, patient, then, rule, later) => {
    expect(reason(patient, then, rule, later)).toBe(code);
  });

  it('rule-retired, flag-ended', () => {
    const input = caseOf('HN-01');
    expect(closingReason('T99', evidenceOf('HN-01'), input, draftItems(input))).toBe('rule-retired');
    const ended = {
      ...input,
      classification: {
        ...input.classification,
        flags: input.classification.flags.map((flag) => ({ ...flag, state: 'ended' as const })),
      },
    };
    expect(closingReason('T3a', evidenceOf('HN-01'), ended, draftItems(ended))).toBe('flag-ended');
  });
});
