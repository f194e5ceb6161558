/** The case as a board reads it: what leads, how an option is worded, who is needed, how ready it is, what the case line says. */
import {
  catalogue,
  defaultFreshness,
  CatalogueError,
  disciplines,
  disciplinesNeeded,
  draftItems,
  firstScreen,
  languages,
  leadingItem,
  loadDisciplines,
  loadReadingOrder,
  quorumPresets,
  mergedCase,
  readinessOf,
  readingOrder,
  render,
  type Discipline,
  type DraftItem,
  type FirstScreen,
  type Freshness,
  type Phrase,
  type QuorumPreset,
  type Readiness,
} from '../../../../src/core/discussion/index.js';
import disciplineData from '../../../../src/core/discussion/catalog/disciplines.json' with { type: 'json' };
import orderData from '../../../../src/core/discussion/catalog/reading-order.json' with { type: 'json' };
import sameData from '../../../../src/core/discussion/catalog/same-options.json' with { type: 'json' };
import { classifyLine } from '../../../../src/core/response/index.js';
import { caseOf, type Known } from './cohort.js';

const itemsOf = (patient: string, known: Known = {}): readonly DraftItem[] => draftItems(caseOf(patient, known)).items;

const inEnglish = (phrase: Phrase | null | undefined): string | null => (phrase ? render(phrase, 'en') : null);

const screenOf = (patient: string, known: Known = {}, day: string | null = null): FirstScreen => {
  const input = caseOf(patient, known);
  return firstScreen({ input, items: draftItems(input).items, day });
};

const lineOf = (screen: FirstScreen): Record<string, string | null> =>
  Object.fromEntries(screen.caseLine.map(({ field, words }) => [field, inEnglish(words)]));

const faultsOf = (load: () => unknown): readonly string[] => {
  try {
    load();
    return [];
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
    return error.faults;
  }
};

describe('the order of reading', () => {
  it('is that of the clinical decisions: what is reported, brain and spine, local options as one group, then the rest', () => {
    expect(readingOrder.groups.flatMap(({ rules }) => rules).join(' ')).toBe(
      'T9 T13 T3a T3b T3c T4 T5 T2 T1 T6a T6a-NPC T6b T6c T7 T8 T10 T12 T11',
    );
    expect(mergedCase(itemsOf('HN-01')).questions.map(({ rule, group }) => [rule, group])).toEqual(
      ['T3a', 'T4', 'T5', 'T2'].map((rule) => [rule, 'local-options']),
    );
  });

  it.each<[string, unknown, unknown, RegExp]>([
    ['a rule that does not exist', [...orderData, { id: 'x', rules: ['T99'] }], sameData, /there is no rule 'T99'/],
    ['a rule twice', [...orderData, { id: 'x', rules: ['T9'] }], sameData, /'T9' stands twice/],
    ['a rule without a place', orderData.slice(1), sameData, /the rule 'T9' has no place/],
    [
      'another order than the rules lead in',
      [...orderData.slice(0, -2), ...orderData.slice(-2).reverse()],
      sameData,
      /'T12' stands in another place than its 'leads' says/,
    ],
    ['no list at all', {}, sameData, /reading-order\.json/],
    [
      'an option that no rule raises',
      orderData,
      [{ option: 'prayer', also: ['biopsy'], because: 'x' }],
      /no rule raises the option 'prayer'/,
    ],
    [
      'two options of one rule as one',
      orderData,
      [{ option: 'sbrt', also: ['re-irradiation'], because: 'x' }],
      /the rule T4 raises two options that it says are one/,
    ],
  ])('stops the start at %s', (_, order, same, fault) => {
    expect(faultsOf(() => loadReadingOrder(order, same)).join('\n')).toMatch(fault);
  });
});

