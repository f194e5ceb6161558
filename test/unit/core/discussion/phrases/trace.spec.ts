/** The words of a trace, for what a classification says and for steps as they may be stored. */
import { render } from '../../../../../src/core/discussion/index.js';
import {
  explanationOf,
  patternDefinitions,
  ruleIds,
  type ResponseOptions,
  type TraceStep,
} from '../../../../../src/core/response/index.js';
import type { CompactFinding, CompactLesion, CompactLine } from '../../../../conformance/notation.js';
import { followUps } from '../../response/support.js';

const explain = (step: TraceStep, language: 'en' | 'de' = 'en'): string => render(explanationOf(step), language);

const words = (line: CompactLine, rule: string): string =>
  explain(
    followUps(line)
      .at(-1)!
      .trace.find((step) => step.rule === rule)!,
  );

describe('a lesion that came back after a confirmed complete response', () => {
  const back: readonly CompactFinding[] = [30, 'absent', 'absent', 2];
  test('a target', () => {
    expect(words({ lesions: { T: { sizes: back }, U: { sizes: back } } }, 'RECIST-1.1/target/reappearance')).toBe(
      'T, U came back after a complete response (after-confirmed-cr): progression. Outcome: PD.',
    );
  });
  test('a non-target', () => {
    expect(
      words(
        {
          lesions: {
            T: { sizes: [30, 0, 0, 0] },
            N: { role: 'non-target', sizes: ['present', 'absent', 'absent', 'present'] },
          },
        },
        'RECIST-1.1/non-target/reappearance',
      ),
    ).toBe('N came back after a complete response (after-confirmed-cr): progression. Outcome: PD.');
  });
});

describe('what a stored step does not hold', () => {
  const stored = (rule: string, inputs: TraceStep['inputs'], outcome = 'SD'): string =>
    explain({ rule, inputs, outcome });
  test('is said to be not known: lengths, changes and words', () => {
    expect(stored('RECIST-1.1/target/PR-stays', { sum: 60_000, baseline: null, nadir: null }, 'PR')).toBe(
      'The sum of 60.0 mm is not known against baseline and no progression against the nadir of not known; a response was given before and stays (not known). Outcome: PR.',
    );
    expect(stored('RECIST-1.1/target/PR', { sum: null, baseline: 80_000 }, 'PR')).toBe(
      'The sum of not known is not known against the baseline of 80.0 mm: at least -30 %. Outcome: PR.',
    );
  });
  test.each([
    ['shrinkers', { shrinkerBaselines: [40_000], shrinkerSizes: [20_000] }],
    ['their baselines', { shrinkers: ['S'], shrinkerSizes: [20_000] }],
    ['their sizes', { shrinkers: ['S'], shrinkerBaselines: [40_000] }],
    ['labels as a list', { shrinkers: 'S', shrinkerBaselines: [40_000], shrinkerSizes: [20_000] }],
  ])('makes no list of sizes: %s', (_, inputs) => {
    expect(stored('pattern/lesions', { definition: 'DR-A', shrinkPercent: 30, ...inputs })).toContain(
      'DR-A: lesions at least 30 % below baseline: none; ',
    );
  });
  test('a whole list says each size', () => {
    expect(
      stored('pattern/lesions', {
        definition: 'DR-A',
        shrinkPercent: 30,
        shrinkers: ['S'],
        shrinkerBaselines: [40_000],
        shrinkerSizes: [20_000],
      }),
    ).toContain('below baseline: S 40.0 to 20.0 mm (-50.0 %); ');
  });
  test('a rule of another version is named as it stands', () => {
    expect(stored('RECIST-2/target', {}, 'PD')).toBe('RECIST-2/target. Outcome: PD.');
  });
  test('what release 0.1.0 stored as text is shown as it was written', () => {
    expect(
      stored('pattern/organs', {
        definition: 'DR-C',
        shrinkPercent: 30,
        excluded: ['N (treated)', 'F (in-prior-field)'],
        missing: ['liver', 'organ of X'],
      }),
    ).toContain('Not measured at both times: liver, organ of X. Set aside: N (treated), F (in-prior-field).');
    expect(
      stored('pattern/uptake', { definition: 'PET-DR', responders: ['P 8 to 4'], progressors: ['M 4 to 6'] }),
    ).toContain('below baseline: P 8 to 4; as much above it: M 4 to 6.');
    expect(
      stored('pattern/organs-new-lesion', {
        definition: 'SAT21',
        organs: ['lung'],
        missing: [],
        newLesions: ['X', 'non-target progression'],
      }),
    ).toContain('that is not measured: X, non-target progression.');
    expect(stored('RECIST-1.1/target/no-baseline-sum', { missing: ['the baseline itself'] })).toContain(
      '(not measured at baseline: the baseline itself)',
    );
  });
});

