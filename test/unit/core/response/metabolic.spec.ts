import type { MetabolicTimepoint, ResponsePhrase } from '../../../../src/core/response/index.js';
import { formatDecimal, parseDecimal } from '../../../../src/core/response/model/decimals.js';
import type { CompactLesion, CompactLine, CompactScan } from '../../../conformance/notation.js';
import { followUps, lesionNamed, says } from './support.js';

const hot = (...values: readonly string[]): CompactLesion => ({
  sizes: values.map(() => 'present'),
  uptake: values.map((value) => ({ SULpeak: value })),
});
const liver = (liverMean: string, liverSd: string): CompactScan => ({ uptakeReference: { liverMean, liverSd } });
const pet = (line: CompactLine, options = {}): MetabolicTimepoint => followUps(line, options)[0]!.metabolic!;

test.each([
  ['6.0', '4.1', 'PMR'],
  ['2.4', '1.65', 'SMD'],
  ['3.0', '4.0', 'PMD'],
  ['2.3', '3.05', 'SMD'],
  ['4', '2.8', 'PMR'],
  ['4', '2.81', 'SMD'],
  ['4', '5.2', 'PMD'],
  ['4', '5.19', 'SMD'],
])('PERCIST: SULpeak %s to %s is %s', (before, now, response) => {
  expect(
    pet({ lesions: { T: hot(before, now) }, scans: [liver('1.3', '0.15'), liver('1.3', '0.15')] }).percist,
  ).toEqual({ response, reference: before.replace(/\.0$/, ''), now: now.replace(/\.0$/, ''), reasons: [] });
});

test('PERCIST: under 1.5 liver mean + 2 SD is not measurable, at it is', () => {
  const line = (value: string): CompactLine => ({ lesions: { T: hot(value, '2.7') }, scans: [liver('1.3', '0.15')] });
  expect(pet(line('2.0')).percist).toMatchObject({
    response: 'NE',
    reasons: [says('metabolic/not-measurable', { hottest: '2', threshold: '2.25' })],
  });
  expect(pet(line('2.25')).percist.response).toBe('SMD');
});

test('PERCIST: with a diseased liver the blood pool is the reference', () => {
  const line = (value: string): CompactLine => ({
    lesions: { T: hot(value, '1.2') },
    scans: [{ uptakeReference: { liverDiseased: true, bloodPoolMean: '1.5', bloodPoolSd: '0.2' } }],
  });
  expect(pet(line('3.3')).percist.response).toBe('NE');
  expect(pet(line('3.4')).percist.response).toBe('PMR');
});

test('PERCIST: the hottest lesion of each scan need not be the same', () => {
  expect(pet({ lesions: { P: hot('8.4', '4.2'), L: hot('6.0', '8.4') } }).percist).toMatchObject({
    response: 'SMD',
    reference: '8.4',
    now: '8.4',
  });
});

test('PERCIST: a lesion without a value could be the hottest', () => {
  const without = (nodes: string, size: string | null = 'present'): CompactLine => ({
    lesions: {
      P: { sizes: ['present', size], uptake: [{ SULpeak: '8.4' }, null] },
      N: hot('5.0', nodes),
    },
  });
  expect(pet(without('5.0')).percist).toMatchObject({
    response: 'NE',
    reference: '8.4',
    now: '5',
    reasons: [says('metabolic/could-be-hottest', { lesions: [lesionNamed('P')] })],
  });
  expect(pet(without('5.0', null)).percist.response).toBe('NE');
  expect(pet(without('10.91')).percist.response).toBe('NE');
  expect(pet(without('10.92')).percist.response).toBe('PMD');
  expect(pet(without('5.0', 'absent')).percist.response).toBe('PMR');
  const fresh: CompactLesion = { role: 'new', sizes: [null, 'present'] };
  expect(pet({ lesions: { ...without('5.0').lesions, X: fresh } }).percist.response).toBe('PMD');
  expect(pet({ lesions: { P: hot('8.4', '4'), X: fresh } }).percist.response).toBe('PMD');
});

test('PERCIST: all lesions under the liver are complete only where they equal the background, which is not told', () => {
  const under = (value: string, mean = '1.3'): CompactLine => ({
    lesions: { T: hot('6.0', value) },
    scans: [liver('1.3', '0.15'), liver(mean, '0.15')],
  });
  expect(pet(under('1.0')).percist).toMatchObject({
    response: 'PMR',
    reasons: [says('metabolic/perhaps-complete', { liver: '1.3' })],
  });
  expect(pet(under('1.3')).percist).toMatchObject({ response: 'PMR', reasons: [] });
  expect(
    pet({ lesions: { T: hot('6.0', '1.0'), U: hot('5.0', '1.4') }, scans: under('1.0').scans! }).percist.reasons,
  ).toEqual([]);
  expect(
    pet({ lesions: { T: { ...hot('6.0', '1.0'), sizes: ['present', 'absent'] } }, scans: under('1.0').scans! }).percist,
  ).toMatchObject({ response: 'CMR', reasons: [] });
});

