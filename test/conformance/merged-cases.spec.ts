/**
 * Nothing is lost and nothing said twice where the items of a case are merged: the sixteen patients at several moments and drawn patients,
 * against a count of what their items say that knows nothing of how they are merged.
 */
import {
  draftItems,
  firstScreen,
  firstScreenSettings,
  mergedCase,
  readinessOf,
  render,
  textsOfScreen,
  wordsOf,
  type DiscussionInput,
  type DraftItem,
  type MergedCase,
  type Phrase,
} from '../../src/core/discussion/index.js';
import { classifyLine } from '../../src/core/response/index.js';
import { caseOf, patientIds, type Known } from '../unit/core/discussion/cohort.js';
import { drawnHistory } from './drawn-histories.js';

const drawnPatients = 250;

/** Options that a board reads as one, written down a second time. */
const shownAs: Readonly<Record<string, string>> = {
  'biopsy-first': 'biopsy',
  'neck-dissection-or-resection': 'salvage-surgery',
  'surgery-in-field': 'salvage-surgery',
};

const told = (phrase: Phrase): string => `${render(phrase, 'en')} / ${render(phrase, 'de')}`;

/** What is said, by place and text, with the rules that say it. */
type Told = Readonly<Record<string, readonly string[]>>;

function toldBy(said: readonly (readonly [string, string])[]): Told {
  const found = new Map<string, Set<string>>();
  for (const [what, rule] of said) found.set(what, (found.get(what) ?? new Set()).add(rule));
  return Object.fromEntries([...found].map(([what, rules]) => [what, [...rules].sort()]).sort());
}

/** Everything that an item says, each with its place. */
function saidByItem({ rule, options, matrix, ...item }: DraftItem): [string, string][] {
  const idOf = (option: string): string => shownAs[option] ?? option;
  const of = (place: string, texts: readonly Phrase[]): [string, string][] =>
    texts.map((text) => [`${place}: ${told(text)}`, rule]);
  return [
    ...options.flatMap(({ id, words, speaksFor, blocks, unknown }) => [
      [`option ${idOf(id)}`, rule] as [string, string],
      ...of(`words of ${idOf(id)}`, [words]),
      ...of(`for ${idOf(id)}`, speaksFor),
      ...of(`against ${idOf(id)}`, blocks),
      ...of(`unknown ${idOf(id)}`, unknown),
    ]),
    ...matrix.cells.flatMap(({ option, lesion, speaksFor, blocks, unknown }) => [
      [`${idOf(option)} is about ${lesion}`, rule] as [string, string],
      ...[
        ['for', speaksFor],
        ['against', blocks],
        ['unknown', unknown],
      ].flatMap(([side, texts]) => [
        ...of(`${String(side)} ${idOf(option)}`, texts as readonly Phrase[]),
        ...of(`${String(side)} ${idOf(option)} of ${lesion}`, texts as readonly Phrase[]),
      ]),
    ]),
    ...matrix.residual.flatMap(({ option, words }) => of(`left by ${idOf(option)}`, [words])),
    ...matrix.lesions.map(({ lesion }): [string, string] => [`lesion ${lesion}`, rule]),
    ...of(
      'not known',
      item.unknowns.map(({ words }) => words),
    ),
    ...of(
      'out of date',
      item.outOfDate.map(({ words }) => words),
    ),
    ...of(
      'contradiction',
      item.contradictions.map(({ words }) => words),
    ),
    ...of('caution', item.cautions),
    ...of('limit', item.limits),
    ...item.evidenceDistance.flatMap(({ id, distance, differs }): [string, string][] => [
      [`evidence ${id}`, rule],
      [`evidence ${id} ${distance}: ${differs.map(told).join()}`, rule],
    ]),
    ...of('no study', item.withoutEvidence === null ? [] : [item.withoutEvidence]),
    ...of('level', [item.level]),
    ...of('question', [item.question]),
  ];
}

type Entry = readonly [string, readonly string[]];

/** The same of a merged case, an entry for each of its lines. */
function entriesOf(merged: MergedCase): Entry[] {
  const { matrix } = merged;
  const of = (
    place: string,
    texts: readonly { readonly words: Phrase; readonly rules: readonly string[] }[],
  ): Entry[] => texts.map(({ words, rules }) => [`${place}: ${told(words)}`, rules]);
  return [
    ...matrix.options.flatMap((option): Entry[] => [
      [`option ${option.id}`, option.rules],
      ...(
        [
          ['for', option.speaksFor],
          ['against', option.blocks],
          ['unknown', option.unknown],
        ] as const
      ).flatMap(([side, reasons]) => [
        ...of(`${side} ${option.id}`, reasons),
        ...reasons.flatMap(({ words, lesions }) =>
          lesions.map(({ lesion, rules }): Entry => [`${side} ${option.id} of ${lesion}: ${told(words)}`, rules]),
        ),
      ]),
      ...of(`left by ${option.id}`, option.staysUntreated),
    ]),
    ...matrix.lesions.map(({ lesion, rules }): Entry => [`lesion ${lesion}`, rules]),
    ...of('not known', merged.unknowns),
    ...of('out of date', merged.outOfDate),
    ...of('contradiction', merged.contradictions),
    ...of('caution', merged.cautions),
    ...of('limit', merged.limits),
    ...merged.evidence.flatMap(({ id, rules, distances }): Entry[] => [
      [`evidence ${id}`, rules],
      ...distances.map((one): Entry => [`evidence ${id} ${one.distance}: ${one.differs.map(told).join()}`, one.rules]),
    ]),
    ...of('no study', merged.withoutEvidence),
    ...merged.questions.map(({ question, rule }): Entry => [`question: ${told(question)}`, [rule]]),
  ];
}

