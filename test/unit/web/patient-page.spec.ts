import type { LesionFacts } from '../../../src/core/response/index.js';
import { percentShown } from '../../../src/web/format/percent.js';
import type { CaseItem, LesionReading } from '../../../src/web/record/case/case.js';
import { proposalOf } from '../../../src/web/record/facts/fact-words.js';
import { leadingItem } from '../../../src/web/patient/questions/leading-item.js';
import { lesionContext } from '../../../src/web/record/lesions/lesion-context.js';
import { english } from '../../../src/web/record/texts/english.js';
import { english as words } from '../../../src/web/texts/english.js';

it.each([
  [0, '0'],
  [0.004, '< 1'],
  [0.01, '1'],
  [0.9185, '92'],
  [0.99, '99'],
  [0.995, '> 99'],
  [1, '100'],
])('a share of %p is shown as %s', (share, shown) => {
  expect(percentShown(share)).toBe(shown);
});

describe('the question that leads', () => {
  const item = (rule: string, state: CaseItem['state'], windowEnds: string | null = null) =>
    ({ rule, state, urgent: rule === 'T9', windowEnds }) as CaseItem;
  it.each<[string, readonly CaseItem[], string | undefined]>([
    ['the first draft', [item('T2', 'draft'), item('T3a', 'draft')], 'T2'],
    ['what was accepted before a draft', [item('T2', 'draft'), item('T3a', 'accepted')], 'T3a'],
    ['no question that is settled', [item('T1', 'closed'), item('T2', 'dismissed'), item('T4', 'draft')], 'T4'],
    ['no reported finding, which stands above all questions', [item('T9', 'draft'), item('T12', 'draft')], 'T12'],
    ['a reported finding where nothing else is asked', [item('T9', 'draft')], 'T9'],
    [
      'no question whose window has passed, where another is open',
      [item('T1', 'accepted', '2026-05-11'), item('T2', 'draft'), item('T9', 'draft')],
      'T2',
    ],
    ['one whose last day is today', [item('T1', 'draft', '2026-05-12'), item('T2', 'draft')], 'T1'],
    ['one whose window has passed where it is alone', [item('T1', 'draft', '2026-05-11'), item('T9', 'draft')], 'T1'],
    ['none where none is open', [item('T2', 'closed')], undefined],
  ])('is %s', (_, items, rule) => {
    expect(leadingItem({ items: [...items] }, '2026-05-12')?.rule).toBe(rule);
  });
});

describe('how a lesion was read', () => {
  const scan = { from: '2026-05-18', to: '2026-05-18' };
  const reading: LesionReading = {
    evaluator: 'radiology',
    lesion: 'N',
    reader: 'reader 1',
    modality: 'CT',
    examined: null,
    confidence: null,
    noiseEstablished: true,
  };
  const facts: LesionFacts = {
    priorRadiotherapyField: 'in-field',
    progressionSinceRadiotherapy: null,
    localTreatments: [],
    secondPrimary: null,
    treatable: 'unknown',
  };
  it('names modality, reader and prior field', () => {
    expect(lesionContext(reading, facts, scan, english, words)).toBe('CT, reader 1 · in prior field');
  });
  it('dates an exam of its own on another day', () => {
    expect(
      lesionContext(
        { ...reading, modality: 'MR', examined: { from: '2026-05-12', to: '2026-05-12' } },
        facts,
        scan,
        english,
        words,
      ),
    ).toBe('MR, reader 1, own exam 12-May-2026 · in prior field');
    expect(lesionContext({ ...reading, examined: scan }, facts, scan, english, words)).toBe(
      'CT, reader 1 · in prior field',
    );
  });
  it('says unknown of what nobody stated', () => {
    expect(lesionContext(undefined, undefined, scan, english, words)).toBe(
      'modality unknown, reader unknown · prior field unknown',
    );
  });
  it('names a second primary with its date; what was done to it stands in its notes', () => {
    const treated = {
      ...facts,
      localTreatments: [{ kind: 'surgery' as const, date: { from: '2026-03-20', to: '2026-03-20' } }],
      secondPrimary: { histology: 'adenocarcinoma', date: { from: '2026-04-01', to: '2026-04-30' } },
    };
    expect(lesionContext(reading, treated, scan, english, words)).toBe(
      'CT, reader 1 · in prior field · adenocarcinoma (Apr-2026)',
    );
  });
});

describe("the treating clinician's proposal", () => {
  const proposal = (words: string, date: string | null) => ({
    name: 'treating-clinicians-proposal',
    state: 'known' as const,
    value: { words, by: 'Dr Weber' },
    date,
  });
  it('is the newest one', () => {
    expect(proposalOf([proposal('wait', '2026-05-01'), proposal('operate', '2026-05-18')])).toEqual({
      words: 'operate',
      by: 'Dr Weber',
      date: '2026-05-18',
    });
  });
  it('is not stated where nobody knows it', () => {
    expect(proposalOf([{ name: 'treating-clinicians-proposal', state: 'unknown', date: null }])).toBeNull();
    expect(proposalOf([])).toBeNull();
  });
});