test('PERCIST: what is not SUL is refused', () => {
  const line: CompactLine = {
    lesions: { T: { sizes: ['present', 'present'], uptake: [{ SUVmax: '8' }, { SUVmax: '4' }] } },
  };
  expect(pet(line).percist).toMatchObject({
    response: 'NE',
    reasons: [says('metabolic/other-quantity')],
  });
});

const liversDiffer = (before: string, now: string) =>
  says('metabolic/livers-differ', { before, now, percent: 20, absolute: '0.3' });

test.each<readonly [string, CompactScan, CompactScan, ResponsePhrase]>([
  ['liver by 0.3 SUL', liver('1.6', '0.1'), liver('1.9', '0.1'), liversDiffer('1.6', '1.9')],
  ['liver by more than 20 %', liver('1', '0.1'), liver('1.21', '0.1'), liversDiffer('1', '1.21')],
  [
    'uptake time',
    { uptakeReference: { uptakeMinutes: 60 } },
    { uptakeReference: { uptakeMinutes: 76 } },
    says('metabolic/times-differ', { before: 60, now: 76, minutes: 15 }),
  ],
  [
    'scanner',
    { uptakeReference: { scanner: 'A' } },
    { uptakeReference: { scanner: 'B' } },
    says('metabolic/another-scanner', { before: 'A', now: 'B' }),
  ],
])('PERCIST: scans that differ in %s are not compared', (_, before, now, reason) => {
  expect(pet({ lesions: { T: hot('8', '4') }, scans: [before, now] }).percist).toMatchObject({
    response: 'NE',
    reasons: [reason],
  });
  expect(pet({ lesions: { T: hot('8', '4') }, scans: [before, before] }).percist.response).toBe('PMR');
});

test('PERCIST: a new lesion, all gone, and the extent by TLG', () => {
  const fresh: CompactLesion = { role: 'new', sizes: [null, 'present'], uptake: [null, { SULpeak: '3' }] };
  expect(pet({ lesions: { T: hot('8', '4'), X: fresh } }).percist).toMatchObject({ response: 'PMD' });
  expect(pet({ lesions: { T: { ...hot('8'), sizes: ['present', 'absent'] } } }).percist.response).toBe('CMR');
  const glycolysis = (now: string): CompactLine => ({
    lesions: {
      T: {
        sizes: ['present', 'present'],
        uptake: [
          { SULpeak: '8', TLG: '100' },
          { SULpeak: '8', TLG: now },
        ],
      },
    },
  });
  expect(pet(glycolysis('175')).percist.response).toBe('PMD');
  expect(pet(glycolysis('174.9')).percist.response).toBe('SMD');
});

test.each([
  ['1.25', 'SMD'],
  ['1.26', 'PMD'],
  ['0.75', 'SMD'],
  ['0.74', 'PMR'],
  ['0.85', 'SMD'],
])('EORTC 1999: SUV 1 to %s is %s', (now, response) => {
  const line: CompactLine = { lesions: { T: { sizes: [20, 20], uptake: [{ SUVmean: '1' }, { SUVmean: now }] } } };
  expect(pet(line).eortc1999.response).toBe(response);
  if (now === '0.85') expect(pet(line, { metabolic: { afterFirstCycle: true } }).eortc1999.response).toBe('PMR');
});

test('EORTC 1999: extent, a new lesion, a lesion without a value, all gone', () => {
  const uptake = [{ SUVmean: '1' }, { SUVmean: '1' }];
  expect(pet({ lesions: { T: { sizes: [20, 24], uptake } } }).eortc1999).toMatchObject({
    response: 'PMD',
    reasons: [says('metabolic/extent-rose', { percent: 20 })],
  });
  expect(pet({ lesions: { T: { sizes: [20, 23.9], uptake } } }).eortc1999.response).toBe('SMD');
  expect(
    pet({ lesions: { T: { sizes: [20, 20], uptake }, X: { role: 'new', sizes: [null, 8] } } }).eortc1999.response,
  ).toBe('PMD');
  expect(
    pet({ lesions: { T: { sizes: [20, 20], uptake }, U: { sizes: [20, 20], uptake: [{ SUVmean: '3' }, null] } } })
      .eortc1999.response,
  ).toBe('NE');
  expect(pet({ lesions: { T: { sizes: [20, 'absent'], uptake: [{ SUVmean: '3' }, null] } } }).eortc1999.response).toBe(
    'CMR',
  );
});