describe('the question that leads', () => {
  it('is the first in the order of reading, below what is reported, which leads only alone', () => {
    const items = itemsOf('HN-07');
    expect(items.map(({ rule }) => rule)).toContain('T9');
    expect(leadingItem(items, null)?.rule).toBe('T7');
    const reported = items.filter(({ rule }) => rule === 'T9');
    expect(leadingItem(reported, null)?.rule).toBe('T9');
    expect(leadingItem([], null)).toBeNull();
    expect(screenOf('HN-07').reported.map(inEnglish)).toEqual([expect.stringContaining('carotid contact 200 degrees')]);
  });

  it('is not one whose window ended before the day, while another is asked', () => {
    const items = itemsOf('HN-06', { until: '2026-03-15' });
    const confirming = items.find(({ rule }) => rule === 'T1')!;
    const end = confirming.windowEnds!;
    expect(leadingItem(items, end)?.rule).toBe('T1');
    expect(leadingItem(items, '2099-01-01')?.rule).not.toBe('T1');
    expect(leadingItem([confirming], '2099-01-01')?.rule).toBe('T1');
  });
});

describe('an option that rules word differently', () => {
  it("is 'no local therapy' where one of them asks about a local treatment, in whatever order, and keeps the other words", () => {
    const systemic = itemsOf('HN-04');
    const words = (items: readonly DraftItem[]): (string | null)[] => {
      const option = mergedCase(items).matrix.options.find(({ id }) => id === 'no-local-therapy')!;
      return [inEnglish(option.words), ...option.alsoWorded.map((other) => inEnglish(other.words))];
    };
    expect(words(systemic)).toEqual([
      'systemic treatment as it is, next planned scan',
      'treatment as it is, next planned scan',
    ]);
    const reported = itemsOf('HN-07').filter(({ rule }) => rule === 'T9');
    expect(words([...reported, ...itemsOf('HN-11')])).toEqual([
      'no local therapy; pembrolizumab and the next planned scan',
      'treatment as it is, next planned scan',
    ]);
  });

  it('has short words in each language, but for what is given without a local treatment', () => {
    const without = catalogue.rules
      .flatMap(({ options }) => options)
      .filter(({ id }) => id !== 'no-local-therapy')
      .filter(({ id }) =>
        languages.some((language) =>
          render(
            {
              id: 'option-short',
              parameters: { option: id, words: { id: 'as-written', parameters: { text: 'long' } }, lesions: [] },
            },
            language,
          ).includes('long'),
        ),
      );
    expect(without.map(({ id }) => id)).toEqual([]);
  });
});

describe('the disciplines a case needs', () => {
  const needed = (...asked: Parameters<typeof disciplinesNeeded>): string[] =>
    disciplinesNeeded(...asked).needed.map(({ oneOf }) => oneOf.join('|'));

  it('are the default quorum, and what the options add', () => {
    expect(needed([])).toEqual([
      'medical-oncology',
      'radiation-oncology',
      'ear-nose-throat-surgery|oral-and-maxillofacial-surgery',
      'radiology',
    ]);
    const own = disciplinesNeeded(itemsOf('HN-01'));
    const tissue = own.needed.find(({ oneOf }) => oneOf.includes('pathology'));
    expect(tissue?.because).toEqual([
      { of: 'option', what: 'biopsy-first' },
      { of: 'option', what: 'biopsy' },
    ]);
    expect(needed(itemsOf('HN-01'))).toEqual(
      expect.arrayContaining(['speech-therapy', 'dietetics', 'nuclear-medicine']),
    );
    expect(inEnglish(own.someoneWhoSawThePatient)).toBe('someone who has seen the patient, with the date');
  });

  it('with the German preset all six of QI 5, each by itself', () => {
    expect(needed([], 'german-qi-5')).toEqual([
      'oral-and-maxillofacial-surgery',
      'ear-nose-throat-surgery',
      'radiation-oncology',
      'medical-oncology',
      'pathology',
      'radiology',
    ]);
  });

  it('by rule, organ, uptake and report', () => {
    expect(needed(itemsOf('HN-04'))).toContain('palliative-care');
    expect(needed(itemsOf('HN-08'))).toContain('nuclear-medicine');
    expect(needed(itemsOf('HN-07'))).toContain('interventional-radiology|vascular-surgery');
    expect(needed(itemsOf('HN-03'))).toContain('thoracic-surgery');
    expect(needed(itemsOf('HN-11'))).not.toContain('thoracic-surgery');
    expect(needed(itemsOf('HN-03'))).not.toContain('neurosurgery|spine-surgery');
  });

  it.each<QuorumPreset>(quorumPresets)('of %s are known disciplines', (preset) => {
    const of: readonly Discipline[] = disciplinesNeeded([], preset).needed.flatMap(({ oneOf }) => oneOf);
    expect(disciplines).toEqual(expect.arrayContaining([...of]));
  });

  it('have a name in each language', () => {
    for (const language of languages)
      for (const discipline of disciplines)
        expect(render({ id: 'one-of-disciplines', parameters: { oneOf: [discipline] } }, language)).toMatch(/^\p{L}/u);
  });

  it.each<[string, unknown, RegExp]>([
    [
      'an option that no rule raises',
      { ...disciplineData, options: { ...disciplineData.options, prayer: [] } },
      /no rule raises the option 'prayer'/,
    ],
    [
      'an option without a line',
      { ...disciplineData, options: Object.fromEntries(Object.entries(disciplineData.options).slice(1)) },
      /the option 'no-local-therapy' has no line/,
    ],
    ['a rule that does not exist', { ...disciplineData, rules: { T99: [] } }, /there is no rule 'T99'/],
    [
      'a discipline that does not exist',
      { ...disciplineData, rules: { T8: [['astrology']] } },
      /disciplines\.json\/rules\/T8\/0\/0/,
    ],
  ])('stop the start at %s', (_, source, fault) => {
    expect(faultsOf(() => loadDisciplines(source)).join('\n')).toMatch(fault);
  });
});

