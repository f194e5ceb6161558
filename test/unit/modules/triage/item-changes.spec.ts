/** What becomes of items when the words, the rules or the evidence change: people's acts stay with the evidence. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  catalogue,
  catalogueSource,
  draftItems,
  type DraftItem,
  itemFrom,
  loadCatalogue,
  type Phrase,
  rendered,
  render,
  type StoredItem,
  textsIn,
} from '../../../../src/core/discussion/index.js';
import type { RecordedFact } from '../../../../src/core/record/index.js';
import { type ComputedLine, computeLine } from '../../../../src/modules/triage/classify/compute-line.js';
import { type CurrentItem, itemChanges } from '../../../../src/modules/triage/items/item-changes.js';
import { caseOf, type Known } from '../../core/discussion/cohort.js';

const lineOf = (input: Pick<ComputedLine['line'], 'history' | 'facts' | 'dayReached'>): ComputedLine['line'] => ({
  treatmentLineId: '7',
  patientId: '3',
  historyVersion: '2',
  classifiedVersion: '2',
  classifiedReleaseId: '1',
  synthetic: true,
  implied: false,
  ...input,
});

function computedOf(patient: string, known: Known = {}): ComputedLine {
  const { history, facts } = caseOf(patient, known);
  return computeLine(lineOf({ history, facts: [...facts] as RecordedFact[], dayReached: null }), new Map());
}

const acts = {
  accepted: { state: 'accepted', stateReason: null, stateChangedBy: '5', stateChangedAt: new Date(1_700_000_000_000) },
  dismissed: {
    state: 'dismissed',
    stateReason: 'known since long',
    stateChangedBy: '5',
    stateChangedAt: new Date(1_700_000_000_000),
  },
} as const;

/** The items of a line as they stand in the database, each after the same act of a person. */
const standing = (computed: ComputedLine, act: keyof typeof acts): CurrentItem[] =>
  itemChanges(computed, []).next.map((item, index) => ({
    ...item,
    ...acts[act],
    id: String(100 + index),
    content: JSON.parse(JSON.stringify(item.content)) as StoredItem,
    setAside: null,
    dismissedEvidence: null,
  }));

const withItem = (computed: ComputedLine, rule: string, change: (item: DraftItem) => DraftItem): ComputedLine => ({
  ...computed,
  outcome: {
    ...computed.outcome,
    items: computed.outcome.items.map((item) => (item.rule === rule ? change(item) : item)),
  },
});

const caution: Phrase = { id: 'catalogue', parameters: { text: 'statement/nature-unknown' } };
const now = computedOf('HN-01');

describe('a better wording', () => {
  /** Every text of every rule, said otherwise, with the same placeholders. */
  const reworded = loadCatalogue({
    ...catalogueSource,
    rules: catalogueSource.rules.map((rule) =>
      JSON.parse(JSON.stringify(rule), (key, value: unknown) =>
        (key === 'words' || key === 'title' || key === 'question') && typeof value === 'string'
          ? `Otherwise: ${value}`
          : value,
      ),
    ),
  });

  it('makes no successor: the item holds no words of the catalogue at all', () => {
    const input = caseOf('HN-01');
    expect(reworded.texts.en.get('T3a/question')).not.toBe(catalogue.texts.en.get('T3a/question'));
    expect(draftItems(input, reworded)).toEqual(draftItems(input));
    const words = new Set([...catalogue.texts.en.values()].filter((text) => text.includes(' ')));
    expect(textsIn(draftItems(input)).filter((text) => words.has(text))).toEqual([]);
  });

  it.each(['accepted', 'dismissed'] as const)('leaves the item and what people did to it: %s', (act) => {
    const rewordedLine: ComputedLine = { ...now, outcome: draftItems(now.input, reworded) };
    expect(itemChanges(rewordedLine, standing(now, act))).toEqual({ next: [], closed: [], reopened: [] });
  });

  it('makes none where the version of the rule goes up with the words', () => {
    const next = withItem(now, 'T3a', (item) => ({
      ...item,
      ruleVersion: '9.0.0',
      question: { id: 'catalogue', parameters: { text: 'T3a/asked-otherwise' } },
    }));
    expect(itemChanges(next, standing(now, 'accepted')).next).toEqual([]);
  });
});

describe('other evidence', () => {
  const successorOf = (next: ComputedLine, rule: string, act: keyof typeof acts) =>
    itemChanges(next, standing(now, act)).next.find((item) => item.rule === rule);

  it('makes a successor that points back and is asked for anew', () => {
    expect(successorOf(computedOf('HN-01', { sizes: { N: '33' } }), 'T3a', 'accepted')).toMatchObject({
      state: 'draft',
      stateChangedBy: null,
      predecessorId: standing(now, 'accepted').find(({ rule }) => rule === 'T3a')!.id,
    });
  });

  it('keeps a dismissal silent until a further 5 mm', () => {
    expect(successorOf(computedOf('HN-01', { sizes: { N: '27' } }), 'T3a', 'dismissed')).toMatchObject({
      ...acts.dismissed,
    });
    expect(successorOf(computedOf('HN-01', { sizes: { N: '31' } }), 'T3a', 'dismissed')).toMatchObject({
      state: 'draft',
    });
  });

  it('is a lesion that lies elsewhere, with the same sizes', () => {
    const moved = withItem(now, 'T3a', (item) => ({
      ...item,
      evidenceUsed: {
        ...item.evidenceUsed,
        lesions: item.evidenceUsed.lesions.map((lesion) =>
          lesion.lesion === 'N' ? { ...lesion, site: 'right level II' } : lesion,
        ),
      },
    }));
    expect(successorOf(moved, 'T3a', 'accepted')).toMatchObject({ state: 'draft' });
  });
});

