import { letterFormsOf, letterOf } from '../../../../../src/modules/boards/letters/letter.js';
import { letterTexts } from '../../../../../src/modules/boards/letters/texts/index.js';
import { forbiddenIn, languages, type Language } from '../../../../../src/core/discussion/index.js';
import { chart, emptyLetter, hash, letter } from './contents.js';

describe('letterOf', () => {
  it('says everything of the content in English', () => {
    expect(letterOf(letter)).toMatchObject({
      language: 'en',
      wordsLanguage: 'en',
      title: 'Letter to the treating clinician, case 4711, meeting of 05-Mar-2026',
      heading: 'Letter to the treating clinician',
      synthetic: { short: 'Synthetic data' },
      board: 'Head and neck tumour board',
      site: 'Klinikum Süd',
      head: [
        { label: 'Patient', words: 'HN-01' },
        { label: 'Case', words: '4711' },
        { label: 'Meeting', words: '05-Mar-2026' },
        { label: 'Place', words: 'Room 2.14' },
      ],
      question: { label: 'Question to the board', words: letter.question },
      decision: {
        statement: 'The board chose:',
        chosen: ['neck dissection'],
        facts: [
          { label: 'Intent', words: 'local control' },
          { label: 'Reasons', words: 'Growth in one node only.' },
        ],
        conditions: {
          columns: ['Condition', 'Owner', 'Expires'],
          rows: [
            ['If: the carotid is free', 'Dr Groß', '19-Mar-2026'],
            ['Else: discuss again', 'Chair', 'no date'],
          ],
        },
        actions: { rows: [['Book MR of the neck', 'Radiology', '12-Mar-2026']] },
        dissent: { lines: [{ label: 'Medical oncology', words: 'would have waited' }] },
        unknown: { items: ['dose of the 2023 field'] },
        quorum: {
          lines: [
            { label: 'Present', words: 'Surgery, Radiology' },
            { label: 'Missing', words: 'Pathology' },
          ],
        },
      },
      amendments: {
        entries: [
          {
            signed: 'Dr Yılmaz, 06-Mar-2026, 09:05',
            reason: { label: 'Reason', words: 'wrong date' },
            text: 'MR on 13 March',
          },
        ],
      },
      options: {
        items: [
          { words: 'no local therapy', mark: null },
          { words: 'neck dissection', mark: 'chosen by the board' },
        ],
      },
      proposal: { words: 'Neck dissection' },
      whyNow: { items: ['N grew 18 to 26 mm', 'three other lesions shrank'] },
      lesions: {
        rows: [
          ['N', 'neck, left', '18', '18', '26', '+44.4 %', '+44.4 %'],
          ['L1', 'lung', '12', '12', '12', '0.0 %', '0.0 %'],
        ],
        note: null,
      },
      chart: {
        svg: chart,
        inWords: 'Curves of the measured lesions over time, whose sizes the table gives: N: 18 → 26; L1: 12 → 12.',
      },
      signature: {
        signed: 'Signed by Prof. Müller, 05-Mar-2026, 15:42.',
        fingerprint: { label: 'Fingerprint of the signed text (SHA-256)', words: hash },
      },
    });
  });

  it('says its own words in German and leaves those of the board as typed, with their language', () => {
    expect(letterOf(letter, 'de')).toMatchObject({
      language: 'de',
      wordsLanguage: 'en',
      title: 'Brief an die Behandelnden, Fall 4711, Sitzung vom 05-Mär-2026',
      question: { label: 'Frage an das Board', words: letter.question },
      decision: {
        statement: 'Das Board hat gewählt:',
        facts: [{ label: 'Therapieziel', words: 'lokale Kontrolle' }, { words: 'Growth in one node only.' }],
        conditions: {
          rows: [
            ['Wenn: the carotid is free', 'Dr Groß', '19-Mär-2026'],
            ['Sonst: discuss again', 'Chair', 'ohne Datum'],
          ],
        },
      },
      signature: { signed: 'Unterschrieben von Prof. Müller, 05-Mär-2026, 15:42.' },
    });
  });

  it('says of each empty part that nothing was stated, and of nobody missing that it is nobody', () => {
    const {
      decision,
      options,
      proposal,
      whyNow,
      lesions,
      chart: curves,
      amendments,
      head,
      site,
      synthetic,
    } = letterOf(emptyLetter);
    const nones = [decision.conditions, decision.actions, decision.dissent, decision.unknown, options, whyNow, lesions];
    expect(nones.map(({ none }) => none)).toEqual(nones.map(() => 'None stated.'));
    expect(proposal.words).toBe('None stated.');
    expect(decision.facts.map(({ words }) => words)).toEqual(['not stated', 'Not stated.']);
    expect(decision.quorum.lines.map(({ words }) => words)).toEqual(['nobody', 'nobody']);
    expect({ curves, entries: amendments.entries, site, synthetic }).toEqual({
      curves: null,
      entries: [],
      site: null,
      synthetic: null,
    });
    expect(head.map(({ label }) => label)).toEqual(['Patient', 'Case', 'Meeting']);
  });

  it.each([
    ['options-chosen', null, 'The board chose:', ['neck dissection'], ['Intent', 'Reasons']],
    ['none-chosen', 'House 4', 'The board chose none of the options.', [], ['Intent', 'Protocol', 'Reasons']],
    ['no-consensus', null, 'The board came to no consensus.', [], ['Intent', 'Reasons']],
    [
      'listed-under-standard',
      'House 4',
      'Listed under the protocol “House 4”, not discussed.',
      [],
      ['Intent', 'Reasons'],
    ],
    [
      'listed-under-standard',
      null,
      'Listed under a protocol that is not stated, not discussed.',
      [],
      ['Intent', 'Reasons'],
    ],
  ] as const)('states a decision of kind %s under protocol %s', (kind, protocol, statement, chosen, labels) => {
    const { decision } = letterOf({ ...letter, decision: { ...letter.decision, kind, protocol } });
    expect(decision.statement).toBe(statement);
    expect(decision.chosen).toEqual(chosen);
    expect(decision.facts.map(({ label }) => label)).toEqual(labels);
  });

  it.each([
    ['meeting.date', { ...letter, meeting: { date: '05.03.2026', place: null } }],
    ['meeting.date', { ...letter, meeting: { date: '2026-13-05', place: null } }],
    ['signed.at', { ...letter, signed: { ...letter.signed, at: '2026-03-05T14:42:00Z' } }],
    ['amendments[0].at', { ...letter, amendments: [{ ...letter.amendments[0]!, at: '2026-03-06' }] }],
    [
      'decision.actions[0].due',
      { ...letter, decision: { ...letter.decision, actions: [{ words: 'x', owner: 'y', due: 'soon' }] } },
    ],
    [
      'decision.conditions[0].expires',
      { ...letter, decision: { ...letter.decision, conditions: [{ ...letter.decision.conditions[0]!, expires: '' }] } },
    ],
  ])('names %s where it is no date or time', (place, content) => {
    expect(() => letterOf(content)).toThrow(RangeError);
    expect(() => letterOf(content)).toThrow(new RegExp(`^${place.replace(/[.[\]]/g, '\\$&')} is no`));
  });
});