const nonTarget = (...sizes: readonly CompactFinding[]): CompactLesion => ({ role: 'non-target', sizes });
const fresh = (...sizes: readonly CompactFinding[]): CompactLesion => ({ role: 'new', sizes });
const uptake = (before: string, now: string): CompactLesion => ({
  sizes: [30, 30],
  uptake: [{ SULpeak: before }, { SULpeak: now }],
});
const back: readonly CompactFinding[] = [30, 'absent', 'absent', 2];

/** At the last scan of a line: the words of a rule, for patterns under the definition named. */
const said: [rule: string, line: CompactLine, words: string, definition?: string, options?: ResponseOptions][] = [
  [
    'RECIST-1.1/target/none',
    { lesions: { B: nonTarget('present', 'present') } },
    'No target lesion was chosen at baseline, so there is no target response. Outcome: not-applicable.',
  ],
  [
    'RECIST-1.1/target/no-baseline-sum',
    { lesions: { T: { sizes: [50, 50] }, U: { sizes: ['not-done', 30] } } },
    'The baseline sum is not known (not measured at baseline: U), so the targets cannot be evaluated. Outcome: NE.',
  ],
  [
    'RECIST-1.1/target/no-baseline',
    { lesions: { T: { sizes: [50, 50] } }, scans: [{ baseline: false }, { baseline: false }] },
    'The baseline is not known or waits for the sender, so the targets cannot be evaluated. Outcome: NE.',
  ],
  [
    'RECIST-1.1/target/reappearance',
    { lesions: { T: { sizes: back }, U: { sizes: back } } },
    'T, U came back after a complete response (after-confirmed-cr): progression. Outcome: PD.',
  ],
  [
    'RECIST-1.1/target/missing',
    { lesions: { T: { sizes: [50, 50] }, U: { sizes: [30, 'not-done'] } } },
    'Not measured: U. The measured part is 50.0 mm; against the nadir of 80.0 mm it is short of +20 % and +5 mm, so the missing lesions could decide: not evaluable. Outcome: NE.',
  ],
  [
    'RECIST-1.1/target/rest-is-PD',
    { lesions: { T: { sizes: [50, 96] }, U: { sizes: [30, 'not-done'] } } },
    'Not measured: U. The measured part alone is 96.0 mm, at least +20 % and +5 mm over the nadir of 80.0 mm: progression whatever the missing lesions measure. Outcome: PD.',
  ],
  [
    'RECIST-1.1/target/CR',
    { lesions: { N: { organ: 'lymph-node', sizes: [20, 9] } } },
    'Nothing is left of the targets: gone, or nodes under 10 mm in short axis (sum 9.0 mm). Outcome: CR.',
  ],
  [
    'RECIST-1.1/target/PD',
    { lesions: { T: { sizes: [60, 50, 60] }, U: { sizes: [40, 40, 50] } } },
    'The sum of 110.0 mm is +22.2 % against the nadir of 90.0 mm: at least +20 % and +5 mm. Outcome: PD.',
  ],
  [
    'RECIST-1.1/target/PR',
    { lesions: { T: { sizes: [100, 60] } } },
    'The sum of 60.0 mm is -40.0 % against the baseline of 100.0 mm: at least -30 %. Outcome: PR.',
  ],
  [
    'RECIST-1.1/target/PR-stays',
    { lesions: { T: { sizes: [100, 70, 80] } } },
    'The sum of 80.0 mm is -20.0 % against baseline and no progression against the nadir of 70.0 mm; a response was given before and stays (stays-until-pd). Outcome: PR.',
  ],
  [
    'RECIST-1.1/target/SD',
    { lesions: { T: { sizes: [100, 90, 95] } } },
    'The sum of 95.0 mm is -5.0 % against the baseline of 100.0 mm and +5.6 % against the nadir of 90.0 mm: neither -30 % nor +20 % with +5 mm. Outcome: SD.',
  ],
  [
    'RECIST-1.1/non-target/none',
    { lesions: { T: { sizes: [50, 50] } } },
    'There is no non-target lesion. Outcome: not-applicable.',
  ],
  [
    'RECIST-1.1/non-target/PD',
    { lesions: { B: nonTarget('present', 'unequivocal-progression') } },
    'Unequivocal progression was reported of B. Outcome: PD.',
  ],
  [
    'RECIST-1.1/non-target/reappearance',
    { lesions: { T: { sizes: [30, 0, 0, 0] }, B: nonTarget('present', 'absent', 'absent', 'present') } },
    'B came back after a complete response (after-confirmed-cr): progression. Outcome: PD.',
  ],
  [
    'RECIST-1.1/non-target/CR',
    { lesions: { B: nonTarget('present', 'absent') } },
    'All non-target lesions are gone (nodes under 10 mm). Outcome: CR.',
  ],
  [
    'RECIST-1.1/non-target/present',
    { lesions: { B: nonTarget('present', 'present'), C: nonTarget('present', 'absent') } },
    'Non-target lesions are still there: B. Outcome: NON-CR/NON-PD.',
  ],
  [
    'RECIST-1.1/non-target/not-evaluated',
    { lesions: { B: nonTarget('present', 'not-done') } },
    'Not evaluated: B (ne). Outcome: NE.',
  ],
  ['RECIST-1.1/new-lesion/none', { lesions: { T: { sizes: [50, 50] } } }, 'No new lesion was reported. Outcome: no.'],
  [
    'RECIST-1.1/new-lesion/unequivocal',
    { lesions: { T: { sizes: [50, 50, 50] }, X: fresh(null, 12, null), Y: fresh(null, null, 8) } },
    'New and unequivocal: X, Y. Still present without a row: X. Outcome: yes.',
  ],
  [
    'RECIST-1.1/new-lesion/equivocal',
    { lesions: { T: { sizes: [50, 50] }, X: fresh(null, 'equivocal') } },
    'Equivocal: X. It does not count until it is confirmed. Outcome: equivocal.',
  ],
  [
    'RECIST-1.1/new-lesion/unknown',
    { lesions: { T: { sizes: [50, 'not-done'] } } },
    'Nothing was evaluated at this scan, so nothing is known of new lesions. Outcome: unknown.',
  ],
  [
    'RECIST-1.1/overall/table-1',
    { lesions: { T: { sizes: [100, 60] }, X: fresh(null, 12) } },
    'Table 1, row 9: targets PR, non-targets not-applicable, new lesion yes. Outcome: PD.',
  ],
  [
    'RECIST-1.1/overall/table-2',
    { lesions: { B: nonTarget('present', 'unequivocal-progression') } },
    'Table 2 (non-target disease only), row 4: non-targets PD, new lesion no. Outcome: PD.',
  ],
  [
    'RECIST-1.1/overall/stays-PD',
    { lesions: { T: { sizes: [50, 70, 50] } } },
    'Progression was given before and stays (stays-pd). Outcome: PD.',
    undefined,
    { recist: { afterProgression: 'stays-pd' } },
  ],
  [
    'iRECIST/table-2',
    { lesions: { T: { sizes: [50, 62, 70] } } },
    'iRECIST table 2, row 7: targets PD, non-targets not-applicable, new lesions none. Progressing: target; since week 8; confirmed by target-growth. Outcome: iCPD.',
  ],
  [
    'iRECIST/table-2',
    { weeks: [0, 8, 10], lesions: { T: { sizes: [50, 62, 70] } } },
    'iRECIST table 2, row 7: targets PD, non-targets not-applicable, new lesions none. Progressing: target; since week 8; confirmed by none (disregarded; confirmation from 26 days). Outcome: iUPD.',
  ],
  [
    'iRECIST/table-2',
    { lesions: { T: { sizes: [50, 50] } } },
    'iRECIST table 2, row 4: targets SD, non-targets not-applicable, new lesions none. Progressing: none; since nothing; confirmed by none. Outcome: iSD.',
  ],
  [
    'pattern/no-true-baseline',
    { days: [10, 66], lesions: { T: { sizes: [55, 80] } } },
    'DR-A: the first scan came after the start of treatment, there is no true baseline. Outcome: not-assessable.',
    'DR-A',
  ],
  [
    'pattern/no-baseline',
    { lesions: { T: { sizes: [50, 50] } }, scans: [{ baseline: false }, { baseline: false }] },
    'DR-A: the baseline is not known. Outcome: not-assessable.',
    'DR-A',
  ],
  [
    'pattern/lesions',
    {
      lesions: {
        L: { sizes: [24, 12] },
        H: { sizes: [20, 26] },
        V: { sizes: [30, 'not-done'] },
        F: { sizes: [30, 40], facts: { priorRadiotherapyField: 'in-field' } },
        X: fresh(null, 12),
      },
    },
    'DR-A: lesions at least 30 % below baseline: L 24.0 to 12.0 mm (-50.0 %); at least 20 % and 5.0 mm above the nadir: H 20.0 to 26.0 mm (+30.0 %). New, unequivocal: X. ' +
      'Not measured at both times: V. Set aside: F (in a prior radiotherapy field). Outcome: met.',
    'DR-A',
  ],
  [
    'pattern/lesions',
    { lesions: { L: { sizes: [24, 12] }, H: { sizes: [20, 24.1] } } },
    'TAZ18: lesions more than 30 % below baseline: L 24.0 to 12.0 mm (-50.0 %); more than 20 % above the nadir: H 20.0 to 24.1 mm (+20.5 %). New, unequivocal: none. ' +
      'Not measured at both times: none. Set aside: none. Outcome: met.',
    'TAZ18',
  ],
  [
    'pattern/lesions',
    { lesions: { L: { sizes: [24, 12] }, H: { sizes: [20, 26] } } },
    'BER20: lesions more than 30 % below baseline: L 24.0 to 12.0 mm (-50.0 %); more than 20 % above the nadir, with the sum of targets 5.0 mm above its own: H 20.0 to 26.0 mm (+30.0 %). ' +
      'New, unequivocal: none. Not measured at both times: none. Set aside: none. Outcome: not-met.',
    'BER20',
  ],
  [
    'pattern/organs',
    { lesions: { L: { sizes: [24, 12] }, H: { organ: 'liver', sizes: [20, 26] } } },
    'DR-C: organs at least 30 % below baseline: lung 24.0 to 12.0 mm (-50.0 %); at least 20 % and 5.0 mm above the nadir: liver 20.0 to 26.0 mm (+30.0 %). New, unequivocal: none. ' +
      'Not measured at both times: none. Set aside: none. Outcome: met.',
    'DR-C',
  ],
  [
    'pattern/organs-new-lesion',
    { lesions: { L: { sizes: [24, 12] }, H: { organ: 'liver', sizes: [20, 10] }, X: fresh(null, 12) } },
    'DR-C, rule 2: every organ responds (liver, lung; not assessable: none) and something new or progressing that is not measured: X. Outcome: met.',
    'DR-C',
  ],
  [
    'pattern/organs',
    {
      lesions: {
        L: { sizes: [24, 12] },
        N: { organ: 'lymph-node', sizes: [20, 26] },
        U: { organ: null, sizes: [20, 20] },
      },
    },
    'DR-C: organs at least 30 % below baseline: lung 24.0 to 12.0 mm (-50.0 %); at least 20 % and 5.0 mm above the nadir: lymph nodes 20.0 to 26.0 mm (+30.0 %). New, unequivocal: none. ' +
      'Not measured at both times: organ of U. Set aside: none. Outcome: met.',
    'DR-C',
  ],
  [
    'pattern/organs-new-lesion',
    {
      lesions: {
        L: { sizes: [24, 12] },
        B: { role: 'non-target', organ: 'bone', sizes: ['present', 'unequivocal-progression'] },
      },
    },
    'SAT21, rule 2: every organ responds (lung; not assessable: none) and something new or progressing that is not measured: non-target progression. Outcome: met.',
    'SAT21',
  ],
  [
    'pattern/uptake',
    {
      lesions: {
        P: uptake('8', '4'),
        M: uptake('4', '6'),
        X: { role: 'new', sizes: [null, 12], uptake: [null, { SULpeak: '4' }] },
      },
    },
    'PET-DR: SULpeak at least 30 % and 0.8 below baseline: P 8 to 4; as much above it: M 4 to 6. New, unequivocal: X. Outcome: met.',
    'PET-DR',
  ],
  [
    'pattern/few-lesions',
    { lesions: { T: { sizes: [50, 50] } } },
    'DR-A: measured at both times: T; at least 2 are needed. Outcome: not-assessable.',
    'DR-A',
  ],
  [
    'pattern/first-evaluation-only',
    { lesions: { T: { sizes: [50, 50, 50] } } },
    'SAT21 is defined for the first evaluation only. Outcome: not-assessable.',
    'SAT21',
  ],
  [
    'pattern/missing-could-decide',
    { lesions: { T: { sizes: [50, 20] }, U: { sizes: [30, 'not-done'] } } },
    'TAZ18: U was not measured and could decide. Outcome: not-assessable.',
    'TAZ18',
  ],
];