describe('a rule that raises something else on the same evidence', () => {
  const changed = withItem(now, 'T3a', (item) => ({
    ...item,
    ruleVersion: '9.0.0',
    cautions: [...item.cautions, caution],
  }));
  const fewerOptions = withItem(now, 'T3a', (item) => ({ ...item, options: item.options.slice(1) }));

  it.each(['accepted', 'dismissed'] as const)('makes a successor that stands as its predecessor did: %s', (act) => {
    for (const next of [changed, fewerOptions]) {
      const before = standing(now, act);
      const changes = itemChanges(next, before);
      expect(changes.next).toHaveLength(1);
      expect(changes.next[0]).toMatchObject({
        rule: 'T3a',
        predecessorId: before.find(({ rule }) => rule === 'T3a')!.id,
        ...acts[act],
      });
    }
  });

  it('comes back as it was accepted after it was set aside meanwhile', () => {
    const at = '2026-01-01T00:00:00.000Z';
    const aside = standing(now, 'accepted').map((item): CurrentItem => ({
      ...item,
      state: 'closed',
      stateReason: 'rule-switched-off',
      setAside: { state: 'accepted', reason: null, by: '5', at },
    }));
    expect(itemChanges(changed, aside).next).toMatchObject([
      { rule: 'T3a', state: 'accepted', stateChangedBy: '5', stateChangedAt: new Date(at) },
    ]);
    expect(itemChanges(now, aside)).toMatchObject({
      next: [],
      reopened: aside.map(({ id }) => ({ id, state: 'accepted' })),
    });
  });
});

interface StoredLine extends Pick<ComputedLine['line'], 'history' | 'facts' | 'dayReached'> {
  readonly name: string;
  readonly items: readonly (Pick<CurrentItem, 'rule' | 'ruleVersion'> & {
    readonly content: StoredItem;
    readonly evidenceHash: string;
  })[];
}

/** Lines with their items as release 0.1.0 stored them: texts in English words, the hash one of these words. */
const stored = new Map(
  readFileSync(new URL('../../../fixtures/release-0.1.0/discussion-items.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as StoredLine)
    .map((line) => [line.name, line] as const),
);

const asTheyStood = ({ items }: StoredLine, act: keyof typeof acts): CurrentItem[] =>
  items.map((item, index) => ({
    ...item,
    ...acts[act],
    id: String(100 + index),
    treatmentLineId: '7',
    evidenceHash: Buffer.from(item.evidenceHash, 'hex'),
    setAside: null,
    dismissedEvidence: null,
  }));

const withoutChase = ({ chase: _, ...written }: StoredItem) => written;

describe('an item that release 0.1.0 stored', () => {
  const names = ['established growth', 'new lesion', 'parked', 'window ended'];

  function changesOf(name: string, act: keyof typeof acts, sameRules = true) {
    const line = stored.get(name)!;
    const rules = new Set(line.items.map(({ rule }) => rule));
    const computed = computeLine(lineOf(line), new Map());
    const items = computed.outcome.items.filter(({ rule }) => rules.has(rule));
    if (sameRules) expect(items).toHaveLength(line.items.length);
    return itemChanges({ ...computed, outcome: { ...computed.outcome, items } }, asTheyStood(line, act));
  }

  it.each(names.flatMap((name) => [[name, 'accepted'] as const, [name, 'dismissed'] as const]))(
    'keeps its place, and what people did to it: %s, %s',
    (name, act) => {
      expect(changesOf(name, act)).toEqual({ next: [], closed: [], reopened: [] });
    },
  );

  it('comes back once more when the window of a case ends that was parked', () => {
    const [parked, ended] = [stored.get('parked')!, stored.get('window ended')!];
    const computed = computeLine(lineOf(ended), new Map());
    const items = computed.outcome.items.filter(({ rule }) => rule === 'T1');
    const line = { ...computed, outcome: { ...computed.outcome, items } };
    const { next } = itemChanges(line, asTheyStood(parked, 'dismissed'));
    expect(next).toMatchObject([
      { rule: 'T1', state: 'draft', content: { evidenceUsed: { windowEnded: '2026-04-20' } } },
    ]);
    const again = next.map((item, index): CurrentItem => ({
      ...item,
      id: String(200 + index),
      setAside: null,
      dismissedEvidence: null,
    }));
    expect(itemChanges(line, again).next).toEqual([]);
  });

  it('is succeeded where its evidence changes', () => {
    const line = stored.get('established growth')!;
    const { history, facts } = caseOf('HN-01', { sizes: { N: '33' } });
    const computed = computeLine(lineOf({ history, facts: [...facts] as RecordedFact[], dayReached: null }), new Map());
    expect(itemChanges(computed, asTheyStood(line, 'accepted')).next.find(({ rule }) => rule === 'T3a')).toMatchObject({
      state: 'draft',
      predecessorId: expect.any(String),
    });
  });

  it('reads as it was written, in every language', () => {
    for (const { items } of stored.values()) {
      for (const { content } of items) {
        for (const language of ['en', 'de'] as const)
          expect(rendered(itemFrom(content), language)).toEqual(withoutChase(content));
        expect(itemFrom(content).question).toEqual({ id: 'as-written', parameters: { text: content.question } });
      }
    }
    expect(render(itemFrom(stored.get('parked')!.items[0]!.content).title, 'de')).toBe(
      'A confirming scan before anything changes',
    );
  });
});