describe('readiness', () => {
  const ecog = (date: string): Known => ({ facts: [{ name: 'ecog', value: 1, date }] });
  const without: Readiness = readinessOf(itemsOf('HN-11'), '2026-07-13');

  it('counts what is there, and names the first that is missing, with its lesions and who could answer', () => {
    expect([without.there, without.of]).toEqual([3, 9]);
    expect(without.first).toMatchObject({ standing: 'missing', facts: ['organ-at-risk'], lesions: [] });
    expect(inEnglish(without.words)).toMatch(
      /^3 of 9 facts there; first missing: .* \(radiology, treating clinician\)$/,
    );
    const ofLesions = readinessOf(itemsOf('HN-03'), '2026-03-17').first;
    expect([ofLesions?.facts, ofLesions?.lesions, ofLesions?.answer?.fact]).toEqual([
      ['growing-lesions-treatable'],
      ['L1', 'L2'],
      'treatable',
    ]);
  });

  it('lets a statement grow old by the day of asking, in days of its own or of the board', () => {
    const items = itemsOf('HN-11', ecog('2026-07-01'));
    const stale = (...asked: [day: string, freshness?: Freshness]) =>
      readinessOf(items, ...asked)
        .notReady.filter(({ standing }) => standing === 'stale')
        .map(({ facts, lastStated }) => [facts, lastStated]);
    expect(readinessOf(items, '2026-07-29').there).toBe(without.there + 1);
    expect(stale('2026-07-29')).toEqual([]);
    expect(stale('2026-07-30')).toEqual([[['ecog'], '2026-07-01']]);
    expect(stale('2026-07-30', { ecog: 60 })).toEqual([]);
    expect(stale('2026-12-30', { ecog: null, resectable: null })).toEqual([]);
    expect(stale('2026-07-05', { ecog: 3 })).toEqual([[['ecog'], '2026-07-01']]);
  });

  it('takes its days from the register of facts', () => {
    expect([defaultFreshness['ecog'], defaultFreshness['histology']]).toEqual([28, null]);
  });

  it('is whole where nothing is asked', () => {
    expect(readinessOf([], '2026-07-01')).toMatchObject({ there: 0, of: 0, first: null });
  });
});