describe('every rule in words', () => {
  test.each(said.map((row) => [row[0], row] as const))('%s', (rule, [, line, expected, definition, options]) => {
    const { trace, immune, patterns } = followUps(line, options).at(-1)!;
    const steps =
      definition === undefined
        ? [...trace, ...immune!.trace]
        : patterns.find((pattern) => pattern.definition === definition)!.trace;
    expect(explain(steps.find((step) => step.rule === rule)!)).toBe(expected);
  });
  test('an equivocal new lesion that is unequivocal later', () => {
    const [dated] = followUps({ lesions: { T: { sizes: [50, 50, 50] }, X: fresh(null, 'equivocal', 'present') } });
    expect(explain(dated!.trace.find(({ rule }) => rule === 'RECIST-1.1/new-lesion/dated-back')!)).toBe(
      'X was equivocal at this scan and unequivocal later: it counts from its first equivocal scan (dated-back). Outcome: yes.',
    );
  });
  test('a rule of another version is named as it stands, in every language', () => {
    const step = { rule: 'RECIST-2/target', inputs: {}, outcome: 'not-met' };
    expect([explain(step), explain(step, 'de')]).toEqual([
      'RECIST-2/target. Outcome: not-met.',
      'RECIST-2/target. Ergebnis: nicht erfüllt.',
    ]);
  });
  test('none is left out', () => {
    expect(ruleIds.filter((rule) => rule !== 'RECIST-1.1/new-lesion/dated-back').sort()).toEqual(
      [...new Set(said.map(([rule]) => rule))].sort(),
    );
  });
  test('one word says of both sides whether a bound is met by reaching it', () => {
    const bounds = patternDefinitions.flatMap(({ rule }) =>
      rule === null || rule.unit === 'uptake' ? [] : [[rule.shrinkStrict, rule.growStrict]],
    );
    expect(bounds.every(([shrink, grow]) => shrink === grow)).toBe(true);
  });
});