test('imPERCIST5: the sum of the five hottest, two an organ; a new lesion alone is no progression', () => {
  const cohort: CompactLine = {
    lesions: {
      P: { ...hot('8.4', '4.2'), organ: 'primary-site' },
      L: hot('6.0', '8.4'),
      N: { ...hot('5.0', '3.2'), organ: 'lymph-node' },
    },
  };
  expect(pet(cohort).imPercist5).toMatchObject({ response: 'SMD', reference: '19.4', now: '15.8' });
  expect(pet({ lesions: { T: hot('5', '3.5') } }).imPercist5.response).toBe('PMR');
  expect(pet({ lesions: { T: hot('5', '6.5') } }).imPercist5.response).toBe('PMD');
  const fresh: CompactLesion = {
    role: 'new',
    organ: 'bone',
    sizes: [null, 'present'],
    uptake: [null, { SULpeak: '1' }],
  };
  expect(pet({ lesions: { T: hot('5', '5'), X: fresh } }).imPercist5).toMatchObject({ response: 'SMD', now: '6' });
  expect(pet({ lesions: { A: hot('9', '9'), B: hot('8', '8'), C: hot('7', '7') } }).imPercist5).toMatchObject({
    reference: '17',
  });
  expect(
    pet({ lesions: { T: { ...hot('5'), sizes: ['present', 'present'] }, U: hot('4', '4') } }).imPercist5.response,
  ).toBe('NE');
});

test('imPERCIST5 keeps the conditions of PERCIST: comparable scans, and a hottest lesion that is measurable', () => {
  const line = (before: CompactScan, now: CompactScan, value = '8'): CompactLine => ({
    lesions: { T: hot(value, '4') },
    scans: [before, now],
  });
  expect(pet(line(liver('1.3', '0.1'), liver('2.6', '0.1'))).imPercist5).toMatchObject({
    response: 'NE',
    reasons: [expect.objectContaining({ id: 'metabolic/livers-differ' })],
  });
  expect(pet(line(liver('1.3', '0.1'), liver('1.3', '0.1'))).imPercist5).toMatchObject({
    response: 'PMR',
    reasons: [],
  });
  expect(pet(line(liver('1.3', '0.15'), liver('1.3', '0.15'), '2.2')).imPercist5).toMatchObject({
    response: 'NE',
    reasons: [says('metabolic/not-measurable', { hottest: '2.2', threshold: '2.25' })],
  });
  expect(pet(line({}, {})).imPercist5).toMatchObject({
    response: 'PMR',
    reasons: [says('metabolic/measurability-unchecked')],
  });
});

test.each([
  [4, 8, 'PMD'],
  [3, 9, 'SMD'],
  [3, 11, 'PMD'],
  [2, 16, 'PMD'],
  [2, 12, 'SMD'],
  [2, 15, 'SMD'],
  [3, 10, 'SMD'],
])('PERCIMT: %d new lesions of %d mm are %s', (count, size, response) => {
  const lesions = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`X${index}`, { role: 'new' as const, sizes: [null, size] }]),
  );
  expect(pet({ lesions: { T: hot('5', '5'), ...lesions } }).percimt.response).toBe(response);
});

test('PERCIMT: some gone, all gone', () => {
  expect(
    pet({ lesions: { T: hot('5', '5'), U: { ...hot('5'), sizes: ['present', 'absent'] } } }).percimt.response,
  ).toBe('PMR');
  expect(pet({ lesions: { U: { ...hot('5'), sizes: ['present', 'absent'] } } }).percimt.response).toBe('CMR');
  expect(pet({ lesions: { T: hot('5', '5'), U: { ...hot('5'), sizes: ['present', null] } } }).percimt.response).toBe(
    'NE',
  );
});

test('dissociated by SULpeak, side by side with the sizes', () => {
  const cohort: CompactLine = { lesions: { P: hot('8.4', '4.2'), L: hot('6.0', '8.4'), N: hot('5.0', '3.2') } };
  expect(pet(cohort).dissociated).toEqual({
    verdict: 'met',
    responders: ['N', 'P'],
    progressors: ['L'],
    newLesions: [],
  });
  expect(pet({ lesions: { P: hot('8.4', '4.2'), L: hot('6.0', '7.7') } }).dissociated.verdict).toBe('not-met');
  expect(pet({ lesions: { P: hot('8.4', '4.2') } }).dissociated.verdict).toBe('not-assessable');
});