describe('the case line', () => {
  it('marks what is not known with the fact that would fill it', () => {
    const { caseLine } = screenOf('HN-01');
    expect(
      caseLine.filter(({ known }) => !known).map(({ field, fact, words }) => [field, fact, inEnglish(words)]),
    ).toEqual([
      ['ecog', 'ecog', 'ECOG ?'],
      ['wish', 'patient-wish', 'wish ?'],
    ]);
  });

  it('says what was asked and is none, trends, dated wishes, courses, and the week at the last scan', () => {
    const line = lineOf(
      screenOf('HN-01', {
        facts: [
          { name: 'ecog', value: 0, date: '2026-03-01' },
          { name: 'ecog', value: 1, date: '2026-04-01' },
          { name: 'ecog', value: 2, date: '2026-05-01' },
          { name: 'patient-wish', value: { words: 'to stay at home' }, date: '2026-05-02' },
          { name: 'lines-before', state: 'none', value: null },
          { name: 'pd-l1-assay', value: '22C3' },
        ],
      }),
    );
    expect(line).toMatchObject({
      ecog: 'ECOG 1 → 2 (01-May-2026)',
      wish: 'wish: "to stay at home" (02-May-2026)',
      'lines-before': 'no earlier line',
      cps: 'CPS 30 (22C3)',
      'prior-radiotherapy': 'radiotherapy neck, 70 Gy, to Nov-2023',
      week: 'week 18',
    });
    expect(
      lineOf(screenOf('HN-01', { facts: [{ name: 'prior-radiotherapy', state: 'none', value: null }] })),
    ).toMatchObject({ 'prior-radiotherapy': 'no prior radiotherapy' });
  });

  it('asks for the marker of the site, and for none elsewhere', () => {
    const fields = (site: string): string[] =>
      Object.keys(lineOf(screenOf('HN-03', { facts: [{ name: 'primary-site', value: site }] }))).filter(
        (field) => field === 'p16' || field === 'ebv',
      );
    expect(['larynx', 'oropharynx', 'nasopharynx', 'unknown-primary'].map(fields)).toEqual([
      [],
      ['p16'],
      ['ebv'],
      ['p16', 'ebv'],
    ]);
  });

  it('has a place for the decision before, and for the question in the words of the board', () => {
    const input = caseOf('HN-01');
    const decided: Phrase = { id: 'as-written', parameters: { text: 'SBRT, carried out' } };
    const asked: Phrase = { id: 'as-written', parameters: { text: 'What of the neck?' } };
    const screen = firstScreen({ input, items: [], day: null, previousDecision: decided, question: asked });
    expect(screen.caseLine.at(-1)).toEqual({ field: 'previous-decision', words: decided, known: true, fact: null });
    expect([screen.question, screen.withoutQuestion]).toEqual([asked, null]);
  });
});

describe('why now', () => {
  it('says over the last interval and since baseline what grew, what shrank, and RECIST and iRECIST in a word', () => {
    expect(screenOf('HN-01').whyNow.map(inEnglish)).toEqual([
      'Grew 16-Mar-2026 to 18-May-2026: lymph node (N) 19 to 26 mm (18 at baseline).',
      'Shrank since 07-Jan-2026: liver lesion (H) -45.0 %, lung lesion (L1) -50.0 % and lung lesion (L2) -50.0 %; RECIST SD, iRECIST iSD.',
    ]);
  });

  it('without a question says what was found, and never that nothing is there where it could not be assessed', () => {
    expect(inEnglish(screenOf('HN-05').withoutQuestion)).toBe(
      'No dissociated response in what was measured; nothing is asked.',
    );
  });

  it('of a last scan that is held says that alone, and shows no size of now', () => {
    const input = caseOf('HN-01');
    const evaluators = input.history.evaluators.map((own) => ({
      ...own,
      timepoints: own.timepoints.map((timepoint, index) =>
        index === own.timepoints.length - 1
          ? { ...timepoint, held: [{ value: 'size of a lesion', code: null, sent: null }] }
          : timepoint,
      ),
    }));
    const history = { ...input.history, evaluators };
    const held = { ...input, history, classification: classifyLine(history) };
    const screen = firstScreen({ input: held, items: draftItems(held).items, day: null });
    expect(screen.whyNow.map(inEnglish)).toEqual(['Cannot be assessed: 1 of 3 scans held.']);
    expect(screen.lesions.map(({ now }) => inEnglish(now))).toEqual(screen.lesions.map(() => '–'));
    expect(screen.lesions.map(({ note }) => inEnglish(note))).toEqual(screen.lesions.map(() => 'scan held'));
  });
});
