import { describe, expect, it } from '@jest/globals';
import {
  asWritten,
  type DraftItem,
  type Phrase,
  rendered,
  type Rendered,
} from '../../../../src/core/discussion/index.js';
import type { RecordedFact } from '../../../../src/core/record/index.js';
import type { LineDiscussion } from '../../../../src/modules/triage/classify/classification.entity.js';
import { type ComputedLine, computeLine } from '../../../../src/modules/triage/classify/compute-line.js';
import { type CurrentFlag, flagChanges } from '../../../../src/modules/triage/flags/flag-changes.js';
import { type CurrentItem, itemChanges } from '../../../../src/modules/triage/items/item-changes.js';
import type { MutedRules } from '../../../../src/modules/triage/ledger/muted-rules.js';
import {
  type StandingLine,
  tellChanges,
  type ToldChange,
  whyItemDiffers,
} from '../../../../src/modules/triage/ledger/then-now-because.js';
import { caseOf, type Known } from '../../core/discussion/cohort.js';

const nothingStands: StandingLine = { flags: [], items: [], discussion: null, shadow: new Map() };

function computedOf(patient: string, known: Known = {}, muted: MutedRules = new Map()): ComputedLine {
  const { history, facts } = caseOf(patient, known);
  return computeLine(
    {
      treatmentLineId: '7',
      patientId: '3',
      historyVersion: '2',
      classifiedVersion: '2',
      classifiedReleaseId: '1',
      dayReached: null,
      synthetic: true,
      implied: false,
      history,
      facts: [...facts] as RecordedFact[],
    },
    muted,
  );
}

/** What stands once that was written, as the database would hand it back. */
function standingOf(computed: ComputedLine): StandingLine {
  const items = itemChanges(computed, []).next.map((item, index): CurrentItem => ({
    ...item,
    id: String(100 + index),
    setAside: null,
    dismissedEvidence: null,
  }));
  const flags = flagChanges(computed, []).map((flag, index): CurrentFlag => ({ ...flag, id: String(200 + index) }));
  const { population, waiting } = computed.outcome;
  return {
    flags,
    items,
    discussion: { population, waiting } satisfies LineDiscussion,
    shadow: new Map(computed.mutedItems.map(({ rule, ruleVersion }) => [rule, ruleVersion])),
  };
}

type Read = Rendered<ToldChange>;
const told = (computed: ComputedLine, standing: StandingLine): readonly Read[] =>
  rendered(tellChanges(computed, standing), 'en');
const of = (changes: readonly Read[], name: string): Read => {
  const found = changes.find((change) => change.name === name);
  if (found === undefined)
    throw new Error(`Nothing is told of ${name}: ${changes.map((change) => change.name).join(', ')}.`);
  return found;
};
const withItems = (computed: ComputedLine, change: (item: DraftItem) => DraftItem | null): ComputedLine => ({
  ...computed,
  outcome: { ...computed.outcome, items: computed.outcome.items.flatMap((item) => change(item) ?? []) },
});
const item = (standing: StandingLine, rule: string): CurrentItem => standing.items.find((each) => each.rule === rule)!;