test('dissociated by SULpeak: a new lesion counts where it is avid, and one without a value may be', () => {
  const fresh = (uptake: CompactLesion['uptake'], sizes: CompactLesion['sizes'] = [null, 12]): CompactLesion => ({
    role: 'new',
    sizes,
    ...(uptake === undefined ? {} : { uptake }),
  });
  const beside = (lesion: CompactLesion, value = '3') =>
    pet({ lesions: { P: hot('6', value), N: hot('5', '5'), X: lesion } }).dissociated;
  expect(beside(fresh([null, { SULpeak: '3' }]))).toEqual({
    verdict: 'met',
    responders: ['P'],
    progressors: [],
    newLesions: ['X'],
  });
  expect(beside(fresh([null, { SUVmax: '4' }]))).toMatchObject({ verdict: 'met', newLesions: ['X'] });
  expect(beside(fresh(undefined))).toMatchObject({ verdict: 'not-assessable', newLesions: [] });
  expect(beside(fresh([null, { SULpeak: '0' }]))).toMatchObject({ verdict: 'not-met', newLesions: [] });
  expect(beside(fresh(undefined), '6')).toMatchObject({ verdict: 'not-met' });
  expect(beside(fresh([null, { SULpeak: '3' }]), '6')).toMatchObject({ verdict: 'not-met', newLesions: ['X'] });
});

test('dissociated by SULpeak: a lesion without a value could decide', () => {
  const silent: CompactLesion = { sizes: ['present', 'present'], uptake: [{ SULpeak: '5' }, null] };
  const found = (value: string, ...others: readonly CompactLesion[]) =>
    pet({
      lesions: {
        P: hot('6', value),
        N: hot('5', '5'),
        ...Object.fromEntries(others.map((lesion, index) => [`S${index}`, lesion])),
      },
    }).dissociated!.verdict;
  expect([found('3', silent), found('6', silent), found('6', silent, silent), found('6')]).toEqual([
    'not-assessable',
    'not-met',
    'not-assessable',
    'not-met',
  ]);
});

test('dissociated by SULpeak stands among the patterns: 30 % and 0.8 SUL both ways', () => {
  const verdictOf = (line: CompactLine) =>
    followUps(line)[0]!.patterns.find(({ definition }) => definition === 'PET-DR')!;
  const line = (down: string, up: string): CompactLine => ({ lesions: { P: hot('8.0', down), L: hot('4.0', up) } });
  expect(verdictOf(line('5.6', '5.2'))).toMatchObject({
    verdict: 'met',
    shrinkers: ['P'],
    growers: ['L'],
    newLesions: [],
    course: null,
  });
  expect(verdictOf(line('5.6', '5.2')).trace).toEqual([
    {
      rule: 'pattern/uptake',
      inputs: {
        definition: 'PET-DR',
        quantity: 'SULpeak',
        percent: 30,
        absolute: '0.8',
        responders: [{ lesion: 'P', before: '8', now: '5.6' }],
        progressors: [{ lesion: 'L', before: '4', now: '5.2' }],
        newLesions: [],
      },
      outcome: 'met',
    },
  ]);
  expect(verdictOf(line('5.7', '5.2'))).toMatchObject({ verdict: 'not-met', shrinkers: [] });
  expect(verdictOf(line('5.6', '5.1'))).toMatchObject({ verdict: 'not-met', growers: [] });
  expect(verdictOf({ lesions: { P: hot('2.0', '1.2'), L: hot('2.0', '2.8') } }).verdict).toBe('met');
  expect(verdictOf({ lesions: { P: hot('2.0', '1.3'), L: hot('2.0', '2.8') } }).verdict).toBe('not-met');
  expect(verdictOf({ lesions: { P: hot('2.0', '1.2'), L: hot('2.0', '2.7') } }).verdict).toBe('not-met');
  expect(
    followUps(line('5.6', '5.2'), { definitions: ['DR-A'] })[0]!.patterns.map(({ definition }) => definition),
  ).toEqual(['DR-A']);
  expect(
    followUps(line('5.6', '5.2'), { definitions: ['PET-DR'] })[0]!.patterns.map(({ definition }) => definition),
  ).toEqual(['PET-DR']);
});

test('sizes and uptake that disagree are a finding', () => {
  const line = (size: number, now: string): CompactLine => ({
    lesions: { T: { sizes: [20, size], uptake: [{ SULpeak: '8' }, { SULpeak: now }] } },
  });
  expect(pet(line(26, '4')).disagreement).toEqual(says('metabolic/disagreement', { bySize: 'PD', byUptake: 'PMR' }));
  expect(pet(line(10, '4')).disagreement).toBeNull();
  expect(pet({ lesions: { T: hot('8', '4') } }).disagreement).toBeNull();
});

test('a history without uptake has no PET verdict', () => {
  expect(followUps({ lesions: { T: { sizes: [20, 10] } } })[0]).not.toHaveProperty('metabolic');
});