test.each<[rule: string, inputs: TraceStep['inputs'], outcome: string, words: string]>([
  [
    'RECIST-1.1/target/SD',
    { sum: 95_500, baseline: 100_000, nadir: 90_000 },
    'SD',
    'Die Summe von 95,5 mm liegt -4,5 % gegenüber dem Ausgangswert von 100,0 mm und +6,1 % gegenüber dem Nadir von 90,0 mm: weder -30 % noch +20 % mit +5 mm. Ergebnis: SD.',
  ],
  [
    'RECIST-1.1/overall/table-1',
    { row: 4, target: 'PR', nonTarget: 'not-applicable', newLesion: 'no' },
    'PR',
    'Tabelle 1, Zeile 4: Zielläsionen PR, Nicht-Zielläsionen nicht anwendbar, neue Läsion nein. Ergebnis: PR.',
  ],
  [
    'RECIST-1.1/target/reappearance',
    { lesions: ['T', 'U'], reading: 'after-confirmed-cr' },
    'PD',
    'Nach vollständigem Ansprechen wieder aufgetreten: T, U (nach bestätigter CR): Progress. Ergebnis: PD.',
  ],
  [
    'iRECIST/table-2',
    {
      row: 7,
      target: 'PD',
      nonTarget: 'not-applicable',
      newLesions: [],
      causes: ['target'],
      since: 'Woche 8',
      confirmedBy: ['target-growth', 'new-category'],
      note: null,
      earliestConfirmationDays: 26,
    },
    'iCPD',
    'iRECIST, Tabelle 2, Zeile 7: Zielläsionen PD, Nicht-Zielläsionen nicht anwendbar, neue Läsionen: keine. Progredient: Zielläsionen; seit: Woche 8; bestätigt durch: Wachstum der Zielläsionen, Progress in einer weiteren Kategorie. Ergebnis: iCPD.',
  ],
  [
    'pattern/organs',
    {
      definition: 'DR-C',
      comparison: 'at-least',
      shrinkPercent: 30,
      growPercent: 20,
      growLength: 5_000,
      growLengthOf: 'organ',
      shrinkers: ['lung'],
      shrinkerBaselines: [24_000],
      shrinkerSizes: [12_000],
      growers: ['lymph-node'],
      growerNadirs: [0],
      growerSizes: [6_000],
      newLesions: [],
      missing: [{ organOf: 'U' }],
      excluded: [{ lesion: 'F', because: 'in-prior-field' }],
    },
    'not-assessable',
    'DR-C: Organe mindestens 30 % unter dem Ausgangswert: Lunge 24,0 auf 12,0 mm (-50,0 %); mindestens 20 % und 5,0 mm über dem Nadir: Lymphknoten 0,0 auf 6,0 mm (von 0 mm). Neu, eindeutig: keine. ' +
      'Nicht zu beiden Zeiten gemessen: Organ von U. Ausgenommen: F (in einem früheren Bestrahlungsfeld). Ergebnis: nicht beurteilbar.',
  ],
])('%s in German', (rule, inputs, outcome, words) => {
  expect(explain({ rule, inputs, outcome }, 'de')).toBe(words);
});