/** Compared apart: which of the words of an option stands first, and which lesions it is about. */
const apart = /^(words of |[\w-]+ is about |level: )/;

function expectNothingLost(items: readonly DraftItem[]): void {
  const merged = mergedCase(items);
  const entries = entriesOf(merged);
  const said = Object.entries(toldBy(items.flatMap(saidByItem))).filter(([what]) => !apart.test(what));
  expect(entries.map(([what]) => what).sort()).toEqual(said.map(([what]) => what).sort());
  expect(Object.fromEntries(entries.map(([what, rules]) => [what, [...rules].sort()]))).toEqual(
    Object.fromEntries(said),
  );
  for (const { id, words, alsoWorded, lesions } of merged.matrix.options) {
    const own = items.flatMap((item) => item.options.filter((option) => (shownAs[option.id] ?? option.id) === id));
    expect([told(words), ...alsoWorded.map((other) => told(other.words))].sort()).toEqual(
      [...new Set(own.map((option) => told(option.words)))].sort(),
    );
    const about = items.flatMap(({ matrix }) =>
      matrix.cells.filter(({ option }) => (shownAs[option] ?? option) === id).map(({ lesion }) => lesion),
    );
    expect([...lesions].sort()).toEqual([...new Set(about)].sort());
  }
}

function expectOrderTold(items: readonly DraftItem[]): void {
  const merged = mergedCase(items);
  expect(mergedCase([...items].reverse())).toEqual(merged);
  const reach = merged.unknowns.map(({ couldChange }) =>
    couldChange.includes('flag') || couldChange.includes('item') ? 0 : couldChange.includes('option') ? 1 : 2,
  );
  expect(reach).toEqual([...reach].sort());
}

/** Every text against an option is on the screen, and what has no room is counted. */
function expectNoBlockHidden(input: DiscussionInput, items: readonly DraftItem[]): void {
  const screen = firstScreen({ input, items, day: null });
  const merged = mergedCase(items);
  expect(screen.options.map(({ id }) => id)).toEqual(merged.matrix.options.map(({ id }) => id));
  merged.matrix.options.forEach(({ blocks }, index) => {
    const shown = screen.options[index]!.against.map((phrase) => render(phrase, 'en'));
    const short = blocks.map(({ words }) => {
      const reason = words.id === 'said-by' ? words.parameters.said : words;
      return render({ id: 'reason-short', parameters: { reason } }, 'en');
    });
    expect(shown).toEqual([...new Set(short)]);
  });
  const words = wordsOf(textsOfScreen(screen));
  const optional = screen.options.flatMap((option) => [...option.for, ...option.notKnown]);
  expect(Math.max(words.en, words.de) <= firstScreenSettings.words || optional.length === 0).toBe(true);
}

function expectReadinessCounts(items: readonly DraftItem[]): void {
  const readiness = readinessOf(items, '2026-06-01');
  expect(readiness.there + readiness.notReady.length).toBe(readiness.of);
  expect(readiness.first).toBe(readiness.notReady[0] ?? null);
  const missing = readiness.notReady.filter(({ standing }) => standing === 'missing').map(({ words }) => told(words));
  expect(new Set(missing).size).toBe(missing.length);
  const unknown = mergedCase(items).unknowns.map(({ words }) => told(words));
  expect(missing).toEqual(unknown.filter((words) => missing.includes(words)));
}

function expectWhole(input: DiscussionInput): number {
  const { items } = draftItems(input);
  expectNothingLost(items);
  expectOrderTold(items);
  expectNoBlockHidden(input, items);
  expectReadinessCounts(items);
  return items.length;
}

const moments: readonly (readonly [string, Known])[] = [
  ...patientIds.map((patient) => [patient, {}] as const),
  ['HN-06', { until: '2026-03-15' }],
  ['HN-10', { until: '2026-03-25' }],
  ['HN-15', { until: '2026-08-10' }],
  ['HN-01', { facts: [{ name: 'patient-wish', value: { words: 'no operation', declines: ['salvage-surgery'] } }] }],
];

test.each(moments)('%s %j: everything once, with all its rules', (patient, known) => {
  expectWhole(caseOf(patient, known));
});

test(`${drawnPatients} drawn patients: everything once, with all its rules`, () => {
  const facts = ['hypopharynx', 'squamous-cell-carcinoma'].map((value, order) => ({
    name: ['primary-site', 'histology'][order]!,
    state: 'known' as const,
    value,
    lesion: null,
    evaluator: null,
    date: null,
    order,
  }));
  let [several, items] = [0, 0];
  for (let seed = 0; seed < drawnPatients; seed += 1) {
    const history = drawnHistory(seed);
    const count = expectWhole({ facts, history, classification: classifyLine(history) });
    items += count;
    if (count > 1) several += 1;
  }
  expect(several).toBeGreaterThan(drawnPatients / 10);
  expect(items).toBeGreaterThan(several * 2);
});