test('decimals are exact', () => {
  expect(parseDecimal('0.1')! + parseDecimal('0.2')!).toBe(parseDecimal('0.3'));
  expect(formatDecimal(parseDecimal('16.309999999999999')!)).toBe('16.309999999999999');
  expect(formatDecimal(parseDecimal('3')! - parseDecimal('3.25')!)).toBe('-0.25');
  expect(parseDecimal('1e3')).toBeNull();
  expect(parseDecimal('')).toBeNull();
});

describe('at the edges', () => {
  const twice = (
    reference: readonly [CompactScan['uptakeReference'], CompactScan['uptakeReference']],
    uptake: readonly [string, string] = ['6', '3'],
  ): MetabolicTimepoint =>
    pet({ lesions: { T: hot(...uptake) }, scans: reference.map((uptakeReference) => ({ uptakeReference })) });
  const liverOf = (liverMean: string, more = {}) => ({ liverMean, liverSd: '0.1', ...more });

  test('livers 20 % apart are comparable, more are not; 0.3 SUL apart are not', () => {
    expect(twice([liverOf('1.0'), liverOf('1.2')]).percist.response).toBe('PMR');
    expect(twice([liverOf('1.0'), liverOf('1.21')]).percist.response).toBe('NE');
    expect(twice([liverOf('2.0'), liverOf('2.29')]).percist.response).toBe('PMR');
    expect(twice([liverOf('2.0'), liverOf('2.3')]).percist.response).toBe('NE');
    expect(twice([liverOf('2.0'), liverOf('1.7')]).percist.response).toBe('NE');
    expect(twice([liverOf('1.0'), liverOf('2.0', { liverDiseased: true })]).percist.response).toBe('PMR');
    expect(
      twice([liverOf('1.0', { liverDiseased: true, bloodPoolMean: '1', bloodPoolSd: '0.1' }), liverOf('2.0')]).percist
        .response,
    ).toBe('PMR');
    expect(twice([liverOf('1.0'), undefined]).percist.response).toBe('PMR');
  });
  test('uptake times 15 minutes apart are comparable, 16 are not', () => {
    expect(twice([liverOf('1', { uptakeMinutes: 60 }), liverOf('1', { uptakeMinutes: 75 })]).percist.response).toBe(
      'PMR',
    );
    expect(twice([liverOf('1', { uptakeMinutes: 60 }), liverOf('1', { uptakeMinutes: 76 })]).percist).toMatchObject({
      response: 'NE',
      reasons: [says('metabolic/times-differ', { before: 60, now: 76, minutes: 15 })],
    });
  });
  test('measurable from 1.5 livers and 2 SD; of a diseased liver from 2 blood pools and 2 SD', () => {
    expect(twice([liverOf('2'), undefined], ['3.2', '1']).percist.response).toBe('PMR');
    expect(twice([liverOf('2'), undefined], ['3.19', '1']).percist).toMatchObject({
      response: 'NE',
      reasons: [says('metabolic/not-measurable', { hottest: '3.19', threshold: '3.2' })],
    });
    const diseased = liverOf('2', { liverDiseased: true, bloodPoolMean: '1.5', bloodPoolSd: '0.1' });
    expect(twice([diseased, undefined], ['3.2', '1']).percist.response).toBe('PMR');
    expect(twice([diseased, undefined], ['3.19', '1']).percist.response).toBe('NE');
    expect(twice([liverOf('2', { liverDiseased: true }), undefined]).percist.reasons).toEqual([
      says('metabolic/measurability-unchecked'),
    ]);
  });
  test('PERCIST: exactly 0.8 SUL counts, and so does 30 %', () => {
    expect(pet({ lesions: { T: hot('2', '1.2') } }).percist.response).toBe('PMR');
    expect(pet({ lesions: { T: hot('2', '1.21') } }).percist.response).toBe('SMD');
    expect(pet({ lesions: { T: hot('2', '2.8') } }).percist.response).toBe('PMD');
    expect(pet({ lesions: { T: hot('2', '2.79') } }).percist.response).toBe('SMD');
  });
  test('total glycolysis 75 % up is progression, where every old lesion states it', () => {
    const glycolysis = (before: string, now: string): CompactLesion => ({
      sizes: ['present', 'present'],
      uptake: [
        { SULpeak: '5', TLG: before },
        { SULpeak: '5', TLG: now },
      ],
    });
    expect(pet({ lesions: { T: glycolysis('100', '175') } }).percist.response).toBe('PMD');
    expect(pet({ lesions: { T: glycolysis('100', '174.9') } }).percist.response).toBe('SMD');
    expect(pet({ lesions: { T: glycolysis('100', '200'), U: hot('4', '4') } }).percist.response).toBe('SMD');
  });
  test('complete where all old lesions are gone; a lesion of no uptake left is not', () => {
    expect(pet({ lesions: { T: { sizes: [20, 'absent'], uptake: [{ SULpeak: '5' }] } } })).toMatchObject({
      percist: { response: 'CMR' },
      imPercist5: { response: 'CMR' },
      eortc1999: { response: 'CMR' },
    });
    expect(
      pet({ lesions: { T: { sizes: [20, 'absent'], uptake: [{ SULpeak: '5' }] }, U: hot('5', '1') } }),
    ).toMatchObject({ percist: { response: 'PMR' }, imPercist5: { response: 'PMR' } });
    const withNew: CompactLine = {
      lesions: {
        T: { sizes: [20, 'absent'], uptake: [{ SULpeak: '5' }] },
        X: { role: 'new', sizes: [null, 12], uptake: [null, { SULpeak: '2' }] },
      },
    };
    expect(pet(withNew)).toMatchObject({
      percist: { response: 'PMD' },
      imPercist5: { response: 'PMR' },
      percimt: { response: 'SMD' },
    });
  });
  test('PERCIMT: nothing but new lesions to compare is not evaluable', () => {
    const line: CompactLine = { lesions: { X: { role: 'new', sizes: [null, 12], uptake: [null, { SULpeak: '2' }] } } };
    expect(pet(line).percimt).toMatchObject({ response: 'NE' });
  });
  test('what was not stated is named', () => {
    const gone: CompactLine = { lesions: { T: { sizes: ['present', 'absent'], uptake: [{ MTV: '5' }] } } };
    expect(pet(gone).percist.reasons).toEqual([says('metabolic/other-quantity')]);
    expect(pet(gone).eortc1999).toMatchObject({
      response: 'NE',
      reasons: [says('metabolic/no-common-quantity')],
    });
  });
});