describe('what a computation would change', () => {
  const now = computedOf('HN-01');
  const standing = standingOf(now);

  it('is nothing where everything stands as it would be made', () => {
    expect(told(now, standing)).toEqual([]);
  });

  it('is every flag and item where nothing stands: each appears, from nothing, because its condition is met', () => {
    const changes = told(now, nothingStands);
    expect(
      changes
        .filter(({ subject }) => subject === 'item')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(now.outcome.items.map(({ rule }) => rule).sort());
    expect(of(changes, 'DR-A')).toMatchObject({
      subject: 'flag',
      kind: 'appears',
      was: null,
      willBe: { state: 'open', tier: 'flag' },
      because: [{ code: 'definition-met' }],
      currentId: null,
    });
    expect(of(changes, 'T3a')).toMatchObject({
      subject: 'item',
      kind: 'appears',
      was: null,
      willBe: { state: 'draft' },
      because: [
        { code: 'condition-met', words: 'The condition of the rule is met, or may be where facts are unknown.' },
      ],
    });
    expect(changes.every(({ kind, shown }) => kind === 'appears' && shown)).toBe(true);
  });

  it('names the version and the parts that differ, in words and not by the names of fields', () => {
    const caution: Phrase = { id: 'catalogue', parameters: { text: 'statement/nature-unknown' } };
    const other = withItems(now, (each) =>
      each.rule === 'T3a'
        ? {
            ...each,
            ruleVersion: '9.0.0',
            question: asWritten('Otherwise?'),
            whyNow: [asWritten('one'), asWritten('two')],
            cautions: [...each.cautions, caution],
          }
        : each,
    );
    const changes = told(other, standing);
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({
      name: 'T3a',
      kind: 'changes',
      currentId: item(standing, 'T3a').id,
      was: { words: 'Should the lymph node (N) be treated locally while pembrolizumab continues?' },
      willBe: { words: 'Otherwise?', ruleVersion: '9.0.0' },
    });
    expect(changes[0]!.because.map(({ words }) => words)).toEqual([
      `The rule has another version: ${item(standing, 'T3a').ruleVersion} then, 9.0.0 now.`,
      'It says something else: the question, why now, the cautions.',
    ]);
  });

  it('tells other evidence from other words', () => {
    const grown = computedOf('HN-01', { sizes: { N: '33' } });
    const change = of(told(grown, standing), 'T3a');
    expect(change.because.map(({ code }) => code)).toEqual(['evidence-differs', 'says-otherwise']);
    expect(change.because[0]!.words).toContain('the lesions');
    expect(of(told(grown, standing), 'DR-A')).toMatchObject({
      kind: 'changes',
      because: [{ code: 'flag-says-otherwise', words: expect.stringContaining('the lesions that grew') }],
    });
  });

  it('says of an item that goes why, with the facts that its rule waits for', () => {
    expect(
      of(
        told(
          withItems(now, (each) => (each.rule === 'T3a' ? null : each)),
          standing,
        ),
        'T3a',
      ),
    ).toMatchObject({
      kind: 'goes',
      was: { state: 'draft' },
      willBe: { state: 'closed' },
      because: [{ code: 'no-longer-met' }],
    });
    const retired: StandingLine = {
      ...standing,
      items: [{ ...item(standing, 'T3a'), id: '900', rule: 'T99' }, ...standing.items],
    };
    expect(of(told(now, retired), 'T99')).toMatchObject({
      kind: 'goes',
      currentId: '900',
      because: [{ code: 'rule-retired', words: 'There is no such rule any more.' }],
    });
    const waiting = {
      rule: 'T3a',
      ruleVersion: '1.1.0',
      title: 'Title',
      waitsFor: [{ fact: 'ecog', words: asWritten('ECOG performance status'), whoCouldAnswer: asWritten('clinic') }],
    };
    const waits = withItems(now, (each) => (each.rule === 'T3a' ? null : each));
    const changed = of(
      told(
        {
          ...waits,
          outcome: { ...waits.outcome, waiting: [waiting] as unknown as ComputedLine['outcome']['waiting'] },
        },
        standing,
      ),
      'T3a',
    );
    expect(changed.because).toEqual([
      { code: 'waits-for-facts', words: 'The rule waits for facts: ECOG performance status.' },
    ]);
  });

  it('says of an item that appears whether it had waited for a fact, and whether the patient was not covered before', () => {
    const waiting = [
      { rule: 'T3a', waitsFor: [{ words: 'ECOG performance status' }] },
    ] as unknown as LineDiscussion['waiting'];
    const without = (discussion: Partial<LineDiscussion>): StandingLine => ({
      ...standing,
      items: standing.items.filter(({ rule }) => rule !== 'T3a'),
      discussion: { ...standing.discussion!, ...discussion },
    });
    expect(of(told(now, without({ waiting })), 'T3a').because).toEqual([
      { code: 'no-longer-waits', words: 'The rule no longer waits for a fact: ECOG performance status.' },
    ]);
    expect(
      of(
        told(
          now,
          without({ population: { standing: 'unknown', words: 'unknown' } as unknown as LineDiscussion['population'] }),
        ),
        'T3a',
      ).because,
    ).toMatchObject([{ code: 'now-covered' }]);
  });

  it('tells a flag that is held back, that is no longer held back, that has ended, and that is withdrawn', () => {
    const [flag] = now.classification.flags.filter(({ definition }) => definition === 'DR-A');
    const as = (change: Partial<NonNullable<typeof flag>> | null): ComputedLine => ({
      ...now,
      classification: {
        ...now.classification,
        flags: now.classification.flags.flatMap((each) =>
          each !== flag ? [each] : change === null ? [] : [{ ...each, ...change }],
        ),
      },
    });
    const watch = {
      tier: 'watch',
      holds: [{ code: 'infection', words: { id: 'hold/infection', parameters: {} } }],
    } as const;
    expect(of(told(as(watch), standing), 'DR-A')).toMatchObject({
      kind: 'changes',
      was: { tier: 'flag' },
      willBe: { tier: 'watch' },
      because: [
        {
          code: 'held-back',
          words: 'It is held back as a watch: An infection is reported of what grew, or of its region.',
        },
      ],
    });
    expect(of(told(now, standingOf(as(watch))), 'DR-A')).toMatchObject({
      kind: 'changes',
      because: [{ code: 'no-longer-held-back' }],
    });
    expect(of(told(as({ state: 'ended' }), standing), 'DR-A')).toMatchObject({
      kind: 'goes',
      willBe: { state: 'ended' },
      because: [{ code: 'flag-ended' }],
    });
    expect(of(told(as(null), standing), 'DR-A')).toMatchObject({
      kind: 'goes',
      willBe: { state: 'withdrawn' },
      because: [{ code: 'definition-not-met' }],
    });
  });

  it.each([
    ['off', 'rule-switched-off'],
    ['shadow', 'rule-in-shadow'],
  ] as const)('shows nobody what a rule that is %s would put, and tells it once', (muting, code) => {
    const muted = computedOf('HN-01', {}, new Map([['T3a', muting]]));
    const changes = told(muted, standing);
    expect(
      of(
        changes.filter(({ shown }) => shown),
        'T3a',
      ),
    ).toMatchObject({ kind: 'goes', because: [{ code }] });
    expect(
      of(
        changes.filter(({ shown }) => !shown),
        'T3a',
      ),
    ).toMatchObject({ kind: 'appears', currentId: null, because: [{ code }] });
    const aside: StandingLine = {
      ...standing,
      shadow: new Map([['T3a', item(standing, 'T3a').ruleVersion]]),
      items: standing.items.map((each) =>
        each.rule === 'T3a'
          ? {
              ...each,
              state: 'closed',
              stateReason: code,
              setAside: { state: 'accepted', reason: null, by: '5', at: '2026-01-01T00:00:00Z' },
            }
          : each,
      ),
    };
    expect(told(muted, aside)).toEqual([]);
    expect(told(now, aside)).toMatchObject([
      {
        name: 'T3a',
        kind: 'appears',
        was: { state: 'closed' },
        willBe: { state: 'accepted' },
        because: [{ code: 'rule-shown-again' }],
      },
    ]);
  });
});

describe('the words', () => {
  it('of an item that is the same in every respect say that a day has come', () => {
    const same = standingOf(computedOf('HN-02')).items[0]!;
    expect(rendered(whyItemDiffers(same, same), 'en')).toEqual([
      { code: 'parking-ended', words: expect.stringContaining('has ended without a new scan') },
    ]);
  });

  it('name no field of the program', () => {
    const one = standingOf(computedOf('HN-01')).items.find(({ rule }) => rule === 'T3a')!;
    const { content } = one;
    const scrambled = {
      ...content,
      title: 'otherwise',
      question: 'otherwise',
      windowEnds: '2026-01-01',
      whyNow: ['otherwise', 'otherwise'],
      flag: null,
      flagShown: null,
      attribution: 'unknown',
      options: [],
      matrix: { lesions: [], cells: [], residual: [] },
      unknowns: [],
      outOfDate: [
        { fact: 'ecog', words: 'x', whoCouldAnswer: 'x', suppliers: [], date: '2026-01-01', freshForDays: 1 },
      ],
      contradictions: [{ fact: 'ecog', lesion: null, words: 'x' }],
      cautions: [],
      evidence: [],
      evidenceDistance: [],
      withoutEvidence: 'otherwise',
      level: 'otherwise',
      esmo: 'otherwise',
      limits: [],
      standing: 'open',
      evidenceUsed: { ...content.evidenceUsed, timepoint: null, lesions: [], facts: [], flag: null, evaluator: 'x' },
    } as const;
    const reasons = whyItemDiffers(one, { ruleVersion: one.ruleVersion, content: { ...scrambled, rule: 'T2' } });
    for (const language of ['en', 'de'] as const) {
      const words = rendered(reasons, language)
        .map((reason) => reason.words)
        .join(' ');
      expect(words).toContain(language === 'en' ? 'the question' : 'die Frage');
      expect(words).not.toMatch(/[a-z][A-Z]/);
    }
  });
});
