/** What the rows, the sentences and the headline of a patient's page say of how lesions stand, from what the service answers. */
import { classifyLine, type LesionFacts } from '../../../src/core/response/index.js';
import { lastStandings } from '../../../src/modules/triage/classify/line-standings.js';
import { curveSentence } from '../../../src/web/charts/curve-sentence.js';
import type { EvaluatorStanding } from '../../../src/web/charts/lesion-standing.js';
import { sumSentence } from '../../../src/web/charts/sum-sentence.js';
import { english as charts } from '../../../src/web/charts/texts/english.js';
import { german as germanCharts } from '../../../src/web/charts/texts/german.js';
import { timeAxis } from '../../../src/web/charts/time-axis.js';
import { lesionPaces } from '../../../src/web/record/lesions/lesion-pace.js';
import { lesionRows, type LesionRowView } from '../../../src/web/record/lesions/lesion-row.js';
import { headlineWithoutFlag, secondPrimaryWords } from '../../../src/web/patient/questions/headline.js';
import { english as texts } from '../../../src/web/record/texts/english.js';
import { german as germanTexts } from '../../../src/web/record/texts/german.js';
import { english as words } from '../../../src/web/texts/english.js';
import { german as germanWords } from '../../../src/web/texts/german.js';
import { dateOfWeek, historyOf, on, type CompactLesion, type CompactLine } from '../../conformance/notation.js';

interface Page {
  readonly standing: EvaluatorStanding;
  readonly rows: readonly LesionRowView[];
  readonly sentence: string;
  readonly sums: string;
  readonly paces: ReturnType<typeof lesionPaces>;
}

const catalogues = {
  en: { texts, charts, words },
  de: { texts: germanTexts, charts: germanCharts, words: germanWords },
};

function pageOf(line: CompactLine, language: keyof typeof catalogues = 'en'): Page {
  const history = historyOf(line);
  const own = classifyLine(history).evaluators[0]!;
  const standing: EvaluatorStanding = JSON.parse(JSON.stringify(lastStandings(history)[0]));
  const chosen = catalogues[language];
  return {
    standing,
    rows: lesionRows(standing, own.lesions, {
      ...chosen,
      scanOf: (key) => key,
    }),
    paces: lesionPaces(JSON.parse(JSON.stringify(own)), chosen.texts, chosen.words),
    sentence: curveSentence(standing, timeAxis(own.timepoints), chosen.charts, chosen.words),
    sums: sumSentence(
      standing,
      own.timepoints.find(({ key }) => key === standing.timepoint) ?? null,
      chosen.charts,
      chosen.words,
    ),
  };
}

/** A text with plain signs and spaces, so that it can be written here. */
const plain = (text: string): string => text.replaceAll('−', '-').replaceAll('\u00a0', ' ');
const row = (line: CompactLine, lesion: string): string[] => {
  const found = pageOf(line).rows.find((one) => one.lesion === lesion)!;
  const percents = (['baseline', 'nadir'] as const).map((since) => {
    const percent = found.percentSince[since];
    return percent === null ? null : `${percent} (${since})`;
  });
  return [found.words, found.now, found.change, ...percents, ...found.notes].filter((said) => said !== null).map(plain);
};
const sizes = (...of: CompactLesion['sizes']): CompactLesion => ({ sizes: of });
const node = (...of: CompactLesion['sizes']): CompactLesion => ({ organ: 'lymph-node', sizes: of });
const beside = (X: CompactLesion): CompactLine => ({ lesions: { X, T: { sizes: X.sizes.map(() => 30) } } });