describe('what has no verdict, and what is no change', () => {
  const uptake = (
    quantities: readonly Readonly<Record<string, string>>[],
    sizes: CompactLesion['sizes'] = quantities.map(() => 'present'),
  ): CompactLesion => ({ sizes, uptake: quantities });

  test('a scan that states no uptake has none, unless every lesion is gone', () => {
    const verdicts = (between: string) =>
      followUps({
        lesions: { T: { sizes: ['present', between, 'present'], uptake: [{ SULpeak: '8' }, null, { SULpeak: '4' }] } },
      }).map(({ metabolic }) => metabolic?.percist.response ?? null);
    expect(verdicts('present')).toEqual([null, 'PMR']);
    expect(verdicts('absent')).toEqual(['CMR', 'PMR']);
  });
  test('a history without a baseline has none', () => {
    const line: CompactLine = { lesions: { T: hot('8', '4') }, scans: [{ baseline: false }, { baseline: false }] };
    expect(followUps(line).every((timepoint) => !('metabolic' in timepoint))).toBe(true);
  });
  test('PERCIST says that no uptake was stated, at either scan', () => {
    const reasons = (first: Readonly<Record<string, string>>, gone: Readonly<Record<string, string>> | null) =>
      pet({ lesions: { T: { sizes: ['present', 'absent', 'present'], uptake: [first, gone, { SULpeak: '3' }] } } })
        .percist;
    expect(reasons({}, null)).toEqual({
      response: 'NE',
      reference: null,
      now: '0',
      reasons: [says('metabolic/no-uptake')],
    });
    expect(reasons({}, { SUVmax: '1' }).reasons).toEqual([says('metabolic/other-quantity')]);
    expect(reasons({ SUVmax: '9' }, null).reasons).toEqual([says('metabolic/other-quantity')]);
  });
  test('an extent of 0 that stays at 0 did not rise', () => {
    expect(
      pet({
        lesions: {
          T: uptake([
            { SULpeak: '5', TLG: '0' },
            { SULpeak: '5', TLG: '0' },
          ]),
        },
      }).percist.response,
    ).toBe('SMD');
    expect(
      pet({
        lesions: {
          T: uptake([
            { SULpeak: '5', TLG: '0' },
            { SULpeak: '5', TLG: '0.1' },
          ]),
        },
      }).percist.response,
    ).toBe('PMD');
  });
  test('a lesion sent as new that took up before is not complete because no other lesion is left', () => {
    expect(pet({ lesions: { X: { ...hot('8', '4'), role: 'new' } } }).percist).toMatchObject({
      response: 'PMR',
      reference: '8',
      now: '4',
    });
  });
});