describe('letterFormsOf', () => {
  const forms = letterFormsOf(letter);

  it('gives up the curves, then the size of the print, then the lesions without a change, then the lines of the options, and is whole again at the end', () => {
    expect(
      forms.map(({ chart: curves, print, lesions, options }) => [
        curves !== null,
        print,
        lesions.rows.map(([label]) => label),
        options.inRun,
      ]),
    ).toEqual([
      [true, 'normal', ['N', 'L1'], false],
      [false, 'normal', ['N', 'L1'], false],
      [false, 'small', ['N', 'L1'], false],
      [false, 'small', ['N'], false],
      [false, 'small', ['N'], true],
      [true, 'normal', ['N', 'L1'], false],
    ]);
    expect(forms[0]).toEqual(letterOf(letter));
    expect(forms.at(-1)).toEqual(forms[0]);
  });

  it('says what it left out', () => {
    expect(forms.map(({ lesions }) => lesions.note)).toEqual([
      null,
      'The curves of the lesions are on the page of the case.',
      'The curves of the lesions are on the page of the case.',
      '1 more lesion without a change beyond measurement noise: on the page of the case. The curves of the lesions are on the page of the case.',
      '1 more lesion without a change beyond measurement noise: on the page of the case. The curves of the lesions are on the page of the case.',
      null,
    ]);
  });

  it('leaves everything else as it is in each form', () => {
    const kept = forms.map(({ chart: _, print: __, lesions: ___, options: { inRun: ____, ...options }, ...rest }) => ({
      ...rest,
      options,
    }));
    for (const form of kept) expect(form).toEqual(kept[0]);
  });

  it('says that no lesion changed, rather than that there is none', () => {
    const still = letterFormsOf({ ...letter, lesions: letter.lesions.slice(1) })[3]!;
    expect(still?.lesions).toMatchObject({ rows: [], none: '', note: expect.stringMatching(/^1 more lesion/) });
  });
});

describe('the texts', () => {
  const ownTexts = (language: Language): string[] => {
    const texts = letterTexts[language];
    const functions = [
      texts.letterTitle('1', 'd'),
      texts.minutesTitle('b', 'd'),
      texts.listedUnder('p'),
      texts.amendedBy('b', 'd'),
      texts.moreLesions(1),
      texts.moreLesions(2),
      texts.chartInWords(['N']),
      texts.signedBy('b', 'd'),
      texts.caseHeading(1, '1'),
    ];
    const flat = (value: unknown): string[] =>
      typeof value === 'string'
        ? [value]
        : typeof value === 'object' && value !== null
          ? Object.values(value).flatMap(flat)
          : [];
    return [...functions, ...flat(texts)];
  };

  it.each(languages)('hold none of the words that no text uses (%s)', (language) => {
    expect(ownTexts(language).length).toBeGreaterThan(60);
    expect(forbiddenIn(ownTexts(language), language)).toEqual([]);
  });

  it('are of another language each', () => {
    const same = ownTexts('en').filter((text) => ownTexts('de').includes(text));
    expect([...new Set(same)].sort()).toEqual(
      ['Jan', 'Apr', 'Aug', 'Feb', 'Jul', 'Jun', 'Name', 'Nov', 'Patient', 'Sep', 'b, d'].sort(),
    );
  });
});