describe('a row', () => {
  it('says the pace of its lesion since the size before, in both languages, and none where the last scan has no size', () => {
    const line: CompactLine = { lesions: { L: sizes(20, 30), M: sizes(20, null) } };
    const paces = (language: 'en' | 'de') => pageOf(line, language).paces.map(({ lesion, pace }) => [lesion, pace]);
    expect(paces('en')).toContainEqual([
      'L',
      expect.stringMatching(/^\+\d+\.\d mm a month since 05-Jan-2026 \(growth rate of volume \+\d+\.\d % a month\)$/),
    ]);
    expect(paces('de')).toContainEqual([
      'L',
      expect.stringMatching(/^\+\d+,\d mm im Monat seit [^(]+ \(Wachstumsrate des Volumens \+\d+,\d % im Monat\)$/),
    ]);
    expect(paces('en').map(([lesion]) => lesion)).toEqual(['L']);
  });

  it('of a node that became normal beside a lesion that grew says shrank and grew', () => {
    const line: CompactLine = { lesions: { N: node(12, 9.5), L: sizes(20, 30) } };
    expect(row(line, 'N')).toEqual([
      'shrank',
      '9.5',
      '-2.5 mm from baseline',
      '-20.8 % (baseline)',
      'may be noise alone',
      'a normal node counts as shrunk',
    ]);
    expect(row(line, 'L')).toEqual(['grew', '30.0', '+10.0 mm from baseline', '+50.0 % (baseline)']);
  });

  it.each<[string, CompactLesion, readonly string[]]>([
    [
      'a normal node',
      node(4, 9.5),
      ['normal node', '9.5', '+5.5 mm from baseline', '+137.5 % (baseline)', 'a normal node cannot grow'],
    ],
    [
      'a growth short of a length',
      sizes(12, 16),
      [
        'grew, short of a threshold',
        '16.0',
        '+33.3 %, but +4.0 mm of the 5 mm needed from baseline',
        '+33.3 % (baseline)',
      ],
    ],
    [
      'a growth short of a percentage',
      sizes(60, 70, 70),
      ['within noise', '70.0', '+10.0 mm, but +16.7 % of the 20 % needed from baseline', '+16.7 % (baseline)'],
    ],
    [
      'a nadir above the size now',
      sizes(30, 15, 11),
      ['shrank', '11.0', '-19.0 mm from baseline', '-63.3 % (baseline)', '-26.7 % (nadir)'],
    ],
    [
      'a rise over the nadir back to the baseline',
      sizes(10, 7, 10),
      [
        'within noise',
        '10.0',
        '+42.9 %, but +3.0 mm of the 5 mm needed from previous nadir',
        '0.0 % (baseline)',
        '+42.9 % (nadir)',
      ],
    ],
    [
      'a fall short of a threshold',
      sizes(30, 23),
      ['shrank, short of a threshold', '23.0', '-23.3 % of the -30 % needed from baseline', '-23.3 % (baseline)'],
    ],
    [
      'a growth that may be noise',
      sizes(25, 30),
      ['grew', '30.0', '+5.0 mm from baseline', '+20.0 % (baseline)', 'may be noise alone'],
    ],
    [
      '5 mm after nothing',
      sizes(20, 'absent', 5),
      ['grew', '5.0', '+5.0 mm, from 0 mm from previous nadir', '-75.0 % (baseline)'],
    ],
    ['nothing done', sizes(20, 'not-done'), ['not done', 'not done']],
    ['no row', sizes(20, null), ['not reported at this scan', 'not reported at this scan']],
    ['not evaluable', sizes(20, 'not-evaluable'), ['not evaluable', 'not evaluable']],
    ['gone', sizes(20, 'absent'), ['shrank', 'gone', '-20.0 mm from baseline', '-100.0 % (baseline)']],
    [
      'too small',
      sizes(20, 'too-small-to-measure'),
      ['shrank', 'too small to measure', '-15.0 mm from baseline', '-75.0 % (baseline)'],
    ],
    [
      'a non-target that increased',
      { role: 'non-target', sizes: ['present', 'increased'] },
      ['increased', 'increased'],
    ],
    [
      'a non-target in unequivocal progression',
      { role: 'non-target', sizes: ['present', 'unequivocal-progression'] },
      ['unequivocal progression', 'unequivocal progression'],
    ],
    [
      'unchanged after unequivocal progression',
      { role: 'non-target', sizes: ['present', 'unequivocal-progression', 'unchanged'] },
      ['unchanged', 'unchanged', 'unequivocal progression on week 8 stands'],
    ],
    [
      'growth in a prior field',
      { sizes: [20, 30], facts: { priorRadiotherapyField: 'in-field' } as Partial<LesionFacts> },
      [
        'grew',
        '30.0',
        '+10.0 mm from baseline',
        '+50.0 % (baseline)',
        'not counted: in a prior field without progression since',
      ],
    ],
    [
      'a lesion treated in between',
      { sizes: [20, 8], facts: { localTreatments: [{ kind: 'surgery', date: on(dateOfWeek(4)) }] } },
      ['treated locally, not counted', '8.0', '-12.0 mm from baseline', '-60.0 % (baseline)'],
    ],
    ['a new lesion', { role: 'new', sizes: [null, 14] }, ['new', '14.0']],
    ['a merged lesion', sizes(20, 'merged:T'), ['one mass with T', 'merged']],
    ['a baseline alone', sizes(20), ['baseline', '–']],
  ])('of %s', (_, lesion, said) => expect(row(beside(lesion), 'X')).toEqual(said));

  it('of a scan that is held has no now, and keeps what was measured before', () => {
    const line: CompactLine = { lesions: { T: sizes(30, 18, 25) }, scans: [{}, {}, { held: ['T'] }] };
    expect(pageOf(line).rows[0]).toMatchObject({
      words: 'held: waits for the sender',
      now: 'held',
      baseline: '30.0',
      nadir: '18.0',
      change: null,
      percentSince: { baseline: null, nadir: null },
    });
  });

  it('stands where a board looks first', () => {
    const { rows } = pageOf({
      lesions: {
        same: sizes(30, 30),
        shrunk: sizes(30, 10),
        worse: { role: 'non-target', sizes: ['present', 'unequivocal-progression'] },
        fresh: { role: 'new', sizes: [null, 12] },
        grown: sizes(20, 30),
      },
    });
    expect(rows.map(({ lesion }) => lesion)).toEqual(['grown', 'worse', 'fresh', 'shrunk', 'same']);
  });
});

describe('the sentences', () => {
  const held = (count: number): CompactLine => ({
    lesions: { T: sizes(51, 51) },
    scans: [count > 1 ? { held: ['T'] } : {}, { held: ['T'] }],
  });

  it('count what stands how, words among them', () => {
    const { sentence, sums } = pageOf({
      lesions: {
        A: sizes(20, 30),
        B: sizes(30, 12),
        C: sizes(12, 16),
        D: { role: 'non-target', sizes: ['present', 'unequivocal-progression'] },
        E: sizes(20, 'not-evaluable'),
      },
    });
    expect(sentence).toMatch(
      /^5 lesions over 2 scans \(.*\): 1 grew, 1 unequivocal progression, 1 shrank, 1 changed, short of a threshold and 1 not evaluable\.$/,
    );
    expect(sums).toBe(
      'Sum of diameters 82.0 mm at baseline. At the last scan not every target was measured: 58.0 mm of those that were; overall response PD (iRECIST iUPD).',
    );
  });

  it('say of a held last scan that nothing is known of now', () => {
    const { sentence, sums } = pageOf(held(1));
    expect(sentence).toMatch(/^1 lesion over 2 scans \(.*\): the last scan is held and waits for the sender/);
    expect(sums).toBe(
      'Sum of diameters 51.0 mm at baseline. The last scan is held and waits for the sender: there is no sum now.',
    );
    expect(pageOf(held(1), 'de').sums).toContain('angehalten');
  });

  it('say of scans that are all held how many, and count no lesion', () => {
    const { sentence, sums } = pageOf(held(2));
    expect(sentence).toBe('2 of 2 scans held: nothing can be said before the sender answers.');
    expect(sums).toBe('There is no sum of diameters: 2 of 2 scans held.');
  });

  it('say of a baseline alone that there is nothing to compare', () => {
    expect(pageOf({ lesions: { T: sizes(51) } }).sums).toBe(
      'Sum of diameters 51.0 mm at baseline; there is no follow-up yet.',
    );
  });

  it('say of a last scan without a target that none was measured', () => {
    expect(pageOf({ lesions: { T: sizes(51, 'not-done') } }).sums).toBe(
      'Sum of diameters 51.0 mm at baseline. At the last scan no target was measured.',
    );
  });
});

describe('the headline without question and flag', () => {
  const headline = (line: CompactLine): string => headlineWithoutFlag(pageOf(line).standing, texts);
  it.each<[string, CompactLine, string]>([
    ['assessed', { lesions: { A: sizes(30, 15), B: sizes(20, 20) } }, 'No dissociated response in what was measured'],
    [
      'one lesion alone',
      { lesions: { A: sizes(30, 15) } },
      'Whether there is a dissociated response cannot be assessed from what was measured',
    ],
    [
      'the last scan held',
      { lesions: { A: sizes(30, 15) }, scans: [{}, { held: ['A'] }] },
      'Cannot be assessed: 1 of 2 scans held',
    ],
    ['a baseline alone', { lesions: { A: sizes(30) } }, 'No follow-up scan yet: nothing can be compared'],
  ])('says of %s what is so', (_, line, said) => expect(headline(line)).toBe(said));

  it('says nothing of a line that was not classified', () =>
    expect(headlineWithoutFlag(undefined, texts)).toBe('Not classified yet'));

  it('names a second primary', () => {
    const secondPrimary = { date: on(dateOfWeek(10)), histology: 'adenocarcinoma' };
    const { standing, rows } = pageOf({
      lesions: { T: sizes(30, 30), L5: { role: 'new', sizes: [null, 14], facts: { secondPrimary } } },
    });
    expect(secondPrimaryWords(standing, texts)).toBe(
      'L5: another tumour by tissue (second primary), in no sum and no verdict.',
    );
    expect(rows.find(({ lesion }) => lesion === 'L5')).toMatchObject({
      words: 'second primary, not counted',
      now: '14.0',
      change: null,
      percentSince: { baseline: null, nadir: null },
    });
    expect(secondPrimaryWords(pageOf({ lesions: { T: sizes(30, 30) } }).standing, texts)).toBeNull();
  });
});