describe('a new lesion that does not count', () => {
  const doubted = (sizes: CompactLesion['sizes']): CompactLesion => ({ role: 'new', sizes });

  test('leaves the extent to the old lesions while it is equivocal', () => {
    const old: CompactLesion = {
      sizes: ['present', 'present'],
      uptake: [
        { SULpeak: '8', TLG: '100' },
        { SULpeak: '8', TLG: '175' },
      ],
    };
    expect(pet({ lesions: { T: old, X: doubted([null, 'equivocal']) } }).percist).toMatchObject({
      response: 'PMD',
      reasons: [says('metabolic/measurability-unchecked')],
    });
  });
  test('leaves the response complete while it is equivocal or has not appeared yet', () => {
    const gone: CompactLesion = {
      sizes: ['present', 'absent', 'absent'],
      uptake: [{ SULpeak: '8', SUVmean: '6' }, { SULpeak: '0' }, { SULpeak: '0' }],
    };
    const responses = (sizes: CompactLesion['sizes']) =>
      followUps({ lesions: { T: gone, X: doubted(sizes) } }).map(({ metabolic }) => [
        metabolic!.percist.response,
        metabolic!.imPercist5.response,
      ]);
    expect(responses([null, null, 12])[0]).toEqual(['CMR', 'CMR']);
    // With nothing stated but that the old lesions are gone, what appears later takes no verdict away.
    const unstated: CompactLesion = { sizes: ['present', 'absent', 'absent'], uptake: [{ SULpeak: '8' }] };
    expect(
      followUps({ lesions: { T: unstated, X: doubted([null, null, 12]) } }).map(
        ({ metabolic }) => metabolic?.percist.response,
      ),
    ).toEqual(['CMR', 'PMD']);
    expect(responses([null, 'equivocal', 'absent'])).toEqual([
      ['CMR', 'CMR'],
      ['CMR', 'CMR'],
    ]);
    expect(responses([null, 'present', 'present'])[0]![0]).toBe('PMD');
  });
});

test('with a diseased liver its mean is no measure of what is left', () => {
  const now = (liverDiseased: boolean): CompactLine => ({
    lesions: { T: hot('6.0', '1.0') },
    scans: [liver('1.3', '0.15'), { uptakeReference: { liverMean: '1.3', liverSd: '0.15', liverDiseased } }],
  });
  expect(pet(now(false)).percist.reasons).toEqual([expect.objectContaining({ id: 'metabolic/perhaps-complete' })]);
  expect(pet(now(true)).percist).toMatchObject({ response: 'PMR', reasons: [] });
});

test('imPERCIST5: lesions whose organ is not known count under no organ; of equal ones five', () => {
  const unknown = (value: string): CompactLesion => ({ ...hot(value, value), organ: null });
  expect(pet({ lesions: { A: unknown('9'), B: unknown('8'), C: unknown('7') } }).imPercist5.reference).toBe('24');
  const six = Object.fromEntries(['A', 'B', 'C', 'D', 'E', 'F'].map((label) => [label, unknown('4')]));
  expect(pet({ lesions: six }).imPercist5).toMatchObject({ reference: '20', now: '20', response: 'SMD' });
});

test('a new lesion is avid where one of several quantities says so', () => {
  const beside = (quantities: Readonly<Record<string, string>>) =>
    pet({
      lesions: {
        P: hot('6', '3'),
        N: hot('5', '5'),
        X: { role: 'new', sizes: [null, 12], uptake: [null, quantities] },
      },
    }).dissociated;
  expect(beside({ SUVmax: '4', TLG: '0' })).toMatchObject({ verdict: 'met', newLesions: ['X'] });
  expect(beside({ SUVmax: '0', TLG: '0' })).toMatchObject({ verdict: 'not-met', newLesions: [] });
});

test('no uptake before and none now is no response', () => {
  const nothing: CompactLine = {
    lesions: {
      T: {
        sizes: [20, 20],
        uptake: [
          { SULpeak: '0', SUVmean: '0' },
          { SULpeak: '0', SUVmean: '0' },
        ],
      },
    },
  };
  expect(pet(nothing).imPercist5.response).toBe('SMD');
  expect(followUps(nothing, { metabolic: { afterFirstCycle: true } })[0]!.metabolic!.eortc1999.response).toBe('SMD');
});

describe('each verdict that is NE or PMD says why', () => {
  const stated = (
    sizes: CompactLesion['sizes'],
    ...uptake: readonly (Readonly<Record<string, string>> | null)[]
  ): CompactLesion => ({ sizes, uptake });
  const both = { SULpeak: '8', SUVmean: '6' };
  const reasons = (line: CompactLine, criterion: 'percist' | 'eortc1999' | 'imPercist5' | 'percimt') =>
    pet(line)[criterion];
  const fresh = (...sizes: CompactLesion['sizes']): CompactLesion => ({ role: 'new', sizes });

  test('a new lesion', () => {
    const line: CompactLine = {
      lesions: { T: stated(['present', 'present'], both, both), X: fresh(null, 12) },
      scans: [liver('1.3', '0.15')],
    };
    expect(reasons(line, 'percist')).toMatchObject({ response: 'PMD', reasons: [says('metabolic/new-lesion')] });
    expect(reasons(line, 'eortc1999')).toMatchObject({ response: 'PMD', reasons: [says('metabolic/new-lesion')] });
    const four = Object.fromEntries(['W', 'X', 'Y', 'Z'].map((label) => [label, fresh(null, 8)]));
    expect(reasons({ lesions: { T: stated(['present', 'present'], both, both), ...four } }, 'percimt')).toMatchObject({
      response: 'PMD',
      reasons: [says('metabolic/new-lesions', { count: 4 })],
    });
  });
  test('a longest dimension', () => {
    const line = (now: number): CompactLine => ({
      lesions: { T: stated([30, now], both, both), U: stated([30, 30], both, both) },
    });
    expect(reasons(line(36), 'eortc1999')).toMatchObject({
      response: 'PMD',
      reasons: [says('metabolic/extent-rose', { percent: 20 })],
    });
    expect(reasons(line(35.9), 'eortc1999')).toMatchObject({ response: 'SMD', reasons: [] });
  });
  test('what was not stated', () => {
    const line: CompactLine = {
      lesions: { T: stated(['present', 'present'], both, both), U: stated(['present', 'present'], both, null) },
    };
    expect(reasons(line, 'eortc1999')).toMatchObject({
      response: 'NE',
      reasons: [says('metabolic/quantity-missing', { quantity: 'SUVmean' })],
    });
    expect(reasons(line, 'imPercist5')).toMatchObject({
      response: 'NE',
      reasons: [says('metabolic/sulpeak-missing')],
    });
    expect(
      reasons({ lesions: { ...line.lesions, U: stated(['present', null], both, null) } }, 'percimt'),
    ).toMatchObject({ response: 'NE', reasons: [says('metabolic/lesion-without-row')] });
    expect(
      reasons({ lesions: { T: stated(['present', 'present'], { SUVmean: '6' }, both) } }, 'percist'),
    ).toMatchObject({ response: 'NE', reasons: [says('metabolic/other-quantity')] });
    expect(
      reasons({ lesions: { T: stated(['present', 'present'], { SUVmean: '6' }, { SULpeak: '8' }) } }, 'eortc1999'),
    ).toMatchObject({ response: 'NE', reasons: [says('metabolic/no-common-quantity')] });
  });
  test('two lesions that could be the hottest', () => {
    const silent = stated(['present', 'present'], both, null);
    expect(
      reasons({ lesions: { P: silent, Q: silent, N: hot('5', '5') }, scans: [liver('1.3', '0.15')] }, 'percist')
        .reasons,
    ).toEqual([says('metabolic/could-be-hottest', { lesions: [lesionNamed('P'), lesionNamed('Q')] })]);
  });
  test('scans that cannot be compared; what one of them does not state forbids nothing', () => {
    const compared = (before: CompactScan['uptakeReference'], now: CompactScan['uptakeReference']) =>
      reasons(
        {
          lesions: { T: hot('8', '4') },
          scans: [
            { uptakeReference: { liverMean: '1.3', liverSd: '0.15', ...before } },
            { uptakeReference: { liverMean: '1.3', liverSd: '0.15', ...now } },
          ],
        },
        'percist',
      );
    expect(compared({ scanner: 'A' }, { scanner: 'B' })).toMatchObject({
      response: 'NE',
      reasons: [says('metabolic/another-scanner', { before: 'A', now: 'B' })],
    });
    expect(compared({ uptakeMinutes: 60 }, { uptakeMinutes: 76 })).toMatchObject({
      response: 'NE',
      reasons: [says('metabolic/times-differ', { before: 60, now: 76, minutes: 15 })],
    });
    for (const one of [{ scanner: 'A' }, { uptakeMinutes: 60 }]) {
      expect([compared(one, {}).response, compared({}, one).response, compared(one, one).response]).toEqual([
        'PMR',
        'PMR',
        'PMR',
      ]);
    }
  });
  test('without the spread of the reference measurability was not checked', () => {
    const unchecked = [says('metabolic/measurability-unchecked')];
    const line = (uptakeReference: CompactScan['uptakeReference']): CompactLine => ({
      lesions: { T: hot('8', '4') },
      scans: [{ uptakeReference: uptakeReference! }],
    });
    for (const half of [{ liverMean: '1.3' }, { liverSd: '0.15' }, {}]) {
      expect(reasons(line(half), 'percist')).toMatchObject({ response: 'PMR', reasons: unchecked });
      expect(reasons(line(half), 'imPercist5')).toMatchObject({ response: 'PMR', reasons: unchecked });
    }
  });
});
